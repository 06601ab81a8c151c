"""A printout as a Word file (ECMA-376), by the tree of the PDF; the same printout gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from html import escape

from qms.adapters.markdown.blocks import Node
from qms.adapters.prints import docx_parts as parts
from qms.adapters.prints import sheets_of_print as sheets
from qms.adapters.prints.docx_runs import MEASURE, TURNED_MEASURE, Place, paragraph, run, words
from qms.adapters.prints.docx_text import Writer
from qms.adapters.prints.docx_title import PAGE_BREAK, form_head, title_page
from qms.adapters.prints.layout import Body
from qms.adapters.prints.pictures import Picture, picture
from qms.model.printout import Printout

FONT = "Times New Roman"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every part inside the file: it must not depend on the clock."""
PICTURE_DOTS = 200
"""Dots an inch of the bitmap that stands in for an SVG drawing in programs that show none."""

_MARGINS = {
    False: '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1530" w:right="1134" w:bottom="1417" w:left="1587"',
    True: '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1417" w:right="1134" w:bottom="1247" w:left="1134"',
}


def set_docx(printout: Printout) -> bytes:
    """Return the Word file of `printout`; RenderError says what in the text stands in the way."""
    body = Body(printout.images, turned=printout.turned)
    nodes = body.ready(printout.body)
    style = printout.look.style
    logo = [picture(style.logo, printout.look.logo)] if printout.look.logo else []
    pictures_of = [*body.pictures, *logo]
    writer = Writer(pictures_of, {name: sheets.label(printout, name) for name in printout.labels})
    document = _document(printout, writer, nodes)
    files = {
        "[Content_Types].xml": parts.part("types.xml"),
        "_rels/.rels": parts.part("package.xml"),
        "docProps/core.xml": _properties(printout),
        "word/document.xml": document,
        "word/styles.xml": parts.styles(printout.language, font=style.font or FONT, colour=style.colour[1:]),
        "word/settings.xml": parts.part("settings.xml"),
        "word/footnotes.xml": _footnotes(writer),
        "word/first.xml": _header(printout, MEASURE, bare="title" in printout.parts),
        "word/header.xml": _header(printout, MEASURE),
        "word/footer.xml": _footer(printout, MEASURE),
        "word/header-turned.xml": _header(printout, TURNED_MEASURE),
        "word/footer-turned.xml": _footer(printout, TURNED_MEASURE),
    }
    pictures = dict(_pictures(pictures_of))
    named = {name.rpartition(".")[0]: f"media/{name}" for name in pictures}
    files["word/_rels/document.xml.rels"] = parts.relationships(named, writer.links)
    return _packed({**{name: _encoded(text) for name, text in files.items()}, **_in_word(pictures)})


def _encoded(text: str) -> bytes:
    """Return a part as UTF-8; what XML cannot hold at all becomes the sign for an unknown character."""
    return text.translate({0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}).encode("utf-8", "replace")


def _packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, data)
    return out.getvalue()


def _in_word(pictures: dict[str, bytes]) -> dict[str, bytes]:
    return {f"word/media/{name}": data for name, data in pictures.items()}


def _pictures(found: Sequence[Picture]) -> list[tuple[str, bytes]]:
    """Return the pictures by file name; a drawing is there twice: as it is, and as a bitmap."""
    files: list[tuple[str, bytes]] = []
    for at, one in enumerate(found):
        if one.format == "svg":
            from qms.adapters.prints.typeset import rasterised

            files += [(f"picture{at}.png", rasterised(one, PICTURE_DOTS)), (f"drawing{at}.svg", one.data)]
        else:
            files.append((f"picture{at}.{one.format}", one.data))
    return files


# ---- the text ---------------------------------------------------------------------------------------------------


def _document(printout: Printout, writer: Writer, nodes: Sequence[Node]) -> str:
    text = _text(writer, nodes, TURNED_MEASURE if printout.turned else MEASURE)
    before = title_page(printout, writer) if "title" in printout.parts else ""
    head = form_head(printout, writer) if "form" in printout.parts else ""
    if "approval" in printout.parts and printout.signatories:
        before += _sheet(printout, writer, "approval_sheet", sheets.approval(printout))
    if "contents" in printout.parts and writer.headings:
        before += _contents(printout, writer)
    after = ""
    if "distribution" in printout.parts and printout.receivers:
        after += PAGE_BREAK + _sheet(printout, writer, "distribution_sheet", sheets.distribution(printout))
    if "acknowledgement" in printout.parts:
        after += PAGE_BREAK + _sheet(printout, writer, "acknowledgement_sheet", sheets.acknowledgement(printout))
    changes = ""
    if "changes" in printout.parts and printout.changes.columns:
        grid = sheets.changes(printout)
        after += _section_end(turned=printout.turned)
        changes = _sheet(printout, writer, "change_sheet", grid, measure=TURNED_MEASURE)
    body = before + (PAGE_BREAK if before else "") + head + text + after + changes
    body += _section(turned=bool(changes) or printout.turned)
    body = body.replace("</w:sectPr>", "<w:titlePg/></w:sectPr>", 1)
    return f"{parts.HEAD}<w:document {parts.NAMESPACES}><w:body>{body}</w:body></w:document>"


