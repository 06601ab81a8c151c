"""The change-registration sheet, and what changed between revisions."""
