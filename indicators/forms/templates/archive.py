"""What to refuse in the file of a form before an office's library opens it: bombs, programs, outside
addresses.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping

from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from data.refusals import Problem, Refusal
from indicators.forms.templates import PACKED_LIMIT

UNPACKED_LIMIT = 16 << 20  # bytes
PROGRAMS = ("vbaproject", "activex", "/embeddings/", "/ctrlprops/")
OPENING = b"{{"
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
    PackageNotFoundError,
    NotImplementedError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
    RuntimeError,  # zipfile: the archive has a password
)
"""What the libraries raise at a file that is not what its name says."""

Parts = Mapping[str, bytes]
"""The parts of a file, unpacked, by name."""


def unpack(file: str, content: bytes, main: str) -> Parts:
    """The parts of a file; refuses one that is too big, is damaged, lacks its ``main`` part, or has
    a program or an outside address in it.
    """
    if len(content) > PACKED_LIMIT:
        raise _refusal(file, "form_template_too_big", limit=PACKED_LIMIT >> 20)
    try:
        parts = _parts(file, content)
    except DAMAGE as error:
        raise _refusal(file, "form_template_damaged") from error
    if main not in parts:
        raise _refusal(file, "form_template_damaged")
    for name, part in parts.items():
        _check_part(file, name, part)
    return parts


def tree(part: bytes) -> etree._Element:
    """A part's elements; entities stay what they are."""
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def is_xml(name: str) -> bool:
    """Whether a part is markup, by its name."""
    return name.endswith((".xml", ".rels", ".vml"))


def _parts(file: str, content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        # a part is never unpacked beyond the size it announces: `zipfile` stops there
        if sum(part.file_size for part in archive.infolist()) > UNPACKED_LIMIT:
            raise _refusal(file, "form_template_too_big", limit=UNPACKED_LIMIT >> 20)
        return {name: archive.read(name) for name in archive.namelist()}


def _check_part(file: str, name: str, part: bytes) -> None:
    if any(each in name.lower() for each in PROGRAMS):
        raise _refusal(file, "form_template_part", part=name)
    # an office writes neither; what is hidden in them would pass the other checks
    if is_xml(name) and (b"<!DOCTYPE" in part or b"\0" in part):
        raise _refusal(file, "form_template_damaged")
    if name.endswith(".rels"):
        _check_addresses(file, part)


def _check_addresses(file: str, part: bytes) -> None:
    """A link is followed by who clicks it; everything else outside is fetched by the office."""
    try:
        relations = list(tree(part))
    except etree.LxmlError as error:
        raise _refusal(file, "form_template_damaged") from error
    for each in relations:
        is_link = each.get("Type", "").endswith("/hyperlink")
        if each.get("TargetMode") == "External" and not is_link:
            raise _refusal(file, "form_template_address", address=each.get("Target", "")[:200])


def _refusal(file: str, rule: str, **params: object) -> Refusal:
    return Refusal(Problem(rule, params, file=file))
