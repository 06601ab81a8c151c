"""July 2026 to March 2027: complaints, training, measurements, risks again, the report of the year, new objectives."""

from __future__ import annotations

from .department import Department
from .first_half import INPUTS


def july(work: Department) -> None:
    """A complaint comes, is looked into and answered; because it was justified, it becomes a nonconformity."""
    work.on("2026-07-06")
    work("""qms entry new complaints --set title="Жатакана жөнүндө маалымат такталган эмес" --set party=parents
            --set channel="Ишеним телефону" --set received=2026-07-06 --set process=2.1 --set unit=КАК
            --set owner=admissions-secretary --set due=2026-07-20""")
    assert work.inbox("admissions-secretary") == ["ДТ-2026-001"]
    work.on("2026-07-13")
    work('qms entry move ДТ-2026-001 investigated --set justified=yes --set investigation="Сайттагы барак эскирген"')
    work("""qms entry new nonconformities --set title="Сайттагы маалымат эскирген" --set found_on=2026-07-13
            --set kind=environment --set origin=parties --set detected_at=complaints --set source=ДТ-2026-001
            --set process=2.1 --set unit=КАК --set severity=minor --set owner=admissions-secretary
            --set evidence="Сайттын барагы, 13.07.2026" --set due=2026-10-15""")
    work('qms entry move ДТ-2026-001 answered --set answer="Барак жаңыртылды, кечирим суралды"')

    work.on("2026-07-31")
    assert work.overdue() == []
    assert work.status() == ["requirement-reviews"]
    assert work.findings() == []


def august(work: Department) -> None:
    """The requirements of the programmes are reviewed before the academic year begins."""
    work.on("2026-08-20")
    work("""qms entry new requirement-reviews --set title="Бакалавр программаларынын талаптары" --set kind=yearly
            --set unit=ОИД --set process=2.3 --set requirements="Мамлекеттик стандарт, иш берүүчүлөр"
            --set owner=academic-director --set due=2026-08-25""")
    work("""qms entry move ТЛ-2026-001 reviewed --set body=methodical-council --set minutes="№ 1 протокол"
            --set result="Эки предмет жаңыртылды" """)
    work('qms entry move ТЛ-2026-001 closed --set actions="Окуу пландары өзгөртүлдү" --set informed="Кафедралар"')

    work.on("2026-08-31")
    assert "requirement-reviews" in work.done()
    assert work.overdue() == []
    assert work.status() == ["АР-2026-001", "plans"]


def september(work: Department) -> None:
    """The plans of the academic year are approved; auditors are trained; what was done is verified."""
    work.on("2026-09-01")
    work("""qms entry new plans --set title="Окуу жылынын планы" --set horizon=annual --set unit=ОИД
            --set owner=academic-director --set from=2026-09-01 --set due=2027-06-30""")
    work('qms entry move ИП-2026-002 approved --by rector --set discussed="№ 1 протокол, 31.08.2026"')
    work("""qms entry new trainings --set title="Ички аудиторлор: кайра окутуу" --set competence=internal-auditor
            --set need="Күбөлүктөрдүн мөөнөтү бүтөт" --set unit=АББСД
            --set participants=quality-director,academic-director,library-director,research-head
            --set provider="Сапат борбору" --set owner=quality-director --set from=2026-09-28 --set due=2026-10-02""")
    work.on("2026-09-14")
    work("""qms entry move АР-2026-001 verified --by quality-director --set effectiveness=effective
            --set verified_by=quality-director""")
    work('qms entry move ТК-2026-002 corrected --set correction="Барак жаңыртылды"')
    work('qms entry move ТК-2026-002 analysed --set cause="Баракка жооптуу жок"')
    work("""qms entry new actions --set title="Сайттын барактарына жооптуу дайындоо" --set kind=corrective
            --set source=ТК-2026-002 --set unit=КАК --set owner=admissions-secretary --set planned_on=2026-09-14
            --set due=2026-09-30 --set criterion="Барактар айына бир текшерилет" """)
    work('qms entry move АР-2026-004 done --set result="Буйрук № 77" --set verify_by=2026-10-12')

    work.on("2026-09-30")
    assert work.overdue() == []
    assert work.status() == ["ТБ-2026-001", "ОК-2026-001", "АР-2026-004", "ТК-2026-002", "student-meetings"]
    assert work.inbox("vice-rector-students") == ["student-meetings"]


