"""Entries of registers: their states and deadlines, what may stand in a field, what they demand of each other. Pure."""
