"""Documents that were moved to another folder of the repository of git: what is said of it."""

from __future__ import annotations

from typing import NamedTuple

from qms.model.message import Message, msg


class Moved(NamedTuple):
    """The commit that moved the documents, and the folder of git in which they lay before."""

    commit: str
    folder: str

    @property
    def message(self) -> Message:
        """What happened."""
        return msg(
            'The documents lay in the folder "{folder}" until commit {commit}',
            folder=self.folder,
            commit=self.commit[:10],
        )

    @property
    def help(self) -> Message:
        """What to do about it."""
        return msg("A folder of documents stays where it began: take that commit back, as long as nobody else has it")
