"""The print of copies: what was approved, set once, with the stamp of each act that issues one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from qms.actions.prints.original import Original
from qms.actions.prints.printing import holder_name, printout
from qms.actions.session import Session
from qms.ledger.lines import file_name
from qms.ledger.marks import token_of
from qms.ledger.numbers import CONTROL_NUMBER
from qms.model.act import Act
from qms.model.labels import LABELS
from qms.model.message import Catalog, Message, msg
from qms.model.printout import Printout, Stamp
from qms.model.settings import Settings
from qms.model.status import CopyKind
from qms.model.token import Token

if TYPE_CHECKING:
    from qms.adapters.prints.stamping import Master

PROVISIONAL = "provisional"


@dataclass(slots=True)
class CopyPress:
    """Sets the copies of one revision: the text once for each kind of copy, then only stamps."""

    session: Session
    original: Original
    masters: dict[tuple[str, str], Master] = field(default_factory=dict)

    def copy(self, act: Act) -> bytes:
        """Return the PDF of the copy that `act` issues: the same bytes whenever it is set again."""
        return self._master(act).copy(self._stamp(act))

    def pages(self, act: Act) -> int:
        """Return how many pages the copy has."""
        return self._master(act).pages

    def _stamp(self, act: Act) -> Stamp:
        return _stamp(self.original, act, self.session.catalogs(self.original.document.language))

    def _master(self, act: Act) -> Master:
        from qms.adapters.prints.stamping import Master, letters
        from qms.adapters.prints.typeset import case, master

        stamp = self._stamp(act)
        banner = _banner(act, self.session.catalogs(self.original.document.language))
        kind, needed = f"{stamp.kind}\n{banner}", letters(stamp)
        if (kind, needed) not in self.masters:
            same = next((item.data for (other, _), item in self.masters.items() if other == kind), b"")
            made = Master(same, case(needed)) if same else master(copy_printout(self.session, self.original, act))
            self.masters[kind, needed] = made
        return self.masters[kind, needed]


def copy_printout(session: Session, original: Original, act: Act) -> Printout:
    """Return the print of the copy that `act` issues, with its stamp; one for information says so on every page."""
    catalog = session.catalogs(original.document.language)
    return printout(session, original, stamp=_stamp(original, act, catalog), banner=_banner(act, catalog))


def _banner(act: Act, catalog: Catalog) -> str:
    """Return the line across a copy that is not accounted for."""
    banners = {
        CopyKind.UNACCOUNTED.value: msg("CHANGES ARE NOT NOTIFIED"),
        PROVISIONAL: msg("PROVISIONAL, WITHOUT A NUMBER"),
    }
    found = banners.get(recorded(act, "kind"))
    return catalog.text(found) if found else ""


def recorded(act: Act, name: str) -> str:
    """Return a field of an act as it was recorded: what was printed does not change by a later correction."""
    return str(act.fields.get(name, ""))


def _stamp(original: Original, act: Act, catalog: Catalog) -> Stamp:
    """Return the stamp of a copy; its token is what the QR code and the PDF's metadata carry."""
    token = token_of(act)
    settings = original.snapshot.settings
    holder = holder_name(original.snapshot, recorded(act, "holder"), catalog.language)
    words: Mapping[str, Message] = dict(LABELS)
    labels = (catalog.text(words["copy"]), catalog.text(words["holder"]), catalog.text(words["mark"]))
    number = f"π-{token.mark}" if token.provisional else str(act.number)
    return Stamp(
        number=number,
        holder=holder,
        kind=catalog.text(_kind(act)),
        mark=token.mark,
        token=token.text,
        link=link(settings, token),
        labels=labels,
        act=token.hash,
        seal=recorded(act, "pdfseal"),
    )


def link(settings: Settings, token: Token) -> str:
    """Return the text of the QR code: the page of the document in the portal with the token, else the token alone.

    What follows `#` is never sent to a server.
    """
    if not settings.portal:
        return token.text
    page = settings.portal.replace("{code}", quote(file_name(token.code)))
    return f"{page}#{token.text}"


def _kind(act: Act) -> Message:
    """Return the words of the stamp (GOST 2.501, domestic practice)."""
    kind = recorded(act, "kind")
    if kind == PROVISIONAL:
        return msg("PROVISIONAL COPY")
    if kind == CopyKind.UNACCOUNTED:
        return msg("UNACCOUNTED COPY")
    if act.number == CONTROL_NUMBER or kind == CopyKind.CONTROL:
        return msg("CONTROL COPY")
    return msg("CONTROLLED ELECTRONIC COPY") if recorded(act, "medium") == "electronic" else msg("CONTROLLED COPY")
