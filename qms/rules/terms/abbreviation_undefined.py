"""An abbreviation is used and not explained.

It stands neither in `registers/abbreviations.yaml` nor, in full, in the text itself. Endings may follow it directly
(«СМСтин», «КРдин»). Roman numbers, codes, units and capitals of stamps are no abbreviations; without the register the
rule says nothing.

Flagged:
    file: registers/abbreviations.yaml
    entries:
      - {abbreviation: АББСД, meaning: {ky: Сапат департаменти}}
      - {abbreviation: КР, meaning: {ky: Кыргыз Республикасы}}
    body:
    # 1. Максаты

    АББСДнын жана КРдин талаптары ДОМКтун ичинде; «СМС-ДП-2.2-2024», КБ.

Accepted:
    file: registers/abbreviations.yaml
    entries:
      - {abbreviation: АББСД, meaning: {ky: Сапат департаменти}}
    body:
    # 1. Максаты

    АББСДнын окуу-методикалык комплекси (ОМК) жана ОМКтун бөлүгү: XIV, ISO, «СМС-ДП-2.2-2024» боюнча КБга.

    КҮЧҮН ЖОГОТТУ деген белги; «КОПИЯ».
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.terms import ABBREVIATIONS
from qms.rules.abbreviations import definitions, is_known, uses
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look at the first use of every abbreviation in every text."""
    known = _known(context)
    if not context.snapshot.abbreviations or ABBREVIATIONS in context.broken:
        return
    for document in context.readable:
        reading = context.reading(document)
        own: frozenset[str] | None = None
        told: set[str] = set()
        for use in uses(reading, known):
            if own is None:
                own = frozenset(item.text for item in definitions(reading))
            if use.text in told or is_known(use.word, own):
                continue
            told.add(use.text)
            yield Finding(
                place(document, use.line, use.begin),
                msg('The abbreviation "{abbreviation}" is not explained', abbreviation=use.text),
                msg("Write it in full where it comes first, or add it to registers/abbreviations.yaml"),
                document.code or document.path,
            )


def _known(context: Context) -> frozenset[str]:
    """Return the abbreviations of the register, and the ids of units and types."""
    names = {item.text for item in context.snapshot.abbreviations}
    return frozenset({*names, *context.names.units, *context.snapshot.settings.types})


RULE = Rule("AB001", Severity.WARNING, check, View.ALONE)
