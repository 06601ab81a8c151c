"""A recorded act is corrected by a further act; what was recorded stays as it was."""

from __future__ import annotations

from datetime import date

from qms.ledger.corrections import corrected
from qms.ledger.lines import compose, read_ledger
from qms.ledger.state import status
from qms.model.act import Act, Value
from qms.model.status import State

from .lines import CODE, act


def acts(*found: dict[str, Value]) -> tuple[Act, ...]:
    """Read a ledger of these acts; `amends` may be the place of an act, from 0."""
    data, hashes = b"", list[str]()
    for values in found:
        place = values.get("amends")
        own = {**values, "amends": hashes[place]} if isinstance(place, int) else values
        data += compose(own, data)
        hashes = [item.line_sha256 for item in read_ledger(data, CODE, "").acts]
    return read_ledger(data, CODE, "").acts


def test_an_amendment_corrects_the_decision_and_keeps_what_was_recorded() -> None:
    found = acts(act(basis="№ 5", on="2022-02-01"), act("amend", amends=0, basis="№ 6"))

    assert (found[0].text("basis"), found[0].fields["basis"]) == ("№ 6", "№ 5")
    assert found[0].text("on") == "2022-02-01"


def test_the_last_amendment_counts_and_an_amendment_may_itself_be_amended() -> None:
    found = acts(
        act(effective="2022-03-01"),
        act("amend", amends=0, effective="2022-04-01"),
        act("amend", amends=1, effective="2022-05-01"),
    )

    assert found[0].effective == "2022-05-01"


def test_an_amendment_never_changes_who_did_what_to_which_text() -> None:
    found = acts(act(), act("amend", amends=0, holder="КБ", person="a@example.org", awaits="effect"))

    assert found[0].corrected == {"reason": "ката"}


def test_an_amendment_of_a_line_that_is_not_above_it_corrects_nothing() -> None:
    assert acts(act(), act("amend", amends="f" * 64, basis="№ 6"))[0].corrected == {}


def test_an_approval_that_awaits_its_order_is_in_force_from_the_day_of_the_order() -> None:
    approval = act(on="2022-02-01", awaits="effect")
    waiting = status(acts(approval), date(2030, 1, 1), 12)
    ordered = status(acts(approval, act("effect", effective="2022-03-01")), date(2022, 3, 1), 12)

    assert (waiting.state, waiting.effective) == (State.APPROVED, "")
    assert (ordered.state, ordered.effective) == (State.IN_FORCE, "2022-03-01")


def test_an_order_reaches_the_approval_of_its_own_revision_only() -> None:
    found = acts(act(awaits="effect"), act(revision=2, awaits="effect"), act("effect", on="2022-03-01"))

    assert [item.in_force_from for item in found] == ["2022-03-01", "", "2022-03-01"]


def test_the_beginning_of_a_ledger_gives_what_held_then() -> None:
    found = acts(act(basis="№ 5"), act("amend", amends=0, basis="№ 6"))

    assert corrected(found[:1])[0].text("basis") == "№ 5"
    assert corrected(found) == found
