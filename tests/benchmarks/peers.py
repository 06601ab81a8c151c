"""Tools of other people on the same documents, each in the form that it reads; none of them reads the history."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


def commands(repository: Path, environments: Path, scratch: Path) -> Iterator[tuple[str, list[str], Path]]:
    """Yield the name of each tool that is installed below `environments`, its command and where to run it."""
    tools: dict[str, Callable[[Path, Path, str], list[str]]] = {
        "doorstop": _doorstop,
        "reuse": _reuse,
        "yamllint": _yamllint,
        "strictdoc": _strictdoc,
        "trestle": _trestle,
    }
    for name, prepare in tools.items():
        program = next(environments.rglob(f"bin/{name}"), None)
        if program is None:
            continue
        folder = scratch / name
        folder.mkdir()
        command = prepare(repository, folder, str(program))
        subprocess.run(["git", "init", "-q", str(folder)], check=True)
        subprocess.run(["git", "add", "."], cwd=folder, check=True)
        yield name, command, folder


def _texts(repository: Path) -> Iterator[tuple[int, str, str]]:
    """Yield number, front matter and text of each document."""
    for number, path in enumerate(sorted((repository / "documents").rglob("*.md")), 1):
        text = path.read_text("utf-8")
        found = _FRONT.match(text)
        yield number, found[1] if found else "", text[found.end() :] if found else text


def _doorstop(repository: Path, folder: Path, program: str) -> list[str]:
    place = folder / "documents"
    place.mkdir()
    (place / ".doorstop.yml").write_text("settings:\n  digits: 5\n  prefix: DOC\n  sep: ''\n", "utf-8")
    for number, _front, text in _texts(repository):
        body = "\n".join(f"  {line}" for line in text.splitlines())
        item = f"active: true\nderived: false\nheader: ''\nlevel: {number}.0\nlinks: []\nnormative: true\nref: ''\n"
        (place / f"DOC{number:05}.yml").write_text(f"{item}reviewed: null\ntext: |\n{body}\n", "utf-8")
    return [program, "--no-reformat"]


def _reuse(repository: Path, folder: Path, program: str) -> list[str]:
    shutil.copytree(repository / "documents", folder / "documents")
    return [program, "lint"]


def _yamllint(repository: Path, folder: Path, program: str) -> list[str]:
    for number, front, _text in _texts(repository):
        (folder / f"{number}.yaml").write_text(f"---\n{front}\n", "utf-8")
    return [program, "."]


def _strictdoc(repository: Path, folder: Path, program: str) -> list[str]:
    for number, _front, text in _texts(repository):
        head = f"[DOCUMENT]\nTITLE: Document {number}\nUID: DOC-{number}\n\n"
        (folder / f"{number}.sdoc").write_text(f"{head}[TEXT]\nSTATEMENT: >>>\n{text.strip()}\n<<<\n", "utf-8")
    return [program, "export", ".", "--output-dir", str(folder / "out")]


def _trestle(repository: Path, folder: Path, program: str) -> list[str]:
    (folder / "documents").mkdir()
    for path in (repository / "documents").rglob("*.md"):
        shutil.copy(path, folder / "documents")
    subprocess.run([program, "init"], cwd=folder, capture_output=True, check=False)
    task = [program, "author", "docs", "--task-name", "documents"]
    subprocess.run([*task, "--mode", "setup"], cwd=folder, capture_output=True, check=False)
    template = next(folder.glob("documents/*.md"))
    for place in folder.glob(".trestle/author/documents/**/*.md"):
        place.write_bytes(template.read_bytes())
    return [*task, "--mode", "validate", "--header-validate"]
