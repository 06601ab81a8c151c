"""Entries of registers: begun, changed, moved, listed, printed, exchanged with spreadsheets."""
