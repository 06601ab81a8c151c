"""Numbered copies: issued, moved, recalled, verified."""
