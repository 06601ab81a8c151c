"""Copies: numbered copies and who must hold them."""
