"""Findings, tables, redlines and calendars: text for a terminal, JSON, CSV, XLSX, Markdown, HTML, ICS, and what forges
read (SARIF, JUnit, GitHub, GitLab). One file a format.
"""
