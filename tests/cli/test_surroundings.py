"""Encodings, pipes, terminals: the answer is the same, and whole."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .desk import AUDIT, Desk, variables

POOR = (
    {"LANG": "C"},
    {"LC_ALL": "POSIX"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "cp1251"},
    {"PYTHONIOENCODING": "ascii:strict"},
    {"LANG": "ru_RU.UTF-8"},
    {"LANG": "ky_KG.UTF-8"},
    {"LANG": "xx"},
    {"NO_COLOR": "1"},
    {"TERM": "dumb"},
    {"TERM": ""},
    {"COLUMNS": "many"},
    {"PYTHONWARNINGS": "default"},
)


def name_of(poor: dict[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in poor.items())


@pytest.mark.parametrize("poor", POOR, ids=name_of)
def test_the_answer_is_whole_in_poor_surroundings(desk: Desk, poor: dict[str, str]) -> None:
    told = desk.start("show", "2.15", **poor)

    assert told.code == 0
    assert "Ички аудит" in told.out
    assert "\x1b" not in told.out


@pytest.mark.parametrize("poor", [*POOR[:2], *POOR[3:6]], ids=name_of)
def test_json_is_the_same_everywhere(desk: Desk, poor: dict[str, str]) -> None:
    assert desk.start("list", "--format", "json", **poor).out == desk("list", "--format", "json").out


@pytest.mark.parametrize("poor", POOR[:6], ids=name_of)
def test_an_error_is_whole_in_poor_surroundings(desk: Desk, poor: dict[str, str]) -> None:
    told = desk.start("show", "2.99", **poor, QMS_LANG="ru")

    assert told.code == 2
    assert "2.99" in told.err
    assert "?" not in told.err


@pytest.mark.skipif(os.name == "nt", reason="Windows shows every letter on its own terminals")
def test_a_terminal_that_lacks_kyrgyz_letters_shows_those_that_people_type_for_them(desk: Desk) -> None:
    reading, writing = os.openpty()
    poor = variables(desk.home, PYTHONIOENCODING="cp866", QMS_LANG="ky", TERM="dumb")
    command = [sys.executable, "-m", "qms", "show", "2.15"]
    done = subprocess.run(command, cwd=desk.root, env=poor, stdout=writing, stdin=subprocess.DEVNULL, check=False)
    os.close(writing)
    shown = b""
    with contextlib.suppress(OSError):  # the end of a terminal is an error
        while part := os.read(reading, 65536):
            shown += part
    os.close(reading)

    assert done.returncode == 0
    assert "Жооптуу болум" in shown.decode("cp866")
    assert "?" not in shown.decode("cp866")


@pytest.mark.parametrize("poor", [*POOR[:2], *POOR[3:6]], ids=name_of)
def test_an_act_is_recorded_in_its_letters(desk: Desk, poor: dict[str, str]) -> None:
    told = desk.start("approve", "2.10", "--by", "rector", "--decision", "Буйрук № 1, өүң", **poor)

    assert told.code == 0, told.err
    assert desk.ledger("СМС-ДП-2.10-2024")[-1]["basis"] == "Буйрук № 1, өүң"
    desk.clean()


def test_colours_only_where_they_are_asked_for(desk: Desk) -> None:
    assert "\x1b[" not in desk.start("check").out
    assert "\x1b[" in desk.start("check", FORCE_COLOR="1").out
    assert "\x1b[3" not in desk.start("check", FORCE_COLOR="1", NO_COLOR="1").out


@pytest.mark.parametrize("width", ["0", "1", "-5", "40", "100000"])
def test_any_width_of_the_terminal_will_do(desk: Desk, width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", width)

    for words in (("list",), ("check",), ("history", AUDIT), ("status",), ("--help",), ("approve", "--help")):
        assert desk(*words, code=0).out.strip()


@pytest.mark.skipif(os.name == "nt", reason="Windows closes pipes in another way")
@pytest.mark.parametrize(
    "words",
    [("list",), ("list", "--format", "json"), ("check",), ("explain", "--all", "--format", "json"), ("--help",)],
)
def test_a_reader_that_leaves_is_no_fault_and_no_pass(desk: Desk, words: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "qms", *words],
        cwd=desk.root,
        env=variables(desk.home),
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)

    assert done.stderr == b""
    assert done.returncode == 141


CLOSED = pytest.mark.skipif(os.name == "nt", reason="Windows gives every process its streams")


def with_closed(desk: Desk, numbers: tuple[int, ...], *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command that finds some of its streams closed."""
    shell = " ".join(['exec "$@"', *(f"{number}>&-" for number in numbers)])
    command = ["sh", "-c", shell, "sh", sys.executable, "-m", "qms", *words]
    return subprocess.run(command, cwd=desk.root, env=variables(desk.home), capture_output=True, check=False)


