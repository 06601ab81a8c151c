"""How far a competence that a position must have is proved."""

from __future__ import annotations

from datetime import date

import pytest

from qms.entries.competence import Held, not_competent, requirements
from qms.model.register import Competence, Register

from .made import entry, registers

TODAY = date(2024, 6, 1)
DEFINITIONS = [Register("positions"), Register("competences")]
CLERK = entry("competences: [driver, auditor]\n", "clerk", "positions")


def held(*proofs: tuple[str, str, str]) -> list[tuple[str, Held, str, str]]:
    """Return the competences of a clerk; a proof is its competence, the day until which it holds, its state."""
    made = [
        entry(f"position: clerk\ncompetence: {name}\nvalid_until: {until}\nstate: {state}\n", f"К-{at}", "competences")
        for at, (name, until, state) in enumerate(proofs, 1)
    ]
    stranger = entry("position: other\ncompetence: driver\n", "К-0", "competences")
    found = list(requirements(registers(DEFINITIONS, CLERK, stranger, *made), TODAY))
    assert all(item.position is CLERK for item in found)
    return [(item.competence, item.held, item.evidence.code if item.evidence else "", item.until) for item in found]


def test_every_competence_is_told_in_the_order_of_the_table() -> None:
    assert held(("auditor", "", "valid")) == [
        ("driver", Held.MISSING, "", ""),
        ("auditor", Held.VALID, "К-1", ""),
    ]


@pytest.mark.parametrize(
    ("until", "state", "expected"),
    [
        ("", "valid", Held.VALID),
        ("2024-05-31", "valid", Held.EXPIRED),
        ("2024-06-01", "valid", Held.ENDS_SOON),
        ("2024-08-29", "valid", Held.ENDS_SOON),
        ("2024-08-30", "valid", Held.VALID),
        ("2030-01-01", "expired", Held.EXPIRED),
        ("soon", "valid", Held.VALID),
    ],
)
def test_a_proof_holds_until_its_day_and_ends_soon_three_months_before(until: str, state: str, expected: Held) -> None:
    found = held(("driver", until, state))[0]
    assert (found[1], found[3]) == (expected, until)


@pytest.mark.parametrize(
    ("proofs", "best"),
    [
        ((("driver", "2025-01-01", "valid"), ("driver", "2026-01-01", "valid")), "К-2"),
        ((("driver", "", "valid"), ("driver", "2026-01-01", "valid")), "К-1"),
        ((("driver", "", "expired"), ("driver", "2024-07-01", "valid")), "К-2"),
        ((("[auditor, driver]", "2026-01-01", "valid"), ("driver", "2025-01-01", "valid")), "К-1"),
    ],
)
def test_of_several_proofs_the_one_that_holds_longest_counts(
    proofs: tuple[tuple[str, str, str], ...], best: str
) -> None:
    assert held(*proofs)[0][2] == best


PROOF = "position: {0}\ncompetence: {1}\nobtained: {2}\nvalid_until: {3}\n"
ENDED = "position: clerk\ncompetence: auditor\nobtained: 2024-01-01\nstate: expired\n"


@pytest.mark.parametrize(
    ("proof", "proved"),
    [
        (("clerk", "auditor", "2024-01-01", ""), True),
        (("clerk", "auditor", "2024-06-01", ""), True),
        (("clerk", "auditor", "2024-06-02", ""), False),
        (("clerk", "auditor", "2024-01-01", "2024-06-01"), True),
        (("clerk", "auditor", "2024-01-01", "2024-05-31"), False),
        (("clerk", "[x, auditor]", "2024-01-01", ""), True),
        (("clerk", "driver", "2024-01-01", ""), False),
        (("head", "auditor", "2024-01-01", ""), False),
    ],
)
def test_a_competence_is_proved_by_evidence_that_holds_on_the_day(proof: tuple[str, ...], proved: bool) -> None:
    assert lacking(PROOF.format(*proof)) == ([] if proved else [("auditors", "clerk")])


@pytest.mark.parametrize(
    ("fields", "proved"),
    [
        ("closed_on: 2024-06-01\n", True),
        ("closed_on: 2024-05-31\n", False),
        ("closed_on: 2024-05-31\nvalid_until: 2026-01-01\n", False),
        ("valid_until: 2024-06-01\n", True),
        ("", False),
    ],
)
def test_evidence_that_was_ended_proves_nothing_after_that_day(fields: str, proved: bool) -> None:
    assert lacking(ENDED + fields) == ([] if proved else [("auditors", "clerk")])


def test_where_no_competence_is_asked_for_nobody_lacks_it() -> None:
    assert lacking(ENDED, "") == []


def lacking(proof: str, competence: str = "auditor") -> list[tuple[str, str]]:
    """Return who lacks the competence on the first of June."""
    register = Register("audits", competent=Competence(("auditors",), competence))
    everything = registers([register, Register("competences")], entry(proof, "К-1", "competences"))
    return list(not_competent(everything, register, entry("auditors: [clerk]\n"), "2024-06-01"))
