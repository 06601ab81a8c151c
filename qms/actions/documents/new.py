"""Begin a document: give out the next free code of its type and write a skeleton."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from qms.actions.documents.code import free_code, type_named
from qms.actions.documents.record import write
from qms.actions.session import Session, settled, words
from qms.errors import UsageError
from qms.history.sheet import DOCUMENT
from qms.ledger.lines import file_name
from qms.model.field import choose
from qms.model.message import msg
from qms.model.settings import DocumentType
from qms.model.snapshot import Snapshot

LONGEST_TITLE = 500
BASE = "base"
"""The level of external documents: of each there is a card, its text is another organisation's."""
# Sections of a skeleton whose type names none in `qms.yaml`.
OTHER = (msg("General provisions"), msg("Content"), msg("Responsibility"))


@dataclass(frozen=True, slots=True)
class Begun:
    """The document that was begun."""

    code: str
    path: str
    commit: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants to write: type, title, owner, process, and values of further slots of the code."""

    type: str
    title: str
    owner: str = ""
    process: str = ""
    slots: Mapping[str, str] | None = None


def new(session: Session, wish: Wish) -> Begun:
    """Write the skeleton as revision 0 and commit it, so that the code is taken from now on.

    The number is the first that no document has or had: files, ledgers, earlier codes, history on all branches count.
    """
    snapshot = settled(session)
    kind = type_named(snapshot, wish.type)
    wish = replace(wish, title=words(wish.title))
    _check(snapshot, wish)
    slots = {"unit": wish.owner, "process": wish.process, **(wish.slots or {})}
    code = free_code(session, snapshot, kind, slots)
    ending = "yaml" if kind.level == BASE else "md"
    path = f"{snapshot.settings.keys.documents[0]}/{kind.level}/{file_name(code)}.{ending}"
    text = _skeleton(session, snapshot, kind, wish, code)
    commit = write(session, {path: text.encode("utf-8")}, f"Begin {code}: {wish.title}", {DOCUMENT: code})
    return Begun(code, path, commit, kind.id)


def _check(snapshot: Snapshot, wish: Wish) -> None:
    if not wish.title:
        raise UsageError(msg("The title is empty"), msg('Write it after the type: qms new ДП "Ички аудит"'))
    if len(wish.title) > LONGEST_TITLE:
        raise UsageError(
            msg("The title is too long: {length} characters", length=len(wish.title)),
            msg("Write at most {limit}", limit=LONGEST_TITLE),
        )
    for value, known, message in (
        (wish.owner, snapshot.units, msg('There is no unit "{value}"', value=wish.owner)),
        (wish.process, snapshot.processes, msg('There is no process "{value}"', value=wish.process)),
    ):
        if value and known and value not in known:
            raise UsageError(message, msg("Known are: {names}", names=", ".join(known)))


def _skeleton(session: Session, snapshot: Snapshot, kind: DocumentType, wish: Wish, code: str) -> str:
    from qms.adapters.templates import render

    language = snapshot.settings.language
    catalog = session.catalogs(language)
    named = [choose(section, language) for section in kind.sections]
    values = {
        "code": code,
        "title": {language: wish.title},
        "type": kind.id,
        "level": kind.level,
        "language": language,
        "owner": wish.owner or snapshot.settings.quality_unit,
        "process": wish.process,
        "clauses": (),
        "headings": named or [catalog.text(heading) for heading in OTHER],
    }
    return render("skeleton/card.yaml.j2" if kind.level == BASE else "skeleton/document.md.j2", values)
