"""`qms hooks`: install, commit-msg."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qms.actions.sharing.hooks import install, install_on_server, unexplained
from qms.adapters.files.given import read_given
from qms.cli.arguments import Yes
from qms.cli.language import _, current
from qms.cli.session import agreed, folder, say, session
from qms.cli.trust import DryRun
from qms.model.message import msg
from qms.report import text


def command(
    step: Annotated[
        Literal["install", "commit-msg"],
        typer.Argument(metavar="install|commit-msg", help=_("Install the hooks; the other is called by git.")),
    ],
    file: Annotated[str, typer.Argument(metavar="[FILE]", help=_("The message, as git gives it."))] = "",
    server: Annotated[str, typer.Option(metavar="DIR", help=_("Install on a server, in this bare repository."))] = "",
    branch: Annotated[str, typer.Option(metavar="NAME", help=_("The branch that only grows (main)."))] = "main",
    dry_run: DryRun = False,
    yes: Yes = False,
) -> int:
    """Let git itself refuse what bends the record: in this clone, or on a server.

    Example: qms hooks install
        qms hooks install --server /srv/git/docs.git
    """
    if step == "commit-msg":
        return _message(file)
    here = session()
    place = folder() / server if server else here.workspace.git.common_dir
    say(msg('Into "{folder}": {what}', folder=str(place / "hooks"), what=_SERVER if server else _CLONE))
    if dry_run:
        return 0
    agreed(msg("Install them?"), msg("Nothing was installed"), yes=yes)
    if server:
        install_on_server(here, place, branch, current())
    else:
        install(here)
    say(msg("The hooks are installed"), "green")
    return 0


_SERVER = msg("pre-receive: branches, tags and ledgers only grow, the trust file stays")
_CLONE = msg("pre-commit: no errors in what changes; commit-msg: a revision says what is new; ledgers are joined")


def _message(file: str) -> int:
    raised = unexplained(session(), read_given(folder() / file).decode("utf-8", "replace") if file else "")
    for item in raised:
        told = msg(
            '"{code}" becomes revision {revision}, and the message does not say why',
            code=item.code,
            revision=item.after,
        )
        text.line(current().text(told), "red", errors=True)
    if raised:
        help_ = msg('Add the lines "Qms-Change: …" and "Qms-Basis: …", or record it with "qms revise"')
        text.line(current().text(help_), errors=True)
    return 1 if raised else 0
