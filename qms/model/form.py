"""A printed form: a folder with its settings (`form.yaml`) and a template that makes Markdown (`form.md.j2`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qms.model.message import Catalog, Message


class About(StrEnum):
    """What a form is about: the whole repository, or one document."""

    REPOSITORY = "repository"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Form:
    """A form by its folder: `title` is its name, in the languages of the repository or one that qms translates.

    `turned` lays its pages on their side; `own` tells that the repository brought it.
    """

    name: str
    title: Mapping[str, str] | Message = field(default_factory=dict)
    about: About = About.REPOSITORY
    turned: bool = False
    template: str = ""
    own: bool = False

    def title_in(self, catalog: Catalog) -> str:
        """Return the title in a language, else in another one."""
        if isinstance(self.title, Message):
            return catalog.text(self.title)
        texts = self.title
        return texts.get(catalog.language) or texts.get("") or next(iter(texts.values()), "") or self.name
