"""Objects of git that hold something else than their ids say, as whoever may write into `.git` can make them."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from tests.cli.desk import AUDIT, Desk

TEXT = f"documents/2/{AUDIT}.md"


def loose(desk: Desk, object_id: str) -> Path:
    path = desk.root / ".git" / "objects" / object_id[:2] / object_id[2:]
    path.chmod(0o644)
    return path


def put(desk: Desk, object_id: str, kind: str, data: bytes) -> None:
    loose(desk, object_id).write_bytes(zlib.compress(b"%b %d\0" % (kind.encode(), len(data)) + data))


def without_the_one_before(desk: Desk, commit: str) -> tuple[str, bytes]:
    """Return the id of a commit, and its contents with the commit before the one before as its parent."""
    found, parent, above = desk.git("rev-parse", commit, f"{commit}~1", f"{commit}~2").split()
    data = desk.git("cat-file", "commit", found) + "\n"
    return found, data.replace(parent, above).encode()


@pytest.mark.parametrize("words", [("check",), ("history", AUDIT), ("trail", "verify"), ("render", AUDIT)])
def test_a_text_exchanged_under_its_id_is_not_read(desk: Desk, words: tuple[str, ...]) -> None:
    blob = desk.git("rev-parse", f"HEAD:{TEXT}")
    put(desk, blob, "blob", (desk.root / TEXT).read_bytes() + b"\nOther words\n")

    assert f'"{blob}"' in desk(*words, code=2).err


def test_a_commit_exchanged_under_its_id_is_named(desk: Desk) -> None:
    commit, data = without_the_one_before(desk, "HEAD~1")
    put(desk, commit, "commit", data)

    assert commit in desk("trail", "verify", code=2).err


def test_a_table_of_commits_that_hides_one_is_named(desk: Desk) -> None:
    head, data = without_the_one_before(desk, "HEAD")
    honest = loose(desk, head).read_bytes()
    put(desk, head, "commit", data)
    desk.git("commit-graph", "write", "--reachable")
    loose(desk, head).write_bytes(honest)
    assert len(desk.git("rev-list", "HEAD").split()) < len(
        desk.git("-c", "core.commitGraph=false", "rev-list", "HEAD").split()
    )

    assert "commit-graph" in desk("trail", "verify", code=2).err
    desk.git("commit-graph", "write", "--reachable")
    desk("trail", "verify", code=0)
