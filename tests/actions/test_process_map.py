"""The process register as a map in a document."""

from __future__ import annotations

from typing import Any

from qms.actions.prints.process_map import with_maps
from qms.adapters.markdown.blocks import plain
from qms.adapters.markdown.tree import tree
from qms.model.document import Process
from qms.model.location import Location

AT = Location("registers/processes.yaml")
PROCESSES = {
    number: Process(number, {"ky": title}, "", group, AT)
    for number, title, group in (
        ("1", "Башкаруу", True),
        ("1.1", "Пландоо", False),
        ("1.2", "Анализ", False),
        ("2", "Окутуу", True),
        ("2.1", "Сабак", False),
    )
}


def drawn(text: str) -> Any:
    (block,) = with_maps(tree(f"```processes\n{text}\n```"), PROCESSES, "ky")
    return block


def test_the_whole_register_is_drawn_group_by_group() -> None:
    groups = drawn("")["groups"]
    assert [plain(group["title"]) for group in groups] == ["1 Башкаруу", "2 Окутуу"]
    assert [[plain(item) for item in group["items"]] for group in groups] == [
        ["1.1 Пландоо", "1.2 Анализ"],
        ["2.1 Сабак"],
    ]


def test_a_group_or_a_process_is_drawn_alone() -> None:
    assert [plain(group["title"]) for group in drawn("2")["groups"]] == ["2 Окутуу"]
    assert [plain(item) for item in drawn("1.2")["groups"][0]["items"]] == ["1.2 Анализ"]


def test_an_unknown_number_leaves_the_block_as_it_was_typed() -> None:
    assert drawn("9")["t"] == "processes"
