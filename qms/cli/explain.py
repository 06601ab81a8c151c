"""`qms explain`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.checking.select import rules_of
from qms.cli.arguments import Format
from qms.cli.language import _, current
from qms.model.message import msg
from qms.report import json, text
from qms.rules.documentation import Documentation, documentation
from qms.rules.rule import Rule, all_rules


def command(
    rule: Annotated[str, typer.Argument(metavar="[RULE]", help=_("The code or the name of a rule, or a family."))] = "",
    all_: Annotated[bool, typer.Option("--all", help=_("Every rule."))] = False,
    format: Format = "text",
) -> None:
    """Explain a rule: what it finds, why that matters, examples of wrong and right.

    Example: qms explain FM006
    """
    rules = all_rules() if all_ or not rule else _find(rule)
    if format == "json":
        text.write(json.render([_json(item) for item in rules]))
    elif len(rules) == 1:
        _whole(rules[0])
    else:
        text.pairs((f"{item.code} {item.name}", _(documentation(item).summary)) for item in rules)


def _find(name: str) -> tuple[Rule, ...]:
    """Return the rule of that code or name, or the rules of a family."""
    codes = rules_of(all_rules(), name)
    return tuple(rule for rule in all_rules() if rule.code in codes)


def _json(item: Rule) -> dict[str, object]:
    about: Documentation = documentation(item)
    return {
        "rule": item.code,
        "name": item.name,
        "family": item.family,
        "severity": item.severity.value,
        "message": _(about.summary),
        "help": _why(about),
        "flagged": list(about.flagged),
        "accepted": list(about.accepted),
    }


def _why(about: Documentation) -> str:
    return "\n\n".join(_(" ".join(part.split())) for part in about.why.split("\n\n"))


def _whole(item: Rule) -> None:
    about = documentation(item)
    text.line(f"{item.code} {item.name}", "bold")
    text.line(_(about.summary))
    text.line("")
    text.line(_why(about))
    for title, examples in ((msg("Flagged"), about.flagged), (msg("Accepted"), about.accepted)):
        for example in examples:
            text.line("")
            text.line(current().text(title), "bold")
            for line in example.splitlines():
                text.line(f"    {line}", "dim")
