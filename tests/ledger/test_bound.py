"""What acts bind beside the text: received files of a card, translations of a text."""

from __future__ import annotations

from qms.ledger.bound import received_files, translations, translations_hash
from qms.ledger.lines import read_ledger
from qms.model.act import Act, Value
from qms.model.document import Document
from qms.model.field import Scalar, Table
from qms.model.location import Location

from .lines import CODE, act, ledger


def acts(*found: dict[str, Value]) -> tuple[Act, ...]:
    return read_ledger(ledger(found), CODE, "").acts


def test_the_last_look_at_the_received_files_of_a_revision_counts() -> None:
    found = acts(
        act("register", received="1"),
        act("keep", received="2"),
        act("keep", received="3", revision=2),
        act("keep"),
        act("approve", received="4"),
    )
    assert [received_files(found, revision) for revision in (1, 2, 3)] == ["2", "3", ""]
    assert received_files(found[:1], 1) == "1"


def test_the_last_look_at_the_translations_of_a_revision_counts() -> None:
    found = acts(act("approve", translations="1"), act("review", translations="2"), act("register", translations="3"))
    assert (translations(found, 1), translations(found[:1], 1), translations(found, 2)) == ("2", "1", "")


def text(language: str, sha256: str = "a", revision: str = "1", code: str = CODE, translation: bool = True) -> Document:
    front = Table({"revision": Scalar(revision, Location(""))})
    return Document("a.md", code, front, "", 1, sha256, language, translation=translation)


def test_one_hash_binds_all_translations_that_name_the_revision() -> None:
    def bound(*files: Document) -> str:
        return translations_hash(files, CODE, 1)

    both = bound(text("ru"), text("en", "b"))
    assert both == bound(text("en", "b"), text("ru"))
    assert both == "5fd10bdf99c9575bf50961dd1a6e357cf3874633ac17590578aafad08a4deddf"
    assert len({both, bound(text("ru")), bound(text("ru", "b"), text("en", "b")), bound(text("en"))}) == 4
    others = text("ky", translation=False), text("en", "b", "2"), text("en", "b", code="X")
    assert bound(text("ru"), *others) == bound(text("ru"))
    assert bound(*others) == bound() == ""
