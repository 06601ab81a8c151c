"""Printing documents and forms."""
