"""What acts bind beside the text itself: the received files of a card, the translations of a text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from qms.model.act import Act, Deed
from qms.model.document import Document

RECEIVING = frozenset({Deed.REGISTER, Deed.KEEP})
TRANSLATING = frozenset({Deed.APPROVE, Deed.REVIEW})


def received_files(acts: Sequence[Act], revision: int | None) -> str:
    """Return the hash that binds the received files of a revision; an empty text where no act does."""
    return _last(acts, RECEIVING, revision, "received")


def translations(acts: Sequence[Act], revision: int | None) -> str:
    """Return the hash that binds the translations of a revision, as they lay there at the last look at them."""
    return _last(acts, TRANSLATING, revision, "translations")


def _last(acts: Sequence[Act], deeds: frozenset[Deed], revision: int | None, name: str) -> str:
    found = (act.text(name) for act in reversed(acts) if act.deed in deeds and act.revision == revision)
    return next((value for value in found if value), "")


def translations_hash(files: Iterable[Document], code: str, revision: int | None) -> str:
    """Return one hash over the translations that name a revision; an empty text where there is none."""
    own = (item for item in files if item.translation and item.code == code and item.revision == revision)
    listing = {item.language: item.sha256 for item in own}
    return hashlib.sha256(json.dumps(listing, sort_keys=True).encode("ascii")).hexdigest() if listing else ""
