"""The small repository of the command line, for the lives of its documents."""

from ..cli.desk import desk, home, prepared

__all__ = ["desk", "home", "prepared"]
