"""The list of documents and what is due, where most of it is known from earlier, are what a whole reading says: in
sound repositories and in damaged ones, on the same day and on later ones.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qms.actions.documents import glance
from qms.actions.documents.due import due
from qms.actions.documents.glance import glances
from qms.actions.documents.inbox import planned, waiting
from qms.actions.session import Session
from qms.adapters.files import on_demand
from qms.adapters.files.workspace import Workspace
from qms.adapters.kept import stamps
from qms.adapters.languages import catalog
from qms.model.shelf import Wanted
from qms.model.snapshot import Snapshot

from .conftest import Start
from .test_on_demand import DAMAGES
from .test_recheck import at_chance, examples, ledgers, record, texts

NOW = datetime(2024, 9, 1, 9, tzinfo=UTC)
TWO = "approved: СМС-ДП-2.1-2024, СМС-ДП-2.2-2024"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is known of ever so few documents, as soon as the times of their files have passed."""
    monkeypatch.setattr(stamps, "SETTLED", 0)
    monkeypatch.setattr(on_demand, "MANY", 1)
    monkeypatch.setattr(glance, "MANY", 1)


def session(root: Path, now: datetime = NOW, *, remembering: bool = True) -> Session:
    return Session(Workspace.find(root, remembering=remembering), now, catalog)


def answer(here: Session) -> tuple[object, ...]:
    snapshot, found = due(here)
    listed, waits = glances(here)[1], tuple(waiting(here, snapshot, found))
    return listed, found, waits, planned(here, snapshot), here.workspace.doubts


def same(root: Path, now: datetime = NOW) -> None:
    """Compare with a whole reading, first with what is known of earlier, then with what is known now."""
    whole = answer(session(root, now, remembering=False))
    for _ in range(2):
        assert answer(session(root, now)) == whole


@pytest.mark.parametrize(("code", "text"), list(examples(40)))
def test_whatever_is_wrong_in_a_repository_the_list_is_the_same(code: str, text: str, example: Start) -> None:
    root = example(text).root
    same(root)
    chance = random.Random(code)
    for _ in range(2):
        at_chance(root, chance)
        same(root)


@pytest.mark.parametrize("seed", [pytest.param(n, marks=() if n < 2 else (pytest.mark.soak,)) for n in range(60)])
def test_whatever_happens_one_after_the_other(seed: int, example: Start) -> None:
    root, chance, now = example(TWO).root, random.Random(seed), NOW
    for _ in range(12):
        at_chance(root, chance)
        now += timedelta(days=chance.choice([0, 0, 1, 30, 400, -20]))
        same(root, now)


@pytest.mark.parametrize("step", DAMAGES)
def test_the_list_of_a_damaged_repository_is_the_same(step: Callable[[Path], object], example: Start) -> None:
    root = example(TWO).root
    same(root)
    step(root)
    same(root)


@pytest.mark.parametrize(
    ("deed", "values"),
    [
        ("approve", {"revision": 2, "effective": "2024-10-01"}),
        ("approve", {"revision": 2, "awaits": "effect"}),
        ("withdraw", {"effective": "2024-10-01"}),
        ("review", {"sha256": "0" * 64}),
        ("issue", {"number": 1, "holder": "ОИД"}),
    ],
)
def test_a_day_that_an_act_names_changes_the_list(deed: str, values: dict[str, str | int], example: Start) -> None:
    root = example(TWO).root
    record(ledgers(root)[0], deed, on="2024-06-20", basis="№ 3", **values)
    for days in (0, 29, 30, 31, 365, 1100, 0):
        same(root, NOW + timedelta(days=days))


def test_nothing_is_read_but_what_has_changed(example: Start) -> None:
    root = example(TWO).root
    glances(session(root))
    first = texts(root)[0]
    first.write_bytes(first.read_bytes().replace(b"revision: 1", b"revision: 2"))
    snapshot, found = glances(session(root))
    assert read(snapshot) == [first.relative_to(root).as_posix()]
    assert [item.draft for item in found if item.path == read(snapshot)[0]] == [2]
    tomorrow, _found = glances(session(root, NOW + timedelta(days=1)))
    assert read(tomorrow) == []


def read(snapshot: Snapshot) -> list[str]:
    """Return the texts that were read."""
    assert snapshot.shelf is not None
    assert isinstance(snapshot.shelf.texts, Wanted)
    return [path for path, text in snapshot.shelf.texts._made.items() if text]


def test_what_hides_files_is_told(example: Start) -> None:
    root = example(TWO).root
    same(root)
    (root / "documents" / "2" / "picture.png").symlink_to(texts(root)[0])
    same(root)
    assert answer(session(root))[-1] == {"documents/2/picture.png": 1}
