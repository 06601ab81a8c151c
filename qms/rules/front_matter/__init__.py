"""Front matter: the fields that say what a document is."""
