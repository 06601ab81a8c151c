"""The distribution matrix: lists of documents, types and levels become the holders of each document."""

from __future__ import annotations

from qms.ledger.distribution import distribution
from qms.model.document import Document
from qms.model.field import Scalar, Table
from qms.model.location import Location
from qms.model.snapshot import Holder, HolderList

LEVEL = HolderList("level", "2", (Holder("ректорат"),))
TYPE = HolderList("type", "ДП", (Holder("ОИД"),))
OWN = HolderList("code", "А", (Holder("КБ"),))


def document(code: str, kind: str = "ДП", level: str = "2") -> Document:
    front = Table({name: Scalar(text, Location("")) for name, text in (("type", kind), ("level", level))})
    return Document(f"documents/{code}.md", code, front, "", 1, "", "ky")


def units(lists: tuple[HolderList, ...], *documents: Document) -> dict[str, list[str]]:
    found = distribution(lists, documents)
    return {code: [item.unit for item in holders] for code, holders in found.items()}


def test_lists_of_level_type_and_document_add_up() -> None:
    found = units((LEVEL, TYPE, OWN), document("А"), document("Б"), document("В", "ЖЗ"))
    assert found == {"А": ["ректорат", "ОИД", "КБ"], "Б": ["ректорат", "ОИД"], "В": ["ректорат"]}


def test_the_narrower_list_decides_about_a_holder_whichever_is_read_first() -> None:
    own = HolderList("code", "А", (Holder("ОИД", count=0), Holder("КБ", count=3)))
    wide = HolderList("level", "2", (Holder("ОИД"), Holder("КБ"), Holder("КБ", "electronic")))
    for lists in ((own, wide), (wide, own)):
        (holders,) = distribution(lists, [document("А")]).values()
        found = [(item.unit, item.medium, item.count) for item in holders]
        assert found == [("КБ", "paper", 3), ("КБ", "electronic", 1)]


def test_two_lists_of_one_document_add_up_and_a_holder_named_twice_stands_twice() -> None:
    assert units((OWN, HolderList("code", "А", (Holder("ИЖ"),))), document("А")) == {"А": ["КБ", "ИЖ"]}
    assert units((OWN, OWN), document("А")) == {"А": ["КБ", "КБ"]}


def test_a_list_of_a_document_that_is_not_there_counts_but_no_level_or_type_adds_to_it() -> None:
    others = HolderList("level", "x", (Holder("ректорат"),)), HolderList("type", "x", (Holder("ОИД"),))
    assert units((OWN, *others)) == {"А": ["КБ"]}


def test_a_document_without_holders_is_named_only_where_it_has_a_list() -> None:
    empty = HolderList("code", "А")
    assert units((empty, TYPE), document("А", "ЖЗ"), document("Б", "ЖЗ")) == {"А": []}


def test_a_text_without_a_code_has_no_holders() -> None:
    assert units((LEVEL,), document("")) == {}
