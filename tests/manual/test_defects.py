"""What the rules find in the real manual, defect by defect (`defects.md`).

Its text is no part of this project: it is read beside the project, and where it is missing the trial is skipped.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from qms.actions.checking.check import check
from qms.adapters.files.workspace import Workspace
from qms.model.diagnostic import Diagnostic
from qms.rules.rule import all_rules
from tests.cli.desk import name_no_documents
from tests.manual.convert import convert
from tests.manual.test_manual import CODE, DOCUMENT, SCAN, TEMPLATE
from tests.rules.example import Example, git

TABLE = Path(__file__).with_name("defects.md")


class Row(NamedTuple):
    """A row of the table: a defect, the rule, a line of the document (0: of another file), in words."""

    defect: str
    rule: str
    line: int
    words: str


def rows() -> list[Row]:
    found = re.findall(r"(?m)^\| (D-\w+|\d\.\d) \| (\S+) \| (\S+) \| (.+) \|$", TABLE.read_text(encoding="utf-8"))
    return [Row(defect, rule, int(line) if line.isdigit() else 0, words) for defect, rule, line, words in found]


ROWS = rows()


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Diagnostic, ...]:
    """Check a repository that has the whole manual, typed contents included, approved on its day."""
    if not SCAN.is_file():
        pytest.skip("the manual is not beside the project")
    root = tmp_path_factory.mktemp("defects") / "repository"
    shutil.copytree(TEMPLATE, root, ignore=shutil.ignore_patterns("documents", "ledger", "distribution"))
    name_no_documents(root)
    (root / DOCUMENT).parent.mkdir(parents=True)
    (root / DOCUMENT).write_text(convert(SCAN.read_text(encoding="utf-8"), CODE, whole=True), encoding="utf-8")
    git(root, "init", "-q", "-b", "main", "--template=")
    example = Example(root)
    example.run(f"act: approve {CODE}, by rector, on 2021-05-26, effective 2021-06-01, basis № 5\ncommit: Approve")
    return check(Workspace.find(root), date(2026, 1, 15)).findings


def places(findings: Iterable[Diagnostic]) -> Counter[tuple[str, int]]:
    return Counter((item.rule, item.location.line if item.location.path == DOCUMENT else 0) for item in findings)


def test_the_table_has_every_defect_of_the_notes() -> None:
    wanted = {f"D-{number:02}" for number in range(1, 59)}
    extra = {"D-19a", "D-19b", "D-24a", "D-24b", "D-24c", "D-44a", "3.4", "3.6"}
    assert {row.defect for row in ROWS} == wanted | extra
    assert {row.rule for row in ROWS} - {"–", "silent"} <= {rule.code for rule in all_rules()}


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=f"{row.defect}-{row.line}") for row in ROWS if row.rule not in {"–", "silent"}]
)
def test_a_defect_is_found_by_its_rule_in_its_line(row: Row, findings: tuple[Diagnostic, ...]) -> None:
    assert places(findings)[row.rule, row.line]


def test_differences_of_spelling_in_the_contents_are_not_reported(findings: tuple[Diagnostic, ...]) -> None:
    silent = {row.line for row in ROWS if row.rule == "silent"}
    assert not {line for rule, line in places(findings) if rule == "TX011"} & silent


def test_nothing_is_reported_that_the_table_does_not_know(findings: tuple[Diagnostic, ...]) -> None:
    known = {row.rule for row in ROWS}
    assert {item.rule for item in findings} - known == {"HS004"}  # nobody has reviewed it since 2021
