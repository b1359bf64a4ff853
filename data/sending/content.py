"""What is kept of a sent file while it waits: its bytes as they came, below a line that names the version of the
saved source that it is read by, if there is one.
"""

import json
from typing import NamedTuple

MARK = b"\0itog-source "
LONGEST = 1_000
"""Bytes in which the whole line stands, however long the name of the source is."""


class SourceVersion(NamedTuple):
    """A saved source as it was when a file was sent."""

    name: str
    version: int


def with_source(file: bytes, source: SourceVersion | None) -> bytes:
    """What is kept of a file. One that begins with the mark itself gets a line that names nothing, so
    that nobody can name a source within a file.
    """
    if source is None and not file.startswith(MARK):
        return file
    return MARK + json.dumps(source, ensure_ascii=False).encode() + b"\n" + file


def source_of(content: bytes | None) -> SourceVersion | None:
    """The source that a file is read by; the first ``LONGEST`` bytes of its content are enough."""
    if not content or not content.startswith(MARK):
        return None
    named = json.loads(content.removeprefix(MARK).partition(b"\n")[0])
    return None if named is None else SourceVersion(*named)


def file_of(content: bytes) -> bytes:
    """The file as it came."""
    return content.partition(b"\n")[2] if content.startswith(MARK) else content
