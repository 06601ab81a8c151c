"""The commands as Typer sees them: each is loaded only when it is called, and each gets `-C` and `--lang`."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
import typer

from qms import __version__
from qms.adapters.kept.memo import SHOWS
from qms.adapters.kept.seal import ANEW
from qms.adapters.languages import LANGUAGES
from qms.cli.app import SECTIONS
from qms.cli.language import _, current
from qms.model.message import msg

NAMES = tuple(name for _title, names in SECTIONS for name in names)
SETTINGS = {"help_option_names": ["--help", "-h"], "max_content_width": 100}


def module_of(name: str) -> str:
    """Return the module of a command; `return` alone is a word of Python."""
    return f"qms.cli.{name}_" if name == "return" else f"qms.cli.{name.replace('-', '_')}"


def load(name: str) -> click.Command:
    """Import one command and make it ready; one with `STEPS` is a group of commands, each in a file of its own."""
    module = import_module(module_of(name))
    steps: Mapping[str, str] | None = getattr(module, "STEPS", None)
    if steps is None:
        return _ready(name, module.command)
    group = Group(name, help=help_of(module.command), params=common(), context_settings=SETTINGS)
    group.steps = steps
    return group


def _ready(name: str, function: Callable[..., Any]) -> click.Command:
    """Return a function as a command."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name, help=help_of(function), context_settings=SETTINGS)(function)
    command = typer.main.get_command(app)
    _let_values_be_left_out(command)
    _name_numbers(command)
    command.params += [*common(), *([_no_cache()] if name in SHOWS else [])]
    return command


def _let_values_be_left_out(command: click.Command) -> None:
    """Let an option with brackets around its metavar stand without a value, an empty text: typer cannot say so."""
    for parameter in command.params:
        if isinstance(parameter, click.Option) and (parameter.metavar or "").startswith("["):
            vars(parameter).update(_flag_needs_value=True, flag_value="")


def _name_numbers(command: click.Command) -> None:
    """Let what click says of a wrong number name its kind in the language of the run: it has no text for that."""
    for parameter in command.params:
        if isinstance(parameter.type, click.types.IntParamType):
            parameter.type.name = current().text(msg("whole number"))


def common() -> list[click.Parameter]:
    """Return the options that every command has: where the repository is, which language to speak."""
    folder = click.Option(
        ["-C", "folder"],
        metavar="DIR",
        expose_value=False,
        callback=_remember,
        help=_("Work in this folder instead of the current one."),
    )
    lang = click.Option(
        ["--lang", "language"],
        type=click.Choice(LANGUAGES),
        expose_value=False,
        callback=_remember,
        help=_("The language of the messages."),
    )
    return [folder, lang]


def _no_cache() -> click.Parameter:
    """Return the option of the commands that only show: what they remember changes their time and nothing else."""
    told = _("Read everything anew, whatever is remembered of earlier runs; the answer is the same.")
    return click.Option(["--no-cache", "no_cache"], is_flag=True, expose_value=False, callback=_remember, help=told)


def _remember(context: click.Context, parameter: click.Parameter, value: object) -> None:
    if value is not None and parameter.name == "folder":
        context.find_root().meta["qms.folder"] = value
    if value and parameter.name == "no_cache":
        context.find_root().meta["qms.no-cache"] = True
        os.environ[ANEW] = "1"


def help_of(function: Callable[..., Any]) -> str:
    """Return the docstring of a command in the language of the run; examples are kept as they are."""
    paragraphs = (inspect.getdoc(function) or "").split("\n\n")
    return "\n\n".join(_paragraph(text) for text in paragraphs)


def _paragraph(text: str) -> str:
    if not text.startswith("Example:"):
        return _(" ".join(text.split()))
    lines = [line.strip() for line in text.removeprefix("Example:").strip().splitlines()]
    return "\n".join(["\b", current().text(msg("Example:")), *(f"  {line}" for line in lines)])


def summary(module: str) -> str:
    """Return the first paragraph of a command's help; its file is read, not imported: the list of all stays quick."""
    spec = find_spec(module)
    text = Path(spec.origin).read_text("utf-8") if spec and spec.origin else ""
    docstring = text.partition("\ndef command(")[2].partition('"""')[2].partition('"""')[0]
    return _(" ".join(docstring.split("\n\n")[0].split())).removesuffix(".")


class Group(click.Group):
    """A command with steps: knows them by name and loads one when it is wanted."""

    steps: Mapping[str, str] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the steps in the order of the work."""
        return list(self.steps)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a step."""
        return _ready(cmd_name, import_module(self.steps[cmd_name]).command) if cmd_name in self.steps else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command where there is none of that name."""
        name, known = args[0] if args else "", self.list_commands(ctx)
        if name and name not in known and not name.startswith("-"):
            import difflib

            near = difflib.get_close_matches(name, known, n=1)
            text = (
                msg('There is no command "{name}"; did you mean "{near}"?', name=name, near=near[0]) if near else None
            )
            ctx.fail(current().text(text or msg('There is no command "{name}"', name=name)))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the steps, each with its first sentence."""
        with formatter.section(current().text(msg("Steps"))):
            formatter.write_dl([(name, summary(module)) for name, module in self.steps.items()])


class Root(Group):
    """The command `qms`: knows its commands by name and loads one when it is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order of the work."""
        return list(NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command."""
        return load(cmd_name) if cmd_name in NAMES else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands by section, each with its first sentence."""
        for title, names in SECTIONS:
            rows = [(name, summary(module_of(name))) for name in names]
            with formatter.section(current().text(title)):
                formatter.write_dl(rows)


def root() -> Root:
    """Return the whole command line."""
    help_text = _("Keep a quality management system (ISO 9001:2015) in a git repository: documents, changes, copies.")
    version = click.version_option(
        __version__, prog_name="qms", message="%(prog)s %(version)s", help=_("Show the version.")
    )
    group = Root("qms", help=help_text, params=common(), context_settings=SETTINGS)
    return version(group)
