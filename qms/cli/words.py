"""The words of states and kinds, and how days are shown."""

from __future__ import annotations

from qms.actions.documents.inbox import Task
from qms.model.act import Deed
from qms.model.message import msg
from qms.model.status import State
from qms.model.verdict import Finding

STATES = {
    State.DRAFT: msg("draft"),
    State.APPROVED: msg("approved"),
    State.IN_FORCE: msg("in force"),
    State.WITHDRAWN: msg("no longer in force"),
}
DEEDS = {
    Deed.PREPARE: msg("submitted"),
    Deed.CHECK: msg("checked"),
    Deed.AGREE: msg("agreed"),
    Deed.REJECT: msg("rejected"),
    Deed.APPROVE: msg("approved"),
    Deed.EFFECT: msg("put into effect"),
    Deed.REGISTER: msg("registered"),
}
TASKS = {
    Task.REWORK: msg("rework"),
    Task.SUBMIT: msg("submit"),
    Task.CHECK: msg("check"),
    Task.AGREE: msg("agree"),
    Task.APPROVE: msg("approve"),
    Task.EFFECT: msg("put into effect"),
    Task.REGISTER: msg("register"),
    Task.ACQUAINT: msg("acquaint"),
    Task.COMING: msg("comes into force"),
    Task.REVIEW: msg("review"),
    Task.ACKNOWLEDGE: msg("acknowledge the copy"),
    Task.RETURN: msg("return the copy"),
    Task.ENTRY: msg("entry of a register"),
    Task.DUTY: msg("yearly duty"),
}
VERDICTS = {
    Finding.CURRENT: msg("CURRENT"),
    Finding.SUPERSEDED: msg("SUPERSEDED"),
    Finding.WITHDRAWN: msg("WITHDRAWN"),
    Finding.PROVISIONAL: msg("PROVISIONAL"),
    Finding.NEVER_ISSUED: msg("NEVER ISSUED"),
    Finding.ALTERED: msg("NOT AS IT WAS ISSUED"),
    Finding.GENUINE: msg("GENUINE"),
    Finding.NOT_GENUINE: msg("NOT GENUINE"),
}
