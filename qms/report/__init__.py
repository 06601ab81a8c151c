"""Findings, tables, redlines and calendars as text for a terminal, JSON, CSV, XLSX, Markdown, HTML, ICS, and as forges read
them (SARIF, JUnit, GitHub, GitLab): one file a format.
"""
