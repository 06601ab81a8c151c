"""Play a believable year of a quality department into a new repository, with the same actions that people use."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from qms.actions.adopting.init import init
from qms.actions.copies.holders import Wanted
from qms.actions.copies.issue import issue
from qms.actions.copies.moves import Move, move
from qms.actions.documents.approve import Decision, approve_all
from qms.actions.documents.external import register
from qms.actions.documents.new import Wish, new
from qms.actions.documents.review import review
from qms.actions.documents.revise import Change, revise
from qms.actions.documents.withdraw import Withdrawal, withdraw
from qms.actions.session import Session
from qms.adapters.files.workspace import Workspace
from qms.adapters.git.door import Person
from qms.adapters.git.files import write_file
from qms.adapters.yaml import reading as yaml
from qms.errors import RepositoryError
from qms.model.act import Deed
from qms.model.change import ChangeKind
from qms.model.field import Table
from qms.model.message import Catalog, msg

STORY = Path(__file__).parent.parent.parent / "demo" / "story.yaml"
NEW = "new"
MOVES = {"acknowledge": Deed.ACKNOWLEDGE, "return": Deed.RETURN}


@dataclass(slots=True)
class Player:
    """Plays the steps one by one; `begun` is the code of the document that the story begins itself."""

    folder: Path
    start: datetime
    catalogs: Callable[[str], Catalog]
    people: dict[str, Person]
    scratch: Path
    begun: str = ""
    kept: list[Path] = field(default_factory=list)

    def play(self, step: Table) -> None:
        """Do one step on its day, as its person."""
        when = self.start + timedelta(days=int(step.text("day")))
        who = self.people[step.text("who")]
        verb = step.text("do")
        if verb == "begin":
            init(self.folder, when=when, catalogs=self.catalogs, author=who)
            return
        session = Session(Workspace.find(self.folder), when, self.catalogs, who)
        if verb in MOVES:
            self.move(session, step, MOVES[verb])
        else:
            getattr(self, verb)(session, step)

    def codes(self, session: Session, step: Table) -> Iterator[str]:
        """Yield the documents of a step: by code, by type, or the one that the story began."""
        documents = session.workspace.snapshot().documents
        for item in step.scalars("codes"):
            same_type = [document.code for document in documents.values() if document.type == item.text]
            yield from same_type or [self.begun if item.text == NEW else item.text]

    def approve(self, session: Session, step: Table) -> None:
        """Approve several documents by one decision."""
        effective = (self.start + timedelta(days=int(step.text("effective")))).date().isoformat()
        codes = [code for code in self.codes(session, step) if self.begun != code or NEW in step.text("codes", NEW)]
        approve_all(session, codes, Decision(step.text("by"), step.text("basis"), effective=effective))

    def register(self, session: Session, step: Table) -> None:
        """Register external documents."""
        for code in self.codes(session, step):
            register(session, code, by=step.text("by"), basis=step.text("basis"))

    def issue(self, session: Session, step: Table) -> None:
        """Issue copies; only those that are kept stay in `out/`."""
        keep = step.flag("keep")
        for code in self.codes(session, step):
            units = step.words("to")
            batch = issue(session, code, Wanted(units), out=None if keep else self.scratch)
            self.kept += [item.path for item in batch.issued if keep]

    def move(self, session: Session, step: Table, deed: Deed) -> None:
        """Acknowledge or return copies."""
        for code in self.codes(session, step):
            for number in step.scalars("copies"):
                move(session, code, Move(deed, int(number.text)))

    def new(self, session: Session, step: Table) -> None:
        """Begin a document, write its text and record its first revision an hour later."""
        begun = new(session, Wish(step.text("type"), step.text("title"), step.text("owner")))
        self.begun = begun.code
        path = session.workspace.root / begun.path
        front, _fence, _rest = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
        write_file(path, f"---\n{front}\n---\n\n{step.text('text')}\n".encode())
        later = replace(session, now=session.now + timedelta(hours=1))
        revise(later, begun.code, Change(step.text("change"), step.text("basis")))

    def revise(self, session: Session, step: Table) -> None:
        """Insert a paragraph below a heading and record the revision."""
        code = step.text("code")
        path = session.workspace.root / session.workspace.snapshot().documents[code].path
        heading = step.text("after")
        text = path.read_text("utf-8")
        if text.count(f"{heading}\n") != 1:
            raise RepositoryError(msg('"{heading}" is not in "{path}"', heading=heading, path=path.name))
        write_file(path, text.replace(f"{heading}\n", f"{heading}\n\n{step.text('insert')}\n").encode())
        kind = ChangeKind(step.text("kind", "change"))
        revise(session, code, Change(step.text("change"), step.text("basis"), kind))

    def review(self, session: Session, step: Table) -> None:
        """Record reviews without change."""
        for code in self.codes(session, step):
            review(session, code, by=step.text("by"), basis=step.text("basis"))

    def withdraw(self, session: Session, step: Table) -> None:
        """Withdraw documents."""
        for code in self.codes(session, step):
            withdraw(session, code, Withdrawal(step.text("by"), step.text("basis")))


def demo(folder: Path, now: datetime, catalogs: Callable[[str], Catalog]) -> Iterator[tuple[int, int]]:
    """Play the story into `folder`, a new repository; yields how many steps of how many are done."""
    story, problems = yaml.read(STORY.read_text("utf-8"), STORY.name, limits=yaml.TABLES)
    if problems:
        raise RepositoryError(problems[0].message, problems[0].help)
    steps = story.tables("steps")
    start = now.replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=int(story.text("length")))
    people = story.table("people")
    persons = {
        name: Person(people.table(name).text("name"), people.table(name).text("email")) for name in people.entries
    }
    with tempfile.TemporaryDirectory() as scratch:
        player = Player(folder, start, catalogs, persons, Path(scratch))
        for number, step in enumerate(steps, 1):
            player.play(step)
            yield number, len(steps)
