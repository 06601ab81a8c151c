"""The schemas that editors read: made from the readers' own data, fresh in the template, true to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from qms.actions.schemas.editor import VSCODE, associated
from qms.actions.schemas.entries import entry_files, entry_patterns
from qms.actions.schemas.schema import DIALECT, FOLDER, KINDS, PARTS, files, patterns, schema
from qms.adapters.files.registers import read_registers
from qms.adapters.files.settings import SHAPE, read_settings
from qms.adapters.files.sources import WorkTree
from qms.adapters.files.workspace import read_snapshot
from qms.adapters.languages import LANGUAGES, catalog
from qms.model.descriptions import FIELDS, ROWS, SETTINGS
from qms.model.settings import Keys, Settings
from qms.model.snapshot import Snapshot
from qms.report import json as as_json
from qms.rules.fields import DATES, KNOWN

TEMPLATE = Path(__file__).parent.parent.parent / "docs-repo-template"
REGISTERS = read_registers(WorkTree(TEMPLATE))
ENGLISH = catalog("en")
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
HELP = 'run "qms -C docs-repo-template schema --write --lang ky"'


def faults(value: Any, wanted: Mapping[str, Any], at: str = "") -> Iterator[str]:
    """Yield where a value does not follow a schema: as much of JSON Schema as the schemas use."""
    kinds = wanted.get("type", ())
    if "anyOf" in wanted:
        yield from () if any(not list(faults(value, option, at)) for option in wanted["anyOf"]) else (at,)
    elif kinds and not any(is_of(value, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        yield at
    elif isinstance(value, dict):
        yield from faults_of_object(value, wanted, at)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from faults(inner, wanted.get("items", {}), f"{at}/{number}")
    elif not is_within(value, wanted):
        yield at


def faults_of_object(value: dict[str, Any], wanted: Mapping[str, Any], at: str) -> Iterator[str]:
    yield from (f"{at}/{name}" for name in wanted.get("required", ()) if name not in value)
    for name, inner in value.items():
        found = wanted.get("properties", {}).get(name, wanted.get("additionalProperties", True))
        if found is False:
            yield f"{at}/{name}"
        elif isinstance(found, dict):
            yield from faults(inner, found, f"{at}/{name}")


def is_within(value: Any, wanted: Mapping[str, Any]) -> bool:
    if "enum" in wanted:
        return value in wanted["enum"]
    if isinstance(value, str):
        return bool(re.search(wanted.get("pattern", ""), value))
    return not is_of(value, "number") or wanted.get("minimum", value) <= value <= wanted.get("maximum", value)


def is_of(value: Any, kind: str) -> bool:
    if kind in {"number", "integer"}:
        return isinstance(value, int | float if kind == "number" else int) and not isinstance(value, bool)
    return isinstance(value, TYPES[kind])


def read(text: str) -> Any:
    """Read YAML as an editor does: core schema, days stay texts."""
    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.yaml_constructors["tag:yaml.org,2002:timestamp"] = lambda self, node: node.value
    return yaml.load(text)


@pytest.fixture(scope="module")
def template() -> Snapshot:
    return read_snapshot(WorkTree(TEMPLATE))


def test_the_schemas_of_the_template_are_fresh(template: Snapshot) -> None:
    wanted = {**files(catalog("ky"), template), **entry_files(catalog("ky"), REGISTERS, template)}
    for name, content in wanted.items():
        assert (TEMPLATE / FOLDER / name).read_text("ascii") == as_json.render(content), HELP
    folder = TEMPLATE / FOLDER
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.json")} == wanted.keys(), HELP


def test_the_editor_of_the_template_knows_which_schema_is_for_which_file() -> None:
    told = (TEMPLATE / VSCODE).read_bytes()

    assert associated(told, {**patterns(), **entry_patterns(REGISTERS)}) is None, HELP
    assert patterns().keys() == files(ENGLISH).keys()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "schemas", ["", ',\n    "yaml.schemas": {"https://other": "y.yaml", "./.qms/schema/gone.json": ["x"]}']
)
def test_settings_of_an_editor_keep_the_form_in_which_a_person_wrote_them(schemas: str, end: str) -> None:
    rest = '{\n    "files.exclude": { "out": true },\n    "rulers": [80, 120]'
    before = f"{rest}{schemas}\n}}\n".replace("\n", end)
    told = associated(before.encode(), {"units.json": ["organisation/units.yaml"]})
    assert told is not None
    own = '        "./.qms/schema/units.json": [\n            "organisation/units.yaml"\n        ]'
    others = ',\n        "https://other": "y.yaml"' if schemas else ""
    wanted = f'{rest},\n    "yaml.schemas": {{\n{own}{others}\n    }}\n}}\n'
    assert told.decode() == wanted.replace("\n", end)
    assert associated(told, {"units.json": ["organisation/units.yaml"]}) is None


@pytest.mark.parametrize("settings", [b"", b"[]", b"{} // own", b'{"yaml.schemas": []}', b"\xff", b"[" * 100_000])
def test_settings_of_an_editor_that_are_no_plain_json_stay_as_they_are(settings: bytes) -> None:
    assert associated(settings, patterns()) is None


def test_every_file_of_the_template_follows_its_schema(template: Snapshot) -> None:
    schemas = files(ENGLISH, template)
    for name, globs in patterns().items():
        paths = [path for glob in globs for path in TEMPLATE.glob(glob)]
        assert paths, name
        for path in paths:
            assert list(faults(read(path.read_text("utf-8")), schemas[name])) == [], path


def test_every_entry_of_the_template_follows_its_schema(template: Snapshot) -> None:
    schemas = entry_files(ENGLISH, REGISTERS, template)
    for name, globs in entry_patterns(REGISTERS).items():
        for path in TEMPLATE.glob(globs[0]):
            assert list(faults(read(path.read_text("utf-8")), schemas[name])) == [], path


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("kind: rsk", "/kind"),
        ("likelihood: 6", "/likelihood"),
        ("review: 01.02.2027", "/review"),
        ("bogus: x", "/bogus"),
        ("state: assessd", "/state"),
        ("process: [4.1]", "/process"),
    ],
)
def test_a_wrong_entry_is_underlined(template: Snapshot, text: str, fault: str) -> None:
    whole = {"code": "ТБ-2026-001", "state": "identified", "title": "x", "kind": "risk", "process": "4.1"}
    found = {**whole, "owner": "rector", "identified": "2026-02-03"}
    wanted = entry_files(ENGLISH, REGISTERS, template)["entries/risks.json"]
    assert list(faults(found, wanted)) == []
    assert list(faults({**found, **read(text)}, wanted)) == [fault]


def test_every_front_matter_of_the_template_follows_its_schema(template: Snapshot) -> None:
    wanted = schema("front-matter", ENGLISH, template)
    for document in template.files:
        text = (TEMPLATE / document.path).read_text("utf-8")
        front = text if document.is_card else text.split("---\n")[1]
        assert list(faults(read(front), wanted)) == [], document.path


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("title: x", "/code"),
        ("code: x\ntitle: x\nowner: [x]", "/owner"),
        ("code: x\ntitle: [x]", "/title"),
        ("code: x\ntitle: {ky: [x]}", "/title"),
        ("code: x\ntitle: x\nreferences: x", "/references"),
        ("code: x\ntitle: x\nreferences: [{a: b}]", "/references/0"),
        ("code: x\ntitle: x\nrevision: 1.5", "/revision"),
        ("code: x\ntitle: x\nrevision: -1", "/revision"),
        ("code: x\ntitle: x\nrevision: one", "/revision"),
        ("code: x\ntitle: x\neffective: 01.02.2024", "/effective"),
        ("code: x\ntitle: x\nrefrences: []", "/refrences"),
    ],
)
def test_a_wrong_front_matter_is_underlined(text: str, fault: str) -> None:
    assert list(faults(read(text), schema("front-matter", ENGLISH))) == [fault]


@pytest.mark.parametrize(
    "text",
    [
        "code: x\ntitle: x\nrevision: '1'\nlevel: 2\nprocess: 4.1\nowner:\nreferences:\neffective:",
        "code: x\ntitle: {ky: x, ru:}\nreplaces: []\neffective: 2024-02-30",
    ],
)
def test_what_the_reader_takes_is_not_underlined(text: str) -> None:
    assert list(faults(read(text), schema("front-matter", ENGLISH))) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("levls: []", "/levls"),
        ("levels: {}", "/levels"),
        ("levels: [{id: 1, titel: x}]", "/levels/0/titel"),
        ("types: [{review_months: often}]", "/types/0/review_months"),
        ("types: [{review_months: 0}]", "/types/0/review_months"),
        ("organisation: {nam: x}", "/organisation/nam"),
        ("roles: {rector: x}", "/roles/rector"),
        ("dictionaries: {a: {b: c}}", "/dictionaries/a"),
    ],
)
def test_wrong_settings_are_underlined_where_the_reader_complains(text: str, fault: str) -> None:
    assert list(faults(read(text), schema("settings", ENGLISH))) == [fault]
    assert read_settings(text.encode())[1] != ()


def test_a_day_is_what_the_reader_takes_for_one() -> None:
    properties = schema("front-matter", ENGLISH)["properties"]

    assert {name for name, found in properties.items() if "[0-9]{4}-" in found.get("pattern", "")} == DATES


def test_every_field_is_described_and_offered() -> None:
    assert FIELDS.keys() >= KNOWN
    assert schema("front-matter", ENGLISH)["properties"].keys() == KNOWN


def test_every_setting_is_described_and_every_description_is_of_a_setting() -> None:
    def below(shape: Any, at: str) -> Iterator[str]:
        inner = shape if isinstance(shape, Mapping) else {}
        for name, found in (shape[0] if isinstance(shape, list) else inner).items():
            yield (place := f"{at}{name}")
            yield from below(found, f"{place}.")

    known = set(below(SHAPE, ""))
    assert SETTINGS.keys() <= known
    assert {place for place in known - SETTINGS.keys() if "*" not in place} == set()


def test_every_row_of_a_register_is_described() -> None:
    for name in PARTS:
        found = json.dumps(schema(name, ENGLISH))
        assert found.count('"description"') >= 2, name
    assert all(ROWS.values())


def test_types_levels_and_units_of_the_repository_are_offered_and_not_demanded(template: Snapshot) -> None:
    found = schema("front-matter", ENGLISH, template)["properties"]

    assert "ДП" in found["type"]["examples"]
    assert "2" in found["level"]["examples"]
    assert "АББСД" in found["owner"]["examples"]
    assert "4.1" in found["process"]["examples"]
    assert not any("enum" in value for value in found.values())


def test_a_repository_with_names_of_its_own_is_described_with_these() -> None:
    snapshot = Snapshot(Settings(keys=Keys(fields={"owner": "бөлүм"})))
    found = schema("front-matter", ENGLISH, snapshot)

    assert "бөлүм" in found["properties"]
    assert "owner" not in found["properties"]
    assert list(faults({"x": [1]}, found)) == []


@pytest.mark.parametrize("kind", [*KINDS, *PARTS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_schema_is_json_of_the_dialect_in_every_language(kind: str, language: str) -> None:
    found = schema(kind, catalog(language))

    assert found["$schema"] == DIALECT
    assert json.loads(as_json.render(found)) == found


def test_the_schema_of_all_registers_holds_each() -> None:
    found = schema("registers", ENGLISH)

    assert tuple(found["$defs"]) == PARTS
    assert [item["$ref"] for item in found["anyOf"]] == [f"#/$defs/{name}" for name in PARTS]


def test_every_table_of_the_template_names_its_schema_for_other_editors() -> None:
    for name, globs in patterns().items():
        for path in (TEMPLATE / glob for glob in globs if "*" not in glob):
            first = path.read_text("utf-8").partition("\n")[0]
            place = first.removeprefix("# yaml-language-server: $schema=")
            assert (path.parent / place).resolve() == TEMPLATE.resolve() / FOLDER / name
