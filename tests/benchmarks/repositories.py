"""Makes documents repositories of any size with `git fast-import`: every revision drafted, committed, then approved;
copies of every tenth document in the hands of its unit, a register with entries, branches on which faculties work.

Documents lie in folders of a hundred, a hundred of these in a folder, and are approved many at a time, as a council
does: git writes a list of all files of a folder with each commit that touches one of them, and with every text in one
folder, or an approval for each (all ledgers lie in one), ten times the documents take a hundred times as long.
"""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from qms.ledger.lines import compose, ledger_path

REVISIONS = 5
BRANCHES = 5
TENTH = 10
"""Every tenth document has copies, and a proposal in the register."""
TOGETHER = 100
"""So many documents lie in a folder, and at least so many are approved with one decision."""
DECISIONS = 100
"""At most so many decisions approve one revision of all documents."""
START = 1_600_000_000
SPAN = 36_000_000
"""Seconds that the history takes, however many commits it has: all documents are introduced in one year."""
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
POSITIONS = "entries:\n  - {id: quality-director, title: {ky: Директор}, unit: АББСД}\n"
HOLDERS = ("АББСД", "ОИД", "КБ")
UNITS = "entries:\n" + "".join(f"  - {{id: {name}, title: {{ky: {name}}}}}\n" for name in HOLDERS)
PARAGRAPH = "Процедура жоопкерчиликти, аткаруунун тартибин жана жазууларды {n}-документ боюнча белгилейт. " * 4


def code(number: int) -> str:
    """Return the code of the document with this number."""
    return f"СМС-ДП-{number:05}-2020"


def path(number: int) -> str:
    """Return where the document with this number lies."""
    folder = number // TOGETHER
    return f"documents/2/{folder // TOGETHER:02}/{folder % TOGETHER:02}/{code(number)}.md"


def text(number: int, revision: int, documents: int, *, draft: bool = False) -> bytes:
    """Return some 6 KB of document: 15 lines of front matter, eight sections."""
    others = ((number * 7 + step) % documents + 1 for step in (1, 2))
    refers = ", ".join(code(other) for other in others if other != number)
    front = (
        f'---\ncode: {code(number)}\ntitle:\n  ky: "{number}-процедура"\n  ru: "Процедура {number}"\n'
        f'  en: "Procedure {number}"\ntype: ДП\nlevel: "2"\nrevision: {revision}\nlanguage: ky\nowner: АББСД\n'
        f'clauses: ["7.5"]\nreferences: [{refers}]\n---\n'
    )
    changed = {revision: f"Өзгөртүү {revision}{'?' if draft else ''}"}
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
    tables = {"organisation/units.yaml": UNITS.encode(), "organisation/positions.yaml": POSITIONS.encode()}
    files = {"qms.yaml": SETTINGS.encode(), **tables, ".gitattributes": b"* -text\n"}
    moments = count(START, SPAN // (2 * REVISIONS * documents + documents))
    yield _commit(next(moments), "Begin", files)
    together = max(TOGETHER, documents // DECISIONS)
    parts = [range(first, min(first + together, documents + 1)) for first in range(1, documents + 1, together)]
    for revision in range(1, REVISIONS + 1):
        for numbers in parts:
            yield from _revised(numbers, revision, documents, ledgers, moments)
    for numbers in parts:
        yield from _issued([number for number in numbers if number % TENTH == 0], documents, ledgers, moments)
    for number in range(1, min(BRANCHES, documents) + 1):
        branch, draft = f"refs/heads/faculty-{number}", text(number, REVISIONS, documents, draft=True)
        yield f"reset {branch}\nfrom refs/heads/main\n\n".encode()
        yield _commit(next(moments), "Draft", {path(number): draft}, branch)
    yield b"done\n"


def _revised(
    numbers: Sequence[int], revision: int, documents: int, ledgers: dict[int, bytes], moments: Iterator[int]
) -> Iterator[bytes]:
    """Yield a draft and a final text of each of these documents, then their approval."""
    hashes: dict[int, str] = {}
    for number in numbers:
        data = text(number, revision, documents)
        hashes[number] = hashlib.sha256(data).hexdigest()
        yield _commit(next(moments), "Draft", {path(number): text(number, revision, documents, draft=True)})
        yield _commit(next(moments), _message(number, revision), {path(number): data})
    moment = next(moments)
    for number in numbers:
        ledgers[number] += _approval(number, revision, moment, hashes[number], ledgers[number])
    approved = {ledger_path(code(number)): ledgers[number] for number in numbers}
    yield _commit(moment, f"Approve {len(numbers)} documents", approved)


def _issued(
    numbers: Sequence[int], documents: int, ledgers: dict[int, bytes], moments: Iterator[int]
) -> Iterator[bytes]:
    """Yield the issue of copies of these documents, and a proposal about each."""
    moment = next(moments)
    for number in numbers:
        ledgers[number] = _copies(number, moment, text(number, REVISIONS, documents), ledgers[number])
    if numbers:
        issued = {ledger_path(code(number)): ledgers[number] for number in numbers}
        yield _commit(moment, f"Issue copies of {len(numbers)} documents", issued)
    for number in numbers:
        yield _commit(next(moments), "Propose", dict([_proposal(number // TENTH, moment)]))


def _message(number: int, revision: int) -> str:
    trailers = f"Qms-Document: {code(number)}\nQms-Change: {revision}-өзгөртүү"
    return f"Revise {code(number)} to r{revision}\n\n{trailers}"


def _approval(number: int, revision: int, moment: int, sha256: str, before: bytes) -> bytes:
    at = datetime.fromtimestamp(moment, UTC)
    values = {
        "act": "approve",
        "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "basis": f"№ {moment} буйрук",
        "by": "rector",
        "code": code(number),
        "effective": at.date().isoformat(),
        "on": at.date().isoformat(),
        "revision": revision,
        "sha256": sha256,
    }
    return compose(values, before)


def _copies(number: int, moment: int, data: bytes, ledger: bytes) -> bytes:
    """Return the ledger with a copy for each holder, which each has acknowledged."""
    at = datetime.fromtimestamp(moment, UTC)
    common = {
        "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "by": "rector",
        "code": code(number),
        "medium": "paper",
        "on": at.date().isoformat(),
        "revision": REVISIONS,
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    for copy, holder in enumerate(HOLDERS, 1):
        for deed in ("issue", "acknowledge"):
            ledger += compose({**common, "act": deed, "holder": holder, "number": copy}, ledger)
    return ledger


def _proposal(number: int, moment: int) -> tuple[str, bytes]:
    """Return path and bytes of an entry of a register."""
    day = datetime.fromtimestamp(moment, UTC).date()
    name = f"СН-{day.year}-{number:03}"
    fields = (
        f"code: {name}\nstate: submitted\ntitle: {number}-сунуш\nscope: process\norigin: data\nunit: АББСД\n"
        f"proposed_on: {day}\nowner: quality-director\ndue: 2099-12-31\n"
    )
    return f"registers/proposals/{name}.yaml", fields.encode()


def _commit(moment: int, message: str, files: dict[str, bytes], branch: str = "refs/heads/main") -> bytes:
    words = message.encode()
    who = f"АББСДнын адиси <adis@example.org> {moment} +0600".encode()
    parts = [f"commit {branch}\ncommitter ".encode() + who + b"\n", b"data %d\n%s\n" % (len(words), words)]
    for name, data in files.items():
        parts.append(b"M 100644 inline " + name.encode() + b"\n" + b"data %d\n%s\n" % (len(data), data))
    return b"".join(parts)
