"""The received file of an external document is another one than was registered.

The card names the document, the file beside it is what people read. Its registration binds the bytes of the file: an
edition that was exchanged in silence is found (ISO 9001:2015, 7.5.3.2: documents of external origin are identified and
controlled).

Flagged:
    file: documents/base/СМС-ТД-0001-2024.yaml
    code: СМС-ТД-0001-2024
    title: {ky: "ISO 9001:2015", ru: "ISO 9001:2015"}
    type: ТД
    level: base
    revision: 1
    owner: АББСД
    kind: standard
    act: register СМС-ТД-0001-2024, by rector, on 2024-05-20, received 0000
    commit: Register
    file: documents/base/СМС-ТД-0001-2024.pdf
    Another edition

Accepted:
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
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Tell the cards whose received files are not the registered ones."""
    for item in context.received:
        if item.bound:
            names = ", ".join(item.names)
            message = msg(
                'The received file of "{code}" was changed after its registration: {names}', code=item.code, names=names
            )
            gone = msg('The received file of "{code}" is gone', code=item.code)
            advice = msg(
                'Take the change back with "git restore", or register it with "qms external change {code}"',
                code=item.code,
            )
            yield Finding(item.at, message if names else gone, advice, item.code)


RULE = Rule("LG022", Severity.ERROR, check, View.NEAR)
