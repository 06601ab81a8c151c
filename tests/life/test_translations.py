"""A translation follows its original: an approval binds those that lie beside it, a change of one is told."""

from __future__ import annotations

import pytest

from qms.adapters.languages import catalog
from qms.model.message import msg

from ..cli.desk import Desk
from .people import BY_RECTOR, DRAFT

FILE = f"documents/2/{DRAFT}.ru.md"
TEXT = """---
code: {code}
title: {{ru: Информационные системы}}
{revision}
---

# 1. Цель

Определяет порядок.
"""


def translate(desk: Desk, revision: str = "revision: 1") -> None:
    (desk.root / FILE).write_text(TEXT.format(code=DRAFT, revision=revision), "utf-8")
    desk("commit", DRAFT, "--yes", code=0)


def told(desk: Desk) -> list[str]:
    report = desk("check", "--select", "LN002,LN005", "--format", "json").json()
    return [item["rule"] for item in report["findings"] if item["code"] == DRAFT]


@pytest.fixture
def approved(desk: Desk) -> Desk:
    """The original is approved beside its translation."""
    translate(desk)
    desk("approve", DRAFT, *BY_RECTOR, code=0)
    assert told(desk) == []
    return desk


def test_a_translation_that_changed_after_the_approval_is_told_until_a_review_has_looked_at_it(approved: Desk) -> None:
    (approved.root / FILE).write_text((approved.root / FILE).read_text("utf-8") + "\nЕщё.\n", "utf-8")
    approved("commit", DRAFT, "--yes", code=0)
    assert told(approved) == ["LN005"]

    approved("review", DRAFT, "--by", "rector", "--basis", "№ 7", code=0)

    assert told(approved) == []


def test_a_translation_that_came_later_is_no_finding(desk: Desk) -> None:
    desk("approve", DRAFT, *BY_RECTOR, code=0)
    translate(desk)

    assert told(desk) == []


def test_a_translation_that_does_not_say_of_which_revision_it_is_is_told_once_there_is_one(desk: Desk) -> None:
    translate(desk, "owner: АББСД")
    assert told(desk) == []

    desk("approve", DRAFT, *BY_RECTOR, code=0)

    assert told(desk) == ["LN002"]


def test_a_print_of_a_translation_says_when_it_is_of_another_revision(approved: Desk) -> None:
    original = approved.root / FILE.replace(".ru.md", ".md")
    original.write_text(original.read_text("utf-8") + "\nЖаңы сүйлөм.\n", "utf-8")
    approved("revise", DRAFT, "--change", "x", "--basis", "№ 1", code=0)
    approved("approve", DRAFT, *BY_RECTOR, code=0)

    approved("render", DRAFT, "--text", "ru", "--to", "html", code=0)

    printed = next((approved.root / "out").glob("*.ru-draft.html")).read_text("utf-8")
    said = catalog("ru").text(msg("TRANSLATION OF ANOTHER REVISION"))
    assert said in printed
