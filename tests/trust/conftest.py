"""Repositories whose acts are signed, and the people who sign them, each with a key of their own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.desk import Answer, Desk, as_person, git, write_documents

PEOPLE = ("aigul", "bolot", "cholpon", "mallory")
KEYGEN = shutil.which("ssh-keygen")
needs_keygen = pytest.mark.skipif(KEYGEN is None, reason="ssh-keygen is not installed")


def make_key(path: Path, kind: str = "ed25519", passphrase: str = "") -> Path:
    """Make a key with nothing of qms."""
    command = [str(KEYGEN), "-q", "-t", kind, "-N", passphrase, "-C", path.name, "-f", str(path)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return path


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Keys of four people; nobody trusts the last one."""
    if KEYGEN is None:
        pytest.skip("ssh-keygen is not installed")
    folder = tmp_path_factory.mktemp("keys")
    return {name: make_key(folder / name) for name in PEOPLE}


@dataclass(frozen=True, slots=True)
class Office:
    """A repository and several people in front of it: `office("aigul", "approve", …)`."""

    desk: Desk
    keys: Mapping[str, Path]
    patch: pytest.MonkeyPatch

    def __call__(self, who: str, *words: str, code: int | None = 0) -> Answer:
        """Let a person run a command."""
        with self.patch.context() as patch:
            patch.setenv("QMS_KEY", str(self.keys[who]))
            return self.desk(*words, code=code)

    @property
    def root(self) -> Path:
        return self.desk.root

    def add(self, name: str, *words: str, by: str = "aigul") -> Answer:
        """Trust the key of a person."""
        return self(by, "keys", "add", name, f"{self.keys[name]}.pub", *words, "--yes")


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory, home: Path, keys: Mapping[str, Path]) -> Path:
    """The small repository in signed mode: Aigul is registrar and root, Bolot is rector, Cholpon quality director."""
    from qms.cli.app import run

    root = tmp_path_factory.mktemp("signed") / "docs"
    root.mkdir()
    write_documents(root)
    for words in (("init", "-q", "-b", "main", "--template="), ("add", "-A"), ("commit", "-q", "-m", "Begin")):
        git(root, home, *words)
    with as_person(home, root) as patch:
        patch.setenv("QMS_KEY", str(keys["aigul"]))
        for words in (
            ("trust", "init", "aigul", "--name", "Айгүл", "--role", "registrar", "--yes"),
            ("keys", "add", "bolot", f"{keys['bolot']}.pub", "--name", "Болот", "--role", "rector", "--yes"),
            ("keys", "add", "cholpon", f"{keys['cholpon']}.pub", "--role", "quality-director", "--level", "3", "--yes"),
        ):
            assert run(list(words)) == 0, words
    return root


@pytest.fixture
def office(
    founded: Path, home: Path, keys: Mapping[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Iterator[Office]:
    """A copy of the signed repository; the person has a home of their own and remembers nothing."""
    root, own = tmp_path / "docs", tmp_path / "home"
    shutil.copytree(founded, root, symlinks=True)
    own.mkdir()
    shutil.copy(home / ".gitconfig", own)
    with as_person(own, root) as patch:
        yield Office(Desk(root, own, capsys), keys, patch)
