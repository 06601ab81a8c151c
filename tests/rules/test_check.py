"""The check of a whole repository."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from qms.actions.checking.check import check, run
from qms.adapters.files.workspace import Workspace
from qms.errors import RepositoryError
from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import msg
from qms.model.settings import Settings
from qms.model.snapshot import Snapshot
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View, all_rules

from .conftest import Start
from .example import DOCUMENT, Example, git, prepare


def test_a_report_counts_documents_and_rules(example: Start) -> None:
    report = example("").report()
    assert (report.findings, report.documents, report.rules, report.errors) == ((), 2, len(all_rules()), 0)


def test_a_repository_without_documents_and_registers_cannot_be_checked(example: Start) -> None:
    documents = f"delete: {DOCUMENT}\ndelete: documents/2/СМС-ДП-2.2-2024.md"
    tables = "\n".join(f"delete: {one}" for one in TABLES)
    with pytest.raises(RepositoryError, match="There is no document"):
        example(f"{documents}\n{tables}").report()
    assert example(documents).report().documents == 0


TABLES = ("organisation/positions.yaml", "organisation/units.yaml", "registers/processes.yaml")


def test_findings_are_sorted_by_place_and_the_same_every_time(example: Start) -> None:
    start = example("owner: ЮБ\nclauses: ['99', '98']\nreferences: [х, у]\nbody:\n### а\n\nіқ сaпат")
    findings = start.report().findings
    assert [item.order() for item in findings] == sorted(item.order() for item in findings)
    assert start.report().findings == findings


def test_checking_changes_no_file(example: Start) -> None:
    start = example("owner: ЮБ")
    before = {path: path.read_bytes() for path in start.root.rglob("*") if path.is_file()}
    start.report()
    assert {path: path.read_bytes() for path in start.root.rglob("*") if path.is_file()} == before


def test_paths_narrow_the_findings(example: Start) -> None:
    start = example("owner: ЮБ\nedit: documents/2/СМС-ДП-2.2-2024.md\nowner: КБ = owner: ЖБ\ngit: config core.pager x")
    assert start.rules() == ["HS006", "LV005", "LV005"]
    assert start.rules(DOCUMENT) == ["LV005"]
    assert start.rules("documents/") == ["LV005", "LV005"]
    assert start.rules("organisation") == []
    assert start.rules(".") == ["HS006", "LV005", "LV005"]


def test_a_document_brings_the_findings_of_its_ledger_along(example: Start) -> None:
    start = example("act: approve СМС-ДП-2.2-2024, by registrar, on 2024-05-20\nedit: documents/2/СМС-ДП-2.2-2024.md\n")
    assert start.rules("documents/2/СМС-ДП-2.2-2024.md") == ["LG005"]


def test_the_documents_may_lie_in_a_folder_of_a_larger_repository(prepared: Path, tmp_path: Path) -> None:
    shutil.copytree(prepared, tmp_path / "all" / "сапат", ignore=shutil.ignore_patterns(".git"))
    git(tmp_path / "all", "init", "-q", "-b", "main", "--template=")
    git(tmp_path / "all", "add", "-A")
    git(tmp_path / "all", "commit", "-q", "-m", "Begin")
    start = Example(tmp_path / "all" / "сапат")
    assert start.rules() == []
    assert start.run("approved: СМС-ДП-2.2-2024\ndelete: ledger/СМС-ДП-2.2-2024.jsonl").rules() == ["LG004"]


def test_the_template_repository_is_clean_for_its_waivers(tmp_path: Path) -> None:
    template = Path(__file__).parents[2] / "docs-repo-template"
    root = shutil.copytree(template, tmp_path / "template")
    git(root, "init", "-q", "-b", "main", "--template=")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Begin")
    report = check(Workspace.find(root), date(2026, 1, 1))
    assert [item for item in report.findings if item.waiver is None] == []


def _one(context: Context) -> Iterator[Finding]:
    yield Finding(Location("a"), msg("One"), msg("Mend it"), "s", Severity.WARNING)


def _count(context: Context) -> Iterator[Finding]:
    yield Finding(Location("b"), msg("{number} before", number=len(context.findings)), msg("Look"), "s")


def test_the_last_rules_see_the_findings_of_all_others() -> None:
    rules = (Rule("XX002", Severity.ERROR, _count, View.LAST), Rule("XX001", Severity.ERROR, _one, View.HEADS))
    findings = run(rules, Context(Snapshot(Settings()), date(2026, 1, 1)))
    assert [(item.rule, item.severity) for item in findings] == [("XX001", "warning"), ("XX002", "error")]
    assert findings[1].message.values == {"number": 1}


def test_a_prepared_repository_is_the_same_every_time(tmp_path: Path) -> None:
    heads = {git(prepare(tmp_path / name), "rev-parse", "HEAD") for name in ("a", "b")}
    assert len(heads) == 1


def test_a_finding_keeps_the_weight_of_its_rule_unless_it_has_its_own() -> None:
    rule = Rule("XX001", Severity.ERROR, _one, View.HEADS)
    (found,) = rule.run(Context(Snapshot(Settings()), date(2026, 1, 1)))
    assert found == found._replace(severity=Severity.WARNING, rule="XX001", subject="s")


def test_where_settings_cannot_be_read_only_what_needs_none_is_said(example: Start) -> None:
    start = example(
        "owner: ЮБ\nedit: qms.yaml\ntypes: = types: [\nedit: documents/2/СМС-ДП-2.2-2024.md\n---\\ncode = code"
    )
    assert start.rules() == ["FM001", "ST001"]


@pytest.mark.parametrize("table", ["organisation/units", "organisation/positions", "registers/processes"])
def test_a_table_that_breaks_off_is_one_finding(table: str, example: Start) -> None:
    start = example(f"edit: {table}.yaml\nentries: = entries:\\n  - {{id: жаңы, number: '9'}}\\n  - {{id: \"")
    assert start.rules() == ["RG004"]
