"""The name of a file is not the code of its document.

People look for a document by its file, and its ledger and its distribution list bear the code as their names. Where
there is a ledger of that name, the code in the text was changed: a code never changes.

Flagged:
    move: documents/2/СМС-ДП-2.1-2024.md = documents/2/ички-аудит.md

Flagged:
    approved: СМС-ДП-2.2-2024, СМС-ДП-2.1-2024
    fields:
    code: СМС-ДП-2.9-2024

Accepted:
    move: documents/2/СМС-ДП-2.1-2024.md = documents/СМС-ДП-2.1-2024.md
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from qms.ledger.lines import file_name
from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.location import Location
from qms.model.message import msg
from qms.rules.context import Context, stem
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Compare names; a code that is wrong itself is left to the rules about codes."""
    for document in context.readable:
        valid = bool(context.scheme.type_of(document.code))
        if valid and not context.well_named(document) and not context.is_duplicate(document):
            was = _known(context, document)
            if was:
                yield _changed(context, document, was)
                continue
            ending = "".join(PurePosixPath(document.path).suffixes[-2 if document.translation else -1 :])
            yield Finding(
                Location(document.path),
                msg('The file is not named after the code "{code}"', code=document.code),
                msg('Rename it to "{name}"', name=f"{file_name(document.code)}{ending}"),
                document.code,
            )


def _known(context: Context, document: Document) -> str:
    """Return the code that the name of a file stands for, where it has a ledger and no other text."""
    name = stem(document.path)
    codes = context.snapshot.ledgers.keys() - context.snapshot.documents.keys()
    return next((code for code in sorted(codes) if file_name(code) == name), "")


def _changed(context: Context, document: Document, was: str) -> Finding:
    return Finding(
        document.at("code"),
        msg('The file and its ledger say "{was}", the text "{code}"', was=was, code=document.code),
        msg(
            'Write "{field}: {was}". A new code is given with "qms code change {was} NEW"',
            field=context.snapshot.settings.keys.own("code"),
            was=was,
        ),
        document.code,
    )


RULE = Rule("CD005", Severity.ERROR, check, View.HEADS)
