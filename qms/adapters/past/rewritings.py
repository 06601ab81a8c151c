"""Whether every ledger has only grown: what any commit had of it must still stand at its beginning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qms.adapters.files.sources import WorkTree
from qms.adapters.files.together import read_all
from qms.adapters.files.workspace import Workspace
from qms.adapters.git.door import RawCommit
from qms.adapters.git.journal import blob_id
from qms.adapters.past.touched import Touched
from qms.adapters.past.trail import merged, read_trail
from qms.adapters.past.versions import describe
from qms.ledger.growth import rewritten
from qms.ledger.lines import first_difference
from qms.model.change import Rewriting

MOST_BEGINNINGS = 64


def rewritings(workspace: Workspace, commits: Iterable[Touched]) -> Iterator[Rewriting]:
    """Compare every ledger as any commit left it with the work tree: it must still stand there, more may follow.

    Where two branches have met, acts of one may have been put after those of the other: only then every commit is
    compared with its parents (`ledger.growth`).
    """
    found = tuple(differing(workspace, commits))
    if not found or not (merged(workspace) or workspace.git.read("rev-list", "--merges", "--max-count=1", "HEAD")):
        return iter(found)
    lost = {growth.path for _link, growth, _line in rewritten(read_trail(workspace).links)}
    return (item for item in found if item.path in lost)


def differing(workspace: Workspace, commits: Iterable[Touched]) -> Iterator[Rewriting]:
    """Yield what any commit had and the work tree has not at its beginning.

    Most are recognised by their object ids, so that git need not give out their texts.
    """
    ever: dict[tuple[str, str], RawCommit] = {}
    for commit, changes in commits:
        for change in changes:
            own = change.path.removeprefix(workspace.prefix)
            if change.new:
                ever.setdefault((change.new, own), commit)
            else:
                yield Rewriting(own, describe(commit), 0)
    paths = sorted({path for _blob, path in ever})
    files = zip(paths, read_all(WorkTree(workspace.root), paths), strict=True)
    now = {path: data if isinstance(data, bytes) else b"" for path, data in files}
    like = next((blob for blob, _path in ever), "")
    still = {path: frozenset(_beginnings(data, like)) for path, data in now.items()}
    doubtful = {key: commit for key, commit in ever.items() if key[0] not in still[key[1]]}
    texts = workspace.git.blobs(blob for blob, _path in doubtful)
    for (_blob, data), ((_id, path), commit) in zip(texts, doubtful.items(), strict=True):
        line = first_difference(data, now[path])
        if line:
            yield Rewriting(path, describe(commit), line)


def _beginnings(data: bytes, like: str) -> Iterator[str]:
    """Yield the object ids of the beginnings of a ledger, line by line; of a long one only that of the whole: each
    beginning is a text of its own to hash.
    """
    ends = [0, *(found.end() for found in re.finditer(rb"\n", data))]
    for end in ends if len(ends) <= MOST_BEGINNINGS else ends[-1:]:
        yield blob_id(data[:end], like)
