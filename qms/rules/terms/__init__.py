"""Abbreviations and terms: what they mean, and where they are used."""
