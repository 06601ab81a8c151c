"""January to June 2026: the system begins, objectives are set, audits planned, the first nonconformity is worked on."""

from __future__ import annotations

from .department import Department


def january(work: Department) -> None:
    """The department begins: policy, procedure, objectives, the audit programme, the plan of the year."""
    work.on("2026-01-12")
    work("qms init . --empty")
    policy = work.new('qms new СС "Сапат обласындагы саясат" --owner АББСД')
    work.write(policy, "Саясат университеттин бардык бөлүмдөрүнө тиешелүү жана жыл сайын каралат.")
    procedure = work.new('qms new ДП "Ички аудит" --owner АББСД --process 4.1')
    work.write(procedure, "Ички аудит жылдык программа боюнча өткөрүлөт.")
    for code in (policy, procedure):
        work(f'qms revise {code} --change "Документ иштелип чыкты" --basis "АББСДнын планы"')
    assert work.inbox("rector") == [procedure, policy]

    work.on("2026-01-15")
    for code in (policy, procedure):
        work(f'qms approve {code} --by rector --decision "Ректордун буйругу № 5" --effective 2026-01-20')
    work(f"qms issue {procedure} --to АББСД --to БИК")
    work(f"qms acknowledge {procedure} --copy 2")

    work.on("2026-01-16")
    work("""qms entry new objectives --set title="Студенттердин канааттануусун жогорулатуу" --set scope=university
            --set unit=ректорат --set process=2.3 --set indicator="Сурамжылоодогу орточо балл" --set measure=%
            --set baseline=71 --set target=80 --set from=2026 --set due=2028-12-31 --set owner=vice-rector-academic
            --set plan="Сурамжылоолордун жыйынтыгы боюнча иш-чаралар" """)
    work("""qms entry new objectives --set title="Даттанууларга өз убагында жооп берүү" --set scope=unit
            --set unit=АББСД --set serves=МК-2026-001 --set indicator="Мөөнөтүндө жооп берилгендер"
            --set measure=% --set baseline=78 --set target=95 --set from=2026 --set due=2026-12-31
            --set owner=quality-director --set plan="Бирдиктүү реестр, ай сайын көзөмөл" """)
    work("qms entry move МК-2026-001 active")
    work("qms entry move МК-2026-002 active")

    work.sheet("competences", [evidence(*one) for one in COMPETENCES])
    work("""qms entry new audit-programmes --set title="2026-жылдын аудиттеринин программасы" --set year=2026
            --set purpose="СМСтин шайкештигин баалоо" --set criteria=ДП-2.1 --set owner=quality-director
            --set due=2026-01-31""")
    assert work.inbox("quality-director") == ["audit-programme", "АП-2026-01"]
    work('qms entry move АП-2026-01 approved --by rector --set order="Ректордун буйругу № 9"')
    work("""qms entry new audits --set title="Кабыл алуу кампаниясы" --set programme=АП-2026-01 --set unit=КАК
            --set process=2.1 --set clauses=8.2,8.5.1 --set documents=ДП-2.1 --set lead=library-director
            --set team=research-head --set due=2026-04-30""")
    work("""qms entry new plans --set title="АББСДнын 2026-жылга планы" --set horizon=annual --set unit=АББСД
            --set owner=quality-director --set from=2026-01-20 --set due=2026-12-31 --add objectives=МК-2026-002""")
    work('qms entry move ИП-2026-001 approved --by rector --set discussed="№ 2 протокол, 19.01.2026"')
    work("""qms entry new risks --set title="Кабыл алуу планы аткарылбайт" --set kind=risk --set process=2.1
            --set owner=admissions-secretary --set identified=2026-01-16""")

    work.on("2026-01-31")
    assert work.done() == [
        "audit-programme",
        "plans",
        "policy-review",
    ]  # the policy is new: nobody need look at it again
    assert work.overdue() == []
    assert work.status() == ["management-report"]
    assert work.inbox("vice-rector-academic") == []


COMPETENCES = (
    ("quality-director", "higher-education"),
    ("quality-director", "iso-9001"),
    ("hr-head", "higher-education"),
    ("registrar", "document-control"),
    ("digital-director", "risk-management"),
    ("finance-head", "risk-management"),
    ("quality-director", "internal-auditor"),
    ("academic-director", "internal-auditor"),
    ("library-director", "internal-auditor"),
    ("research-head", "internal-auditor"),
)
"""Who shows what: `check` compares it with the competences that `organisation/positions.yaml` asks for."""


