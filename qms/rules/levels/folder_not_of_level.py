"""A document lies in the folder of another level.

People find a document by level and code; in the wrong folder it is counted with the wrong ones. Folders that bear no
name of a level are the organisation's own affair.

Flagged:
    move: documents/2/СМС-ДП-2.1-2024.md = documents/base/СМС-ДП-2.1-2024.md

Accepted:
    move: documents/2/СМС-ДП-2.1-2024.md = documents/2/кб/СМС-ДП-2.1-2024.md

Accepted:
    move: documents/2/СМС-ДП-2.1-2024.md = documents/тартиптер/СМС-ДП-2.1-2024.md
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import msg
from qms.model.settings import Settings
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Compare the first folder below the documents that is named after a level with the level of the document."""
    settings = context.snapshot.settings
    for document in context.originals:
        folder = _level_folder(document.path, settings)
        if folder and document.level in settings.levels and folder != document.level:
            yield Finding(
                Location(document.path),
                msg('A document of level "{level}" lies in the folder "{folder}"', level=document.level, folder=folder),
                msg('Move the file to the folder "{level}"', level=document.level),
                document.code or document.path,
            )


def _level_folder(path: str, settings: Settings) -> str:
    root = next((f"{root}/" for root in settings.keys.documents if path.startswith(f"{root}/")), "")
    folders = PurePosixPath(path[len(root) :]).parts[:-1]
    return next((folder for folder in folders if folder in settings.levels), "")


RULE = Rule("LV004", Severity.ERROR, check, View.HEADS)
