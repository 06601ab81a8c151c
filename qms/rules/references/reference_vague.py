"""The text refers to internal documents without naming one.

"According to internal normative documents" cannot be followed and cannot be audited: name the document and its code
(ISO 9001:2015, 7.5.3.1 a).

Flagged:
    body:
    # 1. Жүрүшү

    Маалымат ички ченемдик документтерге ылайык сакталат.

Flagged:
    file: documents/2/СМС-ДП-2.1-2024.ru.md
    ---
    code: СМС-ДП-2.1-2024
    title: {ru: Внутренний аудит}
    ---

    # 1. Цель

    # 2. Порядок

    Данные хранятся согласно внутренним нормативным документам.

Accepted:
    body:
    # 1. Жүрүшү

    Маалымат ички ченемдик документтерге (СМС-ДП-2.2-2024) ылайык сакталат.

    Ички документтерди башкаруу ушул процедура боюнча жүргүзүлөт.
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
from qms.rules.sentences import sentences
from qms.rules.signs import PARTS, Sign

# Folded: ө is о, ү is у.
_VAGUE = pattern(
    r"(?:ички|локалдык|тиешелуу|колдонуудагы) (?:(?:ченемдик|укуктук|норматив|локалдык|тескоочу|жана)[\w-]* ){0,4}"
    r"(?:документ|акт|эреже)(?:тер|лер|илер|ылар)\w*"
    r" (?:ылайык|негизинде|боюнча|менен (?:жонго|аныкт|белгил))"
    r"|(?:согласно|в соответствии с|на основании) (?:внутренн|локальн|действующ|соответствующ)\w+ "
    r"(?:(?:нормативн|правов|локальн|организационн|распорядительн|и)[\w-]* ){0,4}(?:документ|акт)\w*"
    r"|(?:according to|in accordance with|as per) (?:the )?(?:internal|relevant|applicable) (?:\w+ ){0,2}"
    r"(?:documents|regulations|procedures)"
)
_PARTS = PARTS[Sign.VAGUE]
_NAMED = pattern(r"[«\"“]|[^\W\d_]{2,}-[^\s]*\d|№")


def check(context: Context) -> Iterator[Finding]:
    """Look for sentences that name neither a code, nor a title in quotation marks, nor a number."""
    for document in context.having(Sign.VAGUE):
        for line in context.reading(document).prose:
            small = line.text.lower()
            if not any(part in small for part in _PARTS):
                continue
            for begin, sentence in sentences(line.text):
                found = _VAGUE.search(fold(sentence))
                if found and not _NAMED.search(sentence):
                    yield Finding(
                        place(document, line, begin + found.start()),
                        msg('"{words}" names no document', words=sentence[slice(*found.span())]),
                        msg("Write the code of the document that is meant"),
                        document.code or document.path,
                    )


RULE = Rule("RF012", Severity.WARNING, check, View.ALONE)
