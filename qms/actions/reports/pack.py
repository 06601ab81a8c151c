"""What an auditor asks for, gathered: documents in force with their proof, copies held, records, open matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qms.actions.copies.moves import copies_of
from qms.actions.documents.overview import Entry as Listed
from qms.actions.documents.overview import list_documents
from qms.actions.planning.clauses import coverage
from qms.actions.reports.facts import Facts, shortened, year_of
from qms.actions.session import natural
from qms.actions.trust.trail import TRAIL_VERDICTS, TrailVerdict, verify
from qms.entries.lifecycle import due, is_open
from qms.errors import UsageError
from qms.ledger.copies import is_open as is_out
from qms.model.clause import EXTENTS
from qms.model.days import printed_day
from qms.model.entry import Entry
from qms.model.field import choose
from qms.model.message import Message, msg
from qms.model.register import Register
from qms.model.report import Grid, Report, Section
from qms.model.status import COPY_STATES, Copy, State


@dataclass(frozen=True, slots=True)
class Scope:
    """What is audited; what is empty does not narrow it: a clause with its parts, a process, a unit."""

    clause: str = ""
    process: str = ""
    unit: str = ""


def audit_pack(facts: Facts, scope: Scope) -> Report:
    """Return the pack of a year; UsageError where a process, unit or clause is not known."""
    _check(facts, scope)
    documents = [one for one in list_documents(facts.session, facts.snapshot) if _document(one, scope)]
    entries = [
        (register, one)
        for register, found in facts.registers
        for one in found
        if not register.one_file and _entry(register, one, scope)
    ]
    return Report(
        facts.say(msg("Audit pack for {year}", year=facts.year)),
        (
            _scope(facts, scope),
            *_clauses(facts, scope),
            _documents(facts, documents),
            _copies(facts, scope, documents),
            _records(facts, entries),
            _open(facts, entries),
            _proof(facts),
        ),
        ((facts.say(msg("Drawn up by")), ""),),
        turned=True,
    )


def _check(facts: Facts, scope: Scope) -> None:
    known = (
        (scope.process, facts.snapshot.processes, msg('There is no process "{name}"', name=scope.process)),
        (scope.unit, facts.snapshot.units, msg('There is no unit "{name}"', name=scope.unit)),
    )
    for typed, names, told in known:
        if typed and typed not in names:
            raise UsageError(told, msg("Known are: {names}", names=", ".join(names)))
    clauses = [answer.clause.number for answer in coverage(facts.session)[1]] if scope.clause else []
    if scope.clause and scope.clause not in clauses:
        told = msg('The standard has no clause "{name}"', name=scope.clause)
        raise UsageError(told, msg('"qms coverage" shows the clauses'))


def _within(numbers: Sequence[str], wanted: str) -> bool:
    return not wanted or any(one == wanted or one.startswith(f"{wanted}.") for one in numbers)


def _document(one: Listed, scope: Scope) -> bool:
    text = one.document
    if text is None or one.status.state is State.WITHDRAWN:
        return False
    clauses = text.front.words("clauses")
    processes = text.front.words("process")
    owned = not scope.unit or text.owner == scope.unit
    return _within(clauses, scope.clause) and _within(processes, scope.process) and owned


def _entry(register: Register, one: Entry, scope: Scope) -> bool:
    clauses = (*register.clauses, *one.texts("clause"), *one.texts("clauses"))
    unit = not scope.unit or scope.unit in one.texts("unit")
    return _within(clauses, scope.clause) and _within(one.texts("process"), scope.process) and unit


def _scope(facts: Facts, scope: Scope) -> Section:
    """Return what the pack is about, and the last commit: from there on nothing of it can change unseen."""
    unit = facts.snapshot.units.get(scope.unit)
    named = (
        (msg("Clause"), scope.clause),
        (msg("Process"), facts.process(scope.process) if scope.process else ""),
        (msg("Unit"), choose(unit.title, *facts.languages) if unit else ""),
    )
    words = [f"{facts.say(label)}: {text}" for label, text in named if text]
    commit = facts.session.workspace.git.head()
    proof = facts.say(msg("Gathered on {day}; the last commit is {commit}", day=_day(facts), commit=commit or "–"))
    return Section(
        facts.say(msg("What is audited")),
        (*(words or [choose(facts.snapshot.settings.organisation, *facts.languages)]), proof),
    )


def _day(facts: Facts) -> str:
    return printed_day(facts.session.today.isoformat())


def _clauses(facts: Facts, scope: Scope) -> tuple[Section, ...]:
    """Return what there is for each clause, where the pack is about clauses or about everything."""
    if scope.process or scope.unit:
        return ()
    edition, answers = coverage(facts.session)
    heads = tuple(map(facts.say, (msg("Clause"), msg("Title"), msg("State"), msg("Documents"), msg("Registers"))))
    rows = tuple(
        (
            one.clause.number,
            choose(one.clause.title, *facts.languages),
            facts.say(EXTENTS[one.extent]),
            ", ".join(one.documents),
            ", ".join(facts.title(name) for name in one.registers),
        )
        for one in answers
        if _within((one.clause.number,), scope.clause)
    )
    return (Section(edition, grids=(Grid("", heads, rows),)),)


def _proof(facts: Facts) -> Section:
    """Return what the record is worth on this day: the verdict of `qms trail verify`, acts, and what is wrong."""
    found = verify(facts.session, remember=False)
    kept = {"documents": found.documents, "acts": found.acts}
    words = [
        facts.say(TRAIL_VERDICTS[found.verdict]),
        facts.say(msg("Documents: {documents}; acts in their ledgers: {acts}", **kept)),
        facts.say(msg("Signatures that count: {count}", count=found.signed)),
    ]
    if found.verdict is TrailVerdict.CLAIMED and found.unsigned:
        told = msg("Acts are not signed here: {count}. The signed paper is the evidence", count=found.unsigned)
        words.append(facts.say(told))
    heads = tuple(map(facts.say, (msg("Rule"), msg("Place"), msg("What is wrong"))))
    rows = tuple((one.rule, one.location.path, facts.say(one.message)) for one in found.findings)
    title = facts.say(msg("Proof"))
    return Section(title, tuple(words), grids=(Grid("", heads, shortened(facts, rows)),) if rows else ())


def _documents(facts: Facts, found: Sequence[Listed]) -> Section:
    """Return the documents in force with their approval and the hash of the approved text."""
    heads = (
        *(msg("Code"), msg("Title"), msg("Rev."), msg("In force since"), msg("Approved by"), msg("Basis")),
        msg("Fingerprint of the text"),
    )
    rows = tuple(_approved(facts, one) for one in found if one.status.state is State.IN_FORCE)
    return _section(facts, msg("Documents in force"), heads, rows)


def _approved(facts: Facts, one: Listed) -> tuple[str, ...]:
    act = one.status.approval
    title = choose(one.document.title, *facts.languages) if one.document else ""
    since = printed_day(one.status.effective)
    if act is None:
        return one.code, title, str(one.revision or ""), since, "", "", ""
    return one.code, title, str(act.revision), since, facts.position(act.by), act.text("basis"), act.sha256[:16]


def _copies(facts: Facts, scope: Scope, found: Sequence[Listed]) -> Section:
    """Return the copies that are out: of the documents of the pack, of a unit all that it holds."""
    codes = list(facts.snapshot.ledgers) if scope.unit else [one.code for one in found]
    out = [one for code in sorted(codes, key=natural) for one in copies_of(facts.session, facts.snapshot, code)]
    held = (one for one in out if is_out(one) and scope.unit in {"", one.holder})
    heads = (
        *(msg("Code"), msg("Rev."), msg("Copy No."), msg("Holder"), msg("State"), msg("Issued on")),
        msg("Acknowledged on"),
    )
    return _section(facts, msg("Copies held"), heads, tuple(_copy(facts, one) for one in held))


def _copy(facts: Facts, one: Copy) -> tuple[str, ...]:
    state = facts.say(COPY_STATES[one.state])
    days = printed_day(one.issued), printed_day(one.acknowledged)
    return one.code, str(one.revision), str(one.number), one.holder, state, *days


def _records(facts: Facts, entries: Sequence[tuple[Register, Entry]]) -> Section:
    """Return the entries of the year, by register."""
    heads = (msg("Register"), msg("Code"), msg("State"), msg("Title"))
    own = [(register, one) for register, one in entries if year_of(one) == facts.year]
    rows = tuple((register.name(*facts.languages), *_named(facts, register, one)) for register, one in own)
    return _section(facts, msg("Records of {year}", year=facts.year), heads, rows)


def _named(facts: Facts, register: Register, one: Entry) -> tuple[str, str, str]:
    title = next((text for name in register.columns if (text := facts.shown(one, name))), "")
    return one.code, facts.shown(one, "state") if register.states else "", title


def _open(facts: Facts, entries: Sequence[tuple[Register, Entry]]) -> Section:
    """Return what is still to be done, of whatever year: by deadline, then what is in a state that knows none."""
    heads = (msg("Until"), msg("Register"), msg("Code"), msg("State"), msg("Title"))
    found = [(_until(register, one), register, one) for register, one in entries if is_open(register, one)]
    waiting = sorted((item for item in found if item[0]), key=lambda item: (item[0], natural(item[2].code)))
    rows = tuple(
        (printed_day(day) if day != NO_DAY else "–", register.name(*facts.languages), *_named(facts, register, one))
        for day, register, one in waiting
    )
    return _section(facts, msg("Open matters"), heads, rows)


NO_DAY = "∞"
"""Comes after every day."""


def _until(register: Register, one: Entry) -> str:
    """Return until when something is to be done; empty where the state has a deadline and the entry no day for it."""
    day = due(register, one)
    if day:
        return day.isoformat()
    return "" if register.states[one.state].deadline else NO_DAY


def _section(facts: Facts, title: Message, heads: Sequence[Message], rows: tuple[tuple[str, ...], ...]) -> Section:
    if not rows:
        return Section(facts.say(title), (facts.say(msg("None.")),))
    return Section(facts.say(title), grids=(Grid("", tuple(map(facts.say, heads)), shortened(facts, rows)),))
