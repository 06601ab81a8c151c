"""The print of one copy: what was approved, with the stamp of the act that issues it."""

from __future__ import annotations

from qms.actions.printing import Original, holder_name, printout
from qms.actions.session import Session
from qms.ledger.numbers import CONTROL_NUMBER
from qms.model.act import Act
from qms.model.labels import LABELS
from qms.model.message import Catalog, Message, msg
from qms.model.printout import Printout, Stamp
from qms.model.status import CopyKind


def print_copy(session: Session, original: Original, act: Act) -> bytes:
    """Return the PDF of the copy that `act` issues: the same bytes whenever it is set again."""
    from qms.adapters.typeset import set_pdf

    return set_pdf(copy_printout(session, original, act))


def copy_printout(session: Session, original: Original, act: Act) -> Printout:
    """Return the print of the copy that `act` issues, with its stamp; one for information says so on every page."""
    catalog = session.catalogs(original.document.language)
    banner = catalog.text(msg("CHANGES ARE NOT NOTIFIED")) if act.text("kind") == CopyKind.UNACCOUNTED else ""
    return printout(session, original, stamp=_stamp(original, act, catalog), banner=banner)


def _stamp(original: Original, act: Act, catalog: Catalog) -> Stamp:
    """Return the stamp of a controlled copy; its token is what the QR code and the PDF's metadata carry."""
    mark = act.text("mark")
    token = "|".join(("QMS1", act.code, str(act.revision), str(act.number), mark))
    holder = holder_name(original.snapshot, act.text("holder"), catalog.language)
    words = dict(LABELS)
    labels = (catalog.text(words["copy"]), catalog.text(words["holder"]), catalog.text(words["mark"]))
    return Stamp(str(act.number), holder, catalog.text(_kind(act)), mark, token, labels)


def _kind(act: Act) -> Message:
    """Return the words of the stamp (GOST 2.501, domestic practice)."""
    if act.text("kind") == CopyKind.UNACCOUNTED:
        return msg("UNACCOUNTED COPY")
    if act.number == CONTROL_NUMBER or act.text("kind") == CopyKind.CONTROL:
        return msg("CONTROL COPY")
    return msg("CONTROLLED ELECTRONIC COPY") if act.text("medium") == "electronic" else msg("CONTROLLED COPY")
