"""A repository whose documents say at the head of their text what they are: found, read, never written."""

from __future__ import annotations

import pytest

from .conftest import Foreign, texts

BOLD = """# SOP-00{n}: Procedure {n}

**Document ID:** SOP-00{n}
**Version:** {n}
**Effective Date:** January {n}, 2024
**Status:** Approved
**Owner:** Quality Manager

## 1. Purpose

What procedure {n} is for.

## 2. Scope

Whom procedure {n} is for.
"""
TABLE = """# {n}-жол-жобо

| Документтин коду | СМС-ДП-2.{n}-2022 |
|---|---|
| Редакция | {n} |
| Бекиткен | Ректор |
| Күчүнө кирген күнү | 0{n}.09.2023 |
| Абалы | Күчүндө |

## Максаты

Бул жол-жобонун максаты {n}.

## Чөйрөсү

Анын чөйрөсү {n}.
"""


def number(value: str) -> int:
    return int(value)


def adopted(foreign: Foreign, made: str, count: int = 6) -> None:
    foreign.commit(texts(lambda n: made.format(n=n), lambda n: f"docs/procedure-{n}.md", count))
    foreign.git("config", "user.name", "Quality")
    foreign("init", "--here", "--yes")


def test_labels_in_bold_are_the_fields(foreign: Foreign) -> None:
    adopted(foreign, BOLD)

    assert foreign.findings() == []
    assert foreign.codes() == [f"SOP-00{n}" for n in range(1, 7)]
    shown = foreign.json("show", "SOP-003")
    assert (shown["title"], shown["state"]) == ("SOP-003: Procedure 3", "in-force")
    assert 'code: "Document ID"' in foreign.settings()
    assert 'metadata: ["head"]' in foreign.settings()
    assert len(foreign.json("history", "SOP-003")["rows"]) == 1


def test_a_table_in_kyrgyz_gives_the_fields(foreign: Foreign) -> None:
    adopted(foreign, TABLE)

    assert foreign.findings() == []
    assert foreign.codes() == [f"СМС-ДП-2.{n}-2022" for n in range(1, 7)]
    assert foreign.json("show", "СМС-ДП-2.2-2022")["state"] == "in-force"
    assert 'date: "Күчүнө кирген күнү"' in foreign.settings()


def test_what_the_labels_say_is_shown_before_it_is_written(foreign: Foreign) -> None:
    foreign.commit(texts(lambda n: BOLD.format(n=n), lambda n: f"docs/procedure-{n}.md"))
    told = foreign("init", "--here", "--dry-run").out
    assert "Document ID" in told
    assert "Version" in told
    assert not (foreign.root / "qms.yaml").exists()


def test_a_document_without_its_code_is_told_with_what_to_write(foreign: Foreign) -> None:
    adopted(foreign, BOLD)
    path = foreign.root / "docs/procedure-4.md"
    path.write_text(path.read_text("utf-8").replace("**Document ID:** SOP-004\n", ""), "utf-8")

    (finding,) = [item for item in foreign.json("check", code=1)["findings"] if item["rule"] == "FM006"]
    assert (finding["path"], finding["help"]) == ("docs/procedure-4.md", 'Write below its title: "**Document ID:** …"')


def test_a_document_that_lacks_its_code_from_the_beginning_is_one_all_the_same(foreign: Foreign) -> None:
    files = texts(lambda n: BOLD.format(n=n), lambda n: f"docs/procedure-{n}.md")
    files["docs/procedure-4.md"] = BOLD.format(n=4).replace("**Document ID:** SOP-004\n", "")
    foreign.commit(files)
    foreign("init", "--here", "--yes")
    assert foreign.findings() == ["FM006 docs/procedure-4.md"]


def test_the_same_code_twice_is_told_at_its_place(foreign: Foreign) -> None:
    adopted(foreign, BOLD)
    path = foreign.root / "docs/procedure-4.md"
    path.write_text(path.read_text("utf-8").replace("SOP-004\n", "SOP-003\n"), "utf-8")

    found = [item for item in foreign.json("check", code=1)["findings"] if item["rule"] == "CD002"]
    assert [(item["path"], item["line"], item["column"]) for item in found] == [("docs/procedure-4.md", 3, 18)]


