"""Which of all findings a person asked for: those about some paths, or about what a branch touches. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from qms.actions.checking.changed import Changed
from qms.adapters.files.places import owns
from qms.adapters.files.workspace import FOLDERS
from qms.adapters.past.identity import identify
from qms.ledger.lines import file_name
from qms.model.diagnostic import Diagnostic
from qms.model.settings import SETTINGS_FILE
from qms.model.snapshot import Snapshot

TABLES = ("organisation", "registers")


def within(path: str, chosen: Sequence[str]) -> bool:
    """Tell whether a file is one of the chosen files, or lies in one of the chosen folders."""
    names = (item.strip("/") for item in chosen)
    return any(name in {"", "."} or path == name or path.startswith(f"{name}/") for name in names)


def idle(paths: Iterable[str], snapshot: Snapshot) -> tuple[str, ...]:
    """Return the paths at which nothing lies that a check looks at: no document, no table, no ledger, no settings."""
    return tuple(path for path in paths if not _is_looked_at(path.strip("/"), snapshot))


def _is_looked_at(path: str, snapshot: Snapshot) -> bool:
    if path == SETTINGS_FILE or within(path, (*TABLES, *FOLDERS)):
        return True
    found = (*(item.path for item in snapshot.files), *(ledger.path for ledger in snapshot.ledgers.values()))
    return any(within(other, (path,)) for other in (*found, *TABLES, *FOLDERS))


def selected(
    findings: tuple[Diagnostic, ...], snapshot: Snapshot, paths: Sequence[str], changed: Changed | None
) -> tuple[Diagnostic, ...]:
    """Keep the findings at or about `paths` (none: all), and of these the ones that `changed` touches (None: all)."""
    if paths:
        codes = {item.code for item in snapshot.files if item.code and within(item.path, paths)}
        findings = tuple(item for item in findings if within(item.location.path, paths) or item.subject in codes)
    return findings if changed is None or decisive(changed) else tuple(_touched(findings, snapshot, changed))


def decisive(changed: Changed) -> tuple[str, ...]:
    """Return the changed files on which the verdict about every document rests: settings, and small tables."""
    return tuple(sorted(path for path in changed.paths if path == SETTINGS_FILE or _is_table(path)))


def _is_table(path: str) -> bool:
    return path.rpartition("/")[0] in TABLES and path.endswith((".yaml", ".yml"))


def _touched(findings: Iterable[Diagnostic], snapshot: Snapshot, changed: Changed) -> Iterator[Diagnostic]:
    """Yield what is in a changed file, is about a document that has changed or is gone, or speaks of one."""
    codes = {item.code for item in snapshot.files if item.path in changed.paths}
    texts = ((path, data) for path, data in changed.before.items() if owns(snapshot.settings.keys, path))
    codes |= {identify(data, path, snapshot.settings).code for path, data in texts}
    codes.discard("")
    stems = {PurePosixPath(path).stem for path in changed.paths if within(path, FOLDERS)}
    for item in findings:
        about = item.subject in codes or file_name(item.subject) in stems
        if about or item.location.path in changed.paths or _speaks_of(item, codes):
            yield item


def _speaks_of(item: Diagnostic, codes: set[str]) -> bool:
    """Tell whether a finding in another document names one of the codes: its text may have lost what it refers to."""
    return any(str(value) in codes and not str(value).isdigit() for value in item.message.values.values())
