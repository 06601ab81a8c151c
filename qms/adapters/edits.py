"""Edits of one value in a file: every byte outside the value stays as it is (comments, order, quotes, line ends)."""

from __future__ import annotations

from qms.model.field import Scalar


def replace_scalar(data: bytes, scalar: Scalar, text: str) -> bytes:
    """Return `data` with `text` in the place of `scalar`; ValueError where the file no longer holds it there."""
    lines = data.decode("utf-8").splitlines(keepends=True)
    index, column = scalar.at.line - 1, scalar.at.column - 1
    if index >= len(lines):
        raise ValueError(scalar)
    before, after = lines[index][:column], lines[index][column:]
    start = after.find(scalar.text)
    if start < 0 or after[:start].strip("\"'"):
        raise ValueError(scalar)
    lines[index] = before + after[:start] + text + after[start + len(scalar.text) :]
    return "".join(lines).encode("utf-8")
