"""What a rule may know of all other documents while it looks at one: codes, titles, revisions, never a text.

`Context.outlook` is made from the whole repository; where only a few texts changed since an earlier check, it is taken
from that check (`actions.recheck`), because nothing in it follows from the body of a document but `used`, which is
looked at apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qms.codes.lookalikes import skeleton
from qms.ledger.lines import file_name
from qms.model.act import Deed
from qms.model.document import Document
from qms.model.status import State
from qms.rules.folding import words

if TYPE_CHECKING:
    from qms.rules.context import Context

FEWEST_WORDS = 2
Title = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """Codes of documents in their order, of ledgers, earlier ones; the names of all files as codes give them; the codes
    by their skeletons; the code that a title (in words) stands for, empty where it stands for several or for a process;
    all titles; the newest revision of each code and that in force; the codes in force without an end; the first
    document that uses an abbreviation of the register; whether git knows any document.
    """

    codes: Mapping[str, None] = field(default_factory=dict)
    ledgers: frozenset[str] = frozenset()
    aliases: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    looks: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[Title, str] = field(default_factory=dict)
    all_titles: frozenset[Title] = frozenset()
    newest: Mapping[str, int] = field(default_factory=dict)
    in_force: Mapping[str, int] = field(default_factory=dict)
    going_on: frozenset[str] = frozenset()
    used: Mapping[str, str] = field(default_factory=dict)
    history: bool = False

    def has_text(self, code: str) -> bool:
        """Tell whether a document has or had this code, or a file bears its name: a broken one has no code to read."""
        return code in self.codes or code in self.aliases or file_name(code) in self.stems


def outlook_of(context: Context) -> Outlook:
    """Look at every document once."""
    snapshot = context.snapshot
    codes = dict.fromkeys(context.documents)
    statuses = context.statuses.items()
    return Outlook(
        codes=codes,
        ledgers=frozenset(snapshot.ledgers),
        aliases=frozenset(snapshot.aliases),
        stems=context.stems,
        looks={skeleton(code): code for code in sorted(codes) if context.scheme.type_of(code)},
        titles=_titles(context),
        all_titles=frozenset(words(title) for item in context.originals for title in item.title.values()),
        newest={code: item.revision for code, item in context.documents.items() if item.revision is not None},
        in_force={code: status.revision for code, status in statuses if status.revision is not None},
        going_on=frozenset(_going_on(context)),
        used=dict(_used(context)),
        history=bool(context.history),
    )


def _going_on(context: Context) -> Iterator[str]:
    """Yield the codes of what is in force and not withdrawn for a later day either."""
    for code, status in context.statuses.items():
        ends = any(act.deed is Deed.WITHDRAW for act in context.snapshot.acts(code))
        if status.state is State.IN_FORCE and not ends:
            yield code


def _titles(context: Context) -> Mapping[Title, str]:
    """Return the code that each title (in words) stands for.

    A title that a process of the register bears too tells the process: «Ички аудит» in a text is what units do.
    """
    found: dict[Title, str] = {}
    scheme = context.scheme
    for document in context.originals:
        if scheme.grammars and not scheme.type_of(document.code):
            continue
        for key in {words(title) for title in document.title.values()}:
            if len(key) >= FEWEST_WORDS and document.code:
                found[key] = "" if found.get(key, document.code) != document.code else document.code
    for process in context.names.processes.values():
        found |= {words(title): "" for title in process.title.values()}
    return found


def wanted(context: Context) -> frozenset[str]:
    """Return the abbreviations of the register that documents should use; those of units and types are used there."""
    own = {item.text for item in context.snapshot.abbreviations}
    return frozenset(own - {*context.names.units, *context.snapshot.settings.types})


def _used(context: Context) -> Iterator[tuple[str, str]]:
    rest = set(wanted(context))
    for document in context.snapshot.files:
        if not rest:
            return
        found = {item for item in rest if uses(document, item)}
        yield from ((item, document.path) for item in found)
        rest -= found


def uses(document: Document, abbreviation: str) -> bool:
    """Tell whether a word of a document, its titles among it, begins with an abbreviation."""
    text = f"{document.body}\n{' '.join(document.title.values())}"
    after = r"(?![A-ZА-ЯЁӨҮҢ]{2})"
    return abbreviation in text and bool(re.search(rf"(?<![^\W_]){re.escape(abbreviation)}{after}", text))


def recorded(outlook: Outlook) -> list[Any]:
    """Return an outlook as JSON has it."""
    titles = [[list(title), code] for title, code in outlook.titles.items()]
    return [
        list(outlook.codes),
        *(sorted(names) for names in (outlook.ledgers, outlook.aliases, outlook.stems)),
        dict(outlook.looks),
        titles,
        sorted(map(list, outlook.all_titles)),
        dict(outlook.newest),
        dict(outlook.in_force),
        sorted(outlook.going_on),
        dict(outlook.used),
        outlook.history,
    ]


def read(record: list[Any]) -> Outlook:
    """Return the outlook of a record; Any: it is JSON of our own."""
    codes, ledgers, aliases, stems, looks, titles, all_titles, newest, in_force, going_on, *rest = record
    return Outlook(
        dict.fromkeys(codes),
        frozenset(ledgers),
        frozenset(aliases),
        frozenset(stems),
        looks,
        {tuple(title): code for title, code in titles},
        frozenset(map(tuple, all_titles)),
        newest,
        in_force,
        frozenset(going_on),
        *rest,
    )
