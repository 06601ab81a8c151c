"""Which rules a person wants to hear of: codes, names and families after `--select` and `--ignore`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qms.errors import UsageError
from qms.model.message import msg
from qms.model.names import known
from qms.rules.rule import Rule


def select(rules: Sequence[Rule], wanted: Iterable[str], ignored: Iterable[str]) -> frozenset[str]:
    """Return the codes of the chosen rules: those of `wanted` (none: all) without those of `ignored`.

    Each word is a code, a name, a family (`front-matter`, `FM`), or a list of them with commas. UsageError names a
    word that is none of them, and refuses a choice that leaves no rule: a check of nothing is no pass.
    """
    chosen = {code for word in _words(wanted) for code in rules_of(rules, word)} or {rule.code for rule in rules}
    chosen -= {code for word in _words(ignored) for code in rules_of(rules, word)}
    if not chosen:
        raise UsageError(msg("No rule is left to check"), msg('Name fewer rules after "--ignore"'))
    return frozenset(chosen)


def rules_of(rules: Sequence[Rule], name: str) -> tuple[str, ...]:
    """Return the codes of the rules that a word names; UsageError with the nearest name where there are none."""
    word = _plain(name)
    found = tuple(rule.code for rule in rules if word in {_plain(own) for own in _names(rule)})
    if not found:
        near = {_plain(own): own for rule in rules for own in _names(rule)}
        families = dict.fromkeys(_family(rule) for rule in rules)
        help_ = known([near[key] for key in near if _close(key, word)] or families, name)
        raise UsageError(msg('There is no rule or family "{name}"', name=name), help_)
    return found


def _words(lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.strip() for words in lists for word in words.split(",") if word.strip())


def _names(rule: Rule) -> tuple[str, str, str, str]:
    return rule.code, rule.name, _family(rule), rule.code.rstrip("0123456789")


def _family(rule: Rule) -> str:
    return rule.family.replace("_", "-")


def _plain(name: str) -> str:
    return name.strip().casefold().replace("_", "-")


def _close(name: str, word: str) -> bool:
    import difflib

    return difflib.SequenceMatcher(None, name, word).ratio() >= 0.7
