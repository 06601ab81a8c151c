"""`qms schema`: prints a schema anywhere, writes all of them into the repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qms.actions.schemas.schema import FOLDER, KINDS, PARTS

from .desk import Desk


@pytest.mark.parametrize("kind", PARTS)
def test_every_table_can_be_asked_for(desk: Desk, kind: str) -> None:
    assert desk("schema", kind, code=0).json()["title"] == kind


def test_the_entries_of_a_register_have_a_schema_too(desk: Desk) -> None:
    found = desk("schema", "risks", code=0).json()
    assert found["required"][:2] == ["code", "state"]
    assert "planned" not in found["properties"]["state"]["enum"]
    assert desk("schema", "nothing", code=2).err


@pytest.mark.parametrize("kind", KINDS)
def test_it_prints_json(desk: Desk, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk("schema", kind, code=0).json()["$schema"].endswith("2020-12/schema")
    monkeypatch.chdir(desk.home)
    assert desk("schema", kind, code=0).json()["title"]


def test_types_of_the_repository_are_examples(desk: Desk) -> None:
    assert "КИ" in desk("schema", "front-matter", code=0).json()["properties"]["type"]["examples"]


def test_all_are_written_into_the_repository(desk: Desk) -> None:
    told = desk("schema", "--write", code=0).out

    assert f"{FOLDER}" in told
    assert len(list((desk.root / FOLDER).glob("*.json"))) == 10
    assert (desk.root / FOLDER / "entries" / "risks.json").exists()
    desk("check", code=0)


def test_the_editor_is_told_of_a_register_of_the_organisation(desk: Desk) -> None:
    own = desk.root / "registers" / "visits.yaml"
    own.write_text("title: Сапарлар\ncode: 'СП-{year}-{number:3}'\nfields: {guest: {label: Конок}}\n", "utf-8")
    settings = desk.root / ".vscode" / "settings.json"
    settings.parent.mkdir()
    before = {"files.eol": "\n", "yaml.schemas": {"./.qms/schema/gone.json": ["x"], "https://other": "y.yaml"}}
    settings.write_text(json.dumps(before), "utf-8")

    desk("schema", "--write", code=0)

    after = json.loads(settings.read_text("utf-8"))
    assert (after["files.eol"], after["yaml.schemas"]["https://other"]) == ("\n", "y.yaml")
    assert after["yaml.schemas"]["./.qms/schema/entries/visits.json"] == ["registers/visits/*.yaml"]
    assert "./.qms/schema/gone.json" not in after["yaml.schemas"]


@pytest.mark.parametrize("words", [(), ("settings", "--write"), ("nothing",)])
def test_one_of_the_two_is_needed(desk: Desk, words: tuple[str, ...]) -> None:
    assert desk("schema", *words, code=2).out == ""
    assert not (desk.root / FOLDER).exists()


def test_no_link_is_followed_to_write(desk: Desk, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (desk.root / ".qms").symlink_to(away)

    desk("schema", "--write", code=2)

    assert list(away.iterdir()) == []
