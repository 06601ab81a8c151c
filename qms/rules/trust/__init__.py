"""Signatures of acts, and whom the organisation trusts to make them."""
