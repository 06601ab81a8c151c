"""`qms trail`: verify."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import typer

from qms.actions.checking.report import sources
from qms.actions.trust.trail import TRAIL_VERDICTS, TrailVerdict, Verified, verify
from qms.adapters.beside import cores
from qms.cli.arguments import Format
from qms.cli.language import _, current
from qms.cli.session import say, session
from qms.cli.trust import grouped
from qms.model.days import printed_day
from qms.model.message import Message, msg
from qms.report import json, text
from qms.report.found import findings

CODES = {TrailVerdict.PROVEN: 0, TrailVerdict.CLAIMED: 0, TrailVerdict.BROKEN: 1, TrailVerdict.INCOMPLETE: 2}
STYLES = {
    TrailVerdict.PROVEN: "bold green",
    TrailVerdict.CLAIMED: "bold yellow",
    TrailVerdict.INCOMPLETE: "bold yellow",
    TrailVerdict.BROKEN: "bold red",
}


def command(
    step: Annotated[  # noqa: ARG001 - there is one step, named for what it does
        Literal["verify"], typer.Argument(metavar="verify", help=_("Verify ledgers, signatures and history."))
    ],
    format: Format = "text",
) -> int:
    """Say on one page what is proven here, what rests on a claim, and what is missing; needs no network.

    Example: qms trail verify
        qms trail verify --format json
    """
    here = session()
    with text.waiting(_("Verifying")):
        found = verify(here, jobs=cores())
    if format == "json":
        text.write(json.render(_as_json(found)))
        return CODES[found.verdict]
    say(TRAIL_VERDICTS[found.verdict], STYLES[found.verdict])
    for title, lines in ((msg("Proven"), _proven), (msg("Rests on a claim"), _claimed), (msg("Missing"), _missing)):
        _part(title, list(lines(found)))
    if found.findings:
        text.line("")
        findings(found.findings, sources(here.workspace, found.findings), current())
    return CODES[found.verdict]


def _part(title: Message, lines: list[Message]) -> None:
    if lines:
        text.line("")
        say(title, "bold")
        for line in lines:
            text.line(f"  {current().text(line)}")


def _proven(found: Verified) -> Iterator[Message]:
    if found.verdict in {TrailVerdict.BROKEN, TrailVerdict.INCOMPLETE}:
        return
    yield msg("Documents: {documents}; acts in their ledgers: {acts}", documents=found.documents, acts=found.acts)
    yield msg("No ledger has lost or changed a line in any commit: {commits}", commits=found.commits)
    if not found.unread:
        yield msg("Approved texts are letter for letter what was approved")
    if found.versions:
        yield msg("Signatures that count: {count}", count=found.signed)
        yield msg("Versions of the trust file, each signed by the one before: {count}", count=found.versions)
    if found.root and found.pinned:
        yield msg("The root of trust is the one that was remembered: {root}", root=grouped(found.root))
    if found.anchored:
        yield msg("Nothing that was here on {day} is gone", day=printed_day(found.anchored))


def _claimed(found: Verified) -> Iterator[Message]:
    if found.verdict is TrailVerdict.INCOMPLETE:
        return
    if found.unsigned and not found.versions:
        yield msg("Acts are not signed here: {count}. The signed paper is the evidence", count=found.unsigned)
    elif found.unsigned:
        yield msg("Acts from before signing began: {count}", count=found.unsigned)
    if found.uncommitted:
        yield msg("Acts that stand on disk and in no commit: {count}. Nobody stands for them", count=found.uncommitted)
    if found.attested:
        yield msg("Decided on paper, recorded by a witness: {count}", count=found.attested)
    if found.root and not found.pinned:
        yield msg("The root of trust came with the clone: {root}", root=grouped(found.root))


def _missing(found: Verified) -> Iterator[Message]:
    if found.unread:
        yield msg(
            'Texts that cannot be read: {count}, such as "{name}". Next: qms check',
            count=len(found.unread),
            name=found.unread[0],
        )
    if found.shallow:
        yield msg('The beginning of history: type "git fetch --unshallow"')
    if found.partial:
        yield msg('Older texts: type "git fetch --refetch --no-filter"')
    if found.unkept:
        yield msg(
            'A memory of this clone: nothing can be kept in "{folder}". Look at its permissions and at the free space',
            folder=found.unkept,
        )
    elif not found.anchored:
        yield msg("A memory of this clone: an earlier end that was cut off cannot be seen. It begins today")
    if found.root and not found.pinned:
        yield msg('The comparison with the order on paper: "qms trust pin FINGERPRINT"')


def _as_json(found: Verified) -> dict[str, object]:
    catalog = current()
    return {
        "verdict": found.verdict.value,
        "documents": found.documents,
        "acts": found.acts,
        "findings": [json.finding(item, catalog) for item in found.findings],
        "signed": found.signed,
        "unsigned": found.unsigned,
        "attested": found.attested,
        "uncommitted": found.uncommitted,
        "commits": found.commits,
        "root": found.root or None,
        "pinned": found.pinned,
        "anchored": found.anchored or None,
        "missing": [catalog.text(line) for line in _missing(found)],
    }
