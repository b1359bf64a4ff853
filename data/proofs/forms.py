"""What a file is by its content: of what may be a proof, and nothing that runs.

What its name says is compared with that; a program that is called `act.pdf` is no act.
"""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.refusals import refuse

HEAD_BYTES = 16
MOST_PARTS = 10_000
LONGEST_MIMETYPE = 200
OFFICE = "[Content_Types].xml"
MACROS = ("vbaproject.bin", "basic/", "scripts/", "activex/")
"""Parts of an office file that are programs."""
PREFIXES = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg",
            b"II*\x00": "tiff", b"MM\x00*": "tiff"}  # fmt: skip
FOLDERS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
OPEN_DOCUMENTS = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OOXML = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class ProofForm:
    """What a browser is told that a file is, and how its name may end."""

    mime: str
    suffixes: tuple[str, ...]


FORMS: Mapping[str, ProofForm] = {
    "pdf": ProofForm("application/pdf", (".pdf",)),
    "png": ProofForm("image/png", (".png",)),
    "jpg": ProofForm("image/jpeg", (".jpg", ".jpeg")),
    "tiff": ProofForm("image/tiff", (".tif", ".tiff")),
    "docx": ProofForm(f"{OOXML}wordprocessingml.document", (".docx",)),
    "xlsx": ProofForm(f"{OOXML}spreadsheetml.sheet", (".xlsx",)),
    "pptx": ProofForm(f"{OOXML}presentationml.presentation", (".pptx",)),
    "odt": ProofForm(f"{OPEN_DOCUMENT}text", (".odt",)),
    "ods": ProofForm(f"{OPEN_DOCUMENT}spreadsheet", (".ods",)),
    "odp": ProofForm(f"{OPEN_DOCUMENT}presentation", (".odp",)),
}


def form_of(path: Path, name: str) -> str:
    """What a file is; refuses an empty one, what is none of the forms, what has a program in it, and
    one whose name says another thing.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise refuse("proof_empty", name=name)
    form = next((form for sign, form in PREFIXES.items() if head.startswith(sign)), None)
    form = form or (_of_archive(path, name) if head.startswith(b"PK\x03\x04") else None)
    if form is None:
        raise refuse("proof_form_wrong", name=name, forms=", ".join(FORMS))
    if not name.lower().endswith(FORMS[form].suffixes):
        raise refuse("proof_name_wrong", name=name, form=form, suffix=FORMS[form].suffixes[0])
    return form


def _of_archive(path: Path, name: str) -> str | None:
    """What an office file is, by the names of its parts; none of them is unpacked but one of a few
    bytes.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.namelist()
            if len(parts) > MOST_PARTS:
                return None
            if any(macro in part.lower() for part in parts for macro in MACROS):
                raise refuse("proof_with_macros", name=name)
            return _of_parts(parts) or _of_mimetype(archive, parts)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError):
        # damaged, locked, or packed in a way that no office packs
        return None


def _of_parts(parts: list[str]) -> str | None:
    if OFFICE not in parts:
        return None
    return next((form for folder, form in FOLDERS.items() if _has(parts, folder)), None)


def _has(parts: list[str], folder: str) -> bool:
    return any(part.startswith(folder) for part in parts)


def _of_mimetype(archive: zipfile.ZipFile, parts: list[str]) -> str | None:
    if parts[:1] != ["mimetype"] or archive.getinfo("mimetype").file_size > LONGEST_MIMETYPE:
        return None
    mime = archive.read("mimetype").decode("ascii", "replace").strip()
    kind = mime.removeprefix(OPEN_DOCUMENT)
    return OPEN_DOCUMENTS.get(kind) if mime.startswith(OPEN_DOCUMENT) else None
