"""Beginning: a new repository, or one that was never made for qms."""
