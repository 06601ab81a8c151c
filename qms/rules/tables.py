"""The small tables that rules of their own look at, so that nothing is found twice."""

from __future__ import annotations

ELSEWHERE = frozenset({"waivers", "abbreviations", "glossary"})
"""Registers whose values are looked at by other rules."""
BUILT_IN = ELSEWHERE | {"units", "positions", "processes"}
"""Registers that a repository may keep as short as it likes."""
CHECKED = frozenset({("processes", "owner"), ("units", "head")})
"""Fields whose names are looked up by other rules."""
