"""The part of a check or of a printing that one of several machines does (`--shard 2/4`)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qms.errors import UsageError
from qms.model.diagnostic import Diagnostic
from qms.model.message import msg
from qms.model.share import Share
from qms.model.snapshot import Snapshot
from qms.rules.context import Context
from qms.rules.rule import Rule, View, all_rules


def share_of(text: str) -> Share:
    """Read which part is wanted, written "2/4"; UsageError for anything else."""
    number, slash, of = (part.strip() for part in text.partition("/"))
    plain = all(part.isascii() and part.isdigit() and len(part) < 5 for part in (number, of))
    found = Share(int(number), int(of)) if slash and plain else Share(0, 0)
    if not 1 <= found.number <= found.of:
        raise UsageError(
            msg('"{text}" is no part of a work', text=text), msg('Write the part and how many there are: "2/4"')
        )
    return found


def part(share: Share, state: str) -> Mapping[str, object]:
    """Return what a part says about itself."""
    return {"number": share.number, "of": share.of, "state": state}


def rules_of(rules: Sequence[Rule], share: Share | None) -> Sequence[Rule]:
    """Return the rules of a part: all that take each document for itself, and those that are its turn."""
    everywhere = {View.ALONE, View.LAST}
    return [rule for place, rule in enumerate(rules) if not share or rule.view in everywhere or share.turn(place)]


def with_texts(snapshot: Snapshot, share: Share | None) -> Snapshot:
    """Return the snapshot with the documents of a part only, for the rules that take each for itself."""
    return replace(snapshot, files=tuple(item for item in snapshot.files if not share or share.holds(item.path)))


def findings_of(findings: tuple[Diagnostic, ...], share: Share | None) -> tuple[Diagnostic, ...]:
    """Return the findings that belong to a part: of rules that take each document for itself, only those in its own."""
    if share is None:
        return findings
    alone_ = {rule.code for rule in all_rules() if rule.view is View.ALONE}
    return tuple(item for item in findings if item.rule not in alone_ or share.holds(item.location.path))


def state_of(context: Context, rules: frozenset[str] | None) -> str:
    """Return a word for what was looked at: parts of a check with different ones do not belong together."""
    snapshot = context.snapshot
    texts = [(item.path, item.sha256) for item in snapshot.files]
    acts = [(code, [act.line_sha256 for act in ledger.acts[-1:]]) for code, ledger in sorted(snapshot.ledgers.items())]
    facts = (context.today, texts, acts, snapshot.settings, sorted(context.history), sorted(rules or ()))
    return hashlib.sha256(repr(facts).encode("utf-8", "surrogatepass")).hexdigest()
