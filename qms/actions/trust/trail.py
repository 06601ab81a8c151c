"""Verify the trail: what of this repository is proven, what rests on a claim, what is missing. Offline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from qms.actions.checking.check import run
from qms.actions.checking.contexts import present_of, trouble_of, with_past
from qms.actions.checking.report import runnable
from qms.actions.checking.shared import shared
from qms.actions.checking.uncollected import uncollected
from qms.actions.session import Session
from qms.actions.trust import remembered
from qms.actions.trust.proof import judged, signs
from qms.adapters.git.whole import reading_all
from qms.adapters.kept import pins
from qms.adapters.kept.home import state_folder
from qms.adapters.past.ahead import ahead
from qms.adapters.past.trail import first_trust, read_trail
from qms.errors import RepositoryError
from qms.ledger.growth import whole_lines
from qms.ledger.lines import SIGNATURE, canonical, file_name
from qms.model.act import Deed
from qms.model.diagnostic import Diagnostic, Severity
from qms.model.message import msg
from qms.model.settings import SETTINGS_FILE
from qms.model.snapshot import Snapshot
from qms.model.trail import Growth, Trail
from qms.rules.context import UNTRUSTED, Context, stem
from qms.rules.rule import Rule, all_rules

FAMILIES = ("ledger", "trust")
NAMES = ("code-reused", "code-duplicate")
"""The rules that look at evidence: two families, the errors about history, and what tells two documents apart."""


class TrailVerdict(StrEnum):
    """What a trail turned out to be."""

    PROVEN = "proven"
    CLAIMED = "claimed"
    INCOMPLETE = "incomplete"
    BROKEN = "broken"


TRAIL_VERDICTS = {
    TrailVerdict.PROVEN: msg("PROVEN: every act is signed by a person whom the root trusts"),
    TrailVerdict.CLAIMED: msg("CLAIMED: the record is whole; who acted rests on a claim"),
    TrailVerdict.INCOMPLETE: msg("INCOMPLETE: this clone does not have all that is needed to tell"),
    TrailVerdict.BROKEN: msg("BROKEN: the record does not hold; see below what and where"),
}


@dataclass(frozen=True, slots=True)
class Verified:
    """The answer about a repository.

    `signed` acts have a signature that counts, `unsigned` were recorded before signing began or where it never did,
    `attested` were decided on paper and are recorded by a witness, `uncommitted` stand on disk alone. `commits` is how
    many there are, `versions` how many trust files, `root` the fingerprint of the first one, `pinned` whether this
    computer knew it, `anchored` since when it remembers this clone (empty: not at all), `unkept` the folder that did
    not take what is to be remembered now, `unread` the files of documents that cannot be read.
    """

    verdict: TrailVerdict
    documents: int
    acts: int
    findings: tuple[Diagnostic, ...]
    signed: int = 0
    unsigned: int = 0
    attested: int = 0
    uncommitted: int = 0
    commits: int = 0
    versions: int = 0
    root: str = ""
    pinned: bool = False
    anchored: str = ""
    shallow: bool = False
    moved: bool = False
    partial: bool = False
    unkept: str = ""
    unread: tuple[str, ...] = ()


@uncollected()
def verify(session: Session, *, remember: bool = True, jobs: int = 1) -> Verified:
    """Verify the whole trail, with `jobs` processes. What is in order is remembered as the anchor of this clone.

    Settings and waivers have no say here: whoever may write them must not be able to hide anything. RepositoryError
    where git holds something else than the ids of its objects say.
    """
    with reading_all(session.workspace.git, jobs) as whole:
        answer = _judged(session, jobs)
        if answer.verdict is not TrailVerdict.INCOMPLETE:
            whole()
    if remember and answer.verdict in {TrailVerdict.PROVEN, TrailVerdict.CLAIMED}:
        return replace(answer, unkept=_remember(session))
    return answer


def _judged(session: Session, jobs: int) -> Verified:
    workspace, context = session.workspace, _context(session, jobs)
    snapshot = context.snapshot
    partial = any(item.kind == "partial" for item in context.trouble)
    trail = Trail() if partial else read_trail(workspace)
    signing = signs(trail)
    judgement = judged(trail, snapshot)
    found = tuple(remembered.faults(workspace, trail, signing=signing)) if context.whole else ()
    context = replace(context, signing=signing, faults=(*judgement.faults, *found) if context.whole else ())
    anchor = pins.anchor(workspace.git)
    rules = runnable(filter(_is_evidence, all_rules()), context)
    acts = [act for ledger in snapshot.ledgers.values() for act in ledger.acts]
    good = {sha256(canonical(item.values)).hexdigest() for item in judgement.signed}
    answer = Verified(
        verdict=TrailVerdict.CLAIMED,
        documents=len(snapshot.documents),
        acts=len(acts),
        findings=run(rules, context, shared(rules, context, jobs)),
        signed=sum(act.line_sha256 in good for act in acts),
        unsigned=sum(SIGNATURE not in act.fields for act in acts),
        attested=sum(bool(act.text("attested")) for act in acts),
        uncommitted=sum(len(whole_lines(item.after or b"")) - _held(item) for item in _on_disk(trail)),
        commits=len(trail.parents),
        versions=len({link.trust.trust for link in trail.links} - {None}),
        root="" if partial else _fingerprint(first_trust(workspace)),
        pinned=bool(pins.pinned(workspace.git)),
        anchored=anchor.at if anchor else "",
        shallow=any(item.kind == "shallow" for item in context.trouble),
        moved=any(item.kind == "moved" for item in context.trouble),
        partial=partial,
        unread=_unread(snapshot),
    )
    return replace(answer, verdict=_verdict(answer, context))


def _unread(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the files of documents that cannot be read, and the approved documents whose code no text bears."""
    files = [item.path for item in snapshot.files if item.problems]
    named = {file_name(code): code for code in snapshot.ledgers if code not in snapshot.documents}
    ended = {code for code in named.values() if any(act.deed is Deed.WITHDRAW for act in snapshot.acts(code))}
    approved = {code for code in named.values() if any(act.decides for act in snapshot.acts(code))} - ended
    there = {stem(path) for path in files}
    lost = [code for name, code in named.items() if code in approved and name not in there]
    return (*sorted(files), *sorted(lost))


