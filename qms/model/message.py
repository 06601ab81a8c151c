"""Texts for people: an English sentence with named places, translated only when it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from qms.model.field import choose

if TYPE_CHECKING:
    from collections.abc import Mapping


class Message(NamedTuple):
    """An English sentence (the key of the catalogues) and the values of its `{places}`.

    A value that is itself a `Message` is translated too. Values are never glued to a word or a suffix: Kyrgyz
    suffixes follow the sound of the word before them.
    """

    text: str
    values: Mapping[str, object] = {}


class Words(NamedTuple):
    """A text that stands in data in each of its languages (a label, a title), shown in that of the reader."""

    texts: Mapping[str, str] = {}


def msg(text: str, /, **values: object) -> Message:
    """Mark `text` for the catalogues and bind the values of its `{places}`."""
    return Message(text, values)


class Catalog(Protocol):
    """Turns messages into the sentences of one language."""

    @property
    def language(self) -> str:
        """The language code: `en`, `ky` or `ru`."""

    def text(self, message: Message | str) -> str:
        """Return the sentence in this catalogue's language, its values put in."""


def fill(template: str, values: Mapping[str, object], catalog: Catalog) -> str:
    """Put `values` into the `{places}` of `template`; messages among them are translated first."""
    if not values:
        return template
    return template.format_map({key: _shown(value, catalog) for key, value in values.items()})


def _shown(value: object, catalog: Catalog) -> object:
    if isinstance(value, Words):
        return choose(value.texts, catalog.language, "en")
    return catalog.text(value) if isinstance(value, Message) else value
