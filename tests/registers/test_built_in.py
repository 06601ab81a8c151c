"""Every built-in register is whole: labels in three languages, states with an end, links that lead somewhere."""

from __future__ import annotations

import re

import pytest

from qms.adapters.files.register_faults import crossing, faults, shape_faults
from qms.adapters.files.registers import BUILT_IN, built_in
from qms.adapters.files.tables import read_table
from qms.codes.grammar import read_pattern
from qms.entries.lifecycle import needs
from qms.model.register import Register

REGISTERS = built_in()
LANGUAGES = {"ky", "ru", "en"}
FOREIGN = re.compile("[іқғұәѳњһјѕ]", re.IGNORECASE)


def test_all_definitions_can_be_read_without_a_fault() -> None:
    for path in sorted(BUILT_IN.glob("*.yaml")):
        table, problems = read_table(path.read_bytes(), path.name)
        assert [*problems, *shape_faults(table), *faults(table)] == []


def test_links_lead_to_registers_that_there_are() -> None:
    assert crossing(REGISTERS.values(), REGISTERS) == []


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda item: item.id)
def test_every_label_is_there_in_three_languages(register: Register) -> None:
    fields = [*register.fields.values(), *(c for item in register.fields.values() for c in item.columns.values())]
    named = [register, *fields, *register.states.values(), *register.demands.values()]
    named += [choice for item in fields for choice in item.choices.values()]
    assert [item.id for item in named if set(item.title) != LANGUAGES] == []
    assert [item.id for item in fields if item.back and set(item.back) != LANGUAGES] == []
    assert [item.id for item in named if FOREIGN.search(item.title.get("ky", ""))] == []


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda item: item.id)
def test_every_state_is_reached_and_leads_to_an_end(register: Register) -> None:
    reached = {register.first}
    for _ in register.states:
        reached |= {name for state in reached - {""} for name in register.states[state].following}
    assert reached - {""} == set(register.states)
    ends = [state for state in register.states.values() if state.closed]
    assert bool(ends) == bool(register.states)
    assert set(needs(register)) == {"", *register.states}


def test_codes_of_two_registers_never_look_alike() -> None:
    slots = {"process": ("1.1",), "unit": ("АББСД",)}
    codes = {
        item.id: read_pattern(item.id, item.code, slots).compose(
            {"year": "2026", "number": "1", "process": "1.1", "unit": "АББСД"}
        )
        for item in REGISTERS.values()
        if item.code
    }
    assert len(set(codes.values())) == len(codes)