def _context(session: Session, jobs: int) -> Context:
    """Return what there is to judge, but for the trail; with several jobs history is read beside the ledgers."""
    workspace, trouble = session.workspace, trouble_of(session.workspace.git)
    jobs = 1 if any(item.kind in UNTRUSTED for item in trouble) else jobs
    with ahead(workspace, jobs, least=1) as history:
        snapshot = workspace.snapshot(jobs)
        present = present_of(workspace, _plain(snapshot), session.today)
        return with_past(workspace, present, trouble, lambda _plain: history.past(snapshot.settings), judge=False)


def _remember(session: Session) -> str:
    """Remember what was found in order; return the folder where that is not possible."""
    try:
        remembered.seen(session)
    except (OSError, RepositoryError):
        return str(state_folder())
    return ""


def _plain(snapshot: Snapshot) -> Snapshot:
    settings = snapshot.settings
    types = {name: replace(kind, rules=()) for name, kind in settings.types.items()}
    return replace(snapshot, waivers=(), settings=settings._replace(rules=(), types=types))


def _is_evidence(rule: Rule) -> bool:
    history = rule.family == "history" and rule.severity is Severity.ERROR
    return rule.family in FAMILIES or history or rule.name in NAMES


def _verdict(answer: Verified, context: Context) -> TrailVerdict:
    errors = [item for item in answer.findings if item.severity is Severity.ERROR]
    if any(item.name != "history-incomplete" for item in errors):
        return TrailVerdict.BROKEN
    if SETTINGS_FILE in context.broken:
        return TrailVerdict.INCOMPLETE
    if errors or not context.whole:
        return TrailVerdict.INCOMPLETE if answer.shallow or answer.partial or answer.moved else TrailVerdict.BROKEN
    proven = context.signing and answer.pinned and not answer.unsigned and not answer.uncommitted
    return TrailVerdict.PROVEN if proven else TrailVerdict.CLAIMED


def _on_disk(trail: Trail) -> Iterator[Growth]:
    """Yield the ledgers of the work tree that go on after what git has of them."""
    for link in trail.links:
        yield from (
            item for item in link.growth if not link.commit and _held(item) < len(whole_lines(item.after or b""))
        )


def _held(growth: Growth) -> int:
    return max((len(whole_lines(data)) for data in growth.before), default=0)


def _fingerprint(data: bytes) -> str:
    return sha256(data).hexdigest() if data else ""
