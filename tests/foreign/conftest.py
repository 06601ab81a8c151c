"""The home and the small repository of the command-line tests, and a builder of foreign repositories."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qms.cli.app import run
from qms.report.text import console
from tests.cli.desk import Answer, as_person, variables


@dataclass(slots=True)
class Foreign:
    """A git repository that was never made for qms; commits get days of their own."""

    root: Path
    home: Path
    capture: pytest.CaptureFixture[str]
    day: int = 0

    def git(self, *words: str, **more: str) -> str:
        environment = variables(self.home, **more)
        done = subprocess.run(
            ["git", "-C", str(self.root), *words], env=environment, capture_output=True, check=True, encoding="utf-8"
        )
        return done.stdout.strip()

    def commit(self, files: Mapping[str, str | None], message: str = "Change") -> None:
        """Write files (None: remove) and commit them, a day after the commit before."""
        for path, text in files.items():
            full = self.root / path
            if text is None:
                full.unlink()
            else:
                full.parent.mkdir(parents=True, exist_ok=True)
                full.write_text(text, "utf-8")
        self.day += 1
        moment = f"2024-03-{self.day:02}T09:00:00+06:00"
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message, GIT_AUTHOR_DATE=moment, GIT_COMMITTER_DATE=moment)

    def __call__(self, *words: str, code: int | None = 0) -> Answer:
        console.cache_clear()
        self.capture.readouterr()
        got = run(list(words))
        out, err = self.capture.readouterr()
        assert "Traceback" not in out + err
        assert code is None or got == code, f"exit code {got}\n{out}\n{err}"
        return Answer(got, out, err)

    def json(self, *words: str, code: int | None = 0) -> Any:
        return self(*words, "--format", "json", code=code).json()

    def findings(self) -> list[str]:
        """Return rule and path of every finding."""
        return [f"{item['rule']} {item['path']}" for item in self.json("check", code=None)["findings"]]

    def codes(self) -> list[str]:
        return [item["code"] for item in self.json("list")["documents"]]

    def settings(self) -> str:
        return (self.root / "qms.yaml").read_text("utf-8")


@pytest.fixture
def foreign(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Foreign]:
    """An empty git repository; the current folder is its root."""
    root = tmp_path / "foreign"
    root.mkdir()
    found = Foreign(root, home, capsys)
    found.git("init", "-q", "-b", "main", "--template=")
    with as_person(home, root):
        yield found


def texts(make: Callable[[int], str], name: Callable[[int], str], count: int = 6) -> dict[str, str]:
    """Return `count` files by name, numbered from 1."""
    return {name(number): make(number) for number in range(1, count + 1)}
