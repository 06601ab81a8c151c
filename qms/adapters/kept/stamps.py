"""The files of a folder by name, times, size and number: which of them changed since they were looked at.

It stands in front of the command line, too (`adapters.kept.memo`), and imports almost nothing.
"""

from __future__ import annotations

import os
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Stamps = Mapping[str, str]
    """What lies in each folder, by its path relative to the top (an empty text, `documents/2/`).

    A file is `name/mtime/ctime/size/number/`, a folder `name/////`: one text for each folder, because a hundred
    thousand small ones take longer to keep and to compare. A name never contains `/`.
    """

SETTLED = 2_000_000_000  # nanoseconds: the coarsest clock of a file system (FAT)
FINER = 20
"""So many times sooner a time settles that tells parts of a second: its clock goes by 16 milliseconds at most."""
SECOND = 1_000_000_000
YOUNG = "?/?/?/?"
"""The stamp of a file that may change again without its time telling: it counts as changed."""
FOLDER = "///"
"""What stands in the place of the stamp of a folder."""
NEVER = 1 << 70  # nanoseconds
HALF = "ledger/"
"""The folder that has a file for every document: as many as all others together."""
END = "end"
LARGE = 100_000
"""So many bytes of a folder itself, some two thousand names, are worth a copy of the process."""
_BY_NUMBER = os.scandir in os.supports_fd


def stamps(top: str | os.PathLike[str], leaving_out: Sequence[str] = (".git",), *, marking: bool = True) -> Stamps:
    """Look at every file below `top`; folders of these names are named and not opened. OSError where one is closed.

    With `marking` a file that may still change unseen is `YOUNG`. Where there are very many, a copy of the process
    looks at half of them meanwhile, as git does with its threads.
    """
    place, now = os.fspath(top), time.time_ns() if marking else NEVER
    if not _is_large(f"{place}/{HALF}"):
        return _looked(place, "", leaving_out, now)
    meanwhile = _Copy(lambda: _looked(place, HALF, leaving_out, now))
    try:
        found = _looked(place, "", leaving_out, now, HALF)
        other = meanwhile.answer()
    finally:
        meanwhile.end()
    return {**found, **(_looked(place, HALF, leaving_out, now) if other is None else other)}


def _looked(top: str, first: str, leaving_out: Sequence[str], now: int, other: str = "") -> dict[str, str]:
    """Look at the folder `first` and all below it; the folder `other` is only named."""
    found: dict[str, str] = {}
    folders, old = [first], now - SETTLED
    while folders:
        folder = folders.pop()
        lines = []
        for name, is_ in _entries(f"{top}/{folder}"):
            if is_ is None:
                lines.append(f"{name}/////")
                if name not in leaving_out and f"{folder}{name}/" != other:
                    folders.append(f"{folder}{name}/")
                continue
            changed_, moved = is_.st_mtime_ns, is_.st_ctime_ns
            if (changed_ > old or moved > old) and _settles(changed_, moved) > now:
                lines.append(f"{name}/{YOUNG}/")
            else:
                lines.append(f"{name}/{changed_}/{moved}/{is_.st_size}/{is_.st_ino}/")
        lines.sort()
        found[folder] = "".join(lines)
    return found


def one(path: str) -> tuple[str, int]:
    """Look at one file: its times, size and number, and the moment from which they tell of every change; nothing and 0
    where there is none.
    """
    try:
        is_ = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return "", 0
    changed_, moved = is_.st_mtime_ns, is_.st_ctime_ns
    return f"{changed_}/{moved}/{is_.st_size}/{is_.st_ino}", _settles(changed_, moved)


def _settles(changed_: int, moved: int) -> int:
    """Return the moment after which no change gives a file these times again."""
    is_fine = changed_ % SECOND and moved % SECOND
    return max(changed_, moved) + (SETTLED // FINER if is_fine else SETTLED)


def settled(moment: int) -> bool:
    """Tell whether the moment is over from which the times of a file tell of every change."""
    return moment <= time.time_ns()


def _is_large(folder: str) -> bool:
    """Tell whether a folder is worth a copy of the process, where there is a core for it."""
    several = hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1
    try:
        return several and os.lstat(folder[:-1]).st_size > LARGE
    except OSError:
        return False


class _Copy:
    """A copy of this process (fork) that looks at files meanwhile; `adapters.beside` would take longer to import."""

    __slots__ = ("_answers", "_process")

    def __init__(self, work: Callable[[], Stamps]) -> None:
        self._answers, own = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            try:
                os.close(self._answers)
                words = [word for pair in work().items() for word in pair]
                with os.fdopen(own, "wb") as stream:
                    stream.write("\0".join([*words, END]).encode("utf-8", "surrogateescape"))
            finally:
                os._exit(0)
        os.close(own)

    def answer(self) -> Stamps | None:
        """Wait for what it found; None where it did not come to its end."""
        with os.fdopen(os.dup(self._answers), "rb") as stream:
            *words, end = stream.read().decode("utf-8", "surrogateescape").split("\0")
        return dict(zip(words[::2], words[1::2], strict=True)) if end == END else None

    def end(self) -> None:
        """Let it go: it finds nobody who listens, and ends."""
        os.close(self._answers)
        os.waitpid(self._process, 0)


def _entries(folder: str) -> Iterator[tuple[str, os.stat_result | None]]:
    """Yield the names in a folder with what they are; None for folders. An open folder spares the system its path."""
    number = os.open(folder, os.O_RDONLY) if _BY_NUMBER else None
    try:
        with os.scandir(folder if number is None else number) as entries:
            for entry in entries:
                is_folder = entry.is_dir(follow_symlinks=False)
                yield entry.name, None if is_folder else entry.stat(follow_symlinks=False)
    finally:
        if number is not None:
            os.close(number)


def is_young(found: Stamps) -> bool:
    """Tell whether a file was young when it was looked at."""
    return any(f"/{YOUNG}/" in names for names in found.values())


def names(found: Stamps, folder: str) -> Sequence[str]:
    """Return the names in a folder, relative to the top, as `ledger/`."""
    return found.get(folder, "").split("/")[:-1:5]


def entries(found: Stamps, folder: str) -> Mapping[str, str]:
    """Return the stamps of what lies in a folder, as `ledger/`, by name."""
    return _files(found.get(folder, ""))


def held(before: Stamps, after: Stamps) -> bool:
    """Tell whether nothing changed meanwhile but files that were young before: they count as changed anyway."""
    found = changed(before, after)
    young = {f"{folder}{name}" for folder in before for name, stamp in _files(before[folder]).items() if stamp == YOUNG}
    return found is not None and found <= young


def changed(before: Stamps, now: Stamps) -> frozenset[str] | None:
    """Return the paths of the files that may have changed; None where a file or folder came or went."""
    if before.keys() != now.keys():
        return None
    found: set[str] = set()
    for folder, text in now.items():
        if text == before[folder] and YOUNG not in text:
            continue
        old, new = _files(before[folder]), _files(text)
        if old.keys() != new.keys():
            return None
        found |= {f"{folder}{name}" for name, stamp in new.items() if stamp != old[name] or stamp == YOUNG}
    return frozenset(found)


def _files(text: str) -> Mapping[str, str]:
    """Return the stamps of a folder by name; those of folders are `///`."""
    words = text.split("/")[:-1]
    return {words[at]: "/".join(words[at + 1 : at + 5]) for at in range(0, len(words), 5)}
