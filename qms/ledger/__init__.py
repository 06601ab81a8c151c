"""The ledger of a document: reading and composing its lines, and what follows from its acts. Pure."""
