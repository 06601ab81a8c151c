"""The memo: what a command that only shows something printed last time, given again while nothing has changed.

It stands in front of the command line and imports almost nothing, so that `qms check` of a repository in which nothing
happened takes as long as starting Python and looking at the files. An answer counts only for the same words, folder,
environment, terminal and day, the same program, and the same state of the repository: name, times, size and number of
every file of the work tree (ignored ones too), of the refs, of the settings of git and of what the user remembers
of repositories (pins, anchors). No process of git runs, hence
no filter or hook of it. Where anything is doubtful there is no memo, and the command reads everything:

- a file that may change again without its time telling: younger than a tenth of a second, two seconds where the file
  system tells no parts of one;
- a word or an option that is not known to choose only what is shown, output on the error stream;
- a linked work tree, a repository of another user.

A repository comes from others and must not bring an answer with it: every memo is sealed with a key that this user
has outside of all repositories. A memo that is wrong, cut off, from another clone or not sealed is none.
"""

from __future__ import annotations

import os
import sys
import time

from qms.adapters.kept import stamps
from qms.adapters.kept.seal import LENGTH, own_key, seal
from qms.adapters.kept.seal import folder as folder_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, TextIO

    from qms.adapters.kept.stamps import Stamps

# The commands that only show, and whether codes may follow them.
SHOWS = {"check": False, "list": False, "status": False, "show": True, "history": True, "copies": True}
# The options that only choose what is shown, each with a value.
OPTIONS = ("--format", "--lang", "--select", "--ignore", "--jobs", "-C")
MOST = 64
LARGEST = 20_000_000
_NAME = frozenset("0123456789abcdef")
# What a shell changes from call to call and no command looks at, and what qms sets itself.
_PASSING = frozenset({"_", "OLDPWD", "PWD", "SHLVL", "LANGUAGE"})
_HELPERS = ("git", "ssh-keygen", "git.exe", "ssh-keygen.exe")
_GIT = (
    *("HEAD", "packed-refs", "config", "config.worktree", "shallow", "info/grafts", "info/attributes"),
    *("objects/pack", "objects/info/alternates", "objects/info/http-alternates"),
)


class Question:
    """What was asked, of which repository: the folder of the documents, its `.git`, the file of the memo, the key.

    `state` is a digest of everything that an answer depends on, as it was first looked at; None where it is doubtful:
    a file was young, or could not be looked at. `seen` are the files of the documents then.
    """

    __slots__ = ("git_dir", "key", "path", "root", "seen", "state", "surroundings")

    def __init__(self, root: str, git_dir: str, key: bytes, words: Sequence[str]) -> None:
        self.root, self.git_dir, self.key = root, git_dir, key
        self.surroundings = repr(_surroundings())  # now: a command changes variables of its own process
        name = seal(key, repr((os.getcwd(), *words)).encode("utf-8", "surrogatepass")).hex()[:32]
        self.path = os.path.join(git_dir, "qms", "memo", name)
        self.seen: Stamps | None = None
        self.state = self.look()

    def look(self) -> bytes | None:
        """Return the state as it is now."""
        try:
            return self._looked()
        except (OSError, ValueError):
            return None

    def _looked(self) -> bytes | None:
        parts = [self.surroundings, repr(time.localtime()[:3]), program()]
        young = False
        for top in (self.root, *_trees(self.git_dir)):
            found = stamps.stamps(top) if top == self.root or os.path.lexists(top) else {}
            self.seen = found if self.seen is None and top == self.root else self.seen
            young = young or stamps.is_young(found)
            parts += [top, *(text for pair in sorted(found.items()) for text in pair)]
        ages = [stamps.one(os.path.join(self.git_dir, name)) for name in _GIT]
        parts += [f"{name}/{line}" for name, (line, _moment) in zip(_GIT, ages, strict=True)]
        if young or not all(stamps.settled(moment) for _line, moment in ages):
            return None
        return seal(self.key, *(f"{part}\n".encode("utf-8", "surrogateescape") for part in parts))


def question(words: Sequence[str]) -> Question | None:
    """Return what a command line asks; None where its answer must not be remembered."""
    folder = _folder(words)
    if folder is None:
        return None
    try:
        root = _above(os.path.realpath(folder), "qms.yaml")
        top = root and _above(root, ".git")
        git_dir = os.path.join(top, ".git")
        if not top or not _own(root, top, git_dir):
            return None
        return Question(root, git_dir, own_key(), words)
    except (OSError, ValueError):
        return None


def recall(asked: Question) -> tuple[int, str] | None:
    """Return the exit code and the text of the last answer, where nothing has changed since."""
    try:
        if os.stat(asked.path).st_size > LARGEST:
            return None
        with open(asked.path, "rb") as file:
            data = file.read()
        if data[:LENGTH] != seal(asked.key, data[LENGTH:]) or data[LENGTH : 2 * LENGTH] != asked.state:
            return None
        return data[2 * LENGTH], data[2 * LENGTH + 1 :].decode("utf-8")
    except (OSError, ValueError, IndexError):
        return None


