"""What may be a proof, by its content: documents and pictures, and nothing that runs."""

import io
import zipfile
from pathlib import Path

import pytest

from data.proofs.forms import form_of
from data.refusals import Refusal

OFFICE = "[Content_Types].xml"
ODT = "application/vnd.oasis.opendocument.text"


def archive(*names: str, mimetype: str = "") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for name in names:
            file.writestr(name, "x")
    return content.getvalue()


DOCX, XLSX = archive(OFFICE, "word/document.xml"), archive(OFFICE, "xl/workbook.xml")


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("act.pdf", b"%PDF-1.7\n", "pdf"),
        ("ACT.PDF", b"%PDF-1.7\n", "pdf"),
        ("photo.png", b"\x89PNG\r\n\x1a\n...", "png"),
        ("photo.jpeg", b"\xff\xd8\xff\xe0...", "jpg"),
        ("scan.tif", b"II*\x00....", "tiff"),
        ("act.docx", DOCX, "docx"),
        ("table.xlsx", XLSX, "xlsx"),
        ("act.odt", archive("content.xml", mimetype=ODT), "odt"),
    ],
)
def test_documents_and_pictures_are_known_by_their_content(
    tmp_path: Path, name: str, content: bytes, form: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert form_of(path, name) == form


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("act.pdf", b"", "proof_empty"),
        ("act.pdf", b"MZ\x90\x00\x03", "proof_form_wrong"),
        ("act.pdf", b"\x7fELF\x02\x01", "proof_form_wrong"),
        ("act.pdf", b"#!/bin/sh\nrm -r .\n", "proof_form_wrong"),
        ("act.png", b"<svg onload='x()'>", "proof_form_wrong"),
        ("act.pdf", b"<html><script>x()</script>", "proof_form_wrong"),
        ("act.docx", archive("run.exe"), "proof_form_wrong"),
        ("act.docx", archive(OFFICE, "other/x.xml"), "proof_form_wrong"),
        (
            "act.odt",
            archive("content.xml", mimetype="application/java-archive"),
            "proof_form_wrong",
        ),
        ("act.docx", b"PK\x03\x04 and then nothing of it", "proof_form_wrong"),
        (
            "act.docx",
            archive(OFFICE, "word/document.xml", "word/vbaProject.bin"),
            "proof_with_macros",
        ),
        ("act.odt", archive("Basic/script.xlb", mimetype=ODT), "proof_with_macros"),
        ("act.exe", b"%PDF-1.7\n", "proof_name_wrong"),
        ("act.pdf.exe", b"%PDF-1.7\n", "proof_name_wrong"),
        ("act.pdf", DOCX, "proof_name_wrong"),
        ("act", b"%PDF-1.7\n", "proof_name_wrong"),
    ],
)
def test_what_runs_and_what_is_called_otherwise_is_refused(
    tmp_path: Path, name: str, content: bytes, rule: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refusal:
        form_of(path, name)
    assert [each.rule for each in refusal.value.problems] == [rule]
