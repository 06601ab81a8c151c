"""`qms search`: words in documents, ledgers and registers, whatever their letters and endings."""

from __future__ import annotations

import pytest

from ..cli.desk import AUDIT, Desk


def hits(desk: Desk, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = desk("search", *words, "--format", "json", code=0).json()["hits"]
    return found


@pytest.mark.parametrize("words", ["ички аудит", "ИЧКИ АУДИТ", "аудит, ички", "ички аудитке"])
def test_the_document_called_so_comes_first(desk: Desk, words: str) -> None:
    first = hits(desk, words)[0]

    assert (first["code"], first["line"]) == (AUDIT, 3)
    assert list(first) == ["code", "path", "line", "column", "text", "score"]


@pytest.mark.parametrize("word", ["бөлүм", "болум", "БОЛУМ", "бөлүмдөрдүн"])
def test_letters_with_marks_and_endings_do_not_matter(desk: Desk, word: str) -> None:
    assert AUDIT in {hit["code"] for hit in hits(desk, word, "--limit", "100")}


def test_every_word_must_occur(desk: Desk) -> None:
    assert hits(desk, "аудит", "тигилбеген") == []
    told = desk("search", "тигилбеген", code=0)
    assert "Nothing was found" in told.out


def test_a_code_or_a_part_of_it_finds_its_document(desk: Desk) -> None:
    assert hits(desk, "2.15")[0]["code"] == AUDIT


def test_what_was_decided_is_found_in_the_ledger(desk: Desk) -> None:
    desk("review", AUDIT, "--basis", "Кеңешменин № 77 чечими", code=0)

    (hit,) = hits(desk, "кеңешменин", "77")
    assert (hit["code"], hit["path"], hit["line"]) == (AUDIT, f"ledger/{AUDIT}.jsonl", len(desk.ledger()))


def test_registers_are_searched_too(desk: Desk) -> None:
    assert any(str(hit["path"]).startswith("registers/") for hit in hits(desk, "тобокелчилик"))


def test_no_more_places_than_asked_for_and_the_best_first(desk: Desk) -> None:
    found = hits(desk, "бөлүм", "--limit", "3")

    assert len(found) == 3
    assert [hit["score"] for hit in found] == sorted((hit["score"] for hit in found), reverse=True)  # type: ignore[type-var]


@pytest.mark.parametrize("words", ["", "   ", "—", "()[]{}*"])
def test_a_search_without_a_word_says_what_to_write(desk: Desk, words: str) -> None:
    assert "There is no word to search" in desk("search", words, code=2).err


@pytest.mark.parametrize("words", ["[", "(?:a+)+$", "%s {x}", "\x1b[31m кызыл", "а" * 5_000])
def test_signs_of_other_languages_mean_nothing(desk: Desk, words: str) -> None:
    assert desk("search", words).code in {0, 2}
