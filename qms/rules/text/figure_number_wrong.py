"""The numbers of figures are not consecutive.

Two figures of one number, a gap, or a roman or Latin letter for a digit («I-сүрөт» that the text calls «1-сүрөт») leave
the reader guessing which figure is meant. Numbers begin anew in every appendix.

Flagged:
    body:
    # 1. Түзүм

    Түзүмдү 1-сүрөт жана 2-сүрөт көрсөтөт.

    2-сүрөт. Башкаруу

    2-сүрөт. Кадрлар

Flagged:
    body:
    # 1. Түзүм

    Түзүмдү 1-сүрөт көрсөтөт.

    I-сүрөт. Башкаруу

Accepted:
    -references
    body:
    # 1. Түзүм

    Түзүмдү 1-сүрөт, процесстерди 2-сүрөт көрсөтөт.

    1-сүрөт. Башкаруу

    2-сүрөт. Процесстер

Accepted:
    -references
    body:
    # Сүрөттөр

    1-сүрөт. Башкаруу .......... 3

    2-сүрөт. Процесстер .......... 4

    # Түзүм

    Түзүмдү 1-сүрөт, процесстерди 2-сүрөт көрсөтөт.

    1-сүрөт. Башкаруу

    2-сүрөт. Процесстер
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.rules.captions import Sort
from qms.rules.context import Context
from qms.rules.numbering import misnumbered
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Follow the captions of figures in every text."""
    yield from misnumbered(context, Sort.FIGURE)


RULE = Rule("TX007", Severity.ERROR, check, View.ALONE)
