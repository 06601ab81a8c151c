"""Working with others: the shared repository, branches that met, hooks."""
