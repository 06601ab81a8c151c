"""What the links between registers demand, sentence by sentence: each is found, and gone when it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ..cli.desk import as_person
from ..year.department import Department

RISK = """qms entry new risks --set title=Тобокелчилик --set kind=risk --set process=2.3 --set owner=rector
          --set identified=2026-01-15"""
ACTION = """qms entry new actions --set title=Аракет --set kind=corrective --set unit=АББСД --set owner=quality-director
            --set planned_on=2026-01-20 --set due=2026-02-20 --set criterion=Аткарылды"""
NONCONFORMITY = """qms entry new nonconformities --set title=Кемчилик --set found_on=2026-01-20 --set kind=learner
                   --set origin=internal-audit --set detected_at=internal-audits --set process=2.1 --set unit=КАК
                   --set severity=minor --set owner=admissions-secretary --set evidence=Журнал --set due=2026-03-15"""
AUDIT = """qms entry new audits --set title=Аудит --set programme=АП-2026-01 --set unit=КАК --set process=2.1
           --set clauses=8.2 --set documents=ДП-2.1 --set lead=library-director --set due=2026-03-30"""
MEASURED = """qms entry new measurements --set process={process} --set year={year} --set indicator=Үлүш --set target=90
              --set owner=rector --set due={year}-12-31"""


@pytest.fixture
def work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Department]:
    """An empty system on 15 January 2026."""
    folder, home = tmp_path / "docs", tmp_path / "home"
    for path in (folder, home):
        path.mkdir()
    with as_person(home, folder) as patch:
        department = Department(folder, home, patch, capsys)
        department.sits("director")
        department.on("2026-01-15")
        department("qms init . --empty")
        yield department


def audited(work: Department) -> None:
    """Begin a programme with one audit by a trained auditor."""
    work.new('qms new ДП "Ички аудит" --owner АББСД --process 4.1')
    work("""qms entry new audit-programmes --set title=Программа --set year=2026 --set purpose=Баалоо
            --set criteria=ДП-2.1 --set owner=quality-director --set due=2026-02-28""")
    work("""qms entry new competences --set position=library-director --set competence=internal-auditor
            --set evidence=certificate --set reference=№1 --set obtained=2025-06-01 --set valid_until=2026-06-01""")
    work(AUDIT)


def about(work: Department, code: str) -> list[str]:
    """Return the rules of what is found about an entry."""
    return [one.split()[0] for one in work.findings() if one.split()[-1] == code]


def test_a_finding_without_a_nonconformity(work: Department) -> None:
    audited(work)
    work("""qms entry new findings --set title=Табылга --set audit=ИА-2026-001 --set kind=minor
            --set found_on=2026-01-15 --set unit=КАК --set evidence=Журнал""")
    assert about(work, "АТ-2026-001") == ["RG019"]
    work.on("2026-01-20")
    work(f"{NONCONFORMITY} --set source=АТ-2026-001")
    assert about(work, "АТ-2026-001") == []


def test_a_nonconformity_without_a_cause_in_its_term_or_without_an_action(work: Department) -> None:
    work.on("2026-01-20")
    work(NONCONFORMITY)
    work("qms entry move ТК-2026-001 corrected --set correction=Оңдолду")
    assert "--set cause=…" in work("qms entry move ТК-2026-001 analysed", code=2).err
    work("qms entry move ТК-2026-001 analysed --set cause=Дайындалган-эмес")
    assert about(work, "ТК-2026-001") == ["RG019"]
    work(f"{ACTION} --set source=ТК-2026-001")
    assert about(work, "ТК-2026-001") == []


def test_an_action_without_verified_effectiveness(work: Department) -> None:
    work.on("2026-01-20")
    work(RISK)
    work(f"{ACTION} --set source=ТБ-2026-001")
    work("qms entry move АР-2026-001 done --set result=Бүттү --set verify_by=2026-03-01")
    assert about(work, "АР-2026-001") == []
    work.on("2026-03-02")
    assert "АР-2026-001!" in work.status()
    assert len(about(work, "АР-2026-001")) == 1
    work("""qms entry move АР-2026-001 verified --by quality-director --set effectiveness=effective
            --set verified_by=quality-director""")
    assert about(work, "АР-2026-001") == []


def test_an_objective_without_a_measurement_of_the_year(work: Department) -> None:
    work("""qms entry new objectives --set title=Максат --set scope=unit --set unit=АББСД --set indicator=Үлүш
            --set baseline=70 --set target=90 --set from=2026 --set due=2028-12-31 --set owner=rector --set plan=Иш""")
    work("qms entry move МК-2026-001 active")
    assert about(work, "МК-2026-001") == []
    work.on("2027-01-02")
    assert about(work, "МК-2026-001") == ["RG019"]
    work('qms entry set МК-2026-001 --add measurements="year=2026, value=75"')
    assert about(work, "МК-2026-001") == []


def test_a_process_without_owner_card_or_measurement(work: Department) -> None:
    work(MEASURED.format(process="1.1", year=2026))
    work("qms entry move ПӨ-2026-001 measured --set value=91")
    work.on("2027-01-02")
    assert about(work, "1.1") == []
    assert about(work, "1.2") == ["RG019"], work.findings()  # 1.1 was measured in 2026, this one was not
    work(MEASURED.format(process="1.2", year=2026))
    assert about(work, "1.2") == ["RG019"]  # a measurement that is only planned shows nothing
    work("qms entry move ПӨ-2027-001 measured --set value=91")
    assert about(work, "1.2") == []
    work("qms entry set processes/1.2 --set owner= --set outputs.ky= --set outputs.ru=")
    assert about(work, "1.2") == ["RG001", "RG019"]


def test_an_auditor_who_audits_his_own_unit_or_whose_training_has_expired(work: Department) -> None:
    audited(work)
    assert about(work, "ИА-2026-001") == []
    work("qms entry set ИА-2026-001 --set unit=БИК")
    assert len(about(work, "ИА-2026-001")) == 1
    work("qms entry set ИА-2026-001 --set unit=КАК --set due=2026-06-30")
    work.on("2026-06-02")
    assert "КТ-2026-001" in [item.strip("!") for item in work.inbox("hr-head")]
    assert len(about(work, "ИА-2026-001")) == 1
    assert about(work, "КТ-2026-001") != []


def test_a_risk_without_treatment(work: Department) -> None:
    work(RISK)
    work(
        "qms entry move ТБ-2026-001 assessed --set likelihood=3 --set impact=4 --set response=reduce"
        " --set review=2026-06-30"
    )
    assert about(work, "ТБ-2026-001") == ["RG019"]
    work.on("2026-01-20")
    work(f"{ACTION} --set source=ТБ-2026-001")
    assert about(work, "ТБ-2026-001") == []


def test_an_empty_system_checks_clean_and_covers_nothing_yet(work: Department) -> None:
    assert work.json("qms coverage --missing")["clauses"]
    states = {one["clause"]: one["state"] for one in work.json("qms coverage")["clauses"]}
    assert states["10.3"] == "missing"
    assert states["4.4"] != "missing"