def remember(asked: Question, work: Callable[[], int]) -> int:
    """Run a command, keep what it prints, and return its exit code."""
    out, errors = Heard(sys.stdout), Heard(sys.stderr)
    sys.stdout, sys.stderr = out, errors
    try:
        code = work()
    finally:
        sys.stdout, sys.stderr = out.stream, errors.stream
    quiet = out.whole and errors.whole and not errors.heard
    if asked.state and quiet and code in {0, 1} and asked.state == asked.look():
        _keep(asked, asked.state + bytes([code]) + "".join(out.heard).encode("utf-8", "surrogatepass"))
    return code


class Heard:
    """A stream that keeps what is written to it; `whole` tells whether all of it came this way."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.heard: list[str] = []
        self.whole = True

    def write(self, text: str) -> int:
        """Write a text and keep it."""
        self.heard.append(text)
        return self.stream.write(text)

    def __getattr__(self, name: str) -> Any:
        self.whole = self.whole and name not in {"buffer", "fileno", "writelines", "detach"}
        return getattr(self.stream, name)


def _folder(words: Sequence[str]) -> str | None:
    """Return the folder that a command line is about; None where it is more than a question."""
    names, folder = [], os.curdir
    rest = iter(words)
    for word in rest:
        option, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if option in OPTIONS:
            value = value if equals else next(rest, "")
            folder = value if option == "-C" else folder
        elif word.startswith("-"):
            return None
        else:
            names.append(word)
    known = names and (len(names) == 1 or SHOWS.get(names[0]))
    return folder if known and names[0] in SHOWS else None


def _above(folder: str, name: str) -> str:
    """Return the nearest folder upwards that holds `name`, not beyond a repository; an empty text where none does."""
    while not os.path.lexists(os.path.join(folder, name)):
        parent = os.path.dirname(folder)
        if parent == folder or os.path.lexists(os.path.join(folder, ".git")):
            return ""
        folder = parent
    return folder


def _own(*folders: str) -> bool:
    """Tell whether these are plain folders of this user, the last of them a whole `.git`."""
    found = [os.lstat(folder) for folder in folders]
    mine = not hasattr(os, "geteuid") or all(item.st_uid == os.geteuid() for item in found)
    plain = all(os.path.isdir(folder) and not os.path.islink(folder) for folder in folders)
    return mine and plain and not os.path.lexists(os.path.join(folders[-1], "commondir"))


def _trees(git_dir: str) -> tuple[str, ...]:
    """Return the folders that an answer depends on beside the documents: refs, and what the user remembers."""
    refs = (os.path.join(git_dir, "refs"), os.path.join(git_dir, "reftable"))
    pins = folder_of("XDG_CONFIG_HOME", "APPDATA", ".config")
    return (*refs, pins, folder_of("XDG_STATE_HOME", "LOCALAPPDATA", ".local/state"))


def program() -> str:
    """Return a text that changes with qms, the libraries beside it and the programs that it starts."""
    folders = [stamps.one(folder)[0] for folder in sys.path if folder.endswith("-packages")]
    package = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
    own = stamps.stamps(package, ("__pycache__",), marking=False)
    places = os.environ.get("PATH", os.defpath).split(os.pathsep)
    helpers = (stamps.one(os.path.join(place, name))[0] for place in places for name in _HELPERS)
    # Python makes this folder when a module is read for the first time, maybe now
    files = (f"{folder}\n{names}".replace("__pycache__/////", "") for folder, names in sorted(own.items()))
    return "\n".join([sys.version, sys.prefix, *folders, *helpers, *files])


def _surroundings() -> tuple[object, ...]:
    """Return what an answer depends on outside repository and program: environment, terminal."""
    variables = sorted(item for item in os.environ.items() if item[0] not in _PASSING)
    return (variables, sys.stdout.encoding, _terminal())


def _terminal() -> list[str]:
    found = []
    for stream in (0, 1, 2):
        try:
            found.append(f"{os.isatty(stream)} {os.get_terminal_size(stream)}")
        except OSError:
            found.append(f"{os.isatty(stream)}")
    return found


def _keep(asked: Question, payload: bytes) -> None:
    """Write a memo in one step; where that is not possible there is none."""
    folder = os.path.dirname(asked.path)
    own = f"{asked.path}.{os.getpid()}"
    try:
        os.makedirs(folder, exist_ok=True)
        if len(payload) > LARGEST - LENGTH or os.path.realpath(folder) != folder:  # a link leads out of the repository
            return
        with open(own, "xb") as file:
            file.write(seal(asked.key, payload) + payload)
        os.replace(own, asked.path)
        _forget(folder)
    except OSError:
        return


def _forget(folder: str) -> None:
    """Keep only the newest memos."""
    with os.scandir(folder) as found:
        ages = sorted((entry.stat().st_mtime_ns, entry.path) for entry in found if _NAME.issuperset(entry.name))
    for _age, path in ages[:-MOST]:
        os.unlink(path)
