"""The small repository for the tests of the command line."""

from .desk import desk, home, prepared

__all__ = ["desk", "home", "prepared"]
