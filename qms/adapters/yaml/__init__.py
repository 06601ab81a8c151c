"""YAML (ruamel.yaml): read within limits, each value with its place; changed without touching anything else."""
