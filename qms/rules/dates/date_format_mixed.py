"""Days are written in two ways in one text.

«26.05.2021», «2020-ж. 27-июль» and «2021-05-26» side by side make a reader stop, and a search for one day misses the
others.

Flagged:
    -references
    body:
    # 1. Негиз

    Буйрук 24.01.2023 чыккан, 2023-жылдын 30-августунда өзгөргөн.

Accepted:
    -references
    body:
    # 1. Негиз

    Буйрук 24.01.2023ж. чыккан, 30.08.2023 өзгөргөн; 2024-жыл.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign
from qms.rules.written_days import days


def check(context: Context) -> Iterator[Finding]:
    """Compare the forms of all days of a text; one finding for the first of the rarer form."""
    for document in context.having(Sign.YEARS):
        found = tuple(days(context.reading(document)))
        counts = Counter(item.form for item in found)
        if len(counts) > 1:
            rarest = min(counts, key=lambda form: counts[form])
            one = next(item for item in found if item.form is rarest)
            other = next(item for item in found if item.form is not rarest)
            yield Finding(
                place(document, one.line, one.begin),
                msg('Days are written in two ways: "{one}" and "{other}"', one=one.text, other=other.text),
                msg("Write all days of a text in one way"),
                document.code or document.path,
            )


RULE = Rule("DT003", Severity.WARNING, check, View.ALONE)
