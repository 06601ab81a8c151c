"""What a rule may know of all other documents while it looks at one: codes, titles, revisions, never a text.

`Context.outlook` is made from the whole repository; where only a few texts and ledgers changed since an earlier check,
it is taken from that check (`checking.recheck`), because nothing in it follows from the body of a document but `used`
and `spelt`, which are looked at apart, and from its acts and the number of its revision only `Standing`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from qms.codes.lookalikes import skeleton
from qms.ledger.lines import file_name
from qms.model.act import Deed
from qms.model.document import Document
from qms.model.status import State
from qms.rules.folding import words
from qms.rules.signs import Sign
from qms.rules.standards import Spelling, Standard, right_spellings, standards

if TYPE_CHECKING:
    from qms.rules.context import Context
    from qms.rules.reading import Line

FEWEST_WORDS = 2
Title = tuple[str, ...]


class Standing(NamedTuple):
    """What a document tells others of how far it is: the revision that its text names, the one in force (or approved),
    whether it is in force without an end, whether it was never approved (and its ledger could be read).
    """

    newest: int | None
    revision: int | None
    going_on: bool
    draft: bool


_UNKNOWN = Standing(None, None, going_on=False, draft=False)


def asking(fact: str, code: str) -> str:
    """Return a word for a question about one field of the standing of a document."""
    return f"{fact} {code}"


def told_otherwise(code: str, before: Standing, now: Standing) -> Iterator[str]:
    """Yield the questions about a document that have another answer now."""
    facts = zip(Standing._fields, before, now, strict=True)
    return (asking(fact, code) for fact, old, new in facts if old != new)


class Outlook:
    """What is known of all documents, each part worked out when it is first wanted: `source` gives it by its name, as
    JSON has it (Any), from the documents themselves (`PARTS`) or from an earlier check. `newer` are the standings that
    have changed since then. `asked` is what rules have asked of other documents (`asking`).
    """

    def __init__(self, source: Callable[[str], Any], newer: Mapping[str, Standing] = {}) -> None:
        self._source = source
        self._newer = newer
        self._known: dict[str, Any] = {}
        self.asked: set[str] = set()

    def _part(self, name: str) -> Any:
        if name not in self._known:
            self._known[name] = self._source(name)
        return self._known[name]

    def numbers(self, code: str) -> tuple[int | None, int | None]:
        """Return the revision that the text of a document names, and the one that is in force."""
        found = self.standing(code)
        self.asked |= {asking("newest", code), asking("revision", code)}
        return found.newest, found.revision

    def goes_on(self, code: str) -> bool:
        """Tell whether a document is in force without an end."""
        self.asked.add(asking("going_on", code))
        return self.standing(code).going_on

    def is_draft(self, code: str) -> bool:
        """Tell whether a document was never approved, as far as can be read."""
        self.asked.add(asking("draft", code))
        return self.standing(code).draft

    def standing(self, code: str) -> Standing:
        """Return how far a document is, for those that no finding follows from."""
        return self._newer.get(code) or self._standings.get(code, _UNKNOWN)

    @cached_property
    def codes(self) -> Mapping[str, None]:
        """The codes of documents, in their order."""
        return dict.fromkeys(self._part("codes"))

    @cached_property
    def ledgers(self) -> frozenset[str]:
        """The codes that have a ledger."""
        return frozenset(self._part("ledgers"))

    @cached_property
    def aliases(self) -> frozenset[str]:
        """The codes that documents had earlier."""
        return frozenset(self._part("aliases"))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The names of all files, as codes give them."""
        return frozenset(self._part("stems"))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of files that the codes of history give."""
        return frozenset(self._part("names"))

    @cached_property
    def looks(self) -> Mapping[str, str]:
        """The codes by their skeletons."""
        return dict(self._part("looks"))

    @cached_property
    def titles(self) -> Mapping[Title, str]:
        """The code that a title (in words) stands for, empty where it stands for several."""
        return {tuple(title): code for title, code in self._part("titles")}

    @cached_property
    def process_titles(self) -> frozenset[Title]:
        """The titles of processes of the register: «Ички аудит» in a text is what units do, not its procedure."""
        return frozenset(map(tuple, self._part("process_titles")))

    @cached_property
    def all_titles(self) -> frozenset[Title]:
        """All titles."""
        return frozenset(map(tuple, self._part("all_titles")))

    @cached_property
    def _standings(self) -> Mapping[str, Standing]:
        """How far each document is, where it tells anything of that."""
        return {code: Standing(*found) for code, found in self._part("standings").items()}

    @cached_property
    def beginning(self) -> str:
        """The first commit that has any document; an empty text where there is none."""
        return str(self._part("beginning"))

    @cached_property
    def used(self) -> Mapping[str, str]:
        """The first document that uses an abbreviation of the register."""
        return dict(self._part("used"))

    @cached_property
    def spelt(self) -> Mapping[str, list[list[Any]]]:
        """How each text that cites editions of standards writes them, by path: the parts of a `Spelling`, and how often
        it stands there (`spellings`).
        """
        return dict(self._part("spelt"))

    @cached_property
    def right_spellings(self) -> Mapping[tuple[str, str, str], str]:
        """The right spelling of every edition that is cited, by language, number and year."""
        known = ((Spelling(*spelling), count) for found in self.spelt.values() for *spelling, count in found)
        return right_spellings(known, {(number, year): text for number, year, text in self._part("editions")})

    @cached_property
    def history(self) -> bool:
        """Tell whether git knows any document."""
        return bool(self._part("history"))

    def has_text(self, code: str) -> bool:
        """Tell whether a document has or had this code, or a file bears its name: a broken one has no code to read."""
        return code in self.codes or code in self.aliases or file_name(code) in self.stems

    def parts(self) -> Mapping[str, object]:
        """Return all of it, as JSON has it."""
        return {name: self._part(name) for name in PARTS}


def outlook_of(context: Context, before: Outlook | None = None) -> Outlook:
    """Return what the documents themselves tell; `before` is what they told when history was not read yet."""
    found = Outlook(lambda part: PARTS[part](context))
    if before:
        vars(found).update(vars(before), _source=found._source)
    return found


def standing(context: Context, code: str) -> Standing:
    """Return what a document tells others of how far it is. What ends on a later day is not going on either."""
    status, document = context.statuses[code], context.documents.get(code)
    ends = any(act.deed is Deed.WITHDRAW for act in context.snapshot.acts(code))
    draft = status.state is State.DRAFT and document is not None and context.trusted(code)
    newest = document.revision if document else None
    return Standing(newest, status.revision, status.state is State.IN_FORCE and not ends, draft)


def _standings(context: Context) -> Iterator[tuple[str, Standing]]:
    for code in context.statuses:
        found = standing(context, code)
        if found != _UNKNOWN:
            yield code, found


def _beginning(context: Context) -> str:
    first = min(((found[0].commit.at, found[0].commit.id) for found in context.history.values()), default=("", ""))
    return first[1]


def _titles(context: Context) -> Mapping[Title, str]:
    """Return the code that each title (in words) stands for."""
    found: dict[Title, str] = {}
    scheme = context.scheme
    for document in context.originals:
        if scheme.grammars and not scheme.type_of(document.code):
            continue
        for key in {words(title) for title in document.title.values()}:
            if len(key) >= FEWEST_WORDS and document.code:
                found[key] = "" if found.get(key, document.code) != document.code else document.code
    return found


def _process_titles(context: Context) -> list[Title]:
    processes = context.names.processes.values()
    return sorted({words(title) for process in processes for title in process.title.values()})


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


def cited(context: Context, document: Document) -> Iterator[tuple[Line, Standard]]:
    """Yield the editions that a text cites, but those of a country, with their lines."""
    for text in context.having(Sign.STANDARDS, (document,)):
        for line in context.reading(text).prose:
            yield from ((line, item) for item in standards(line.text) if item.year and not item.national)


def spellings(context: Context, document: Document) -> list[list[Any]]:
    """Return how a text writes the editions that it cites, and how often, as JSON has it."""
    found = (Spelling(document.language, item.number, item.year, item.text) for _line, item in cited(context, document))
    return sorted([*spelling, count] for spelling, count in Counter(found).items())


def _spelt(context: Context) -> Iterator[tuple[str, list[list[Any]]]]:
    for document in context.readable:
        found = spellings(context, document)
        if found:
            yield document.path, found


def _editions(context: Context) -> Iterator[list[str]]:
    """Yield number, year and designation of every standard that has a card."""
    for card in context.originals:
        yield from ([item.number, item.year, item.text] for item in standards(card.front.text("designation")))


PARTS: Mapping[str, Callable[[Context], Any]] = {
    "codes": lambda context: list(context.documents),
    "ledgers": lambda context: sorted(context.snapshot.ledgers),
    "aliases": lambda context: sorted(context.snapshot.aliases),
    "stems": lambda context: sorted(context.stems),
    "names": lambda context: sorted(map(file_name, context.history)),
    "looks": lambda context: {
        skeleton(code): code for code in sorted(context.documents) if context.scheme.type_of(code)
    },
    "titles": lambda context: [[list(title), code] for title, code in _titles(context).items()],
    "process_titles": _process_titles,
    "all_titles": lambda context: sorted({words(title) for item in context.originals for title in item.title.values()}),
    "standings": lambda context: dict(_standings(context)),
    "beginning": _beginning,
    "used": lambda context: dict(_used(context)),
    "spelt": lambda context: dict(_spelt(context)),
    "editions": lambda context: list(_editions(context)),
    "history": lambda context: bool(context.history),
}
"""How each part follows from the documents."""
