"""A snapshot whose texts and ledgers are read when they are wanted says what one says that holds them all."""

from __future__ import annotations

import pytest

from qms.adapters.yaml.reading import read
from qms.model.document import Document
from qms.model.settings import Settings
from qms.model.shelf import Brief, Shelf, Wanted
from qms.model.snapshot import Ledger, Snapshot

FRONT = "aliases: [{alias}]\nreferences: [{references}]\nlevel: 2\ntype: ДП\n"


def document(path: str, code: str, alias: str = "", references: str = "", *, translation: bool = False) -> Document:
    front = read(FRONT.format(alias=alias, references=references), path)[0]
    return Document(path, code, front, "", 1, "", "ky", translation)


FILES = (
    document("a.md", "A", "Z, B", "B, C"),
    document("a.ru.md", "A", translation=True),
    document("b.md", "B"),
    document("lost.md", ""),
)
WHOLE = Snapshot(Settings(), FILES, {"A": Ledger("A", "ledger/A.jsonl")})


def on_demand(read_: list[str]) -> Snapshot:
    """Return the same repository, which notes in a list the paths of the texts that it reads."""

    def take(path: str) -> Document:
        read_.append(path)
        return next(item for item in FILES if item.path == path)

    texts = Wanted([item.path for item in FILES], take)
    shelf = Shelf(tuple(map(Brief.of, FILES)), texts)
    return Snapshot(Settings(), texts.values(), WHOLE.ledgers, shelf=shelf)


def test_it_says_the_same_as_one_that_holds_everything() -> None:
    some = on_demand([])
    assert some.originals == WHOLE.originals == {"A": Brief.of(FILES[0]), "B": Brief.of(FILES[2])}
    assert some.aliases == WHOLE.aliases == {"Z": "A"}
    assert dict(some.documents) == dict(WHOLE.documents)
    assert some.texts("A") == WHOLE.texts("A") == FILES[:2]
    assert tuple(some.files) == WHOLE.files


def test_a_text_is_read_once_and_only_when_it_is_wanted() -> None:
    noted: list[str] = []
    some = on_demand(noted)
    assert (len(some.documents), "A" in some.documents, "C" in some.documents) == (2, True, False)
    assert (some.originals["A"].references, some.aliases, noted) == (("B", "C"), {"Z": "A"}, [])
    assert some.documents["B"] is some.documents["B"]
    assert noted == ["b.md"]


def test_what_is_known_of_a_text_is_what_its_fields_say() -> None:
    assert Brief.of(FILES[0]) == ("a.md", "A", False, ("Z", "B"), ("B", "C"), "2", "ДП")


def test_a_ledger_takes_the_place_of_the_one_of_its_document() -> None:
    after = Ledger("A", "ledger/A.jsonl", problems=())._replace(path="new")
    first = Ledger("B", "ledger/B.jsonl")
    found = WHOLE.with_ledger(after).with_ledger(first)
    assert dict(found.ledgers) == {"A": after, "B": first}
    with pytest.raises(KeyError):
        found.ledgers["C"]
