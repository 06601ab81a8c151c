"""The Typst compiler: fonts that are at hand, no package, no file but those of the layout, no network.

A repository may bring layout files and fonts of its own (`layouts/`): they are handed over in memory, or copied into a
scratch folder, since Typst follows links out of its root.
"""

from __future__ import annotations

import atexit
import datetime
import os
import re
import shutil
import stat
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from functools import cache, lru_cache, partial
from importlib import resources
from pathlib import Path
from typing import Any

import typst

from qms.adapters.beside import beside, can_copy
from qms.adapters.locks import try_lock
from qms.errors import RenderError
from qms.model.message import Message, msg

_PACKAGE = re.compile(rb"@[a-z][\w-]*/")
_NOWHERE = dict.fromkeys(("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"), "http://127.0.0.1:9")
_NOWHERE |= {"NO_PROXY": "", "no_proxy": ""}
_ALONE = threading.Lock()
MOST_FONT_SETS = 4
SCRATCH = ("qms-press-", "qms-fonts-")
HELD = "held"
"""The file in a scratch folder that its process has locked; no clock tells whether that one still lives."""
MEMORY = 6_000_000_000
"""Bytes that the process may ask for while it sets the layout of a repository."""
STALE = 24 * 3600
"""Seconds after which a scratch folder that nobody holds is nobody's."""


class NotSetError(Exception):
    """What the compiler found wrong, in its own words."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class TooMuchError(NotSetError):
    """The layout of a repository took more memory than it may; `message` names its files."""


@cache
def sweep() -> None:
    """Remove the scratch folders of processes that were killed: those of this user that nobody holds, a day old."""
    oldest = time.time() - STALE
    for path in Path(tempfile.gettempdir()).glob("qms-*-*"):
        with suppress(OSError):
            found = path.lstat()
            own = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
            mine = path.name.startswith(SCRATCH) and stat.S_ISDIR(found.st_mode) and own
            if mine and found.st_mtime < oldest and not _held(path):
                shutil.rmtree(path, ignore_errors=True)


def _held(folder: Path) -> bool:
    """Tell whether a process that lives has locked a scratch folder."""
    try:
        handle = os.open(folder / HELD, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        return False
    try:
        return not try_lock(handle)
    finally:
        os.close(handle)


@cache
def scratch() -> Path:
    """Return the scratch folder of this process: its copies use it too, and it goes when the process ends, however."""
    sweep()
    folder = Path(tempfile.gettempdir(), SCRATCH[0] + os.urandom(8).hex())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # before it is there: the next line may be the last one
    folder.mkdir(mode=0o700)
    handle = os.open(folder / HELD, os.O_RDWR | os.O_CREAT, 0o600)
    with suppress(OSError):  # a file system without locks: then its age alone tells
        try_lock(handle)
    atexit.register(os.close, handle)  # comes before the folder goes: Windows keeps a file that is open
    return folder


class Press(threading.local):
    """The compiler of one thread, in a folder of its own: a shared one cannot be used twice at a time."""

    def __init__(self, fonts: typst.Fonts) -> None:
        self.root = Path(tempfile.mkdtemp(dir=scratch()))
        weakref.finalize(self, shutil.rmtree, self.root, ignore_errors=True)
        self.compiler = typst.Compiler(
            root=self.root,
            font_paths=fonts,
            ignore_system_fonts=True,
            package_path=self.root,
            package_cache_path=self.root,
        )

    def compile(
        self,
        moment: datetime.datetime,
        files: tuple[bytes, bytes, bytes],
        own: Mapping[str, bytes],
        *,
        pages: bool = False,
    ) -> bytes | list[bytes]:
        """Set data, pictures and source (`files`) in the layout, as PDF or as one SVG a page.

        `own` are the layout files of a repository: they come before those of qms with the same names. Only text can be
        handed over in memory, so bytes lie in the folder meanwhile.
        """
        data, pictures, source = files
        os.utime(scratch())
        (self.root / "pictures.bin").write_bytes(pictures)
        (self.root / "source.bin").write_bytes(source)
        # a dict of files is taken, but the stubs do not say so
        main: Any = {**layout(), **_checked(own), "data.json": data}
        try:
            with _fenced() if own else nullcontext():
                return self.put(main, moment, pages=pages)
        except NotSetError as error:
            raise _package(", ".join(own)) if "failed to download package" in error.message else error from error
        finally:
            (self.root / "pictures.bin").unlink()
            (self.root / "source.bin").unlink()

    def put(self, files: Any, moment: datetime.datetime, *, pages: bool = False) -> bytes | list[bytes]:
        """Set files that need nothing but what is in them; Any: the stubs do not know that a dict is taken."""
        try:
            if pages:
                return self.compiler.compile(files, format="svg", timestamp=moment) or []
            return self.compiler.compile(files, format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=moment) or b""
        except typst.TypstError as error:
            raise NotSetError(error.message) from error

    def draw(self, page: str, drawing: bytes, dots: int) -> bytes:
        """Set one page as PNG."""
        files: Any = {"main.typ": page.encode(), "drawing.svg": drawing}
        try:
            out = self.compiler.compile(files, format="png", ppi=float(dots))
        except typst.TypstError as error:
            raise RenderError(msg("The document cannot be set: {reason}", reason=error.message)) from error
        assert isinstance(out, bytes)  # noqa: S101 - one page
        return out


Setting = Callable[[], bytes | list[bytes]]


def set_apart(setting: Setting, own: Mapping[str, bytes]) -> bytes | list[bytes]:
    """Set what the layout of a repository (`own`) is in by a copy of this process, which alone ends where it takes too
    much memory. Here, as everything else, where there is no copy to be made: a press that has worked has threads,
    which a copy would lack.
    """
    if not own or is_working() or not can_copy():
        return setting()
    scratch()
    _fonts()
    with beside([partial(_told, setting)]) as answers:
        told = answers()[0]
    if told is None:
        raise TooMuchError(", ".join(sorted(own)))
    if isinstance(told, bytes):
        return told
    if "pages" in told:
        return [page.encode() for page in told["pages"]]
    if "wrong" in told:
        raise NotSetError(told["wrong"])
    raise RenderError(*(Message(text, values) for text, values in told["error"]))


def _told(setting: Setting) -> bytes | dict[str, list[object] | str]:
    """Set in the copy, which says nothing on the terminal, and return what came of it so that it can be handed over."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        out = setting()
        return out if isinstance(out, bytes) else {"pages": [page.decode() for page in out]}
    except NotSetError as error:
        return {"wrong": error.message}
    except RenderError as error:
        return {"error": [[one.text, dict(one.values)] for one in (error.message, error.help) if one]}


