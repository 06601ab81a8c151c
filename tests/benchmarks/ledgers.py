"""Makes repositories with long ledgers: a hundred acts for each document, in two commits."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from qms.ledger.lines import FIRST, ledger_path
from tests.benchmarks.repositories import POSITIONS, SETTINGS, START, UNITS, code, path, text

ACTS = 100
_DAY = "2020-09-14"
_AT = f"{_DAY}T08:00:00Z"


def make_ledgers(folder: Path, documents: int) -> None:
    """Make a repository with `documents` documents: approved, and copies issued, acknowledged, one returned."""
    git = ("git", "-C", str(folder))
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    with subprocess.Popen([*git, "fast-import", "--quiet", "--done"], stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        for chunk in _stream(documents):
            process.stdin.write(chunk)
        process.stdin.close()
    assert process.returncode == 0
    subprocess.run([*git, "checkout", "-q", "-f", "main"], check=True)


def _stream(documents: int) -> Iterator[bytes]:
    settled = {"qms.yaml": SETTINGS, "organisation/units.yaml": UNITS, "organisation/positions.yaml": POSITIONS}
    texts = ((path(number), text(number, 1, documents)) for number in range(1, documents + 1))
    yield from _commit(START, "Begin", chain(((name, data.encode()) for name, data in settled.items()), texts))
    ledgers = ((ledger_path(code(number)), _ledger(number, documents)) for number in range(1, documents + 1))
    yield from _commit(START + 1, "Record a hundred acts for each document", ledgers)
    yield b"done\n"


def _ledger(number: int, documents: int) -> bytes:
    common = {"at": _AT, "by": "rector", "code": code(number), "on": _DAY, "revision": 1, "v": 1}
    common["sha256"] = hashlib.sha256(text(number, 1, documents)).hexdigest()
    lines, before = [], FIRST
    for act in _acts():
        line = json.dumps({**common, **act, "prev": before}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        lines.append(line.encode() + b"\n")
        before = hashlib.sha256(line.encode()).hexdigest()
    return b"".join(lines)


def _acts() -> Iterator[dict[str, object]]:
    yield {"act": "approve", "basis": "№ 138 буйрук", "effective": _DAY}
    last = (ACTS - 2) // 2
    for copy in range(1, last + 1):
        given = {"holder": "ОИД" if copy > 1 else "АББСД", "medium": "paper", "number": copy}
        yield {"act": "issue", **given}
        yield {"act": "acknowledge", **given}
    yield {"act": "return", "holder": "ОИД", "number": last}


def _commit(moment: int, message: str, files: Iterator[tuple[str, bytes]]) -> Iterator[bytes]:
    words = message.encode()
    who = f"АББСДнын адиси <adis@example.org> {moment} +0600".encode()
    yield b"commit refs/heads/main\ncommitter %b\ndata %d\n%b\n" % (who, len(words), words)
    for name, data in files:
        yield b"M 100644 inline %b\ndata %d\n%b\n" % (name.encode(), len(data), data)
