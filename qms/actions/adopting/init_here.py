"""Make qms work in a git repository that was never made for it: look, propose a `qms.yaml`, write it after a yes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from qms.actions.adopting.propose import Proposal, propose
from qms.actions.checking.check import run
from qms.adapters.files.places import owns
from qms.adapters.files.settings import read_settings
from qms.adapters.files.sources import WorkTree
from qms.adapters.files.survey import Sample, samples, tracked, trailers
from qms.adapters.files.workspace import Workspace, read_snapshot
from qms.adapters.git.door import Git
from qms.adapters.git.files import write_file
from qms.adapters.past.whole import past
from qms.adapters.yaml.reading import quote
from qms.errors import RefusedError, RepositoryError
from qms.model.diagnostic import Diagnostic
from qms.model.message import msg
from qms.model.problem import Problem
from qms.model.settings import SETTINGS_FILE, Keys
from qms.rules.context import Context, Trouble
from qms.rules.rule import Rule, all_rules

SHARE, LEAST = 0.2, 2
"""A rule that speaks of more than this part of the documents is about a thing that the repository does not do."""
STYLE, STYLE_SHARE = frozenset({"text", "terms", "languages", "dates"}), 0.05
"""Families about how documents are written here; other houses have other habits, so less is enough."""
ALWAYS = frozenset({"front_matter", "settings", "codes"})
"""Families that are never turned off: what they find is wrong in any repository."""
ASKED = frozenset({"FM006"})
_PLAIN = re.compile(r"[A-Za-z_][\w-]*")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the repository's folder, the proposal, the text of its `qms.yaml`."""

    root: Path
    proposal: Proposal
    text: str


@dataclass(frozen=True, slots=True)
class _Proposed:
    """The work tree with the proposed settings, which are not written yet."""

    tree: WorkTree
    settings: bytes

    def files(self, under: str) -> Iterable[str]:
        return self.tree.files(under)

    def hidden(self, under: str) -> Iterable[Problem]:
        return self.tree.hidden(under)

    def read(self, path: str) -> bytes | Problem | None:
        return self.settings if path == SETTINGS_FILE else self.tree.read(path)


def look(start: Path, today: date) -> Found:
    """Look at the repository around `start` and propose its settings; nothing is written.

    RefusedError where it has a `qms.yaml` already, or nothing in it can be a document.
    """
    git = Git.open(start)
    root, proposal, found = _proposed(git, start)
    if (root / SETTINGS_FILE).exists():
        raise RefusedError(
            msg('"{path}" is there already', path=SETTINGS_FILE), msg('"qms check" checks the repository as it is')
        )
    toml = sum(item.form == "toml" for item in found)
    if proposal is None and toml:
        raise RefusedError(
            msg("The front matter of the documents is TOML, which is not read here. Files: {count}", count=toml),
            msg('Write it as YAML: "key: value" between two lines "---"'),
        )
    if proposal is None:
        raise RefusedError(
            msg("There is nothing in this repository that could be a document"),
            msg(
                'Files in Markdown, YAML or JSON are looked at once they are committed: "git add ." and "git commit". '
                'A new repository is made with "qms init DIR"'
            ),
        )
    proposal = replace(proposal, rules=_one_for_each(root, git, proposal, today))
    return Found(root, proposal, compose(proposal))


def _proposed(git: Git, start: Path) -> tuple[Path, Proposal | None, Sequence[Sample]]:
    """Return the proposal, the folder that it is for, and what was looked at.

    That folder is the uppermost one of git, unless the person stands in another that has documents of its own below.
    """
    paths, told = tracked(git), trailers(git)
    found = samples(git.root, paths)
    whole = propose(found, paths, told)
    below = start.resolve().relative_to(git.root).as_posix()
    inside = [path.removeprefix(f"{below}/") for path in paths if path.startswith(f"{below}/")]
    if below == "." or (whole and _is_about(whole, git, below)):
        return git.root, whole, found
    own = samples(start.resolve(), inside)
    part = propose(own, inside, told)
    return (start.resolve(), part, own) if part else (git.root, whole, found)


def _is_about(proposal: Proposal, git: Git, below: str) -> bool:
    """Tell whether a proposal is all about the files below a folder, or has documents in that very folder."""
    folders = {path.rpartition("/")[0] for path in tracked(git) if owns(proposal.keys, path)}
    return below in folders or all(f"{folder}/".startswith(f"{below}/") for folder in folders)


