"""A check or a printing that several machines did in parts (`--shard i/n`): what a part says, and all parts joined."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from qms.actions.checking.report import Report
from qms.actions.session import natural
from qms.adapters.files.given import read_given
from qms.errors import UsageError
from qms.model.diagnostic import Diagnostic, Severity, Waiver
from qms.model.location import Location
from qms.model.message import Message, msg
from qms.model.pattern import pattern
from qms.rules.rule import View, all_rules

_RULE, _NAME = pattern(r"[A-Z]{2}[0-9]{3}"), pattern(r"[a-z0-9-]+")
SHOWN = 20
"""So many missing parts are named at most."""

Json = Mapping[str, Any]  # Any: it is JSON, whose shape is looked at once, in `_read`


@dataclass(frozen=True, slots=True)
class Merged:
    """All parts of one work: the report of a check, or what was printed (JSON as `qms render` writes it)."""

    report: Report | None = None
    written: Sequence[Json] = ()


def merge(paths: Iterable[Path]) -> Merged:
    """Join the files of all parts; UsageError where one is missing, or where they do not belong together."""
    parts = {path: _read(path) for path in paths}
    _check_whole(parts)
    found = sorted(parts.values(), key=lambda item: item["shard"]["number"])
    if "written" in found[0]:
        return Merged(written=_written(found))
    return Merged(_report(found))


def _written(parts: Sequence[Json]) -> Sequence[Json]:
    try:
        rows = [dict(row) for item in parts for row in item["written"]]
        return sorted(rows, key=lambda row: natural(str(row["code"])))
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged() from error


def _damaged() -> UsageError:
    return UsageError(msg("A part was damaged, or made by another version of qms"), msg("Make all parts again"))


def _read(path: Path) -> Json:
    try:
        found = json.loads(read_given(path))
        shard = found["shard"]
        if {type(shard[name]) for name in ("number", "of")} == {int} and ("findings" in found or "written" in found):
            return dict(found)
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    raise UsageError(
        msg('"{path}" is no part of a check or of a printing', path=str(path)),
        msg('Make it with "--shard 1/4 --format json"'),
    )


def _check_whole(parts: Mapping[Path, Json]) -> None:
    """Refuse anything but every part once: a check of which a part is missing is no pass."""
    seen: dict[int, Path] = {}
    first = next(iter(parts.values()), None)
    for path, item in parts.items():
        own, its = ((one["shard"]["of"], one["shard"].get("state"), "written" in one) for one in (item, first or item))
        if own != its:
            raise UsageError(
                msg('"{path}" is a part of another check or printing', path=str(path)),
                msg("Make all parts of one commit, on one day, with the same options"),
            )
        other = seen.setdefault(item["shard"]["number"], path)
        if other != path:
            raise UsageError(
                msg('"{path}" and "{other}" are the same part', path=str(path), other=str(other)),
                msg("Name each part once"),
            )
    wanted = range(1, (first["shard"]["of"] if first else 1) + 1)
    missing = [str(number) for number in islice((number for number in wanted if number not in seen), SHOWN)]
    if missing:
        raise UsageError(msg("Parts are missing: {numbers}", numbers=", ".join(missing)), msg("Name all parts"))


def _report(parts: Sequence[Json]) -> Report:
    """Join the findings. What a rule says that looks at the findings of all others holds only if every part says it."""
    try:
        last = {rule.code for rule in all_rules() if rule.view is View.LAST}
        common = set.intersection(*({json.dumps(item) for item in found["findings"]} for found in parts))
        own = [item for found in parts for item in found["findings"] if item["rule"] not in last]
        shared = [item for item in parts[0]["findings"] if item["rule"] in last and json.dumps(item) in common]
        ordered = sorted((*own, *shared), key=_order)
        summary = parts[0]["summary"]
        files = sorted({str(path) for found in parts for path in found["files"]})
        documents, rules = int(summary["documents"]), int(summary["rules"])
        return Report(tuple(map(_diagnostic, ordered)), documents, rules, tuple(files), looked_at=documents)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _damaged() from error


def _order(item: Json) -> tuple[str, int, int, str, str, str]:
    return item["path"], item["line"], item["column"], item["rule"], item["code"], item["order"]


def _diagnostic(item: Json) -> Diagnostic:
    """Return a finding of a part; its texts are in the language of the part already."""
    waiver, numbers = item["waiver"], (item["line"], item["column"])
    if not (_RULE.fullmatch(item["rule"]) and _NAME.fullmatch(item["name"]) and {*map(type, numbers)} == {int}):
        raise ValueError(item["rule"])
    return Diagnostic(
        rule=item["rule"],
        name=item["name"],
        severity=Severity(item["severity"]),
        location=Location(item["path"], item["line"], item["column"]),
        message=Message(item["message"]),
        help=Message(item["help"]),
        subject=item["code"],
        waiver=_waiver(item, waiver) if waiver else None,
    )


def _waiver(item: Json, waiver: Json) -> Waiver:
    at = Location(waiver["path"])
    return Waiver(item["rule"], item["code"], "", waiver["by"], waiver["reason"], waiver["until"], at)
