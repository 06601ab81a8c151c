"""Labels at the head of a text: in bold, in lists, in tables, in three languages; and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.adapters.files.documents import read_document
from qms.adapters.files.head import labels
from qms.adapters.files.settings import read_settings
from qms.adapters.files.text import lines
from qms.model.document import Document
from qms.model.field_names import is_id, is_known, is_placeholder

from ..cpu_time import at_most

FIELDS = "fields: {code: [Document ID, Код документа, Документтин коду], status: Status, date: Effective Date}"
KEYS = f'metadata: [head], title: heading, {FIELDS}, values: {{status: {{Approved: in-force}}}}, dates: ["DD.MM.YYYY"]'


def read(text: str, keys: str = KEYS) -> Document:
    settings, problems = read_settings(f"languages: [en]\nkeys: {{{keys}}}\n".encode())
    assert problems == ()
    return read_document(text.encode(), "sops/a.md", settings)


def told(text: str) -> dict[str, str]:
    return {item.name: item.value.text for item in labels(lines(text), "a.md", is_known)}


WAYS = {
    "lines in bold": "# T\n\n**Document ID:** SOP-1  \n**Version:** 2.0  \n\n## Purpose\n",
    "a colon behind the bold": "# T\n\n**Document ID**: SOP-1\n**Version**: 2.0\n",
    "a paragraph for each": "# T\n\n## Metadata\n\n**Document ID:** SOP-1\n\n**Version:** 2.0\n",
    "a list": "# T\n\n- **Document ID:** SOP-1\n- **Version:** 2.0\n",
    "a quotation": "# T\n\n> **Document ID**: `SOP-1`\n> **Version**: 2.0\n\nText.\n",
    "several in one line": "# T\n\n**Document ID:** SOP-1 | **Version:** 2.0\n",
    "points between them": "# T\n\n**Document ID:** SOP-1 · **Version:** 2.0<br>\n",
    "all in bold": "# T\n\n**Document ID: SOP-1**\n**Version: 2.0**\n",
    "without bold": "# T\n\nDocument ID: SOP-1\nVersion: 2.0\n\nText.\n",
    "no-break spaces": "# T\n\n**Document\u00a0ID:**\u00a0SOP-1\n**Version:**\u00a02.0\u00a0\n",
    "before the title": "**Document ID:** SOP-1\n**Version:** 2.0\n\n# T\n",
    "a comment above": "<!-- made\nby hand -->\n\n**House**\n\n---\n\n**Document ID:** SOP-1\n**Version:** 2.0\n",
    "a table": "# T\n\n| Field | Value |\n|---|---|\n| Document ID | SOP-1 |\n| **Version** | 2.0 |\n",
    "a table without a head": "# T\n\n| | |\n|:--|--:|\n| **Document ID:** | SOP-1 |\n| Version: | 2.0 |\n",
    "a table that begins at once": "# T\n\n| Document ID | SOP-1 |\n|---|---|\n| Version | 2.0 |\n",
    "two pairs beside": "# T\n\n| **Document ID:** | SOP-1 | **Version:** | 2.0 |\n|---|---|---|---|\n",
    "two pairs below": "| | | | |\n|---|---|---|---|\n| Document ID | [SOP-1](a.md) | Version | 2.0 |\n",
    "windows": "# T\r\n\r\n**Document ID:** SOP-1\\\r\n**Version:** 2.0\r\n",
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_writing_labels_is_read(way: str) -> None:
    found = told(WAYS[way])
    assert (found["Document ID"], found["Version"]) == ("SOP-1", "2.0")


NONE = {
    "a label behind a heading behind text": "# T\n\nText.\n\n## Metadata\n\n**Document ID:** SOP-1\n",
    "a label in a later section": "# T\n\n## Purpose\n\nText.\n\n## Roles\n\n- **Owner:** the person who answers\n",
    "a label in code": "# T\n\n```\nDocument ID: SOP-1\n```\n",
    "a label in a comment": "# T\n\n<!--\n| Document ID | SOP-1 |\n|---|---|\n| Version | 1 |\n-->\n",
    "the list of revisions": "# T\n\n| Version | Date |\n|---|---|\n| 1.0 | 2024-01-01 |\n| 2.0 | 2025-01-01 |\n",
    "the list of revisions with authors": "| Version | Date | Author | Status |\n|-|-|-|-|\n| 1 | 2 | 3 | 4 |\n",
    "the list of signatures": "| Role | Name | Signature | Date |\n|---|---|---|---|\n| Owner | A | | 2024 |\n",
    "a sentence with a colon": "# T\n\nStatus: this page\nis under work\n",
    "a note in bold": "# T\n\n**Note:** this is a draft.\n",
    "three columns": "| Field | Value | Note |\n|---|---|---|\n| Document ID | SOP-1 | x |\n",
    "no table at all": "# T\n\n| Document ID | SOP-1 |\n",
}


@pytest.mark.parametrize("way", NONE)
def test_what_is_no_head_is_left_alone(way: str) -> None:
    assert told(NONE[way]) == {}


def test_the_head_ends_where_text_begins() -> None:
    text = "# T\n\n**Document ID:** SOP-1\n\nStatus of this memo.\n\n**Status:** Approved\n"
    assert told(text) == {"Document ID": "SOP-1"}


def test_a_value_goes_on_in_the_next_line_of_its_paragraph() -> None:
    assert told("**Owner:** The head of\nthe laboratory  \n**Version:** 1\n")["Owner"] == "The head of the laboratory"


def test_a_document_is_read_from_its_head_with_places() -> None:
    found = read("# Hand washing\n\n**Document ID:** SOP-1\n**Effective Date:** 01.09.2026\n**Status:** Approved\n")

    assert (found.code, found.title_in(), found.state, found.labelled) == ("SOP-1", "Hand washing", "in-force", True)
    assert found.front.text("date") == "2026-09-01"
    assert (found.at("code").line, found.at("code").column) == (3, 18)
    assert (found.body_line, found.body.splitlines()[0], found.problems) == (1, "# Hand washing", ())


@pytest.mark.parametrize("label", ["Код документа", "КОД ДОКУМЕНТА", "Документтин коду", "document id"])
def test_labels_of_other_languages_mean_the_same_field(label: str) -> None:
    assert read(f"# Т\n\n| {label} | СМС-ДП-2.1 |\n|---|---|\n| Редакция | 2 |\n").code == "СМС-ДП-2.1"


def test_a_place_of_a_value_in_a_table_in_a_quotation_is_where_it_stands() -> None:
    place = read("> | | |\n> |---|---|\n> | Document ID | **SOP-1** |\n").at("code")
    assert (place.line, place.column) == (3, 21)


def test_a_label_that_stands_twice_with_two_values_is_told() -> None:
    found = read("**Document ID:** SOP-1\n**Document ID:** SOP-1\n**Document ID:** SOP-2\n")
    assert (found.code, [(item.kind, item.at.line) for item in found.problems]) == ("SOP-1", [("duplicate", 3)])


def test_a_text_without_any_label_says_what_to_write() -> None:
    (problem,) = read("# T\n\nText.\n").problems
    assert (problem.kind, problem.help.values["label"]) == ("front-matter", "Document ID")


def test_a_front_matter_comes_first_where_both_are_read() -> None:
    keys = "metadata: [front-matter, head], fields: {code: doc_id}"
    assert read("---\ndoc_id: SOP-2\n---\n\n**Doc ID:** SOP-1\n", keys).code == "SOP-2"
    assert read("# T\n\n**Doc ID:** SOP-1\n", keys).code == "SOP-1"


def test_a_value_that_is_still_to_be_written_is_none() -> None:
    assert read("**Document ID:** [TODO]\n**Effective Date:** YYYY-MM-DD\n").front.text("date") == ""
    assert all(map(is_placeholder, ["TBD", "____", "{{ owner }}", "<name>", "SOP-XXX", "дд.мм.гггг", "N/A", "—"]))
    assert not any(map(is_placeholder, ["SOP-1", "2026-09-01", "Quality Manager (TBD soon)", "Aida"]))


def test_names_that_identify_are_told_from_those_of_versions_and_pages() -> None:
    assert all(map(is_id, ["Document ID", "SOP No.", "Doc Number", "Код документа", "Шифр", "Документтин коду", "ID"]))
    assert not any(map(is_id, ["Version No.", "Page number", "Protocol No", "Издание №", "Телефон номери", "Title"]))


def test_the_last_of_the_lines_in_bold_at_the_top_is_the_title() -> None:
    found = read("**Standard Operating Procedure**\n\n**SOP-1: Hand washing**\n\n**Document ID:** SOP-1\n\n# 1. Aim\n")
    assert (found.title_in(), found.at("title").line, found.at("title").column) == ("SOP-1: Hand washing", 3, 3)
    assert read("# **SOP – 5\\. `Hand` washing**\n\n**Document ID:** S\n").title_in() == "SOP – 5. Hand washing"


PIECES = [
    *(
        "**Document ID:** ",
        "SOP-1",
        "| ",
        " |",
        "\n",
        "\n\n",
        "**",
        "# ",
        "> ",
        "- ",
        "`",
        "|---|---|\n",
        "Version: ",
        "---\n",
    ),
    *("<!--", "-->", "\u00a0", "](a)", "[", "\\", "<br>", "Код документа", ": ", " · ", "```\n", "\r\n", "_", "2.0"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_every_value_stands_at_its_place(pieces: list[str]) -> None:
    text = lines("".join(pieces))
    for item in labels(text, "a.md", is_known):
        assert text[item.at.line - 1][item.at.column - 1 :].strip()
        begins = item.value.text[:1]
        assert begins == "" or begins in text[item.value.at.line - 1][item.value.at.column - 1 :][:2]


@pytest.mark.parametrize(
    "mark", ["**", "**a ", "**a: ", "| a ", "__a", "**Owner:** a | ", "> ", "`", "![[", "<!--", "yyyy "]
)
def test_hostile_lines_take_no_time(mark: str) -> None:
    with at_most(2):
        read(mark * 30_000)
        read(f"**Owner:** {mark * 30_000}\n" * 2)
        read(f"**Owner:** {mark * (900 // len(mark))}\n" * 50)
