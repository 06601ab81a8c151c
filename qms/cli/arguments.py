"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

import typer

from qms.cli.language import _
from qms.errors import UsageError
from qms.model.message import msg

Code = Annotated[str, typer.Argument(metavar="CODE", help=_("The code, or an unambiguous part of it."))]
MaybeCode = Annotated[str | None, typer.Argument(metavar="[CODE]", help=_("The code, or an unambiguous part of it."))]
On = Annotated[str, typer.Option(metavar="DATE", help=_("The day (today)."))]
Out = Annotated[str, typer.Option(metavar="DIR", help=_("The folder for the PDFs (out/)."))]
FORMAT = typer.Option("--format", help=_("How to write the answer."))
By = Annotated[str, typer.Option(metavar="ROLE", help=_("The role in which you act (the one that you hold)."))]
Yes = Annotated[bool, typer.Option("--yes", help=_("Do not ask."))]
Format = Annotated[Literal["text", "json"], FORMAT]


def pairs(words: Iterable[str] | None) -> Mapping[str, str]:
    """Return the slots of a code by name, as they were typed after `--set`."""
    return dict(map(_pair, words or ()))


def _pair(word: str) -> tuple[str, str]:
    name, sign, value = word.partition("=")
    if not sign or not value or not name:
        raise UsageError(msg('"{word}" after --set is no pair', word=word), msg('Write "procedure=2.15"'))
    return name, value
