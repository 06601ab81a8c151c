"""Lists of documents, types and levels at work: media, numbers, accounted and unaccounted copies."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest

from ..cli.desk import AUDIT, Desk

LIBRARY = "СМС-ДП-2.9-2024"


def write(desk: Desk, text: str, name: str = "procedures") -> None:
    (desk.root / "distribution" / f"{name}.yaml").write_text(text, "utf-8")
    desk.git("add", "-A")
    desk.git("commit", "-q", "-m", "List")


def issued(desk: Desk, *words: str) -> list[tuple[int, str]]:
    told = desk("issue", *words, "--format", "json", code=0).json()
    return [(item["number"], item["holder"]) for item in told["issued"]]


def test_a_list_of_a_type_serves_every_document_of_it(desk: Desk) -> None:
    write(desk, "type: ДП\nholders:\n  - {unit: АББСД, copy: control}\n  - {unit: ИБ, count: 2}\n")

    assert issued(desk, "2.9") == [(1, "АББСД"), (2, "ИБ"), (3, "ИБ")]
    assert issued(desk, "2.9") == []
    assert issued(desk, AUDIT) == [(4, "ИБ"), (5, "ИБ")]


def test_all_numbers_of_a_holder_go_over_to_the_next_revision(desk: Desk) -> None:
    write(desk, "type: ДП\nholders:\n  - {unit: ИБ, count: 2}\n  - {unit: ИБ, medium: electronic}\n  - {unit: ОИД}\n")
    assert issued(desk, "2.9") == [(2, "ИБ"), (3, "ИБ"), (4, "ИБ"), (5, "ОИД")]
    desk("lost", "2.9", "--copy", "2", code=0)
    assert issued(desk, "2.9") == [(6, "ИБ")]

    desk.edit(LIBRARY)
    desk("revise", LIBRARY, "--change", "x", code=0)
    desk("approve", LIBRARY, "--by", "rector", "--decision", "№ 6", code=0)

    assert issued(desk, "2.9") == [(3, "ИБ"), (6, "ИБ"), (4, "ИБ"), (5, "ОИД")]


def test_an_unaccounted_copy_is_never_called_back_and_says_so_on_every_page(desk: Desk) -> None:
    told = desk("issue", "2.9", "--to", "ОИД", "--unaccounted", "--lang", "en", "--format", "json", code=0).json()
    assert issued(desk, "2.9", "--to", "ОИД") == [(3, "ОИД")]
    for page in pypdf.PdfReader(told["issued"][0]["path"]).pages:
        assert len(page.extract_text()) > 0
    assert desk.ledger(LIBRARY)[1]["kind"] == "unaccounted"

    desk("withdraw", LIBRARY, "--basis", "№ 9", "--yes", code=0)

    states = [item["state"] for item in desk("copies", LIBRARY, "--format", "json", code=0).json()["copies"]]
    assert states == ["issued", "to-return"]


def test_an_unaccounted_copy_does_not_take_the_number_of_a_holder(desk: Desk) -> None:
    assert issued(desk, "2.9", "--to", "ОИД") == [(2, "ОИД")]
    assert issued(desk, "2.9", "--to", "ОИД", "--unaccounted") == [(3, "ОИД")]
    assert issued(desk, "2.9", "--to", "ОИД", "--medium", "electronic") == [(4, "ОИД")]


@pytest.mark.parametrize("words", [("--unaccounted",), ("--medium", "electronic")])
def test_the_list_itself_says_medium_and_kind(desk: Desk, words: tuple[str, ...]) -> None:
    assert "--to" in desk("issue", AUDIT, *words, code=2).err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("type: ДП\nlevel: '2'\nholders: []\n", "one type or of one level"),
        ("holders: []\n", "level: …"),
        ("type: ДП\nholders:\n  - {unit: КБ, medium: fax}\n", '"fax" is not known'),
        ("type: ДП\nholders:\n  - {unit: КБ, copy: some}\n", "control, accounted, unaccounted"),
        ("type: ДП\nholders:\n  - {unit: КБ, count: many}\n", '"many" is not known'),
        ("type: ЯЯ\nholders:\n  - {unit: КБ}\n", 'no type "ЯЯ"'),
        ("level: '9'\nholders:\n  - {unit: КБ}\n", 'no level "9"'),
    ],
)
def test_a_list_that_cannot_be_meant_is_a_finding(desk: Desk, text: str, said: str) -> None:
    Path(desk.root / "distribution" / "x.yaml").write_text(text, "utf-8")

    assert said in " ".join(desk("check", code=1).out.split())
