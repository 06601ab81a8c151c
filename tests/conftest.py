"""Settings of every test: Hypothesis without deadlines, and with the same examples in every run, so that none fails by
chance; `--hypothesis-profile soak` looks for new ones, for long.

The key that seals caches lies in a folder of the run, not in that of the person. The small repository of `cli/desk.py`
is made once for all. The longest test comes first, so that the others fill the time of the other core.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, settings

from qms.__main__ import GARBAGE
from qms.cli import commands
from qms.cli.language import current

from .cli.desk import desk, home, prepared, read_here

__all__ = ["desk", "home", "prepared", "read_here"]
LONGEST = "tests/year/"
ready = commands._ready

usual = settings(
    deadline=None, max_examples=50, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("default", usual)
settings.register_profile("soak", usual, max_examples=20_000, derandomize=False)
settings.load_profile("default")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


def pytest_collection_finish() -> None:
    """Look for unused circles as seldom as qms does, and never among the tests themselves."""
    gc.freeze()
    gc.set_threshold(GARBAGE)


@pytest.fixture(autouse=True, scope="session")
def _commands_made_once() -> Iterator[None]:
    """Make each command once in each language, as a process that runs only one does: Typer takes long to read them."""
    make = cache(lambda name, function, _language: ready(name, function))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands, "_ready", lambda name, function: make(name, function, current().language))
        yield


@pytest.fixture(autouse=True, scope="session")
def _own_cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield
