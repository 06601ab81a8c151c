"""What people do every day with a signed repository: none of it is a finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from qms.adapters.seals.signatures import public_key, sign
from qms.ledger.signature import ACTS
from qms.model.trust import Key, KeyState

from .estate import AUDIT, LIBRARY, OTHER, Estate


def nothing(e: Estate) -> None:
    """The repository as it was made."""


def review(e: Estate) -> None:
    e.act(e.values("review"))
    e.commit()


def revision_and_approval(e: Estate) -> None:
    e.edit(f"documents/2/{AUDIT}.md", "revision: 1", "revision: 2")
    e.commit("Revise\n\nQms-Change: x")
    e.act(e.values("approve", revision=2))
    e.commit()


def copies_after_a_loss(e: Estate) -> None:
    for deed, number in (("lose", 1), ("issue", 3)):
        e.act(e.values(deed, by="registrar", number=number, holder="КБ"), "aigul")
    e.commit()


def two_people_on_two_documents_merged(e: Estate) -> None:
    start = e.git("rev-parse", "HEAD")
    e.act(e.values("review"))
    e.commit()
    e.git("checkout", "-q", "-b", "side", start)
    e.act(e.values("review", LIBRARY), code=LIBRARY)
    e.commit()
    e.git("checkout", "-q", "main")
    e.git("merge", "-q", "--no-ff", "-m", "Merge", "side")


def side_branch_merged_the_other_way_round(e: Estate) -> None:
    start = e.git("rev-parse", "HEAD")
    e.act(e.values("review"))
    e.commit()
    e.git("checkout", "-q", "-b", "side", start)
    e.act(e.values("review", LIBRARY), code=LIBRARY)
    e.commit()
    e.git("merge", "-q", "--no-ff", "-m", "Merge", "main")
    e.git("branch", "-q", "-f", "main", "side")
    e.git("checkout", "-q", "main")


def acts_put_after_the_shared_ones_in_a_merge(e: Estate) -> None:
    """Both branches acted on one document; the own act is put after the other one and signed anew."""
    start = e.git("rev-parse", "HEAD")
    e.act(e.values("review"))
    main, shared = e.commit(), e.ledger().read_bytes()
    e.git("checkout", "-q", "-b", "side", start)
    e.act(e.values("review", basis="№ 67"))
    side = e.commit()
    e.ledger().write_bytes(shared)
    e.act(e.values("review", basis="№ 67"))
    e.git("add", "-A")
    tree = e.git("write-tree")
    e.git("checkout", "-q", "-f", "main")
    e.merge(side, main, tree)


def branch_rebased(e: Estate) -> None:
    start = e.git("rev-parse", "HEAD")
    e.git("checkout", "-q", "-b", "side")
    e.act(e.values("review", LIBRARY), code=LIBRARY)
    e.commit()
    e.git("checkout", "-q", "main")
    e.act(e.values("review"))
    e.commit()
    e.git("rebase", "-q", "main", "side")
    e.git("checkout", "-q", "main")
    e.git("merge", "-q", "--ff-only", "side")
    assert start


def branch_squashed(e: Estate) -> None:
    e.git("checkout", "-q", "-b", "side")
    e.act(e.values("review", LIBRARY), code=LIBRARY)
    e.commit()
    e.act(e.values("review"))
    e.commit()
    e.git("checkout", "-q", "main")
    e.git("merge", "-q", "--squash", "side")
    e.commit()


def cherry_picked(e: Estate) -> None:
    e.git("checkout", "-q", "-b", "side")
    e.act(e.values("review", LIBRARY), code=LIBRARY)
    commit = e.commit()
    e.git("checkout", "-q", "main")
    e.commit("Other")
    e.git("cherry-pick", commit)


def new_key_for_a_person(e: Estate) -> None:
    person = e.trust().people["bolot"]
    old = replace(person.keys[0], state=KeyState.RETIRED)
    fresh = replace(person, keys=(old, Key(public_key(e.keys["mallory"]))))
    e.publish(e.next(people={**e.trust().people, "bolot": fresh}), "aigul")
    e.commit()
    e.act(e.values("review", person="bolot"), sign_with=lambda line: sign(line, ACTS, e.keys["mallory"]))
    e.commit()


def person_leaves(e: Estate) -> None:
    person = e.trust().people["cholpon"]
    gone = replace(person, roles=(), keys=(replace(person.keys[0], state=KeyState.RETIRED),))
    e.publish(e.next(people={**e.trust().people, "cholpon": gone}), "aigul")
    e.commit()


def stolen_key_and_the_act_done_again(e: Estate) -> None:
    good = e.git("rev-parse", "HEAD")
    e.act(e.values("review"))
    e.commit()
    person = e.trust().people["bolot"]
    keys = (replace(person.keys[0], state=KeyState.COMPROMISED, since=good), Key(public_key(e.keys["mallory"])))
    e.publish(e.next(people={**e.trust().people, "bolot": replace(person, keys=keys)}), "aigul")
    e.commit()
    e.act(e.values("review", person="bolot"), sign_with=lambda line: sign(line, ACTS, e.keys["mallory"]))
    e.commit()


def two_of_two_sign(e: Estate) -> None:
    e.publish(e.next(root=("aigul", "bolot"), threshold=2), "aigul")
    e.commit()
    e.publish(e.next(people={**e.trust().people, "mallory": e.person("mallory", "rector")}), "aigul", "bolot")
    e.commit()
    e.act(e.values("review"), "mallory")
    e.commit()


def trust_changed_on_a_branch_and_merged(e: Estate) -> None:
    e.git("checkout", "-q", "-b", "side")
    e.publish(e.next(people={**e.trust().people, "mallory": e.person("mallory", "rector")}), "aigul")
    e.commit()
    e.git("checkout", "-q", "main")
    e.act(e.values("review"))
    e.commit()
    e.git("merge", "-q", "--no-ff", "-m", "Merge", "side")
    e.act(e.values("review"), "mallory")
    e.commit()


def key_retired_while_a_branch_was_out(e: Estate) -> None:
    """What was signed on main before the end of a key stays good, also seen from a branch that was out."""
    start = e.git("rev-parse", "HEAD")
    e.act(e.values("review"))
    e.commit()
    person_leaves(e)
    e.git("checkout", "-q", "-b", "side", start)
    e.act(e.values("review", LIBRARY), code=LIBRARY)
    e.commit()
    e.git("merge", "-q", "--no-ff", "-m", "Merge", "main")
    e.git("branch", "-q", "-f", "main", "side")
    e.git("checkout", "-q", "main")


def more_tags_and_branches(e: Estate) -> None:
    e.git("tag", "second")
    e.git("branch", "idea", "HEAD~1")


def document_moved(e: Estate) -> None:
    (e.root / "documents" / "2" / "sub").mkdir()
    e.git("mv", f"documents/2/{OTHER}.md", f"documents/2/sub/{OTHER}.md")
    e.commit()


def on_paper_recorded_by_the_registrar(e: Estate) -> None:
    values = e.values("approve", OTHER, attested="registrar", attester="aigul", person="the rector")
    e.act(values, sign_with=lambda line: sign(line, ACTS, e.keys["aigul"]), code=OTHER)
    e.commit()


HONEST: tuple[Callable[[Estate], object], ...] = (
    *(nothing, review, revision_and_approval, copies_after_a_loss, two_people_on_two_documents_merged),
    *(side_branch_merged_the_other_way_round, acts_put_after_the_shared_ones_in_a_merge, branch_rebased),
    *(branch_squashed, cherry_picked, new_key_for_a_person, person_leaves, stolen_key_and_the_act_done_again),
    *(two_of_two_sign, trust_changed_on_a_branch_and_merged, key_retired_while_a_branch_was_out),
    *(more_tags_and_branches, document_moved, on_paper_recorded_by_the_registrar),
)
