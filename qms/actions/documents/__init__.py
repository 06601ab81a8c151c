"""The life of a document: begun, changed, approved, in force, withdrawn."""
