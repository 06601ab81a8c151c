"""`qms show`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.changes.history import role_name
from qms.actions.documents.glance import Glance
from qms.actions.documents.in_force import InForce, in_force
from qms.actions.documents.inbox import TASK_OF, next_step
from qms.actions.documents.overview import Entry, Sheet, show, waits
from qms.actions.session import day as day_of
from qms.cli.arguments import Code, Format
from qms.cli.copies import table_of
from qms.cli.language import _, current
from qms.cli.list import as_json
from qms.cli.session import say, session, title, understood
from qms.cli.words import STATES, TASKS
from qms.model.days import printed_day
from qms.model.field import choose
from qms.model.message import Message, msg
from qms.model.snapshot import Snapshot
from qms.model.status import Status
from qms.report import json, text


def command(
    code: Code,
    at: Annotated[
        str, typer.Option(metavar="DATE", help=_("How it stood on that day: which revision was in force."))
    ] = "",
    format: Format = "text",
) -> None:
    """Show one document: what it is, where it stands, who holds copies, what refers to it.

    Example: qms show 2.15
    qms show 2.15 --at 2026-03-01
    """
    if at:
        _show_at(code, day_of(at, "--at"), format)
        return
    snapshot, sheet = show(session(), code)
    understood(code, sheet.entry.code)
    if format == "json":
        text.write(json.render(_json(snapshot, sheet)))
        return
    text.line(sheet.entry.code, "bold")
    text.pairs((current().text(name), value) for name, value in _facts(snapshot, sheet))
    if sheet.copies:
        text.table(table_of(sheet.copies, current().text(msg("Copies"))))


def _show_at(code: str, at: str, format: str) -> None:
    found = in_force(session(), code, at)
    understood(code, found.code)
    version, status = found.version, found.status
    if format == "json":
        text.write(
            json.render(
                {
                    "code": found.code,
                    "revision": found.revision,
                    "commit": version.commit.id if version else None,
                    "state": status.state.value if status else None,
                    "path": version.path if version else None,
                }
            )
        )
        return
    text.line(found.code, "bold")
    if status is None:
        say(msg("On {day} there was no such document", day=printed_day(at)))
        return
    text.pairs((current().text(name), value) for name, value in _facts_at(found, status))
    if status.approval and version:
        say(msg('"qms render {code} --revision {number}" prints it', code=found.code, number=found.revision), "cyan")


def _number(revision: int | None) -> str:
    """Return the number of a revision in force; nothing where none is, or where documents have no numbers."""
    return "" if revision is None else str(revision)


def _facts_at(found: InForce, status: Status) -> list[tuple[Message, str]]:
    approval, version = status.approval, found.version
    return [
        (msg("Day"), printed_day(found.day)),
        (msg("State"), current().text(STATES[status.state])),
        (msg("Revision"), _number(found.revision)),
        (msg("Approved by"), role_name(found.snapshot, approval.by, current().language) if approval else ""),
        (msg("Decision"), approval.text("basis") if approval else ""),
        (msg("In force since"), printed_day(status.effective)),
        (msg("Withdrawn"), printed_day(status.withdrawn.day) if status.withdrawn else ""),
        (msg("File"), version.path if version else ""),
        (msg("Commit"), version.commit.id if version else ""),
    ]


def _json(snapshot: Snapshot, sheet: Sheet) -> dict[str, object]:
    return {
        **as_json(Glance.of(sheet.entry, snapshot.acts(sheet.entry.code))),
        "draft_revision": sheet.entry.draft,
        "owner": sheet.entry.document.owner if sheet.entry.document else "",
        "references": list(sheet.references),
        "referred_by": list(sheet.referred_by),
        "languages": [item.language for item in sheet.translations],
        "copies": len(sheet.copies),
    }


def _facts(snapshot: Snapshot, sheet: Sheet) -> list[tuple[Message, str]]:
    entry, document = sheet.entry, sheet.entry.document
    state = entry.status
    settings = snapshot.settings
    draft = entry.draft if entry.draft != entry.revision else None
    facts = [(msg("State"), current().text(STATES[state.state])), (msg("Revision"), _number(entry.revision))]
    if document:
        kind, level = settings.types.get(document.type), settings.levels.get(document.level)
        unit = snapshot.units.get(document.owner)
        facts = [
            (msg("Title"), title(document.title, document.language)),
            (msg("Type"), f"{document.type} {kind.name(current().language) if kind else ''}".strip()),
            (msg("Level"), level.name(current().language) if level else document.level),
            (msg("Owner"), f"{document.owner} {choose(unit.title, current().language) if unit else ''}".strip()),
            (msg("Process"), document.process),
            (msg("File"), document.path),
            *facts,
        ]
    return [
        *facts,
        (msg("Text on disk"), _("revision {number}, not approved").format(number=draft) if draft else ""),
        (msg("Approved by"), role_name(snapshot, state.approval.by, current().language) if state.approval else ""),
        (msg("Decision"), state.approval.text("basis") if state.approval else ""),
        (msg("Attested by"), role_name(snapshot, _attested(state), current().language)),
        (msg("In force since"), printed_day(state.effective)),
        (msg("Review by"), printed_day(state.review_due)),
        (msg("Withdrawn"), printed_day(state.withdrawn.text("on")) if state.withdrawn else ""),
        (msg("Replaced by"), state.withdrawn.text("replaced_by") if state.withdrawn else ""),
        (msg("Archived"), state.archived.text("place") if state.archived else ""),
        (msg("Waits for"), _waits_for(snapshot, entry)),
        (msg("Refers to"), ", ".join(sheet.references)),
        (msg("Referred to by"), ", ".join(sheet.referred_by)),
        (msg("Translations"), ", ".join(item.path for item in sheet.translations)),
    ]


def _attested(state: Status) -> str:
    """Return the role that attests that the approval was given on paper."""
    return state.approval.text("attested") if state.approval else ""


def _waits_for(snapshot: Snapshot, entry: Entry) -> str:
    """Return the next step of a text in work and the roles that take it."""
    if not waits(entry):
        return ""
    step, _progress = next_step(snapshot, entry.code)
    names = ", ".join(role_name(snapshot, role, current().language) for role in step.roles)
    word = current().text(TASKS[TASK_OF[step.deed]])
    return f"{word} ({names})" if names else word
