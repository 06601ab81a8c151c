"""Electronic signatures inside a PDF (PAdES, ETSI EN 319 142-1). Needs the extra `sign` (pyHanko).

The signature is appended: the file still begins with the bytes that were issued, which the ledger knows. It shows
nothing on any page, and the file stays PDF/A-3a and PDF/UA-1: metadata are left alone, the field is tagged.
"""

from __future__ import annotations

import io
import logging
from importlib.util import find_spec
from typing import Any, NamedTuple

from qms.errors import RefusedError, SigningError, UsageError
from qms.model.message import msg

FIELD = "qms"


class Signer(NamedTuple):
    """Whose signature a file carries, by its certificate, and whether it is whole and over the whole file."""

    name: str
    intact: bool


def sign(data: bytes, key: bytes, passphrase: str, reason: str) -> bytes:
    """Append a signature to a PDF; `key` is a PKCS#12 file. SigningError where it cannot be used."""
    _needed()
    from pyhanko.sign import fields, signers

    signer = _signer(key, passphrase)
    writer = _writer(data)
    _place(writer, fields)
    how = signers.PdfSignatureMetadata(
        field_name=FIELD, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256", reason=reason
    )
    out: io.BytesIO = signers.PdfSigner(how, signer).sign_pdf(writer, existing_fields_only=True)
    made = out.getvalue()
    found = signature_in(made)
    if not made.startswith(data) or found is None or not found.intact:
        raise SigningError(msg("The signature that was made cannot be verified: nothing was written"))
    return made


def _signer(key: bytes, passphrase: str) -> Any:
    """Open a key; Any: pyHanko is loaded only where a file is signed."""
    from pyhanko.sign import signers

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL + 1)
    try:
        found = signers.SimpleSigner.load_pkcs12_data(key, [], passphrase=passphrase.encode("utf-8"))
    except (ValueError, TypeError):
        found = None
    if found is None or found.signing_cert is None:
        raise SigningError(
            msg("The key cannot be opened: another passphrase, or no PKCS#12 file"),
            msg("Ask who issued the certificate for the file .p12 and its passphrase"),
        )
    return found


def signature_in(data: bytes) -> Signer | None:
    """Return the last signature of a file; None where it has none. RefusedError where pyHanko is not installed."""
    _needed()
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko_certvalidator import ValidationContext

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL + 1)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL + 1)
    try:
        signatures = PdfFileReader(io.BytesIO(data)).embedded_signatures
        if not signatures:
            return None
        own = [signatures[-1].signer_cert]
        status = validate_pdf_signature(signatures[-1], ValidationContext(trust_roots=own, allow_fetching=False))
        whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        untouched = status.modification_level == ModificationLevel.NONE
        name = str(status.signing_cert.subject.native.get("common_name", status.signing_cert.subject.human_friendly))
        return Signer(name, bool(status.intact and status.valid and whole and untouched))
    except (PdfError, SignatureValidationError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return Signer("?", intact=False)


def _writer(data: bytes) -> Any:
    """Return a writer that appends; Any: pyHanko is loaded only where a file is signed."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError

    class Appending(IncrementalPdfFileWriter):
        """Leaves the metadata alone: rewritten, they are no longer those of PDF/A."""

        def _update_meta(self) -> None:
            return None

    try:
        return Appending(io.BytesIO(data))
    except PdfError as error:
        raise UsageError(msg("The file is no PDF."), msg("Name the PDF that was issued.")) from error


def _place(writer: Any, fields: Any) -> None:
    """Add a field without a place on the page, and its tag in the tree of the document (PDF/UA-1, 7.18.4)."""
    from pyhanko.pdf_utils import generic as objects

    generic: Any = objects  # its classes have no types
    fields.append_signature_field(writer, fields.SigFieldSpec(FIELD, on_page=0, readable_field_name=FIELD))
    widget = writer.root["/AcroForm"]["/Fields"].raw_get(0)
    tree = writer.root["/StructTreeRoot"]
    document, key = tree["/K"].raw_get(0), int(tree["/ParentTreeNextKey"])
    name = generic.NameObject
    place = {name("/Type"): name("/OBJR"), name("/Obj"): widget}
    tag = generic.DictionaryObject(
        {
            name("/Type"): name("/StructElem"),
            name("/S"): name("/Form"),
            name("/P"): document,
            name("/Pg"): widget.get_object().raw_get("/P"),
            name("/Alt"): generic.TextStringObject(FIELD),
            name("/K"): generic.DictionaryObject(place),
        }
    )
    written = writer.add_object(tag)
    document.get_object()["/K"].append(written)
    tree["/ParentTree"]["/Nums"].extend([generic.NumberObject(key), written])
    tree[name("/ParentTreeNextKey")] = generic.NumberObject(key + 1)
    widget.get_object()[name("/StructParent")] = generic.NumberObject(key)
    for changed in (document, writer.root.raw_get("/StructTreeRoot"), tree.raw_get("/ParentTree")):
        if isinstance(changed, generic.IndirectObject):
            writer.mark_update(changed)


def _needed() -> None:
    if find_spec("pyhanko") is None:
        raise RefusedError(
            msg("This qms cannot sign inside a PDF: a part of it is not installed"),
            msg('Install it with "{command}"', command='pip install "qms[sign]"'),
        )
