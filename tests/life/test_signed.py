"""The way of a revision where acts are signed: the key says who acted."""

from __future__ import annotations

from qms.model.snapshot import TRUST_FILE

from ..trust.conftest import Office, founded, keys, needs_keygen, office
from .people import BY_RECTOR, CARD

__all__ = ["founded", "keys", "office"]
pytestmark = needs_keygen
JOB = "СМС-КИ-КБ-01-2024"
"""A document of level 3, about which the quality director of the office may act."""


def act(office: Office, code: str) -> dict[str, str]:
    return office.desk.ledger(code)[-1]


def test_one_key_cannot_do_two_duties_whatever_role_it_takes(office: Office) -> None:
    office.add("mallory", "--role", "quality-director", "--role", "registrar")
    office("mallory", "submit", JOB, "--by", "registrar")

    assert "cannot check" in office("mallory", "check-off", JOB, code=2).err
    office("cholpon", "check-off", JOB)
    assert (act(office, JOB)["by"], act(office, JOB)["person"]) == ("quality-director", "cholpon")


def test_the_registrar_attests_a_decision_on_paper_with_a_signature(office: Office) -> None:
    office("aigul", "approve", JOB, "--by-order", *BY_RECTOR)

    assert (act(office, JOB)["by"], act(office, JOB)["attested"]) == ("rector", "registrar")
    assert act(office, JOB)["attester"] == "aigul"
    assert "person" not in act(office, JOB)


def test_what_units_do_on_paper_is_attested_by_who_signs(office: Office) -> None:
    office("aigul", "external", "register", CARD, "--basis", "№ 12")
    office("aigul", "external", "acquaint", CARD, "--to", "ОИД")

    assert (act(office, CARD)["by"], act(office, CARD)["attested"]) == ("ОИД", "registrar")
    told = office("aigul", "check", "--format", "json").json()["findings"]
    assert [item["rule"] for item in told if item["rule"].startswith(("LG", "TR"))] == []
    assert (office.root / TRUST_FILE).exists()


def test_a_signed_act_that_nobody_has_yet_can_be_taken_back(office: Office) -> None:
    before = office.desk.head()
    office("bolot", "approve", JOB, *BY_RECTOR)
    office("bolot", "undo", "--yes")

    assert office.desk.head() == before
    office.desk.clean()
