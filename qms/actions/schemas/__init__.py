"""What editors are told of the files that people write: JSON Schemas."""
