"""The approval matrix and the flow of `qms.yaml` -> model values, with what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qms.adapters.files.faults import undefined
from qms.adapters.files.shape import ANY, LIST, TEXT, TEXTS, Shape
from qms.model.days import read_day
from qms.model.field import Table
from qms.model.flow import SEPARATIONS, STEPS, Approval, Flow
from qms.model.message import msg
from qms.model.problem import Problem

ROLES = ("prepare", "check", "agree", "approve", "effect", "register")
APPROVALS: Mapping[str, Shape] = {ANY: {**dict.fromkeys(ROLES, LIST), "body": TEXTS, "steps": TEXT}}
FLOW: Mapping[str, Shape] = {"steps": TEXT, "attest": LIST, "waive": LIST, "since": TEXT}


def read_approvals(table: Table) -> Mapping[str, Approval]:
    """Read the rows of the matrix by name."""
    rows = ((name, row) for name, row in table.entries.items() if isinstance(row, Table))
    return {name: _approval(name, row) for name, row in rows}


def _approval(name: str, row: Table) -> Approval:
    roles = {key: row.words(key) for key in ROLES}
    return Approval(name, body=row.texts("body"), steps=_known(row.text("steps")), **roles)


def read_flow(table: Table) -> Flow:
    """Read what holds for every row."""
    attest = table.words("attest")
    waive = {item.text: item.at for item in table.scalars("waive") if item.text in SEPARATIONS}
    return Flow(_known(table.text("steps")), attest or Flow().attest, table.text("since"), waive)


def _known(steps: str) -> str:
    return steps if steps in STEPS else ""


def wrong_flow(table: Table, roles: Mapping[str, object]) -> Iterator[Problem]:
    """Yield what cannot be used in `approvals` and `flow` of the settings."""
    flow = table.table("flow")
    rows = [row for row in table.table("approvals").entries.values() if isinstance(row, Table)]
    for row in (*rows, flow):
        if row.text("steps") and not _known(row.text("steps")):
            yield undefined(row.value_place("steps"), row.text("steps"), STEPS)
        for key in (*ROLES, "attest"):
            for role in row.scalars(key):
                if role.text not in roles:
                    yield undefined(role.at, role.text, roles)
    since = flow.text("since")
    if since and read_day(since) is None:
        wrong = msg('"{day}" is no day', day=since)
        yield Problem("shape", flow.value_place("since"), wrong, msg('Write year, month, day: "2026-09-01"'))
    for item in flow.scalars("waive"):
        if item.text not in SEPARATIONS:
            yield undefined(item.at, item.text, SEPARATIONS)
