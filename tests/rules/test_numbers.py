"""Odd cases of the rules about numbers, years and earlier codes."""

from __future__ import annotations

from datetime import datetime

import pytest

from .conftest import Start
from .example import git
from .test_codes import other

CHANGE = "\nQms-Change: Башталды"


def text(code: str, title: str = "Башка тартип", revision: int = 1, more: str = "") -> str:
    head = f"code: {code}\ntitle: {{ky: {title}}}\ntype: ДП\nlevel: '2'\nrevision: {revision}\nowner: КБ\n{more}"
    return f"file: documents/2/{code}.md\n---\n{head}---"


def test_the_elder_of_two_documents_keeps_the_number(example: Start) -> None:
    start = example(f"{text('СМС-ДП-2.3-2023')}\ncommit: One\n{text('СМС-ДП-2.3-2024')}")
    assert [line.split(":")[0] for line in start.found("CD008")] == ["documents/2/СМС-ДП-2.3-2024.md"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("2024-07-02T08:00:00+13:00", "2024-07-01T23:00:00-10:00"), ("2024-07-01T23:00:00+06:00", "2024-07-01T18:00:00Z")],
)
def test_the_elder_is_told_by_the_moment_whatever_the_time_zone(example: Start, first: str, second: str) -> None:
    start = example("today: 2024-08-01")
    for code, when in (("СМС-ДП-2.3-2024", first), ("СМС-ДП-2.3-2023", second)):
        start.run(text(code))
        git(start.root, "add", "-A", when=datetime.fromisoformat(when))
        git(start.root, "commit", "-q", "-m", "One", when=datetime.fromisoformat(when))
    assert [line.split(":")[0] for line in start.found("CD008")] == ["documents/2/СМС-ДП-2.3-2023.md"]


def test_the_number_of_a_document_that_is_gone_stays_taken(example: Start) -> None:
    gone = f"{text('СМС-ДП-2.3-2024')}\ncommit: One\ndelete: documents/2/СМС-ДП-2.3-2024.md\ncommit: Two\n"
    start = example(f"{gone}today: 2025-02-01\n{text('СМС-ДП-2.3-2025')}")
    assert "CD008" in start.rules()


def test_an_earlier_code_of_the_document_itself_is_its_own_number(example: Start) -> None:
    assert example(f"{text('СМС-ДП-2.3-2024', more='aliases: [СМС-ДП-2.3-2023]' + chr(10))}").rules() == []


def test_numbers_that_begin_anew_every_year_are_free_every_year(example: Start) -> None:
    year = "edit: qms.yaml\napproval: management = approval: management\\n    unique: [type, number, year]\n"
    start = example(f"{year}today: 2025-02-01\n{text('СМС-ДП-2.1-2025')}")
    assert "CD008" not in start.rules()


BRANCH = "git: switch -q -c other\n{text}\ncommit: On a branch\ngit: switch -q main\n"


def test_the_same_document_on_its_way_on_a_branch_is_no_other_one(example: Start) -> None:
    start = example(BRANCH.format(text=text("СМС-ДП-2.7-2024")) + text("СМС-ДП-2.7-2024", revision=1))
    assert "CD008" not in start.rules()


def test_a_branch_with_a_beginning_of_its_own_is_no_trouble(example: Start) -> None:
    start = example(f"git: checkout -q --orphan other\n{text('СМС-ДП-2.7-2024')}\ncommit: Alone\ngit: switch -q main")
    assert "CD008" not in start.rules()


@pytest.mark.parametrize(
    ("steps", "rules"),
    [
        (text("СМС-ДП-2.3-2019", revision=4) + "\ncommit: Old stock" + CHANGE, []),
        (
            text("СМС-ДП-2.3-2025")
            + "\ncommit: Prepared\n"
            + "act: approve СМС-ДП-2.3-2025, on 2025-01-10, basis № 5\ncommit: A\ntoday: 2025-03-01",
            [],
        ),
        (text("СМС-ДП-2.3-2025") + "\ncommit: Prepared\ntoday: 2025-03-01", ["CD009"]),
    ],
)
def test_a_year_is_compared_with_the_first_commit_and_the_acts(steps: str, rules: list[str], example: Start) -> None:
    assert [rule for rule in example(steps).rules() if rule == "CD009"] == rules


def test_a_document_does_not_name_its_own_code_as_an_earlier_one(example: Start) -> None:
    (found,) = example("aliases: [СМС-ДП-2.1-2024]").found("CD010")
    assert "is the code of this document, not an earlier one" in found


def test_a_latin_type_is_found_beside_its_cyrillic_twin(example: Start) -> None:
    start = example("edit: qms.yaml\nСМС-{type}-{number:4}-{year} = СМС-TД-{number:4}-{year}")
    (found,) = start.found("ST005")
    assert 'The word "TД" of the codes mixes two scripts' in found


def test_a_code_of_the_other_type_is_malformed_not_taken(example: Start) -> None:
    assert "CD008" not in example(other("СМС-ДР-2.1-2024", "башка")).rules()
