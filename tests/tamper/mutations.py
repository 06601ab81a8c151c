"""Named ways to bend a repository, each with the rule that must find it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from qms.adapters.seals.signatures import public_key, sign
from qms.ledger.signature import ACTS, TRUST
from qms.model.snapshot import TRUST_FILE
from qms.model.trust import SIGNATURES_FILE, Key, KeyState

from .estate import AUDIT, COPIES, JOB, LIBRARY, OTHER, Estate


@dataclass(frozen=True)
class Mutation:
    """What somebody does, the rule that must find it, and whether only memory outside of the repository can."""

    name: str
    do: Callable[[Estate], object]
    rule: str
    anchor: bool = False


MUTATIONS: list[Mutation] = []


def found_by(rule: str, *, anchor: bool = False) -> Callable[[Callable[[Estate], object]], Callable[[Estate], object]]:
    """Name a mutation after its function."""

    def note(do: Callable[[Estate], object]) -> Callable[[Estate], object]:
        MUTATIONS.append(Mutation(do.__name__.strip("_"), do, rule, anchor))
        return do

    return note


# --- signatures of acts


@found_by("TR001")
def approval_without_signature(e: Estate) -> None:
    e.act(e.values("review", person="bolot"), "")
    e.commit()


@found_by("TR001")
def approval_without_signature_in_the_work_tree(e: Estate) -> None:
    e.act(e.values("review", person="bolot"), "")


@found_by("TR001")
def signature_that_is_a_number(e: Estate) -> None:
    e.act(e.values("review", sig=1, person="bolot"), "")
    e.commit()


@found_by("TR003")
def approval_by_a_stranger(e: Estate) -> None:
    e.act(e.values("review", person="bolot"), sign_with=lambda line: sign(line, ACTS, e.keys["mallory"]))
    e.commit()


@found_by("TR006")
def approval_with_the_own_key_in_the_name_of_the_rector(e: Estate) -> None:
    e.act(e.values("review", person="bolot"), sign_with=lambda line: sign(line, ACTS, e.keys["aigul"]))
    e.commit()


@found_by("TR006")
def approval_in_a_role_of_another(e: Estate) -> None:
    e.act(e.values("review"), "aigul")
    e.commit()


@found_by("TR006")
def act_in_the_name_of_a_role_attested_by_any_other(e: Estate) -> None:
    e.act(
        e.values("issue", by="registrar", number=3, holder="КБ", attested="quality-director", attester="cholpon"),
        "cholpon",
    )
    e.commit()


@found_by("TR006")
def approval_of_a_level_above_the_own(e: Estate) -> None:
    e.act(e.values("review", by="quality-director"), "cholpon")
    e.commit()


@found_by("TR019")
def act_signed_for_another_repository(e: Estate) -> None:
    e.act(e.values("review", root="1" * 64))
    e.commit()


@found_by("TR019")
def act_that_names_no_repository(e: Estate) -> None:
    values = e.values("review")
    del values["root"]
    e.act(values)
    e.commit()


@found_by("TR007")
def act_that_names_another_person(e: Estate) -> None:
    e.act(e.values("review", person="aigul"), sign_with=lambda line: sign(line, ACTS, e.keys["bolot"]))
    e.commit()


@found_by("TR007")
def act_that_names_no_person(e: Estate) -> None:
    e.act(e.values("review"), "", sign_with=lambda line: sign(line, ACTS, e.keys["bolot"]))
    e.commit()


def _signature(e: Estate, signature: str | int) -> None:
    e.act(e.values("review", person="bolot", sig=signature), "")
    e.commit()


def _of(e: Estate, code: str, line: int = 0) -> str:
    return str(json.loads(e.lines(code)[line])["sig"])


@found_by("TR002")
def signature_copied_from_another_document(e: Estate) -> None:
    _signature(e, _of(e, LIBRARY))


@found_by("TR002")
def signature_copied_from_the_line_above(e: Estate) -> None:
    _signature(e, _of(e, AUDIT, -1))


@found_by("TR002")
def signature_made_for_trust_files(e: Estate) -> None:
    e.act(e.values("review"), sign_with=lambda line: sign(line, TRUST, e.keys["bolot"]))
    e.commit()


@found_by("TR002")
def signature_over_other_bytes(e: Estate) -> None:
    e.act(e.values("review"), sign_with=lambda line: sign(line + b"\n", ACTS, e.keys["bolot"]))
    e.commit()


@found_by("TR002")
def signature_cut_off(e: Estate) -> None:
    e.act(e.values("review"), sign_with=lambda line: sign(line, ACTS, e.keys["bolot"])[:-4])
    e.commit()


@found_by("TR002")
def signature_with_one_letter_changed(e: Estate) -> None:
    def bent(line: bytes) -> str:
        text = sign(line, ACTS, e.keys["bolot"])
        return text[:-10] + ("A" if text[-10] != "A" else "B") + text[-9:]

    e.act(e.values("review"), sign_with=bent)
    e.commit()


@found_by("TR002")
def signature_with_more_after_it(e: Estate) -> None:
    e.act(e.values("review"), sign_with=lambda line: sign(line, ACTS, e.keys["bolot"]) + "AAAA")
    e.commit()


@found_by("TR002")
def signature_with_a_line_break(e: Estate) -> None:
    e.act(e.values("review"), sign_with=lambda line: sign(line, ACTS, e.keys["bolot"]) + "\n")
    e.commit()


@found_by("TR002")
def signature_that_is_empty(e: Estate) -> None:
    _signature(e, "")


@found_by("TR002")
def signed_line_changed_afterwards(e: Estate) -> None:
    values = json.loads(e.lines()[-1])
    e.act({**e.values("review"), "basis": "№ 1"})
    line = e.lines()[-1]
    e.put([*e.lines()[:-1], line.replace("№ 1".encode(), "№ 2".encode())])
    assert values
    e.commit()


@found_by("TR004")
def retired_key_signs(e: Estate) -> None:
    _end(e, "bolot", KeyState.RETIRED)
    e.act(e.values("review"))
    e.commit()


@found_by("TR004")
def retired_key_signs_with_old_dates(e: Estate) -> None:
    _end(e, "bolot", KeyState.RETIRED)
    old = e.later(days=-3)
    old.act(old.values("review"))
    e.commit(when=old.now)


@found_by("TR004")
def retired_key_signs_on_an_old_branch_that_is_merged(e: Estate) -> None:
    _old_branch(e, swap=False)


@found_by("TR004")
def retired_key_signs_on_an_old_branch_merged_the_other_way_round(e: Estate) -> None:
    _old_branch(e, swap=True)


def _old_branch(e: Estate, *, swap: bool) -> None:
    start = e.git("rev-parse", "HEAD")
    _end(e, "bolot", KeyState.RETIRED)
    main = e.git("rev-parse", "HEAD")
    e.git("checkout", "-q", "-b", "old", start)
    e.act(e.values("review"))
    old = e.commit()
    e.git("checkout", "-q", "main")
    e.git("merge", "-q", "--no-ff", "-m", "Merge", "old")
    if swap:
        e.merge(old, main, e.git("rev-parse", "HEAD^{tree}"))


@found_by("TR004")
def stolen_key_signs_after_it_was_given_up(e: Estate) -> None:
    _end(e, "bolot", KeyState.COMPROMISED, e.git("rev-parse", "HEAD"))
    e.act(e.values("review"))
    e.commit()


@found_by("TR005")
def stolen_key_has_signed_before_it_was_given_up(e: Estate) -> None:
    good = e.git("rev-parse", "HEAD")
    e.act(e.values("review"))
    e.commit()
    _end(e, "bolot", KeyState.COMPROMISED, good)


@found_by("TR005")
def stolen_key_is_named_no_longer(e: Estate) -> None:
    _end(e, "bolot", KeyState.COMPROMISED, since=e.git("rev-parse", "HEAD~3"))
    people = {name: person for name, person in e.trust().people.items() if name != "bolot"}
    e.publish(e.next(people=people), "aigul")
    e.commit()


@found_by("TR005")
def stolen_key_has_signed_a_trust_file(e: Estate) -> None:
    e.publish(e.next(root=("aigul", "bolot")), "aigul")
    good = e.commit()
    e.publish(e.next(people={**e.trust().people, "mallory": e.person("mallory", "rector")}), "bolot")
    e.commit()
    _end(e, "bolot", KeyState.COMPROMISED, good, root=("aigul",))


def _end(e: Estate, name: str, state: KeyState, since: str = "", **more: object) -> None:
    person = e.trust().people[name]
    keys = tuple(replace(key, state=state, since=since) for key in person.keys)
    e.publish(e.next(people={**e.trust().people, name: replace(person, keys=keys)}, **more), "aigul")
    e.commit()


# --- dates


@found_by("LG010")
def act_from_the_future(e: Estate) -> None:
    late = e.later(days=400)
    late.act(late.values("review"))
    e.commit()


@found_by("TR008")
def act_dated_after_its_commit(e: Estate) -> None:
    e.act(e.values("review"))
    e.commit(when=e.now - timedelta(days=3))


@found_by("TR008")
def act_dated_back(e: Estate) -> None:
    e.act(e.values("review"))
    e.commit(when=e.now + timedelta(days=9))


@found_by("TR008")
def act_and_commit_dated_back(e: Estate) -> None:
    e.commit("Later", when=e.now + timedelta(days=9))
    e.act(e.values("review"))
    e.commit(when=e.now)


@found_by("TR008")
def act_and_all_commits_before_it_dated_back(e: Estate) -> None:
    old = e.now - timedelta(days=9)
    e.act(e.values("review"))
    e.commit()
    for name in ("One", "Two"):
        e.commit(name, when=old)
    back = e.later(days=-9)
    back.act(back.values("review", LIBRARY), code=LIBRARY)
    e.commit(when=old)


@found_by("TR008")
def act_dated_back_in_a_commit_without_a_day(e: Estate) -> None:
    early = e.later(days=-9)
    early.act(early.values("review", LIBRARY), code=LIBRARY)
    e.commit()
    plain = e.git("cat-file", "commit", "HEAD")
    lines = [line.rsplit(" ", 2)[0] if line.startswith("author ") else line for line in plain.split("\n")]
    odd = e.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", data="\n".join([*lines, ""]).encode())
    e.git("update-ref", "refs/heads/main", odd)


@found_by("LG010")
def act_dated_before_the_line_above(e: Estate) -> None:
    early = e.later(days=-30)
    early.act(early.values("review"))
    e.commit()


# --- lines of a ledger


@found_by("LG002")
def line_edited(e: Estate) -> None:
    e.edit(f"ledger/{AUDIT}.jsonl", "№ 5", "№ 6")
    e.commit()


@found_by("LG004")
def line_edited_and_chain_made_anew(e: Estate) -> None:
    e.rechain([e.lines()[0].replace("№ 5".encode(), "№ 6".encode()), *e.lines()[1:]])
    e.commit()


@found_by("LG004")
def line_edited_and_signed_anew_by_the_rector(e: Estate) -> None:
    lines = e.lines(LIBRARY)
    e.rechain([lines[0].replace("№ 6".encode(), "№ 7".encode())], "bolot", LIBRARY)
    e.commit()


@found_by("LG004")
def last_line_deleted(e: Estate) -> None:
    e.put(e.lines()[:-1])
    e.commit()


@found_by("LG002")
def line_deleted_in_the_middle(e: Estate) -> None:
    e.put([e.lines()[0], *e.lines()[2:]])
    e.commit()


@found_by("LG004")
def line_deleted_in_the_middle_and_chain_made_anew(e: Estate) -> None:
    e.rechain([e.lines()[0], *e.lines()[2:]])
    e.commit()


@found_by("LG004")
def ledger_deleted(e: Estate) -> None:
    e.ledger().unlink()
    e.commit()


@found_by("LG004")
def ledger_emptied(e: Estate) -> None:
    e.ledger().write_bytes(b"")
    e.commit()


@found_by("LG004")
def ledger_deleted_and_begun_anew(e: Estate) -> None:
    e.ledger(LIBRARY).unlink()
    e.commit()
    e.act(e.values("approve", LIBRARY), code=LIBRARY)
    e.commit()


@found_by("LG004")
def ledger_renamed(e: Estate) -> None:
    e.git("mv", f"ledger/{LIBRARY}.jsonl", f"ledger/{OTHER}.jsonl")
    e.commit()


@found_by("LG002")
def ledger_copied_to_another_document(e: Estate) -> None:
    shutil.copy(e.ledger(LIBRARY), e.ledger(OTHER))
    e.commit()


@found_by("LG002")
def ledger_without_its_end_under_a_later_name(e: Estate) -> None:
    (e.root / "ledger" / "я.jsonl").write_bytes(e.lines(COPIES)[0] + b"\n")
    e.commit()


@found_by("LG002")
def ledger_without_its_end_under_an_earlier_name(e: Estate) -> None:
    (e.root / "ledger" / "0.jsonl").write_bytes(e.lines(COPIES)[0] + b"\n")
    e.commit()


@found_by("LG002")
def lines_swapped(e: Estate) -> None:
    e.put([e.lines()[1], e.lines()[0], *e.lines()[2:]])
    e.commit()


@found_by("LG004")
def lines_swapped_and_chain_made_anew(e: Estate) -> None:
    e.rechain([e.lines()[1], e.lines()[0], *e.lines()[2:]])
    e.commit()


@found_by("LG004")
def line_put_in_the_middle(e: Estate) -> None:
    e.act(e.values("review"))
    lines = e.lines()
    e.rechain([lines[0], lines[-1], *lines[1:-1]])
    e.commit()


def _bytes(rule: str, name: str, change: Callable[[bytes], bytes]) -> None:
    def do(e: Estate) -> None:
        e.ledger().write_bytes(change(e.ledger().read_bytes()))
        e.commit()

    MUTATIONS.append(Mutation(name, do, rule))


_bytes("LG002", "blanks_in_a_line", lambda data: data.replace(b'","', b'", "', 1))
_bytes(
    "LG002", "fields_in_another_order", lambda data: data.replace(b'{"act":"approve",', b'{"by":"x","act":"approve",')
)
_bytes("LG002", "field_twice", lambda data: data.replace(b'{"act":', b'{"act":"review","act":', 1))
_bytes("LG002", "junk_after_the_last_line", lambda data: data + b"junk")
_bytes("LG002", "blank_line_at_the_end", lambda data: data + b"\n")
_bytes("LG002", "line_end_missing", lambda data: data[:-1])
_bytes("LG002", "windows_line_ends", lambda data: data.replace(b"\n", b"\r\n"))
_bytes("LG002", "byte_order_mark", lambda data: b"\xef\xbb\xbf" + data)
_bytes("LG002", "letters_taken_apart", lambda data: data.replace("№".encode(), "№\u0301".encode(), 1))
_bytes("LG002", "zero_bytes", lambda data: data + b"\0" * 40 + b"\n")
_bytes("LG002", "unknown_deed", lambda data: data.replace(b'"approve"', b'"decree"', 1))
_bytes("LG002", "array_in_place_of_an_act", lambda data: data + b"[]\n")
_bytes("LG002", "hash_of_another_line", lambda data: data.replace(b'"prev":"000', b'"prev":"111', 1))


@found_by("LG002")
def line_about_another_document(e: Estate) -> None:
    e.act(e.values("review", code=AUDIT) | {"code": LIBRARY})
    e.commit()


@found_by("LG004")
def ledger_edited_and_hidden_from_git(e: Estate) -> None:
    e.git("update-index", "--assume-unchanged", f"ledger/{LIBRARY}.jsonl")
    e.rechain([e.lines(LIBRARY)[0].replace("№ 6".encode(), "№ 7".encode())], code=LIBRARY)


@found_by("LG004")
def ledger_deleted_and_left_out_of_the_work_tree(e: Estate) -> None:
    e.git("update-index", "--skip-worktree", f"ledger/{LIBRARY}.jsonl")
    e.ledger(LIBRARY).unlink()


@found_by("LG004")
def approval_reverted(e: Estate) -> None:
    e.act(e.values("review"))
    e.commit()
    e.git("revert", "--no-edit", "HEAD")


@found_by("LG004")
def act_lost_in_a_merge(e: Estate) -> None:
    _lose(e, swap=False)


@found_by("LG004")
def act_lost_in_a_merge_the_other_way_round(e: Estate) -> None:
    _lose(e, swap=True)


def _lose(e: Estate, *, swap: bool) -> None:
    start, tree = e.git("rev-parse", "HEAD"), e.git("rev-parse", "HEAD^{tree}")
    e.act(e.values("review"))
    main = e.commit()
    e.git("checkout", "-q", "-b", "side", start)
    side = e.commit("Nothing")
    e.git("checkout", "-q", "main")
    e.merge(*((side, main) if swap else (main, side)), tree)


@found_by("LG004")
def act_changed_while_two_branches_are_merged(e: Estate) -> None:
    start = e.git("rev-parse", "HEAD")
    e.act(e.values("review"))
    main = e.commit()
    e.git("checkout", "-q", "-b", "side", start)
    e.act(e.values("review", basis="№ 67"))
    side = e.commit()
    e.act(e.values("review", basis="№ 68"))
    e.git("add", "-A")
    e.merge(side, main, e.git("write-tree"))


# --- what acts say


@found_by("LG009")
def copy_number_given_twice(e: Estate) -> None:
    e.act(e.values("issue", by="registrar", number=2, holder="КБ"), "aigul")
    e.commit()


@found_by("LG009")
def copy_of_a_revision_that_was_never_approved(e: Estate) -> None:
    e.act(e.values("issue", by="registrar", number=9, holder="КБ", revision=7), "aigul")
    e.commit()


@found_by("LG009")
def copy_returned_that_was_never_issued(e: Estate) -> None:
    e.act(e.values("return", by="registrar", number=9), "aigul")
    e.commit()


@found_by("TR006")
def copy_issued_by_one_who_may_not(e: Estate) -> None:
    e.act(e.values("issue", by="registrar", number=9, holder="КБ"), "bolot")
    e.commit()


@found_by("LG005")
def approval_by_a_role_that_may_not_approve(e: Estate) -> None:
    e.act(e.values("approve", JOB, by="registrar"), "aigul", JOB)
    e.commit()


@found_by("LG005")
def matrix_changed_for_one_approval(e: Estate) -> None:
    path = e.root / "qms.yaml"
    honest = path.read_text("utf-8")
    path.write_text(honest.replace("approve: [rector]", "approve: [registrar]"), "utf-8")
    e.act(e.values("approve", OTHER, by="registrar"), "aigul", OTHER)
    e.commit()
    path.write_text(honest, "utf-8")
    e.commit()


@found_by("LG008")
def act_after_withdrawal(e: Estate) -> None:
    e.act(e.values("approve", COPIES, revision=2), code=COPIES)
    e.commit()


@found_by("LG007")
def effective_before_the_decision(e: Estate) -> None:
    e.act(e.values("approve", OTHER, effective="2024-01-01"), code=OTHER)
    e.commit()


@found_by("LG006")
def approval_of_a_text_that_git_does_not_have(e: Estate) -> None:
    e.act(e.values("approve", OTHER, revision=2, sha256="0" * 64), code=OTHER)
    e.commit()


@found_by("LG003")
def ledger_of_a_document_that_does_not_exist(e: Estate) -> None:
    code = "СМС-ДП-2.18-2024"
    e.act(e.values("approve", OTHER) | {"code": code}, code=code)
    e.commit()


@found_by("LG013")
def step_that_the_matrix_does_not_have(e: Estate) -> None:
    e.act(e.values("prepare", OTHER, by="quality-director"), "cholpon", OTHER)
    e.act(e.values("check", OTHER), code=OTHER)
    e.act(e.values("approve", OTHER), code=OTHER)
    e.commit()


@found_by("LG015")
def one_person_prepares_and_approves(e: Estate) -> None:
    e.act(e.values("prepare", OTHER), code=OTHER)
    e.act(e.values("approve", OTHER), code=OTHER)
    e.commit()


@found_by("LG015")
def one_person_with_two_keys_prepares_and_approves(e: Estate) -> None:
    person = e.trust().people["bolot"]
    keys = (*person.keys, Key(public_key(e.keys["mallory"])))
    e.publish(e.next(people={**e.trust().people, "bolot": replace(person, keys=keys)}), "aigul")
    e.commit()
    e.act(e.values("prepare", OTHER), code=OTHER)
    second = e.values("approve", OTHER, person="bolot")
    e.act(second, sign_with=lambda line: sign(line, ACTS, e.keys["mallory"]), code=OTHER)
    e.commit()


# --- documents


def _text(name: str, change: Callable[[bytes], bytes], *, commit: bool = True, hide: str = "") -> None:
    def do(e: Estate) -> None:
        path = e.path(AUDIT)
        if hide:
            e.git("update-index", hide, path.relative_to(e.root).as_posix())
        path.write_bytes(change(path.read_bytes()))
        if commit:
            e.commit()

    MUTATIONS.append(Mutation(name, do, "LG001"))


_text("letter_changed_after_approval", lambda data: data.replace("Максаты".encode(), "Максатт".encode()))
_text("blank_added_after_approval", lambda data: data + b" ")
_text("line_ends_changed_after_approval", lambda data: data.replace(b"\n", b"\r\n"))
_text("title_changed_after_approval", lambda data: data.replace("ky: Ички".encode(), "ky: Тышкы".encode()))
_text("text_changed_in_the_work_tree_only", lambda data: data + b"x\n", commit=False)
_text("text_changed_and_hidden_from_git", lambda data: data + b"x\n", commit=False, hide="--assume-unchanged")
_text("text_changed_and_skipped_by_git", lambda data: data + b"x\n", commit=False, hide="--skip-worktree")


@found_by("LG001")
def approved_text_replaced_in_the_commit_that_made_it(e: Estate) -> None:
    """All of history is written anew, with another text from the beginning."""
    name = e.path(AUDIT).relative_to(e.root).as_posix()
    e.git("checkout", "-q", "--orphan", "anew")
    e.edit(name, "Максаты", "Максатт")
    e.commit("Begin")
    e.git("branch", "-q", "-M", "anew", "main")


@found_by("HS002")
def document_deleted(e: Estate) -> None:
    e.path(AUDIT).unlink()
    e.commit()


@found_by("CD007")
def code_of_a_withdrawn_document_used_again(e: Estate) -> None:
    path = e.path(COPIES)
    text = path.read_bytes()
    path.unlink()
    e.commit()
    (e.root / "documents" / "3" / f"{COPIES}.md").write_bytes(text.replace("Нускаларды".encode(), "Башканы".encode()))
    e.commit()


@found_by("CD007")
def text_of_a_withdrawn_document_changed_and_dated_back(e: Estate) -> None:
    path = e.path(COPIES)
    path.write_bytes(path.read_bytes().replace("Нускаларды".encode(), "Башканы".encode()))
    e.commit(when=e.now - timedelta(days=400))


# --- the trust file


@found_by("TR010")
def stranger_trusts_himself(e: Estate) -> None:
    people = {**e.trust().people, "mallory": e.person("mallory", "rector")}
    e.publish(replace(e.trust(), people=people), "aigul")
    e.commit()


@found_by("TR011")
def stranger_trusts_himself_in_a_next_version(e: Estate) -> None:
    e.publish(e.next(people={**e.trust().people, "mallory": e.person("mallory", "rector")}), "mallory")
    e.commit()


@found_by("TR011")
def next_version_without_signatures(e: Estate) -> None:
    e.publish(e.next(root=("bolot",)))
    e.commit()


@found_by("TR011")
def next_version_signed_by_one_who_is_not_in_the_root(e: Estate) -> None:
    e.publish(e.next(root=("bolot",)), "bolot")
    e.commit()


@found_by("TR011")
def next_version_signed_with_a_strange_key_in_the_name_of_the_root(e: Estate) -> None:
    e.publish(e.next(root=("bolot",)), "aigul", names={"aigul": "mallory"})
    e.commit()


def _two(e: Estate) -> None:
    e.publish(e.next(root=("aigul", "bolot"), threshold=2), "aigul")
    e.commit()


@found_by("TR011")
def one_signature_of_two(e: Estate) -> None:
    _two(e)
    e.publish(e.next(people={**e.trust().people, "mallory": e.person("mallory")}), "aigul")
    e.commit()


@found_by("TR011")
def one_signature_counted_twice(e: Estate) -> None:
    _two(e)
    people = {**e.trust().people, "mallory": e.person("mallory")}
    e.publish(e.next(people=people), "aigul", "bolot", names={"bolot": "aigul"})
    e.commit()


@found_by("TR011")
def threshold_lowered_by_one_of_two(e: Estate) -> None:
    _two(e)
    e.publish(e.next(threshold=1), "bolot")
    e.commit()


@found_by("TR009")
def one_key_for_two_people(e: Estate) -> None:
    _two(e)
    twin = replace(e.trust().people["bolot"], id="twin")
    e.publish(e.next(people={**e.trust().people, "twin": twin}), "aigul", "bolot")
    e.commit()


@found_by("TR010")
def trust_file_of_former_days(e: Estate) -> None:
    first = e.git("rev-list", "--reverse", "HEAD", "--", TRUST_FILE).split()[0]
    e.git("checkout", "-q", first, "--", "organisation")
    e.commit()


@found_by("TR010")
def version_left_out(e: Estate) -> None:
    e.publish(replace(e.next(), version=e.trust().version + 2), "aigul")
    e.commit()


@found_by("TR010")
def version_that_follows_another_file(e: Estate) -> None:
    e.publish(replace(e.next(), previous="1" * 64), "aigul")
    e.commit()


@found_by("TR010")
def new_root_that_signs_itself(e: Estate) -> None:
    person = {"mallory": e.person("mallory", "rector")}
    e.publish(replace(e.trust(), version=1, previous="0" * 64, root=("mallory",), people=person), "mallory")
    e.commit()


@found_by("TR010")
def two_versions_of_the_same_number_merged(e: Estate) -> None:
    start = e.git("rev-parse", "HEAD")
    e.publish(e.next(root=("aigul", "bolot")), "aigul")
    main = e.commit()
    e.git("checkout", "-q", "-b", "side", start)
    e.publish(e.next(root=("aigul", "cholpon")), "aigul")
    side = e.commit()
    e.git("checkout", "-q", "main")
    e.merge(main, side, e.git("rev-parse", f"{side}^{{tree}}"))


@found_by("TR012")
def trust_file_deleted(e: Estate) -> None:
    for name in ("trust.json", "trust.sigs", "allowed_signers"):
        (e.root / "organisation" / name).unlink()
    e.edit("qms.yaml", "mode: signed", "mode: unsigned")
    e.commit()


@found_by("TR012")
def trust_file_deleted_in_the_work_tree(e: Estate) -> None:
    (e.root / TRUST_FILE).unlink()


@found_by("TR012")
def trust_file_deleted_and_begun_anew(e: Estate) -> None:
    trust = e.trust()
    (e.root / TRUST_FILE).unlink()
    e.commit()
    people = {"mallory": e.person("mallory", "rector")}
    e.publish(replace(trust, version=1, previous="0" * 64, root=("mallory",), people=people), "mallory")
    e.commit()


@found_by("TR012")
def trust_file_lost_in_a_merge(e: Estate) -> None:
    first = e.git("rev-list", "--max-parents=0", "HEAD")
    head = e.git("rev-parse", "HEAD")
    e.git("rm", "-q", "-r", "--cached", "organisation/trust.json")
    tree = e.git("write-tree")
    e.git("reset", "-q", "--hard")
    e.merge(first, head, tree)


@found_by("TR012")
def mode_lowered(e: Estate) -> None:
    e.edit("qms.yaml", "mode: signed", "mode: unsigned")
    e.commit()


def _trust(
    name: str, rule: str, change: Callable[[bytes], bytes], *, file: str = TRUST_FILE, commit: bool = True
) -> None:
    def do(e: Estate) -> None:
        path = e.root / file
        path.write_bytes(change(path.read_bytes()))
        if commit:
            e.commit()

    MUTATIONS.append(Mutation(name, do, rule))


_trust("blanks_in_the_trust_file", "TR009", lambda data: data.replace(b": ", b":  ", 1))
_trust("unknown_field_in_the_trust_file", "TR009", lambda data: data.replace(b"{\n", b'{\n  "a": 1,\n', 1))
_trust("field_twice_in_the_trust_file", "TR009", lambda data: data.replace(b"{\n", b'{\n  "format": 1,\n', 1))
_trust("windows_line_ends_in_the_trust_file", "TR009", lambda data: data.replace(b"\n", b"\r\n"))
_trust("trust_file_emptied", "TR009", lambda data: b"")
_trust("trust_file_broken_in_the_work_tree", "TR009", lambda data: data[:-3], commit=False)
_trust("role_added_by_hand", "TR010", lambda data: data.replace(b'"rector"', b'"rector",\n        "registrar"', 1))
_trust("signatures_of_the_root_emptied", "TR011", lambda data: b"", file=SIGNATURES_FILE)
_trust("signature_of_the_root_bent", "TR011", lambda data: data.replace(b"U1NI", b"U1NJ"), file=SIGNATURES_FILE)
_trust(
    "list_for_plain_git_widened",
    "TR014",
    lambda data: data + data.replace(b"bolot", b"*"),
    file="organisation/allowed_signers",
)


@found_by("TR011")
def signatures_of_the_root_deleted(e: Estate) -> None:
    (e.root / SIGNATURES_FILE).unlink()
    e.commit()


@found_by("TR013")
def trust_and_act_in_one_commit(e: Estate) -> None:
    e.publish(e.next(root=("aigul", "bolot")), "aigul")
    e.act(e.values("review"))
    e.commit()


@found_by("TR004")
def key_exchanged_for_a_fresh_one_without_ending_it(e: Estate) -> None:
    """A person who was retired comes back with the old key."""
    _end(e, "bolot", KeyState.RETIRED)
    person = e.trust().people["bolot"]
    fresh = Key(public_key(e.keys["mallory"]))
    e.publish(e.next(people={**e.trust().people, "bolot": replace(person, keys=(*person.keys, fresh))}), "aigul")
    e.commit()
    e.act(e.values("review"))
    e.commit()


# --- silence


@found_by("TR001")
def finding_waived(e: Estate) -> None:
    e.act(e.values("review", person="bolot"), "")
    waiver = f"- rule: TR001\n  subject: {AUDIT}\n  by: rector\n  reason: x\n  until: 2099-01-01\n"
    (e.root / "registers" / "waivers.yaml").write_text(waiver, "utf-8")
    e.commit()


@found_by("TR001")
def rule_turned_off(e: Estate) -> None:
    e.act(e.values("review", person="bolot"), "")
    path = e.root / "qms.yaml"
    path.write_bytes(path.read_bytes() + b"\nrules:\n  trust: off\n  TR001: off\n")
    e.commit()


@found_by("TR001")
def settings_made_unreadable(e: Estate) -> None:
    e.act(e.values("review", person="bolot"), "")
    (e.root / "qms.yaml").write_bytes(b"mode: [\n")
    e.commit()


# --- git


@found_by("HS005")
def commit_replaced(e: Estate) -> None:
    e.act(e.values("review"))
    e.commit()
    e.git("replace", "HEAD", "HEAD~1")


@found_by("HS005")
def history_grafted(e: Estate) -> None:
    (e.root / ".git" / "info").mkdir(exist_ok=True)
    (e.root / ".git" / "info" / "grafts").write_text(e.git("rev-parse", "HEAD") + "\n")


@found_by("HS005")
def history_cut_off(e: Estate) -> None:
    (e.root / ".git" / "shallow").write_text(e.git("rev-parse", "HEAD~1") + "\n")


@found_by("HS006")
def clone_that_runs_a_program(e: Estate) -> None:
    e.git("config", "core.fsmonitor", "touch x")


@found_by("HS006")
def objects_kept_elsewhere(e: Estate) -> None:
    folder = e.root / ".git" / "objects" / "info"
    folder.mkdir(exist_ok=True)
    (folder / "alternates").write_text(str(e.root / ".git" / "objects") + "\n")


# --- only memory can tell


@found_by("TR017", anchor=True)
def end_of_history_cut_off(e: Estate) -> None:
    e.git("reset", "-q", "--hard", "HEAD~1")


@found_by("TR018", anchor=True)
def tag_deleted(e: Estate) -> None:
    e.git("tag", "-d", "approved")


@found_by("TR018", anchor=True)
def tag_moved(e: Estate) -> None:
    e.git("tag", "-f", "approved", "HEAD~1")


@found_by("TR017", anchor=True)
def whole_repository_exchanged(e: Estate) -> None:
    for name in ("ledger", "organisation/trust.json", "organisation/trust.sigs", "organisation/allowed_signers"):
        path = e.root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    e.edit("qms.yaml", "mode: signed", "mode: unsigned")
    e.git("checkout", "-q", "--orphan", "anew")
    e.commit("Begin")
    e.git("branch", "-q", "-M", "anew", "main")
