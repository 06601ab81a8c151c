"""Languages: translations that are missing, old, or of another build than their original."""
