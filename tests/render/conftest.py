"""The small repository for the tests of prints."""

from tests.cli.desk import desk, home, prepared

__all__ = ["desk", "home", "prepared"]
