"""The definition of a register cannot be used as it is written.

Fields, states and links of a register are data; a state that leads nowhere or a kind that does not exist would let
entries pass unchecked.

Flagged:
    file: registers/library-complaints.yaml
    title: {ky: Китепканага даттануулар, ru: Жалобы на библиотеку}
    code: "КД-{year}-{number:3}"
    "fields":
      title: {label: {ky: Мазмуну, ru: Содержание}, kind: txt}

Flagged:
    file: registers/library-complaints.yaml
    title: {ky: Китепканага даттануулар, ru: Жалобы на библиотеку}
    code: "КД-{year}-{number:3}"
    "fields":
      title: {label: {ky: Мазмуну, ru: Содержание}}
    states:
      open: {label: {ky: ачык, ru: открыта}, next: [closd]}

Flagged:
    file: registers/riskss/ТБ-2024-001.yaml
    code: ТБ-2024-001

Accepted:
    file: registers/library-complaints.yaml
    title: {ky: Китепканага даттануулар, ru: Жалобы на библиотеку}
    code: "КД-{year}-{number:3}"
    "fields":
      title: {label: {ky: Мазмуну, ru: Содержание}}
    states:
      open: {label: {ky: ачык, ru: открыта}, next: [closed]}
      closed: {label: {ky: жабылды, ru: закрыта}, closed: true}
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.codes.grammar import PatternError, read_pattern
from qms.codes.scheme import dictionaries
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.problems import finding
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Pass on the faults of definitions, and of the grammars of their codes."""
    foreign = context.snapshot.settings.keys.foreign  # then the folder may hold something else altogether
    for problem in context.registers.problems:
        if not foreign or problem.kind != "stranger":
            yield finding(problem, problem.at.path)
    slots = dictionaries(context.names)
    for register, _entries in context.registers:
        if register.code and register.code_place.path.startswith("registers/"):
            try:
                read_pattern(register.id, register.code, slots)
            except PatternError as error:
                told = msg('The code pattern of the register "{register}" cannot be used', register=register.id)
                help_ = msg('Look at "{part}"; slots are written like number or year in braces', part=str(error))
                yield Finding(register.code_place, told, help_, register.id)


RULE = Rule("RG007", Severity.ERROR, check, View.HEADS)
