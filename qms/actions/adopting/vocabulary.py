"""The names that repositories of documents give to fields and states, as far as they are known."""

from __future__ import annotations

from qms.model.status import State

IDS = frozenset(
    [
        "code",
        "id",
        "identifier",
        "number",
        "num",
        "no",
        "nr",
        "key",
        "uid",
        "ref",
        "doc-id",
        "doc_id",
        "docid",
        "document-id",
        "document_id",
        "designation",
        "код",
        "шифр",
        "номер",
        "коду",
    ]
)
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
TITLES = ("title", "name", "subject", "heading", "header", "аталышы", "название", "наименование")
TYPES = ("type", "kind", "category", "doctype", "document-type", "түрү", "тип", "вид")
STATUSES = ("status", "state", "статус", "абалы")
REFERENCES = (
    "references",
    "requires",
    "refs",
    "related",
    "links",
    "depends",
    "depends-on",
    "dependencies",
    "see-also",
    "related-documents",
    "шилтемелер",
    "ссылки",
)
REPLACES = ("replaces", "supersedes", "obsoletes", "алмаштырат", "заменяет")
DATES = (
    "date",
    "effective",
    "effective-date",
    "created",
    "issued",
    "published",
    "approved",
    "updated",
    "дата",
    "күнү",
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
