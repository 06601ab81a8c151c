"""Jinja2: forms and skeletons to Markdown. Templates come from the package only; document text is always a value."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qms.adapters.yaml import quote

if TYPE_CHECKING:
    from jinja2 import Environment

FORMS = Path(__file__).parent.parent / "forms"


@cache
def _environment() -> Environment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(FORMS), undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True
    )
    environment.filters["yaml"] = quote
    return environment


def render(name: str, values: Mapping[str, object]) -> str:
    """Return the text of the template `forms/<name>` with `values`."""
    return _environment().get_template(name).render(**values)
