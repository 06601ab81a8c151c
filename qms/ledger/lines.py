"""Lines of a ledger: canonical JSON (sorted keys, no blanks, NFC), each bound to the line before by its SHA-256."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from qms.ledger.corrections import corrected
from qms.ledger.usual import usual
from qms.model.act import COPY_DEEDS, Act, Deed, Value
from qms.model.days import read_day
from qms.model.location import Location
from qms.model.message import Message, msg
from qms.model.pattern import pattern
from qms.model.problem import Problem
from qms.model.snapshot import Ledger

VERSION = 1
FIRST = "0" * 64
SIGNATURE = "sig"
ROOT = "root"
"""The fields of a signed act: the signature, and the SHA-256 of the first trust file: of which repository it is."""
COMMON = frozenset({"act", "at", "by", "code", "prev", "revision", "sha256", "v"})
# Made once: a repository has many lines.
_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_DEEDS: Mapping[object, Deed] = {deed.value: deed for deed in Deed}
_REQUIRED: Mapping[object, frozenset[str]] = {
    **{deed: COMMON | {"number"} for deed in COPY_DEEDS},
    Deed.ISSUE: COMMON | {"holder", "number"},
    Deed.PROVISIONAL: COMMON | {"holder", "mark"},
    Deed.AMEND: COMMON | {"amends", "reason"},
    Deed.REJECT: COMMON | {"reason"},
}
"""The fields that an act must have: a copy has a number, an issued one a holder too; a no has a reason."""
_MORE = {deed: _REQUIRED.get(deed, COMMON) - COMMON for deed in Deed}
_MOMENT = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z")
_SHA256 = pattern(r"[0-9a-f]{64}")
_HELP = msg("A ledger is written by qms alone; restore the line from git history")


def ledger_path(code: str) -> str:
    """Return where the ledger of a document lies. A code may hold `/` and blanks; a file name may not."""
    return f"ledger/{file_name(code)}.jsonl"


def file_name(code: str) -> str:
    """Return `code` as a file name: what a file system forbids becomes `_`."""
    return re.sub(r'[\\/:*?"<>|\s]+', "_", code)


def canonical(values: Mapping[str, Value]) -> bytes:
    """Return the one way to write an act, without the end of line.

    Each value is normalised for itself, where that changes anything: in the whole line an accent after a line break
    would join the `n` of its escape.
    """
    text = _JSON.encode(dict(values))
    if not unicodedata.is_normalized("NFC", text):
        text = _JSON.encode({_nfc(name): _nfc(value) for name, value in values.items()})
    return text.encode("utf-8")


def _nfc(value: Value) -> Value:
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def compose(values: Mapping[str, Value], before: bytes, sign: Callable[[bytes], str] | None = None) -> bytes:
    """Return the whole line, with its end, for an act that follows the ledger `before`; `prev` and `v` are added.

    `sign` makes the signature over the line as it is without one.
    """
    full = {**values, "prev": tip(before), "v": VERSION}
    return canonical({**full, SIGNATURE: sign(canonical(full))} if sign else full) + b"\n"


def signed_part(values: Mapping[str, Value]) -> bytes:
    """Return the bytes that the signature of an act is over: its line without the signature."""
    return canonical({name: value for name, value in values.items() if name != SIGNATURE})


def tip(ledger: bytes) -> str:
    """Return the hash that the next line must carry: of the last line, zeros for an empty ledger."""
    last = ledger.removesuffix(b"\n").rpartition(b"\n")[2]
    return hashlib.sha256(last).hexdigest() if ledger else FIRST


def first_difference(before: bytes, now: bytes) -> int:
    """Return the first line of `before` that `now` does not have in its place, from 1; 0 where `now` only has grown."""
    if now.startswith(before):
        return 0
    old, new = before.split(b"\n"), now.split(b"\n")
    return next(number for number, line in enumerate(old, 1) if number >= len(new) or line != new[number - 1])


MOST_WRONG = 100
"""After so many wrong lines a ledger is none, and reading it to its end may take for ever."""


def read_ledger(data: bytes, code: str, path: str) -> Ledger:
    """Read a whole ledger, each act with what later acts have corrected of it (`ledger.corrections`).

    Lines that cannot be trusted are problems and yield no act; the others still count.
    """
    reader = _Reader(code, path)
    *lines, rest = data.split(b"\n")
    if rest:
        lines.append(rest)
        reader.wrong(len(lines), msg("The last line is not complete"))
    for number, (line, text) in enumerate(zip(lines, _texts(data, len(lines)), strict=True), 1):
        reader.line(line, text, number)
        if len(reader.problems) >= MOST_WRONG:
            reader.wrong(number, msg("Too many lines are wrong: those after this one are not read"))
            break
    return Ledger(code, path, corrected(reader.acts), tuple(reader.problems))


def _texts(data: bytes, many: int) -> Sequence[str]:
    """Return the lines of a ledger as texts; empty ones where not all of it is UTF-8."""
    try:
        return data.decode("utf-8").split("\n")[:many]
    except UnicodeDecodeError:
        return [""] * many


@dataclass(slots=True)
class _Reader:
    code: str
    path: str
    acts: list[Act] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    prev: str = FIRST
    merged: bool = False

    def wrong(self, number: int, message: Message) -> None:
        if not self.merged:  # behind two versions no line follows the one before it
            self.problems.append(Problem("ledger", Location(self.path, number), message, _HELP))

    def unreadable(self, line: bytes, number: int) -> None:
        if not line.startswith((b"<<<<<<<", b"=======", b">>>>>>>")):
            self.wrong(number, msg("This line cannot be read"))
        elif line.startswith(b"<"):
            said = msg("Two versions of this passage stand here: a merge was not finished")
            help_ = msg('Take the merge back with "git merge --abort", then run "qms sync"')
            self.problems.append(Problem("ledger", Location(self.path, number), said, help_))
            self.merged = True

    def line(self, line: bytes, text: str, number: int) -> None:
        expected, self.prev = self.prev, hashlib.sha256(line).hexdigest()
        if self.usual(text, expected, number):
            return
        values = self.values(line, number)
        if values is None:
            return
        if values["prev"] != expected:
            self.wrong(number, msg("The chain is broken: this line does not follow the line before it"))
        if values["code"] != self.code:
            self.wrong(number, msg('The line is about "{code}", another document', code=values["code"]))
            return
        extra = {name: value for name, value in values.items() if name not in COMMON}
        act = Act(
            deed=Deed(str(values["act"])),
            at=str(values["at"]),
            by=str(values["by"]),
            code=self.code,
            revision=int(values["revision"]),
            sha256=str(values["sha256"]),
            prev=expected if values["prev"] == expected else str(values["prev"]),
            fields=extra,
            line_sha256=self.prev,
            location=Location(self.path, number),
        )
        self.acts.append(act)

    def usual(self, text: str, expected: str, number: int) -> bool:
        """Take in a usual line that follows the one before it, in which nothing is wrong; tell whether it was one."""
        said = usual(text)
        if said is None or said.code != self.code or said.prev != expected or not _is_day(said.at[:10]):
            return False
        deed, fields = _DEEDS.get(said.deed), said.fields
        if deed is None or not _MORE[deed] <= fields.keys() or isinstance(fields.get("number"), str):
            return False
        place = Location(self.path, number)
        self.acts.append(
            Act(deed, said.at, said.by, self.code, said.revision, said.sha256, expected, fields, self.prev, place)
        )
        return True

    def values(self, line: bytes, number: int) -> dict[str, Value] | None:
        values = self.decoded(line, number)
        if values is None:
            return None
        missing = _REQUIRED.get(values.get("act"), COMMON) - values.keys()
        if missing:
            self.wrong(number, msg("Fields of the act are missing: {names}", names=", ".join(sorted(missing))))
            return None
        fault = _fault(values)
        if fault:
            self.wrong(number, msg('The field "{name}" of the act has an impossible value', name=fault))
            return None
        return values

    def decoded(self, line: bytes, number: int) -> dict[str, Value] | None:
        """Return the values of a line of canonical JSON."""
        try:
            values = json.loads(line)
        except (ValueError, RecursionError):
            self.unreadable(line, number)
            return None
        if not isinstance(values, dict) or not all(_is_value(value) for value in values.values()):
            self.wrong(number, msg("This line is no act"))
            return None
        try:
            same = canonical(values) == line
        except UnicodeEncodeError:
            same = False
        if not same:
            self.wrong(number, msg("This line was not written by qms: its spelling differs"))
            return None
        return values


def _is_value(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))


@lru_cache(maxsize=1024)
def _is_day(text: str) -> bool:
    return read_day(text) is not None


def _is_moment(text: str) -> bool:
    return bool(_MOMENT.fullmatch(text)) and _is_day(text[:10])


def _fault(values: Mapping[str, Value]) -> str:
    """Return the name of the first common field whose value is impossible."""
    revision, number = values["revision"], values.get("number")
    checks = {
        "v": values["v"] == VERSION,
        "act": values["act"] in _DEEDS,
        "at": isinstance(values["at"], str) and _is_moment(values["at"]),
        "by": isinstance(values["by"], str) and bool(values["by"]),
        "code": isinstance(values["code"], str) and bool(values["code"]),
        "prev": isinstance(values["prev"], str) and bool(_SHA256.fullmatch(values["prev"])),
        "revision": isinstance(revision, int) and 0 <= revision < 1_000_000,
        "sha256": isinstance(values["sha256"], str) and bool(_SHA256.fullmatch(values["sha256"])),
        "number": number is None or (isinstance(number, int) and 0 < number < 1_000_000_000),
    }
    return "" if all(checks.values()) else next(name for name, fine in checks.items() if not fine)
