"""Which documents each process has: what carries out a process without one is told by nobody."""

from __future__ import annotations

from qms.actions.documents.overview import list_documents
from qms.actions.reports import measured
from qms.actions.reports.facts import Facts
from qms.actions.session import natural
from qms.model.message import msg
from qms.model.report import Grid, Section
from qms.model.status import State


def processes(facts: Facts) -> tuple[Section, ...]:
    """Return the yearly measurements of the processes, and what is in force about each (ISO 9001:2015, 4.4.2)."""
    return (*measured.processes(facts), *_documents(facts))


def _documents(facts: Facts) -> tuple[Section, ...]:
    own: dict[str, list[str]] = {}
    for entry in list_documents(facts.session, facts.snapshot):
        if entry.document and entry.status.state is State.IN_FORCE:
            for number in entry.document.front.words("process"):
                own.setdefault(number, []).append(entry.code)
    known = [item for item in facts.snapshot.processes.values() if not item.group]
    if not known:
        return ()
    rows = tuple(
        (
            facts.process(item.number),
            facts.position(item.owner) if item.owner else "–",
            ", ".join(own.get(item.number, ())) or "–",
        )
        for item in sorted(known, key=lambda item: natural(item.number))
    )
    left = ", ".join(
        item.number for item in sorted(known, key=lambda item: natural(item.number)) if item.number not in own
    )
    words = (facts.say(msg("Processes about which no document is in force: {numbers}", numbers=left)),) if left else ()
    heads = (facts.say(msg("Process")), facts.title("processes", "owner"), facts.say(msg("Documents in force")))
    return (Section(facts.say(msg("Documents of the processes")), words, grids=(Grid("", heads, rows),)),)
