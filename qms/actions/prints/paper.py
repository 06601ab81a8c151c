"""A printed page that is no document: a form, a list, a calendar, a report. Markdown in, ready to be set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from qms.actions.prints.letterhead import letterhead
from qms.model.message import Catalog, msg
from qms.model.printout import Printout
from qms.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on it: title, Markdown, the day (ISO 8601), whether the pages lie on their side, a line above.

    `code` is that of an entry; `source` is the file that it was made of, under the name `source_name`.
    `images` are the bytes of its pictures by the path that the Markdown names them with.
    """

    title: str
    text: str
    day: str
    turned: bool = False
    kind: str = ""
    code: str = ""
    source: bytes = b""
    source_name: str = ""
    images: Mapping[str, bytes] = field(default_factory=dict)


def paper(snapshot: Snapshot, content: Paper, catalog: Catalog) -> Printout:
    """Return a page ready to be set, without title page and sheets, in the language of the catalog."""
    from qms.adapters.markdown.tree import tree

    return replace(
        letterhead(snapshot, catalog, code=content.code, title=content.title, day=content.day),
        kind=content.kind,
        body=tree(content.text),
        text=content.text,
        source=content.source,
        source_name=content.source_name,
        images=content.images,
        parts=("form", "text"),
        turned=content.turned,
    )


def word(catalog: Catalog) -> Callable[..., str]:
    """Return the translation that templates ask for: `_("Made by {who}", who=name)`."""
    return lambda words, **places: catalog.text(msg(words, **places))
