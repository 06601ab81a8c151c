"""Codes: whether each document has its own, of the right form."""
