"""Jinja2: forms and skeletons to Markdown. A template computes nothing but text; what it prints is always a value.

Templates of the package and of a repository run in the same sandbox: no attribute that begins with `_`, no change of a
value, no file, no import, and only the filters named here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qms.adapters.yaml.reading import quote
from qms.errors import RenderError
from qms.model.message import msg
from qms.model.pattern import pattern

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

FORMS = Path(__file__).parent.parent / "forms"
LARGEST = 100_000
"""Bytes of a template."""
LONGEST = 1_000_000
"""Characters that a form may print."""
FILTERS = (
    *("batch", "capitalize", "default", "dictsort", "first", "groupby", "int", "join", "last", "length", "list"),
    *("lower", "map", "reject", "rejectattr", "reverse", "round", "select", "selectattr", "sort", "sum", "trim"),
    *("unique", "upper"),
)
"""What a form may do with values; filters that make long texts of short ones are not among them."""

_MARKUP = pattern(r"([\\`*_\[\]<>|~^#&])")
_NO_NAME = pattern(r"\{(?![a-z_]{1,40}\})")
"""A place that reaches into a value (`{x.y}`) or widens it (`{x:99999}`)."""
_OPENING = pattern(r"^(\s*)([-+:=]|\d+(?=[.)]))")


class Typed(str):
    """A text of the template itself: printed as it is."""

    __slots__ = ()


@cache
def _environment() -> ImmutableSandboxedEnvironment:
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


def escaped(text: str) -> str:
    """Return a text as Markdown that shows exactly it: on one line, no sign of it is markup."""
    line = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _OPENING.sub(lambda found: f"{found[1]}\\{found[2]}" if not found[2].isdigit() else found[0], line)


def fill_in(source: str, values: Mapping[str, object], word: Callable[..., str]) -> str:
    """Return the Markdown of a form: `source` is its template, `word` the translation of a text into its language.

    RenderError says in which line the template asks for what is not there, or does what it may not.
    """
    from jinja2 import TemplateError

    def translated(text: str, **places: object) -> Typed:
        if _NO_NAME.search(text):
            raise ValueError("a place is a plain name")
        return Typed(word(text, **{name: escaped(str(value)) for name, value in places.items()}))

    parts: list[str] = []
    room = LONGEST
    try:
        for part in _form_environment().from_string(source).generate(**values, _=translated):
            parts.append(part)
            room -= len(part)
            if room < 0:
                raise RenderError(msg("The form prints too much: more than {limit} characters.", limit=LONGEST))
    except TemplateError as error:
        raise _wrong(error) from error
    except (TypeError, ValueError, ArithmeticError, LookupError, RecursionError, MemoryError) as error:
        raise RenderError(
            msg("The form cannot be filled in: {reason}", reason=str(error) or type(error).__name__)
        ) from error
    return "".join(parts)


def _shown(value: object) -> str:
    if isinstance(value, Typed):
        return value
    if value is None or isinstance(value, str | int | float):
        return escaped("" if value is None else str(value))
    str(value)  # what is not defined says so itself, with its name
    raise TypeError(f"{type(value).__name__} is no text")


def _wrong(error: Any) -> RenderError:
    """Any: Jinja2 is imported only where a form is filled in, and only some of its errors know their line."""
    line = getattr(error, "lineno", None)
    told = str(error.message or type(error).__name__)
    if line:
        return RenderError(msg("Line {line} of the form is wrong: {reason}", line=line, reason=told))
    return RenderError(msg("The form cannot be filled in: {reason}", reason=told))


@cache
def _form_environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        """Refuses the operators and methods that make long texts of short ones."""

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # as Jinja2 declares it
            return not isinstance(obj, str) and super().is_safe_attribute(obj, attr, value)

        intercepted_binops = frozenset({"*", "**", "%"})

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # as Jinja2 declares it
            if operator == "**" or not (isinstance(left, int | float) and isinstance(right, int | float)):
                raise TypeError(f"{operator} is for numbers")
            return super().call_binop(context, operator, left, right)

    environment = Sandbox(
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    environment.globals = {"range": environment.globals["range"]}
    return environment
