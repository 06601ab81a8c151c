"""A standard is spelt otherwise than elsewhere in the repository.

«ИСО 9001 : 2015», «ISO 9001-2015» and «ISO 9001:2015» are one standard; whoever searches for one spelling misses the
other two. The card of the standard decides, else the spelling that most texts of the language have; nobody is asked to
take the partner of ISO out of a name, such as «ISO/IEC 27001:2022».

Flagged:
    body:
    # 1. Максаты

    ISO 9001:2015 талаптары, ISO 9001:2015 пункттары, ИСО 9001 : 2015 стандарты.

Accepted:
    -references
    body:
    # 1. Максаты

    ISO 9001:2015, ГОСТ Р ИСО 9001-2015, ISO 9001 стандарты.

Accepted:
    -references
    body:
    # 1. Максаты

    ISO 27001:2022 талаптары, ISO 27001:2022 пункттары, ISO/IEC 27001:2022 стандарты.
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.outlook import cited
from qms.rules.prose import place
from qms.rules.rule import Finding, Rule, View
from qms.rules.standards import Spelling


def check(context: Context) -> Iterator[Finding]:
    """Compare all citations that have a year; one finding for each spelling of a line."""
    for document in context.readable:
        told: set[tuple[int, str]] = set()
        for line, standard in cited(context, document):
            spelling = Spelling(document.language, standard.number, standard.year, standard.text)
            wanted = context.outlook.right_spellings.get(spelling[:3], standard.text)
            shortened = standard.text.replace("/IEC", "").replace("/МЭК", "") == wanted
            if standard.text != wanted and not shortened and (line.number, standard.text) not in told:
                told.add((line.number, standard.text))
                yield Finding(
                    place(document, line, standard.begin),
                    msg('"{standard}" is spelt "{right}" elsewhere', standard=standard.text, right=wanted),
                    msg('Write "{right}"', right=wanted),
                    document.code or document.path,
                )


RULE = Rule("RF009", Severity.WARNING, check, View.NEAR)
