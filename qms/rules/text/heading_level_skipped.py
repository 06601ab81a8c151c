"""A heading skips a level, or the first one is not of level 1.

Contents, bookmarks and the accessible PDF follow the levels; a gap in them cannot be set (PDF/UA-1, 7.4.2). The title
of the document is no heading: it stands in the front matter.

Flagged:
    body:
    # 1. Максаты

    ### 1.1. Чөйрөсү

Flagged:
    body:
    ## 1. Максаты

Accepted:
    -references
    body:
    # 1. Максаты

    ## 1.1. Чөйрөсү

    ## 1.2. Жоопкерчилик

    # 2. Жүрүшү
"""

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.headings import place
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Compare the level of every heading with that of the one before it."""
    for document in context.marked:
        before = 0
        for heading in context.reading(document).headings:
            if heading.depth > before + 1:
                yield Finding(
                    place(document, heading),
                    msg('The heading "{title}" is of level {depth}', title=heading.title, depth=heading.depth),
                    msg('Begin it with "{marks}"', marks="#" * (before + 1)),
                    document.code or document.path,
                )
            before = heading.depth


RULE = Rule("TX001", Severity.ERROR, check, View.ALONE)
