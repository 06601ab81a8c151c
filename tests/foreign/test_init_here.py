"""`qms init --here`: after it, check counts every document of a repository that was never made for qms."""

from __future__ import annotations

from io import StringIO

import pytest

from .conftest import Foreign, texts

BODY = "## Abstract\n\nWhat number {n} is about.\n\n## Rationale\n\nWhy number {n} is needed.\n"
README = {"README.md": "# A repository\n\nIt holds documents.\n"}


def eip(n: int) -> str:
    requires = {2: "requires: 1\n", 3: "requires: 1, 2\n"}.get(n, "")
    return (
        f"---\neip: {n}\ntitle: Proposal {n}\nauthor: A. Author (@a)\nstatus: {'Final' if n < 3 else 'Draft'}\n"
        f"type: Standards Track\ncategory: Core\ncreated: 2024-01-0{n}\n{requires}---\n\n" + BODY.format(n=n)
    )


def pep(n: int) -> str:
    requires = "Requires: 1, 2\n" if n == 3 else ""
    return (
        f"PEP: {n}\nTitle: Proposal {n}\nAuthor: A. Author <a@example.org>,\n        B. Author <b@example.org>\n"
        f"Status: {'Active' if n < 4 else 'Withdrawn'}\nType: Process\nCreated: 0{n}-Jul-2001\n{requires}\n\n"
        f"Abstract\n========\n\nWhat number {n} is about.\n"
    )


def adr(n: int) -> str:
    return f"# Use tool {n}\n\n## Status\n\nAccepted\n\n## Context\n\nWe need tool {n}.\n"


def item(n: int) -> str:
    links = "links:\n- REQ001: abcdef\n" if n == 2 else "links: []\n"
    return (
        f"active: true\nderived: false\nlevel: 1.{n}\n{links}normative: true\nref: ''\nreviewed: null\n"
        f"text: |\n  The system shall do thing {n}.\n"
    )


def procedure(n: int) -> str:
    related = "related: [QP-001]\n" if n == 2 else ""
    return (
        f"---\nid: QP-00{n}\ntitle: Procedure {n}\nowner: Quality\nrevision: 1\nstatus: approved\n"
        f"effective-date: 0{n}.05.2023\n{related}---\n\n# 1. Purpose\n\nTo do thing {n}.\n\n# 2. Scope\n\nAll units.\n"
    )


def post(n: int) -> str:
    return f"---\nlayout: post\ntitle: Post {n}\ndate: 2024-02-0{n} 10:00:00 +0600\ntags: [a, b]\n---\n\nText {n}.\n"


def toml(n: int) -> str:
    return f'+++\ntitle = "Post {n}"\ndate = 2024-02-0{n}\n+++\n\nText {n}.\n'


