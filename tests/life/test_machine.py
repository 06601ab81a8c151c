"""Life-cycles by chance: what a small model of its own allows, `check` accepts; what it forbids, `check` finds."""

from __future__ import annotations

import hashlib
import random
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from qms.actions.checking.check import check
from qms.adapters.files.workspace import Workspace
from qms.ledger.lines import compose, ledger_path
from qms.model.diagnostic import Severity

from ..cli.desk import AUDIT, Desk
from ..rules.example import git, prepare
from .people import AGREER, AUTHOR, CARD, CHECKER, DRAFT, RECTOR, REGISTRAR

CODE = "СМС-ДП-2.2-2024"
TEXT = f"documents/2/{CODE}.md"
TODAY = date(2024, 9, 1)
ROW = "check: [quality-director], agree: [registrar], approve: [rector]"
WAY = ("prepare", "check", "agree")
ROLES = {"check": "quality-director", "agree": "registrar", "approve": "rector"}
PEOPLE = st.sampled_from(["p1", "p2", "p3", "p4"])


@dataclass(slots=True)
class Model:
    """What the department says of a life: independent of the code that it is compared with."""

    recorded: bool = False
    revision: int = 1
    text: int = 0
    decided: dict[int, int] = field(default_factory=dict)
    done: list[tuple[str, str, int]] = field(default_factory=list)
    begun: bool = False
    submitted: bool = False
    withdrawn: bool = False
    archived: bool = False

    @property
    def valid(self) -> list[tuple[str, str]]:
        """The steps that hold for the text as it is."""
        return [(deed, person) for deed, person, text in self.done if text == self.text]

    def allows(self, deed: str, role: str, person: str, attester: str) -> bool:
        known = role != "КБ"  # a unit is no role
        if self.withdrawn:
            return deed == "archive" and known
        current = self.decided.get(self.revision) == self.text
        if deed in {"review", "withdraw", "effect"}:
            return current and known
        if deed == "archive" or self.revision in self.decided:
            return False
        return {
            "prepare": lambda: True,
            "check": lambda: self._steps() == WAY[:1] and role == ROLES["check"] and person != self.valid[0][1],
            "agree": lambda: self._steps() == WAY[:2] and role == ROLES["agree"],
            "reject": lambda: self.submitted and known,
            "approve": lambda: role == ROLES["approve"] and self._may_decide(person, attester),
        }[deed]()

    def _steps(self) -> tuple[str, ...]:
        return tuple(deed for deed, _person in self.valid)

    def _may_decide(self, person: str, attester: str) -> bool:
        apart = {who for deed, who in self.valid if deed in {"prepare", "check"}}
        complete = self._steps() == WAY or not (self.recorded or self.begun) or bool(attester)
        return complete and person not in apart and attester not in apart

    def take(self, deed: str, person: str) -> None:
        if deed in WAY:
            self.done = [(deed, person, self.text)] if deed == "prepare" else [*self.done, (deed, person, self.text)]
            self.begun = self.submitted = True
        elif deed == "reject":
            self.done, self.submitted = [], False
        elif deed == "approve":
            self.decided[self.revision] = self.text
        self.withdrawn = self.withdrawn or deed == "withdraw"
        self.archived = self.archived or deed == "archive"


class Life(RuleBasedStateMachine):
    """Writes lines into a ledger as no command would let it, one at a time; a forbidden one is taken out again."""

    folder: Path

    @initialize(recorded=st.booleans())
    def begin(self, recorded: bool) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="life"))
        self.root = prepare(self.folder / "repository")
        self.model = Model(recorded)
        row = f"{ROW}, steps: {'recorded' if recorded else 'paper'}"
        path = self.root / "qms.yaml"
        text = path.read_text("utf-8").replace("management: {agree: [], approve: [rector]}", f"management: {{{row}}}")
        path.write_text(text, "utf-8")
        self.now = datetime(2024, 5, 2, 9, tzinfo=UTC)
        self.save("Decide")

    def save(self, subject: str, trailers: str = "") -> None:
        self.now += timedelta(hours=1)
        git(self.root, "add", "-A", when=self.now)
        git(self.root, "commit", "-q", "-m", f"{subject}\n\n{trailers}", when=self.now)

    def found(self) -> list[str]:
        report = check(Workspace.find(self.root), TODAY, ())
        errors = (item.rule for item in report.findings if item.severity is Severity.ERROR)
        return [rule for rule in errors if rule.startswith("LG")]

    @rule(
        deed=st.sampled_from(["prepare", "check", "agree", "reject", "approve"] * 3 + ["effect", "review"]),
        wrong_role=st.integers(0, 9),
        person=PEOPLE,
        attester=st.sampled_from(["", "", "p1", "p5"]),
    )
    def act(self, deed: str, wrong_role: int, person: str, attester: str) -> None:
        role = "КБ" if wrong_role == 0 else ROLES.get(deed, "rector")
        self.write(deed, role, person, attester if deed == "approve" else "")

    @precondition(lambda self: hasattr(self, "model") and self.model.decided)
    @rule(deed=st.sampled_from(["withdraw", "archive", "approve", "prepare", "reject"]), person=PEOPLE)
    def act_later(self, deed: str, person: str) -> None:
        if not (deed == "archive" and self.model.archived):
            self.write(deed, ROLES.get(deed, "rector"), person, "")

    def write(self, deed: str, role: str, person: str, attester: str) -> None:
        allowed = self.model.allows(deed, role, person, attester)
        path = self.root / ledger_path(CODE)
        before = path.read_bytes() if path.exists() else None
        values = {
            "act": deed,
            "at": self.now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "by": role,
            "code": CODE,
            "person": person,
            "revision": self.model.revision,
            "sha256": hashlib.sha256((self.root / TEXT).read_bytes()).hexdigest(),
        }
        values |= {"reason": "x"} if deed == "reject" else {}
        values |= {"attested": "registrar", "attester": attester} if attester else {}
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((before or b"") + compose(values, before or b""))
        found = self.found()
        assert bool(found) is not allowed, (deed, role, person, attester, found, self.model)
        if allowed:
            self.model.take(deed, person)
            self.save(f"{deed} {CODE}")
        elif before is None:
            path.unlink()
        else:
            path.write_bytes(before)

    @precondition(lambda self: hasattr(self, "model") and self.model.revision not in self.model.decided)
    @rule()
    def edit(self) -> None:
        self.model.text += 1
        self.append()
        self.save(f"Edit {CODE}")
        assert self.found() == []

    @precondition(lambda self: hasattr(self, "model") and self.model.revision in self.model.decided)
    @rule()
    def revise(self) -> None:
        if self.model.withdrawn:
            return
        old, self.model.revision = self.model.revision, self.model.revision + 1
        self.model.text += 1
        self.model.done, self.model.begun, self.model.submitted = [], False, False
        self.append()
        path = self.root / TEXT
        path.write_text(path.read_text("utf-8").replace(f"revision: {old}", f"revision: {old + 1}"), "utf-8")
        self.save(f"Revise {CODE}", "Qms-Change: Жаңы сүйлөм")
        assert self.found() == []

    def append(self) -> None:
        path = self.root / TEXT
        path.write_text(path.read_text("utf-8") + f"\nСүйлөм {self.model.text}.\n", "utf-8")

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)


