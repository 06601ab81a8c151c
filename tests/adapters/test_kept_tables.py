"""What settings and tables were read as is kept, and never changes what is read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.adapters.kept.seal import ANEW
from qms.adapters.yaml import kept, reading

TEMPLATE = Path(__file__).parent.parent.parent / "docs-repo-template"
ROW = '  - {{id: "{n}", title: {{ky: "Бөлүм {n}", ru: Отдел}}, names: [а, б]}}\n'
TEXT = "entries:\n" + "".join(ROW.format(n=n) for n in range(9))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv(ANEW, raising=False)
    return tmp_path / "qms" / "tables"


def plainly(text: str, path: str = "t.yaml") -> object:
    return reading.read(text, path, limits=reading.TABLES)


@pytest.mark.parametrize("path", sorted(TEMPLATE.rglob("*.yaml")), ids=lambda path: path.name)
def test_every_file_of_the_template_is_read_the_same_from_what_is_kept(path: Path, folder: Path) -> None:
    text = path.read_text("utf-8")
    assert kept.read(text, path.name) == kept.read(text, path.name) == plainly(text, path.name)


@settings(max_examples=30)
@given(st.text("ab:{}[]-\"' \n#&*!1", min_size=0, max_size=60))
def test_any_text_is_read_the_same_from_what_is_kept(text: str) -> None:
    whole = TEXT + text
    assert kept.read(whole, "t.yaml") == kept.read(whole, "t.yaml") == plainly(whole)


DAMAGES: list[Callable[[bytes], bytes]] = [
    lambda _data: b"",
    lambda data: data[:-1],
    lambda data: data.replace("Отдел".encode(), "Отдал".encode()),
    lambda data: data[:32] + b"[]",
    lambda data: os.urandom(32) + data[32:],
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_counts_for_nothing(damage: Callable[[bytes], bytes], folder: Path) -> None:
    kept.read(TEXT, "t.yaml")
    (file,) = folder.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert kept.read(TEXT, "t.yaml") == plainly(TEXT)


def test_what_another_table_was_read_as_counts_for_nothing(folder: Path) -> None:
    kept.read(TEXT, "t.yaml")
    (first,) = folder.iterdir()
    other = TEXT.replace("Бөлүм", "Бутак")
    kept.read(other, "t.yaml")
    (second,) = set(folder.iterdir()) - {first}
    second.write_bytes(first.read_bytes())
    assert kept.read(other, "t.yaml") == plainly(other)


def test_the_places_are_those_of_the_file_that_is_read(folder: Path) -> None:
    kept.read(TEXT, "t.yaml")
    assert kept.read(TEXT, "u.yaml") == plainly(TEXT, "u.yaml")


def test_what_has_a_problem_is_not_kept(folder: Path) -> None:
    wrong = TEXT + "entries: []\n"
    assert kept.read(wrong, "t.yaml") == plainly(wrong)
    assert not folder.exists()


def test_where_nothing_can_be_kept_the_file_is_read_every_time(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("no folder")
    assert kept.read(TEXT, "t.yaml") == plainly(TEXT)
    folder.unlink()
    folder.parent.joinpath("key").write_bytes(b"no key")
    assert kept.read(TEXT, "t.yaml") == plainly(TEXT)
    assert not folder.exists()


def test_with_no_cache_nothing_is_taken_from_what_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ANEW, "1")
    assert kept.read(TEXT, "t.yaml") == plainly(TEXT)
    assert not folder.exists()


def test_only_the_newest_tables_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 3)
    for number in range(5):
        kept.read(f"{TEXT}# {number}\n", "t.yaml")
    assert len(list(folder.iterdir())) == 3
