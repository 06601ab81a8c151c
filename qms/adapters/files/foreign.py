"""`keys:` of qms.yaml: how a repository that was not made for qms names things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qms.adapters.files.places import base, is_glob
from qms.adapters.files.shape import ANY, LIST, TEXT, Shape
from qms.adapters.past.moments import KNOWN, SLASHED, is_form
from qms.codes.template import read_template
from qms.model.field import Scalar, Table
from qms.model.message import Message, msg
from qms.model.problem import Problem
from qms.model.settings import METADATA, Keys
from qms.model.status import State

HEADING = "heading"
TRAILERS = ("change", "basis", "kind", "document", "number", "date", "act", "incoming")
KEYS: Mapping[str, Shape] = {
    "fields": {ANY: LIST},
    "documents": LIST,
    "exclude": LIST,
    "metadata": LIST,
    "code": TEXT,
    "code_pattern": TEXT,
    "title": TEXT,
    "body": TEXT,
    "ignore": LIST,
    "values": {ANY: {ANY: TEXT}},
    "dates": LIST,
    "trailers": {ANY: TEXT},
}


def read_keys(table: Table) -> Keys:
    """Read `keys:`; what cannot be used is left out."""
    found = (item.text.strip().rstrip("/") for item in table.scalars("documents"))
    places = tuple(dict.fromkeys(place for place in found if _is_place(place)))
    named = {name: table.table("fields").words(name) for name in table.table("fields").entries}
    folders = tuple(dict.fromkeys(base(place) if is_glob(place) else place for place in places))
    return Keys(
        fields={name: words[0] for name, words in named.items() if words},
        also={word: name for name, words in named.items() for word in words[1:]},
        documents=tuple(filter(None, folders)) or ("documents",),
        code_pattern=table.text("code_pattern"),
        globs=places if any(map(is_glob, places)) else (),
        exclude=_texts(table, "exclude"),
        metadata=tuple(name for name in _texts(table, "metadata") if name in METADATA) or ("front-matter",),
        code=table.text("code") if _is_template(table.text("code")) else "",
        title=table.text("title") if table.text("title") == HEADING else "",
        body=table.text("body"),
        ignore=_texts(table, "ignore"),
        values={name: dict(_words(words)) for name, words in table.table("values").entries.items()},
        dates=tuple(form for form in _texts(table, "dates") if is_form(form)),
        trailers={name: own for name, own in _words(table.table("trailers")) if name in TRAILERS},
    )


def _texts(table: Table, key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(table.words(key)))


def _words(node: object) -> Iterator[tuple[str, str]]:
    for name, value in node.named_scalars() if isinstance(node, Table) else ():
        if not value.empty:
            yield name, value.text.strip()


def _is_place(text: str) -> bool:
    """Tell whether a text names a folder or files below the root; the root itself holds other files too."""
    return bool(text) and "\\" not in text and not any(part in {"", ".", ".."} for part in text.split("/"))


def _is_template(text: str) -> bool:
    try:
        return bool(text and read_template(text))
    except ValueError:
        return False


def wrong_keys(keys: Table) -> Iterator[Problem]:
    """Yield what cannot be used."""
    for item in keys.scalars("documents"):
        if not _is_place(item.text.strip().rstrip("/")):
            wrong = msg('"{value}" is no folder of this repository', value=item.text)
            yield Problem("shape", item.at, wrong, msg('Write it from the folder of "qms.yaml": "documents"'))
    code, title = keys.scalar("code"), keys.scalar("title")
    if code and not _is_template(code.text.strip()):
        yield _unusable(code, msg('Write a field in braces: "{example}"', example="EIP-{eip}"))
    if title and title.text.strip() != HEADING:
        yield _unusable(title, _one_of((HEADING,)))
    yield from _listed(keys)
    yield from _meanings(keys)


def _listed(keys: Table) -> Iterator[Problem]:
    for item in keys.scalars("metadata"):
        if item.text.strip() not in METADATA:
            yield _unusable(item, _one_of(METADATA))
    for item in keys.scalars("dates"):
        if not is_form(item.text.strip()):
            yield _unusable(item, _one_of((*KNOWN, *SLASHED)))


def _meanings(keys: Table) -> Iterator[Problem]:
    for name in keys.table("trailers").entries:
        if name not in TRAILERS:
            wrong = msg('"{value}" cannot stand here', value=name)
            yield Problem("shape", keys.table("trailers").place(name), wrong, _one_of(TRAILERS))
    for _word, meaning in keys.table("values").table("status").named_scalars():
        if not meaning.empty and meaning.text.strip() not in set(State):
            yield _unusable(meaning, _one_of(tuple(state.value for state in State)))


def _unusable(item: Scalar, help_: Message) -> Problem:
    return Problem("shape", item.at, msg('"{value}" cannot stand here', value=item.text), help_)


def _one_of(names: tuple[str, ...]) -> Message:
    return msg("Known are: {names}", names=", ".join(names))
