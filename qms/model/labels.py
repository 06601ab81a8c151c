"""The fixed words of every print, in whatever format it is made."""

from __future__ import annotations

from qms.model.message import msg

LABELS = (
    ("page", msg("Page {page} of {pages}")),
    ("revision", msg("Revision")),
    ("copy", msg("Copy No.")),
    ("holder", msg("Holder")),
    ("mark", msg("Mark")),
    ("qr", msg("QR code that proves this copy")),
    ("source", msg("The text of the document as it was approved")),
    ("contents", msg("Contents")),
    ("approval_sheet", msg("Approval sheet")),
    ("meaning", msg("Action")),
    ("position", msg("Position")),
    ("basis", msg("Basis")),
    ("date", msg("Date")),
    ("signature", msg("Signature")),
    ("distribution_sheet", msg("Distribution sheet")),
    ("receiver", msg("Unit or position")),
    ("medium", msg("Medium")),
    ("copies", msg("Copies")),
    ("acknowledgement_sheet", msg("Acknowledgement sheet")),
    ("number", msg("No.")),
    ("full_name", msg("Full name")),
    ("change_sheet", msg("Change-registration sheet")),
    ("note", msg("Note")),
    ("tip", msg("Advice")),
    ("important", msg("Important")),
    ("warning", msg("Attention")),
)
"""The fixed words of the layout by name, with their English texts; `Printout.labels` holds them in its language, places
and all: the layout puts the numbers into `page` («бет {page} / {pages}»).
"""
