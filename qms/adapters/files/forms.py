"""Printed forms by their folders: those of qms below `qms/forms`, and those of a repository below its `forms/`."""

from __future__ import annotations

from collections.abc import Mapping

from qms.adapters.files.faults import refuse
from qms.adapters.files.shape import FLAG, TEXT, TEXTS, Shape, wrong_shape
from qms.adapters.files.sources import Source
from qms.adapters.files.tables import settled
from qms.adapters.files.text import decode
from qms.adapters.templates import FORMS, LARGEST
from qms.errors import RenderError
from qms.model.form import About, Form
from qms.model.message import Message, msg
from qms.model.problem import Problem

OWN = "forms"
SETTINGS, TEMPLATE = "form.yaml", "form.md.j2"
SHAPE: Mapping[str, Shape] = {"title": TEXTS, "about": TEXT, "turned": FLAG}


def names(source: Source) -> tuple[str, ...]:
    """Return the names of all forms, sorted."""
    built = {path.parent.name for path in FORMS.glob(f"*/{SETTINGS}")}
    own = {path.split("/")[1] for path in source.files(OWN) if path.count("/") == 2 and path.endswith(f"/{SETTINGS}")}
    return tuple(sorted(built | own))


def read_form(source: Source, name: str) -> Form:
    """Read one form; that of the repository comes before one of qms with the same name.

    RenderError where a file is missing or cannot be used.
    """
    own = source.read(f"{OWN}/{name}/{SETTINGS}")
    if own is None:
        folder = FORMS / name
        return _form(name, (folder / SETTINGS).read_bytes(), (folder / TEMPLATE).read_bytes(), own=False)
    template = source.read(f"{OWN}/{name}/{TEMPLATE}")
    if not isinstance(own, bytes) or not isinstance(template, bytes):
        raise RenderError(
            msg('The form "{name}" cannot be read', name=name),
            msg('"{folder}" holds two regular files: {files}', folder=f"{OWN}/{name}", files=f"{SETTINGS}, {TEMPLATE}"),
        )
    return _form(name, own, template, own=True)


def _form(name: str, settings: bytes, template: bytes, *, own: bool) -> Form:
    path = f"{OWN}/{name}/{SETTINGS}"
    table, problems = settled(settings, path)
    refuse(problems or wrong_shape(table, SHAPE, closed=True), RenderError)
    about = table.text("about", About.REPOSITORY)
    if about not in set(About):
        raise RenderError(
            msg('"{value}" is nothing that a form can be about', value=about),
            msg("Known are: {names}", names=", ".join(About)),
        )
    title = table.texts("title")
    return Form(
        name,
        title=title if own or "" not in title else Message(title[""]),
        about=About(about),
        turned=table.flag("turned"),
        template=template_text(template, f"{OWN}/{name}/{TEMPLATE}"),
        own=own,
    )


def template_text(data: bytes | Problem, path: str) -> str:
    """Return the text of a template of a repository; RenderError where it is too large or cannot be read."""
    if not isinstance(data, bytes):
        raise RenderError(data.message, data.help)
    if len(data) > LARGEST:
        raise RenderError(msg('"{path}" is larger than {limit} bytes', path=path, limit=LARGEST))
    text, problem = decode(data, path)
    refuse([problem] if problem else [], RenderError)
    return text
