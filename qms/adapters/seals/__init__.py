"""Signatures: of people under acts, of the organisation under copies."""
