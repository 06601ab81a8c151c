"""The text relies on a plan or concept whose years are over.

"The concept for 2019–2024" no longer tells anybody what to do; the document that follows it must be named.

Flagged:
    -references
    body:
    # 1. Максаты

    Максаттар «2019-2023-жылдарга өнүктүрүү концепциясында» белгиленген.

Accepted:
    -references
    body:
    # 1. Максаты

    Максаттар 2024-2029-жылдарга өнүктүрүү концепциясында белгиленген; 2017-2022-жылдары аккредитация өттү.
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.prose import place
from qms.rules.rule import Finding, Rule, View
from qms.rules.signs import Sign
from qms.rules.written_days import periods

_PLAN = pattern(r"концепц|стратег|программ[аыеу]|план[ыаеу ]|дорожн|стратеги|concept|strategy|programme|plan\b|roadmap")
_DONE = pattern(r"аткарыл|жыйынтыг|отчет|отчёт|выполнен|итог|report|завершен|аяктад")


def check(context: Context) -> Iterator[Finding]:
    """Look at every period beside the name of a plan."""
    for document in context.having(Sign.YEARS):
        for period in periods(context.reading(document)):
            over = period.last < context.today.year
            if over and _PLAN.search(period.around) and not _DONE.search(period.around):
                yield Finding(
                    place(document, period.line, period.begin),
                    msg('The years of the plan are over: "{period}"', period=period.text),
                    msg("Name the plan that is in force, or refer to it without its years"),
                    document.code or document.path,
                )


RULE = Rule("DT002", Severity.WARNING, check, View.NEAR)
