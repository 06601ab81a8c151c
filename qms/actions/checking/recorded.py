"""What was recorded about documents, as a check knows it: whether a ledger has only grown since, and what follows.

New acts change what was found about their document, and what other documents may know of it (`rules.outlook`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from qms.model.act import Act, Deed
from qms.rules.context import Context
from qms.rules.outlook import Standing, standing


class Recorded(NamedTuple):
    """The ledger of a document: its code, how many acts it has, the hash of the last line (which holds the hash of the
    line before, and so on), what the acts tell others.
    """

    code: str
    acts: int
    last: str
    standing: Standing

    @classmethod
    def of(cls, context: Context, code: str) -> Recorded | None:
        """Return what was recorded; None where more follows from it than from acts that are whole and honest: nothing
        could be read, the document is away or ends.
        """
        acts = context.snapshot.acts(code)
        if not acts or not context.trusted(code) or code not in context.documents or _ends(acts):
            return None
        return cls(code, len(acts), acts[-1].line_sha256, standing(context, code))

    @classmethod
    def read(cls, record: Iterable[object]) -> Recorded:
        """Return what a record in JSON tells."""
        code, acts, last, told = record
        return cls(str(code), int(str(acts)), str(last), Standing(*told))  # type: ignore[misc]

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


def _ends(acts: Iterable[Act]) -> bool:
    return any(act.deed is Deed.WITHDRAW for act in acts)
