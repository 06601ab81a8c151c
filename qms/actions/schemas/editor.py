"""What editors are told: the schemas in `.qms/schema`, and which of them is for which files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from qms.actions.schemas.entries import entry_files, entry_patterns
from qms.actions.schemas.schema import FOLDER, files, patterns
from qms.adapters.files.sources import WorkTree
from qms.adapters.files.workspace import Workspace
from qms.adapters.git.files import write_file
from qms.errors import RepositoryError
from qms.model.message import Catalog
from qms.model.problem import Problem

VSCODE, KEY = ".vscode/settings.json", "yaml.schemas"
"""The settings that Visual Studio Code and its kin have for one folder, and the part of them that names schemas."""


def write_schemas(workspace: Workspace, catalog: Catalog) -> int:
    """Write all schemas and return how many; the settings of the editor, where the repository has them, name each.

    RepositoryError where a link leads elsewhere.
    """
    snapshot, registers = workspace.snapshot(), workspace.registers()
    schemas = {**files(catalog, snapshot), **entry_files(catalog, registers, snapshot)}
    contents = {f"{FOLDER}/{name}": _json(found) for name, found in schemas.items()}
    known = _read(workspace, VSCODE)
    told = associated(known, {**patterns(), **entry_patterns(registers)}) if known is not None else None
    for path in contents:
        _read(workspace, path)
    for path, data in {**contents, **({VSCODE: told} if told else {})}.items():
        (workspace.root / path).parent.mkdir(parents=True, exist_ok=True)
        write_file(workspace.root / path, data)
    return len(schemas)


def associated(settings: bytes, globs: Mapping[str, Sequence[str]]) -> bytes | None:
    """Return the settings of an editor in which each schema stands with its files, everything else as it was written.

    None where nothing changes, or where they are more than plain JSON: a part that looks like the schemas may be a
    comment.
    """
    text = settings.decode("utf-8-sig", "replace")
    values = _values(text)
    named = values.get(KEY, {}) if isinstance(values, dict) else None
    if not isinstance(values, dict) or not isinstance(named, dict):
        return None
    own = {f"./{FOLDER}/{name}": list(found) for name, found in globs.items()}
    others = {name: found for name, found in named.items() if not name.startswith(f"./{FOLDER}/")}
    wanted = {**values, KEY: {**own, **others}}
    fitting = (one.encode("utf-8") for one in _written(text, wanted[KEY]) if _values(one) == wanted)
    return None if values == wanted else next(fitting, _json(wanted, ascii_only=False))


def _values(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _written(text: str, schemas: object) -> Iterator[str]:
    """Yield the text with `schemas` in each place where they may stand, as far indented as the text is."""
    step = (re.search(r"\n([ \t]+)\S", text) or ["", "  "])[1]
    end = "\r\n" if "\r\n" in text else "\n"
    new = json.dumps(schemas, ensure_ascii=False, indent=step).replace("\n", end + step)
    for found in re.finditer(rf'"{re.escape(KEY)}"\s*:\s*(?={{)', text):
        _old, after = json.JSONDecoder().raw_decode(text, found.end())
        yield text[: found.end()] + new + text[after:]
    head, _, tail = text.rpartition("}")
    if f'"{KEY}"' not in head:
        comma = "" if head.rstrip().endswith("{") else ","
        yield f'{head.rstrip()}{comma}{end}{step}"{KEY}": {new}{end}}}{tail}'


def _read(workspace: Workspace, path: str) -> bytes | None:
    found = WorkTree(workspace.root).read(path)
    if isinstance(found, Problem):
        raise RepositoryError(found.message, found.help)
    return found


def _json(value: object, *, ascii_only: bool = True) -> bytes:
    return (json.dumps(value, ensure_ascii=ascii_only, indent=2) + "\n").encode("utf-8", "surrogatepass")