def test_two_names_of_one_field_are_both_read(foreign: Foreign) -> None:
    files = texts(lambda n: BOLD.format(n=n), lambda n: f"docs/procedure-{n}.md")
    for n in (5, 6):
        files[f"docs/procedure-{n}.md"] = BOLD.format(n=n).replace("Document ID", "SOP No.")
    foreign.commit(files)
    foreign("init", "--here", "--yes")
    assert foreign.codes() == [f"SOP-00{n}" for n in range(1, 7)]
    assert 'code: ["Document ID", "SOP No."]' in foreign.settings()


def test_labels_without_a_code_give_states_and_days_of_documents_called_by_their_files(foreign: Foreign) -> None:
    adopted(foreign, BOLD.replace("**Document ID:** SOP-00{n}\n", ""))
    assert foreign.codes() == [f"procedure-{n}" for n in range(1, 7)]
    assert foreign.json("show", "procedure-2")["state"] == "in-force"


def test_texts_with_a_front_matter_and_texts_with_the_same_labels_are_one_set(foreign: Foreign) -> None:
    front = "---\ndoc_id: SOP-00{n}\nstatus: Approved\nversion: 1\n---\n\n# Procedure {n}\n\nText {n}.\n"
    files = texts(lambda n: front.format(n=n), lambda n: f"docs/procedure-{n}.md", 4)
    for n in (5, 6):
        files[f"docs/procedure-{n}.md"] = BOLD.format(n=n).replace("Document ID", "Doc ID")
    foreign.commit(files)
    foreign("init", "--here", "--yes")
    assert foreign.codes() == [f"SOP-00{n}" for n in range(1, 7)]
    assert foreign.findings() == []


@pytest.mark.parametrize("words", [("revise", "SOP-001", "--change", "New", "--basis", "Order 7")])
def test_an_act_says_which_label_counts_revisions(foreign: Foreign, words: tuple[str, ...]) -> None:
    adopted(foreign, BOLD)
    foreign.commit({}, "Settings")
    assert '"revision: Version"' in foreign(*words, code=2).err


def test_a_revision_is_raised_by_the_person_and_then_recorded_byte_for_byte(foreign: Foreign) -> None:
    adopted(foreign, BOLD)
    settings = foreign.root / "qms.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("  fields:\n", "  fields:\n    revision: Version\n"), "utf-8"
    )
    foreign.commit({}, "Settings")
    path = foreign.root / "docs/procedure-1.md"
    edited = path.read_text("utf-8") + "\nMore of it.\n"
    path.write_text(edited, "utf-8")
    words = ("revise", "SOP-001", "--change", "More", "--basis", "Order 8")

    assert 'Write 2 after "Version" there' in foreign(*words, code=2).err
    assert path.read_text("utf-8") == edited
    raised = edited.replace("**Version:** 1", "**Version:** 2")
    path.write_text(raised, "utf-8")
    foreign(*words)
    assert path.read_text("utf-8") == raised
    assert foreign.json("show", "SOP-001")["revision"] == 2


def test_a_print_of_a_text_without_a_revision_names_none(foreign: Foreign) -> None:
    adopted(foreign, BOLD)
    foreign("render", "SOP-001", "--draft", "--to", "html")
    (page,) = foreign.root.glob("out/*.html")
    head = page.read_text("utf-8").partition("</header>")[0]
    assert "Procedure 1" in head
    assert "Revision 0" not in head


def test_a_code_in_a_text_is_changed_by_people_only(foreign: Foreign, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typer.confirm", lambda *_words, **_more: True)
    adopted(foreign, BOLD)
    foreign.commit({}, "Settings")
    before = (foreign.root / "docs/procedure-3.md").read_bytes()
    assert "stands in its text (line 3)" in foreign("code", "change", "SOP-003", "SOP-033", code=2).err
    assert (foreign.root / "docs/procedure-3.md").read_bytes() == before


def test_a_document_of_which_no_approval_is_recorded_is_not_to_be_deleted(foreign: Foreign) -> None:
    adopted(foreign, BOLD.replace("**Status:** Approved\n", ""))
    foreign.commit({}, "Settings")
    said = foreign("withdraw", "SOP-003", "--basis", "Order 7", "--yes", code=2).err
    assert "No approval of it is recorded here" in said
    assert "delete" not in said
