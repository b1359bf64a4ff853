"""The line between a thread and a reader, which neither of them may hold by being slow."""

import socket
import struct
import time
from typing import Any

from commands.serving.arrival import BODY_SECONDS, SLOWEST

STALLED_SECONDS = 20
"""How long a thread waits for the next piece of a file, or for a reader who does not take the
answer.
"""


class PacedLine:
    """The line of a file that a thread reads: it ends for who sends slower than a form may come."""

    def __init__(self, sock: socket.socket, received: int) -> None:
        self.sock = sock
        self.received = received
        self.began = time.monotonic()

    def recv(self, size: int) -> bytes:
        """The next piece; none where what came so far took too long."""
        piece = self.sock.recv(size)
        self.received += len(piece)
        is_late = time.monotonic() - self.began > BODY_SECONDS + self.received / SLOWEST
        return b"" if is_late else piece


def limit_waiting(sock: Any) -> None:
    """No read or write of a thread waits longer, however long its request is answered."""
    seconds = struct.pack("ll", STALLED_SECONDS, 0)
    for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        sock.setsockopt(socket.SOL_SOCKET, option, seconds)
