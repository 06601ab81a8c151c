"""What editors are told: the schemas in `.qms/schema`, and which of them is for which files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from qms.actions.checking.schema import FOLDER, files, patterns
from qms.actions.registers.schema import entry_files, entry_patterns
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
    """Return the settings of an editor in which each schema stands with its files, everything else as it was.

    None where they are more than plain JSON: comments would be lost.
    """
    try:
        values = json.loads(settings)
    except (ValueError, RecursionError):
        return None
    named = values.get(KEY, {}) if isinstance(values, dict) else None
    if not isinstance(named, dict):
        return None
    own = {f"./{FOLDER}/{name}": list(found) for name, found in globs.items()}
    others = {name: found for name, found in named.items() if not name.startswith(f"./{FOLDER}/")}
    return _json({**values, KEY: {**own, **others}}, ascii_only=False)


def _read(workspace: Workspace, path: str) -> bytes | None:
    found = WorkTree(workspace.root).read(path)
    if isinstance(found, Problem):
        raise RepositoryError(found.message, found.help)
    return found


def _json(value: object, *, ascii_only: bool = True) -> bytes:
    return (json.dumps(value, ensure_ascii=ascii_only, indent=2) + "\n").encode("utf-8", "surrogatepass")