def test_check_says_of_every_act_what_the_department_says() -> None:
    run_state_machine_as_test(Life, settings=settings(max_examples=6, stateful_step_count=12))


@pytest.mark.soak
@pytest.mark.parametrize("share", range(20))
def test_check_says_of_every_act_what_the_department_says_for_long(share: int) -> None:
    """Two hundred lives of thirty steps, in shares of ten: each share begins anew, none repeats another."""
    life = type(f"Life{share}", (Life,), {})
    run_state_machine_as_test(life, settings=settings(max_examples=10, stateful_step_count=30, database=None))


WORDS = (
    (AUTHOR, "submit", DRAFT),
    (CHECKER, "check-off", DRAFT),
    (AGREER, "agree", DRAFT),
    (AGREER, "reject", DRAFT, "--reason", "x"),
    (RECTOR, "approve", DRAFT, "--by", "rector", "--decision", "№ 5"),
    (REGISTRAR, "approve", DRAFT, "--by-order", "--by", "rector", "--decision", "№ 6"),
    (AUTHOR, "commit", DRAFT),
    (AUTHOR, "revise", DRAFT, "--change", "x", "--basis", "№ 1"),
    (CHECKER, "review", DRAFT, "--basis", "№ 2"),
    (REGISTRAR, "amend", DRAFT, "approve", "--basis", "№ 7", "--reason", "x"),
    (REGISTRAR, "issue", DRAFT, "--to", "ОИД"),
    (REGISTRAR, "return", DRAFT, "--copy", "2"),
    (REGISTRAR, "external", "register", CARD, "--by", "registrar", "--basis", "№ 1"),
    (REGISTRAR, "external", "acquaint", CARD, "--to", "КБ"),
    (REGISTRAR, "external", "change", CARD, "--by", "registrar", "--change", "x", "--basis", "№ 2"),
    (REGISTRAR, "external", "keep", CARD, "--by", "registrar", "--place", "x"),
    (REGISTRAR, "undo", "--yes"),
    (REGISTRAR, "supersede", AUDIT, DRAFT, "--basis", "№ 8", "--yes"),
    (REGISTRAR, "withdraw", "2.9", "--basis", "№ 8", "--yes"),
    (REGISTRAR, "archive", "2.9", "--place", "x"),
)


def lived(desk: Desk, seed: int, length: int) -> int:
    """Try commands by chance, as people do who do not know the rules; return how many were accepted."""
    chance = random.Random(seed)
    accepted = 0
    for _step in range(length):
        if chance.random() < 0.2:
            desk.edit(chance.choice([DRAFT, DRAFT, CARD]), f"note{chance.randrange(10**6)}: x")
        who, *words = chance.choice(WORDS)
        desk.git("config", "user.email", who)
        answer = desk(*words)
        assert answer.code in (0, 2), (words, answer.err)
        accepted += answer.code == 0
    return accepted


def legitimate(desk: Desk, seed: int) -> None:
    accepted = lived(desk, seed, 25)
    desk.git("checkout", "-q", "--", ".")
    report = desk("check", "--format", "json").json()
    errors = [item for item in report["findings"] if item["severity"] == "error" and not item["waiver"]]
    assert errors == [], (seed, accepted)


@pytest.mark.parametrize("seed", range(3))
def test_what_the_commands_accept_is_no_finding(desk: Desk, seed: int) -> None:
    legitimate(desk, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3, 203))
def test_two_hundred_lives_give_no_false_alarm(desk: Desk, seed: int) -> None:
    legitimate(desk, seed)
