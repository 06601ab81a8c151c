"""Every command that writes: how the repository is made ready for it, what is typed, and how often it commits."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from tests.cli.desk import AUDIT

from .laboratory import Laboratory

DRAFT = "СМС-ДП-2.10-2024"
CARD = "СМС-ТД-0001-2024"
RISK = (
    *("--set", "title=Кабыл алуу планы аткарылбайт", "--set", "kind=risk", "--set", "process=2.1"),
    *("--set", "owner=rector", "--set", "identified=2026-02-03"),
)
TABLE = (
    "code;title;kind;process;owner;identified\n"
    ";Жаңы тобокелдик;risk;4.1;rector;2026-03-01\n"
    ";Экинчи;risk;4.1;rector;2026-03-01\n"
)
ASSESSED = tuple(
    word for field in ("likelihood=2", "impact=3", "response=accept", "review=2026-12-01") for word in ("--set", field)
)

Ready = Callable[[Laboratory], None]


@dataclass(frozen=True, slots=True)
class Command:
    """A command line; `ready` prepares for it, `then` is what the person does next (None: the same again)."""

    words: tuple[str, ...]
    ready: Ready | None = None
    then: tuple[str, ...] | None = ("acknowledge", AUDIT, "--copy", "2")

    @property
    def name(self) -> str:
        words = " ".join(word for word in self.words[:2] if re.fullmatch("-*[a-z-]+", word))
        return f"{words}, {self.ready.__name__}" if self.ready else words


def edited(lab: Laboratory) -> None:
    path = next(lab.root.glob(f"documents/*/{DRAFT}.md"))
    path.write_text(path.read_text("utf-8") + "\nЖаңы сүйлөм.\n", "utf-8")


def misspelt(lab: Laboratory) -> None:
    path = next(lab.root.glob(f"documents/*/{DRAFT}.md"))
    path.write_text(path.read_text("utf-8").replace("СМС-ДП-2.10", "CMC-ДП-2.10"), "utf-8")  # Latin letters


def approved(lab: Laboratory) -> None:
    lab("approve", DRAFT, "--by", "rector", "--decision", "№ 1")


def withdrawn(lab: Laboratory) -> None:
    lab("approve", DRAFT, "--by", "rector", "--decision", "№ 1")
    lab("withdraw", DRAFT, "--basis", "№ 2", "--yes")


def entered(lab: Laboratory) -> None:
    lab("entry", "new", "risks", *RISK)


def linked(lab: Laboratory) -> None:
    entered(lab)
    lab(
        *("entry", "new", "actions", "--set", "title=Окутуу", "--set", "kind=preventive", "--set", "unit=АББСД"),
        *("--set", "source=ТБ-2026-001", "--set", "owner=registrar", "--set", "planned_on=2026-02-03"),
        *("--set", "due=2026-03-03", "--set", "criterion=x"),
    )
    lab("entry", "new", "risks", *RISK)


def spreadsheet(lab: Laboratory) -> None:
    (lab.home / "risks.csv").write_text(TABLE, "utf-8")


def shared(lab: Laboratory) -> None:
    lab.git("clone", "-q", "--bare", str(lab.root), str(lab.hub))
    lab.git("remote", "add", "origin", str(lab.hub))
    lab.git("fetch", "-q")
    lab.git("branch", "-q", "--set-upstream-to=origin/main")


def both_have_acted(lab: Laboratory) -> None:
    """This clone and another one have recorded an act about the same document."""
    shared(lab)
    lab("acknowledge", AUDIT, "--copy", "1")
    other = lab.place / "other"
    lab.git("clone", "-q", str(lab.hub), str(other))
    lab("return", "-C", str(other), AUDIT, "--copy", "3")
    lab.git("-C", str(other), "push", "-q")
    shutil.rmtree(other)


def in_conflict(lab: Laboratory) -> None:
    both_have_acted(lab)
    try:
        lab.git("pull", "-q", "--no-rebase")
    except subprocess.CalledProcessError:
        return
    raise AssertionError("no conflict")


def keyed(lab: Laboratory) -> None:
    lab("keys", "new", "aigul", "--no-passphrase", "--yes")


def trusted(lab: Laboratory) -> None:
    keyed(lab)
    lab("trust", "init", "aigul", "--name", "Айгүл", "--role", "registrar", "--yes")


def foreign(lab: Laboratory) -> None:
    lab.git("rm", "-q", "-r", "qms.yaml", "ledger", "distribution")
    lab.git("commit", "-q", "-m", "Without qms")


def removed(lab: Laboratory) -> None:
    shutil.rmtree(lab.root / ".qms", ignore_errors=True)


COMMANDS = (
    Command(("init", "new")),
    Command(("init", "--here", "--yes"), foreign, then=None),
    Command(("schema", "--write"), removed),
    Command(("new", "ДП", "Жаңы тартип", "--process", "4.1", "--owner", "АББСД")),
    Command(("code", "change", DRAFT, "СМС-ДП-2.11-2024")),
    Command(("fix", "--yes"), misspelt, then=None),
    Command(("commit", "--yes"), edited),
    Command(("revise", DRAFT, "--change", "x"), edited),
    Command(("submit", DRAFT)),
    Command(("approve", DRAFT, "--by", "rector", "--decision", "№ 1")),
    Command(("review", AUDIT, "--basis", "№ 3")),
    Command(("amend", AUDIT, "approve", "--basis", "№ 6", "--reason", "x")),
    Command(("withdraw", "2.9", "--basis", "x", "--yes")),
    Command(("archive", DRAFT, "--place", "01-07"), withdrawn),
    Command(("external", "register", CARD, "--basis", "№ 12", "--by", "registrar")),
    Command(("undo", "--yes"), approved),
    Command(("entry", "new", "risks", *RISK)),
    Command(("entry", "set", "ТБ-2026-001", "--set", "owner=registrar"), entered),
    Command(("entry", "move", "ТБ-2026-001", "assessed", *ASSESSED), entered),
    Command(("entry", "link", "АР-2026-001", "ТБ-2026-002", "--as", "source"), linked),
    Command(("entry", "import", "risks", "../home/risks.csv", "--yes"), spreadsheet),
    Command(("entry", "export", "risks", "risks.xlsx"), entered),
    Command(("entry", "print", "risks"), entered),
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
    Command(("sync", "--yes"), both_have_acted),
    Command(("resolve",), in_conflict, then=None),
    Command(("issue", "2.9", "--to", "ИБ"), shared),
    Command(("anchor", "export")),
    Command(("hooks", "install", "--yes")),
    Command(("seal", "--new", "--yes")),
    Command(("keys", "new", "bolot", "--no-passphrase", "--yes")),
    Command(("trust", "init", "aigul", "--name", "Айгүл", "--role", "registrar", "--yes"), keyed),
    Command(("trust", "require", "1", "--yes"), trusted),
    Command(("review", AUDIT, "--basis", "№ 3", "--by", "registrar"), trusted),
)
