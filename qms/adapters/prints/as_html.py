"""A printout as one HTML file: no script, nothing loaded from elsewhere, and set for paper when it is printed."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib import resources

from qms.adapters.prints import sheets_of_print as sheets
from qms.adapters.prints.html_text import Writer
from qms.adapters.prints.layout import Body
from qms.adapters.prints.pictures import picture
from qms.model.printout import Printout

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def set_html(printout: Printout) -> bytes:
    """Return the page of `printout` as UTF-8; RenderError says what in the text stands in the way."""
    body = Body(printout.images, turned=printout.turned)
    nodes = body.ready(printout.body)
    look = printout.look
    logo = [picture(look.style.logo, look.logo)] if look.logo else []
    writer = Writer([*body.pictures, *logo], {name: sheets.label(printout, name) for name in printout.labels}, [], [])
    text = writer.blocks(nodes)
    name = escape(sheets.shown(" ".join(part for part in (printout.code, printout.title) if part)))
    turned = ' class="turned"' if printout.turned else ""
    page = (
        f'<!DOCTYPE html>\n<html lang="{escape(printout.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>\n{_style()}{_look(printout)}{_margins(printout)}</style>\n</head>\n<body{turned}>\n"
        f"{_banner(printout)}{_before(printout, writer)}<main>\n{text}\n{_notes(writer)}</main>\n"
        f"{_after(printout, writer)}<footer>{escape(sheets.footer(printout))}</footer>\n</body>\n</html>\n"
    )
    return page.encode("utf-8", "replace")


@cache
def _style() -> str:
    return (resources.files("qms") / "forms" / "document" / "page.css").read_text("utf-8")


def _look(printout: Printout) -> str:
    """Return colour and font of the organisation; the font is one that the reader's computer has, or none."""
    style = printout.look.style
    font = f"body {{ font-family: {_quoted(style.font)}, serif; }}\n" if style.font else ""
    return f":root {{ --accent: {style.colour}; }}\n{font}"


def _logo(printout: Printout, writer: Writer) -> str:
    node = {"picture": len(writer.pictures) - 1, "alt": printout.organisation}
    return writer.image(node, "logo") if printout.look.logo else ""


def _margins(printout: Printout) -> str:
    """Return the words in the margins of printed pages, for the browsers that know them."""
    left = _quoted(sheets.footer(printout))
    numbers = _quoted(sheets.page_words(printout, "\0", "\1"))
    right = numbers.replace("\0", '" counter(page) "').replace("\1", '" counter(pages) "')
    return f"@page {{ @bottom-left {{ content: {left}; }} @bottom-right {{ content: {right}; }} }}\n"


def _quoted(text: str) -> str:
    """Return a text as a string of CSS that cannot end before its time, nor end the style sheet."""
    plain = "".join(f"\\{ord(letter):x} " if letter in '"\\<>\n\r\f&' else letter for letter in text)
    return f'"{plain}"'


def _banner(printout: Printout) -> str:
    words = escape(sheets.shown(printout.banner))
    return f'<p class="banner">{words}</p><div class="across" aria-hidden="true">{words}</div>\n' if words else ""


def _before(printout: Printout, writer: Writer) -> str:
    parts = [_title(printout, writer)] if "title" in printout.parts else []
    if "form" in printout.parts:
        parts.append(_form_head(printout, writer))
    if "approval" in printout.parts and printout.signatories:
        parts.append(_sheet(printout, writer, "approval_sheet", "approval"))
    if "contents" in printout.parts and writer.headings:
        rows = "".join(
            f'<li class="level{level}"><a href="#{escape(name)}">{escape(title)}</a></li>'
            for level, name, title in writer.headings
            if level <= 3
        )
        title = escape(sheets.label(printout, "contents"))
        parts.append(f'<nav><h2 class="sheet">{title}</h2><ol>{rows}</ol></nav>\n')
    return "".join(parts)


def _line(name: str, text: str, tag: str = "p") -> str:
    return f'<{tag} class="{name}">{escape(sheets.shown(text))}</{tag}>' if text else ""


def _form_head(printout: Printout, writer: Writer) -> str:
    head = _logo(printout, writer) + _line("organisation", printout.organisation) + _line("plain", printout.system)
    return f'<header class="form">{head}{_line("name", printout.title, "h1")}{_line("plain", printout.kind)}</header>\n'


def _title(printout: Printout, writer: Writer) -> str:
    approval = "".join(f"<p>{escape(sheets.shown(text))}</p>" for text in printout.approval)
    facts = "".join(
        f'<tr><th scope="row">{escape(sheets.shown(name))}</th><td>{escape(sheets.shown(value))}</td></tr>'
        for name, value in printout.facts
    )
    rank = sheets.rank(printout)
    sign = escape(sheets.label(printout, "signature")) + _dated(printout)
    return (
        f'<header class="title">{_logo(printout, writer)}'
        + _line("organisation", printout.organisation)
        + _line("system", printout.system)
        + (f'<div class="approval">{approval}<p class="signature">{sign}</p></div>' if approval else "")
        + _line("kind", sheets.kind(printout))
        + _line("name", printout.title or printout.code, "h1")
        + _line("second", printout.subtitle)
        + _line("code", printout.code)
        + _line("rank", rank)
        + (f'<table class="facts"><tbody>{facts}</tbody></table>' if facts else "")
        + _line("remark", printout.note)
        + _line("place", f"{printout.place} – {printout.day[:4]}")
        + "</header>\n"
    )


def _dated(printout: Printout) -> str:
    """Return the word for a date to be written where nobody has decided yet."""
    return "" if printout.decided else f", {escape(sheets.label(printout, 'date'))}"


def _sheet(printout: Printout, writer: Writer, title: str, part: str) -> str:
    grid = {
        "approval": sheets.approval,
        "distribution": sheets.distribution,
        "acknowledgement": sheets.acknowledgement,
        "changes": sheets.changes,
    }[part]
    words = escape(sheets.label(printout, title))
    return f'<section class="{part}"><h2 class="sheet">{words}</h2>{writer.table(grid(printout))}</section>\n'


def _notes(writer: Writer) -> str:
    rows = "".join(f'<li id="{name}">{body}</li>' for name, body in writer.notes)
    return f'<ol class="notes" role="doc-endnotes">{rows}</ol>\n' if rows else ""


def _after(printout: Printout, writer: Writer) -> str:
    parts = []
    if "distribution" in printout.parts and printout.receivers:
        parts.append(_sheet(printout, writer, "distribution_sheet", "distribution"))
    if "acknowledgement" in printout.parts:
        parts.append(_sheet(printout, writer, "acknowledgement_sheet", "acknowledgement"))
    if "changes" in printout.parts and printout.changes.columns:
        parts.append(_sheet(printout, writer, "change_sheet", "changes"))
    return "".join(parts)
