"""A field holds a value of the wrong kind.

A revision is a whole number, because revisions are counted; a title is a text or a table of languages; references are
a list, so that each of them can be checked by itself.

Flagged:
    revision: 1.2

Flagged:
    title: [Ички аудит, Внутренний аудит]

Flagged:
    references: СМС-ДП-2.2-2024
    body:
    # 1. Максаты

Flagged:
    process: ["4.1"]

Accepted:
    revision: "2"
    -references
    body:
    # 1. Максаты

Accepted:
    revision: "1"
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.field import Node, Scalar, Sequence, Table, is_empty
from qms.model.message import Message, msg
from qms.rules.context import Context
from qms.rules.fields import LISTS, TEXTS
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look at every field whose kind is known."""
    own = context.snapshot.settings.keys.own
    for document in context.readable:
        for name, node in document.front.entries.items():
            wrong = None if is_empty(node) else _wrong(document, name, node, own(name))
            if wrong:
                yield Finding(document.at(name), *wrong, document.code or document.path)


def _wrong(document: Document, name: str, node: Node, own: str) -> tuple[Message, Message] | None:
    if name == "revision" and document.revision is None:
        return msg("The revision is no whole number"), msg('Write "{field}: 1"', field=own)
    if name == "title" and not _is_title(node):
        return msg("The title is neither a text nor a table of languages"), msg(
            "Write the title as a text, or a line for each language"
        )
    if name in LISTS and not _is_list(node):
        return msg('The field "{field}" is no list', field=own), msg('Write "{field}: [A, B]"', field=own)
    if name in TEXTS and not isinstance(node, Scalar):
        return msg('The field "{field}" holds more than one value', field=own), msg('Write "{field}: …"', field=own)
    return None


def _is_title(node: Node) -> bool:
    if isinstance(node, Table):
        return bool(node.entries) and all(isinstance(value, Scalar) for value in node.entries.values())
    return isinstance(node, Scalar)


def _is_list(node: Node) -> bool:
    return isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items)


RULE = Rule("FM008", Severity.ERROR, check, View.ALONE)
