"""A code is the identity on all branches and for ever: earlier codes lead to the document, none is given twice."""

from __future__ import annotations

from tests.cli.desk import AUDIT, Desk

from .conftest import Foreign, texts
from .test_init_here import SHAPES, pep

OLD = "СМС-ДП-2.3-2020"


def with_alias(desk: Desk) -> None:
    path = desk.path(AUDIT)
    path.write_text(path.read_text("utf-8").replace("revision: 1\n", f"revision: 1\naliases: [{OLD}]\n"), "utf-8")


def test_an_earlier_code_leads_to_the_document(desk: Desk) -> None:
    with_alias(desk)

    for typed in (OLD, "CMC-ДП-2.3-2020", "2.3"):
        told = desk("show", typed, "--format", "json", code=0)
        assert told.json()["code"] == AUDIT
        assert f'"{typed}" was understood as "{AUDIT}"' in told.err


def test_a_reference_to_an_earlier_code_is_a_warning_with_the_code_of_today(desk: Desk) -> None:
    with_alias(desk)
    path = desk.path("СМС-ДП-2.9-2024")
    path.write_text(path.read_text("utf-8").replace("revision: 1\n", f"revision: 1\nreferences: [{OLD}]\n"), "utf-8")

    found = [item for item in desk("check", "--format", "json").json()["findings"] if item["rule"] == "RF001"]

    assert [(item["severity"], item["help"]) for item in found] == [("warning", f'Write "{AUDIT}"')]
    assert desk("show", AUDIT, "--format", "json").json()["referred_by"] == ["СМС-ДП-2.9-2024"]


def test_an_alias_is_a_field_that_is_known(desk: Desk) -> None:
    with_alias(desk)

    assert "FM007" not in desk("check").out


def test_an_earlier_code_is_never_given_again(desk: Desk) -> None:
    path = desk.path(AUDIT)
    path.write_text(
        path.read_text("utf-8").replace("revision: 1\n", "revision: 1\naliases: [СМС-ДП-2.40-2020]\n"), "utf-8"
    )
    desk.git("commit", "-qam", "Rename")

    assert desk("new", "ДП", "Жаңы", "--format", "json", code=0).json()["code"].startswith("СМС-ДП-2.41-")


def test_two_branches_do_not_give_the_same_code(desk: Desk) -> None:
    desk.git("switch", "-qc", "other")
    first = desk("new", "ДП", "Бир", "--format", "json", code=0).json()["code"]
    desk.git("switch", "-q", "main")

    assert desk("code", "next", "ДП", code=0).out.strip() != first
    assert desk("new", "ДП", "Эки", "--format", "json", code=0).json()["code"] == first.replace("2.16", "2.17")


def test_a_branch_of_another_clone_counts_too(desk: Desk) -> None:
    other = desk.root.parent / "clone"
    desk.git("clone", "-q", str(desk.root), str(other))
    first = desk("-C", str(other), "new", "ДП", "Бир", "--format", "json", code=0).json()["code"]
    desk.git("fetch", "-q", str(other), "main:refs/remotes/colleague/main")

    assert desk("new", "ДП", "Эки", "--format", "json", code=0).json()["code"] == first.replace("2.16", "2.17")


def test_new_says_which_type_it_understood(desk: Desk) -> None:
    assert '"дп" was understood as "ДП"' in desk("new", "дп", "Жаңы", code=0).err
    assert '"KИ" was understood as "КИ"' in desk("new", "KИ", "Жаңы", "--owner", "КБ", code=0).err


def test_the_state_that_a_text_names_is_shown_where_there_is_no_ledger(foreign: Foreign) -> None:
    foreign.commit(SHAPES["pep"][0])
    foreign("init", "--here", "--yes")

    states = [item["state"] for item in foreign.json("list")["documents"]]

    assert states == ["in-force"] * 3 + ["withdrawn"] * 3


def test_the_root_may_hold_the_documents(foreign: Foreign) -> None:
    foreign.commit({**texts(pep, lambda n: f"pep-{n:04}.txt"), "README.md": "# All\n"})
    foreign("init", "--here", "--yes")

    assert foreign.codes() == [f"PEP-{n}" for n in range(1, 7)]
    assert foreign.json("check")["summary"]["documents"] == 6
