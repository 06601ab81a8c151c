"""What was recorded in ledgers, as a check knows it, and whether they have only grown since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from qms.model.act import Deed
from qms.rules.context import Context


class Recorded(NamedTuple):
    """The ledger of a document: its code, how many acts it has, the hash of the last line (which holds the hash of the
    line before, and so on).
    """

    code: str
    acts: int
    last: str

    @classmethod
    def of(cls, context: Context, code: str) -> Recorded | None:
        """Return what was recorded; None where more follows from it than from acts that are whole and honest: it could
        not be read, the document is away or ends.
        """
        acts = context.snapshot.acts(code)
        ends = any(act.deed is Deed.WITHDRAW for act in acts)
        if not acts or ends or not context.trusted(code) or code not in context.documents:
            return None
        return cls(code, len(acts), acts[-1].line_sha256)

    def goes_on(self, context: Context) -> bool:
        """Tell whether the ledger begins with these acts."""
        acts = context.snapshot.acts(self.code)
        return len(acts) >= self.acts and acts[self.acts - 1].line_sha256 == self.last


def recorded(context: Context) -> Iterator[tuple[str, Recorded]]:
    """Yield the paths of the ledgers that may go on, with what was recorded in them."""
    rewritten = {item.path for item in context.rewritings}
    for code, ledger in context.snapshot.ledgers.items():
        found = Recorded.of(context, code)
        if found and ledger.path not in rewritten:
            yield ledger.path, found


def gone_on(context: Context, before: Mapping[str, Recorded]) -> Mapping[str, Recorded] | None:
    """Return what is recorded now, by path; None where a ledger has not just gone on."""
    found = {path: Recorded.of(context, item.code) for path, item in before.items()}
    whole = {path: item for path, item in found.items() if item and before[path].goes_on(context)}
    return whole if len(whole) == len(before) else None
