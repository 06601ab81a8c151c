"""Findings for machines: SARIF, GitHub, GitLab, JUnit. What a document says is data there, whatever it says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.adapters.languages import catalog
from qms.model.diagnostic import Diagnostic, Severity, Waiver
from qms.model.location import Location
from qms.model.message import msg
from qms.report import github, gitlab, junit, sarif
from qms.rules.rule import all_rules

ENGLISH = catalog("en")
EVIL = (
    "]]>",
    "%0A::error::x",
    "a\n::error file=x::y",
    "a\r::warning::y",
    "::set-output name=x::y",
    "\x00\x1b[31m\x08",
    "\u202e\u200b\ufeff",
    "\ud800",
    "\ufffe\uffff",
    "<b>&amp;\"'</b>",
    "a,line=99:b",
    "[here](http://example.org)",
    "%s %d {x} {0}",
    "ө ү ң",
)


def finding(
    text: str = "No owner",
    path: str = "documents/2/x.md",
    line: int = 3,
    *,
    rule: str = "FM006",
    severity: Severity = Severity.ERROR,
    waiver: Waiver | None = None,
) -> Diagnostic:
    place = Location(path, line, 5)
    return Diagnostic(rule, "field-missing", severity, place, msg("{x}", x=text), msg("{x}", x=text), text, waiver)


def waived() -> Diagnostic:
    return finding("Known", waiver=Waiver("FM006", "s", "", "rector", "Буйрук № 5", "2027-01-01", Location("w")))


def log(*found: Diagnostic, sources: dict[str, list[str]] | None = None) -> dict:
    return json.loads(sarif.render(found, sources or {}, all_rules(), ENGLISH, "1.0"))["runs"][0]


def test_sarif_has_what_its_schema_requires() -> None:
    whole = json.loads(sarif.render([finding(), waived()], {}, all_rules(), ENGLISH, "1.0"))

    assert whole["version"] == "2.1.0"
    assert whole["$schema"].endswith("sarif-2.1.0.json")
    (run,) = whole["runs"]
    assert run["tool"]["driver"]["name"] == "qms"
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in {"error", "warning", "note", "none"}
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_rules_have_help_and_a_level() -> None:
    rules = log()["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == [rule.code for rule in all_rules()]
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"].startswith(rule["shortDescription"]["text"])
        assert rule["defaultConfiguration"]["level"] in {"error", "warning"}


def test_sarif_places_are_uris_with_columns() -> None:
    (result,) = log(finding(path="documents/2/СМС а%.md"))["results"]
    place = result["locations"][0]["physicalLocation"]

    assert place["artifactLocation"]["uri"] == "documents/2/%D0%A1%D0%9C%D0%A1%20%D0%B0%25.md"
    assert place["region"] == {"startLine": 3, "startColumn": 5}


def test_sarif_suppresses_what_is_waived() -> None:
    open_, known = log(finding(), waived())["results"]

    assert open_["suppressions"] == []
    assert known["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "rector: Буйрук № 5 (2027-01-01)"}
    ]


def test_sarif_makes_no_links_of_what_a_document_says() -> None:
    (result,) = log(finding("[here](http://example.org) [a, b]"))["results"]

    assert r"\[here](http://example.org) [a, b]" in result["message"]["text"]


def test_github_writes_a_line_for_each_open_finding() -> None:
    told = github.render([finding(), waived(), finding(severity=Severity.WARNING)], ENGLISH)

    assert told.splitlines() == [
        "::error file=documents/2/x.md,line=3,col=5,title=FM006 field-missing::No owner%0ANo owner",
        "::warning file=documents/2/x.md,line=3,col=5,title=FM006 field-missing::No owner%0ANo owner",
    ]


def test_github_escapes_what_has_a_meaning_in_a_command() -> None:
    told = github.render([finding("50% \n::error::x", path="a:b,c%\n.md")], ENGLISH)

    assert told.count("\n") == 1
    assert told.startswith("::error file=a%3Ab%2Cc%25 .md,line=3")
    assert "::50%25  ::error::x%0A" in told


def test_gitlab_gives_each_finding_a_fingerprint_of_its_own() -> None:
    issues = json.loads(gitlab.render([finding(), finding(), waived(), finding("Other")], {}, ENGLISH))

    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 3
    assert issues[0] == {
        "description": "No owner. No owner",
        "check_name": "FM006",
        "fingerprint": issues[0]["fingerprint"],
        "severity": "major",
        "location": {"path": "documents/2/x.md", "lines": {"begin": 3}},
    }


def test_a_fingerprint_stays_while_lines_move_and_goes_with_the_text() -> None:
    def mark(line: int, lines: list[str]) -> str:
        found = finding(line=line)
        return json.loads(gitlab.render([found], {found.location.path: lines}, ENGLISH))[0]["fingerprint"]

    before = mark(3, ["a", "b", "owner:"])

    assert mark(5, ["a", "b", "new", "new", "owner: \r"]) == before
    assert mark(3, ["a", "b", "owner: x"]) != before


def test_junit_has_a_case_for_every_document() -> None:
    found = [finding("First"), finding("Second"), finding("Mild", severity=Severity.WARNING), waived()]
    told = ElementTree.fromstring(junit.render(found, ["documents/2/x.md", "documents/2/y.md"], ENGLISH))

    assert (told.get("tests"), told.get("failures")) == ("2", "1")
    bad, good = told.iter("testcase")
    assert (bad.get("name"), bad.get("classname")) == ("documents/2/x.md", "documents.2")
    assert [child.tag for child in bad] == ["failure", "system-out"]
    assert bad[0].get("type") == "FM006"
    assert [line.split(": ")[-1] for line in bad[0].text.splitlines()] == ["First. First", "Second. Second"]
    assert "waived FM006" in bad[1].text
    assert list(good) == []


def test_junit_names_a_file_that_is_no_document() -> None:
    told = ElementTree.fromstring(junit.render([finding(path="qms.yaml")], ["documents/2/x.md"], ENGLISH))

    assert [case.get("name") for case in told.iter("testcase")] == ["documents/2/x.md", "qms.yaml"]


@pytest.mark.parametrize("evil", EVIL)
def test_hostile_text_is_data(evil: str) -> None:
    _check_hostile(evil)


@given(st.text())
def test_any_text_is_data(text: str) -> None:
    _check_hostile(text)


def _check_hostile(evil: str) -> None:
    path = "documents/" + evil
    found = [finding(evil, path), finding("after")]
    sources = {path: [evil]}

    told = github.render(found, ENGLISH)
    assert len(told.splitlines()) == 2
    assert all(line.startswith("::error file=documents/") for line in told.splitlines())
    assert told.splitlines()[0].split("::")[1].count(",") == 3
    assert len(json.loads(gitlab.render(found, sources, ENGLISH))) == 2
    whole = sarif.render(found, sources, all_rules()[:1], ENGLISH, "1")
    assert len(json.loads(whole)["runs"][0]["results"]) == 2
    tree = ElementTree.fromstring(junit.render(found, [path], ENGLISH))
    assert len(list(tree.iter("testcase"))) == 2
    for text in (told, gitlab.render(found, sources, ENGLISH), junit.render(found, [path], ENGLISH)):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e\ufeff\ud800-\udfff]", text)


def test_formats_are_the_same_on_every_run() -> None:
    found = [finding(), waived()]
    for make in (
        lambda: sarif.render(found, {}, all_rules(), ENGLISH, "1"),
        lambda: gitlab.render(found, {}, ENGLISH),
        lambda: junit.render(found, [], ENGLISH),
    ):
        assert make() == make()


def test_every_format_has_a_file_of_its_own() -> None:
    assert {"sarif", "github", "gitlab", "junit"} <= {path.stem for path in Path(junit.__file__).parent.glob("*.py")}
