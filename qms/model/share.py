"""One of several equal parts of a work that machines do side by side."""

from __future__ import annotations

from typing import NamedTuple
from zlib import crc32


class Share(NamedTuple):
    """The part `number` (from 1) of `of`: every machine takes another one, and together they do all."""

    number: int
    of: int

    def holds(self, name: str) -> bool:
        """Tell whether a file or code is of this part: the same on every machine, whatever else there is."""
        return crc32(name.encode("utf-8", "surrogatepass")) % self.of == self.number - 1

    def turn(self, place: int) -> bool:
        """Tell whether the thing at a place (from 0) of a list is of this part."""
        return place % self.of == self.number - 1
