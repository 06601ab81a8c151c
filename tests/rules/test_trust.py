"""What the rules about signatures tell: of moments, roles, keys, tags and the trust file."""

from __future__ import annotations

import pytest

from .conftest import Start
from .example import Example, git

TWO = "СМС-ДП-2.2-2024"
SIGNED = "signed: aigul registrar, bolot rector"
APPROVED = f"{SIGNED}\nact: approve {TWO}, by rector, on 2024-05-20, signer bolot\ncommit: Approve"


def at_head(start: Example) -> str:
    return git(start.root, "rev-parse", "HEAD").strip()[:10]


def review(at: str) -> str:
    return f"act: review {TWO}, by rector, on 2024-05-20, at {at}T09:00:00Z, signer bolot"


@pytest.mark.parametrize(
    ("act", "clock", "told"),
    [
        (
            "2024-06-20",
            "2024-05-25",
            "error {two}: The act says {at}, but commit {commit} was made before, on 2024-05-26",
        ),
        (
            "2024-05-21",
            "2024-06-20",
            "warning {two}: The act says {at}, but it was recorded on 2024-06-21 (commit {commit})",
        ),
        ("2024-05-03", "2024-05-03", "warning {two}: Commit {commit} of 2024-05-04 follows one of 2024-05-21"),
    ],
    ids=["early", "late", "backwards"],
)
def test_a_moment_that_differs_from_that_of_the_commit_is_told(act: str, clock: str, told: str, example: Start) -> None:
    start = example(f"{APPROVED}\n{review(act)}\nnow: {clock}T09:00:00+00:00\ncommit: Review")
    text = told.format(two=TWO, at=f"{act}T09:00:00Z", commit=at_head(start))
    assert start.found("TR008") == [
        f"ledger/{TWO}.jsonl:2:1 {text}. Set the clock of the computer right, and record acts on their day"
    ]


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (f"act: approve {TWO}, by rector, on 2024-05-20, signer aigul", 'aigul had not the role "rector"'),
        (
            f"narrowed: bolot 1\nact: approve {TWO}, by rector, on 2024-05-20, signer bolot",
            "bolot may not decide about documents of level 2",
        ),
    ],
    ids=["role", "level"],
)
def test_what_a_person_had_no_right_to_is_told(steps: str, told: str, example: Start) -> None:
    start = example(f"{SIGNED}\n{steps}\ncommit: Approve")
    (found,) = start.found("TR006")
    assert found.startswith(f"ledger/{TWO}.jsonl:1:1 error {TWO}: {told} (commit {at_head(start)}). Let a person do")


def test_a_key_that_signs_again_is_told_with_both_commits(example: Start) -> None:
    start = example(APPROVED)
    before = at_head(start)
    start.run("stolen: bolot HEAD\ncleared: bolot")
    (found,) = start.found("TR020")
    assert f", stolen since commit {before}, counts again; commit {at_head(start)}. The root" in found


def test_a_key_that_is_stolen_since_another_commit_is_told_with_both(example: Start) -> None:
    start = example(APPROVED)
    before = at_head(start)
    start.run("stolen: bolot HEAD")
    since = at_head(start)
    start.run("stolen: bolot HEAD")
    (found,) = start.found("TR020")
    assert (
        f" counts as stolen since commit {since}, no longer since {before}; commit {at_head(start)}. The root" in found
    )


def test_a_tag_that_is_gone_is_told_with_its_commit(example: Start) -> None:
    start = example("git: tag first\nverify:\ngit: tag -d first")
    (found,) = start.found("TR018")
    assert f': The tag "first" of commit {at_head(start)} is gone. Ask who' in found


def test_a_tag_that_names_another_commit_is_told_with_the_one_before(example: Start) -> None:
    start = example("git: tag first\nverify:")
    before = at_head(start)
    start.run("file: documents/note.txt\nx\ncommit: More\ngit: tag -f first")
    (found,) = start.found("TR018")
    assert f': The tag "first" names no longer {before}. Ask who' in found


def test_settings_that_say_signed_without_a_trust_file_are_told(example: Start) -> None:
    assert example("edit: qms.yaml\nmode: unsigned = mode: signed").found("TR012") == [
        (
            'qms.yaml:1:1 error qms.yaml: "qms.yaml" says that acts are signed, but there is no trust file. '
            'Begin with "qms trust init", or write "mode: unsigned"'
        )
    ]
