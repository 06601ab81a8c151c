"""Dates: days and years in the text that cannot be, or that time has overtaken."""
