"""What stands on a copy to prove it: the hash of the act that issued it, its short mark, its token."""

from __future__ import annotations

import base64
import hashlib

from qms.ledger.lines import canonical
from qms.model.act import Act, Value
from qms.model.token import Token

BOUND = ("holder", "kind", "medium", "number", "on")
"""The fields of an act of issue that its hash is taken over, beside what all acts have."""


AFTER = "after"
"""The field of an act that got another place in the ledger when it was shared: the hash of the line before it then."""


def act_hash(act: Act) -> str:
    """Return the hash of an act of issue, with the line before it in the ledger: 130 bits in base32.

    Nobody can give the same one to a copy of another number, holder, revision or text, or to one that has another
    place in the ledger.
    """
    bound: dict[str, Value] = {name: act.fields[name] for name in BOUND if name in act.fields}
    bound |= {"by": act.by, "code": act.code, "revision": act.revision, "sha256": act.sha256}
    bound["prev"] = act.fields.get(AFTER, act.prev)
    return base64.b32encode(hashlib.sha256(canonical(bound)).digest())[:26].decode("ascii")


def token_of(act: Act) -> Token:
    """Return the token of the copy that an act issues, with the signature that the act has recorded."""
    return Token(
        code=act.code,
        revision=act.revision,
        number=act.number,
        day=str(act.fields.get("on", "")) or act.at[:10],
        hash=act_hash(act),
        provisional=act.fields.get("kind") == "provisional",
        signature=str(act.fields.get("seal", "")),
    )
