"""`qms new`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.documents.new import Wish, new
from qms.cli.arguments import Format, pairs
from qms.cli.language import _
from qms.cli.session import say, session, understood
from qms.model.message import msg
from qms.report import json, text


def command(
    type: Annotated[str, typer.Argument(metavar="TYPE", help=_("The type of the document, as in qms.yaml."))],
    title: Annotated[str, typer.Argument(metavar="TITLE", help=_("The title."))],
    process: Annotated[str, typer.Option(help=_("The number of its process."))] = "",
    owner: Annotated[str, typer.Option(help=_("The unit that answers for it."))] = "",
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help=_("Another part of the code."))
    ] = None,
    format: Format = "text",
) -> None:
    """Begin a document: give out the next free code of its type and write a skeleton.

    Example: qms new ДП "Ички аудит" --process 4.1 --owner АББСД
    """
    slots = pairs(set_)
    begun = new(session(), Wish(type, title, owner, process, slots))
    understood(type, begun.type)
    if format == "json":
        text.write(json.render({"code": begun.code, "path": begun.path, "commit": begun.commit}))
        return
    text.line(begun.code, "bold green")
    say(msg('Write the text in "{path}"', path=begun.path))
    say(msg('Next: qms revise {code} --change "…" --basis "…"', code=begun.code), "cyan")
