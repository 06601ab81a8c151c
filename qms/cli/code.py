"""`qms code`: explain, next, list."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qms.actions.documents.code import Explained, Gap, Given, Use, explain, listing, next_code
from qms.actions.documents.renumber import renumber
from qms.cli.arguments import Format, pairs
from qms.cli.language import _, current
from qms.cli.session import say, session, title, understood
from qms.cli.tables import labels
from qms.codes.fault import expected, fault
from qms.codes.grammar import SegmentCheck
from qms.codes.lookalikes import differences, skeleton
from qms.codes.scheme import Explanation
from qms.errors import UsageError
from qms.model.message import msg
from qms.model.snapshot import Snapshot
from qms.report import json, text
from qms.report.table import Table

USES = {
    Use.IN_USE: msg("in use"),
    Use.WITHDRAWN: msg("no longer in force"),
    Use.REMOVED: msg("removed"),
    Use.ALIAS: msg("an earlier code"),
    Use.ELSEWHERE: msg("on another branch"),
}


def command(
    step: Annotated[
        Literal["explain", "next", "list", "change"],
        typer.Argument(
            metavar="explain|next|list|change",
            help=_("Explain a code, tell the next free one, list all ever given, or give a draft another one."),
        ),
    ],
    word: Annotated[str, typer.Argument(metavar="[CODE|TYPE]", help=_("The code, or the type of the next one."))] = "",
    new: Annotated[str, typer.Argument(metavar="[NEW]", help=_("After change: the new code."))] = "",
    process: Annotated[str, typer.Option(help=_("The number of its process."))] = "",
    owner: Annotated[str, typer.Option(help=_("The unit that answers for it."))] = "",
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help=_("Another part of the code."))
    ] = None,
    format: Format = "text",
) -> int:
    """Explain a code, tell the next free one of a type without taking it, or list all codes that were ever given.

    change gives a document another code, as long as no act is recorded about it; the old code still leads to it.

    Example: qms code explain СМС-ДП-2.15-2022
        qms code next ДП
        qms code list
        qms code change СМС-ДП-2.19-2026 СМС-ДП-2.20-2026
    """
    as_json = format == "json"
    if new and step != "change":
        raise UsageError(msg('"{word}" is too much', word=new), msg('"qms code --help" shows an example'))
    if step == "explain":
        return _explain(word, as_json=as_json)
    if step == "next":
        _next(word, {"unit": owner, "process": process, **pairs(set_)}, as_json=as_json)
    elif step == "list":
        _list(word, as_json=as_json)
    else:
        _change(word, new, as_json=as_json)
    return 0


def _explain(code: str, *, as_json: bool) -> int:
    snapshot, found = explain(session(), code)
    wrong = found.explanation.wrong
    if as_json:
        text.write(json.render(_explained(found)))
        return 1 if wrong else 0
    text.line(found.explanation.code, "bold")
    if wrong:
        _wrong(found.explanation, wrong)
        if found.explanation.suggestion:
            say(msg('The nearest right code: "{code}"', code=found.explanation.suggestion), "cyan")
        return 1
    text.pairs(_segments(snapshot, found))
    _standing(found.given)
    return 0


def _may_be(item: SegmentCheck) -> list[str]:
    """Return what may stand in place of a wrong segment: the texts, or the name of a slot that takes any number."""
    return list(item.expected) or ([f"{{{item.name}}}"] if item.name and not item.valid else [])


def _wrong(found: Explanation, wrong: SegmentCheck) -> None:
    """Point at what is wrong and say what may stand there; letters that only look right are named one by one."""
    unlike = differences(found.code, found.suggestion) if skeleton(found.code) == skeleton(found.suggestion) else ()
    places = {item.place for item in unlike} or set(range(wrong.column - 1, wrong.column - 1 + (len(wrong.text) or 1)))
    text.line("".join("^" if at in places else " " for at in range(max(places) + 1)), "bold red")
    if unlike:
        for item in dict.fromkeys((item.character, item.meant) for item in unlike):
            say(
                msg(
                    "A character looks like another one: {character} instead of {meant}",
                    character=_character(item[0]),
                    meant=_character(item[1]),
                ),
                "red",
            )
        return
    say(fault(found), "red")
    say(expected(wrong))


def _character(letters: str) -> str:
    return " ".join(f'"{letter}" U+{ord(letter):04X}' for letter in letters) or "–"


def _explained(found: Explained) -> dict[str, object]:
    return {
        "code": found.explanation.code,
        "valid": found.explanation.valid,
        "type": found.type,
        "level": found.level,
        "segments": [
            {"name": item.name, "text": item.text, "valid": item.valid, "expected": _may_be(item)}
            for item in found.explanation.segments
        ],
        "suggestion": found.explanation.suggestion or None,
    }


def _segments(snapshot: Snapshot, found: Explained) -> list[tuple[str, str]]:
    settings = snapshot.settings
    named = {
        "type": {name: kind.title for name, kind in settings.types.items()},
        "level": {name: level.title for name, level in settings.levels.items()},
        "unit": {name: unit.title for name, unit in snapshot.units.items()},
        "process": {name: process.title for name, process in snapshot.processes.items()},
    }
    titles = {
        "type": msg("Type"), "level": msg("Level"), "unit": msg("Unit"), "process": msg("Process"), "year": msg("Year"),
        "number": msg("Number"), "clause": msg("Clause"),
    }  # fmt: skip
    return [
        (
            current().text(titles.get(item.name, item.name)),
            f"{item.text} {title(named.get(item.name, {}).get(item.text, {}), settings.language)}".strip(),
        )
        for item in found.explanation.segments
        if item.name
    ]


def _standing(given: Given | None) -> None:
    if given is None:
        say(msg("Nobody has or had this code"))
    elif given.now:
        say(msg('This is an earlier code of "{code}"', code=given.now))
    else:
        say(msg("The code was given: {use}", use=USES[given.use]))


def _next(name: str, values: dict[str, str], *, as_json: bool) -> None:
    kind, code = next_code(session(), name, values)
    understood(name, kind)
    if as_json:
        text.write(json.render({"type": kind, "code": code}))
    else:
        text.line(code, "bold green")


def _change(old: str, new: str, *, as_json: bool) -> None:
    if not old.strip() or not new.strip():
        raise UsageError(msg("Two codes are needed"), msg("qms code change СМС-ДП-2.19-2026 СМС-ДП-2.20-2026"))
    done = renumber(session(), old, new)
    understood(old, done.old)
    if as_json:
        text.write(json.render({"old": done.old, "new": done.new, "paths": list(done.paths), "commit": done.commit}))
        return
    say(msg('"{old}" is "{new}" now; the old code still leads to it', old=done.old, new=done.new), "green")
    for path in done.paths:
        text.line(f"  {path}")


def _list(word: str, *, as_json: bool) -> None:
    if word:
        raise UsageError(msg('"{word}" is too much: the list is of all codes', word=word), msg("qms code list"))
    found, gaps = listing(session())
    if as_json:
        text.write(json.render({"codes": [_given(item) for item in found], "gaps": [_gap(item) for item in gaps]}))
        return
    if not found:
        say(msg("No code was given yet"))
        return
    text.table(_table(found))
    for gap in gaps:
        scope = " ".join(part for part in (gap.type, *gap.scope) if part)
        say(msg("Numbers that nobody has, {scope}: {numbers}", scope=scope, numbers=", ".join(map(str, gap.numbers))))


def _given(item: Given) -> dict[str, object]:
    return {"code": item.code, "type": item.type, "state": item.use.value, "now": item.now or None}


def _gap(item: Gap) -> dict[str, object]:
    return {"type": item.type, "scope": list(item.scope), "numbers": list(item.numbers)}


def _table(found: tuple[Given, ...]) -> Table:
    catalog = current()
    heads = (msg("Code"), msg("Type"), msg("State"), msg("Code now"))
    rows = tuple((item.code, item.type, catalog.text(USES[item.use]), item.now) for item in found)
    return Table("", labels(heads), rows, frozenset({0, 1, 2}), spare=frozenset({3}))
