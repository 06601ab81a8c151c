"""Acts are signed, or nothing is recorded."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from qms.ledger.signature import ACTS, key_of

from .conftest import Desk, Office, make_key

APPROVE = ("approve", "2.15", "--by", "rector", "--decision", "№ 5")


def test_an_act_carries_the_signature_of_the_person_whose_key_it_is(office: Office) -> None:
    office("bolot", *APPROVE)
    line = office.desk.ledger()[-1]

    public = (office.keys["bolot"].with_name("bolot.pub")).read_text().split()[:2]
    assert key_of(line["sig"], ACTS).split() == public
    assert line["person"] == "bolot"
    office.desk.clean()


def test_openssh_alone_can_verify_an_act(office: Office, tmp_path: Path) -> None:
    """What the guide says: the line without `sig`, its signature in the frame, the list of allowed signers."""
    import json

    from qms.ledger.signature import armour

    office("bolot", *APPROVE)
    values = json.loads((office.root / "ledger/СМС-ДП-2.15-2024.jsonl").read_text("utf-8"))
    (tmp_path / "sig").write_text(armour(values.pop("sig")))
    line = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    command = ["ssh-keygen", "-Y", "verify", "-f", str(office.root / "organisation/allowed_signers"), "-I", "bolot"]
    done = subprocess.run(
        [*command, "-n", ACTS, "-s", str(tmp_path / "sig")], input=line, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_nobody_signs_in_a_role_of_another(office: Office) -> None:
    head = office.desk.head()
    told = office("aigul", *APPROVE, code=2)
    assert 'may not sign as "rector"' in told.err
    assert office.desk.head() == head


def test_nobody_decides_about_a_level_that_is_not_theirs(office: Office) -> None:
    office("aigul", "keys", "add", "cholpon", "--role", "rector", "--level", "3", "--yes")
    told = office("cholpon", *APPROVE, code=2)
    assert "level" in told.err


def test_a_key_that_nobody_trusts_signs_nothing_and_three_steps_are_named(office: Office) -> None:
    told = office("mallory", *APPROVE, code=2)
    assert all(f"{number}. " in told.err for number in (1, 2, 3))
    office.desk.clean()


def test_signed_mode_without_a_trust_file_refuses_and_names_three_steps(desk: Desk) -> None:
    settings = desk.root / "qms.yaml"
    settings.write_text(settings.read_text("utf-8").replace("mode: unsigned", "mode: signed"), "utf-8")
    desk.git("commit", "-qam", "Sign")
    told = desk("withdraw", "2.9", "--basis", "№ 9", "--yes", code=2)
    assert all(f"{number}. " in told.err for number in (1, 2, 3))


def failures(tmp_path: Path, office: Office) -> dict[str, dict[str, str]]:
    """Return what is in the environment for each way in which signing fails."""
    gone, agent = tmp_path / "gone", tmp_path / "agent"
    (tmp_path / "agent.pub").write_bytes(office.keys["bolot"].with_name("bolot.pub").read_bytes())
    (tmp_path / "gone.pub").write_bytes(office.keys["bolot"].with_name("bolot.pub").read_bytes())
    other = make_key(tmp_path / "swapped")
    other.with_name("swapped.pub").write_bytes(office.keys["bolot"].with_name("bolot.pub").read_bytes())
    loose = tmp_path / "loose"
    loose.write_bytes(office.keys["bolot"].read_bytes())
    loose.chmod(0o644)
    loose.with_name("loose.pub").write_bytes(office.keys["bolot"].with_name("bolot.pub").read_bytes())
    return {
        "no file": {"QMS_KEY": str(tmp_path / "nothing")},
        "no private key": {"QMS_KEY": str(gone)},
        "no agent": {"QMS_KEY": f"{agent}.pub", "SSH_AUTH_SOCK": str(tmp_path / "socket")},
        "another private key": {"QMS_KEY": str(other)},
        "a key that others can read": {"QMS_KEY": str(loose)},
        "a folder": {"QMS_KEY": str(tmp_path)},
    }


def program(folder: Path, text: str) -> Path:
    """Put a program called ssh-keygen into a folder."""
    folder.mkdir()
    (folder / "ssh-keygen").write_text(text)
    (folder / "ssh-keygen").chmod(0o755)
    return folder


@pytest.mark.parametrize(
    "name",
    [
        *("passphrase", "no file", "no private key", "no agent", "another private key", "a folder"),
        "a key that others can read",
    ],
)
def test_a_key_that_fails_changes_nothing(name: str, office: Office, tmp_path: Path) -> None:
    if name == "passphrase":
        make = office.keys | {"locked": make_key(tmp_path / "locked1", passphrase="horse battery")}
        office("aigul", "keys", "add", "zarina", f"{make['locked']}.pub", "--role", "rector", "--yes")
        variables = {"QMS_KEY": str(make["locked"])}
    else:
        variables = failures(tmp_path, office)[name]
    refuses(office, variables)


@pytest.mark.parametrize(
    "text",
    [
        "#!/bin/sh\nexit 0\n",
        "#!/bin/sh\nexit 1\n",
        "#!/bin/sh\nkill -9 $$\n",
        "#!/bin/sh\necho '-----BEGIN SSH SIGNATURE-----'\necho AAAA\necho '-----END SSH SIGNATURE-----'\n",
        "#!/bin/sh\necho 'Good \"x\" signature for x'\n",
    ],
)
def test_a_signing_program_that_lies_or_dies_changes_nothing(text: str, office: Office, tmp_path: Path) -> None:
    folder = program(tmp_path / "bin", text)
    refuses(office, {"QMS_KEY": str(office.keys["bolot"]), "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"})


def test_without_the_signing_program_nothing_changes_and_it_is_named(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "git").symlink_to(str(shutil.which("git")))
    told = refuses(office, {"QMS_KEY": str(office.keys["bolot"]), "PATH": str(folder)})
    assert "ssh-keygen" in told


def refuses(office: Office, variables: dict[str, str]) -> str:
    """Try to approve; nothing may be recorded."""
    head = office.desk.head()
    with office.patch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        told = office.desk(*APPROVE, code=2)
    assert office.desk.head() == head
    assert office.desk.ledger() == []
    office.desk.clean()
    return told.err
