"""The shape of a YAML file: which keys it may have, and what kind of value each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from qms.model.field import Node, Scalar, Table
from qms.model.field import Sequence as Items
from qms.model.location import Location
from qms.model.message import Message, msg
from qms.model.names import known
from qms.model.problem import Problem

TEXT = "text"
TEXTS = "texts"
LIST = "list"
NAMES = "names"
FLAG = "flag"
NUMBER = "number"
DAYS, MOST_DAYS = "days", 9999
MONTHS, MOST_MONTHS = "months", 1200
ANY = "*"

Shape = str | Mapping[str, "Shape"] | Sequence["Shape"]
"""A kind of value; keys and their shapes (`*`: any key); or, for a list of tables, a list that holds their shape."""


def wrong_shape(table: Table, shape: Mapping[str, Shape], *, closed: bool = False) -> Iterator[Problem]:
    """Yield a problem for every value of another kind than `shape` says; an empty value is of any kind.

    With `closed`, keys that `shape` does not know are problems too.
    """
    for name, node in table.entries.items():
        wanted = shape.get(name, shape.get(ANY))
        if wanted is not None:
            yield from _wrong(node, wanted, table.place(name), closed=closed)
        elif closed:
            names = ", ".join(sorted(shape))
            yield _problem(
                table.place(name), msg('Unknown setting "{name}"', name=name), msg("Known are: {names}", names=names)
            )


def unknown_fields(table: Table, shape: Mapping[str, Shape]) -> Iterator[Problem]:
    """Yield a problem for every key that `shape` does not know, also in its lists: most often one that was mistyped."""
    for name, node in table.entries.items():
        wanted = shape.get(name)
        if wanted is None:
            yield _problem(table.place(name), msg('Unknown field "{field}"', field=name), known(sorted(shape), name))
        elif isinstance(wanted, Sequence) and not isinstance(wanted, str) and isinstance(node, Items):
            for item in node.items:
                if isinstance(item, Table) and isinstance(wanted[0], Mapping):
                    yield from unknown_fields(item, wanted[0])


def months(text: str) -> int | None:
    """Return a number of months, from 1 to 1200; None for anything else."""
    return whole(text, MOST_MONTHS) or None


def whole(text: str, most: int) -> int | None:
    """Return a whole number from 0 to `most`; None for anything else."""
    plain = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    return int(text) if plain and int(text) <= most else None


def _wrong(node: Node, shape: Shape, key: Location, *, closed: bool) -> Iterator[Problem]:
    if isinstance(node, Scalar) and node.empty:
        return
    if isinstance(shape, str):
        fault = _fault(node, shape)
        if fault:
            yield _problem(node.at, *fault)
    elif isinstance(shape, Mapping):
        if isinstance(node, Table):
            yield from wrong_shape(node, shape, closed=closed)
        else:
            yield _problem(node.at, msg("Keys with values are expected here"), msg('Write "key: value" on each line'))
    elif isinstance(node, Items):
        for item in node.items:
            if isinstance(item, Table):
                yield from _wrong(item, shape[0], key, closed=closed)
            else:
                yield _problem(item.at, msg("Keys with values are expected here"), _ENTRY)
    else:
        yield _problem(node.at, msg("A list is expected here"), _ENTRY)


def _fault(node: Node, kind: str) -> tuple[Message, Message] | None:
    """Return what is wrong with a value, and what to write instead."""
    if kind == LIST:
        fine = isinstance(node, Scalar) or (isinstance(node, Items) and _scalars(node.items))
        return None if fine else (msg("A list of plain values is expected here"), msg("Write: [one, two]"))
    if kind == NAMES:
        fine = isinstance(node, Items) and all(_fault(item, TEXTS) is None for item in node.items)
        return None if fine else (msg("A list of texts is expected here"), msg("Write: [one, two]"))
    if kind == TEXTS:
        fine = isinstance(node, Scalar) or (isinstance(node, Table) and _scalars(node.entries.values()))
        example = msg("Write it in each language: {example}", example=_EXAMPLE)
        return None if fine else (msg("A text is expected here"), example)
    if not isinstance(node, Scalar):
        return msg("A single value is expected here"), msg('Write "key: value"')
    return _no_value(node.text, node.text.strip(), kind)


def _no_value(written: str, text: str, kind: str) -> tuple[Message, Message] | None:
    if kind == MONTHS and months(text) is None:
        return msg('"{value}" is no number of months', value=written), msg("Write a whole number from 1 to 1200")
    if kind == FLAG and text not in {"true", "false"}:
        return msg('"{value}" is neither true nor false', value=written), msg('Write "true" or "false"')
    if kind == NUMBER:
        from qms.entries.values import as_number

        told = msg('"{value}" is no number', value=written), msg("Write digits, with a point before the decimals")
        return told if as_number(text) is None else None
    if kind == DAYS and not whole(text, MOST_DAYS):
        help_ = msg("Write a number from {low} to {high}", low="1", high=str(MOST_DAYS))
        return msg('"{value}" is no number', value=written), help_
    return None


def _scalars(nodes: Iterable[Node]) -> bool:
    return all(isinstance(node, Scalar) for node in nodes)


def _problem(at: Location, message: Message, help_: Message) -> Problem:
    return Problem("shape", at, message, help_)


_ENTRY = msg('Begin each entry with "- "')
_EXAMPLE = "{ky: …, ru: …}"
