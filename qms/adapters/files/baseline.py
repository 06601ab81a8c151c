"""The file of known findings: canonical JSON that a person can read in a merge request, one finding a line."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from qms.errors import UsageError
from qms.model.baseline import Baseline
from qms.model.fingerprint import Fingerprint
from qms.model.message import msg

FORMAT = 1
TEXTS = ("rule", "code", "path", "line")


def write_baseline(baseline: Baseline) -> bytes:
    """Return the baseline as the bytes of its file: sorted, one entry a line."""
    entries = (
        {**dict(zip(TEXTS, (mark.rule, mark.subject, mark.path, mark.line), strict=True)), "count": count}
        for mark, count in sorted(baseline.items())
    )
    lines = ",\n".join(f"  {json.dumps(entry, ensure_ascii=True)}" for entry in entries)
    return f'{{\n"format": {FORMAT},\n"findings": [\n{lines}\n]\n}}\n'.encode("ascii")


def read_baseline(data: bytes, path: str) -> Baseline:
    """Read the bytes of a baseline; UsageError where they are none."""
    try:
        values = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _unreadable(path) from error
    entries = values.get("findings") if isinstance(values, dict) and values.get("format") == FORMAT else None
    if not isinstance(entries, list):
        raise _unreadable(path)
    found: Counter[Fingerprint] = Counter()
    for entry in entries:
        found[_mark(entry, path)] += entry["count"]
    return found


def _mark(entry: Any, path: str) -> Fingerprint:  # Any: JSON that somebody has written
    texts = [entry.get(name) for name in TEXTS] if isinstance(entry, dict) else []
    count = entry.get("count") if texts else None
    whole = isinstance(count, int) and not isinstance(count, bool) and 0 < count < 1_000_000
    if not whole or not all(isinstance(text, str) for text in texts):
        raise _unreadable(path)
    return Fingerprint(*map(str, texts))


def _unreadable(path: str) -> UsageError:
    return UsageError(
        msg('"{path}" is no baseline that can be read', path=path),
        msg('Restore the file, or write it anew with "--write-baseline"'),
    )
