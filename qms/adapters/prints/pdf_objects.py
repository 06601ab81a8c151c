"""The objects of a PDF that was set here: found, copied, and appended as an incremental update (ISO 32000-1, 7.5.6).

Only for the plain files that our own press makes: a cross-reference table, no object streams. Whatever else comes is
read by `adapters.prints.pdf`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_LENGTH = re.compile(rb"/Length (\d+)")
_TRAILER = re.compile(rb"trailer\n<<(.*?)>>\nstartxref\n(\d+)\n", re.DOTALL)


@dataclass(frozen=True)
class Objects:
    """The objects of a PDF by number, as they are written: from the number to `endobj`."""

    data: bytes

    @cached_property
    def offsets(self) -> Mapping[int, int]:
        """Where each object begins."""
        head, _, rest = self.data[self.table :].partition(b"\n")[2].partition(b"\n")
        count = int(head.split()[1])
        rows = (rest[20 * n : 20 * n + 18] for n in range(count))
        return {n: int(row[:10]) for n, row in enumerate(rows) if row[17:18] == b"n"}

    @cached_property
    def _end(self) -> re.Match[bytes]:
        found = list(_TRAILER.finditer(self.data, len(self.data) - 2048 if len(self.data) > 2048 else 0))
        return found[-1]

    @property
    def table(self) -> int:
        """Where the cross-reference table begins."""
        return int(self._end[2])

    @property
    def trailer(self) -> bytes:
        """The inside of the trailer dictionary."""
        return self._end[1]

    def entry(self, name: str) -> int:
        """Return the object that the trailer names, as `Info`."""
        found = re.search(rb"/%s (\d+) 0 R" % name.encode(), self.trailer)
        return int(found[1]) if found else 0

    @property
    def size(self) -> int:
        """The first number that no object has."""
        found = re.search(rb"/Size (\d+)", self.trailer)
        return int(found[1]) if found else 0

    def parts(self, number: int) -> tuple[bytes, bytes]:
        """Return the dictionary of an object, and its stream with the words around it (empty where it has none)."""
        start = self.data.index(b"obj", self.offsets[number]) + 3
        end = self.data.index(b"endobj", start)
        head, word, _rest = self.data[start:end].partition(b"stream\n")
        length = _LENGTH.search(head)
        if not word or not length:
            return self.data[start:end].strip(), b""
        begin = start + len(head)
        finish = begin + len(word) + int(length[1])
        return head.strip(), self.data[begin:finish] + b"\nendstream"

    def find(self, *words: bytes) -> Iterable[int]:
        """Yield the objects whose dictionaries hold all of these words."""
        for number in sorted(self.offsets):
            head = self.parts(number)[0]
            if all(word in head for word in words):
                yield number

    def closure(self, number: int) -> tuple[int, ...]:
        """Return an object and all that it refers to, each once."""
        found: dict[int, None] = {}
        waiting = [number]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found[one] = None
                waiting += [int(word) for word in _REFERENCE.findall(self.parts(one)[0])]
        return tuple(sorted(found))

    def moved(self, number: int, first: int) -> tuple[Mapping[int, bytes], int]:
        """Return an object with all that it refers to under new numbers from `first` on, and its own new number."""
        old = self.closure(number)
        new = {one: first + at for at, one in enumerate(old)}

        def renamed(found: re.Match[bytes]) -> bytes:
            return b"%d 0 R" % new[int(found[1])]

        bodies = {}
        for one in old:
            head, stream = self.parts(one)
            bodies[new[one]] = _REFERENCE.sub(renamed, head) + (b"\n" + stream if stream else b"")
        return bodies, new[number]


def update(base: Objects, bodies: Mapping[int, bytes], size: int, identity: bytes, remark: bytes = b"") -> bytes:
    """Return what is appended to `base` so that it holds `bodies` too: objects, table and trailer.

    `size` is the first number that is free then, `identity` the value of `/ID`, `remark` a line that begins with `%`.
    """
    out, places = bytearray(b"\n"), {}
    for number, body in sorted(bodies.items()):
        places[number] = len(base.data) + len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    out += remark
    table = len(base.data) + len(out)
    out += b"xref\n"
    for number, place in sorted(places.items()):
        out += b"%d 1\n%010d 00000 n\r\n" % (number, place)
    words = (size, base.entry("Root"), base.entry("Info"), base.table, identity, table)
    out += b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/Prev %d/ID%b>>\nstartxref\n%d\n%%%%EOF\n" % words
    return bytes(out)
