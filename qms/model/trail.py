"""The trail of a repository: every commit that touched a ledger or the trust file, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class TrustFiles:
    """The trust file, the signatures under it, the list of keys for plain git: bytes, None where there is none."""

    trust: bytes | None = None
    signatures: bytes | None = None
    signers: bytes | None = None


@dataclass(frozen=True, slots=True)
class Growth:
    """What a commit did to one ledger: its bytes in each parent (empty: none) and after; None where it was removed."""

    path: str
    before: tuple[bytes, ...]
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Link:
    """A commit of the trail; the work tree is the last one, without an id.

    `when` is the author's moment, ISO 8601 with offset, or empty; `committed` the second at which git made the commit,
    `followed` that of its latest parent (0: unknown): a rebase keeps the first and moves the second. `before` holds
    the trust files of each parent. A commit without parents follows an empty repository.
    """

    commit: str
    when: str
    parents: tuple[str, ...]
    growth: tuple[Growth, ...]
    before: tuple[TrustFiles, ...]
    trust: TrustFiles
    committed: int = 0
    followed: int = 0


@dataclass(frozen=True, slots=True)
class Trail:
    """All links, parents before children; `parents` are those of every commit, also of those without a link."""

    links: tuple[Link, ...] = ()
    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def reach(self, commit: str) -> frozenset[str]:
        """Return a commit and all before it."""
        found: set[str] = set()
        waiting = [commit] if commit in self.parents else []
        while waiting:
            item = waiting.pop()
            if item not in found:
                found.add(item)
                waiting += self.parents.get(item, ())
        return frozenset(found)


class FaultKind(StrEnum):
    """What can be wrong in a trail; a rule of the family `trust` reports each."""

    UNSIGNED = "unsigned"
    WRONG = "wrong"
    UNKNOWN = "unknown"
    ENDED = "ended"
    COMPROMISED = "compromised"
    ROLE = "role"
    LEVEL = "level"
    ANOTHER = "another"
    FOREIGN = "foreign"
    EARLY = "early"
    LATE = "late"
    BACKWARDS = "backwards"
    TRUST_UNREADABLE = "trust-unreadable"
    TRUST_VERSION = "trust-version"
    TRUST_UNSIGNED = "trust-unsigned"
    TRUST_MISSING = "trust-missing"
    TRUST_MIXED = "trust-mixed"
    KEY_CLEARED = "key-cleared"
    KEY_REDATED = "key-redated"
    SIGNERS_DIFFER = "signers-differ"
    ROOT_ANOTHER = "root-another"
    ROOT_UNPINNED = "root-unpinned"
    HEAD_GONE = "head-gone"
    TAG_MOVED = "tag-moved"
    TAG_GONE = "tag-gone"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: its kind, the commit, the file and line, the document, the values of its message."""

    kind: FaultKind
    commit: str
    path: str
    line: int = 1
    code: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
