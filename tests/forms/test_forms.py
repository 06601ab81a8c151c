"""Printed forms: each one in three languages and every format, those of a repository among them."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from qms.adapters.files import forms
from qms.adapters.files.forms import SETTINGS
from qms.adapters.languages import catalog
from qms.adapters.templates import FORMS, escaped, fill_in
from qms.errors import RenderError
from tests.adapters.test_typeset import failures
from tests.cli.desk import Desk
from tests.render.test_docx import parts

NAMES = sorted(path.parent.name for path in FORMS.glob(f"*/{SETTINGS}"))
ABOUT_ONE = {"distribution-sheet", "acknowledgement-sheet", "agreement-sheet", "change-notice"}
STRANGE = """{{ organisation }}

{% for document in documents %}
- {{ document.code }}: {{ document.title }}
{% endfor %}

| {{ _("Code") }} | Атайын |
|---|---|
| {{ documents[0].code }} | |
"""


def written(desk: Desk, *words: str) -> bytes:
    (item,) = desk("form", *words, "--format", "json", code=0).json()["written"]
    return Path(item["path"]).read_bytes()


def own(desk: Desk, name: str, template: str, settings: str = "title: {ky: Атайын форма, ru: Особая форма}\n") -> None:
    folder = desk.root / "forms" / name
    folder.mkdir(parents=True)
    (folder / "form.yaml").write_text(settings, "utf-8")
    (folder / "form.md.j2").write_text(template, "utf-8")


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_form_conforms_as_pdf_in_every_language(desk: Desk, name: str, language: str) -> None:
    code = ["2.15"] if name in ABOUT_ONE else []
    data = written(desk, name, *code, "--lang", language)
    assert failures(data) == []
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert reader.trailer["/Root"]["/Lang"] == language


@pytest.mark.parametrize(("language", "title"), [("ky", "Тизме"), ("en", "List")])
def test_a_built_in_form_may_have_its_title_in_each_language(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, title: str
) -> None:
    folder = tmp_path / "built-in" / "short-list"
    folder.mkdir(parents=True)
    (folder / SETTINGS).write_text("title: {ky: Тизме, en: List}\n", "utf-8")
    (folder / "form.md.j2").write_text("{{ organisation }}\n", "utf-8")
    monkeypatch.setattr(forms, "FORMS", folder.parent)
    assert f"# {title}\n" in written(desk, "short-list", "--to", "md", "--lang", language).decode()


@pytest.mark.parametrize("form", ["docx", "html", "md"])
@pytest.mark.parametrize("name", NAMES)
def test_every_form_is_made_in_every_format(desk: Desk, name: str, form: str) -> None:
    code = ["2.15"] if name in ABOUT_ONE else []
    data = written(desk, name, *code, "--to", form)
    text = parts(data)["word/document.xml"].decode() if form == "docx" else data.decode()
    assert "Ош мамлекеттик университети" in text or "Osh State University" in text


def test_the_master_list_holds_what_is_in_force_and_nothing_else(desk: Desk) -> None:
    text = written(desk, "master-list", "--to", "md").decode()
    assert "СМС-ДП-2.15-2024" in text
    assert "СМС-ЖИ-АББСД-01-2024" not in text
    assert "СМС-КИ-КБ-01-2024" not in text


def test_the_distribution_sheet_has_a_row_for_every_copy_of_the_revision(desk: Desk) -> None:
    lines = written(desk, "distribution-sheet", "2.15", "--to", "md").decode().splitlines()
    rows = [line for line in lines if line.startswith("| ") and line[2].isdigit()]
    assert [line.split("|")[1].strip() for line in rows] == ["1", "2", "3"]


def test_the_list_names_every_form_and_what_it_is_about(desk: Desk) -> None:
    own(desk, "strange", STRANGE)
    found = {item["name"]: item for item in desk("form", "--format", "json", code=0).json()["forms"]}
    assert set(found) == {*NAMES, "strange"}
    assert {name for name, item in found.items() if item["about"] == "document"} == ABOUT_ONE
    assert [name for name, item in found.items() if item["own"]] == ["strange"]


def test_a_folder_in_the_repository_is_a_form(desk: Desk) -> None:
    own(desk, "strange", STRANGE)
    assert failures(written(desk, "strange", "--lang", "ky")) == []
    text = written(desk, "strange", "--to", "md", "--lang", "ky").decode()
    assert "# Атайын форма" in text
    assert "- СМС-ДП-2.15-2024: Ички аудит" in text


def test_a_folder_of_the_repository_takes_the_place_of_a_form_of_qms(desk: Desk) -> None:
    own(desk, "master-list", "Биздин тизме\n")
    assert "Биздин тизме" in written(desk, "master-list", "--to", "md").decode()


def test_a_form_about_one_document_asks_for_its_code(desk: Desk) -> None:
    assert "qms form change-notice CODE" in desk("form", "change-notice", code=2).err
    assert "about all documents" in desk("form", "master-list", "2.15", code=2).err
    assert "Known are" in desk("form", "unknown", code=2).err


def test_a_form_through_a_link_is_refused(desk: Desk, tmp_path: Path) -> None:
    own(desk, "linked", "x\n")
    secret = tmp_path / "secret"
    secret.write_text("password", "utf-8")
    (desk.root / "forms" / "linked" / "form.md.j2").unlink()
    (desk.root / "forms" / "linked" / "form.md.j2").symlink_to(secret)
    answer = desk("form", "linked", code=2)
    assert "cannot be read" in answer.err
    assert "password" not in answer.out + answer.err


@pytest.mark.parametrize(
    "settings", ["title: {ky: А}\nabout: nothing\n", "title: {ky: А}\nshell: rm\n", "title: [\n", "turned: {a: b}\n"]
)
def test_settings_that_mean_nothing_are_refused_with_their_place(desk: Desk, settings: str) -> None:
    own(desk, "odd", "x\n", settings)
    assert "odd" in desk("form", "odd", code=2).err or "Known are" in desk("form", "odd", code=2).err


HOSTILE = [
    "{{ ''.__class__.__mro__ }}",
    "{{ _.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self._TemplateReference__context }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}{{ os }}",
    "{% extends '../../qms.yaml' %}",
    "{{ documents.append(1) }}",
    "{{ documents[0].update({'a': 1}) }}",
    "{{ '{0.__class__}'.format(1) }}",
    "{{ 'x' * 999999999 }}",
    "{{ 'x'.ljust(999999999) }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ range(999999999) | list | length }}",
    "{% macro again(x) %}{{ again(x) }}{% endmacro %}{{ again(1) }}",
    "{% for a in range(9999) %}{% for b in range(9999) %}{{ organisation }}{% endfor %}{% endfor %}",
    "{{ documents }}",
    "{{ documents[0].items }}",
    "{{ missing }}",
    "{% for %}",
    "{{ lipsum() }}",
    "{{ ''|attr('__class__') }}",
    "{{ _('{x.__class__}', x=1) }}",
    "{{ _('{x:999999999}', x=1) }}",
    "{{ _('{}') }}",
    "{{ documents|map(attribute='__class__')|list|first }}",
]


@pytest.mark.parametrize("template", HOSTILE)
def test_a_template_reads_no_file_runs_no_code_and_takes_no_room(template: str) -> None:
    values = {"organisation": "Университет", "documents": [{"code": "A", "title": "B"}]}
    with pytest.raises(RenderError):
        fill_in(template, values, lambda words, **places: words.format(**places))


def test_a_fault_in_a_template_is_told_with_its_line(desk: Desk) -> None:
    own(desk, "broken", "биринчи\n{% for %}\n")
    assert "2" in desk("form", "broken", code=2).err


@pytest.mark.parametrize(
    "value", ["a|b", "<b>x</b>", "**x**", "`x`", "[a](b)", "# x", "- x", "1. x", "a\nb", "&amp;", "^^", "<"]
)
def test_a_value_is_printed_as_it_is_and_never_as_markup(value: str) -> None:
    from qms.adapters.markdown.blocks import plain
    from qms.adapters.markdown.tree import tree

    shown = " ".join(value.split())
    (table,) = tree(f"| x |\n|---|\n| {escaped(value)} |\n")
    assert plain(table["rows"]) == shown
    if not value[0].isdigit():
        (paragraph,) = tree(escaped(value))
        assert (paragraph["t"], plain(paragraph)) == ("paragraph", shown)


def test_words_of_a_form_are_translated() -> None:
    text = fill_in('{{ _("Copy No.") }}', {}, lambda words, **_places: catalog("ky").text(words))
    assert text == "Нуска №"


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_the_bytes_of_a_form_are_the_same_in_every_locale_and_process(desk: Desk, form: str) -> None:
    def made(**environment: str) -> bytes:
        answer = desk.start("form", "master-list", "--to", form, "--format", "json", **environment)
        assert answer.code == 0, answer.err
        return (desk.root / "out" / f"master-list.{form}").read_bytes()

    assert made(LC_ALL="C", PYTHONHASHSEED="1") == made(LC_ALL="C.UTF-8", PYTHONHASHSEED="77")


def test_a_change_notice_tells_every_holder_once(desk: Desk) -> None:
    desk("revise", "2.15", "--change", "Такталды", "--basis", "№ 9", code=2)
    desk.edit("СМС-ДП-2.15-2024")
    desk("revise", "2.15", "--change", "Такталды", "--basis", "№ 9", code=0)
    desk("approve", "2.15", "--by", "rector", "--decision", "№ 10", "--on", "2024-08-10", code=0)
    desk("issue", "2.15", code=0)
    lines = written(desk, "change-notice", "2.15", "--to", "md").decode().splitlines()
    rows = [line.split("|")[1].strip() for line in lines if line.startswith("| ") and line[2].isdigit()]
    assert [row for row in rows if row] == ["8", "1", "2", "3"]


def test_a_change_notice_is_about_the_last_change_whatever_was_looked_at_since(desk: Desk) -> None:
    desk.edit("СМС-ДП-2.15-2024")
    desk("revise", "2.15", "--change", "мөөнөт такталды", "--basis", "№ 4", code=0)
    desk("approve", "2.15", "--by", "rector", "--decision", "№ 5", code=0)
    desk("review", "2.15", "--basis", "№ 9 протокол", "--by", "quality-director", code=0)
    text = written(desk, "change-notice", "2.15", "--to", "md", "--lang", "ky").decode()
    assert "мөөнөт такталды" in text
    assert "№ 9 протокол" not in text