SHAPES = {
    "eip": (texts(eip, lambda n: f"EIPS/eip-{n}.md"), [f"EIP-{n}" for n in range(1, 7)]),
    "pep": (texts(pep, lambda n: f"peps/pep-{n:04}.rst"), [f"PEP-{n}" for n in range(1, 7)]),
    "pep at the root": (texts(pep, lambda n: f"text/pep-{n:04}.txt"), [f"PEP-{n}" for n in range(1, 7)]),
    "adr": (texts(adr, lambda n: f"docs/adr/{n:04}-use-tool-{n}.md"), [f"ADR-000{n}" for n in range(1, 7)]),
    "doorstop": (texts(item, lambda n: f"reqs/REQ00{n}.yml"), [f"REQ00{n}" for n in range(1, 7)]),
    "procedures": (texts(procedure, lambda n: f"docs/procedures/p{n}.md"), [f"QP-00{n}" for n in range(1, 7)]),
    "posts": (
        texts(post, lambda n: f"_posts/2024-02-0{n}-post-{n}.md"),
        [f"2024-02-0{n}-post-{n}" for n in range(1, 7)],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_document_is_counted_and_nothing_is_found_in_good_ones(foreign: Foreign, shape: str) -> None:
    files, codes = SHAPES[shape]
    foreign.commit({**files, **README})

    foreign("init", "--here", "--yes")

    told = foreign.json("check")
    assert told["findings"] == []
    assert told["summary"]["documents"] == len(files)
    assert foreign.codes() == codes
    assert foreign.git("status", "--porcelain") == "?? qms.yaml"


@pytest.mark.parametrize("shape", SHAPES)
def test_every_commit_that_touches_a_document_is_a_row_of_its_sheet(foreign: Foreign, shape: str) -> None:
    files, codes = SHAPES[shape]
    first = next(iter(files))
    foreign.commit(files, "Begin")
    foreign.commit({first: files[first].replace("number 1", "the number 1").replace("thing 1", "the thing 1") + "\n"})
    foreign.commit({"other.txt": "nothing"})
    foreign.commit({first: files[first]}, "Take it back")
    foreign("init", "--here", "--yes")

    told = foreign.json("history", codes[0])

    assert [row["summary"] for row in told["rows"]] == ["Begin", "Change", "Take it back"]
    assert [row["date"] for row in told["rows"]] == ["2024-03-01", "2024-03-02", "2024-03-04"]
    assert [row["number"] for row in told["rows"]] == [1, 2, 3]


@pytest.mark.parametrize("shape", SHAPES)
def test_show_names_title_and_file(foreign: Foreign, shape: str) -> None:
    files, codes = SHAPES[shape]
    foreign.commit(files)
    foreign("init", "--here", "--yes")

    told = foreign.json("show", codes[1])

    assert told["path"] == list(files)[1]
    assert told["title"]


@pytest.mark.parametrize("shape", ["eip", "pep", "doorstop", "procedures"])
def test_a_dangling_reference_is_found_at_its_place(foreign: Foreign, shape: str) -> None:
    files, _codes = SHAPES[shape]
    foreign.commit(files)
    foreign("init", "--here", "--yes")
    last = list(files)[-1]
    wrong = {
        "eip": ("created:", "requires: 99\ncreated:"),
        "pep": ("Created:", "Requires: 99\nCreated:"),
        "doorstop": ("links: []", "links:\n- REQ099: abc"),
        "procedures": ("owner:", "related: [QP-099]\nowner:"),
    }[shape]
    foreign.commit({last: files[last].replace(*wrong)})

    assert foreign.findings() == [f"RF001 {last}"]


def test_references_are_codes_whatever_their_form(foreign: Foreign) -> None:
    foreign.commit(SHAPES["eip"][0])
    foreign("init", "--here", "--yes")

    assert foreign.json("show", "EIP-3")["references"] == ["EIP-1", "EIP-2"]
    assert foreign.json("show", "EIP-2")["references"] == ["EIP-1"]
    assert foreign.json("show", "1")["referred_by"] == ["EIP-2", "EIP-3"]


def test_a_document_that_breaks_later_is_one_finding(foreign: Foreign) -> None:
    files = SHAPES["eip"][0]
    foreign.commit(files)
    foreign("init", "--here", "--yes")
    foreign.commit({"EIPS/eip-4.md": files["EIPS/eip-4.md"].replace("title: Proposal 4", "title: [a: b: c")})

    assert {item.split()[1] for item in foreign.findings()} == {"EIPS/eip-4.md"}
    assert foreign.json("check", code=1)["summary"]["documents"] == 6


def test_toml_is_named_and_not_read(foreign: Foreign) -> None:
    foreign.commit({**texts(post, lambda n: f"content/post-{n}.md"), "content/toml.md": toml(7)})

    told = foreign("init", "--here", "--yes").out

    assert "TOML, which is not read here: 1" in told
    assert foreign.findings() == ["FM001 content/toml.md"]
    assert foreign.json("check", code=1)["summary"]["documents"] == 7


def test_a_repository_of_toml_alone_is_refused_in_words(foreign: Foreign) -> None:
    foreign.commit(texts(toml, lambda n: f"content/post-{n}.md"))

    told = foreign("init", "--here", "--yes", code=2)

    assert "TOML" in told.err
    assert not (foreign.root / "qms.yaml").exists()


def test_untracked_files_do_not_count(foreign: Foreign) -> None:
    foreign.commit(SHAPES["eip"][0])
    (foreign.root / "notes").mkdir()
    for number in range(20):
        (foreign.root / "notes" / f"{number}.md").write_text(f"---\nid: {number}\ntitle: x\n---\n", "utf-8")

    assert "Documents found: 6" in foreign("init", "--here", "--yes").out
    assert "notes" not in foreign.settings()


def test_a_template_beside_the_documents_is_left_out(foreign: Foreign) -> None:
    template = {"docs/adr/template.md": "# Title\n", "docs/adr/index.md": "# All decisions\n"}
    foreign.commit({**SHAPES["adr"][0], **template})
    foreign("init", "--here", "--yes")

    assert foreign.json("check")["summary"]["documents"] == 6


def test_copies_of_the_documents_elsewhere_are_left_out(foreign: Foreign) -> None:
    files = SHAPES["doorstop"][0]
    foreign.commit({**files, **{f"tool/{path}": text for path, text in list(files.items())[:2]}})
    foreign("init", "--here", "--yes")

    assert foreign.json("check")["summary"]["documents"] == 6


def test_several_folders_become_one_pattern(foreign: Foreign) -> None:
    foreign.commit(
        {
            **texts(procedure, lambda n: f"docs/a/p{n}.md", 3),
            **{f"docs/b/c/p{n}.md": procedure(n) for n in (4, 5, 6)},
        }
    )
    foreign("init", "--here", "--yes")

    assert 'documents: ["docs/**/*.md"]' in foreign.settings()
    assert foreign.json("check")["summary"]["documents"] == 6


def test_trailers_of_the_repository_give_the_basis(foreign: Foreign) -> None:
    files = SHAPES["procedures"][0]
    first = next(iter(files))
    foreign.commit(files, "Begin\n\nBasis: order 1")
    foreign.commit({first: files[first] + "\nMore.\n"}, "Say more\n\nLonger.\n\nBasis: order 7\nSigned-off-by: A")
    foreign("init", "--here", "--yes")

    rows = foreign.json("history", "QP-001")["rows"]

    assert [row["basis"] for row in rows] == ["order 1", "order 7"]


def test_without_a_yes_nothing_is_written(foreign: Foreign, monkeypatch: pytest.MonkeyPatch) -> None:
    foreign.commit(SHAPES["eip"][0])
    monkeypatch.setattr("sys.stdin", StringIO("n\n"))

    assert "--yes" in foreign("init", "--here", code=2).err
    assert not (foreign.root / "qms.yaml").exists()


def test_a_dry_run_only_shows(foreign: Foreign) -> None:
    foreign.commit(SHAPES["eip"][0])

    assert 'code: "EIP-{eip}"' in foreign("init", "--here", "--dry-run").out
    assert not (foreign.root / "qms.yaml").exists()


def test_settings_that_are_there_are_never_overwritten(foreign: Foreign) -> None:
    foreign.commit({**SHAPES["eip"][0], "qms.yaml": "languages: [en]\n"})

    assert "qms.yaml" in foreign("init", "--here", "--yes", code=2).err
    assert foreign.settings() == "languages: [en]\n"


def test_a_repository_without_documents_is_refused(foreign: Foreign) -> None:
    foreign.commit({"main.py": "print()\n", **README})

    assert "could be a document" in foreign("init", "--here", "--yes", code=2).err


def test_outside_git_it_says_so(foreign: Foreign) -> None:
    assert "git" in foreign("-C", str(foreign.home), "init", "--here", "--yes", code=2).err


def test_it_works_from_a_folder_below(foreign: Foreign, monkeypatch: pytest.MonkeyPatch) -> None:
    foreign.commit(SHAPES["eip"][0])
    monkeypatch.chdir(foreign.root / "EIPS")
    foreign("init", "--here", "--yes")

    assert (foreign.root / "qms.yaml").exists()


def test_the_proposal_has_no_fault_of_its_own(foreign: Foreign) -> None:
    odd = {f"docs/it's {n}.md": procedure(n).replace("owner:", '"a: b": 1\nowner:') for n in range(1, 5)}
    foreign.commit(odd)
    foreign("init", "--here", "--yes")

    assert foreign.findings() == []
    assert foreign.json("check")["summary"]["documents"] == 4


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_few_documents_are_enough(foreign: Foreign, count: int) -> None:
    foreign.commit(texts(eip, lambda n: f"EIPS/eip-{n}.md", count))
    foreign("init", "--here", "--yes")

    assert foreign.json("check")["summary"]["documents"] == count
    assert foreign.codes() == [f"EIP-{n}" for n in range(1, count + 1)]


def page(n: int) -> str:
    return f"# Page {n}\n\nWhat page {n} tells.\n"


def test_one_language_of_several_folders_is_read(foreign: Foreign) -> None:
    foreign.commit({f"docs/{name}/p{n}.md": page(n) for name in ("en", "ko", "de") for n in range(1, 6)})
    foreign("init", "--here", "--yes")

    assert foreign.codes() == [f"p{n}" for n in range(1, 6)]
    assert 'documents: ["docs/en/*.md"]' in foreign.settings()
    assert foreign.findings() == []


def test_pages_that_are_called_index_are_documents_like_others(foreign: Foreign) -> None:
    pages = {
        f"docs/{part}/{name}.md": f"---\ntitle: {part} {name}\n---\n\nText.\n"
        for part in "ab"
        for name in ("index", "x")
    }
    foreign.commit({**pages, "docs/c/index.md": "---\ntitle: c\n---\n\nText.\n"})
    foreign("init", "--here", "--yes")

    assert foreign.codes() == ["a-index", "a-x", "b-index", "b-x", "c-index"]


def test_codes_name_the_whole_path_where_folder_and_name_are_not_enough(foreign: Foreign) -> None:
    foreign.commit({f"docs/{year}/north/p{n}.md": page(year * n) for year in (2024, 2025) for n in range(1, 4)})
    foreign("init", "--here", "--yes")

    assert foreign.codes()[0] == "docs-2024-north-p1"
    assert foreign.findings() == []


def test_a_few_numbered_texts_among_many_are_not_all_documents(foreign: Foreign) -> None:
    foreign.commit(
        {**{f"research/0{n}-note.md": page(n) for n in (1, 2, 3)}, **texts(page, lambda n: f"plans/p{n}.md", 9)}
    )
    foreign("init", "--here", "--yes")

    assert foreign.json("check")["summary"]["documents"] == 12


def test_a_page_that_lies_in_every_folder_beside_others_is_no_row_of_documents(foreign: Foreign) -> None:
    named = {f"{part}/links.md": f"---\nlayout: {part}\n---\n\nText.\n" for part in "abcdef"}
    foreign.commit(
        {**named, **{f"{part}/{part}{n}.md": f"---\nlayout: x\n---\n\nText {n}.\n" for part in "abcdef" for n in "12"}}
    )
    foreign("init", "--here", "--yes")

    assert foreign.json("check")["summary"]["documents"] == 18


def test_schemas_of_json_are_no_documents(foreign: Foreign) -> None:
    schema = '{{"$schema": "https://example.org/schema", "title": "S{n}", "type": "object", "properties": {{}}}}'
    foreign.commit(
        {
            **texts(lambda n: schema.format(n=n), lambda n: f"schemas/s{n}.json"),
            **texts(page, lambda n: f"docs/p{n}.md", 2),
        }
    )
    foreign("init", "--here", "--yes")

    assert foreign.codes() == ["p1", "p2"]


def test_two_decisions_of_one_number_are_a_fault_of_them(foreign: Foreign) -> None:
    files = texts(adr, lambda n: f"docs/adr/{n:04}-use-tool-{n}.md", 60)
    foreign.commit({**files, "docs/adr/0007-use-another-tool.md": adr(61)})
    foreign("init", "--here", "--yes")

    assert 'code: "ADR-{number}"' in foreign.settings()
    assert foreign.findings() == ["CD002 docs/adr/0007-use-tool-7.md"]
