"""`python -m tests.fuzz TARGET [SECONDS]`: bytes made by atheris, which looks where the code goes, against one reader.

Whatever the bytes are, a reader answers; what it raises is a QmsError. Needs `pip install atheris`. Without a target
all are tried one after the other, each in a process of its own.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import atheris

TEMPLATE = Path(__file__).parent.parent.parent / "docs-repo-template"
SEEDS = {
    "front-matter": "documents/2/*.md",
    "markdown": "documents/1/*.md",
    "settings": "qms.yaml",
    "register": "registers/*.yaml",
    "entry": "registers/risks/*.yaml",
    "ledger": "ledger/*.jsonl",
}

with atheris.instrument_imports(include=["qms"]):
    from qms.adapters import csv_tables
    from qms.adapters.files import entries, registers, tables
    from qms.adapters.files.documents import read_document
    from qms.adapters.files.settings import read_settings
    from qms.adapters.markdown import tree as markdown
    from qms.adapters.prints.pdf import read_copy, read_parts
    from qms.adapters.xlsx import rows_of as sheet_of
    from qms.codes import scheme, template
    from qms.errors import QmsError
    from qms.ledger import lines, signature, trust
    from qms.model import manifest, token

SETTINGS = read_settings((TEMPLATE / "qms.yaml").read_bytes())[0]


def words(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def a_register(data: bytes) -> None:
    table, _problems = tables.read_table(data, "registers/x.yaml")
    registers.read_register(table, "x")


def a_ledger(data: bytes) -> None:
    lines.read_ledger(data, "СМС-ДП-2.15-2022", "ledger/x.jsonl")
    lines.first_difference(data, data[: len(data) // 2])


def a_trust_file(data: bytes) -> None:
    found = trust.read_trust(data)
    assert found is None or trust.write_trust(found) == data
    trust.read_signatures(data)


def a_signature(data: bytes) -> None:
    bare = signature.bare(words(data))
    signature.key_of(bare, "qms-act-v1")


def a_code(data: bytes) -> None:
    text = words(data)
    with contextlib.suppress(ValueError):  # what it says of a template that is none
        template.read_template(text)
    scheme.resolve(text, ("СМС-ДП-2.15-2022", text))


def a_pdf(data: bytes) -> None:
    read_copy(b"%PDF-1.7\n" + data)
    read_parts(b"%PDF-1.7\n" + data)


TARGETS: Mapping[str, Callable[[bytes], object]] = {
    "front-matter": lambda data: read_document(data, "documents/2/x.md", SETTINGS),
    "markdown": lambda data: markdown.tree(words(data)),
    "settings": read_settings,
    "register": a_register,
    "entry": lambda data: entries.read_entry(data, "registers/risks/x.yaml", "risks"),
    "ledger": a_ledger,
    "trust": a_trust_file,
    "signature": a_signature,
    "code": a_code,
    "token": lambda data: token.read_token(words(data)),
    "manifest": manifest.read_manifest,
    "csv": lambda data: csv_tables.rows_of(data, "x.csv"),
    "xlsx": sheet_of,
    "pdf": a_pdf,
}


def fuzz(name: str, seconds: int) -> None:
    """Try one reader; an exception that is none of ours ends the process with the bytes in a file `crash-…`."""

    def once(data: bytes) -> None:
        with contextlib.suppress(QmsError):
            TARGETS[name](data)

    with tempfile.TemporaryDirectory() as corpus:
        for number, path in enumerate(sorted(TEMPLATE.glob(SEEDS[name])) if name in SEEDS else ()):
            (Path(corpus) / str(number)).write_bytes(path.read_bytes()[:8000])
        options = [f"-max_total_time={seconds}", "-max_len=8000", "-timeout=20", "-print_final_stats=1", corpus]
        atheris.Setup([sys.argv[0], *options], once)
        atheris.Fuzz()


def main(given: list[str]) -> int:
    if given and given[0] in TARGETS:
        fuzz(given[0], int(given[1]) if given[1:] else 60)
        return 0
    seconds = given[0] if given else "60"
    ends = [subprocess.run([sys.executable, "-m", "tests.fuzz", name, seconds], check=False) for name in TARGETS]
    return max(done.returncode for done in ends)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
