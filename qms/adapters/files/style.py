"""`style:` of qms.yaml and the files below `layouts/`: how the prints of an organisation look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qms.adapters.files.sources import Source
from qms.model.field import Table
from qms.model.location import Location
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.model.problem import Problem
from qms.model.style import COLOUR, DOCUMENT, HEADER, PARTS, USUAL_HEADER, Look, Style

LAYOUTS = "layouts"
MOST_FILES = 40
LARGEST = 5_000_000
_COLOUR = pattern("#[0-9a-fA-F]{6}")


def read_style(table: Table) -> Style:
    """Read `style:`; what cannot be used is left out."""
    colour = table.text("colour", COLOUR)
    header = tuple(item.text.strip() for item in table.scalars("header") if item.text.strip() in HEADER)
    return Style(
        logo=table.text("logo"),
        colour=colour.lower() if _COLOUR.fullmatch(colour) else COLOUR,
        font=table.text("font"),
        header=header or USUAL_HEADER,
        parts=read_parts(table) or DOCUMENT,
        location=table.value_place("logo"),
    )


def read_parts(table: Table) -> tuple[str, ...]:
    """Return what prints consist of (`parts:`), in the order of prints; none where it is not said."""
    chosen = {item.text.strip() for item in table.scalars("parts")} & set(PARTS)
    return tuple(part for part in PARTS if part in {*chosen, "text"}) if chosen else ()


def wrong_parts(table: Table) -> Iterator[Problem]:
    """Yield the parts of a print that nobody knows."""
    for item in table.scalars("parts"):
        if item.text.strip() not in PARTS:
            wrong = msg('A print has no part "{name}"', name=item.text)
            yield Problem("shape", item.at, wrong, msg("Known are: {names}", names=", ".join(PARTS)))


def wrong_style(table: Table) -> Iterator[Problem]:
    """Yield what cannot be used: a colour that is none, a field of the header that nobody knows."""
    colour = table.scalar("colour")
    if colour and not _COLOUR.fullmatch(colour.text.strip()):
        wrong = msg('"{value}" is no colour', value=colour.text)
        yield Problem("shape", colour.at, wrong, msg('Write red, green and blue in quotation marks: "#1f3a5f"'))
    for item in table.scalars("header"):
        if item.text.strip() not in HEADER:
            yield Problem(
                "shape",
                item.at,
                msg('There is no field "{name}" of the header', name=item.text),
                msg("Known are: {names}", names=", ".join(HEADER)),
            )
    yield from wrong_parts(table)


def read_look(style: Style, source: Source) -> Look:
    """Return a style with its files: the logo, layouts (`layouts/*.typ`) and fonts (`layouts/*.ttf`, `*.otf`).

    Only regular files are read; the first that is missing or too large, or too many of them, is its problem.
    """
    paths = [path for path in source.files(LAYOUTS) if path.endswith((".typ", ".ttf", ".otf")) and path.count("/") == 1]
    read = {path: source.read(path) for path in paths[:MOST_FILES]}
    found = {path.rpartition("/")[2]: data for path, data in read.items() if isinstance(data, bytes)}
    logo = source.read(style.logo) if style.logo else b""
    return Look(
        style,
        logo=logo if isinstance(logo, bytes) else b"",
        layout={name: data for name, data in found.items() if name.endswith(".typ")},
        fonts=tuple(data for name, data in sorted(found.items()) if not name.endswith(".typ")),
        problem=next(_faults(style, {**read, style.logo: logo} if style.logo else read, len(paths)), None),
    )


def _faults(style: Style, read: Mapping[str, bytes | Problem | None], count: int) -> Iterator[Problem]:
    for path, data in read.items():
        at = style.location if path == style.logo else Location(path)
        if isinstance(data, Problem):
            yield data._replace(at=at)
        elif data is None:
            wrong = msg('There is no file "{path}" in the repository', path=path)
            yield Problem("shape", at, wrong, msg("Write the path from the folder of qms.yaml"))
        elif len(data) > LARGEST:
            wrong = msg('"{path}" is larger than {limit} bytes', path=path, limit=LARGEST)
            yield Problem("shape", at, wrong, msg("Use a smaller one"))
    if count > MOST_FILES:
        wrong = msg('"{folder}" holds more than {limit} files', folder=LAYOUTS, limit=MOST_FILES)
        yield Problem("shape", Location(LAYOUTS), wrong, msg("Keep only layouts and fonts there"))
