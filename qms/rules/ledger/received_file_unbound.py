"""No act binds the received file of an external document.

Its card is registered, but nobody could tell whether the file beside it is still the one that came.

Flagged:
    file: documents/base/СМС-ТД-0001-2024.yaml
    code: СМС-ТД-0001-2024
    title: {ky: "ISO 9001:2015", ru: "ISO 9001:2015"}
    type: ТД
    level: base
    revision: 1
    owner: АББСД
    kind: standard
    act: register СМС-ТД-0001-2024, by rector, on 2024-05-20
    commit: Register
    file: documents/base/СМС-ТД-0001-2024.pdf
    An edition

Accepted:
    file: documents/base/СМС-ТД-0001-2024.yaml
    code: СМС-ТД-0001-2024
    title: {ky: "ISO 9001:2015", ru: "ISO 9001:2015"}
    type: ТД
    level: base
    revision: 1
    owner: АББСД
    kind: standard
    file: documents/base/СМС-ТД-0001-2024.pdf
    An edition
    commit: Put it beside the card
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Tell the registered cards with files that no act binds."""
    for item in context.received:
        if not item.bound:
            yield Finding(
                item.at,
                msg('No act binds the received file of "{code}": {names}', code=item.code, names=", ".join(item.names)),
                msg('Record where it is kept: "qms external keep {code} --place …" binds its bytes', code=item.code),
                item.code,
            )


RULE = Rule("LG023", Severity.WARNING, check, View.NEAR)
