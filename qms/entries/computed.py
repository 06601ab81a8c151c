"""Fields that are computed from others and never stored."""

from __future__ import annotations

from qms.entries.values import as_number, shown
from qms.model.entry import Entry
from qms.model.register import FieldOf


def product(item: FieldOf, entry: Entry, language: str = "en") -> str:
    """Return the product of the factors of a computed field; empty where one of them is missing or no number."""
    value = 1.0
    for name in item.factors:
        factor = as_number(entry.text(name))
        if factor is None:
            return ""
        value *= factor
    return shown(value, language)