def _text(writer: Writer, nodes: Sequence[Node], measure: int) -> str:
    """Return the blocks; a table that needs it lies on a page of its own on its side."""
    out = []
    for node in nodes:
        if node["t"] == "table" and node["wide"]:
            turned = writer.block(node, Place(measure=TURNED_MEASURE))
            out += [_section_end(turned=False), turned, _section_end(turned=True)]
        else:
            out.append(writer.block(node, Place(measure=measure)))
    return "".join(out)


def _section(*, turned: bool) -> str:
    end = "-turned" if turned else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="header{end}"/>'
        '<w:headerReference w:type="first" r:id="first"/>'
        f'<w:footerReference w:type="default" r:id="footer{end}"/>'
        f'<w:footerReference w:type="first" r:id="footer{end}"/>'
        f'<w:type w:val="nextPage"/>{_MARGINS[turned]} w:header="680" w:footer="600" w:gutter="0"/>'
        "</w:sectPr>"
    )


def _section_end(*, turned: bool) -> str:
    small = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return f"<w:p><w:pPr>{small}{_section(turned=turned)}</w:pPr></w:p>"


def _sheet(printout: Printout, writer: Writer, title: str, grid: Node, *, measure: int = MEASURE) -> str:
    return paragraph(run(sheets.label(printout, title)), "SheetTitle") + writer.table(grid, Place(measure=measure))


def _contents(printout: Printout, writer: Writer) -> str:
    """Return the contents as a field that Word brings up to date when it opens the file."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    listed = [item for item in writer.headings if item[0] <= 3]
    rows = []
    for at, (level, name, title) in enumerate(listed):
        page = field(f"PAGEREF {name} \\h", "")
        link = f'<w:hyperlink w:anchor="{escape(name)}">{run(title)}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if at == len(listed) - 1 else ""
        rows.append(paragraph((begin if at == 0 else "") + link + end, f"TOC{level}"))
    title = run(sheets.label(printout, "contents"))
    return paragraph(title, "SheetTitle", '<w:spacing w:before="560" w:after="320"/>') + "".join(rows)


def field(code: str, value: str = "1") -> str:
    """Return a field (`PAGE`, `NUMPAGES`) with what it shows until it is worked out."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r>{words(value)}</w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


# ---- what surrounds it ------------------------------------------------------------------------------------------


def _header(printout: Printout, measure: int, *, bare: bool = False) -> str:
    """Return a header; a `bare` one, of a title page, has only the words across the page."""
    left = sheets.header(printout)
    body = "" if bare else run(left) + "<w:r><w:tab/></w:r>" + run(sheets.shown(printout.code))
    line = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="2" w:color="969696"/></w:pBdr>'
    shown = paragraph(body + _watermark(printout.banner), "Header", "" if bare else line + _right_end(measure))
    return f"{parts.HEAD}<w:hdr {parts.NAMESPACES}>{shown}</w:hdr>"


def _right_end(measure: int) -> str:
    return f'<w:tabs><w:tab w:val="right" w:pos="{measure}"/></w:tabs>'


def _watermark(banner: str) -> str:
    """Return large grey words across the page, as Word itself makes them."""
    if not banner:
        return ""
    text = escape(sheets.shown(banner).upper())
    return (
        '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:path textpathok="t" o:connecttype="rect"/>'
        '<v:textpath on="t" fitshape="t"/>'
        '</v:shapetype><v:shape id="watermark" o:spid="_x0000_s2049" type="#_x0000_t136" style="position:absolute;'
        "margin-left:0;margin-top:0;width:480pt;height:90pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#e0e0e0" stroked="f">'
        f'<v:textpath style="font-family:&quot;{FONT}&quot;;font-size:1pt" string="{text}"/>'
        '<w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r>'
    )


def _footer(printout: Printout, measure: int) -> str:
    numbers = re.split(r"(\{page\}|\{pages\})", sheets.label(printout, "page"))
    fields = {"{page}": field("PAGE"), "{pages}": field("NUMPAGES")}
    page = "".join(fields.get(part) or run(part) for part in numbers if part)
    line = '<w:pBdr><w:top w:val="single" w:sz="4" w:space="2" w:color="969696"/></w:pBdr>'
    shown = paragraph(run(sheets.footer(printout)) + "<w:r><w:tab/></w:r>" + page, "Footer", line + _right_end(measure))
    return f"{parts.HEAD}<w:ftr {parts.NAMESPACES}>{shown}</w:ftr>"


def _footnotes(writer: Writer) -> str:
    fixed = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        "</w:footnote>"
    )
    own = "".join(f'<w:footnote w:id="{at}">{note}</w:footnote>' for at, note in enumerate(writer.notes, 1))
    return f"{parts.HEAD}<w:footnotes {parts.NAMESPACES}>{fixed}{own}</w:footnotes>"


def _properties(printout: Printout) -> str:
    day = f"{printout.day[:10]}T00:00:00Z"
    title, subject = escape(sheets.shown(printout.title)), escape(sheets.shown(printout.code))
    return (
        f"{parts.HEAD}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>"
        f"<dc:creator>{escape(sheets.shown(printout.organisation))}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>'
        f"<dc:language>{escape(parts.TAGS.get(printout.language, printout.language))}</dc:language></cp:coreProperties>"
    )
