"""Start-up is part of the product: nothing is imported before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"git", "jinja2", "markdown_it", "typst", "segno", "pypdf", "openpyxl"}


def imported(folder: Path, *arguments: str) -> set[str]:
    """Return the top-level modules that a command line imports."""
    command = [sys.executable, "-X", "importtime", "-m", "qms", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines() if "|" in line}


def test_the_version_needs_only_the_package_itself(tmp_path: Path) -> None:
    assert not imported(tmp_path, "--version") & {*HEAVY, "typer", "click", "rich", "ruamel", "gettext", "sqlite3"}


@pytest.mark.parametrize("arguments", [("list", "--format", "json"), ("check", "--format", "json"), ("--help",)])
def test_reading_commands_import_no_library_of_writing_or_printing(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.md").write_text("---\ncode: A-1\n---\n", "utf-8")
    (tmp_path / "qms.yaml").write_text("format: 1\nlanguages: [en]\n", "utf-8")
    assert not imported(tmp_path, *arguments) & {*HEAVY, "rich"}