def october(work: Department) -> None:
    """The training is held, the students are met, the second nonconformity is closed, the risk is treated."""
    work.on("2026-10-02")
    work("qms entry move ОК-2026-001 held --set hours=24 --set evaluate_by=2026-12-15")
    work.sheet(
        "competences",
        [
            {
                "position": position,
                "competence": "internal-auditor",
                "evidence": "certificate",
                "training": "ОК-2026-001",
                "reference": "№ 207, 02.10.2026",
                "obtained": "2026-10-02",
                "valid_until": "2028-10-02",
            }
            for position in ("quality-director", "academic-director", "library-director", "research-head")
        ],
    )
    work("""qms entry move ТБ-2026-001 treated --set residual_likelihood=2 --set residual_impact=3
            --set effectiveness="Арыздар 12 пайызга көбөйдү" --set review=2026-11-30""")
    work.on("2026-10-12")
    work("""qms entry move АР-2026-004 verified --by vice-rector-academic --set effectiveness=effective
            --set verified_by=vice-rector-academic""")
    work("""qms entry move ТК-2026-002 closed --by quality-director --set effectiveness=effective
            --set verified_by=quality-director""")
    work("""qms entry new meetings --set title="Жаңы окуу жылы" --set party=students --set owner=vice-rector-students
            --set due=2026-10-15""")
    work('qms entry move ЖЛ-2026-001 held --set questions="Жатакана, стипендия" --set decisions="Үч тапшырма берилди"')

    work.on("2026-10-31")
    assert "student-meetings" in work.done()
    assert work.overdue() == []
    found = work.status()
    assert found[:1] == ["АР-2026-002"]
    assert {"staff-assessment", "surveys"} <= set(found)
    assert work.inbox("hr-head")[-1] == "staff-assessment"


def november(work: Department) -> None:
    """Certificates run out and are put aside; the staff is assessed; graduates are asked."""
    work.on("2026-11-13")
    late = [code for code in work.status() if code.startswith("КТ-")]
    assert len(late) == 4  # the certificates of 12 November
    for code in late:
        work(f"qms entry move {code.strip('!')} expired")
    work("""qms entry new competences --set position=hr-head --set competence=digital-skills --set evidence=attestation
            --set reference="№ 3 протокол, 13.11.2026" --set obtained=2026-11-13""")
    work("""qms entry move АР-2026-002 verified --by management-representative --set effectiveness=effective
            --set verified_by=management-representative""")
    work("""qms entry new surveys --set title="Бүтүрүүчүлөр" --set group=graduates --set year=2026
            --set owner=vice-rector-academic --set due=2026-11-30""")
    work("qms entry move СР-2026-002 held --set answers=310 --set held_on=2026-11-24")
    work('qms entry move СР-2026-002 analysed --set score=79 --set conclusion="Практика жетишсиз"')

    work.on("2026-11-30")
    assert {"staff-assessment", "surveys"} <= set(work.done())
    assert work.overdue() == []
    assert work.status() == ["ТБ-2026-001", "ОК-2026-001", "process-measurements", "objectives-report"]
    assert work.findings() == []


def december(work: Department) -> None:
    """Risks are assessed again; processes and objectives are measured; what the year set out to do is summed up."""
    work.on("2026-12-01")
    work("qms entry move ТБ-2026-001 assessed --set likelihood=2 --set review=2027-06-30")
    work('qms entry move ОК-2026-001 evaluated --set effectiveness="Отчеттор талапка жооп берет"')
    work.on("2026-12-18")
    numbers = [one["number"] for one in work.json("qms entry list processes")["entries"] if not one["group"]]
    work.sheet(
        "measurements",
        [
            {
                "process": number,
                "year": "2026",
                "indicator": "Пландын аткарылышы",
                "measure": "%",
                "target": "90",
                "owner": "quality-director",
                "due": "2026-12-31",
            }
            for number in numbers
        ],
    )
    work.fill("measurements", {"state": "measured", "value": "92", "measured_on": "2026-12-18"}, year="2026")
    work.fill("measurements", {"state": "analysed", "conclusion": "Максатка жетишилди"}, year="2026")
    work('qms entry set МК-2026-001 --add measurements="year=2026, value=73"')
    work("""qms entry move МК-2026-002 attained --add measurements="year=2026, value=96"
            --set result="Даттануулардын баарына мөөнөтүндө жооп берилди" """)
    work('qms entry move ИП-2026-001 carried-out --set result="Бардык иш-чаралар аткарылды"')
    work('qms entry move АП-2026-01 carried-out --set result="Бир аудит өткөрүлдү"')

    work.on("2026-12-31")
    assert len(work.done()) == 15  # every duty of the year
    assert work.overdue() == []
    assert work.status() == ["audit-programme", "plans", "СМС-СС-1.1-2026"]
    assert work.findings() == []


