"""Pages a second of a print beside the engine alone: `python -m tests.benchmarks.printing [--runs N]`.

The engine alone sets the same data in the same layout: what qms adds is reading Markdown, measuring tables, checking
pictures. Every document differs in its text. Processor time, so that other work on the computer changes little.
"""

from __future__ import annotations

import argparse
import io
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import count

import pypdf

from qms.actions.prints.formats import FORMATS, set_as
from qms.adapters.markdown.tree import tree
from qms.adapters.prints import typeset
from qms.adapters.prints.press import press_for
from qms.model.printout import Printout
from tests.adapters.test_typeset import SECTION, printout

SIZES = {"short": 1, "long": 14}


def document(sections: int, number: int) -> tuple[str, Printout]:
    """A text that differs from all others in every paragraph, since the engine remembers; and its print but for it."""
    text = "\n\n".join(SECTION.format(n=n) for n in range(1, sections + 1))
    for word in ("Процедура", "ректор", "программа", "Аудитор", "Жылдык", "Бөлүм", "маалымат", "эрежелерин"):
        text = text.replace(word, f"{word}{number}")
    return text, printout("", title=f"Процедура {number}", stamp=None)


def whole(text: str, made: Printout, form: str) -> bytes:
    """Everything that a print needs, from the Markdown on."""
    return set_as(replace(made, body=tree(text), source=text.encode(), text=text), form)


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def alone(text: str, made: Printout) -> float:
    """Processor time of the engine alone."""
    ready = replace(made, body=tree(text), source=text.encode())
    moment, data, pictures = typeset._prepared(ready)
    return seconds(lambda: press_for().compile(moment, (data, pictures, ready.source), {}))


def main() -> None:
    """Print a line for every size and format."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    for name, sections in SIZES.items():
        fresh = (document(sections, number) for number in count(100))
        pages = len(pypdf.PdfReader(io.BytesIO(whole(*next(fresh), "pdf"))).pages)
        engine = statistics.median(alone(*next(fresh)) for _ in range(runs))
        show(f"{name}: {pages} pages; the engine alone {pages / engine:.0f} pages/s")
        for form in FORMATS:
            took = statistics.median(seconds(partial(whole, *next(fresh), form)) for _ in range(runs))
            show(f"  {form:5} {1000 * took:7.1f} ms  {pages / took:7.0f} pages/s  {took / engine:5.2f} × the engine")


def show(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
