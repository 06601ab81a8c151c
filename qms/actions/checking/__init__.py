"""Checking a repository, choosing what to hear of, repairing what is certain."""
