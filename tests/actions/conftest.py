"""The small repository for the tests of the actions."""

from ..cli.desk import desk, home, prepared

__all__ = ["desk", "home", "prepared"]
