"""The rules as a whole: their codes, names and what they say about themselves."""

from __future__ import annotations

import ast
import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

import qms.rules
from qms.rules.documentation import documentation, read
from qms.rules.rule import Rule, all_rules

PREFIXES = {
    "front_matter": "FM",
    "codes": "CD",
    "levels": "LV",
    "references": "RF",
    "ledger": "LG",
    "history": "HS",
    "copies": "CP",
    "registers": "RG",
    "settings": "ST",
    "text": "TX",
    "terms": "AB",
    "languages": "LN",
    "dates": "DT",
    "trust": "TR",
    "files": "FI",
}
RULES = [pytest.param(rule, id=rule.code) for rule in all_rules()]


def test_every_file_of_a_family_is_a_rule() -> None:
    folder = Path(inspect.getfile(qms.rules)).parent
    files = [path for path in folder.glob("*/*.py") if path.name != "__init__.py"]
    assert len(files) == len(all_rules())
    assert {path.parent.name for path in files} == set(PREFIXES)


def test_codes_and_names_are_given_once() -> None:
    codes = [rule.code for rule in all_rules()]
    names = [rule.name for rule in all_rules()]
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)


def test_rules_come_in_the_order_of_their_codes() -> None:
    codes = [rule.code for rule in all_rules()]
    assert codes == sorted(codes)


@pytest.mark.parametrize("family", PREFIXES)
def test_the_codes_of_a_family_are_numbered_without_gaps(family: str) -> None:
    numbers = [int(rule.code[2:]) for rule in all_rules() if rule.family == family]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("rule", RULES)
def test_a_code_is_two_letters_of_its_family_and_three_digits(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{2}\d{3}", rule.code)
    assert rule.code[:2] == PREFIXES[rule.family]


@pytest.mark.parametrize("rule", RULES)
def test_a_name_says_what_is_wrong_in_words(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert not rule.name.startswith(("check-", "no-", "must-"))


@pytest.mark.parametrize("rule", RULES)
def test_a_docstring_has_a_sentence_a_reason_and_examples(rule: Rule) -> None:
    found = documentation(rule)
    assert found.summary.endswith(".")
    assert "\n" not in found.summary
    assert found.why
    assert found.flagged
    assert found.accepted


@pytest.mark.parametrize("rule", RULES)
def test_messages_are_literal_and_their_places_are_filled(rule: Rule) -> None:
    source = inspect.getsource(import_module(rule.module))
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "msg":
            text = call.args[0]
            assert isinstance(text, ast.Constant), "the catalogues need the text itself"
            given = {word.arg for word in call.keywords}
            if None not in given:
                assert set(re.findall(r"{(\w+)}", str(text.value))) == given
            assert not re.search(r"\w{|}\w", str(text.value)), "a suffix is glued to a place"
            assert not str(text.value).endswith(".")


def test_an_example_ends_where_the_next_begins() -> None:
    found = read("Wrong.\n\nWhy.\n\nFlagged:\n    a: 1\n\n      b\n\nFlagged:\n    c\n\nAccepted:\n    d")
    assert (found.summary, found.why) == ("Wrong.", "Why.")
    assert found.flagged == ("a: 1\n\n  b", "c")
    assert found.accepted == ("d",)
