"""Acts in a repository that was never made for qms: what they need of its documents, and what they then do."""

from __future__ import annotations

import pytest

from .conftest import Foreign

TEXT = (
    "---\nid: SOP-00{n}\ntitle: Procedure {n}\n{more}status: approved\nowner: QA\n---\n\n"
    "# Purpose\n\nWhat procedure {n} is for.\n\n# Scope\n\nWhom procedure {n} is for.\n"
)
ON = ("--by", "director", "--decision", "Order 7", "--on", "2024-03-09")


def adopted(foreign: Foreign, more: str) -> None:
    foreign.commit({f"sops/SOP-00{n}.md": TEXT.format(n=n, more=more) for n in range(1, 5)})
    foreign("init", "--here", "--yes")
    foreign.commit({}, "Settings")


@pytest.mark.parametrize(
    "words",
    [
        ("approve", "SOP-001", *ON),
        ("submit", "SOP-001"),
        ("revise", "SOP-001", "--change", "New", "--basis", "Order 7"),
    ],
)
@pytest.mark.parametrize("more", ["", "version: 1.4\n"])
def test_an_act_on_a_text_without_a_revision_says_what_to_write(
    foreign: Foreign, more: str, words: tuple[str, ...]
) -> None:
    adopted(foreign, more)
    answer = foreign(*words, code=2)
    assert '"sops/SOP-001.md" names no revision' in answer.err
    assert 'Write "revision: 1" into its front matter' in answer.err


def test_a_document_that_says_itself_that_it_is_in_force_is_ended_in_its_text(foreign: Foreign) -> None:
    adopted(foreign, "revision: 1\n")
    assert "in force" in foreign("show", "SOP-001").out
    assert 'change "status" there' in foreign("withdraw", "SOP-001", "--basis", "Order 8", "--yes", code=2).err
    assert "Record its approval first" in foreign("review", "SOP-001", "--basis", "Minutes 3", code=2).err


def test_a_revision_that_is_to_be_ignored_is_named(foreign: Foreign) -> None:
    adopted(foreign, "revision: 1\n")
    assert 'In qms.yaml "revision" is to be ignored' in foreign("approve", "SOP-001", *ON, code=2).err


def test_texts_with_a_revision_are_approved_revised_and_withdrawn(foreign: Foreign) -> None:
    adopted(foreign, "revision: 1\n")
    settings = foreign.root / "qms.yaml"
    settings.write_text(settings.read_text("utf-8").replace('  ignore: ["revision"]\n', ""), "utf-8")
    foreign.commit({}, "Count revisions")
    foreign("approve", "SOP-001", *ON)
    path = foreign.root / "sops/SOP-001.md"
    path.write_text(path.read_text("utf-8") + "\nMore of it.\n", "utf-8")
    foreign("revise", "SOP-001", "--change", "More", "--basis", "Order 8")
    foreign("approve", "SOP-001", "--by", "director", "--decision", "Order 9")
    assert foreign.json("show", "SOP-001")["revision"] == 2
    foreign("withdraw", "SOP-001", "--basis", "Order 10", "--yes")
    assert foreign.json("show", "SOP-001")["state"] == "withdrawn"
    assert foreign.json("check", code=None)["summary"]["errors"] == 0
