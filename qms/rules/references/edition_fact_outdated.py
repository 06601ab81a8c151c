"""The text tells a fact of an earlier edition as one of ISO 9001:2015.

ISO 9000:2015 has seven principles of quality management; eight were those of 2005 and 2008. An auditor takes it for a
system that was never brought up to date.

Flagged:
    body:
    # Аудит

    ISO 9001:2015 сапат менеджментинин 8 принцибине негизделет.

Flagged:
    body:
    # Аудит

    Система построена на восьми принципах менеджмента качества ИСО 9001:2015.

Accepted:
    body:
    # Аудит

    ISO 9001:2015 сапат менеджментинин жети принцибине негизделет; ISO 9001:2008 сегиз принципке негизделген.
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

_BETWEEN = r"(?:\s+(?:негизги|башкы|основн\w+|базов\w+|сапат\w*|менеджмент\w*|quality|management|main|basic)){0,3}"
_EIGHT = pattern(rf"(?i)\b(?:8|сегиз|восьми|восемь|eight){_BETWEEN}\s+(?:принци[пб]|principle)")
_SENTENCE = pattern(r"[^.;!?]+(?:[.;!?](?!\s)[^.;!?]*)*")
_EDITION = pattern(r"(?i)(?:ISO|ИСО)\s?900[01]\s?[:-]\s?2015")


def check(context: Context) -> Iterator[Finding]:
    """Look for the eight principles in a sentence that names the edition of 2015."""
    for document in context.having(Sign.PRINCIPLES):
        for line in context.reading(document).prose:
            for sentence in _SENTENCE.finditer(line.text):
                found = _EIGHT.search(sentence[0])
                if found and _EDITION.search(sentence[0]):
                    yield Finding(
                        place(document, line, sentence.start() + found.start()),
                        msg("The edition of 2015 has 7 principles of quality management; 8 were those of 2008"),
                        msg('Write "7"'),
                        document.code or document.path,
                    )


RULE = Rule("RF015", Severity.WARNING, check, View.ALONE)
