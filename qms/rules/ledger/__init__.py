"""Ledgers: what was done about a document, and whether git agrees."""
