"""The errors that stop a command. A finding about a document is never one of them: see `model.diagnostic`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qms.model.message import Message


class QmsError(Exception):
    """A command cannot go on: what happened, and what the person can do about it (exit code 2)."""

    def __init__(self, message: Message, help_: Message | None = None) -> None:
        super().__init__(message.text)
        self.message = message
        self.help = help_


class UsageError(QmsError):
    """The command was given something that it cannot use: an unknown code, an impossible date."""


class RepositoryError(QmsError):
    """The documents repository, or git, does not allow the step."""


class RefusedError(QmsError):
    """A rule of the quality system forbids the act: the role, the order of acts, the state of the document."""


class RenderError(QmsError):
    """The document cannot be set as a PDF."""


class SigningError(QmsError):
    """An act could not be signed, or a signature could not be verified: nothing was recorded."""