def evidence(position: str, competence: str) -> dict[str, str]:
    """Return the row of a competence; that of an auditor holds for a year."""
    until = "2026-11-12" if competence == "internal-auditor" else ""
    row = {"position": position, "competence": competence, "evidence": "certificate", "reference": "№ 114, 12.11.2025"}
    return {**row, "obtained": "2025-11-12", "valid_until": until}


def february(work: Department) -> None:
    """The year before is looked back at, though no register was kept then; the risk is assessed and treated."""
    work.on("2026-02-10")
    work("""qms entry new reviews --set title="2025-жылдын отчету" --set year=2025 --set owner=quality-director
            --set due=2026-03-31""")
    report = work.new("qms report management-review 2025 --as-document")
    assert f"TX022 {report}" in work.findings()
    work.complete(report, "2025-жылы реестрлер жүргүзүлгөн эмес; баалоо документтер боюнча берилди.")
    work(f'qms revise {report} --change "Отчет даярдалды" --basis "Сапат боюнча жетектеме, 12.1"')
    work(f"qms submit {report} --by quality-director")
    assert work.inbox("management-representative") == [report]
    work.sits("representative")
    work(f"qms agree {report} --by management-representative")
    assert work.inbox("rector") == [report]
    work.sits("rector")
    work(f'qms approve {report} --by rector --decision "№ 4"')
    work.sits("director")
    work(f"qms issue {report} --to ректорат --to ОИД")
    work(f"qms acknowledge {report} --copy 2")
    work(f"qms acknowledge {report} --copy 3")
    work(f"qms entry set ЖА-2026-01 --set report={report}")
    written = " ".join(f'--set {name}="Реестр жок"' for name in INPUTS)
    work(f"qms entry move ЖА-2026-01 agreed --by management-representative {written}")

    work("""qms entry move ТБ-2026-001 assessed --set likelihood=3 --set impact=4 --set response=reduce
            --set review=2026-06-30""")
    assert work.findings() == ["RG019 ТБ-2026-001"]  # the risk is to be reduced, and nothing does it yet
    work("""qms entry new actions --set title="Аймактарда маалымат күндөрүн өткөрүү" --set kind=preventive
            --set source=ТБ-2026-001 --set unit=КАК --set owner=admissions-secretary --set planned_on=2026-02-10
            --set due=2026-05-20 --set criterion="Арыздардын саны план боюнча" """)
    assert work.findings() == []

    work.on("2026-02-28")
    assert work.done() == ["audit-programme", "plans", "management-report", "policy-review", "risks"]
    assert work.overdue() == []
    assert work.status() == ["management-review"]
    assert work.inbox("management-representative") == ["management-review"]


INPUTS = (
    *("objectives", "audits", "customers", "performance", "nonconformities", "actions", "changes", "improvement"),
)


def march(work: Department) -> None:
    """The management review decides, and a decision becomes an action."""
    work.on("2026-03-17")
    work("""qms entry move ЖА-2026-01 approved --by rector --set held_on=2026-03-17 --set effectiveness=partly
            --set minutes="Административдик кеңеш, № 3 протокол"
            --add decisions="decision=Реестрлерди жүргүзүү, owner=quality-director, due=2026-06-30" """)
    assert work.findings() == ["RG019 ЖА-2026-01"]  # decisions that nobody carries out
    work("""qms entry new actions --set title="Реестрлерди жүргүзүүгө үйрөтүү" --set kind=improvement
            --set source=ЖА-2026-01 --set unit=АББСД --set owner=quality-director --set planned_on=2026-03-17
            --set due=2026-06-30 --set criterion="Бардык бөлүмдөр өз жазууларын өзү киргизет" """)
    work('qms entry move ЖА-2026-01 delivered --set distributed="Проректорлор, процесстердин жетекчилери"')

    work.on("2026-03-31")
    assert {"management-report", "management-review"} <= set(work.done())
    assert work.overdue() == []
    assert work.status() == ["ИА-2026-001"]
    assert work.inbox("library-director") == ["ИА-2026-001"]


