"""The one hardened door to git.

Every call is a plumbing command with an environment built from empty and options that overrule the repository's
configuration (`environment.py`): reading a hostile clone runs no hook, filter, pager or helper of it. There are two
ways behind the door. Reading starts git bare, because GitPython takes 100 ms to import and `qms check` must be quick.
Writing goes through GitPython's `execute`, as a process with pipes: its own waiting takes standard input only from a
file and has no time limit on Windows. GitPython adds the environment of this process to what it is given, therefore
`open` takes the inherited `GIT_…` variables out of it. No GitPython object leaves this file.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any, BinaryIO, cast

from qms.adapters.git import environment as git_environment
from qms.adapters.git import pipes as git_pipes
from qms.adapters.git import place as git_place
from qms.adapters.git import streams as git_streams
from qms.adapters.git import tip as git_tip
from qms.adapters.git import trouble as git_trouble
from qms.adapters.git.answers import PartialCloneError, output, unreadable, wait
from qms.adapters.git.streams import Entry, PathChange, Person, RawCommit
from qms.adapters.git.trouble import Trouble
from qms.errors import RepositoryError
from qms.model.message import msg

__all__ = ["Entry", "Git", "PartialCloneError", "PathChange", "Person", "RawCommit", "Trouble", "is_id"]

_NAMES = ("config", "--list", "--name-only", "-z")
_ONE_PROCESS = 1000
_FATAL = 128
_BUFFER = 1 << 16
"""So much is read from git at once, as much as a pipe holds: each waits for the other less often."""


def is_id(revision: str) -> bool:
    """Tell whether a revision is the whole id of an object, which nobody has to look up."""
    return len(revision) in {40, 64} and not revision.strip("0123456789abcdef")


JOURNAL = "journal.json"
"""What a write that is not finished has still to do, in the folder of qms in `.git`."""


@dataclass(frozen=True, slots=True)
class Git:
    """A repository, reached only through git's plumbing.

    `root` is the work tree, `git_dir` its `.git`, `common_dir` the `.git` shared by linked work trees.
    """

    root: Path
    git_dir: Path
    common_dir: Path

    @classmethod
    def open(cls, start: Path) -> Git:
        """Find the repository that holds `start`, without starting a process.

        Inherited `GIT_…` variables are removed from this process: a hook that calls qms must not redirect it.
        """
        git_environment.scrub()
        return cls(*git_place.find(start))

    @property
    def unfinished(self) -> bool:
        """Tell whether a write was stopped: files may not be what HEAD says until a command finishes it."""
        return (self.git_dir / "qms" / JOURNAL).is_file()

    def head(self) -> str | None:
        """Return the commit of HEAD; None where there is no commit yet, RepositoryError where it is damaged."""
        found = git_tip.tip(self.git_dir, self.common_dir) or self.resolve("HEAD^{commit}")
        if found is None and self.resolve("HEAD") is not None:
            raise unreadable()
        return found

    def require_all_files(self) -> None:
        """Refuse a clone that lays only a part of its files on the disk: what is not there would count as lost."""
        if (self.git_dir / "info" / "sparse-checkout").exists() and self._is_set("core.sparseCheckout"):
            raise RepositoryError(
                msg("In this clone only a part of the files lies on the disk"),
                msg('Type "git sparse-checkout disable", then call the command again'),
            )

    def require_history(self) -> None:
        """Refuse to speak of the past where this clone does not have all of it."""
        if (self.common_dir / "shallow").exists():
            raise RepositoryError(msg("The history of this clone is cut off"), msg('Type "git fetch --unshallow"'))

    def branch(self) -> str:
        """Return the branch of HEAD, as `refs/heads/main`."""
        done = self._run("symbolic-ref", "-q", "HEAD")
        if done[0] == 1:
            raise RepositoryError(
                msg("The repository is not on a branch"), msg('Go back to the branch, for example "git switch main"')
            )
        return output(done).decode("utf-8", "surrogateescape").rstrip("\n")

    def resolve(self, revision: str) -> str | None:
        """Return the object that a person's `revision` names (a branch, a tag, the start of an id), if there is one."""
        if "\0" in revision:
            return None
        status, out, _ = self._run("rev-parse", "--verify", "-q", "--end-of-options", revision)
        if status == _FATAL:
            self.read("rev-parse", "--git-dir")  # where git refuses the whole repository, this says why
        return None if status else out.decode("ascii", "replace").strip()

    def resolved(self, names: Sequence[str]) -> list[str | None]:
        """Return the object that each name stands for, if there is one; those that are there from one process."""
        if any("\n" in name for name in names) or not names:  # git asks for one a line
            return [self.resolve(name) for name in names]
        with self.asked(("cat-file", "--batch-check=%(objectname)", "--buffer"), names) as process:
            found = cast("BinaryIO", process.stdout).read().decode("utf-8", "replace").splitlines()
        known = found if len(found) == len(names) else [""] * len(names)
        return [said if is_id(said) else self.resolve(name) for said, name in zip(known, names, strict=True)]

    def tree(self, revision: str = "HEAD", under: str = "") -> Mapping[str, Entry]:
        """Return every file of a revision by path, those below `under`; none where there is no commit yet."""
        top = revision if is_id(revision) else self.resolve(revision + "^{tree}")
        if top is None and revision == "HEAD" and self.head() is None:
            return {}
        if top is None:
            raise RepositoryError(
                msg('There is no revision "{revision}"', revision=revision),
                msg('Name a commit or a tag of this repository; "git log" shows them'),
            )
        return git_streams.tree(self.read("ls-tree", "-r", "-z", "--full-tree", top), under)

    def index(self) -> Mapping[str, Entry]:
        """Return the files of the index by path; an unresolved merge shows as an entry without mode and object."""
        return git_streams.index(self.read("ls-files", "--stage", "-z", "--full-name"))

    def blobs(self, ids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the contents of blobs in the order asked for, from one process."""
        wanted = tuple(ids)
        if not all(map(is_id, wanted)):
            raise unreadable()
        if not wanted:
            return
        with self.asked(("cat-file", "--batch", "--buffer"), wanted) as process:
            for blob_id in wanted:
                data = git_streams.blob(cast("BinaryIO", process.stdout), blob_id)
                if data is None:
                    raise self._missing(blob_id)
                yield blob_id, data

    def history(self, under: str = "") -> Iterator[RawCommit]:
        """Yield every commit of HEAD, parents before children, in one stream.

        A merge is compared with its first parent; renames are not followed; `under` keeps only the changes below it,
        commits without any are yielded all the same.
        """
        yield from self.shown(self.commits(), under)

    def commits(self, touching: str = "") -> list[str]:
        """Return the ids of every commit of HEAD, parents before children, or only of those that touched a path."""
        if self.head() is None:
            return []
        limit = ("--full-history", "HEAD", "--", touching) if touching else ("HEAD",)
        return self.read("rev-list", "--reverse", "--topo-order", *limit).decode("ascii").split()

    def has_commits(self, many: int) -> bool:
        """Tell whether HEAD has at least so many commits."""
        return bool(self._run("rev-list", f"--skip={many - 1}", "--max-count=1", "HEAD")[1])

    def shown(self, commits: Sequence[str], under: str = "") -> Iterator[RawCommit]:
        """Yield these commits in their order; many are read by two processes.

        git is asked for the later ones first, some at a time: it keeps older trees as differences from newer ones.
        """
        middle = len(commits) // 2 if len(commits) > _ONE_PROCESS else len(commits)
        with ExitStack() as stack:
            parts = [part for part in (commits[:middle], commits[middle:]) if part]
            turned = [git_streams.turned(part) for part in parts]
            shown = [stack.enter_context(self.asked(git_streams.SHOW, tuple(part))) for part in turned]
            later = [stack.enter_context(git_pipes.read_ahead(process)) for process in shown[1:]]
            streams = [lambda: cast("BinaryIO", shown[0].stdout), *later] if shown else []
            for process, stream in zip(shown, streams, strict=True):
                yield from git_streams.turned(git_streams.history(git_streams.tokens(stream()), under))
                if process.wait():
                    self._check_plain()
                    raise unreadable()

    def refs(self) -> Mapping[str, str]:
        """Return every ref and the object that it names, sorted by name."""
        listing = self.read("for-each-ref", "--format=%(objectname) %(refname)")
        lines = listing.decode("utf-8", "surrogateescape").splitlines()
        return {name: object_id for object_id, _, name in (line.partition(" ") for line in lines)}

    def identity(self) -> Person:
        """Return who the person is, from environment and configuration, as git decides; a guess is no identity."""
        command = ("-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT")
        status, out, _ = self._run(*command, env=git_environment.personal())
        name, _, rest = out.decode("utf-8", "replace").rpartition(" <")
        if status or not name:
            raise RepositoryError(
                msg("git does not know who you are"),
                msg(
                    'Type: git config --global user.name "Your Name" and git config --global user.email you@example.org'
                ),
            )
        return Person(name, rest.partition(">")[0])

    def trouble(self) -> tuple[Trouble, ...]:
        """Return what in this repository hides or exchanges history, or could run code; empty for an honest clone."""
        found = [*git_trouble.files(self.common_dir), *git_trouble.replaced(self.refs())]
        configs = (self.common_dir / "config", self.common_dir / "config.worktree", self.git_dir / "config.worktree")
        for config in dict.fromkeys(configs):
            if config.exists():
                listing = self.read("config", "--file", str(config), "--no-includes", "--list", "-z")
                found += git_trouble.settings(listing.split(b"\0")[:-1], self.root, self.git_dir)
        return tuple(dict.fromkeys(found))

    def read(self, *arguments: str) -> bytes:
        """Return what a reading plumbing command prints; RepositoryError with git's own words when it fails."""
        return output(self._run(*arguments))

    def write(
        self,
        *arguments: str,
        data: bytes = b"",
        variables: Mapping[str, str] | None = None,
        keep: tuple[int, ...] = (),
    ) -> bytes:
        """Run a writing plumbing command through GitPython, `data` on its standard input, and return what it prints.

        `variables` join the environment; `keep` are open files that git inherits: a lock among them stays locked for
        as long as git runs, even when this process is killed.
        """
        from git.cmd import Git as GitPython

        quiet = git_environment.silenced(self.read(*_NAMES)) if "update-index" in arguments else {}
        process = GitPython(str(self.root)).execute(
            self._command(arguments),
            istream=cast("BinaryIO", subprocess.PIPE),
            as_process=True,
            env={**git_environment.environment(), **quiet, **(variables or {})},
            **({"pass_fds": keep} if keep and os.name != "nt" else {}),
        )
        return output(wait(cast("subprocess.Popen[bytes]", process), data, self._check_plain))

    def _check_plain(self) -> None:
        git_place.check_all_plain(self.common_dir)

    def _is_set(self, key: str) -> bool:
        return self._run("config", "--type=bool", "--get", key)[1].strip() == b"true"

    def _missing(self, object_id: str) -> RepositoryError:
        """Return what to say of an object that cannot be read: a partial clone leaves out what it can fetch later."""
        self._check_plain()
        status, found, _ = self._run("config", "--type=bool", "--get-regexp", r"^remote\..*\.promisor$")
        if status or b" true" not in found:
            return unreadable(object_id)
        return PartialCloneError(
            msg("This clone leaves out older texts"), msg('Type "git fetch --refetch --no-filter"; it brings them all')
        )

    @contextmanager
    def asked(self, arguments: Iterable[str], ids: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
        """Start a process that answers `ids` from its standard input.

        A thread asks while the caller reads: git stops answering when nobody takes its answers, then both would wait.
        """
        with self._start(*arguments, stderr=subprocess.DEVNULL) as process:
            taken = Event()
            asking = Thread(target=git_pipes.attend, args=(process, ids, taken, self._check_plain), daemon=True)
            asking.start()
            try:
                yield process
            finally:
                taken.set()
                process.kill()
                asking.join()

    def _run(self, *arguments: str, env: Mapping[str, str] | None = None) -> tuple[int, bytes, bytes]:
        with self._start(*arguments, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env) as process:
            return wait(process, look=self._check_plain)

    def _start(self, *arguments: str, env: Mapping[str, str] | None = None, **pipes: Any) -> subprocess.Popen[bytes]:
        # Any: the pipes of Popen are files, numbers or None.
        pipes.setdefault("stdin", subprocess.PIPE)
        return subprocess.Popen(
            self._command(arguments),
            cwd=self.root,
            env=env or git_environment.environment(),
            stdout=subprocess.PIPE,
            bufsize=_BUFFER,
            **pipes,
        )

    def _command(self, arguments: Iterable[str]) -> list[str]:
        place = (f"--git-dir={self.git_dir}", f"--work-tree={self.root}")
        return [git_environment.program(), *place, *git_environment.OPTIONS, *arguments]
