"""What repositories of documents call states and folders, and which of their fields are no codes."""

from __future__ import annotations

from qms.model.field_names import IDS
from qms.model.status import State

GENERIC = IDS | {"rev", "index"}
NO_IDS = frozenset(
    [
        "title",
        "name",
        "date",
        "created",
        "updated",
        "slug",
        "permalink",
        "url",
        "order",
        "nav_order",
        "nav-order",
        "weight",
        "position",
        "level",
        "sort",
        "sort_order",
        "sidebar_position",
        "author",
        "authors",
        "email",
        "file",
        "path",
        "hash",
        "reviewed",
        "checksum",
        "sha256",
        "description",
        "summary",
    ]
)
BASES = ("basis", "decision", "order", "refs", "ref", "ticket", "issue", "resolves", "fixes", "closes", "see")
CHANGES = ("change", "change-summary", "summary", "reason")
RECORDS = dict.fromkeys(
    ("adr", "adrs", "decision", "decisions", "architecture-decisions", "architecture-decision-records"), "ADR"
) | {"rfc": "RFC", "rfcs": "RFC", "text": "RFC", "proposals": "P", "kep": "KEP", "keps": "KEP"}
_DRAFT, _FORCE, _OUT = State.DRAFT.value, State.IN_FORCE.value, State.WITHDRAWN.value
STATES = {
    **dict.fromkeys(
        [
            "draft",
            "idea",
            "proposed",
            "proposal",
            "review",
            "reviewing",
            "pending",
            "open",
            "wip",
            "todo",
            "new",
            "provisional",
            "stagnant",
            "deferred",
            "долбоор",
            "проект",
            "черновик",
        ],
        _DRAFT,
    ),
    **dict.fromkeys(
        [
            "final",
            "accepted",
            "approved",
            "active",
            "living",
            "published",
            "implemented",
            "done",
            "effective",
            "current",
            "valid",
            "released",
            "enacted",
            "күчүндө",
            "бекитилген",
            "действует",
            "утвержден",
            "утверждён",
        ],
        _FORCE,
    ),
    **dict.fromkeys(
        [
            "withdrawn",
            "rejected",
            "deprecated",
            "superseded",
            "obsolete",
            "retired",
            "abandoned",
            "cancelled",
            "canceled",
            "replaced",
            "archived",
            "отменен",
            "отменён",
            "утратил",
        ],
        _OUT,
    ),
    "last call": _DRAFT,
    "in review": _DRAFT,
    "in progress": _DRAFT,
    "in force": _FORCE,
    "moved": _FORCE,
}