def april(work: Department) -> None:
    """The audit is prepared and held; what it finds becomes a nonconformity."""
    work.on("2026-04-14")
    work("""qms entry move ИА-2026-001 prepared --set plan="Ачылыш жыйыны, жазууларды кароо, жыйынтыктоо"
            --add checklist="clause=8.2.1, question=Абитуриенттерге маалымат толукпу?"
            --add checklist="clause=8.5.1, question=Арыздар өз убагында катталабы?" """)
    work.on("2026-04-22")
    work("qms entry move ИА-2026-001 held --set report_by=2026-05-06")
    work("""qms entry new findings --set title="Арыздар катталган эмес" --set audit=ИА-2026-001 --set kind=minor
            --set found_on=2026-04-22 --set unit=КАК --set process=2.1 --set clause=8.5.1
            --set evidence="30 иштин 4ү журналда жок" """)
    assert work.findings() == ["RG019 АТ-2026-001"]  # a finding without a nonconformity
    work("""qms entry new nonconformities --set title="Арыздар журналда катталган эмес" --set found_on=2026-04-22
            --set kind=learner --set origin=internal-audit --set detected_at=internal-audits --set source=АТ-2026-001
            --set process=2.1 --set unit=КАК --set severity=minor --set owner=admissions-secretary
            --set evidence="30 иштин 4ү журналда жок" --set due=2026-06-15""")

    work.on("2026-04-30")
    assert work.overdue() == []
    assert work.status() == ["ИА-2026-001", "АР-2026-001"]
    assert work.inbox("admissions-secretary") == ["АР-2026-001"]
    assert work.findings() == []


def may(work: Department) -> None:
    """The report of the audit goes out; cause and action follow; the students are asked."""
    work.on("2026-05-05")
    work("""qms entry move ИА-2026-001 reported --by quality-director --set conclusion="Процесс негизинен шайкеш"
            --set approved_by=quality-director""")
    work("qms entry move ИА-2026-001 distributed --set distributed=КАК,АББСД")
    work('qms entry move ТК-2026-001 corrected --set correction="Төрт иш журналга киргизилди"')
    work('qms entry move ТК-2026-001 analysed --set cause="Журналды жүргүзүүчү дайындалган эмес"')
    assert work.findings() == ["RG019 ТК-2026-001"]  # a cause, and no action against it
    work("""qms entry new actions --set title="Журналды жүргүзүүчүнү буйрук менен дайындоо" --set kind=corrective
            --set source=ТК-2026-001 --set unit=КАК --set owner=admissions-secretary --set planned_on=2026-05-05
            --set due=2026-05-25 --set criterion="Кийинки текшерүүдө бардык иштер катталган" """)
    work("""qms entry new surveys --set title="Студенттер, жаз" --set group=students --set year=2026
            --set owner=vice-rector-academic --set due=2026-05-31""")

    work.on("2026-05-20")
    work('qms entry move АР-2026-001 done --set result="Алты районго чыгышты" --set verify_by=2026-09-15')
    work("""qms entry move СР-2026-001 held --set invited=4300 --set answers=1980 --set promoters=880
            --set passives=700 --set detractors=400 --set held_on=2026-05-20""")
    work('qms entry move СР-2026-001 analysed --set score=73 --set conclusion="Ашкана боюнча даттануулар көп"')

    work.on("2026-05-31")
    assert "surveys" in work.done()
    assert work.overdue() == ["АР-2026-003"]
    assert work.status() == ["АР-2026-003!", "ТК-2026-001", "АР-2026-002", "ТБ-2026-001", "infrastructure-needs"]
    assert work.inbox("admissions-secretary")[0] == "АР-2026-003!"
    assert [one.split()[1] for one in work.findings()] == ["АР-2026-003"]  # it is overdue


def june(work: Department) -> None:
    """What was late is done and verified; the nonconformity is closed; needs of infrastructure are determined."""
    work.on("2026-06-03")
    work("qms entry move АР-2026-003 done --set result='Буйрук № 41' --set verify_by=2026-06-12")
    closing = "qms entry move ТК-2026-001 closed --by quality-director --set effectiveness=effective"
    refused = work(f"{closing} --set verified_by=quality-director", code=2).err
    assert "effectiveness of no action" in " ".join(refused.split()), refused
    work.on("2026-06-12")
    work("""qms entry move АР-2026-003 verified --by vice-rector-academic --set effectiveness=effective
            --set verified_by=vice-rector-academic""")
    work(f"{closing} --set verified_by=quality-director")
    work('qms entry move АТ-2026-001 closed --by quality-director --set answer="Макул"')
    work("""qms entry new infrastructure --set title="Башкы имарат" --set kind=buildings --set unit=ЭБД
            --set owner=administrative-director --set condition=good --set checked=2026-06-12
            --set review=2027-06-12""")
    work('qms entry move АР-2026-002 done --set result="Үч семинар өттү" --set verify_by=2026-10-31')
    work("qms entry set ТБ-2026-001 --set review=2026-10-01")

    work.on("2026-06-30")
    assert "infrastructure-needs" in work.done()
    assert work.overdue() == []
    assert work.status() == []
    assert work.findings() == []
