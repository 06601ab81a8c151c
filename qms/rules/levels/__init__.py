"""Levels, types, owners, processes, clauses, languages: names that must be known."""
