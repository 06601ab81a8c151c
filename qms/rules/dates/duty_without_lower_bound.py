"""A periodic duty is limited from above only: "not more than once a year".

Who never does it keeps the rule too, so nothing can be demanded or audited. A check, an audit or a review needs the
least that must be done: "at least once a year" (manual, introduction: the periodic check of its currency).

Flagged:
    body:
    # Аудит

    Жетектеменин актуалдуулугун текшерүү жылына 1 жолудан көп эмес жүргүзүлөт.

Flagged:
    body:
    # Аудит

    Бөлүмдүн жетекчиси жылына 1 жолудан көп эмес карап чыгуу жүргүзөт.

Flagged:
    body:
    # Аудит

    Проверка проводится не более одного раза в год.

Accepted:
    body:
    # Аудит

    Жетектеменин актуалдуулугун текшерүү жылына 1 жолудан кем эмес жүргүзүлөт. Проверка длится не более трёх дней.
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.codes.folding import fold
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign

_MOST = pattern(
    r"(?:жыл|ай|квартал|жума|апта)\w*\s+\w+\s+жолу(?:дан)?\s+(?:коп|ашык)\s+\wмес"
    r"|(?:не\s+более|не\s+чаще|максимум)\s+(?:чем\s+)?(?:\d+(?:-х|-го)?\s+|\w+\s+)?раза?\s+в\s+(?:год|месяц|квартал|неделю)"
    r"|(?:not|no)\s+more\s+(?:often\s+)?than\s+(?:once|twice|\w+\s+times?)\s+(?:a|per)\s+(?:year|month|quarter|week)"
)
_DUTY = pattern(
    r"текшер|аудит|анализ|кароо|карап|карала|баало|мониторинг|отчет|провер|пересм|рассм|сверк|оцен|review|check|assess|report"
)


def check(context: Context) -> Iterator[Finding]:
    """Look for such sentences about checks, audits, reviews and reports."""
    for document in context.having(Sign.TIMES):
        for line in context.reading(document).prose:
            text = fold(line.text)
            found = _MOST.search(text)
            if found and _DUTY.search(text):
                yield Finding(
                    place(document, line, found.start()),
                    msg('"{text}" does not say how often it must be done', text=line.text[found.start() : found.end()]),
                    msg('Write the least that is asked: "at least once a year"'),
                    document.code or document.path,
                )


RULE = Rule("DT005", Severity.WARNING, check, View.ALONE)
