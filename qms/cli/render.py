"""`qms render`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qms.actions.checking.part import part, share_of
from qms.actions.prints.render import Wanted, render
from qms.actions.prints.render_all import Order, Printed, render_all
from qms.adapters.beside import cores
from qms.cli.arguments import Format, MaybeCode, Out
from qms.cli.language import _, current
from qms.cli.session import out_folder, say, session
from qms.errors import UsageError
from qms.model.message import msg
from qms.model.share import Share
from qms.report import json, text


def command(
    code: MaybeCode = None,
    revision: Annotated[int, typer.Option(metavar="N", min=0, help=_("An approved revision (the one in force)."))] = 0,
    draft: Annotated[bool, typer.Option("--draft", help=_("The text on disk, marked as a draft."))] = False,
    language: Annotated[
        str, typer.Option("--text", metavar="LANGUAGE", help=_("The translation in this language."))
    ] = "",
    copy: Annotated[
        int, typer.Option(metavar="N", min=0, help=_("An issued copy once more, with its own number and mark."))
    ] = 0,
    beside: Annotated[
        str, typer.Option(metavar="LANGUAGE", help=_("The translation in this language beside the text."))
    ] = "",
    to: Annotated[Literal["pdf", "html", "docx", "md"], typer.Option(help=_("What to make."))] = "pdf",
    all: Annotated[bool, typer.Option("--all", help=_("All documents; only what changed since is printed."))] = False,
    jobs: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, max=64, help=_("Work with N processes at once (as many as cores).")),
    ] = None,
    shard: Annotated[str, typer.Option(metavar="I/N", help=_("With --all: only part I of N of them."))] = "",
    out: Out = "",
    format: Format = "text",
) -> int:
    """Print a document without issuing it. The print says that it is no controlled copy.

    Example: qms render 2.15 --draft --to docx
    qms render --all --shard 1/4 --format json
    """
    wanted = Wanted(revision, language, draft, copy, to, beside)
    share = share_of(shard) if shard else None
    if all:
        return _all(code, wanted, out, format, share, jobs or cores())
    if share:
        raise UsageError(msg('"--shard" is about every document'), msg('Write it together with "--all"'))
    if code is None:
        raise UsageError(msg("Which document?"), msg('Write its code, or "--all"'))
    path = render(session(), code, wanted, out=out_folder(out))
    if format == "json":
        text.write(json.render({"written": [{"path": str(path)}]}))
    else:
        say(msg("Written: {path}", path=str(path)), "green")
    return 0


def _all(code: str | None, wanted: Wanted, out: str, format: str, share: Share | None, jobs: int) -> int:
    if code or wanted.revision or wanted.copy:
        raise UsageError(
            msg('"--all" is about every document'), msg('Leave out the code, "--revision" and "--copy", or "--all"')
        )
    with text.progress(current().text(msg("Printing"))) as step:
        here = session()
        found = render_all(here, wanted, Order(share, jobs, step), out=out_folder(out))
    if format == "json":
        said = {"shard": part(share, here.workspace.git.head() or "")} if share else {}
        text.write(json.render({**said, "written": [_as_json(item) for item in found]}))
    else:
        _tell(found)
    return 1 if any(item.error for item in found) else 0


def _as_json(item: Printed) -> dict[str, object]:
    error = current().text(item.error.message) if item.error else None
    path = str(item.path) if item.path else None
    return {"code": item.code, "path": path, "sha256": item.sha256, "written": item.written, "error": error}


def _tell(found: tuple[Printed, ...]) -> None:
    """Say what was printed, and what could not be: each document with its reason and its remedy."""
    for item in found:
        if item.error:
            text.line(f"{item.code}: {current().text(item.error.message)}", "bold red")
            if item.error.help:
                text.line(f"  {current().text(item.error.help)}")
    written = sum(item.written for item in found)
    failed = sum(item.error is not None for item in found)
    counts = msg(
        "Printed: {written} · unchanged: {unchanged} · not printed: {failed}",
        written=written,
        unchanged=len(found) - written - failed,
        failed=failed,
    )
    say(counts, "bold red" if failed else "green")
    places = sorted({str(item.path.parent) for item in found if item.path})
    for place in places:
        say(msg("They lie in {path}", path=place))
