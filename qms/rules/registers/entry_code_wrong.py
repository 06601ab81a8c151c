"""The code of an entry is missing, not that of its file, or not of its register.

An entry is its code: links and history name it by that. The file is called like the code, so that two people who take
the same code cannot overlook it.

Flagged:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-002
    state: identified
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10

Flagged:
    file: registers/risks/ТБ-24-1.yaml
    code: ТБ-24-1
    state: identified
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10

Accepted:
    file: registers/risks/ТБ-2024-001.yaml
    code: ТБ-2024-001
    state: identified
    title: Кабыл алуу планы аткарылбайт
    kind: risk
    process: "4.1"
    owner: quality-director
    identified: 2024-05-10
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.codes.grammar import Grammar, PatternError, read_pattern
from qms.codes.scheme import dictionaries
from qms.ledger.lines import file_name
from qms.model.diagnostic import Severity
from qms.model.message import Message, msg
from qms.model.register import CODE
from qms.rules.context import Context, stem
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Compare the code of every entry with its file and with the grammar of its register."""
    slots = dictionaries(context.names)
    for register, entries in context.entries:
        if register.one_file:
            continue
        grammar = _grammar(register.id, register.code, slots)
        for entry in entries if grammar else ():
            wrong = _wrong(grammar, entry.text(CODE), entry.path)
            if wrong:
                yield Finding(entry.at(CODE), *wrong, entry.code)


def _grammar(name: str, pattern: str, slots: dict[str, tuple[str, ...]]) -> Grammar | None:
    try:
        return read_pattern(name, pattern, slots)
    except PatternError:
        return None


def _wrong(grammar: Grammar | None, code: str, path: str) -> tuple[Message, Message] | None:
    if not code:
        return msg("The entry has no code"), msg('Write the name of the file: "code: {code}"', code=stem(path))
    if grammar and grammar.match(code) is None:
        told = msg('"{code}" is no code of this register', code=code)
        return told, msg("Its codes are written: {pattern}", pattern=grammar.pattern)
    if file_name(code) != stem(path):
        told = msg('The file is not called like its code: "{code}"', code=code)
        return told, msg('Rename the file to "{name}", or correct the code', name=f"{file_name(code)}.yaml")
    return None


RULE = Rule("RG009", Severity.ERROR, check, View.HEADS)
