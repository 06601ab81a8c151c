"""What the docstring of a rule says: what is wrong, why it matters, and its examples."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from importlib import import_module

from qms.rules.rule import Rule

FLAGGED, ACCEPTED = "Flagged:", "Accepted:"


@dataclass(frozen=True, slots=True)
class Documentation:
    """The parts of a rule's docstring. Each example is the text of a small change to an example repository."""

    summary: str
    why: str
    flagged: tuple[str, ...]
    accepted: tuple[str, ...]


def documentation(rule: Rule) -> Documentation:
    """Return what the file of a rule says about it."""
    return read(inspect.getdoc(import_module(rule.module)) or "")


def read(docstring: str) -> Documentation:
    """Split a docstring: the first paragraph, the text up to the first example, the examples."""
    before, examples = [], []
    for line in docstring.splitlines():
        if line in {FLAGGED, ACCEPTED}:
            examples.append((line, list[str]()))
        elif examples:
            examples[-1][1].append(line)
        else:
            before.append(line)
    summary, _, why = "\n".join(before).strip().partition("\n\n")
    found = [(kind, inspect.cleandoc("\n" + "\n".join(lines))) for kind, lines in examples]
    return Documentation(
        summary=summary,
        why=why.strip(),
        flagged=tuple(text for kind, text in found if kind == FLAGGED),
        accepted=tuple(text for kind, text in found if kind == ACCEPTED),
    )
