"""Codes of foreign repositories: made of fields, recognised in references."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.codes.template import Template, of_path, read_template
from qms.codes.template import template as known_template


@pytest.mark.parametrize(
    ("template", "values", "code"),
    [
        ("EIP-{eip}", {"eip": "1559"}, "EIP-1559"),
        ("EIP-{eip:5}", {"eip": "1559"}, "EIP-01559"),
        ("{kind}-{id}", {"kind": "QP", "id": "7"}, "QP-7"),
        ("{id:3}", {"id": "A7"}, "A7"),
        ("EIP-{eip}", {}, ""),
        ("EIP-{eip}", {"eip": ""}, ""),
    ],
)
def test_a_code_is_made_of_fields(template: str, values: dict[str, str], code: str) -> None:
    assert read_template(template).fill(values) == code


@pytest.mark.parametrize(
    ("template", "written", "code"),
    [
        ("EIP-{eip}", "2718", "EIP-2718"),
        ("EIP-{eip}", "EIP-2718", "EIP-2718"),
        ("EIP-{eip}", "eip-2718", "EIP-2718"),
        ("EIP-{eip}", "EIP–2718", "EIP-2718"),
        ("EIP-{eip}", "#2718", "EIP-2718"),
        ("EIP-{eip}", "[EIP-2718](./eip-2718.md)", "EIP-2718"),
        ("EIP-{eip:4}", "7", "EIP-0007"),
        ("ADR-{number:4}", "0005-use-dashes.md", "ADR-0005"),
        ("ADR-{number:4}", "5", "ADR-0005"),
        ("{file}", "REQ001.yml", "REQ001"),
        ("{file}", "REQ001", "REQ001"),
        ("{kind}-{id}", "QP-7", "QP-7"),
        ("{id}", "max", "max"),
        ("REQ-{id}-A", "see REQ-7-A", "REQ-7-A"),
        ("ADR-{number:4}", "ADR-5.", "ADR-0005"),
        ("ADR-{number:4}", "2 ADR-5", "ADR-0005"),
        ("{id}", "a b", "a b"),
    ],
)
def test_a_reference_means_a_code(template: str, written: str, code: str) -> None:
    assert Template(template).code_of(written) == code


@pytest.mark.parametrize("template", ["EIP", "", "EIP-{eip", "EIP-eip}", "{}", "{a}{", "{a}}"])
def test_a_template_without_a_usable_slot_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=r"|\W|\w"):
        read_template(template)


def test_the_path_of_a_file_gives_slots() -> None:
    given = {"file": "0001-use-it", "folder": "adr", "number": "0001", "word": "0001-use-it"}
    assert of_path("docs/adr/0001-use-it.md") == {**given, "path": "docs-adr-0001-use-it"}
    assert of_path("a.ru.md") == {"file": "a", "folder": "", "number": "", "word": "a", "path": "a"}
    assert of_path("SOP-001 Purchase_x.md")["word"] == "SOP-001"
    assert of_path("_x.md")["word"] == ""
    assert of_path("x/x.md")["path"] == "x-x"


def test_a_template_of_the_settings_makes_and_reads_codes() -> None:
    assert known_template("EIP-{eip}").code_of("7") == known_template("EIP-{eip}").fill({"eip": "7"}) == "EIP-7"


@given(st.text(max_size=30), st.sampled_from(["EIP-{eip}", "{file}", "ADR-{number:4}", "{a}-{b}"]))
def test_any_reference_gives_a_text(written: str, template: str) -> None:
    assert isinstance(Template(template).code_of(written), str)
