"""The numbers of headings are not consecutive.

References say "section 5.3": after a gap, or with a number given twice, nobody knows whether a section was lost or
which one is meant. Headings without a number, and those that are nothing but one, are left alone; below one that has
none, numbers may begin anew, or with the number that stands in its words (`Clause 4`). A section may
number its own parts 1, 2, 3 or from 5.0 on. One number alone (`3 ways to search`) is none.

Flagged:
    body:
    # 1. Максаты

    # 3. Жүрүшү

Flagged:
    body:
    # 1. Максаты

    ## 2.1. Чөйрөсү

    ## 2.2. Жоопкерчилик

Accepted:
    -references
    body:
    # 1. Максаты

    ## 1.1. Чөйрөсү

    ## 1.2. Жоопкерчилик

    # 2. Жүрүшү

    2.1. Аудит жыл сайын өткөрүлөт.

    ## 2.2. Отчет

    # 1-тиркеме. Акт

    ## 1. Кириш бөлүк

    ## 2. Корутунду

    # 2-тиркеме. План

    ## 1. Иштер

    ## 2. Мөөнөттөр

Accepted:
    -references
    body:
    # 1. Максаты

    # 2. Деңгээлдер

    ## 1. Ачык

    ## 2. Ички

    ## 3. Жашыруун

    # 3. Тартип

    ## 3.0. Жалпы

    ## 3.1. Сактоо

Accepted:
    -references
    body:
    # Бөлүм 4. Уюмдун чөйрөсү

    ## 4.1. Ички маселелер

    ## 4.2. Кызыкдар тараптар

    # Бөлүм 6 — Пландоо

    ## 6.1. Тобокелдиктер

    ## 6.2. Максаттар
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qms.history.sections import Section
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.headings import Number, number_of, place
from qms.rules.reading import Reading
from qms.rules.rule import Finding, Rule, View

_COUNTED = pattern(r"\W*[^\W\d_]+ +(?:№ *)?([0-9]{1,3}(?:\.[0-9]{1,3})*)\b")


def check(context: Context) -> Iterator[Finding]:
    """Follow the numbers of every text; after a wrong one it goes on from there."""
    for document in context.marked:
        reading = context.reading(document)
        numbers = [(heading, _number(heading)) for heading in reading.headings]
        for heading, last, wanted in _gaps(reading, numbers) if _has_row(numbers) else ():
            yield Finding(
                place(document, heading),
                msg('The number "{number}" does not follow "{before}"', number=heading.number, before=_text(last))
                if last
                else msg('The first number is "{number}"', number=heading.number),
                msg('Write "{number}"', number=_text(wanted)),
                document.code or document.path,
            )


def _number(heading: Section) -> Number:
    """Return the number before the words of a heading."""
    return number_of(heading) if any(map(str.isalpha, heading.title)) else ()


def _has_row(numbers: Sequence[tuple[Section, Number]]) -> bool:
    """Tell whether headings are numbered: several of them, or one with a full stop after its number."""
    numbered = [heading for heading, number in numbers if number]
    return len(numbered) > 1 or any(heading.title.startswith(f"{heading.number}.") for heading in numbered)


def _gaps(reading: Reading, numbers: Iterable[tuple[Section, Number]]) -> Iterator[tuple[Section, Number, Number]]:
    """Yield the headings with a wrong number, the number before each and the one that follows it.

    `begun` is the last number below each heading without one that is still open, by its depth, `held` the last number
    of each depth.
    """
    last: Number = ()
    begun: dict[int, Number] = {0: ()}
    held: dict[int, Number] = {}
    named: dict[int, Number] = {}
    for heading, number in numbers:
        begun = {depth: one for depth, one in begun.items() if depth < heading.depth}
        held = {depth: one for depth, one in held.items() if depth <= heading.depth}
        if not number:
            begun[heading.depth], named[heading.depth] = (), _in_words(heading)
            continue
        inner = max(begun)
        wanted = _expected(last, len(number))
        if number != wanted and (last or number != (0,)):
            before = (begun[inner], begun[inner] or named.get(inner, ()), held.get(heading.depth, last))
            own = _begins_within(number, last) and held and max(held) < heading.depth
            follows = own or any(number == _expected(one, len(number)) for one in before)
            if not (follows or _numbered_before(reading, number)):
                yield heading, last, wanted
        last = begun[inner] = held[heading.depth] = number


def _begins_within(number: Number, last: Number) -> bool:
    """Tell whether a number begins the parts of the section before it: 1, or 5.0 below 5."""
    return number in {(1,), (*last, 0)}


def _in_words(heading: Section) -> Number:
    """Return the number that stands in the words of a heading: 4 of `Clause 4 — Context`."""
    found = _COUNTED.match(heading.title)
    return tuple(map(int, found[1].split("."))) if found else ()


def _numbered_before(reading: Reading, number: Number) -> bool:
    """Tell whether a paragraph without a title has the number before this one: `8.2.1. Each unit …`."""
    return len(number) > 1 and number[-1] > 1 and _text((*number[:-1], number[-1] - 1)) in reading.numbered


def _expected(last: Number, depth: int) -> Number:
    """Return the number that follows at a depth: `5.3` and 2 give `5.4`, `5.3` and 3 give `5.3.1`."""
    if depth <= len(last):
        return (*last[: depth - 1], last[depth - 1] + 1)
    return (*last, *([1] * (depth - len(last))))


def _text(number: Number) -> str:
    return ".".join(str(part) for part in number)


RULE = Rule("TX003", Severity.ERROR, check, View.ALONE)