def write(found: Found) -> None:
    """Write `qms.yaml`; it is not committed: the person decides when."""
    path = found.root / SETTINGS_FILE
    if path.exists():
        raise RepositoryError(msg('"{path}" is there already', path=SETTINGS_FILE), msg("Run the command again"))
    write_file(path, found.text.encode("utf-8"))


def _one_for_each(root: Path, git: Git, proposal: Proposal, today: date) -> Mapping[str, int]:
    """Return the rules that would speak of a large part of the documents, and of how many."""
    inside = root.relative_to(git.root).as_posix()
    workspace = Workspace(root, git, "" if inside == "." else f"{inside}/")
    snapshot = read_snapshot(_Proposed(WorkTree(root), compose(proposal).encode("utf-8")))
    trouble = tuple(Trouble(item.kind, item.detail) for item in git.trouble())
    context = Context(snapshot, today, trouble=trouble)
    if context.whole:
        known = past(workspace, snapshot.settings)
        context = replace(context, history=known.versions, rewritings=known.rewritings)
    rules = {rule.code: rule for rule in all_rules()}
    spoken: Counter[str] = Counter()
    for code, _subject in {(item.rule, _about(item)) for item in run(rules.values(), context)}:
        spoken[code] += 1
    return {
        code: count
        for code, count in sorted(spoken.items())
        if count > _most(rules[code], len(snapshot.files)) and not rules[code].basic
    }


def _most(rule: Rule, documents: int) -> float:
    """Return of how many documents a rule may speak before it is turned off."""
    if rule.family in ALWAYS and rule.code not in ASKED:
        return documents
    most = max(LEAST, (STYLE_SHARE if rule.family in STYLE else SHARE) * documents)
    return min(most, documents - 1)


def _about(item: Diagnostic) -> str:
    return item.subject or item.location.path


def compose(proposal: Proposal) -> str:
    """Return the text of `qms.yaml`."""
    return "\n".join(_lines(proposal)) + "\n"


def _lines(proposal: Proposal) -> Iterator[str]:
    keys = proposal.keys
    yield "# Settings of qms for this repository: how its documents name things."
    yield "format: 1"
    yield f"languages: [{', '.join(proposal.languages)}]"
    yield "keys:"
    yield f"  documents: {_list(keys.globs)}"
    for name, texts in (("exclude", keys.exclude), ("metadata", keys.metadata)):
        if texts and texts != ("front-matter",):
            yield f"  {name}: {_list(texts)}"
    for name, text in (
        ("code", keys.code),
        ("code_pattern", keys.code_pattern),
        ("title", keys.title),
        ("body", keys.body),
    ):
        if text:
            yield f"  {name}: {quote(text)}"
    also = {name: [own for own, meant in keys.also.items() if meant == name] for name in keys.fields}
    yield from _table("fields", {name: [own, *also[name]] for name, own in keys.fields.items()})
    yield from _values(keys)
    for name, texts in (("dates", keys.dates), ("ignore", keys.ignore)):
        if texts:
            yield f"  {name}: {_list(texts)}"
    yield from _table("trailers", keys.trailers)
    if proposal.rules:
        yield "# Rules about things that this repository does not do, and of how many documents they would speak."
        yield "rules:"
        for code, count in proposal.rules.items():
            yield f"  {code}: off  # {count}"


def _values(keys: Keys) -> Iterator[str]:
    if keys.values:
        yield "  values:"
    for name, words in keys.values.items():
        yield f"    {name}:"
        for word, meaning in words.items():
            yield f"      {_key(word)}: {meaning}"


def _table(name: str, pairs: Mapping[str, str | Sequence[str]]) -> Iterator[str]:
    if pairs:
        yield f"  {name}:"
    for key, value in pairs.items():
        texts = [value] if isinstance(value, str) else value
        yield f"    {_key(key)}: {quote(texts[0]) if len(texts) == 1 else _list(texts)}"


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(quote(text) for text in texts)}]"


def _key(text: str) -> str:
    return (
        text
        if _PLAIN.fullmatch(text) and text.casefold() not in {"null", "true", "false", "yes", "no"}
        else quote(text)
    )


def problems(text: str) -> tuple[Problem, ...]:
    """Return what cannot be used of a text of `qms.yaml`; none of a proposal."""
    return read_settings(text.encode("utf-8"))[1]
