"""The people of a quality department at their computer: `work("qms entry new risks --set …")`, day after day."""

from __future__ import annotations

import csv
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from qms.cli.app import run
from qms.report.text import console

from ..cli.desk import Answer

BISHKEK = timezone(timedelta(hours=6))
CLOCKS = ("qms.cli.session.now", "qms.cli.init.now")


@dataclass(slots=True)
class Department:
    """A repository, and the clock on the wall of the department."""

    folder: Path
    home: Path
    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]
    day: str = ""

    def on(self, day: str) -> None:
        """Begin a day (ISO 8601) at nine in the morning."""
        self.day = day
        moment = datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=BISHKEK)
        for clock in CLOCKS:
            self.patch.setattr(clock, lambda: moment)

    def sits(self, who: str) -> None:
        """Let another person sit down at the computer."""
        (self.home / ".gitconfig").write_text(f"[user]\n\tname = {who}\n\temail = {who}@example.org\n", "utf-8")

    def __call__(self, line: str, code: int = 0) -> Answer:
        """Run a command as a person types it; `code` is the exit code that must come."""
        qms, *words = shlex.split(line)
        assert qms == "qms"
        console.cache_clear()
        self.capture.readouterr()
        got = run(words)
        out, err = self.capture.readouterr()
        assert got == code, f"{self.day}: {line}\nexit code {got}\n{out}\n{err}"
        return Answer(got, out, err)

    def json(self, line: str) -> Any:
        """Run a command and return what it answers a script."""
        return self(f"{line} --format json").json()

    def new(self, line: str) -> str:
        """Run a command that begins a document or an entry, and return the code that it gave out."""
        return str(self.json(line)["code"])

    def write(self, code: str, *paragraphs: str) -> None:
        """Write a paragraph below every heading of a text, as in an editor; below the last ones the last paragraph."""
        path = next(self.folder.glob(f"documents/*/{code}.md"))
        lines, left = [], list(paragraphs)
        for line in path.read_text("utf-8").splitlines():
            lines.append(line)
            if line.startswith("# "):
                lines += ["", left.pop(0) if len(left) > 1 else left[0]]
        path.write_text("\n".join(lines) + "\n", "utf-8")

    def complete(self, code: str, words: str) -> None:
        """Write `words` in every place of a text that is marked to be completed."""
        path = next(self.folder.glob(f"documents/*/{code}.md"))
        lines = path.read_text("utf-8").splitlines()
        path.write_text("\n".join(words if "[____]" in line else line for line in lines) + "\n", "utf-8")

    def sheet(self, register: str, rows: Sequence[Mapping[str, str]]) -> None:
        """Write rows into a spreadsheet of which `qms` gave the heads, and read it into the register."""
        path = self.folder / f"{register}.csv"
        names = list(dict.fromkeys(name for row in rows for name in row))
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.DictWriter(file, names)
            table.writeheader()
            table.writerows(rows)
        self(f"qms entry import {register} {path.name} --yes")
        path.unlink()

    def fill(self, register: str, values: Mapping[str, str], **keys: str) -> None:
        """Bring a register into a spreadsheet, write `values` into the rows that have `keys`, and read it again."""
        self(f"qms entry export {register} {register}.csv")
        path = self.folder / f"{register}.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        self.sheet(register, [row | values for row in rows if keys.items() <= row.items()])

    def status(self) -> list[str]:
        """Return what `qms status` calls due: codes and ids of duties, the overdue with an exclamation mark."""
        found = self.json("qms status")
        reviews = [item["code"] for item in found["reviews"]]
        return [*(_name(item) for name in ("entries", "duties", "next_steps") for item in found[name]), *reviews]

    def inbox(self, position: str) -> list[str]:
        """Return what waits for a position, as `status` does."""
        return [_name(item) for item in self.json(f"qms inbox --as {position}")["inbox"]]

    def overdue(self) -> list[str]:
        """Return everything that the calendar of the year calls overdue."""
        year = self.day[:4]
        return [item["code"] for item in self.json(f"qms calendar {year}")["items"] if item["state"] == "overdue"]

    def done(self) -> list[str]:
        """Return the duties of the year that the calendar calls done, in the order of their days."""
        items = self.json(f"qms calendar {self.day[:4]}")["items"]
        return [item["code"] for item in items if item["kind"] == "duty" and item["state"] == "done"]

    def findings(self) -> list[str]:
        """Return the rules of what `qms check` finds; nothing waived."""
        answer = run_check(self)
        return sorted(f"{item['rule']} {item['code']}" for item in answer["findings"] if not item.get("waiver"))


def run_check(work: Department) -> Any:
    """Return what `qms check` says, whether it finds anything or not."""
    console.cache_clear()
    work.capture.readouterr()
    run(["check", "--format", "json"])
    out, _err = work.capture.readouterr()
    return Answer(0, out, "").json()


def _name(item: Mapping[str, Any]) -> str:
    return f"{item['code']}{'!' if item['overdue'] else ''}"
