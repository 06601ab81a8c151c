"""A quality management system (ISO 9001:2015) kept as a git repository of plain files."""

__version__ = "0.1.0"
