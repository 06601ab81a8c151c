"""Jobs that no command does alone: a PDF, a numbered copy; seconds of a processor for one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import count

from qms.adapters.markdown.tree import tree
from qms.adapters.prints.stamping import Master
from qms.adapters.prints.typeset import master
from qms.model.printout import Stamp
from tests.benchmarks.jobs import Figure
from tests.benchmarks.printing import alone, document, seconds, whole

SHORT, LONG = 1, 25
"""Sections of documents that make 5 and 30 pages."""
COPIES = 50
_LABELS = ("Нуска", "Ээси", "Белги")
_STAMP = Stamp("1", "Окуу-методикалык бөлүм", "CONTROLLED COPY", "K7QX2M9P", "", "", _LABELS, "a" * 64)
_TOKEN = "QMS2." + "eyJjb2RlIjoi0KHQnNChLdCU0J8tMi45LTIwMjQi" * 3
_numbers = count(1)


def prints() -> list[Figure]:
    """Return those of prints, in seconds of a processor: 54 pages of short documents, 60 of long ones, 300 copies a
    second are allowed. Every text is different, since the engine remembers.
    """
    return [
        Figure("PDF of 5 pages", lambda: (_print(SHORT), 5 / 54), "54 pages a second", 1.0),
        Figure("PDF of 5 pages, beside the engine alone", lambda: (_print(SHORT), _engine(SHORT)), "Typst", None),
        Figure("PDF of 30 pages", lambda: (_print(LONG), 30 / 60), "60 pages a second", 1.0),
        Figure("PDF of 30 pages, beside the engine alone", lambda: (_print(LONG), _engine(LONG)), "Typst", None),
        Figure("numbered copy of 30 pages", lambda: (_copy(LONG), 1 / 300), "300 a second", 1.0),
    ]


def _print(sections: int) -> float:
    text, made = document(sections, next(_numbers))
    return seconds(lambda: whole(text, made, "pdf"))


def _engine(sections: int) -> float:
    return alone(*document(sections, next(_numbers)))


@cache
def _master(sections: int) -> Master:
    text, made = document(sections, next(_numbers))
    return master(replace(made, body=tree(text), source=text.encode(), stamp=_STAMP))


def _copy(sections: int) -> float:
    """The mean of several, each with its number and its token."""
    stamps = [replace(_STAMP, number=str(number), token=f"{_TOKEN}{number}") for number in range(COPIES)]
    made = _master(sections)
    made.copy(_STAMP)
    return seconds(lambda: [made.copy(stamp) for stamp in stamps]) / COPIES
