"""The real quality manual of the university as a trial: text of a scanner in, numbered copies out.

Its text is no part of this project: it is read beside the project, and where it is missing the trial is skipped.
"""

from __future__ import annotations

import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import page
import pypdf
import pytest

from qms.adapters.prints.lettering import clean
from tests.cli.desk import name_no_documents
from tests.manual.convert import convert, read

PROJECT = Path(__file__).parents[2]
SCAN = PROJECT.parent / "shared/manual/quality-manual-2021.ocr.txt"
TEMPLATE = PROJECT / "docs-repo-template"
CODE = "СМС-СЖ-1.2-2021"
DOCUMENT = f"documents/1/{CODE}.md"
KYRGYZ = set("өүңӨҮҢ")

pytestmark = pytest.mark.skipif(not SCAN.is_file(), reason="the manual is not beside the project")


@dataclass(frozen=True, slots=True)
class Trial:
    """What the commands answered, one after another, and the PDFs that they made."""

    markdown: str
    answers: dict[str, subprocess.CompletedProcess[str]]
    copies: tuple[bytes, ...]

    def findings(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = json.loads(self.answers["check"].stdout)["findings"]
        return found


def run(root: Path, *words: str, program: str = "qms") -> subprocess.CompletedProcess[str]:
    """Run a command as a person without any settings of git would."""
    start = [sys.executable, "-P", "-m", "qms"] if program == "qms" else [program]
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    settings = {"HOME": str(root.parent), "GIT_CONFIG_NOSYSTEM": "1", "PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1"}
    who = {f"GIT_{role}_{key}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    environment = kept | settings | who | {"QMS_LANG": "en"}
    return subprocess.run(
        [*start, *words], cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    root = tmp_path_factory.mktemp("manual") / "repository"
    shutil.copytree(TEMPLATE, root, ignore=shutil.ignore_patterns("documents", "ledger", "distribution"))
    name_no_documents(root)
    markdown = convert(SCAN.read_text(encoding="utf-8"), CODE)
    (root / DOCUMENT).parent.mkdir(parents=True)
    (root / DOCUMENT).write_text(markdown, encoding="utf-8")
    for words in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "Begin")):
        run(root, *words, program="git").check_returncode()
    decision = ("--by", "rector", "--decision", "№ 5", "--on", "2021-05-26", "--effective", "2021-06-01")
    answers = {
        "check": run(root, "check", "--format", "json"),
        "approve": run(root, "approve", CODE, *decision),
        "issue": run(root, "issue", CODE, "--to", "ОИД", "--to", "КБ"),
    }
    copies = sorted((root / "out").glob("*.pdf"))
    answers["verify"] = run(root, "verify", str(copies[0]), "--format", "json") if copies else answers["issue"]
    return Trial(markdown, answers, tuple(path.read_bytes() for path in copies))


@pytest.fixture(scope="module")
def pages(trial: Trial) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(trial.copies[0])).pages]


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", clean(text)))


def test_no_word_of_the_scan_is_lost_or_changed_on_the_way_to_markdown(trial: Trial) -> None:
    scan = SCAN.read_text(encoding="utf-8")
    lines = [re.sub(r"<[^>]+>", " ", line.text) for line in read(scan).lines]
    assert len(lines) > 0.9 * len(list(filter(str.strip, scan.splitlines())))
    assert words(" ".join(lines)) - words(trial.markdown) == set()


def test_every_command_ends_well_and_none_with_a_traceback(trial: Trial) -> None:
    assert trial.answers["check"].returncode in {0, 1}
    assert {name: trial.answers[name].returncode for name in ("approve", "issue", "verify")} == {
        "approve": 0,
        "issue": 0,
        "verify": 0,
    }
    assert not any("Traceback" in answer.stdout + answer.stderr for answer in trial.answers.values())
    assert json.loads(trial.answers["verify"].stdout)["verdict"] == "current"


def test_every_finding_about_the_manual_has_a_place_in_its_text(trial: Trial) -> None:
    lines = trial.markdown.splitlines()
    for found in trial.findings():
        if found["path"] != DOCUMENT:
            continue
        line, column = found["line"], found["column"]
        assert isinstance(line, int), found
        assert isinstance(column, int), found
        assert 1 <= line <= len(lines), found
        assert 1 <= column <= len(lines[line - 1]) + 1, found


def test_the_faults_of_letters_and_numbers_are_found(trial: Trial) -> None:
    rules = [found["rule"] for found in trial.findings()]
    assert rules.count("TX003") == 0  # before sections 5.4.3 and 8.2.2 stand paragraphs with a number
    assert rules.count("TX005") == 15
    assert rules.count("TX006") > 200


def test_two_copies_of_some_forty_pages_are_issued(trial: Trial, pages: list[str]) -> None:
    assert len(trial.copies) == 2
    assert 35 <= len(pages) <= 48
    assert [number for number, text in enumerate(pages, 1) if not text.strip()] == []


def test_a_sample_of_300_kyrgyz_words_stands_letter_by_letter_in_the_pdf(trial: Trial, pages: list[str]) -> None:
    printed = words(" ".join(pages))
    kyrgyz = sorted(word for word in words(trial.markdown.split("---\n", 2)[2]) if KYRGYZ & set(word))
    sample = random.Random(2021).sample(kyrgyz, 300)
    assert [word for word in sample if word not in printed] == []


def test_every_heading_stands_in_the_contents_and_in_the_text(trial: Trial, pages: list[str]) -> None:
    contents, text = (" ".join(" ".join(part).split()) for part in (pages[1:3], pages[3:]))
    headings = [" ".join(line.split()[1:]) for line in trial.markdown.splitlines() if line.startswith("#")]
    assert len(headings) > 50
    assert [heading for heading in headings if heading not in text] == []
    assert [heading for heading in headings if heading not in contents] == []


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_the_copy_is_valid_for_the_archive_and_for_readers_who_cannot_see(trial: Trial, profile: str) -> None:
    found = page.validate_pdf_bytes(trial.copies[0], profile=profile).failures
    known = {one for one in found if "LENGTH" in one.rule_id}  # a last byte 0x0D of a stream, taken for a line end
    assert [f"{one.rule_id} {one.message}" for one in found if one not in known] == []
