"""The small repository for the tests of forms."""

from tests.cli.desk import desk, home, prepared

__all__ = ["desk", "home", "prepared"]
