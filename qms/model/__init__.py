"""Pure data: what a document, an act, a copy, a change and a finding are. Standard library only."""
