"""What stays the same of a finding while the lines around it move: by it a finding is known again on another day."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qms.model.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True, order=True)
class Fingerprint:
    """The rule, what it is about, the file, and the SHA-256 of the text of the line (without its end)."""

    rule: str
    subject: str
    path: str
    line: str

    @classmethod
    def of(cls, finding: Diagnostic, sources: Mapping[str, Sequence[str]]) -> Fingerprint:
        """Return the fingerprint of a finding; `sources` are the lines of files by path."""
        at = finding.location
        lines = sources.get(at.path, ())
        text = lines[at.line - 1].rstrip() if 0 < at.line <= len(lines) else ""
        return cls(finding.rule, finding.subject, at.path, _hash(text))

    def digest(self, number: int) -> str:
        """Return one word for the fingerprint; `number` counts the findings that share it."""
        return _hash("\0".join((self.rule, self.subject, self.path, self.line, str(number))))


def fingerprints(
    findings: Iterable[Diagnostic], sources: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Diagnostic, str]]:
    """Yield each finding with a word of its own, which is the same on every run."""
    seen: Counter[Fingerprint] = Counter()
    for finding in findings:
        mark = Fingerprint.of(finding, sources)
        yield finding, mark.digest(seen[mark])
        seen[mark] += 1


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