def _checked(own: Mapping[str, bytes]) -> Mapping[str, bytes]:
    for name, data in own.items():
        if _PACKAGE.search(data):
            raise _package(name)
    return own


def _package(name: str) -> RenderError:
    return RenderError(
        msg('The layout "{name}" asks for a package', name=name),
        msg("Copy what you need into a file of its own; nothing is loaded from the network"),
    )


@contextmanager
def _fenced() -> Iterator[None]:
    """Set the layout of a repository: one at a time, without network, within limits of memory."""
    with _ALONE, _offline(), _bounded():
        yield


@contextmanager
def _offline() -> Iterator[None]:
    """Let the layout of a repository reach no network: it may put the name of a package together, letter by letter.

    Typst has no switch for that but the proxy that it asks.
    """
    before = {name: os.environ[name] for name in _NOWHERE if name in os.environ}
    os.environ.update(_NOWHERE)
    try:
        yield
    finally:
        for name in _NOWHERE:
            os.environ.pop(name, None)
        os.environ.update(before)


@contextmanager
def _bounded() -> Iterator[None]:
    """Let the layout of a repository end this process rather than take all memory; Windows has no such limit."""
    try:
        import resource
    except ImportError:
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    most = before[1] if before[1] != resource.RLIM_INFINITY else MEMORY
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (min(MEMORY, most), before[1]))
    try:
        yield
    finally:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, before)


@lru_cache(maxsize=MOST_FONT_SETS)
def press_for(fonts: tuple[bytes, ...] = ()) -> Press:
    """Return the press with the fonts of Typst and those of a repository.

    Fonts are read when they are used: they lie as regular files in a folder of their own as long as the press is there.
    """
    if not fonts:
        return Press(_fonts())
    folder = Path(tempfile.mkdtemp(dir=scratch()))
    for number, data in enumerate(fonts):
        (folder / f"{number:02}.ttf").write_bytes(data)
    press = Press(typst.Fonts(include_system_fonts=False, font_paths=[folder]))
    weakref.finalize(press, shutil.rmtree, folder, ignore_errors=True)
    return press


def is_working() -> bool:
    """Tell whether anything was set in this process: the press then has threads that a copy of it would lack."""
    return press_for.cache_info().currsize > 0


def forget() -> None:
    """Drop all presses: one that panicked is not used again."""
    press_for.cache_clear()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


@cache
def layout() -> dict[str, bytes]:
    """Return the layout of qms by file name."""
    folder = resources.files("qms") / "forms" / "document"
    return {item.name: item.read_bytes() for item in folder.iterdir() if item.name.endswith(".typ")}
