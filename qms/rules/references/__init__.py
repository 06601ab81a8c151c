"""References: from document to document."""
