"""The text has HTML, which the print shows as it is typed.

Some programs hide comments and obey `<br>`; here a text is never code. What was meant for the writer alone would stand
in the controlled copy.

Flagged:
    body:
    # 1. Максаты

    Аудит жылына бир жолу өткөрүлөт. <!-- мөөнөтүн тактоо -->

Flagged:
    -references
    body:
    # 1. Максаты

    | Кадам | Аткаруучу |
    |---|---|
    | текшерүү<br>отчет | аудитор |

Accepted:
    -references
    body:
    # 1. Максаты

    `<br>` деп жазылбайт; <аты-жөнү>, t < 5, <https://example.org>.
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.rules.context import Context
from qms.rules.prose import place, unspanned
from qms.rules.rule import Finding, Rule, View

_HTML = pattern(
    r"(?i)(?<!\\)(?:<!--|</?(?:a|b|big|blockquote|br|center|code|del|details|div|em|font|h[1-6]|hr|i|iframe|img|input|ins|"
    r"kbd|li|mark|nobr|ol|p|pre|q|s|script|section|small|span|strike|strong|style|sub|summary|sup|table|tbody|td|tfoot|"
    r"th|thead|tr|u|ul|video)(?:\s[^<>]*)?/?>)"
)


def check(context: Context) -> Iterator[Finding]:
    """Look for comments and for the tags of HTML outside code; one finding for each line."""
    for document in context.marked:
        if "<" in document.body:
            for line in unspanned(context, document, _HTML):
                found = _HTML.search(line.text)
                if found:
                    yield Finding(
                        place(document, line, found.start()),
                        msg('The print shows "{tag}" as it is typed', tag=found[0][:20]),
                        msg("Write it in Markdown, or delete it: HTML and its comments have no meaning here"),
                        document.code or document.path,
                    )


RULE = Rule("TX026", Severity.WARNING, check, View.ALONE)
