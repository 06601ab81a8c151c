"""Every document and every form of the template, in every language that it has: the PDFs conform."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.test_typeset import failures
from tests.cli.desk import Desk
from tests.forms.test_forms import ABOUT_ONE, NAMES

pytestmark = pytest.mark.soak

PRINTS = (
    ("render", "--all", "--draft"),
    ("render", "--all", "--text", "ru"),
    ("render", "1.2", "--draft", "--beside", "ru"),
    *(
        ("form", name, *(["1.2"] if name in ABOUT_ONE else []), "--lang", lang)
        for name in NAMES
        for lang in ("ky", "ru", "en")
    ),
)


@pytest.mark.parametrize("words", PRINTS, ids=" ".join)
def test_every_print_of_the_template_conforms(desk: Desk, tmp_path: Path, words: tuple[str, ...]) -> None:
    desk("init", str(tmp_path / "whole"), code=0)
    desk("-C", str(tmp_path / "whole"), *words, "--out", str(tmp_path / "out"), code=0)
    found = sorted((tmp_path / "out").glob("*.pdf"))
    assert found
    assert {path.name: faults for path in found if (faults := failures(path.read_bytes()))} == {}
