"""A year of a quality department, played through by commands alone. Read aloud, it is a tutorial."""

import pytest

pytest.register_assert_rewrite("tests.year.department", "tests.year.first_half", "tests.year.second_half")