@CLOSED
@pytest.mark.parametrize("numbers", [(1,), (0, 1, 2)])
def test_closed_streams_change_nothing_but_what_is_seen(desk: Desk, numbers: tuple[int, ...]) -> None:
    done = with_closed(desk, numbers, "review", AUDIT, "--basis", "№ 1")

    assert done.returncode == 0
    assert done.stderr == b""
    assert desk.ledger()[-1]["act"] == "review"
    assert with_closed(desk, numbers, "--version").returncode == 0
    desk.clean()


@CLOSED
@pytest.mark.parametrize("words", [("undo",)])
def test_who_has_no_input_is_told_which_option_to_write(desk: Desk, words: tuple[str, ...]) -> None:
    done = with_closed(desk, (0,), *words)

    assert done.returncode == 2
    assert done.stderr.count(b"\n") >= 2


def with_full_disk(desk: Desk, *words: str, errors: int = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    """Run a command whose output nobody can write."""
    command = [sys.executable, "-m", "qms", *words]
    with Path("/dev/full").open("wb") as full:
        return subprocess.run(command, cwd=desk.root, env=variables(desk.home), stdout=full, stderr=errors, check=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device without space")
@pytest.mark.parametrize("words", [("list",), ("list", "--format", "json")])
def test_a_full_disk_is_said(desk: Desk, words: tuple[str, ...]) -> None:
    done = with_full_disk(desk, *words)

    assert b"the disk is full" in done.stderr
    assert done.returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device without space")
@pytest.mark.parametrize("words", [("show", "2.99"), ("frobnicate",), ("list",), ("--version",), ()], ids=str)
def test_the_exit_code_tells_what_nobody_can_read(desk: Desk, words: tuple[str, ...]) -> None:
    assert with_full_disk(desk, *words, errors=subprocess.STDOUT).returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal of Unix")
def test_a_terminal_closed_at_a_question_changes_nothing_and_is_no_finding(desk: Desk) -> None:
    import pty

    head = desk.head()
    process, terminal = pty.fork()
    if process == 0:
        os.execve(sys.executable, [sys.executable, "-m", "qms", "undo"], variables(desk.home))
    told = b""
    while b"[y/N]" not in told:
        told += os.read(terminal, 1000)
    os.close(terminal)
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])

    assert code in (2, 130)
    assert desk.head() == head
    desk.clean("memo")


def test_output_goes_to_one_stream_and_complaints_to_the_other(desk: Desk) -> None:
    assert desk("list", code=0).err == ""
    assert desk("show", "2.99", code=2).out == ""
    assert desk("frobnicate", code=2).out == ""


def test_an_interrupted_command_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("qms.cli.list.glances", interrupt)

    assert desk("list", code=130).err.strip() == "Interrupted; nothing is half done."


def test_a_fault_of_qms_is_written_into_a_file(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("qms.cli.list.glances", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    told = desk("list", code=3)

    (file,) = tmp_path.glob("qms-fault-*.txt")
    assert file.name in told.err
    assert "ZeroDivisionError" in file.read_text("utf-8")


def test_a_home_that_is_no_absolute_path_puts_nothing_into_the_repository(desk: Desk) -> None:
    poor = {"HOME": "documents", "XDG_CONFIG_HOME": "", "QMS_LANG": "en"}

    assert desk.start("check", **poor).code == 0
    assert "HOME" in desk.start("keys", "new", "aigul", "--no-passphrase", "--yes", **poor).err

    desk.clean()
