"""Every command that writes: how the repository is made ready for it, what is typed, and how often it commits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from tests.cli.desk import AUDIT

from . import ready
from .laboratory import Laboratory
from .ready import BY_RECTOR, CARD, DRAFT, RISK

PLACED = ("--process", "4.1", "--owner", "АББСД")
PIN = ("trust", "pin", "{root}")
SIGN = ("sign", f"out/{AUDIT}-r1-002.pdf")
NEW_THERE = ("new", "ДП", "Жаңы", "-C", "new", *PLACED)
ASSESSED = tuple(
    word for field in ("likelihood=2", "impact=3", "response=accept", "review=2026-12-01") for word in ("--set", field)
)

Ready = Callable[[Laboratory], None]


@dataclass(frozen=True, slots=True)
class Command:
    """A command line; `ready` prepares for it, `then` is what the person does next (None: the same again).

    `finish` is what brings what is missing where it was cut short after its commit (else the same again), `by_chance`
    the pattern of names of files in which it writes numbers drawn by lot.
    """

    words: tuple[str, ...]
    ready: Ready | None = None
    then: tuple[str, ...] | None = ("acknowledge", AUDIT, "--copy", "2")
    finish: tuple[str, ...] = ()
    by_chance: str = ""

    def typed(self, lab: Laboratory, words: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the words as they are typed there: `{root}` is the fingerprint of the first trust file."""
        asked = words or self.words
        if "{root}" not in asked:
            return asked
        root = f"{lab.git('show', 'HEAD:organisation/trust.json')}\n"
        return tuple(sha256(root.encode()).hexdigest() if word == "{root}" else word for word in asked)

    @property
    def name(self) -> str:
        words = " ".join(word for word in self.words[:2] if re.fullmatch("-*[a-z-]+", word))
        return f"{words}, {self.ready.__name__}" if self.ready else words


