"""`qms render`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.render import Wanted, render
from qms.cli.arguments import Code, Out
from qms.cli.language import _
from qms.cli.session import out_folder, say, session
from qms.model.message import msg


def command(
    code: Code,
    revision: Annotated[int, typer.Option(metavar="N", min=0, help=_("An approved revision (the one in force)."))] = 0,
    draft: Annotated[bool, typer.Option("--draft", help=_("The text on disk, marked as a draft."))] = False,
    text: Annotated[str, typer.Option("--text", metavar="LANGUAGE", help=_("The translation in this language."))] = "",
    copy: Annotated[
        int, typer.Option(metavar="N", min=0, help=_("An issued copy once more, with its own number and mark."))
    ] = 0,
    out: Out = "",
) -> None:
    """Set a document as PDF without issuing it. The print says that it is no controlled copy.

    Example: qms render 2.15 --draft
    """
    path = render(session(), code, Wanted(revision, text, draft, copy), out=out_folder(out))
    say(msg("Written: {path}", path=str(path)), "green")
