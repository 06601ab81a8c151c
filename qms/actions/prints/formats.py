"""One print in any of its formats."""

from __future__ import annotations

from qms.model.printout import Printout

FORMATS = ("pdf", "html", "docx", "md")


def set_as(printout: Printout, form: str) -> bytes:
    """Return the bytes of a print in one of `FORMATS`; each library is loaded only where it is needed."""
    if form == "html":
        from qms.adapters.prints.as_html import set_html

        return set_html(printout)
    if form == "docx":
        from qms.adapters.prints.as_docx import set_docx

        return set_docx(printout)
    if form == "md":
        from qms.adapters.prints.as_markdown import set_markdown

        return set_markdown(printout)
    from qms.adapters.prints.typeset import set_pdf

    return set_pdf(printout)
