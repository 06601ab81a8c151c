"""QR codes as modules: the mask is fixed, so that the same token always gives the same picture."""

from __future__ import annotations

from functools import lru_cache

import segno

from qms.errors import RenderError
from qms.model.message import msg


@lru_cache(maxsize=4096)
def modules(token: str) -> tuple[bytes, ...]:
    """Return the rows of the code without its quiet zone, a byte for each module: 1 is dark."""
    try:
        code = segno.make(token, error="m", mask=2, micro=False, boost_error=False)
    except ValueError as error:
        raise RenderError(msg("The token of the copy is too long for a QR code.")) from error
    return tuple(bytes(row) for row in code.matrix)
