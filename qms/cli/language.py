"""The language of a run, chosen before any command is loaded: help texts are translated as they are declared."""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from qms.adapters.languages import LANGUAGES, LOCALES, Translations, catalog
from qms.model.message import Message
from qms.model.pattern import pattern

_current: list[Translations] = [Translations("en")]
_SETTING = pattern(r"^languages:\s*\[?\s*[\"']?([a-z]{2})", re.MULTILINE)


def choose(arguments: Sequence[str], environment: Mapping[str, str], folder: Path) -> str:
    """Return the language: `--lang`, then QMS_LANG, then the first of `languages` in qms.yaml, then the locale."""
    wanted = (_option(arguments), environment.get("QMS_LANG", ""), _repository(folder), _locale(environment))
    return next((name for name in wanted if name in LANGUAGES), "en")


def use(language: str) -> None:
    """Make `language` that of this run, also for the texts of the libraries that read arguments."""
    _current[0] = catalog(language)
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("qms", str(LOCALES))
    gettext.textdomain("qms")


def current() -> Translations:
    """Return the catalogue of this run."""
    return _current[0]


def _(text: str) -> str:
    """Return `text` in the language of this run (marks it for the catalogues)."""
    return _current[0].text(text)


def say(message: Message, style: str = "") -> None:
    """Print a sentence in the language of the run."""
    from qms.report import text

    text.line(current().text(message), style)


def _option(arguments: Sequence[str]) -> str:
    for index, word in enumerate(arguments):
        if word == "--":
            break
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
        if word == "--lang":
            return arguments[index + 1] if index + 1 < len(arguments) else ""
    return ""


def _repository(folder: Path) -> str:
    """Return the first language of the repository around a folder; empty where there is none, or it may not be read."""
    try:
        text = next(
            (
                settings.read_text("utf-8", "replace")
                for settings in (candidate / "qms.yaml" for candidate in (folder, *folder.parents))
                if settings.is_file()
            ),
            "",
        )
    except (OSError, ValueError):
        return ""
    found = _SETTING.search(text[:20_000])
    return found.group(1) if found else ""


def _locale(environment: Mapping[str, str]) -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return environment[name][:2].lower()
    return ""
