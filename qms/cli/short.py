"""`qms check` without more, where it rests on the check before: answered without the libraries that read arguments.

Whatever else is asked, and whatever does not follow from the last check, is left to the command itself (`cli.check`):
a test runs both and compares the bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qms.adapters.languages import LANGUAGES

if TYPE_CHECKING:
    from qms.adapters.kept.stamps import Stamps


def answer(words: Sequence[str], seen: Stamps | None = None) -> int | None:
    """Answer a command line, and return the exit code; None where that takes more. `seen` are the files of the
    documents, where they were looked at already.
    """
    folder = _folder(words)
    if folder is None:
        return None
    from datetime import datetime

    from qms.actions.checking.again import again
    from qms.adapters.files.workspace import Workspace

    workspace = Workspace.find(Path(folder), remembering=True)
    if workspace.git.unfinished:
        return None
    report = again(workspace, datetime.now().astimezone().date(), seen=seen)
    if report is None:
        return None
    from qms.cli.findings import show

    return show(workspace, report, "text")


def _folder(words: Sequence[str]) -> str | None:
    """Return the folder of a plain `check`, in any language; None for any other command line."""
    if list(words[:1]) != ["check"] or len(words) % 2 == 0:
        return None
    options = dict(zip(words[1::2], words[2::2], strict=True))
    plain = options.keys() <= {"-C", "--lang"} and len(options) == len(words) // 2
    known = options.get("--lang", "en") in LANGUAGES and not options.get("-C", ".").startswith("-")
    return options.get("-C", ".") if plain and known else None
