"""Metadata in foreign forms and places, and the settings that map them."""

from __future__ import annotations

from pathlib import Path

import pytest

from qms.adapters.files.documents import read_document
from qms.adapters.files.places import base, document_files, owns
from qms.adapters.files.settings import read_settings
from qms.adapters.files.sources import WorkTree
from qms.adapters.past.moments import iso_day
from qms.model.document import Document
from qms.model.settings import Keys


def read(keys: str, text: str, path: str = "docs/a.md", beside: tuple[bytes, str] | None = None) -> Document:
    settings, problems = read_settings(f"languages: [en]\nkeys: {{{keys}}}\n".encode())
    assert problems == ()
    return read_document(text.encode(), path, settings, beside)


def kinds(document: Document) -> list[tuple[str, int]]:
    return [(item.kind, item.at.line) for item in document.problems]


HEADERS = "PEP: 8\nTitle: Style: a guide\nAuthor: A,\n        B\nRequires: 3, PEP-7\n\nText\n====\n"


def test_lines_of_headers_are_fields_up_to_a_blank_line() -> None:
    found = read('metadata: [headers], code: "PEP-{PEP}", fields: {title: Title, references: Requires}', HEADERS)

    assert (found.code, found.title_in(), found.problems) == ("PEP-8", "Style: a guide", ())
    assert [item.text for item in found.front.scalars("references")] == ["PEP-3", "PEP-7"]
    assert found.front.text("Author") == "A, B"
    assert (found.body, found.body_line) == ("Text\n====\n", 7)
    assert (found.at("title").line, found.at("title").column) == (2, 8)


def test_front_matter_may_lack_its_first_line() -> None:
    found = read("metadata: [headers]", "code: A-1\ntitle: B\n---\nText\n")

    assert (found.code, found.body, found.body_line, found.problems) == ("A-1", "Text\n", 4, ())


def test_front_matter_with_its_first_line_is_read_beside_headers() -> None:
    assert read("metadata: [headers]", "---\ncode: A-1\n---\n").code == "A-1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A: 1\nA: 2\n\n", [("duplicate", 2)]),
        ("A: 1\nno header\nB: 2\n\n", [("syntax", 2)]),
        ("A: x\u202ey\n\n", [("encoding", 1)]),
        ("Text only\n", [("front-matter", 1)]),
        ("", [("front-matter", 1)]),
        ("+++\ntitle = 'a'\n+++\nText\n", [("front-matter", 1)]),
    ],
)
def test_what_is_wrong_with_headers_has_its_line(text: str, expected: list[tuple[str, int]]) -> None:
    assert kinds(read("metadata: [headers]", text)) == expected


def test_a_document_without_metadata_has_its_code_from_its_name_and_its_title_from_its_heading() -> None:
    keys = 'metadata: [none], code: "ADR-{number}", title: heading'
    found = read(keys, "# Use it\n\nText\n", "docs/adr/0007-use-it.md")

    assert (found.code, found.title_in(), found.problems) == ("ADR-0007", "Use it", ())
    assert read(keys, "\n\n---\n", "docs/adr/0008-x.md").title_in() == "0008-x"


def test_a_card_beside_a_text_carries_its_fields() -> None:
    keys = "metadata: [beside], fields: {code: identifier}"
    found = read(keys, "Text\n", beside=(b"identifier: A-1\ntitle: B\n", "docs/a.yaml"))

    assert (found.code, found.title_in(), found.body) == ("A-1", "B", "Text\n")
    assert (found.at("title").path, found.at("title").line) == ("docs/a.yaml", 2)


def test_a_card_instead_of_a_text_may_hold_the_text() -> None:
    found = read('code: "{file}", body: text', "text: |\n  One.\n  Two.\nlevel: 1\n", "reqs/REQ001.yml")

    assert (found.code, found.body, found.body_line) == ("REQ001", "One.\nTwo.\n", 2)


def test_json_is_read_with_tabs_too() -> None:
    found = read("fields: {code: id}", '{\n\t"id": "A-1",\n\t"title": "B"\n}\n', "docs/a.json")

    assert (found.code, found.title_in(), found.at("title").line) == ("A-1", "B", 3)


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("requires: 2718, 2930", ["EIP-2718", "EIP-2930"]),
        ("requires: 20", ["EIP-20"]),
        ("requires: [20, EIP-21]", ["EIP-20", "EIP-21"]),
        ("requires:\n  - EIP-20: abc\n  - 21", ["EIP-20", "EIP-21"]),
        ("requires:", []),
    ],
)
def test_references_are_read_in_many_forms(written: str, codes: list[str]) -> None:
    found = read('code: "EIP-{eip}", fields: {references: requires}', f"---\neip: 1\n{written}\n---\n")

    assert [item.text for item in found.front.scalars("references")] == codes


