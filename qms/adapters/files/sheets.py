"""`sheet:` of qms.yaml: in which form an organisation prints its change-registration sheets."""

from __future__ import annotations

from collections.abc import Iterator

from qms.history.profiles import COLUMNS, OWN, PROFILES
from qms.model.field import Table
from qms.model.message import msg
from qms.model.problem import Problem
from qms.model.settings import SheetSettings


def read_sheet(table: Table) -> SheetSettings:
    """Read `sheet:`; columns without a profile are the organisation's own form. What cannot be used is left out."""
    names = tuple(dict.fromkeys(item.text.strip() for item in table.scalars("columns") if item.text.strip() in COLUMNS))
    profile = table.text("profile", OWN if names else "university")
    return SheetSettings(profile if profile in PROFILES or (profile == OWN and names) else "university", names)


def wrong_sheet(table: Table) -> Iterator[Problem]:
    """Yield what cannot be used: a form or a column that nobody knows, an own form without columns."""
    profile = table.scalar("profile")
    if profile and profile.text not in {*PROFILES, OWN}:
        yield Problem(
            "shape",
            profile.at,
            msg('There is no form of the sheet "{name}"', name=profile.text),
            msg("Known are: {names}", names=", ".join((*PROFILES, OWN))),
        )
    if profile and profile.text == OWN and not table.scalars("columns"):
        yield Problem("shape", profile.at, msg("An own form needs columns"), msg('Name them under "columns:"'))
    for item in table.scalars("columns"):
        if item.text.strip() not in COLUMNS:
            yield Problem(
                "shape",
                item.at,
                msg('There is no column "{name}"', name=item.text),
                msg("Known are: {names}", names=", ".join(COLUMNS)),
            )
