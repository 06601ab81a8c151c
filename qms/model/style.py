"""How the prints of an organisation look: what `style:` of `qms.yaml` says, and the files that go with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from qms.model.location import Location
from qms.model.problem import Problem

HEADER = ("organisation", "short", "system", "place", "kind", "level", "title", "code", "revision")
"""What the header of a page may hold, by name."""
PARTS = ("title", "form", "approval", "contents", "text", "distribution", "acknowledgement", "changes")
"""What a print consists of, in its order; `form` is a short head on the first page in the place of a title page."""
DOCUMENT = tuple(part for part in PARTS if part != "form")
"""The parts of a document where the organisation does not choose them."""
USUAL_HEADER = ("organisation", "system")
COLOUR = "#1f3a5f"


class Style(NamedTuple):
    """`logo` is the path of a picture in the repository, `colour` that of headings and lines (`#1f3a5f`), `font` the
    name of the font of the text (empty: the one of qms), `header` the names in the header of every page, `parts`
    those of `PARTS` that documents have; `location` is where the logo is named.
    """

    logo: str = ""
    colour: str = COLOUR
    font: str = ""
    header: tuple[str, ...] = USUAL_HEADER
    parts: tuple[str, ...] = DOCUMENT
    location: Location = Location("qms.yaml")


class Look(NamedTuple):
    """A style with the bytes that it needs: the logo, layout files by name (`title.typ`), fonts; `problem` is what
    could not be read of it: then nothing is printed.
    """

    style: Style = Style()
    logo: bytes = b""
    layout: Mapping[str, bytes] = {}
    fonts: tuple[bytes, ...] = ()
    problem: Problem | None = None
