"""A definition of a register with one wrong word: it is told, and nothing in it stands for what there is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from qms.adapters.files.register_faults import crossing, faults, shape_faults
from qms.adapters.files.register_forms import faults as form_faults
from qms.adapters.files.registers import BUILT_IN, built_in, read_register
from qms.adapters.files.tables import settled
from qms.entries.lifecycle import needs
from qms.model.field import Node, Scalar, Sequence, Table
from qms.model.register import CODE, STATE

WRONG = "no-such-word"
# What may be any word: texts for people, the pattern of codes (a rule looks at it), names that rules look up.
FREE = {"title", "label", "help", "about", "text", "back", "choices", "measure", "code", "file", "keeper", "clauses"}
FREE |= {"by", "competence", "entries"}


def spoilt(node: Node) -> Iterator[Node]:
    """Yield a definition with each of its words in turn replaced by one that means nothing."""
    if isinstance(node, Scalar):
        yield node._replace(text=WRONG)
    elif isinstance(node, Table):
        for name, child in node.entries.items():
            for one in () if name in FREE else spoilt(child):
                yield node._replace(entries={**node.entries, name: one})
    elif isinstance(node, Sequence):
        for at, child in enumerate(node.items):
            for one in spoilt(child):
                yield node._replace(items=(*node.items[:at], one, *node.items[at + 1 :]))


@pytest.mark.parametrize("name", sorted(built_in()))
def test_a_wrong_word_is_told_and_left_out(name: str) -> None:
    table, _problems = settled((BUILT_IN / f"{name}.yaml").read_bytes(), f"{name}.yaml")
    own = read_register(table, name, f"registers/{name}.yaml")
    assert crossing([own], built_in()) == []
    silent = []
    for wrong in spoilt(table):
        assert isinstance(wrong, Table)
        found = read_register(wrong, name, f"registers/{name}.yaml")
        told = [*shape_faults(wrong), *faults(wrong), *form_faults(wrong.table("forms"), found)]
        told += crossing([found], {**built_in(), name: found})
        if not told:
            silent.append(wrong)
        fields = {*found.fields}
        assert {*found.columns} <= {*fields, CODE, STATE}
        assert {word for state in found.states.values() for word in state.needs} <= fields
        assert {word for state in found.states.values() for word in state.following} <= {*found.states}
        assert {word for words in needs(found).values() for word in words} <= fields
    assert silent == []
