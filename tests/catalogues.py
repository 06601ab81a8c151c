"""The texts of qms for translators.

`python -m tests.catalogues` tells what is untranslated; `--write` brings the files up to date first.

Texts are the `msg("…")` and `_("…")` of the code, the help of the commands and the documentation of the rules (their
docstrings), and what click itself says about arguments. `qms/locales/<language>/LC_MESSAGES/qms.po` is what translators
edit; the compiled `qms.mo` beside it is what the program reads.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from qms.adapters.languages import LOCALES
from qms.adapters.languages import TRANSLATED as LANGUAGES

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "qms"
MARKS = frozenset({"msg", "_"})
LIBRARIES = {
    "click": ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types"),
    "typer": ("core",),
}


Text = str | tuple[str, str]


@cache
def texts() -> Mapping[Text, str]:
    """Return every text by where it stands (the first place of it); a pair is a text with its plural."""
    found: dict[Text, str] = {}
    for text, place in (*_marked(), *_forms(), *_commands(), *_rules(), *_libraries()):
        if text:
            found.setdefault(text, place)
    return found


def _marked() -> Iterator[tuple[str, str]]:
    """Yield the texts marked in the code, also those within f-strings."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS and node.args:
                text = node.args[0]
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value, path.relative_to(ROOT).as_posix()


def _forms() -> Iterator[tuple[str, str]]:
    """Yield the titles of the printed forms and the texts marked in their templates."""
    for path in sorted([*(PACKAGE / "forms").glob("*/*.j2"), *(PACKAGE / "forms").glob("*/form.yaml")]):
        marked = r'(?<!\w)_\("([^"]+)"' if path.suffix == ".j2" else r"^title: ([^{].*)"
        found = re.findall(marked, path.read_text("utf-8"), re.MULTILINE)
        yield from ((text, path.relative_to(ROOT).as_posix()) for text in found)


def _docstring(path: Path, function: str = "") -> str:
    tree = ast.parse(path.read_text("utf-8"))
    if not function:
        return ast.get_docstring(tree) or ""
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == function)
    return next((ast.get_docstring(node) or "" for node in nodes), "")


def _paragraphs(text: str) -> Iterator[str]:
    yield from (" ".join(part.split()) for part in text.split("\n\n"))


def _commands() -> Iterator[tuple[str, str]]:
    for path in sorted((PACKAGE / "cli").rglob("*.py")):
        for part in _paragraphs(_docstring(path, "command")):
            if not part.startswith("Example:"):
                yield part, path.relative_to(ROOT).as_posix()


def _rules() -> Iterator[tuple[str, str]]:
    for path in sorted((PACKAGE / "rules").glob("*/*.py")):
        before = _docstring(path).split("\nFlagged:")[0].split("\nAccepted:")[0]
        if path.name != "__init__.py":
            for part in _paragraphs(before):
                yield part, path.relative_to(ROOT).as_posix()


def _libraries() -> Iterator[tuple[Text, str]]:
    for library, modules in LIBRARIES.items():
        spec = find_spec(library)
        folder = Path(spec.origin or "").parent if spec else Path()
        for path in (folder / f"{name}.py" for name in modules):
            for _line, text, _comments, _context in extract_from_file("python", path, {"_": None, "ngettext": (1, 2)}):
                yield (text if isinstance(text, str) else (text[0], text[1])), library


def po_file(language: str) -> Path:
    """Return the file that the translators of a language edit."""
    return LOCALES / language / "LC_MESSAGES" / "qms.po"


def read(language: str) -> Catalog:
    """Return the catalogue of a language as it is; an empty one where there is none."""
    path = po_file(language)
    if not path.exists():
        return Catalog(locale=language, domain="qms", project="qms", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="qms")


def merged(language: str) -> Catalog:
    """Return the catalogue with exactly the texts of today; translations of texts that stayed are kept."""
    old = read(language)
    new = Catalog(locale=language, domain="qms", project="qms", fuzzy=False, creation_date=old.creation_date)
    new.revision_date = old.revision_date
    for text, place in sorted(texts().items(), key=lambda item: (item[1], str(item[0]))):
        known = old.get(text if isinstance(text, str) else text[0])
        new.add(text, string=known.string if known else "", locations=[(place, 0)])
    return new


def po_bytes(catalog: Catalog) -> bytes:
    """Return the catalogue as a .po file."""
    out = io.BytesIO()
    write_po(out, catalog, width=0, include_lineno=False, sort_by_file=False)
    return out.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """Return the catalogue as a .mo file."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def untranslated(language: str) -> list[Text]:
    """Return the texts that have no translation."""
    catalog = read(language)
    found = {text: catalog.get(text if isinstance(text, str) else text[0]) for text in texts()}
    return [
        text
        for text, message in found.items()
        if not message or not message.string or (isinstance(message.string, tuple) and "" in message.string)
    ]


def main(arguments: list[str]) -> int:
    """Tell what is untranslated; with `--write` bring the files up to date first."""
    for language in LANGUAGES:
        if "--write" in arguments:
            catalog = merged(language)
            path = po_file(language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(po_bytes(catalog))
            path.with_suffix(".mo").write_bytes(mo_bytes(catalog))
        missing = untranslated(language)
        sys.stdout.write(f"{language}: {len(texts())} texts, {len(missing)} untranslated\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
