"""Makes documents repositories of any size with `git fast-import`: every revision committed, then approved."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from qms.ledger.lines import compose, ledger_path

REVISIONS = 5
START = 1_600_000_000
STEP = 3_600
SETTINGS = """format: 1
organisation: {name: {ky: Сыноо университети}, quality_unit: АББСД}
languages: [ky]
rules: {TX017: off}
levels:
  - {id: "2", title: {ky: 2-деңгээл}, review_months: 1100}
types:
  - {id: ДП, title: {ky: Процедура}, level: "2", code: "СМС-{type}-{number:5}-{year}", approval: management}
roles:
  rector: {title: {ky: Ректор}}
approvals:
  management: {approve: [rector]}
"""
UNITS = "entries:\n  - {id: АББСД, title: {ky: Департамент}}\n"
PARAGRAPH = "Процедура жоопкерчиликти, аткаруунун тартибин жана жазууларды {n}-документ боюнча белгилейт. " * 4


def code(number: int) -> str:
    """Return the code of the document with this number."""
    return f"СМС-ДП-{number:05}-2020"


def text(number: int, revision: int, count: int) -> bytes:
    """Return some 6 KB of document: 15 lines of front matter, eight sections."""
    others = ((number * 7 + step) % count + 1 for step in (1, 2))
    refers = ", ".join(code(other) for other in others if other != number)
    front = (
        f'---\ncode: {code(number)}\ntitle:\n  ky: "{number}-процедура"\n  ru: "Процедура {number}"\n'
        f'  en: "Procedure {number}"\ntype: ДП\nlevel: "2"\nrevision: {revision}\nlanguage: ky\nowner: АББСД\n'
        f'clauses: ["7.5"]\nreferences: [{refers}]\n---\n'
    )
    changed = {revision: f"Өзгөртүү {revision}"}
    sections = (
        f"\n# {section}. Бөлүм\n\n{PARAGRAPH.format(n=number)}\n{changed.get(section, '')}\n" for section in range(1, 9)
    )
    return (front + "".join(sections)).encode()


def make(folder: Path, documents: int) -> None:
    """Make a repository with `documents` documents and ten commits for each."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    with subprocess.Popen(
        ["git", "-C", str(folder), "fast-import", "--quiet", "--done"], stdin=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        for chunk in _stream(documents):
            process.stdin.write(chunk)
        process.stdin.close()
    assert process.returncode == 0
    for command in (
        ["checkout", "-q", "-f", "main"],
        ["gc", "-q"],
        ["commit-graph", "write", "--reachable", "--changed-paths"],
    ):
        subprocess.run(["git", "-C", str(folder), *command], check=True, stderr=subprocess.DEVNULL)


def _stream(documents: int) -> Iterator[bytes]:
    ledgers = dict.fromkeys(range(1, documents + 1), b"")
    files = {"qms.yaml": SETTINGS.encode(), "organisation/units.yaml": UNITS.encode(), ".gitattributes": b"* -text\n"}
    yield _commit(0, "Begin", files)
    moment = 0
    for revision in range(1, REVISIONS + 1):
        for number in range(1, documents + 1):
            data = text(number, revision, documents)
            moment += 1
            message = (
                f"Revise {code(number)} to r{revision}\n\nQms-Document: {code(number)}\nQms-Change: {revision}-өзгөртүү"
            )
            yield _commit(moment, message, {f"documents/2/{code(number)}.md": data})
            moment += 1
            ledgers[number] += _approval(number, revision, moment, data, ledgers[number])
            yield _commit(moment, f"Approve {code(number)} r{revision}", {ledger_path(code(number)): ledgers[number]})
    yield b"done\n"


def _approval(number: int, revision: int, moment: int, data: bytes, before: bytes) -> bytes:
    at = datetime.fromtimestamp(START + moment * STEP, UTC)
    values = {
        "act": "approve",
        "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "basis": f"№ {moment} буйрук",
        "by": "rector",
        "code": code(number),
        "effective": at.date().isoformat(),
        "on": at.date().isoformat(),
        "revision": revision,
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    return compose(values, before)


def _commit(moment: int, message: str, files: dict[str, bytes]) -> bytes:
    words = message.encode()
    who = f"АББСДнын адиси <adis@example.org> {START + moment * STEP} +0600".encode()
    parts = [b"commit refs/heads/main\ncommitter " + who + b"\n", b"data %d\n%s\n" % (len(words), words)]
    for path, data in files.items():
        parts.append(b"M 100644 inline " + path.encode() + b"\n" + b"data %d\n%s\n" % (len(data), data))
    return b"".join(parts)
