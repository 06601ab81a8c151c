"""The house: style, types, import directions, catalogues, the package. What CI runs, pytest runs."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from qms.cli.app import SECTIONS
from tests import catalogues

ROOT = Path(__file__).parent.parent
SHARED = {
    "__init__",
    "app",
    "arguments",
    "commands",
    "findings",
    "language",
    "moves",
    "recorded",
    "session",
    "short",
    "steps",
    "streams",
    "tables",
    "words",
}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "qms", "tests"),
        ("ruff", "format", "--check", "qms", "tests"),
        ("mypy", "qms"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_style_and_types_hold(command: tuple[str, ...]) -> None:
    done = run(*command)
    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_go_one_way() -> None:
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_function_is_longer_than_50_lines_and_no_file_than_300() -> None:
    long = []
    for path in sorted((ROOT / "qms").rglob("*.py")):
        text = path.read_text("utf-8")
        if text.count("\n") > 300:
            long.append(str(path))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 50:
                long.append(f"{path}:{node.name}")
    assert long == []


def test_every_command_has_a_file_and_every_file_a_command() -> None:
    files = {
        path.stem if path.stem == "__init__" else path.stem.removesuffix("_").replace("_", "-")
        for path in (ROOT / "qms" / "cli").glob("*.py")
    } - SHARED
    names = [name for _title, names in SECTIONS for name in names]
    assert files == set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    assert catalogues.untranslated(language) == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_catalogues_hold_the_texts_of_today_and_are_compiled(language: str) -> None:
    path = catalogues.po_file(language)
    assert path.read_bytes() == catalogues.po_bytes(catalogues.merged(language))
    assert path.with_suffix(".mo").read_bytes() == catalogues.mo_bytes(catalogues.read(language))


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_translations_keep_the_places_of_values(language: str) -> None:
    place = re.compile(r"\{[a-z_]*(?:![rsa])?\}|%\([a-z]+\)s")
    wrong = [
        message.id
        for message in catalogues.read(language)
        if isinstance(message.id, str)
        and message.string
        and sorted(place.findall(message.id)) != sorted(place.findall(str(message.string)))
    ]
    assert wrong == []


def test_kyrgyz_translations_are_kyrgyz() -> None:
    foreign = re.compile("[іқғұәѳњһјѕ]", re.IGNORECASE)
    mixed = re.compile("[А-Яа-яЁёӨөҮүҢң][A-Za-z]|[a-z][А-Яа-яЁёӨөҮүҢң]")  # «PDFти» is right
    texts = [str(message.string) for message in catalogues.read("ky") if message.id]
    assert [text for text in texts if foreign.search(text) or mixed.search(text)] == []


def test_no_path_of_a_machine_stands_in_a_tracked_file() -> None:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    bad = re.compile(rb"/(?:work|farm|tmp/[a-z]+|root|home/[a-z]+)/")
    paths = [ROOT / name for name in listing.decode().split("\0") if name and name != "tests/test_house.py"]
    assert [str(path) for path in paths if path.is_file() and bad.search(path.read_bytes())] == []


def test_readme_gives_the_command_that_ci_runs() -> None:
    command = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1]
    assert command in (ROOT / "README.md").read_text("utf-8")


def test_wheel_and_sdist_carry_template_locales_and_layouts(tmp_path: Path) -> None:
    done = run("build", "--no-isolation", "--outdir", str(tmp_path), ".")
    assert done.returncode == 0, done.stdout + done.stderr
    wheel = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    for needed in (
        "qms/docs-repo-template/qms.yaml",
        "qms/docs-repo-template/.gitattributes",
        "qms/docs-repo-template/documents/1/СМС-СЖ-1.2-2021.md",
        "qms/locales/ky/LC_MESSAGES/qms.mo",
        "qms/locales/ru/LC_MESSAGES/qms.mo",
        "qms/forms/document/main.typ",
        "qms/forms/skeleton/document.md.j2",
        "qms/demo/story.yaml",
    ):
        assert needed in wheel
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"docs-repo-template/qms.yaml", "tests/test_house.py", "LICENSE", "pyproject.toml"} <= names


def test_the_template_has_only_waived_findings() -> None:
    done = run("qms", "check", "docs-repo-template", "--format", "json")
    assert done.returncode == 0, done.stdout
    import json

    summary = json.loads(done.stdout)["summary"]
    assert (summary["errors"], summary["warnings"], summary["waived"]) == (0, 0, 6)
    assert summary["documents"] >= 39
