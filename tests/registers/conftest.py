"""The small repository for the tests of registers."""

from __future__ import annotations

from tests.cli.desk import desk, home, prepared

__all__ = ["desk", "home", "prepared"]