def test_words_mean_types_and_states() -> None:
    keys = "values: {type: {Standards Track: ST}, status: {Superseded: withdrawn, Final: in-force}}"
    found = read(keys, "---\ncode: A\ntype: standards track\nstatus: Superseded by ADR-5\n---\n")

    assert (found.type, found.state) == ("ST", "withdrawn")
    assert read(keys, "---\nstatus: final\n---\n").state == "in-force"
    assert read(keys, "---\nstatus: Finally\n---\n").state == ""
    assert read(keys, "---\ncode: A\n---\n").state == ""


def test_ignored_fields_are_nowhere_and_a_mapped_one_wins() -> None:
    found = read("fields: {code: id}, ignore: [level]", "---\ncode: X\nid: A-1\nlevel: 2\nother: 1\n---\n")

    assert (found.code, found.level) == ("A-1", "")
    assert set(found.front.entries) == {"code", "other"}


@pytest.mark.parametrize(
    ("text", "forms", "day"),
    [
        ("26.05.2021", ("DD.MM.YYYY",), "2021-05-26"),
        ("05-Jul-2001", ("DD-Mon-YYYY",), "2001-07-05"),
        ("May 26, 2021", ("DD.MM.YYYY", "Mon DD, YYYY"), "2021-05-26"),
        ("2024-02-01 10:00:00 +0600", ("YYYY-MM-DD hh:mm",), "2024-02-01"),
        ("2024-02-01T10:00:00Z", ("YYYY-MM-DD hh:mm",), "2024-02-01"),
        ("31.02.2021", ("DD.MM.YYYY",), ""),
        ("05-Xyz-2001", ("DD-Mon-YYYY",), ""),
        ("26.05.2021", (), ""),
    ],
)
def test_days_are_read_in_the_forms_that_are_named(text: str, forms: tuple[str, ...], day: str) -> None:
    assert iso_day(text, forms) == day


GLOBS = Keys(globs=("EIPS/*.md", "docs/**/*.rst", "*.txt", "more"), exclude=("EIPS/eip-0.md",))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("EIPS/eip-1.md", True),
        ("EIPS/a/eip-1.md", False),
        ("EIPS/eip-0.md", False),
        ("EIPS/README.md", False),
        ("EIPS/eip-1.txt", False),
        ("docs/a.rst", True),
        ("docs/a/b/c.rst", True),
        ("docs/.hidden/c.rst", False),
        ("a.txt", True),
        ("a/a.txt", False),
        ("more/x/y.md", True),
        ("more/x/y.rst", False),
    ],
)
def test_patterns_name_documents(path: str, expected: bool) -> None:
    assert owns(GLOBS, path) is expected


def test_files_are_found_by_patterns(tmp_path: Path) -> None:
    for name in ("EIPS/eip-1.md", "EIPS/eip-0.md", "docs/x/a.rst", "a.txt", "other/b.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")

    assert document_files(WorkTree(tmp_path), GLOBS) == ("EIPS/eip-1.md", "docs/x/a.rst", "a.txt")


def test_a_card_beside_a_text_is_no_document_of_its_own(tmp_path: Path) -> None:
    for name in ("docs/a.md", "docs/a.yaml", "docs/b.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    keys = Keys(globs=("docs/*.md", "docs/*.yaml"), metadata=("beside",))

    assert document_files(WorkTree(tmp_path), keys) == ("docs/a.md", "docs/b.yaml")


@pytest.mark.parametrize(
    ("place", "folder"),
    [("EIPS/*.md", "EIPS"), ("docs/**/*.md", "docs"), ("*.md", ""), ("a/b/c.md", "a/b"), ("**/x.md", "")],
)
def test_the_folder_of_a_pattern(place: str, folder: str) -> None:
    assert base(place) == folder


@pytest.mark.parametrize(
    "keys",
    [
        "code: EIP",
        "metadata: [toml]",
        "title: first",
        "dates: [YY-MM]",
        "trailers: {why: Basis}",
        "values: {status: {Final: done}}",
        "documents: [../a]",
        "unknown: 1",
    ],
)
def test_a_setting_that_cannot_be_used_is_a_problem_with_its_place(keys: str) -> None:
    _settings, problems = read_settings(f"keys: {{{keys}}}\n".encode())

    assert [(item.kind, item.at.line) for item in problems] == [("shape", 1)]
