"""A small documents repository and the command line in front of it: `desk("list", "--format", "json")`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from qms.adapters import apart
from qms.cli.app import run
from qms.report.text import console

TEMPLATE = Path(__file__).parent.parent.parent / "docs-repo-template"
TEXT = """---
code: {code}
title: {{ky: {title}, ru: {title}}}
type: {type}
level: "{level}"
revision: 1
owner: АББСД
---

# 1. Максаты

{title} кандай аткарыларын аныктайт.

# 2. Тартип

Бөлүм башчы жооптуу.

# 3. Колдонуу чөйрөсү

# 4. Ченемдик шилтемелер

# 5. Терминдер жана кыскартуулар

# 6. Жоопкерчилик

# 7. Процедуранын жүрүшү

# 8. Жазуулар
"""
CARD = """code: СМС-ТД-0001-2024
title: {ky: Талаптар, ru: Требования}
type: ТД
level: base
revision: 1
owner: АББСД
"""
DOCUMENTS = (
    ("СМС-ДП-2.9-2024", "ДП", "2", "Китепкана"),
    ("СМС-ДП-2.10-2024", "ДП", "2", "Маалымат системалары"),
    ("СМС-ДП-2.15-2024", "ДП", "2", "Ички аудит"),
    ("СМС-ЖИ-АББСД-01-2024", "ЖИ", "3", "Нускаларды берүү"),
    ("СМС-КИ-КБ-01-2024", "КИ", "3", "Адистин инструкциясы"),
)
LIST = "code: СМС-ДП-2.15-2024\nholders:\n  - {unit: АББСД, copy: control}\n  - {unit: ОИД}\n  - {unit: КБ}\n"
GITCONFIG = "[user]\n\tname = Айгүл\n\temail = aigul@example.org\n"
AUDIT = "СМС-ДП-2.15-2024"


def variables(home: Path, **more: str) -> dict[str, str]:
    """Return the whole environment of a command: nothing of this computer's, an identity in HOME."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TZ") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "LANG": "C.UTF-8",
        "QMS_LANG": "en",
        "COLUMNS": "80",
        **more,
    }


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command gave back."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        assert self.out.isascii()
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Desk:
    """A repository and the person in front of it."""

    root: Path
    home: Path
    capture: pytest.CaptureFixture[str]

    def __call__(self, *words: str, code: int | None = None) -> Answer:
        """Run a command in this process; `code` is the exit code that must come."""
        console.cache_clear()
        self.capture.readouterr()
        got = run([str(word) for word in words])
        out, err = self.capture.readouterr()
        assert "Traceback" not in out + err
        assert code is None or got == code, f"exit code {got}\n{out}\n{err}"
        return Answer(got, out, err)

    def start(self, *words: str, cwd: Path | None = None, **more: str) -> Answer:
        """Run a command as a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "qms", *words],
            cwd=cwd or self.root,
            env=variables(self.home, **more),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        answer = Answer(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
        assert "Traceback" not in answer.out + answer.err
        return answer

    def git(self, *words: str) -> str:
        """Run git as the person would."""
        return git(self.root, self.home, *words)

    def head(self) -> str:
        return self.git("rev-parse", "HEAD")

    def path(self, code: str) -> Path:
        return next(self.root.glob(f"documents/*/{code}.*"))

    def edit(self, code: str, line: str = "Жаңы сүйлөм.") -> Path:
        path = self.path(code)
        path.write_text(path.read_text("utf-8") + f"\n{line}\n", "utf-8")
        return path

    def ledger(self, code: str = AUDIT) -> list[dict[str, Any]]:
        path = self.root / "ledger" / f"{code}.jsonl"
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []

    def clean(self, *also: str) -> None:
        """Assert that work tree, index and HEAD say the same, and that nothing (`also` left out) is left of a write."""
        assert self.git("status", "--porcelain") == ""
        self.git("fsck", "--strict")
        kept = {"clone", "lock", "network.lock", "stage", "cache.sqlite", "rendered.jsonl", *also}
        left = [path.name for path in (self.root / ".git" / "qms").glob("*") if path.name not in kept]
        assert left == [], left


def git(root: Path, home: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(root), *words], env=variables(home), capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout.strip()


def write_documents(root: Path) -> None:
    """Write the small repository: the template's settings and registers, five short texts and a card."""
    for name in ("qms.yaml", "organisation", "registers", ".gitattributes", ".gitignore"):
        source = TEMPLATE / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        else:
            shutil.copy(source, root / name)
    name_no_documents(root)
    for code, kind, level, title in DOCUMENTS:
        path = root / "documents" / level / f"{code}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(code=code, type=kind, level=level, title=title), "utf-8")
    for path, text in ((f"distribution/{AUDIT}.yaml", LIST), ("documents/base/СМС-ТД-0001-2024.yaml", CARD)):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")


def name_no_documents(root: Path) -> None:
    """Take away what names documents of the template: the entries of registers, and the documents of processes."""
    for folder in (root / "registers").iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)
    processes = root / "registers" / "processes.yaml"
    lines = processes.read_text("utf-8").splitlines(keepends=True)
    processes.write_text("".join(line for line in lines if not line.startswith("    documents:")), "utf-8")


@contextmanager
def as_person(home: Path, folder: Path) -> Iterator[pytest.MonkeyPatch]:
    """Give this process the environment of the person."""
    with pytest.MonkeyPatch.context() as patch:
        for name in set(os.environ) - {"PATH", "SYSTEMROOT", "TZ", "PYTEST_CURRENT_TEST", "PYTEST_XDIST_WORKER"}:
            patch.delenv(name)
        for name, value in variables(home, LANGUAGE="en").items():
            patch.setenv(name, value)
        patch.chdir(folder)
        yield patch


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder in which git knows who the person is."""
    folder = tmp_path_factory.mktemp("home")
    (folder / ".gitconfig").write_text(GITCONFIG, "utf-8")
    return folder


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Path:
    """The small repository: 2.15 and 2.9 in force, three copies of 2.15 out, ЖИ withdrawn, 2.10 and КИ drafts."""
    root = tmp_path_factory.mktemp("small") / "docs"
    root.mkdir()
    write_documents(root)
    for words in (("init", "-q", "-b", "main", "--template="), ("add", "-A"), ("commit", "-q", "-m", "Begin")):
        git(root, home, *words)
    with as_person(home, root):
        for words in (
            ("approve", "2.15", "--by", "rector", "--decision", "№ 5", "--on", "2024-06-10"),
            ("approve", "2.9", "--by", "rector", "--decision", "№ 6", "--on", "2024-06-10"),
            ("approve", "ЖИ", "--by", "quality-director", "--decision", "№ 7", "--on", "2024-06-10"),
            ("issue", "2.15"),
            ("withdraw", "ЖИ", "--basis", "№ 8", "--yes"),
        ):
            assert run(list(words)) == 0, words
    return root


@pytest.fixture
def desk(prepared: Path, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    """A copy of the small repository; the current folder is its root."""
    root = tmp_path / "docs"
    shutil.copytree(prepared, root, symlinks=True)
    with as_person(home, root):
        yield Desk(root, home, capsys)


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read copies in this process, each once; that a process of its own reads them, files made to harm show."""
    answered = cache(apart.answer)
    monkeypatch.setattr(apart, "_asked", lambda what, data: apart.found_in(answered(what, data)))
