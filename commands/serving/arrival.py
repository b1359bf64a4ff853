"""A request on its way: what has come of it, how much it announces, and until when it has to be
here.
"""

import re
import time
from dataclasses import dataclass, field
from typing import Any

END_OF_HEAD = b"\r\n\r\n"
LARGEST_HEAD = 1 << 16
LARGEST_BODY = 8 << 20
"""What the application takes of a form; a larger body is refused by it without being read, or is a
file.
"""

HEAD_SECONDS = 10
BODY_SECONDS = 20
SLOWEST = 1 << 15
"""Bytes a second that a body has to come at, once ``BODY_SECONDS`` have passed."""

UPLOADS = (
    b"POST /steward/imports/uploads",
    b"POST /steward/proofs",
    b"POST /steward/sent",
    b"POST /api/v1/imports",
)
"""How requests begin that may bring a file: they are read by the thread that answers them, as they
come.
"""

_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r\n", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
_EXPECTED = re.compile(rb"\r\nexpect:[ \t]*100-continue", re.IGNORECASE)


@dataclass
class Arrival:
    """One request of a connection; ``announced`` is how many bytes it has, known when its head is
    here.
    """

    connection: Any
    content: bytearray = field(default_factory=bytearray)
    deadline: float = field(default_factory=lambda: time.monotonic() + HEAD_SECONDS)
    announced: int | None = None
    is_upload: bool = False
    is_chunked: bool = False
    expects_word: bool = False

    def add(self, piece: bytes) -> None:
        """Take a piece from the line; the head is looked at once, when its end has come."""
        looked_at = max(0, len(self.content) - len(END_OF_HEAD))
        self.content += piece
        end = -1 if self.announced is not None else self.content.find(END_OF_HEAD, looked_at)
        if end >= 0:
            self._read_head(bytes(self.content[: end + len(END_OF_HEAD)]))

    @property
    def has_head(self) -> bool:
        return self.announced is not None

    @property
    def is_head_too_large(self) -> bool:
        return not self.has_head and len(self.content) > LARGEST_HEAD

    @property
    def is_here(self) -> bool:
        return self.announced is not None and len(self.content) >= self.announced

    @property
    def is_answerable(self) -> bool:
        """Whether a thread may answer: all is here, or what is not is a file, or so much that it
        will not be read.
        """
        if self.announced is None:
            return False
        return self.is_here or self.is_upload or self.announced > LARGEST_BODY + LARGEST_HEAD

    def _read_head(self, head: bytes) -> None:
        """What the loop has to know; gunicorn reads the same bytes again, strictly."""
        length = _LENGTH.search(head)
        body = int(length[1]) if length else 0
        self.announced = len(head) + body
        self.is_upload = head.startswith(UPLOADS)
        self.is_chunked = bool(_CHUNKED.search(head))
        self.expects_word = bool(_EXPECTED.search(head))
        self.deadline = time.monotonic() + BODY_SECONDS + min(body, LARGEST_BODY) / SLOWEST
