"""The path of a file is so long that a clone on Windows may not hold it.

Windows allows 260 characters with the folder of the clone; what is longer is missing there, and git reports an error.

Flagged:
    file: registers/бөлүмдүн-бардык-эски-жазуулары-жана-алардын-көчүрмөлөрү/бөлүмдүн-бардык-эски-жазуулары-жана-алардын-көчүрмөлөрү/бөлүмдүн-бардык-эски-жазуулары-жана-алардын-көчүрмөлөрү/бөлүмдүн-бардык-эски-жазуулары-жана-алардын-көчүрмөлөрү.txt
    x

Accepted:
    file: registers/бөлүмдүн-бардык-эски-жазуулары-жана-алардын-көчүрмөлөрү/бөлүмдүн-бардык-эски-жазуулары-жана-алардын-көчүрмөлөрү/бөлүмдүн-бардык-эски-жазуулары-жана-алардын-көчүрмөлөрү.txt
    x
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from qms.model.diagnostic import Severity
from qms.model.file_name import LONGEST_PATH
from qms.model.location import Location
from qms.model.message import msg
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View


def check(context: Context) -> Iterator[Finding]:
    """Count the characters as Windows does: two for those beyond the first 65,536."""
    for path in context.paths:
        length = len(path.encode("utf-16-le", "replace")) // 2
        if length > LONGEST_PATH:
            yield Finding(
                Location(path),
                msg("The path has {count} characters; Windows holds 260 with the folder of the clone", count=length),
                msg("Shorten names of folders or of the file to {limit} characters in all", limit=LONGEST_PATH),
                path,
            )


RULE = Rule("FI003", Severity.WARNING, check, View.HEADS, basic=True)
