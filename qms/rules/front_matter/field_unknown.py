"""The front matter has a field that nobody reads.

A mistyped name loses its value without a word: with `refrences:` no reference is checked. A field that resembles no
known one is only a warning.

Flagged:
    onwer: КБ
    -owner

Flagged:
    colour: red

Accepted:
    note: Биринчи басылышы
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.codes.template import template
from qms.model.diagnostic import Severity
from qms.model.document import Document
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.fields import KNOWN, nearest
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look at the names of all fields; a repository with names of its own may have more of its own."""
    keys = context.snapshot.settings.keys
    read = {*KNOWN, *template(keys.code).slots, keys.body}
    for document in context.readable:
        for name in document.front.entries:
            if name in read or name.startswith("?"):
                continue
            meant = nearest(name)
            if meant or not keys.foreign:
                yield _finding(document, name, meant)


def _finding(document: Document, name: str, meant: str) -> Finding:
    help_ = msg('Did you mean "{name}"?', name=meant) if meant else msg("Known are: {names}", names=_known())
    return Finding(
        document.front.place(name),
        msg('Unknown field "{field}"', field=name),
        help_,
        document.code or document.path,
        None if meant else Severity.WARNING,
    )


def _known() -> str:
    return ", ".join(sorted(KNOWN))


RULE = Rule("FM007", Severity.ERROR, check, View.ALONE)
