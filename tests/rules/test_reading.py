"""Code spans in a line, as CommonMark has them."""

from __future__ import annotations

import pytest

from qms.rules.reading import without_spans


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("а `б` в", "а     в"),
        ("а ``б ` в`` г", "а           г"),
        ("а `б`` в", "а `б`` в"),
        ("а `б`` в` г", "а         г"),
        ("а ` б", "а ` б"),
        ("`а` б `в`", "    б    "),
        ("```а`", "```а`"),
        ("а", "а"),
        ("", ""),
    ],
)
def test_a_span_ends_at_the_next_run_of_as_many_ticks(line: str, plain: str) -> None:
    assert without_spans(line) == plain
    assert len(without_spans(line)) == len(line)
