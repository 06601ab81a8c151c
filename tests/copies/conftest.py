"""The small repository for the tests of numbered copies."""

from ..cli.desk import desk, home, prepared

__all__ = ["desk", "home", "prepared"]
