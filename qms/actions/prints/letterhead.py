"""What every print of an organisation bears: its names, its look, the fixed words in the language of the print."""

from __future__ import annotations

from qms.adapters.files.faults import refuse
from qms.errors import RefusedError
from qms.model.field import choose
from qms.model.labels import LABELS
from qms.model.message import Catalog
from qms.model.printout import Printout
from qms.model.snapshot import Snapshot
from qms.model.style import Look


def letterhead(snapshot: Snapshot, catalog: Catalog, *, code: str, title: str, day: str) -> Printout:
    """Return a print that has no text yet, in the language of the catalog; `day` is that of its metadata (ISO 8601)."""
    settings, language = snapshot.settings, catalog.language
    return Printout(
        language=language,
        labels={name: catalog.text(label) for name, label in LABELS},
        organisation=choose(settings.organisation, language),
        short=choose(settings.short, language),
        system=choose(settings.system, language),
        place=choose(settings.place, language),
        code=code,
        title=title,
        kind="",
        level="",
        revision=0,
        day=day,
        look=_look(snapshot),
    )


def _look(snapshot: Snapshot) -> Look:
    """Return how prints look; RefusedError where a file of the style is missing: a print without it is not the one."""
    refuse(filter(None, [snapshot.look.problem]), RefusedError)
    return snapshot.look
