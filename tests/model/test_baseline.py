"""Findings that were known when an organisation began, known again while the lines around them move."""

from __future__ import annotations

from qms.model.baseline import baseline_of, compare
from qms.model.diagnostic import Diagnostic, Severity
from qms.model.fingerprint import Fingerprint, fingerprints
from qms.model.location import Location
from qms.model.message import msg

SOURCES = {"a.md": ["one", "two ", "one", "four"]}


def finding(line: int = 1, rule: str = "A", subject: str = "s", path: str = "a.md") -> Diagnostic:
    return Diagnostic(rule, "x", Severity.ERROR, Location(path, line), msg("x"), msg("y"), subject)


def waived(line: int = 1) -> Diagnostic:
    return finding(line)._replace(waiver="W")  # type: ignore[arg-type]


def of(*found: Diagnostic) -> list[Fingerprint]:
    return [Fingerprint.of(item, SOURCES) for item in found]


def test_a_finding_is_known_by_rule_subject_file_and_line_of_text() -> None:
    same = of(finding(1), finding(3))
    assert same[0] == same[1]
    others = of(finding(2), finding(4), finding(rule="B"), finding(subject="t"), finding(path="b.md"), finding(0))
    assert len({*same, *others}) == 7


def test_the_end_of_a_line_and_lines_that_are_not_there_say_nothing() -> None:
    assert Fingerprint.of(finding(2), {"a.md": ["", "two"]}) == of(finding(2))[0]
    empty = Fingerprint.of(finding(1), {"a.md": [""]})
    assert [*of(finding(0), finding(5)), Fingerprint.of(finding(1), {})] == [empty] * 3


def test_findings_with_one_fingerprint_have_a_word_each_that_is_always_the_same() -> None:
    found = [word for _finding, word in fingerprints([finding(1), finding(3), finding(1), finding(2)], SOURCES)]
    assert len(set(found)) == 4
    mark = of(finding(1))[0]
    assert found[:3] == [mark.digest(number) for number in range(3)]
    assert mark.digest(0) == "b5c3576731441f818b6c4ad82ae4aacacb46ae2a1211305daeda97782c3d57c0"


def test_a_name_that_is_no_text_has_a_fingerprint_too() -> None:
    names = [finding(path=path) for path in ("a\udcff", "a\udcfe", "a?")]
    assert len({word for _finding, word in fingerprints(names, SOURCES)}) == 3


def test_what_was_known_is_not_told_again_and_what_is_gone_is_named() -> None:
    known = baseline_of([finding(1), finding(3), finding(2), waived(4)], SOURCES)
    assert sum(known.values()) == 3

    told = compare([finding(1), finding(1), finding(1), finding(4)], SOURCES, known)
    assert [item.location.line for item in told.new] == [1, 4], "the first two of the three are the known ones"
    assert (told.known, list(told.gone)) == (2, of(finding(2)))

    everything = compare([finding(1), finding(3), finding(2)], SOURCES, known)
    assert (everything.new, everything.known, everything.gone) == ((), 3, ())


def test_a_finding_that_is_waived_uses_up_nothing_of_what_is_known() -> None:
    known = baseline_of([finding(1)], SOURCES)
    told = compare([waived(1), finding(1)], SOURCES, known)
    assert ([item.waiver is None for item in told.new], told.known, told.gone) == ([False], 1, ())
