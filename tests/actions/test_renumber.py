"""`qms code change`: a draft gets another code, the old one leads on; what acts name stays for ever."""

from __future__ import annotations

import pytest

from ..cli.desk import AUDIT, TEXT, Desk

OLD, NEW = "СМС-ДП-2.43-2024", "СМС-ДП-2.44-2024"


@pytest.fixture(autouse=True)
def _draft(desk: Desk) -> None:
    """A document about which nothing is recorded, with a translation and a distribution list."""
    text = TEXT.format(code=OLD, type="ДП", level="2", title="Архив").replace("revision: 1", "revision: 0")
    translation = f"---\ncode: {OLD}\ntitle: {{ru: Архив}}\nlanguage: ru\nrevision: 0\n---\n\n# 1. Цель\n"
    (desk.root / f"documents/2/{OLD}.md").write_text(text, "utf-8")
    (desk.root / f"documents/2/{OLD}.ru.md").write_text(translation, "utf-8")
    (desk.root / f"distribution/{OLD}.yaml").write_text(
        f"code: {OLD}\nholders: [{{unit: АББСД, copy: control}}]\n", "utf-8"
    )
    desk.git("add", "-A")
    desk.git("commit", "-q", "-m", "Draft")


def test_the_files_bear_the_new_code_and_the_old_one_is_an_alias(desk: Desk) -> None:
    before = (desk.root / f"documents/2/{OLD}.md").read_bytes()
    told = desk("code", "change", "2.43", NEW, "--format", "json", code=0).json()

    paths = [f"documents/2/{NEW}.md", f"documents/2/{NEW}.ru.md", f"distribution/{NEW}.yaml"]
    assert told == {"old": OLD, "new": NEW, "paths": paths, "commit": desk.head()}
    written = (desk.root / paths[0]).read_bytes()
    assert written == before.replace(OLD.encode(), f"{NEW}\naliases: [{OLD}]".encode(), 1)
    assert not list(desk.root.glob(f"documents/*/{OLD}.*"))
    desk.clean()


def test_the_old_code_still_leads_to_the_document_and_says_so(desk: Desk) -> None:
    desk("code", "change", OLD, NEW, code=0)

    shown = desk("show", OLD, code=0)
    assert NEW in shown.out
    assert f'"{OLD}" was understood as "{NEW}"' in shown.err


def test_a_reference_to_the_old_code_is_a_warning_that_names_the_new_one(desk: Desk) -> None:
    path = desk.path(AUDIT)
    path.write_text(path.read_text("utf-8").replace("owner:", f"references: [{OLD}]\nowner:", 1), "utf-8")
    desk("code", "change", OLD, NEW, code=0)

    (found,) = [item for item in desk("check", "--format", "json").json()["findings"] if item["rule"] == "RF001"]
    assert (found["severity"], found["help"]) == ("warning", f'Write "{NEW}"')


def test_a_code_may_be_changed_back(desk: Desk) -> None:
    desk("code", "change", OLD, NEW, code=0)
    desk("code", "change", NEW, OLD, code=0)

    assert f"code: {OLD}\naliases: [{NEW}]\n" in (desk.root / f"documents/2/{OLD}.md").read_text("utf-8")
    assert [
        item["rule"] for item in desk("check", "--format", "json").json()["findings"] if "CD0" in item["rule"]
    ] == []


def test_translations_and_the_distribution_list_bear_the_new_code(desk: Desk) -> None:
    desk("code", "change", OLD, NEW, code=0)

    for path in (f"distribution/{NEW}.yaml", f"documents/2/{NEW}.ru.md"):
        text = (desk.root / path).read_text("utf-8")
        assert NEW in text
        assert OLD not in text
    desk.clean()


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("СМС-ДР-2.44-2024", 'Segment 2 "ДР" is no document type'),
        ("СМС-СЖ-1.4-2024", 'Segment 2 "СЖ" is no document type'),
        ("СМС-ДП-2.10-2024", "is never given twice"),
        (OLD, "has this code already"),
        ("../../etc", "Segment 1"),
        (" ", "Two codes are needed"),
    ],
)
def test_a_code_that_cannot_be_given_is_refused(new: str, message: str, desk: Desk) -> None:
    head = desk.head()
    answer = desk("code", "change", OLD, new, code=2)

    assert message in answer.err.replace("\n", " ")
    assert desk.head() == head


def test_a_document_with_acts_keeps_its_code(desk: Desk) -> None:
    answer = desk("code", "change", AUDIT, NEW, code=2)

    assert "keeps its code for ever" in answer.err.replace("\n", " ")


def test_a_text_that_was_edited_since_its_commit_is_not_lost(desk: Desk) -> None:
    path = desk.root / f"documents/2/{OLD}.md"
    path.write_text(path.read_text("utf-8") + "\nЖаңы сүйлөм.\n", "utf-8")
    answer = desk("code", "change", OLD, NEW, code=2)

    assert "on disk is not the committed one" in answer.err.replace("\n", " ")
    assert path.read_text("utf-8").endswith("Жаңы сүйлөм.\n")
