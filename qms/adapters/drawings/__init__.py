"""Drawings over the registers as SVG: the same bytes every run, readable in grey."""
