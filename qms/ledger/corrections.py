"""What later acts make of earlier ones: a recorded act is corrected by a further act, never changed or removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qms.model.act import AMENDABLE, Act, Deed, Value


def corrected(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return the acts of a ledger with the fields that later ones among them have corrected; order and number stay.

    The beginning of a ledger gives what held then: corrections of acts that are not among `acts` fall away. An `amend`
    names the line that it corrects by its hash, and may correct an earlier `amend`; an `effect` gives the approval of
    its revision the day from which it holds.
    """
    found = [act._replace(corrected={}) if act.corrected else act for act in acts]
    if all(act.deed not in {Deed.AMEND, Deed.EFFECT} for act in acts):
        return tuple(found)
    places = {act.line_sha256: index for index, act in enumerate(acts)}
    for index, act in enumerate(acts):
        if act.deed is Deed.AMEND:
            _amend(found, places, index)
    decided: dict[int, int] = {}
    for index, act in enumerate(found):
        if act.decides:
            decided[act.revision] = index
        elif act.deed is Deed.EFFECT and act.revision in decided:
            _take(found, decided[act.revision], {"effective": act.effective})
    return tuple(found)


def _amend(found: list[Act], places: Mapping[str, int], index: int) -> None:
    fields = {name: value for name, value in found[index].fields.items() if name in AMENDABLE}
    target: int | None = index
    while target is not None and found[target].deed is Deed.AMEND:
        above = places.get(found[target].text("amends"))
        target = above if above is not None and above < target else None
    if target is not None:
        _take(found, target, fields)


def _take(found: list[Act], place: int, fields: Mapping[str, Value]) -> None:
    found[place] = found[place]._replace(corrected={**found[place].corrected, **fields})
