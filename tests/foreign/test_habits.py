"""The habits of others: every document is counted, its code is known, and nothing is said of what they do otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from .conftest import Foreign, texts

TEXT = "\n# Purpose\n\nWhat it is for.\n"

OWNED = "---\ntitle: Plan {n}\nstatus: draft\nowner: QA\nversion: 1.0\n---\n\n# Purpose\n\nWhat plan {n} is for.\n"


def fields(n: int, *lines: str) -> str:
    """Return a text with an id, a title and more lines in its front matter."""
    return "\n".join(["---", f"id: SOP-{n:02}", f"title: Procedure {n}", *lines, "---", TEXT])


def rst(n: int) -> str:
    return (
        f"PEP: {n}\nTitle: Proposal {n}\nAuthor: A. Author\nStatus: Final\nType: Process\nCreated: 0{n}-Jul-2001\n\n\n"
        "Abstract\n========\n\nText.\n\n.. code-block:: python\n\n    # 1. One\n    # 3. Three\n\n| a | b |\n\n"
        "#. one\n\n- two\n\n* three\n\nTable 7: see section 9.9.\n\n.. image:: x.png\n"
    )


def decision(n: int) -> str:
    return f'---\nstatus: "accepted"\ndate: 2024-01-0{n}\n---\n\n# Use tool {n}\n\n## Context\n\nWe need it.\n'


def requirement(n: int, links: str = "[]") -> str:
    return f"active: true\nlevel: 1.{n}\nlinks: {links}\nnormative: true\nreviewed: null\ntext: |\n  Thing {n}.\n"


def kep(n: int) -> str:
    return f"title: Thing {n}\nkep-number: {n}\nauthors: ['@a']\nstatus: implementable\nsee-also: []\n"


def codes(head: str, width: int = 1, count: int = 6) -> list[str]:
    return [f"{head}{n:0{width}}" for n in range(1, count + 1)]


HABITS: dict[str, tuple[Mapping[str, str], list[str]]] = {
    "reStructuredText has no Markdown to check": (texts(rst, lambda n: f"peps/pep-{n:04}.rst"), codes("PEP-")),
    "MADR": (texts(decision, lambda n: f"docs/decisions/{n:04}-use-tool-{n}.md"), codes("ADR-", 4)),
    "doorstop, a folder of tests beside": (
        {
            **texts(requirement, lambda n: f"docs/reqs/REQ{n:03}.yml"),
            **texts(lambda n: requirement(n, f"[REQ{n:03}: null]"), lambda n: f"docs/tests/TST{n:03}.yml"),
        },
        [*codes("REQ", 3), *codes("TST", 3)],
    ),
    "one card in each folder": (
        {
            **texts(kep, lambda n: f"keps/sig-a/{n}-thing/kep.yaml"),
            **texts(lambda n: f"# KEP-{n}\n", lambda n: f"keps/sig-a/{n}-thing/README.md"),
        },
        codes("KEP-"),
    ),
    "codes in names only": (
        texts(lambda n: f"Procedure {n}\n\nText.\n", lambda n: f"procedures/SOP-{n:03} Purchase {n}.md"),
        codes("SOP-", 3),
    ),
    "Cyrillic codes in names only": (
        texts(lambda n: f"# Процедура {n}\n\nТекст.\n", lambda n: f"процедуры/СТО-{n:02}-2023 Закупки.md"),
        [f"СТО-{n:02}-2023" for n in range(1, 7)],
    ),
    "plain text": (texts(lambda n: f"Procedure {n}\n", lambda n: f"SOP-{n:03}.txt"), codes("SOP-", 3)),
    "a folder for each": (texts(lambda n: f"# Title {n}\n", lambda n: f"docs/DP-{n:02}/DP-{n:02}.md"), codes("DP-", 2)),
    "AsciiDoc": (texts(lambda n: f"= Title {n}\n\n. one\n", lambda n: f"docs/SOP-{n}.adoc"), codes("SOP-")),
    "cards beside PDFs": (
        {
            **texts(lambda n: f"code: DP-{n:02}\ntitle: Doc {n}\nfile: DP-{n:02}.pdf\n", lambda n: f"d/DP-{n:02}.yaml"),
            **texts(lambda n: "%PDF-1.4\n", lambda n: f"d/DP-{n:02}.pdf"),
        },
        codes("DP-", 2),
    ),
    "cards beside texts": (
        {
            **texts(lambda n: f"identifier: DP-{n:02}\ntitle: Doc {n}\n", lambda n: f"d/DP-{n:02}.yaml"),
            **texts(lambda n: TEXT, lambda n: f"d/DP-{n:02}.md"),
        },
        codes("DP-", 2),
    ),
    "JSON": (
        texts(lambda n: json.dumps({"id": f"REQ-{n}", "title": "T", "text": "x"}), lambda n: f"r/REQ-{n}.json"),
        codes("REQ-"),
    ),
    "a field that is no number of anything": (
        texts(
            lambda n: f"---\nid: {n}\ntitle: Doc {n}\nreferences: {n + 1 if n < 6 else 1}\n---\n", lambda n: f"d/{n}.md"
        ),
        codes(""),
    ),
    "no fields at all": ({"a.md": "# A\n", "b.md": "# B\n", "c.bin": "x"}, ["a", "b"]),
    "languages in the names": (
        {
            **texts(fields, lambda n: f"docs/SOP-{n:02}.md"),
            **texts(lambda n: fields(n, "note: Текст на русском языке"), lambda n: f"docs/SOP-{n:02}.ru.md"),
        },
        codes("SOP-", 2),
    ),
    "names that begin with numbers, some with letters only": (
        {
            **texts(lambda n: OWNED.format(n=n), lambda n: f"procedures/p-0{n}-1-plan.md", 4),
            "procedures/p-11-1-purchase.md": OWNED.format(n=5),
            "policies/password-policy.md": OWNED.format(n=6),
            "procedures/index.md": "---\ntitle: All\n---\n\nEverything there is.\n",
        },
        [*(f"p-0{n}-1-plan" for n in range(1, 5)), "p-11-1-purchase", "password-policy"],
    ),
    "an archive": (
        {**texts(fields, lambda n: f"docs/SOP-{n}.md", 4), **{f"archive/SOP-{n}.md": fields(n) for n in (5, 6)}},
        codes("SOP-", 2),
    ),
}


@pytest.mark.parametrize("habit", HABITS)
def test_every_document_has_its_code_and_nothing_is_found(foreign: Foreign, habit: str) -> None:
    files, expected = HABITS[habit]
    foreign.commit({**files, "README.md": "# A repository\n"})
    foreign("init", "--here", "--yes")

    told = foreign.json("check", code=None)

    assert told["findings"] == []
    assert told["summary"]["documents"] == len(expected)
    assert sorted(foreign.codes()) == sorted(expected)


def test_a_card_beside_a_text_gives_its_fields_and_the_text_is_checked(foreign: Foreign) -> None:
    foreign.commit(HABITS["cards beside texts"][0])
    foreign("init", "--here", "--yes")
    (foreign.root / "d/DP-03.md").write_text(TEXT + "\n![](x.png)\n", "utf-8")

    assert "Doc 3" in str(foreign.json("show", "DP-03")["title"])
    assert foreign.findings() == ["TX002 d/DP-03.md", "TX023 d/DP-03.md"]


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16"])
def test_a_document_in_another_encoding_is_counted_and_found(foreign: Foreign, encoding: str) -> None:
    foreign.commit(texts(lambda n: fields(n, "owner: Отдел"), lambda n: f"docs/s{n}.md"))
    for name in ("docs/s2.md", "docs/s5.md"):
        (foreign.root / name).write_bytes((foreign.root / name).read_text("utf-8").encode(encoding))
    foreign.git("commit", "-qam", "Windows")

    told = foreign("init", "--here", "--yes").out

    assert ["docs/*.md", "6", "4"] in [line.split() for line in told.splitlines()]
    assert foreign.findings() == ["FM004 docs/s2.md", "FM004 docs/s5.md"]
    assert foreign.json("check", code=1)["summary"]["documents"] == 6


def test_a_whole_repository_in_another_encoding_can_be_read_once_it_is_converted(foreign: Foreign) -> None:
    files = texts(lambda n: fields(n, "owner: Отдел"), lambda n: f"docs/s{n}.md")
    foreign.commit(files)
    for name, text in files.items():
        (foreign.root / name).write_bytes(text.encode("cp1251"))
    foreign.git("commit", "-qam", "Windows")
    foreign("init", "--here", "--yes")
    assert {item.split()[0] for item in foreign.findings()} == {"FM004"}

    for name, text in files.items():
        (foreign.root / name).write_text(text, "utf-8")

    assert foreign.findings() == []
    assert foreign.codes() == codes("SOP-", 2)


def test_an_id_that_two_documents_have_is_found(foreign: Foreign) -> None:
    foreign.commit({**texts(fields, lambda n: f"docs/s{n}.md"), "docs/s7.md": fields(3)})
    foreign("init", "--here", "--yes")

    assert foreign.findings() == ["CD002 docs/s7.md"]


def test_a_document_without_the_id_of_all_others_is_found(foreign: Foreign) -> None:
    foreign.commit({**texts(fields, lambda n: f"docs/s{n}.md"), "docs/s7.md": "---\ntitle: Seven\n---\n"})
    foreign("init", "--here", "--yes")

    assert foreign.findings() == ["FM006 docs/s7.md"]


def test_files_that_are_left_out_are_named(foreign: Foreign) -> None:
    foreign.commit({**texts(fields, lambda n: f"docs/s{n}.md"), "docs/notes.md": "Notes.\n"})

    assert "Files that were left out (1): docs/notes.md" in foreign("init", "--here", "--yes").out


def test_documents_with_an_id_are_found_among_more_notes(foreign: Foreign) -> None:
    notes = texts(lambda n: f"Note {n}\n", lambda n: f"docs/note-{'abcdefg'[n]}.md")
    foreign.commit({**texts(fields, lambda n: f"docs/p{n}.md", 4), **notes})

    foreign("init", "--here", "--yes")

    assert foreign.codes() == ["SOP-01", "SOP-02", "SOP-03", "SOP-04"]


def test_a_field_is_called_what_the_documents_call_it(foreign: Foreign) -> None:
    foreign.commit(
        {**texts(fields, lambda n: f"docs/p{n}.md"), "docs/p3.md": "---\ntitle: Procedure 3\n---\n\nText.\n"}
    )
    foreign("init", "--here", "--yes")

    [told] = foreign.json("check", code=1)["findings"]

    assert (told["message"], told["help"]) == (
        'The field "id" is missing',
        'Add a line "id: …" to the front matter',
    )


def test_a_link_is_no_document(foreign: Foreign) -> None:
    foreign.commit(texts(fields, lambda n: f"docs/s{n}.md"))
    (foreign.root / "docs/link.md").symlink_to("s1.md")
    foreign.git("add", "-A")
    foreign.git("commit", "-qm", "Link")
    foreign("init", "--here", "--yes")

    assert foreign.findings() == []


@pytest.mark.parametrize(
    ("days", "forms"),
    [
        ("0{n}/2{n}/2023", '["MM/DD/YYYY"]'),
        ("2{n}/0{n}/2023", '["DD/MM/YYYY"]'),
        ("0{n}.1{n}.2023", ""),
        ("0{n}.10.2023", '["DD.MM.YYYY"]'),
    ],
)
def test_the_form_of_days_is_what_all_of_them_can_mean(foreign: Foreign, days: str, forms: str) -> None:
    foreign.commit(texts(lambda n: fields(n, f"date: {days.format(n=n)}"), lambda n: f"docs/s{n}.md"))
    foreign("init", "--here", "--yes")

    assert (f"dates: {forms}" in foreign.settings()) is bool(forms)


def test_days_that_may_mean_either_are_not_read(foreign: Foreign) -> None:
    foreign.commit(texts(lambda n: fields(n, f"date: 0{n}/02/2023"), lambda n: f"docs/s{n}.md"))
    foreign("init", "--here", "--yes")

    assert "dates:" not in foreign.settings()
    assert foreign.findings() == []


def test_a_folder_of_a_large_repository_can_be_the_documents_repository(
    foreign: Foreign, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign.commit(
        {
            **texts(fields, lambda n: f"team/quality/docs/s{n}.md"),
            **texts(lambda n: f"---\nid: WEB-{n}\ntitle: P\n---\n", lambda n: f"web/{n}.md", 20),
        }
    )
    monkeypatch.chdir(foreign.root / "team/quality")
    foreign("init", "--here", "--yes")

    assert (foreign.root / "team/quality/qms.yaml").exists()
    assert foreign.json("check")["summary"]["documents"] == 6
    assert len(foreign.json("history", "SOP-01")["rows"]) == 1


def test_yearly_duties_begin_with_the_first_entry_of_a_register(foreign: Foreign) -> None:
    foreign.commit(texts(decision, lambda n: f"docs/adr/{n:04}-use-tool-{n}.md"))
    foreign("init", "--here", "--yes")
    assert foreign.json("calendar", "2031")["items"] == []

    foreign.commit({"organisation/units.yaml": "entries:\n  - {id: quality, title: {en: Quality}}\n"})

    assert {item["kind"] for item in foreign.json("calendar", "2031")["items"]} == {"duty"}
