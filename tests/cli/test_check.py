"""Which findings `qms check` tells, and in which form."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from .desk import AUDIT, Desk, git

DRAFT = "СМС-ДП-2.10-2024"
WORK = "СМС-КИ-КБ-01-2024"
PICTURE = "![](а.svg)"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'


def spoil(desk: Desk, code: str = DRAFT, old: str = "owner: АББСД", new: str = "owner: ЖОКБӨЛҮМ") -> Path:
    path = desk.path(code)
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return path


def rules(desk: Desk, *words: str, code: int | None = None) -> list[str]:
    told = desk("check", *words, "--format", "json", code=code).json()
    return [item["rule"] for item in told["findings"] if item["severity"] == "error" and item["waiver"] is None]


def draw(desk: Desk) -> None:
    """Put the picture beside every text that may show it."""
    for code in (WORK, DRAFT):
        (desk.path(code).parent / "а.svg").write_text(DRAWING, "utf-8")


@pytest.fixture
def mixed(desk: Desk) -> Desk:
    """Two errors of different rules and families."""
    spoil(desk)
    draw(desk)
    desk.edit(WORK, PICTURE)
    assert rules(desk, code=1) == ["LV005", "TX002"]
    return desk


@pytest.mark.parametrize("name", ["LV005", "lv005", "owner-unknown", "owner_unknown", "levels", "LV", "LV005,FM001"])
def test_select_takes_a_code_a_name_or_a_family(mixed: Desk, name: str) -> None:
    assert rules(mixed, "--select", name, code=1) == ["LV005"]


def test_ignore_takes_them_away(mixed: Desk) -> None:
    assert rules(mixed, "--ignore", "levels", code=1) == ["TX002"]
    assert rules(mixed, "--ignore", "levels", "--ignore", "TX002", code=0) == []
    assert rules(mixed, "--select", "levels,text", "--ignore", "image-without-text", code=1) == ["LV005"]


def test_the_summary_counts_the_chosen_rules(mixed: Desk) -> None:
    told = mixed("check", "--select", "LV005,TX002", "--format", "json", code=1).json()

    assert told["summary"]["rules"] == 2
    assert told["summary"]["waived"] == 0


@pytest.mark.parametrize(
    ("name", "near"),
    [("LV05", "LV005"), ("levles", "levels"), ("owner-unknow", "owner-unknown"), ("zzzzzz", "front-matter")],
)
def test_an_unknown_rule_is_answered_with_the_nearest(desk: Desk, name: str, near: str) -> None:
    for option in ("--select", "--ignore"):
        told = desk("check", option, name, code=2)
        assert f'"{name}"' in told.err
        assert near in told.err
        assert told.out == ""


def test_a_choice_of_no_rule_is_no_pass(desk: Desk) -> None:
    assert desk("check", "--select", "LV005", "--ignore", "levels", code=2).out == ""


def test_a_chosen_rule_still_sees_what_the_others_found(desk: Desk) -> None:
    # The rule about idle waivers looks at the findings of all rules, whichever are told.
    assert rules(desk, "--select", "registers", code=0) == []


def begin_branch(desk: Desk) -> None:
    desk.git("switch", "-q", "-c", "work")


def test_changed_tells_only_of_what_the_branch_touches(mixed: Desk) -> None:
    mixed.git("commit", "-aqm", "Old faults")
    begin_branch(mixed)
    assert rules(mixed, "--changed", code=0) == []

    mixed.edit(DRAFT)
    mixed.git("commit", "-aqm", "Committed")
    assert rules(mixed, "--changed", "main", code=1) == ["LV005"]

    mixed.edit(WORK)
    assert rules(mixed, "--changed", "main", code=1) == ["LV005", "TX002"]
    assert rules(mixed, "--changed=main", WORK_PATH, code=1) == ["TX002"]


WORK_PATH = f"documents/3/{WORK}.md"


def test_changed_compares_with_where_the_branch_began(mixed: Desk) -> None:
    begin_branch(mixed)
    mixed.git("commit", "-aqm", "Faults of the branch")
    mixed.git("switch", "-q", "main")
    mixed.edit("СМС-ДП-2.9-2024")
    mixed.git("commit", "-aqm", "Goes on")
    mixed.git("switch", "-q", "work")

    assert rules(mixed, "--changed", code=1) == ["LV005", "TX002"]


def test_changed_knows_new_files_and_leaves_ignored_ones_out(desk: Desk) -> None:
    text = desk.path(DRAFT).read_text("utf-8").replace("2.10", "2.16").replace("АББСД", "ЖОКБӨЛҮМ")
    (desk.root / "documents/2/СМС-ДП-2.16-2024.md").write_text(text, "utf-8")

    assert rules(desk, "--changed", code=1) == ["LV005"]


def test_changed_tells_what_is_about_a_document_whose_text_is_gone(desk: Desk) -> None:
    desk.path(AUDIT).unlink()

    told = desk("check", "--changed", "--format", "json", code=1).json()

    assert {item["code"] for item in told["findings"] if item["waiver"] is None} == {AUDIT}


def test_changed_tells_what_the_branch_breaks_in_other_documents(desk: Desk) -> None:
    begin_branch(desk)
    spoil(desk, old=f"code: {DRAFT}", new="code: СМС-ДП-2.10-2023")
    spoil(desk, AUDIT, f"{DRAFT}]", f"{DRAFT}, СМС-ДП-2.99-2024]")
    told = desk("check", "--changed", "--format", "json", code=1).json()
    everywhere = desk("check", "--format", "json", code=1).json()

    assert {(item["rule"], item["code"]) for item in told["findings"] if item["rule"] == "RF001"} == {
        (item["rule"], item["code"]) for item in everywhere["findings"] if item["rule"] == "RF001"
    }


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("organisation/units.yaml", "id: АББСД", "id: АББ"),
        ("qms.yaml", 'id: "2"', 'id: "22"'),
        ("registers/processes.yaml", '"2.10"', '"2.19"'),
    ],
)
def test_everything_is_looked_at_where_a_table_or_the_settings_differ(
    desk: Desk, name: str, old: str, new: str
) -> None:
    begin_branch(desk)
    path = desk.root / name
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    assert rules(desk, "--changed", code=1) == rules(desk, code=1) != []
    assert f'"{name}" differs: every document is looked at' in desk("check", "--changed", code=1).err


def test_an_entry_of_a_register_is_no_table(desk: Desk) -> None:
    begin_branch(desk)
    (desk.root / "registers/audits").mkdir()
    (desk.root / "registers/audits/А-01.yaml").write_text("title: а\n", "utf-8")

    assert "every document" not in desk("check", "--changed").err


@pytest.mark.parametrize("name", ["README.md", ".git", "empty", "documents/README.md"])
def test_a_path_without_a_document_is_no_pass(desk: Desk, name: str) -> None:
    (desk.root / "empty").mkdir()
    (desk.root / "README.md").write_text("# а\n", "utf-8")
    (desk.root / "documents/README.md").write_text("# а\n", "utf-8")

    told = desk("check", name, code=2)

    assert f'"{name}" is no document' in told.err
    assert "documents" in told.err
    assert told.out == ""


def test_a_path_without_a_document_beside_others_is_named(mixed: Desk) -> None:
    (mixed.root / "README.md").write_text("# а\n", "utf-8")

    told = mixed("check", "documents/3", "README.md", code=1)

    assert 'Not looked at, because it is no document: "README.md"' in told.err
    assert "TX002" in told.out


@pytest.mark.parametrize("name", ["qms.yaml", "registers", "organisation/units.yaml", "ledger", "distribution"])
def test_tables_and_ledgers_can_be_chosen(desk: Desk, name: str) -> None:
    assert desk("check", name).out


def test_the_summary_says_how_many_of_the_documents_were_looked_at(desk: Desk) -> None:
    told = desk("check", "documents/3", "--format", "json").json()["summary"]

    assert 0 < told["looked_at"] < told["documents"]
    assert f"Documents: {told['looked_at']} of {told['documents']} " in desk("check", "documents/3").out


def test_rules_that_wait_for_the_settings_are_not_counted_as_run(desk: Desk) -> None:
    whole = desk("check", "--format", "json", code=None).json()["summary"]["rules"]
    (desk.root / "qms.yaml").write_text("a: [", "utf-8")

    told = desk("check", code=1).out
    counted = desk("check", "--format", "json", code=1).json()["summary"]["rules"]

    assert counted < whole
    assert f'Rules that wait until "qms.yaml" can be read: {whole - counted}' in told


def test_changed_looks_at_bytes_and_not_at_times(desk: Desk) -> None:
    path = spoil(desk)
    desk.git("commit", "-aqm", "Fault")
    path.write_bytes(path.read_bytes())

    assert rules(desk, "--changed", code=0) == []


def test_changed_says_what_it_compared(desk: Desk) -> None:
    begin_branch(desk)
    desk.edit(DRAFT)

    assert 'Compared with "main"; files that differ: 1' in desk("check", "--changed", code=0).err


def test_the_upstream_of_the_same_name_is_no_base(desk: Desk, tmp_path: Path) -> None:
    spoil(desk)
    begin_branch(desk)
    desk.git("commit", "-aqm", "Fault")
    git(desk.root, desk.home, "clone", "-q", "--bare", str(desk.root), str(tmp_path / "bare.git"))
    desk.git("remote", "add", "origin", str(tmp_path / "bare.git"))
    desk.git("push", "-q", "-u", "origin", "work")

    assert rules(desk, "--changed", code=1) == ["LV005"]


def test_the_main_branch_is_compared_with_what_was_pushed(desk: Desk, tmp_path: Path) -> None:
    git(desk.root, desk.home, "clone", "-q", "--bare", str(desk.root), str(tmp_path / "bare.git"))
    desk.git("remote", "add", "origin", str(tmp_path / "bare.git"))
    desk.git("push", "-q", "-u", "origin", "main")
    spoil(desk)
    desk.git("commit", "-aqm", "Fault")

    assert rules(desk, "--changed", code=1) == ["LV005"]


def test_changed_works_where_no_branch_is_checked_out(desk: Desk) -> None:
    spoil(desk)
    desk.git("commit", "-aqm", "Fault")
    desk.git("checkout", "-q", "--detach")

    assert rules(desk, "--changed", "main~1", code=1) == ["LV005"]
    assert rules(desk, "--changed", code=0) == []


@pytest.mark.parametrize("base", ["nowhere", "documents", "a\nb", "HEAD:qms.yaml"])
def test_an_unknown_base_is_a_wrong_use(desk: Desk, base: str) -> None:
    assert desk("check", f"--changed={base}", code=2).out == ""


def test_branches_without_a_common_commit_cannot_be_compared(desk: Desk) -> None:
    desk.git("switch", "-q", "--orphan", "other")
    desk.git("commit", "-q", "--allow-empty", "-m", "Other")
    desk.git("switch", "-q", "main")

    assert "no commit in common" in desk("check", "--changed", "other", code=2).err


def test_the_documents_may_lie_below_the_top_of_git(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = tmp_path / "top"
    top.mkdir()
    (desk.root / ".git").rename(tmp_path / "old.git")
    desk.root.rename(top / "docs")
    git(top, desk.home, "init", "-q", "-b", "main")
    git(top, desk.home, "add", "-A")
    git(top, desk.home, "commit", "-qm", "Begin")
    monkeypatch.chdir(top / "docs")
    inner = Desk(top / "docs", desk.home, desk.capture)
    spoil(inner)

    assert rules(inner, "--changed", "--select", "levels", code=1) == ["LV005"]
    told = inner("check", "--select", "levels", "--format", "github", code=1).out
    assert told.startswith(f"::error file=docs/documents/2/{DRAFT}.md,line=7,col=8,")
    (issue,) = json.loads(inner("check", "--select", "levels", "--format", "gitlab", code=1).out)
    assert issue["location"]["path"] == f"docs/documents/2/{DRAFT}.md"


def test_sarif(mixed: Desk) -> None:
    (run,) = mixed("check", "--format", "sarif", code=1).json()["runs"]

    open_ = [item for item in run["results"] if not item["suppressions"]]
    assert [item["ruleId"] for item in open_ if item["level"] == "error"] == ["LV005", "TX002"]
    assert len([item for item in run["results"] if item["suppressions"]]) == 6


def test_gitlab(mixed: Desk) -> None:
    told = mixed("check", "--format", "gitlab", code=1).json()

    assert [issue["check_name"] for issue in told if issue["severity"] == "major"] == ["LV005", "TX002"]


def test_junit(mixed: Desk) -> None:
    told = ElementTree.fromstring(mixed("check", "--format", "junit", code=1).out)

    cases = [case.get("name") for case in told.iter("testcase")]
    assert len([name for name in cases if name.startswith("documents/")]) == 6
    assert "registers/processes.yaml" in cases
    assert told.get("failures") == "2"


@pytest.mark.parametrize("form", ["json", "sarif", "github", "gitlab", "junit"])
def test_output_for_machines_has_nothing_beside_it(mixed: Desk, form: str) -> None:
    told = mixed("check", "--changed", "--format", form, code=1)

    assert told.err == ""
    assert mixed("check", "--changed", "--format", form).out == told.out


def test_text_says_what_can_be_repaired(desk: Desk) -> None:
    spoil(desk, DRAFT, "code: СМС", "code: CМС")

    assert 'Next: "qms fix --dry-run"' in desk("check", code=1).out


def test_no_finding_begins_with_an_empty_line_of_the_file(desk: Desk) -> None:
    path = spoil(desk)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    told = desk("check", "--select", "LV005", code=1).out.splitlines()

    place = next(number for number, line in enumerate(told) if "LV005" in line)
    assert told[place + 1 : place + 3] == [f"{' ' * 9}| owner: ЖОКБӨЛҮМ", f"{' ' * 9}| {' ' * 7}^"]


@pytest.mark.parametrize(("name", "near"), [("LV05", "LV005"), ("levles", "levels")])
def test_explain_knows_families_and_the_nearest_rule(desk: Desk, name: str, near: str) -> None:
    told = desk("explain", "levels", "--format", "json", code=0).json()

    assert {item["family"] for item in told} == {"levels"}
    assert [item["rule"] for item in desk("explain", "owner-unknown", "--format", "json").json()] == ["LV005"]
    assert near in desk("explain", name, code=2).err
