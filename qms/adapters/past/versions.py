"""From the whole history of a repository to the versions of each document: one stream of commits, one of texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from qms.adapters.files.documents import read_document
from qms.adapters.files.places import is_card, owns, stem
from qms.adapters.files.workspace import Workspace
from qms.adapters.git.door import PathChange, RawCommit
from qms.adapters.past.identities import Identities, lean
from qms.adapters.past.identity import Identity, identify
from qms.adapters.past.moments import iso_day
from qms.adapters.past.touched import Touched, portions
from qms.history.edits import edit_of
from qms.history.sheet import BASIS, CHANGE, DATE, DOCUMENT, NOTICE
from qms.model.change import Commit, Version
from qms.model.days import read_day
from qms.model.pattern import pattern
from qms.model.settings import Keys, Settings
from qms.model.snapshot import Snapshot

# git writes its own placeholder for a moment that it cannot show, as for one before 1970.
_ISO = pattern(r"\d{4}-\d\d-\d\dT")
_TRAILER = pattern(r"[ \t]*([a-z][a-z0-9-]*):(.*)\Z", re.IGNORECASE)
_OWN = pattern(r"qms-[a-z-]+")
_COAUTHOR = pattern(r"(?im)^[ \t]*co-authored-by:[ \t]*([^<\n]*[^<\s])")
_JOINED = frozenset({CHANGE, BASIS, NOTICE})
_KEYS = Keys()
_NOTHING: Mapping[str, str] = {}


def versions(
    workspace: Workspace, settings: Settings, codes: Iterable[str] = (), aliases: Mapping[str, str] | None = None
) -> Mapping[str, tuple[Version, ...]]:
    """Return the versions of each document, oldest first; only of `codes` where some are given.

    Identity is the code in the text, never the path: a file that moves or is renamed stays the same document, and a
    removal in the same commit as a new place of the same code is no removal. Texts that carry a code of `aliases`
    (earlier code -> code of today) belong to the document of today. The answer depends on nothing but HEAD, settings
    and aliases.
    """
    wanted = frozenset(codes)
    texts = (part.texts for part in portions(workspace, settings))
    found = followed(workspace, settings, texts, aliases or {})
    return {code: versions for code, versions in found.items() if not wanted or code in wanted}


def followed(
    workspace: Workspace, settings: Settings, commits: Iterable[Sequence[Touched]], aliases: Mapping[str, str]
) -> Mapping[str, tuple[Version, ...]]:
    """Follow each document through the commits that touched documents, which come in portions."""
    known = Identities(workspace, settings)
    history = _History({}, workspace.prefix, settings.keys, aliases)
    for portion in commits:
        history.read = known.of(portion)
        for commit, changes in portion:
            history.add(commit, changes)
    return {code: tuple(found) for code, found in history.found.items()}


def continued(
    workspace: Workspace,
    settings: Settings,
    commits: Iterable[RawCommit],
    read: Mapping[tuple[str, str], Identity],
    known: Mapping[str, Sequence[Version]],
) -> Mapping[str, tuple[Version, ...]]:
    """Return the versions that are known with those of later commits, which only change texts of these documents."""
    history = _History(read, workspace.prefix, settings.keys, {})
    history.found = {code: list(versions) for code, versions in known.items()}
    for commit in commits:
        history.add(commit, commit.changes)
    return {code: tuple(found) for code, found in history.found.items()}


def edited_texts(
    workspace: Workspace, snapshot: Snapshot, history: Mapping[str, Sequence[Version]]
) -> Mapping[str, str]:
    """Return the approved texts that the texts on disk differ from under the same number, by blob."""
    found = []
    for document in (item for item in snapshot.files if item.code and not item.translation):  # two may bear one code
        edit = edit_of(history.get(document.code, ()), snapshot.acts(document.code), document.revision)
        if edit and edit.approved.sha256 != document.sha256:
            found.append(edit.approved.blob)
    return body(workspace, snapshot.settings, found)


def codes_ever(workspace: Workspace, settings: Settings) -> frozenset[str]:
    """Return every code that any branch known here has or ever had: local ones, remote-tracking ones, tags, stashes.

    One pass over the objects that any ref reaches; two branches must not give out the same code.
    """
    workspace.git.require_history()
    listing = workspace.git.read("rev-list", "--objects", "--missing=allow-any", "--all").decode(
        "utf-8", "surrogateescape"
    )
    found: dict[str, str] = {}
    for line in listing.splitlines():
        blob, _, path = line.partition(" ")
        own = path.removeprefix(workspace.prefix)
        if path.startswith(workspace.prefix) and owns(settings.keys, own):
            found.setdefault(blob, own)
    settings = lean(settings)
    texts = (identify(data, found[blob], settings) for blob, data in workspace.git.blobs(found))
    return frozenset(text.code for text in texts if text.code)


def body(workspace: Workspace, settings: Settings, blobs: Iterable[str]) -> Mapping[str, str]:
    """Return the text of each blob without its front matter."""
    return {
        blob: read_document(data, "documents/text.md", settings).body
        for blob, data in workspace.git.blobs(tuple(blobs))
    }


class _History:
    """Collects versions commit by commit, and knows which code each path has held."""

    def __init__(
        self, read: Mapping[tuple[str, str], Identity], prefix: str, keys: Keys, aliases: Mapping[str, str]
    ) -> None:
        self.read = read
        self.prefix = prefix
        self.keys = keys
        self.aliases = aliases
        self.found: dict[str, list[Version]] = {}
        self.held: dict[str, str] = {}
        self.texts: dict[str, PathChange] = {}
        self.cards: dict[str, str] = {}

    def add(self, raw: RawCommit, changes: Iterable[PathChange]) -> None:
        """Take in one commit: first what it wrote, then what it removed."""
        texts = [(change, self.read[change.new, change.path]) for change in changes if change.new]
        if "beside" in self.keys.metadata:
            texts = list(self.paired(texts))
        texts = [(change, text) for change, text in texts if text.code and not text.translation]
        written = frozenset(text.code for _change, text in texts)
        for change, text in texts:
            own = text._replace(code=self.aliases[text.code]) if text.code in self.aliases else text
            self.version(self.described(raw, text.code, written), own, change.path, change.new or "")
        written = frozenset(self.aliases.get(code, code) for code in written)
        for change in changes:
            code = "" if change.new else self.held.pop(change.path, "")
            if code and code not in written and code not in self.held.values():
                commit = self.described(raw, code)
                self.found[code].append(Version(commit, change.path.removeprefix(self.prefix), "", "", None))

    def paired(self, texts: Sequence[tuple[PathChange, Identity]]) -> Iterator[tuple[PathChange, Identity]]:
        """Give every text the code of the card beside it; a card that changed alone stands for its text."""
        for change, text in texts:
            if is_card(change.path) and text.code:
                self.cards[stem(change.path)] = text.code
            elif not is_card(change.path):
                self.texts[stem(change.path)] = change
        written = {stem(change.path) for change, _text in texts if not is_card(change.path)}
        for change, text in texts:
            name = stem(change.path)
            if not is_card(change.path):
                yield change, text._replace(code=text.code or self.cards.get(name, ""))
            elif name not in written:
                yield change, text

    def described(self, raw: RawCommit, code: str, written: Collection[str] = ()) -> Commit:
        """Return what the sheet needs of a commit, about one code."""
        return describe(raw, code, written, self.keys)

    def version(self, commit: Commit, document: Identity, path: str, blob: str) -> None:
        """Add the text that a commit wrote."""
        self.held[path] = document.code
        own = path.removeprefix(self.prefix)
        found = self.found.setdefault(document.code, [])
        if not found or found[-1].blob != blob:
            shown = self.texts[stem(path)].new or blob if is_card(path) and stem(path) in self.texts else blob
            found.append(Version(commit, own, shown, document.sha256, document.revision))


def describe(raw: RawCommit, code: str = "", written: Collection[str] = (), keys: Keys = _KEYS) -> Commit:
    """Return what the sheet needs of a commit: authors, moment, subject, `Qms-…` trailers.

    Of a commit that wrote several documents (`written`) only the trailers about `code` count: where `Qms-Document`
    stands more than once, each is about the lines below it, up to the next; those above the first are about all.
    What is said about `code` by name counts before what is said about all. A squashed commit has several lines of one
    name: what they say of change, basis and act is joined, of anything else the last counts; `Co-authored-by` names the
    other authors. `keys` has the names that a repository gives trailers and the forms in which it writes days; a
    `Qms-Date` that is no day is left out.
    """
    found = _trailers(raw.message, keys.trailers)
    said = _said(found, code, written, keys) if found else _NOTHING
    subject = _once(raw.message.strip().partition("\n")[0].strip())
    named = _COAUTHOR.findall(raw.message) if "co-authored-by:" in raw.message.lower() else ()
    others = tuple(name for name in dict.fromkeys(named) if name != raw.author)
    return Commit(raw.id, raw.author, raw.email, raw.when if _ISO.match(raw.when) else "", subject, said, others)


def _said(
    found: Sequence[tuple[str, str, frozenset[str]]], code: str, written: Collection[str], keys: Keys
) -> Mapping[str, str]:
    """Return what the trailers of a message say of a document, by their names; of one group all are about the same."""
    groups = {about for _name, _value, about in found if about}
    if len(groups) == 1:
        about = next(iter(groups))
        own = _values(found if code in about or not about.intersection(written) else ())
    else:
        general = _values(item for item in found if not item[2].intersection(written))
        own = general | _values(item for item in found if code in item[2])
    said = {name: _once("; ".join(values) if name in _JOINED else values[-1]) for name, values in own.items()}
    if DATE in said:
        said[DATE] = _day(said[DATE], keys)
    return said


@lru_cache(maxsize=1_000)
def _once(text: str) -> str:
    """Return the first text that was equal to this one: commit after commit says the same."""
    return text


def _values(found: Iterable[tuple[str, str, frozenset[str]]]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value, _about in found:
        if value not in values.setdefault(name, []):
            values[name].append(value)
    return values


def _day(text: str, keys: Keys) -> str:
    """Return a day as ISO 8601, written so, as `26.05.2021`, or in one of the forms of the repository."""
    return text[:10] if read_day(text[:10]) else iso_day(text, (*keys.dates, "DD.MM.YYYY"))


def _trailers(message: str, own: Mapping[str, str]) -> list[tuple[str, str, frozenset[str]]]:
    """Return name, value and documents of each trailer; a line that begins with a blank goes on with the line above."""
    if ":" not in message:
        return []
    found: list[tuple[str, str]] = []
    names = {name.casefold(): f"qms-{meaning}" for meaning, name in own.items()}
    name = ""
    for line in message.split("\n"):
        match = _TRAILER.match(line) if ":" in line else None
        word = match[1].casefold() if match else ""
        called = _called(names.get(word, word))
        if match and called:
            found.append((called, match[2].strip()))
        elif name and line[:1] in {" ", "\t"} and line.strip():
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}".strip())
            continue
        name = called
    return list(_grouped((name, value) for name, value in found if value))


@lru_cache(maxsize=256)
def _called(name: str) -> str:
    """Return the name of a trailer of qms as it is shown, `Qms-Change`; empty for any other."""
    return "-".join(word.capitalize() for word in name.split("-")) if _OWN.fullmatch(name) else ""


def _grouped(trailers: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, frozenset[str]]]:
    about: frozenset[str] = frozenset()
    before = ""
    for name, value in trailers:
        if name == DOCUMENT:
            text = unicodedata.normalize("NFC", value)
            named = frozenset({text, *(part.strip() for part in text.split(","))})
            about = about | named if before == DOCUMENT else named
        before = name
        yield name, value, about
