"""An act that was recorded, as scripts read it: the same keys after every command that records one."""

from __future__ import annotations

from qms.actions.documents.record import Recorded
from qms.report import json, text


def write(done: Recorded, **more: object) -> None:
    """Print an act as JSON: document, revision, deed, role, person (null where none is named), day, commit, `more`."""
    act = done.act
    values = {
        "code": act.code,
        "revision": act.revision,
        "act": act.deed.value,
        "by": act.by,
        "person": act.text("person") or None,
        "on": act.day,
        "commit": done.commit,
    }
    text.write(json.render(values | more))
