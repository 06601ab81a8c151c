"""The catalogues of languages (gettext): English stands in the code, each other one is a folder of `qms/locales`."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path
from typing import NamedTuple

from qms.model.message import Message, fill

LOCALES = Path(__file__).parent.parent / "locales"
TRANSLATED = tuple(sorted(folder.name for folder in LOCALES.iterdir() if folder.is_dir()))
LANGUAGES = (*TRANSLATED, "en")


class Translations(NamedTuple):
    """A `Catalog` over one gettext file."""

    language: str
    source: gettext.NullTranslations = gettext.NullTranslations()

    def text(self, message: Message | str) -> str:
        """Return the sentence in this language; the English one where a translation is missing."""
        if isinstance(message, str):
            return self.source.gettext(message) if message else ""
        return fill(self.source.gettext(message.text), message.values, self)


@cache
def catalog(language: str) -> Translations:
    """Return the catalogue of a language; English for one that there is none of."""
    if language not in LANGUAGES or language == "en":
        return Translations("en")
    return Translations(language, gettext.translation("qms", LOCALES, [language], fallback=True))
