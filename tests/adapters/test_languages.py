"""The catalogues of languages."""

from __future__ import annotations

import pytest

from qms.adapters.languages import LANGUAGES, Translations, catalog
from qms.model.message import msg


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_a_catalogue(language: str) -> None:
    assert catalog(language).language == language
    assert catalog(language) is catalog(language)


@pytest.mark.parametrize("language", ["de", "", "../ky", "KY"])
def test_a_language_that_there_is_none_of_is_english(language: str) -> None:
    assert catalog(language).language == "en"


def test_what_is_not_translated_is_shown_in_english() -> None:
    sentence = msg("No catalogue has {what}", what=msg("this sentence"))
    assert {catalog(language).text(sentence) for language in LANGUAGES} == {"No catalogue has this sentence"}


def test_an_empty_text_stays_empty() -> None:
    """The catalogue of gettext has its own header under the empty text."""
    assert {catalog(language).text("") for language in LANGUAGES} == {""}


def test_a_plain_text_is_looked_up_as_it_is() -> None:
    assert Translations("en").text("{not a place}") == "{not a place}"
    assert Translations("en").text(msg("{not a place}")) == "{not a place}"


@pytest.mark.parametrize("value", ["{x}", "{", "}", "{0}", "%s", "{value.__class__}"])
def test_braces_in_a_value_stay_as_they_are(value: str) -> None:
    assert Translations("en").text(msg('"{value}" is wrong', value=value)) == f'"{value}" is wrong'
