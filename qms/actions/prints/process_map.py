"""The process register as a map in a document: the block ```` ```processes ```` becomes boxes, group by group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from qms.model.document import Process
from qms.model.field import choose
from qms.model.printout import Block


def with_maps(blocks: Iterable[Block], processes: Mapping[str, Process], language: str) -> tuple[Block, ...]:
    """Put the processes in the place of every block that asks for them.

    The block names groups or processes, one a line; all are shown where it names none. One that names what is not in
    the register stays as it was typed.
    """
    return tuple(_drawn(block, processes, language) if block["t"] == "processes" else block for block in blocks)


def _drawn(block: Block, processes: Mapping[str, Process], language: str) -> Block:
    wanted = str(block["text"]).split()
    if not processes or any(number not in processes for number in wanted):
        return block
    shown = [item for item in processes.values() if not wanted or _within(item.number, wanted)]
    return {"t": "map", "groups": list(_groups(shown, language))}


def _within(number: str, wanted: Iterable[str]) -> bool:
    return any(number == one or number.startswith(f"{one}.") for one in wanted)


def _groups(shown: Iterable[Process], language: str) -> Iterator[dict[str, object]]:
    """Yield the groups, each with the processes that follow it in the register."""
    group: dict[str, object] = {"title": [], "items": []}
    items: list[object] = []
    for process in shown:
        words = [{"t": "text", "text": f"{process.number} {choose(process.title, language)}"}]
        if process.group:
            if items or group["title"]:
                yield {**group, "items": items}
            group, items = {"title": words}, []
        else:
            items.append(words)
    if items or group["title"]:
        yield {**group, "items": items}
