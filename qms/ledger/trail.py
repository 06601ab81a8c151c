"""Judges the trail: each act and each version of the trust file by what was in force at its own commit. Pure.

The rules are those of gittuf and The Update Framework: who acted is told by the key, never by a name in a commit; the
policy is that of the commit, so a key that was ended signs nothing more, whatever date it writes; a merge is judged by
the newest trust that it joins; a version of the trust file is signed by a threshold of the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from qms.ledger.growth import values_of, whole_lines
from qms.ledger.in_time import DAY, at_second, bounds, in_time, is_backwards, moment, recorded
from qms.ledger.lines import ROOT, SIGNATURE, signed_part
from qms.ledger.signature import ACTS, TRUST, Claim, key_of
from qms.ledger.trust import (
    LEVEL_DEEDS,
    allowed_signers,
    is_attested,
    read_signatures,
    read_trust,
    signed_by,
    signing_role,
)
from qms.model.act import Value
from qms.model.snapshot import TRUST_FILE
from qms.model.trail import Fault, FaultKind, Growth, Link, Trail
from qms.model.trust import SIGNATURES_FILE, SIGNERS_FILE, Key, KeyState, Signatory, Trust


@dataclass(frozen=True, slots=True)
class SignedAct:
    """An act with a signature that counts: where it stands, who made it with which key."""

    link: Link
    path: str
    line: int
    values: Mapping[str, Value]
    person: Signatory
    key: Key


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a trail proves: the faults, and the acts whose signatures count."""

    faults: tuple[Fault, ...] = ()
    signed: tuple[SignedAct, ...] = ()


def claims(trail: Trail) -> Iterator[Claim]:
    """Yield every signature of the trail, to be verified together."""
    for link in trail.links:
        for growth in link.growth:
            parents = range(len(growth.before))
            signed = _may_be_signed(_added(growth, parents))
            for _number, line in _new_lines(growth, parents) if signed else ():
                claim = _claim(values_of(line)) if _may_be_signed(line) else None
                if claim:
                    yield claim
        if link.trust.trust is not None:
            for signature in read_signatures(link.trust.signatures).values():
                yield Claim(link.trust.trust, TRUST, signature)


def judge(trail: Trail, levels: Mapping[str, str], is_valid: Callable[[Claim], bool]) -> Judgement:
    """Judge a trail. `levels` are the levels of documents by code; `is_valid` tells what OpenSSH has verified."""
    court = _Court(levels, is_valid)
    for link in trail.links:
        court.link(link)
    court.compromised(trail)
    if trail.links:
        court.signers(trail.links[-1])
    return Judgement(tuple(court.faults), tuple(court.signed))


def _claim(values: Mapping[str, Value]) -> Claim | None:
    signature = values.get(SIGNATURE)
    if not isinstance(signature, str):
        return None
    try:
        return Claim(signed_part(values), ACTS, signature)
    except (TypeError, ValueError):
        return None


def _may_be_signed(lines: bytes) -> bool:
    """Tell whether lines can have a signature at all: JSON may write any letter of its name as an escape, and a NUL
    tells of UTF-16.
    """
    return SIGNATURE.encode() in lines or b"\\" in lines or b"\0" in lines


def _added(growth: Growth, parents: Sequence[int]) -> bytes:
    """Return what a ledger has gained at its end; all of it, where it did not go on after whole lines of one parent.
    Every line that is new stands in it.
    """
    before = growth.before[parents[0]] if len(parents) == 1 else b""
    return (growth.after or b"").removeprefix(before if before.endswith(b"\n") else b"")


