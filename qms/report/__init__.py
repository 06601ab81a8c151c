"""Findings and tables as text for a terminal, JSON, CSV, Markdown: one file a format."""