COMMANDS = (
    Command(("init", "new"), then=NEW_THERE),
    Command(("init", "--here", "--yes"), ready.foreign, then=None),
    Command(("schema", "--write"), ready.removed),
    Command(("new", "ДП", "Жаңы тартип", *PLACED)),
    Command(("code", "change", DRAFT, "СМС-ДП-2.11-2024")),
    Command(("fix", "--yes"), ready.misspelt, then=None),
    Command(("commit", "--yes"), ready.edited),
    Command(("revise", DRAFT, "--change", "x"), ready.edited),
    Command(("submit", DRAFT)),
    Command(("approve", DRAFT, *BY_RECTOR)),
    Command(("review", AUDIT, "--basis", "№ 3")),
    Command(("amend", AUDIT, "approve", "--basis", "№ 6", "--reason", "x")),
    Command(("withdraw", "2.9", "--basis", "x", "--yes")),
    Command(("archive", DRAFT, "--place", "01-07"), ready.withdrawn),
    Command(("external", "register", CARD, "--basis", "№ 12", "--by", "registrar")),
    Command(("undo", "--yes"), ready.approved),
    Command(("entry", "new", "risks", *RISK)),
    Command(("entry", "set", "ТБ-2026-001", "--set", "owner=registrar"), ready.entered),
    Command(("entry", "move", "ТБ-2026-001", "assessed", *ASSESSED), ready.entered),
    Command(("entry", "link", "АР-2026-001", "ТБ-2026-002", "--as", "source"), ready.linked),
    Command(("entry", "import", "risks", "../home/risks.csv", "--yes"), ready.spreadsheet),
    Command(("entry", "export", "risks", "risks.xlsx"), ready.entered),
    Command(("entry", "print", "risks"), ready.entered),
    Command(("calendar", "2026", "--format", "pdf")),
    Command(("report", "objectives", "2026", "--out", "report.docx")),
    Command(("form", "master-list")),
    Command(("render", "2.9")),
    Command(("render", "--all")),
    Command(("history", AUDIT, "--format", "pdf")),
    Command(("issue", "2.9", "--to", "ОИД", "--to", "КБ")),
    Command(("acknowledge", AUDIT, "--copy", "1")),
    Command(("return", AUDIT, "--copy", "3")),
    Command(("destroy", AUDIT, "--copy", "3")),
    Command(("lost", AUDIT, "--copy", "3")),
    Command(("sync", "--yes"), ready.both_have_acted, then=("sync", "--yes")),
    Command(("resolve",), ready.in_conflict, then=None),
    Command(("issue", "2.9", "--to", "ИБ"), ready.shared),
    Command(("anchor", "export")),
    Command(("hooks", "install", "--yes")),
    Command(("seal", "--new", "--yes"), by_chance=r"organisation/seal\.pub|/seal/[0-9a-f]+\.pem"),
    Command(("keys", "new", "bolot", "--no-passphrase", "--yes"), by_chance="/keys/bolot"),
    Command(("trust", "init", "aigul", "--name", "Айгүл", "--role", "registrar", "--yes"), ready.keyed, finish=PIN),
    Command(("trust", "require", "1", "--yes"), ready.trusted),
    Command(("review", AUDIT, "--basis", "№ 3", "--by", "registrar"), ready.trusted),
    Command(("init", "new", "--empty"), then=NEW_THERE),
    Command(("check", "--baseline", "known.json", "--write-baseline")),
    Command(("commit", "--yes"), ready.drawn),
    Command(("check-off", DRAFT), ready.submitted),
    Command(("reject", DRAFT, "--reason", "6.3: мөөнөт жок"), ready.submitted),
    Command(("agree", DRAFT), ready.checked),
    Command(("approve", DRAFT, *BY_RECTOR, "--by-order"), ready.submitted),
    Command(("effect", DRAFT, "--order", "№ 9"), ready.awaiting_an_order),
    Command(("supersede", "2.9", DRAFT, "--basis", "№ 2", "--yes"), ready.replacing),
    Command(("external", "acquaint", CARD, "--to", "ОИД"), ready.registered),
    Command(("external", "change", CARD, "--change", "x", "--basis", "№ 3", "--by", "registrar"), ready.edition),
    Command(("external", "keep", CARD, "--place", "01-07", "--by", "registrar"), ready.changed),
    Command(("entry", "print", "ТБ-2026-001", "--to", "docx"), ready.entered),
    Command(("entry", "print", "risks", "--form", "matrix", "--to", "html"), ready.entered),
    Command(("report", "objectives", "2026", "--as-document"), ready.with_registers),
    Command(("form", "distribution-sheet", AUDIT, "--to", "docx")),
    Command(("render", AUDIT, "--to", "html")),
    Command(("diff", AUDIT, "--format", "pdf", "--out", "redline"), ready.revised),
    Command(("recall", "--to", "pdf"), ready.recalled),
    Command(("calendar", "2026", "--format", "ics", "--out", "ics")),
    Command(("issue", "2.9", "--to", "ИБ", "--provisional"), ready.cut_off_from_others),
    Command(
        ("sign", f"out/{AUDIT}-r1-002.pdf", "--key", "../home/rector.p12"), ready.certified, by_chance=r"-signed\.pdf"
    ),
    Command(("anchor", "accept", "--reason", "№ 7", "--yes"), ready.seen_and_cut_off),
    Command(("hooks", "install", "--server", "../hub.git", "--yes"), ready.shared),
    Command(("keys", "add", "bolot", "../home/bolot.pub", "--role", "rector", "--yes"), ready.with_a_key_of_bolot),
    Command(("keys", "retire", "bolot", "--yes"), ready.with_bolot),
    Command(("keys", "compromised", "bolot", "--since", "HEAD", "--yes"), ready.with_bolot),
    Command(PIN, ready.with_nothing_pinned),
    Command(("trust", "sign", "--yes"), ready.waiting_for_bolot),
    Command(("trust", "drop"), ready.waiting_for_bolot),
    Command(("trail", "verify")),
    Command(("status",)),
)
