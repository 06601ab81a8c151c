"""Who gets a copy now: the distribution list of a document, or those whom a person names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qms.actions.copies.moves import copies_of
from qms.actions.session import Session
from qms.errors import RefusedError, UsageError
from qms.ledger.copies import is_open
from qms.ledger.lines import file_name
from qms.model.act import Act
from qms.model.message import msg
from qms.model.snapshot import Holder, Snapshot
from qms.model.status import Copy, CopyKind


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom a person names (nobody: the whole distribution list), the medium, whether the copies are accounted for."""

    units: Sequence[str] = ()
    medium: str = "paper"
    accounted: bool = True


def holders(
    session: Session, snapshot: Snapshot, approval: Act, wanted: Wanted
) -> tuple[tuple[Holder, ...], tuple[str, ...]]:
    """Return a row for each copy that is to be issued now, and who holds all copies of this revision already."""
    held = [
        copy
        for copy in copies_of(session, snapshot, approval.code)
        if is_open(copy) and copy.revision == approval.revision
    ]
    if not wanted.units:
        return _listed(snapshot, approval.code, held)
    named = tuple(dict.fromkeys(_holder(snapshot, unit, wanted) for unit in wanted.units))
    if wanted.accounted:
        _refuse_second(named, held, approval)
    return named, ()


def _listed(snapshot: Snapshot, code: str, held: list[Copy]) -> tuple[tuple[Holder, ...], tuple[str, ...]]:
    listed = snapshot.distribution.get(code, ())
    if not listed:
        raise UsageError(
            msg('There is no distribution list for "{code}"', code=code),
            msg('Name the units after --to, or write "distribution/{name}.yaml"', name=file_name(code)),
        )
    missing = {holder: holder.count - _count(holder, held) for holder in listed}
    wanted = tuple(holder for holder, count in missing.items() for _copy in range(max(0, count)))
    return wanted, tuple(holder.unit for holder, count in missing.items() if count <= 0)


def _count(holder: Holder, held: list[Copy]) -> int:
    """Count the copies that answer a row of the list."""
    kind = CopyKind.ACCOUNTED if holder.accounted else CopyKind.UNACCOUNTED
    row = (holder.unit, holder.medium, CopyKind.CONTROL if holder.control else kind)
    return sum((copy.holder, copy.medium, copy.kind) == row for copy in held)


def _refuse_second(named: tuple[Holder, ...], held: list[Copy], approval: Act) -> None:
    for holder in named:
        if any((copy.holder, copy.medium) == (holder.unit, holder.medium) for copy in held if copy.accounted):
            code = approval.code
            raise RefusedError(
                msg(
                    '"{unit}" holds a copy of "{code}" revision {revision} already',
                    unit=holder.unit,
                    code=code,
                    revision=approval.revision,
                ),
                msg('"qms copies {code}" shows its number, "qms render {code} --copy N" prints it again', code=code),
            )


def _holder(snapshot: Snapshot, unit: str, wanted: Wanted) -> Holder:
    known = {**snapshot.units, **snapshot.positions}
    match = next((name for name in known if name.casefold() == unit.casefold()), unit)
    if known and match not in known:
        raise UsageError(
            msg('There is no unit "{value}"', value=unit), msg("Known are: {names}", names=", ".join(snapshot.units))
        )
    holder = Holder(match, wanted.medium, accounted=wanted.accounted)
    return replace(holder, control=wanted.accounted and match == snapshot.settings.quality_unit)
