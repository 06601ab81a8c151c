"""Who must be able to do what: the matrix, its gaps, what `check` says of them."""

from __future__ import annotations

from datetime import date, timedelta

from tests.cli.desk import Desk

HELD = """code: КТ-2026-{number:03}
state: {state}
position: {position}
competence: {competence}
evidence: certificate
reference: № 12
obtained: 2024-02-01
valid_until: {until}
"""


def prove(desk: Desk, number: int, position: str, competence: str, *, until: str = "", state: str = "valid") -> None:
    path = desk.root / "registers" / "competences" / f"КТ-2026-{number:03}.yaml"
    path.parent.mkdir(exist_ok=True)
    text = HELD.format(number=number, position=position, competence=competence, until=until, state=state)
    path.write_text(text, "utf-8")


def days(count: int) -> str:
    return (date.today() + timedelta(days=count)).isoformat()


def test_the_matrix_tells_what_is_proved_and_what_is_missing(desk: Desk) -> None:
    prove(desk, 1, "quality-director", "iso-9001")
    prove(desk, 2, "quality-director", "internal-auditor", until=days(-400))
    prove(desk, 3, "quality-director", "internal-auditor", until=days(30))
    prove(desk, 4, "registrar", "document-control", until=days(-1))
    found = desk("competence", "quality-director", "--format", "json", code=0).json()["competences"]
    assert [(item["competence"], item["state"], item["evidence"]) for item in found] == [
        ("higher-education", "missing", None),
        ("iso-9001", "valid", "КТ-2026-001"),
        ("internal-auditor", "ends-soon", "КТ-2026-003"),
    ]
    gaps = desk("competence", "--gaps", "--format", "json", code=0).json()["competences"]
    assert ("registrar", "expired") in {(item["position"], item["state"]) for item in gaps}
    assert "iso-9001" not in {item["competence"] for item in gaps}
    assert "term over" in desk("competence", "registrar", code=0).out
    assert desk("competence", "janitor", code=2).err


def test_check_asks_for_evidence_as_soon_as_any_is_kept(desk: Desk) -> None:
    def told() -> list[tuple[str, str]]:
        found = desk("check", "--select", "RG018,RG022", "--format", "json").json()["findings"]
        return [(item["rule"], item["code"]) for item in found]

    assert told() == []
    prove(desk, 1, "registrar", "document-control", until=days(-1))
    prove(desk, 2, "hr-head", "higher-education", until=days(-1), state="expired")
    found = told()
    assert ("RG022", "registrar") not in found
    assert ("RG018", "КТ-2026-001") in found
    assert ("RG022", "hr-head") in found