def january(work: Department) -> None:
    """The next year is programmed; a lead auditor may not audit his own unit."""
    work.on("2027-01-14")
    assert work.findings() == []
    work("""qms entry new audit-programmes --set title="2027-жылдын аудиттеринин программасы" --set year=2027
            --set purpose="СМСтин шайкештигин баалоо" --set criteria=ДП-2.1 --set owner=quality-director
            --set due=2027-01-31""")
    work('qms entry move АП-2027-01 approved --by rector --set order="Ректордун буйругу № 6"')
    work("""qms entry new audits --set title="Китепкана" --set programme=АП-2027-01 --set unit=БИК --set process=3.5
            --set clauses=7.1.3 --set documents=ДП-2.1 --set lead=library-director --set due=2027-05-15""")
    assert [one.split()[1] for one in work.findings()] == ["ИА-2027-001"] * 2  # of the unit, and owner of the process
    work("qms entry set ИА-2027-001 --set lead=research-head")
    assert work.findings() == []
    work("""qms entry new plans --set title="АББСДнын 2027-жылга планы" --set horizon=annual --set unit=АББСД
            --set owner=quality-director --set from=2027-01-20 --set due=2027-12-31""")
    work('qms entry move ИП-2027-001 approved --by rector --set discussed="№ 2 протокол, 18.01.2027"')

    work('qms review СС --basis "№ 2 протокол, 18.01.2027" --by rector')

    work.on("2027-01-31")
    assert work.done() == ["audit-programme", "plans", "policy-review"]
    assert work.status() == ["management-report"]


def february(work: Department) -> None:
    """The report of the year: figures from the registers, conclusions of the author, the way to the rector."""
    work.on("2027-02-15")
    work("""qms entry new reviews --set title="2026-жылдын отчету" --set year=2026 --set owner=quality-director
            --set due=2027-03-31""")
    report = work.new("qms report management-review 2026 --as-document")
    text = next(work.folder.glob(f"documents/*/{report}.md")).read_text("utf-8")
    assert "| 0 | 22 |" in text, [line for line in text.splitlines() if " 22 " in line]
    work.complete(report, "Көрсөткүчтөр жакшырды; негизги чечимдер төмөндө.")
    work(f'qms revise {report} --change "Отчет даярдалды" --basis "Сапат боюнча жетектеме, 12.1"')
    work(f"qms submit {report} --by quality-director")
    work.sits("representative")
    work(f"qms agree {report} --by management-representative")
    written = " ".join(f'--set {name}="Отчетто берилди"' for name in INPUTS)
    work(f"qms entry move ЖА-2027-01 agreed --by management-representative --set report={report} {written}")
    work.sits("rector")
    work(f'qms approve {report} --by rector --decision "№ 5"')
    work.sits("director")
    work(f"qms issue {report} --to ректорат --to ОИД")
    work(f"qms acknowledge {report} --copy 2")
    work(f"qms acknowledge {report} --copy 3")

    work.on("2027-02-28")
    assert work.overdue() == []
    assert work.status() == ["management-review"]


def march(work: Department) -> None:
    """The management review decides: decisions become actions, an objective is renewed, the policy stays."""
    work.on("2027-03-16")
    report = work.json("qms entry show ЖА-2027-01")["report"]
    before = next(work.folder.glob(f"documents/*/{report}.md")).read_bytes()
    work("""qms entry move ЖА-2027-01 approved --by rector --set held_on=2027-03-16 --set effectiveness=effective
            --set minutes="Административдик кеңеш, № 3 протокол"
            --add decisions="decision=Ашкананы оңдоо, kind=resources, owner=administrative-director, due=2027-09-01"
            --add decisions="decision=Даттануулар боюнча жаңы максат, kind=objectives, owner=quality-director" """)
    work("""qms entry new actions --set title="Ашкананы оңдоо" --set kind=improvement --set source=ЖА-2027-01
            --set unit=АЧД --set owner=administrative-director --set planned_on=2027-03-16 --set due=2027-09-01
            --set criterion="Сурамжылоодо ашкананын баасы 75 пайыздан жогору" """)
    work("""qms entry new objectives --set title="Даттануулардын санын азайтуу" --set scope=unit --set unit=АББСД
            --set serves=МК-2026-001 --set indicator="Жыл ичиндеги даттануулар" --set direction=down
            --set baseline=4 --set target=2 --set from=2027 --set due=2028-12-31 --set owner=quality-director
            --set plan="Себептери боюнча иш" """)
    work("qms entry move МК-2027-001 active")
    work('qms entry move ЖА-2027-01 delivered --set distributed="Бардык бөлүмдөр"')

    work.on("2027-03-31")
    assert work.done() == ["audit-programme", "plans", "management-report", "management-review", "policy-review"]
    assert work.overdue() == []
    assert work.findings() == []
    assert next(work.folder.glob(f"documents/*/{report}.md")).read_bytes() == before
    assert work("qms trail verify").out.startswith("CLAIMED")
