"""Registers: processes, units, positions, waivers."""
