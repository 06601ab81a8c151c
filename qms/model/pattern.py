"""Regular expressions that are compiled when they are first used: most runs of qms need few of those it has."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what `re.compile` returns, a little later: for the constants of modules."""
    return cast("re.Pattern[AnyStr]", _Later(text, flags))


class _Later:
    """A pattern that is compiled when something is asked of it; what was asked for is kept, and then as quick."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._written = (text, flags)

    def __getattr__(self, name: str) -> Any:
        # Any: a method of the pattern, or what it says about itself.
        found = getattr(re.compile(*self._written), name)  # type: ignore[type-var]
        setattr(self, name, found)
        return found
