"""The identification-code grammar: parse, match, explain, allocate; look-alike folding. Pure."""
