"""Every named mutation is found by its rule; honest work is not. All but four also without any memory."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from qms.actions.checking.check import check
from qms.actions.session import Session
from qms.actions.trust import remembered
from qms.actions.trust.trail import TrailVerdict, Verified, verify
from qms.adapters.files.workspace import Workspace
from qms.adapters.kept import pins
from qms.adapters.languages import catalog
from qms.adapters.past.trail import first_trust
from tests.trust.conftest import needs_keygen

from .estate import Estate
from .honest import HONEST
from .mutations import MUTATIONS, Mutation

pytestmark = needs_keygen


def session(e: Estate) -> Session:
    return Session(Workspace.find(e.root), e.now, catalog)


def look(e: Estate, wanted: str) -> tuple[Verified, set[str]]:
    """Verify the trail; return the answer and the rules that say something, of `check` too where the one is missing."""
    here = session(e)
    found = verify(here, remember=False)
    rules = {item.rule for item in found.findings}
    checked = () if wanted in rules else check(here.workspace, here.today).findings
    return found, rules | {item.rule for item in checked if item.waiver is None}


def remember(e: Estate) -> None:
    here = session(e)
    remembered.seen(here)
    pins.pin(here.workspace.git, hashlib.sha256(first_trust(here.workspace)).hexdigest())


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_mutation_is_found_by_its_rule(mutation: Mutation, estate: Estate) -> None:
    if mutation.anchor:
        remember(estate)
    mutation.do(estate)

    found, rules = look(estate, mutation.rule)
    assert mutation.rule in rules
    assert found.verdict in {TrailVerdict.BROKEN, TrailVerdict.INCOMPLETE} or _is_doubt(found, mutation)


@pytest.mark.parametrize("mutation", [item for item in MUTATIONS if item.anchor], ids=lambda mutation: mutation.name)
def test_without_memory_nobody_can_tell(mutation: Mutation, estate: Estate) -> None:
    mutation.do(estate)

    assert look(estate, "")[0].verdict is not TrailVerdict.BROKEN


def some(every: int) -> list[object]:
    marks = {True: (), False: (pytest.mark.soak,)}
    return [pytest.param(item, id=item.name, marks=marks[at % every == 0]) for at, item in enumerate(MUTATIONS)]


@pytest.mark.parametrize("mutation", some(20))
def test_several_processes_say_what_one_says(
    mutation: Mutation, estate: Estate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qms.actions.checking.shared.LEAST", 1)
    mutation.do(estate)

    assert verify(session(estate), remember=False, jobs=3) == verify(session(estate), remember=False)


def _is_doubt(found: Verified, mutation: Mutation) -> bool:
    """Dates are written by people and a clone may be odd: that is told, and is no proof of anything."""
    return mutation.rule in {"TR008", "HS006"} and found.verdict is TrailVerdict.CLAIMED


def test_there_are_at_least_80_mutations_and_four_need_memory() -> None:
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS) >= 80
    assert sum(mutation.anchor for mutation in MUTATIONS) == 4


@pytest.mark.parametrize("work", HONEST, ids=lambda work: work.__name__)
def test_honest_work_is_proven(work: Callable[[Estate], object], estate: Estate) -> None:
    remember(estate)
    work(estate)

    found = verify(session(estate), remember=False)
    assert [item.rule for item in found.findings] == []
    assert found.verdict is TrailVerdict.PROVEN
