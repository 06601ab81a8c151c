"""The title page of a Word file, and the head of a form."""

from __future__ import annotations

from qms.adapters.prints import sheets_of_print as sheets
from qms.adapters.prints.docx_runs import Place, paragraph, run
from qms.adapters.prints.docx_text import Writer
from qms.model.printout import Printout

LOGO_HEIGHT = 51.0
"""Points: 18 mm."""
PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def _centred(text: str, properties: str = "", *, before: int = 0, after: int = 60) -> str:
    spacing = f'<w:spacing w:before="{before}" w:after="{after}"/>'
    return paragraph(run(sheets.shown(text), properties), "", f'{spacing}<w:jc w:val="center"/>') if text else ""


def title_page(printout: Printout, writer: Writer) -> str:
    """Return the title page, and the end of it."""
    colour = printout.look.style.colour[1:]
    strong = f'<w:b/><w:color w:val="{colour}"/><w:sz w:val="26"/>'
    line = f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="4" w:color="{colour}"/></w:pBdr>'
    above = _room(printout)
    rank = sheets.rank(printout)
    rows = [[sheets.shown(name), sheets.shown(value)] for name, value in printout.facts]
    facts = {**sheets.plain_table(rows, (2, 3)), "caption": []}
    return (
        _logo(printout, writer)
        + _centred(printout.organisation, strong)
        + paragraph(run(sheets.shown(printout.system)), "", f'{line}<w:jc w:val="center"/>')
        + _approval_block(printout)
        + _gap(above)
        + _centred(sheets.kind(printout), f'<w:caps/><w:color w:val="{colour}"/><w:spacing w:val="20"/>')
        + paragraph(run(sheets.shown(printout.title or printout.code)), "Title")
        + _centred(printout.subtitle, '<w:b/><w:sz w:val="34"/>', after=200)
        + _centred(printout.code, f'<w:color w:val="{colour}"/><w:sz w:val="28"/>')
        + _centred(rank, after=above)
        + (writer.table(facts, Place()) if rows else "")
        + _centred(printout.banner, '<w:b/><w:sz w:val="26"/>', before=300)
        + _centred(printout.note, "<w:i/>", before=200)
        + _centred(f"{printout.place} – {printout.day[:4]}", before=above + above // 4)
        + PAGE_BREAK
    )


def _room(printout: Printout) -> int:
    """Return the twips of each of the three gaps of the page: less where there is much to say."""
    lines = [printout.title, printout.subtitle, *printout.approval, *(value for _name, value in printout.facts)]
    used = sum(1 + len(line) // 40 for line in lines if line) + 4 * bool(printout.look.logo)
    return max(200, 1900 - 90 * max(0, used - 4))


def _gap(height: int) -> str:
    """Return an empty paragraph of a height in twips."""
    return paragraph("", "", f'<w:spacing w:before="0" w:after="{height}" w:line="240" w:lineRule="auto"/>')


def _logo(printout: Printout, writer: Writer) -> str:
    """Return the logo of the organisation, the last of the pictures."""
    if not printout.look.logo:
        return ""
    shown = writer.drawing({"picture": len(writer.pictures) - 1, "alt": printout.organisation}, height=LOGO_HEIGHT)
    return paragraph(shown, "", '<w:jc w:val="center"/>')


def form_head(printout: Printout, writer: Writer) -> str:
    """Return organisation, system and name of a form, above its text."""
    strong = f'<w:b/><w:color w:val="{printout.look.style.colour[1:]}"/><w:sz w:val="30"/>'
    return (
        _logo(printout, writer)
        + _centred(printout.organisation, "<w:b/>")
        + _centred(printout.system)
        + _centred(printout.title, strong, before=120, after=120)
        + _centred(printout.kind, after=200)
    )


def _approval_block(printout: Printout) -> str:
    """Return «БЕКИТЕМ» on the right, with a line for the signature."""
    if not printout.approval:
        return ""
    side = '<w:spacing w:before="{}" w:after="60"/><w:ind w:left="5000"/>'
    lines = [
        paragraph(run(sheets.shown(line), "<w:b/><w:caps/>" if not at else ""), "", side.format(0 if at else 400))
        for at, line in enumerate(printout.approval)
    ]
    rule = '<w:pBdr><w:top w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>'
    spaced = '<w:spacing w:before="560" w:after="60"/><w:ind w:left="5000"/><w:jc w:val="center"/>'
    wanted = ("signature",) if printout.decided else ("signature", "date")
    signature = run(", ".join(sheets.label(printout, name) for name in wanted), '<w:sz w:val="17"/>')
    return "".join(lines) + paragraph(signature, "", rule + spaced)
