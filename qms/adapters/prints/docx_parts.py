"""The fixed parts of a Word file: styles, settings, and what names the parts (ECMA-376 parts 1 and 2)."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib import resources

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TAGS = {"ky": "ky-KG", "ru": "ru-RU", "en": "en-GB"}
"""The language tags by which Word chooses its spelling checker."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@cache
def part(name: str) -> str:
    """Return a fixed part: a file below `forms/word`."""
    return (resources.files("qms") / "forms" / "word" / name).read_text("utf-8")


def styles(language: str, *, font: str, colour: str) -> str:
    """Return `styles.xml`; `colour` is of headings and lines (`1F3A5F`)."""
    tag = TAGS.get(language, language)
    text = part("styles.xml")
    return text.replace("{font}", escape(font)).replace("{colour}", colour).replace("{language}", escape(tag))


def relationships(pictures: dict[str, str], links: list[str]) -> str:
    """Return the relationships of the text: fixed parts, pictures (`id` → path), links to the web in their order."""
    rows = [
        f'<Relationship Id="{name}" Type="{_OFFICE}{name.partition("-")[0]}" Target="{name}.xml"/>'
        for name in ("styles", "settings", "footnotes", "header", "footer", "header-turned", "footer-turned")
    ]
    rows.append(f'<Relationship Id="first" Type="{_OFFICE}header" Target="first.xml"/>')
    rows += [
        f'<Relationship Id="{name}" Type="{_OFFICE}image" Target="{escape(path)}"/>' for name, path in pictures.items()
    ]
    rows += [
        f'<Relationship Id="link{at}" Type="{_OFFICE}hyperlink" Target="{escape(href)}" TargetMode="External"/>'
        for at, href in enumerate(links, 1)
    ]
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}">{"".join(rows)}</Relationships>'
