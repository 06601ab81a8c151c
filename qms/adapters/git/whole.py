"""Whether a repository holds what the names of its commits say, down to the last text of its history.

git trusts its own files: it looks neither whether an object has the contents that its id stands for, nor whether the
table of commits (`commit-graph`), from which it takes parents, agrees with them. Whoever may write into `.git` could
show another history under the ids that everybody knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO, cast

from qms.adapters.beside import beside
from qms.adapters.git.door import Git
from qms.adapters.git.streams import whole_object
from qms.errors import RepositoryError
from qms.model.message import msg

_BY_OBJECTS = ("-c", "core.commitGraph=false", "rev-list")


@contextmanager
def reading_all(git: Git, jobs: int) -> Iterator[Callable[[], None]]:
    """Begin to read everything that HEAD stands for, with several `jobs` while something else is done; call the value
    to be sure of it: RepositoryError names the first object that is not what its id says.
    """
    with beside([partial(first_untrue, git)] if jobs > 1 else []) as answers:
        yield lambda: _be_sure(git, answers())


def _be_sure(git: Git, told: list[str | None]) -> None:
    wrong = first_untrue(git) if not told or told[0] is None else told[0]
    if wrong:
        raise RepositoryError(
            msg('In this clone "{id}" is not what its name says: damaged, or exchanged by somebody', id=wrong),
            msg('Trust no answer about this clone; "git fsck" shows more, a fresh clone has the true history'),
        )


def first_untrue(git: Git) -> str:
    """Return the id of the first object that holds something else, or what git calls the table of commits, if any."""
    if git.head() is None:
        return ""
    ids = git.read(*_BY_OBJECTS, "--objects", "--no-object-names", "HEAD").decode("ascii").split()
    with git.asked(("cat-file", "--batch", "--buffer"), ids) as process:
        stream = cast("BinaryIO", process.stdout)
        wrong = next((one for one in ids if not whole_object(stream, one)[0]), "")
    same = wrong or git.read(*_BY_OBJECTS, "--parents", "HEAD") == git.read("rev-list", "--parents", "HEAD")
    return wrong if same else "objects/info/commit-graph"