def _new_lines(growth: Growth, parents: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """Yield the lines of a ledger, numbered from 1, that none of the parents has."""
    known = {line for index in parents for line in whole_lines(growth.before[index])}
    return ((number, line) for number, line in enumerate(whole_lines(growth.after), 1) if line and line not in known)


@dataclass(slots=True)
class _Court:
    levels: Mapping[str, str]
    is_valid: Callable[[Claim], bool]
    faults: list[Fault] = field(default_factory=list)
    signed: list[SignedAct] = field(default_factory=list)
    versions: list[tuple[Link, Trust, frozenset[str]]] = field(default_factory=list)
    root: str = ""
    read: dict[bytes, Trust | None] = field(default_factory=dict)
    stolen: dict[str, str] = field(default_factory=dict)

    def fault(self, kind: FaultKind, link: Link, path: str, line: int = 1, code: str = "", **values: str) -> None:
        self.faults.append(Fault(kind, link.commit, path, line, code, values))

    def trust(self, data: bytes | None) -> Trust | None:
        if data is None:
            return None
        if data not in self.read:
            self.read[data] = read_trust(data)
        return self.read[data]

    def link(self, link: Link) -> None:
        """Judge one commit: its trust file by those of its parents, its acts by its trust file."""
        before = [self.trust(files.trust) for files in link.before]
        best = max((trust for trust in before if trust), key=lambda trust: trust.version, default=None)
        now = self.trust(link.trust.trust)
        if link.trust.trust is not None and not self.root:
            self.root = sha256(link.trust.trust).hexdigest()
        self.change(link, best, now)
        force = now if now and (best is None or now.version > best.version) else best
        newest = [index for index, trust in enumerate(before) if best is None or trust is best]
        between = bounds(link) if force is None else None
        for growth in link.growth:
            if between and in_time(_added(growth, newest), between):
                continue  # recorded before signing began
            for number, line in _new_lines(growth, newest):
                if between and in_time(line, between):
                    continue
                self.act(link, growth.path, number, values_of(line), force)

    def change(self, link: Link, best: Trust | None, now: Trust | None) -> None:
        """Judge what a commit did to the trust file; `best` is the newest version that a parent has."""
        data, had = link.trust.trust, any(files.trust is not None for files in link.before)
        if data is None:
            if had:
                self.fault(FaultKind.TRUST_MISSING, link, TRUST_FILE)
        elif now is None:
            if all(files.trust != data for files in link.before):
                self.fault(FaultKind.TRUST_UNREADABLE, link, TRUST_FILE)
        elif best and now.sha256 == best.sha256:
            self.unchanged(link, best)
        else:
            self.successor(link, best, now, data)

    def unchanged(self, link: Link, best: Trust) -> None:
        forked = [trust for trust in (self.trust(files.trust) for files in link.before) if trust]
        if any(trust.version == best.version and trust.sha256 != best.sha256 for trust in forked):
            self.fault(FaultKind.TRUST_VERSION, link, TRUST_FILE, version=str(best.version), before=str(best.version))
        if not any(f.trust == link.trust.trust and f.signatures == link.trust.signatures for f in link.before):
            self.fault(FaultKind.TRUST_UNSIGNED, link, SIGNATURES_FILE, names="–", count=str(best.threshold))

    def successor(self, link: Link, best: Trust | None, now: Trust, data: bytes) -> None:
        wanted = (best.version + 1, best.sha256) if best else (1, now.previous)
        if (now.version, now.previous) != wanted:
            version, before = str(now.version), str(best.version if best else 0)
            self.fault(FaultKind.TRUST_VERSION, link, TRUST_FILE, version=version, before=before)
        judge_ = best or now
        signatures = read_signatures(link.trust.signatures)
        names = signed_by(judge_, data, signatures, self.is_valid)
        if len(names) < judge_.threshold:
            shown, count = ", ".join(sorted(names)) or "–", str(judge_.threshold)
            self.fault(FaultKind.TRUST_UNSIGNED, link, SIGNATURES_FILE, names=shown, count=count)
        else:
            keys = frozenset(key_of(signatures[name], TRUST) for name in names)
            self.versions.append((link, judge_, keys))
        self.cleared(link, now)
        if link.growth and len(link.before) < 2:
            self.fault(FaultKind.TRUST_MIXED, link, TRUST_FILE)

    def cleared(self, link: Link, now: Trust) -> None:
        """Tell where a version takes back that a key was stolen, or since when: what it signed may count again."""
        for person, key in now.held():
            since, before = key.since, self.stolen.get(key.text)
            if before and since != before:
                kind = FaultKind.KEY_REDATED if since else FaultKind.KEY_CLEARED
                values = {"name": person.name or person.id, "key": key.fingerprint, "before": before[:10]}
                values |= {"since": since[:10]} if since else {}
                self.faults.append(Fault(kind, link.commit, TRUST_FILE, values=values))
            if since or before:
                self.stolen[key.text] = since

    def act(self, link: Link, path: str, line: int, values: Mapping[str, Value], trust: Trust | None) -> None:
        """Judge one act that a commit has added."""
        if not values or not isinstance(values.get("by"), str):
            return
        code = str(values.get("code", ""))
        self.moment(link, path, line, values)
        claim = _claim(values)
        if trust is None and claim is None:
            return  # recorded before signing began
        if claim is None:
            self.fault(FaultKind.UNSIGNED, link, path, line, code, act=str(values.get("act")))
            return
        key = key_of(claim.signature, ACTS)
        if not key or not self.is_valid(claim):
            self.fault(FaultKind.WRONG, link, path, line, code)
            return
        held = trust.holder(key) if trust else None
        if held is None:
            self.fault(FaultKind.UNKNOWN, link, path, line, code)
        else:
            self.held(SignedAct(link, path, line, values, *held), code)

    def held(self, act: SignedAct, code: str) -> None:
        """Judge an act whose signature is that of a person whom the commit trusts."""
        at, person, role = (act.link, act.path, act.line, code), act.person, signing_role(act.values)
        named = act.values.get("attester" if is_attested(act.values) else "person")
        level = self.levels.get(code, "") if act.values.get("act") in LEVEL_DEEDS else ""
        name = person.name or person.id
        if act.key.state is not KeyState.ACTIVE:
            self.fault(FaultKind.ENDED, *at, name=name)
        elif role not in person.roles:
            self.fault(FaultKind.ROLE, *at, name=name, role=role)
        elif not person.may_sign_level(level):
            self.fault(FaultKind.LEVEL, *at, name=name, level=level)
        elif act.values.get(ROOT) != self.root:
            self.fault(FaultKind.FOREIGN, *at)
        elif named != person.id:
            self.fault(FaultKind.ANOTHER, *at, name=name, person=str(named or "–"))
        else:
            self.signed.append(act)

    def moment(self, link: Link, path: str, line: int, values: Mapping[str, Value]) -> None:
        """Compare the moment that an act names with that of its commit, and this with those before."""
        code, named, committed = str(values.get("code", "")), moment(str(values.get("at"))), recorded(link)
        if named is None or committed is None:
            return
        at, when = str(values["at"]), committed.date().isoformat()
        if named - committed > DAY:
            self.fault(FaultKind.EARLY, link, path, line, code, at=at, when=when)
        elif committed - named > DAY:
            self.fault(FaultKind.LATE, link, path, line, code, at=at, when=when)
        if is_backwards(link):
            self.fault(
                FaultKind.BACKWARDS, link, path, line, code, when=_day(link.committed), before=_day(link.followed)
            )

    def compromised(self, trail: Trail) -> None:
        """Look again at what stolen keys have signed: nothing of it counts that came after the last good commit."""
        last: dict[str, Key] = {}  # a key that is no longer named stays what it was called last
        for data in dict.fromkeys(link.trust.trust for link in trail.links):
            trust = self.trust(data)
            last |= {key.text: key for _person, key in trust.held()} if trust else {}
        stolen = {key.text: trail.reach(key.since) for key in last.values() if key.since}
        if not stolen:
            return
        bad = [act for act in self.signed if act.link.commit not in stolen.get(act.key.text, {act.link.commit})]
        self.signed = [act for act in self.signed if act not in bad]
        for act in bad:
            if not any(_repeats(other, act) for other in self.signed):
                name, code = act.person.name or act.person.id, str(act.values["code"])
                self.fault(FaultKind.COMPROMISED, act.link, act.path, act.line, code, name=name)
        for link, judge_, keys in self.versions:
            good = [key for key in keys if link.commit in stolen.get(key, {link.commit})]
            if len(good) < judge_.threshold:
                self.fault(FaultKind.COMPROMISED, link, TRUST_FILE, name="–")

    def signers(self, link: Link) -> None:
        """Compare the list for plain git with the trust file, as they are now."""
        trust = self.trust(link.trust.trust)
        if trust and link.trust.signers != allowed_signers(trust):
            self.fault(FaultKind.SIGNERS_DIFFER, link, SIGNERS_FILE)


def _repeats(later: SignedAct, act: SignedAct) -> bool:
    """Tell whether a later act did the same again, for this revision or a newer one."""
    same = later.path == act.path and later.line > act.line and later.values.get("act") == act.values.get("act")
    new, old = later.values.get("revision"), act.values.get("revision")
    return same and isinstance(new, int) and isinstance(old, int) and new >= old


def _day(seconds: int) -> str:
    return at_second(seconds).date().isoformat()
