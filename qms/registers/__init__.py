"""The built-in registers: one YAML file each."""
