"""An approved document is gone without having been withdrawn.

It is still in force and copies of it are out, but nobody can read it here (ISO 9001:2015, 7.5.3.1 a). A draft that
was never approved may be deleted; in a repository without approvals every document counts, but one whose text the same
commit brought under another code. Where that commit brought one document and took one away, it is a warning: perhaps it
is the same one, renamed.

Flagged:
    approved: СМС-ДП-2.1-2024, СМС-ДП-2.2-2024
    delete: documents/2/СМС-ДП-2.1-2024.md
    commit: Remove

Accepted:
    approved: СМС-ДП-2.1-2024, СМС-ДП-2.2-2024
    act: withdraw СМС-ДП-2.1-2024, on 2024-06-10
    delete: documents/2/СМС-ДП-2.1-2024.md
    commit: Remove

Accepted:
    delete: documents/2/СМС-ДП-2.1-2024.md
    commit: Remove the draft
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from qms.model.act import Deed
from qms.model.change import Version
from qms.model.diagnostic import Severity
from qms.model.location import Location
from qms.model.message import msg
from qms.rules.acts import approvals
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Look for the text of every code that history knows."""
    gone = {
        code: context.history[code][-1]
        for code in sorted(context.history)
        if not context.has_text(code) and _counts(context, code, context.history[code])
    }
    begun = _begun(context) if gone and not context.snapshot.settings.approvals else {}
    ended = Counter(last.commit.id for last in gone.values())
    for code, last in gone.items():
        others = begun.get(last.commit.id, ())
        blob = next((version.blob for version in reversed(context.history[code]) if version.blob), "")
        if any(other.blob == blob for other in others):
            continue
        if len(others) == 1 == ended[last.commit.id]:
            yield _replaced(code, last, others[0])
        else:
            yield _gone(code, last, approved=bool(approvals(context.snapshot.acts(code))))


class _Begun(NamedTuple):
    """A document as the first commit that has it left it."""

    code: str
    blob: str


def _begun(context: Context) -> Mapping[str, Sequence[_Begun]]:
    """Return the documents that each commit began, those whose text is there."""
    found: dict[str, list[_Begun]] = {}
    for code, versions in sorted(context.history.items()):
        if context.has_text(code):
            found.setdefault(versions[0].commit.id, []).append(_Begun(code, versions[0].blob))
    return found


def _replaced(code: str, last: Version, other: _Begun) -> Finding:
    commit = last.commit.id[:10]
    return Finding(
        Location(last.path),
        msg(
            'Commit {commit} removed the text of "{code}" and added that of "{other}"',
            code=code,
            commit=commit,
            other=other.code,
        ),
        msg('If "{other}" is the same document, nothing is lost; else restore the file from git', other=other.code),
        code,
        Severity.WARNING,
    )


def _gone(code: str, last: Version, *, approved: bool) -> Finding:
    return Finding(
        Location(last.path),
        msg('The text of "{code}" is gone', code=code)
        if last.blob
        else msg('The text of "{code}" was removed in commit {commit}', code=code, commit=last.commit.id[:10]),
        msg('Restore the file from git, or record with "qms withdraw" that it is no longer in force')
        if approved
        else msg("Restore the file from git; where it was meant to go, say so in registers/waivers.yaml"),
        code,
    )


def _counts(context: Context, code: str, versions: tuple[Version, ...]) -> bool:
    """Tell whether the document must be there: it was approved, and is not withdrawn now or on a coming day."""
    acts = context.snapshot.acts(code)
    if not context.trusted(code) or any(act.deed is Deed.WITHDRAW for act in acts):
        return False
    foreign = not context.snapshot.settings.approvals
    return bool(approvals(acts)) or (foreign and not versions[-1].blob)


RULE = Rule("HS002", Severity.ERROR, check, View.HEADS, history=True)
