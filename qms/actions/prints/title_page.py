"""What the title page says of a document: who approves it and when, whose it is, since when, instead of what."""

from __future__ import annotations

from datetime import date

from qms.actions.changes.history import role_name
from qms.actions.prints.original import Original
from qms.ledger.state import status
from qms.model.days import printed_day
from qms.model.field import choose
from qms.model.message import Catalog, msg


def approval_lines(original: Original, catalog: Catalog) -> tuple[str, ...]:
    """Return the lines of the approval block, as on any Kyrgyz or Russian official document."""
    snapshot, approval = original.snapshot, original.approval
    row = snapshot.settings.approval(original.document.type)
    signatory = approval.by if approval else (row.approve[0] if row and row.approve else "")
    body = choose(row.body, catalog.language) if row else ""
    lines = [catalog.text(msg("I APPROVE")), role_name(snapshot, signatory, catalog.language), body]
    if approval:
        lines += [approval.text("basis"), printed_day(approval.day)]
    return tuple(line for line in lines if line)


def facts(original: Original, catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """Return the rows of the title page that have something to say: name and value."""
    document, snapshot, language = original.document, original.snapshot, catalog.language
    process = snapshot.processes.get(document.process)
    approval = original.approval
    found = [
        (msg("Owner"), _owner(original, language)),
        (msg("Process"), f"{process.number} {choose(process.title, language)}" if process else ""),
        (msg("Effective date"), printed_day(approval.in_force_from) if approval else ""),
        (msg("Instead of"), _instead_of(original, catalog)),
        (msg("Next review"), printed_day(_review_due(original)) if approval else ""),
    ]
    return tuple((catalog.text(name), value) for name, value in found if value)


def note(original: Original, catalog: Catalog) -> str:
    """Return the sentence about an approval that nobody signed electronically."""
    if original.snapshot.settings.mode != "unsigned" or original.approval is None:
        return ""
    return catalog.text(msg("Approved on paper; recorded without an electronic signature."))


def _owner(original: Original, language: str) -> str:
    """Return the name of the unit with its short id, which is left out where it says the same."""
    owner = original.document.owner
    unit = original.snapshot.units.get(owner)
    name = choose(unit.title, language) if unit else owner
    return name if name.casefold() == owner.casefold() else f"{name} ({owner})"


def _instead_of(original: Original, catalog: Catalog) -> str:
    """Return the documents that this one replaces, and the revision that was in force before."""
    document = original.document
    replaced = list(document.front.words("replaces"))
    acts = original.snapshot.acts(document.code)
    before = [act.revision for act in acts if act.decides and act.revision < (document.revision or 0)]
    if before and original.approval:
        replaced.append(f"{catalog.text(msg('Revision'))} {max(before)}")
    return ", ".join(replaced)


def _review_due(original: Original) -> str:
    """Return the next review as the ledger had it when this revision came into force: equal on every later print."""
    settings, approval = original.snapshot.settings, original.approval
    if approval is None or not approval.in_force_from:
        return ""
    months = settings.review_months(original.document.type, original.document.level)
    return status([approval], date.fromisoformat(approval.effective), months).review_due
