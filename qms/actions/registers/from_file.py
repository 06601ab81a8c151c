"""Fields of an entry from a YAML file that a person wrote."""

from __future__ import annotations

from pathlib import Path

from qms.actions.registers.values import plain_value
from qms.adapters.files.given import read_given
from qms.adapters.files.sources import LARGEST
from qms.adapters.files.tables import read_table
from qms.errors import UsageError
from qms.model.register import CODE, STATE


def pairs_of(path: str) -> list[str]:
    """Return the fields of a file as `NAME=VALUE` pairs, one for each language of a text; code and state are left out.

    UsageError where the file cannot be read.
    """
    table, problems = read_table(read_given(Path(path), LARGEST), path)
    if problems:
        raise UsageError(problems[0].message, problems[0].help)
    found: list[str] = []
    for name, node in table.entries.items():
        value = plain_value(node)
        if name in {CODE, STATE}:
            continue
        if isinstance(value, str):
            found.append(f"{name}={value}")
        elif isinstance(value, dict):
            found += [f"{name}.{language}={text}" for language, text in value.items()]
        else:
            found += _items(name, value)
    return found


def _items(name: str, values: object) -> list[str]:
    items = values if isinstance(values, list) else []
    rows = [", ".join(f"{key}={text}" for key, text in item.items()) for item in items if isinstance(item, dict)]
    plain = "; ".join(item for item in items if isinstance(item, str))
    return [*(f"{name}={row}" for row in rows), *([f"{name}={plain}"] if plain else [])]
