"""What stands for the past of a repository as long as it is read: whoever asks for any of it is refused."""

from __future__ import annotations

from typing import Any, NoReturn


class UnreadError(Exception):
    """The past was asked for before it was read; no person ever sees this."""


class _Unread:
    """Whatever is done with it is refused."""

    def _refuse(self, *_asked: object) -> NoReturn:
        raise UnreadError

    __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = __getattr__ = __eq__ = __hash__ = _refuse


UNREAD: Any = _Unread()
"""In the place of any value (Any) that is not read yet."""
