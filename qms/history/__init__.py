"""From the commits of a document to its revisions and its change-registration sheet. Pure."""
