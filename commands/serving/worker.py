"""A worker of gunicorn whose threads answer whole requests alone, so that nobody holds them by
sending half of one.
"""

import selectors
import socket
import time
from collections import deque
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from typing import Any
from weakref import WeakKeyDictionary

from gunicorn.http import errors, get_parser, wsgi
from gunicorn.workers.gthread import TConn, ThreadWorker

from commands.serving import refusing
from commands.serving.arrival import LARGEST_HEAD, Arrival
from commands.serving.paced_line import PacedLine, limit_waiting

PIECE = 1 << 16
MOST_WAITING = 400
"""Half requests at once; of more, the one that has waited longest goes.

Fewer than files that a process may open.
"""

MOST_BYTES = 64 << 20
MOST_UPLOADS = 50
"""Files that wait for a thread."""

MOST_KEPT = 200
"""Lines kept open for a next request that has not begun; whoever holds them leaves room for others.
"""

MOST_PARTING = 100
"""Together these bounds stay below the connections of a worker, so that it never stops taking new
ones.
"""

LINGER_SECONDS = 2
STOPPING_SECONDS = 2
"""How long a server that stops waits for requests that have begun to come."""

CHUNKS = (errors.InvalidChunkSize, errors.ChunkMissingTerminator, errors.InvalidChunkExtension)
OWN_FAULT = (HTTPStatus.INTERNAL_SERVER_ERROR, "internal_error")
UNREADABLE = (
    ((errors.InvalidResponseHeader, errors.InvalidResponseHeaderName), OWN_FAULT),
    (errors.LimitRequestLine, (HTTPStatus.REQUEST_URI_TOO_LONG, "request_line_too_long")),
    (
        errors.LimitRequestHeaders,
        (HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "request_head_too_large"),
    ),
    (errors.ExpectationFailed, (HTTPStatus.EXPECTATION_FAILED, "request_unreadable")),
    (errors.UnsupportedTransferCoding, (HTTPStatus.NOT_IMPLEMENTED, "request_unreadable")),
    (errors.ParseException, (HTTPStatus.BAD_REQUEST, "request_unreadable")),
    (CHUNKS, (HTTPStatus.BAD_REQUEST, "request_cut_short")),
)
"""What gunicorn cannot read, with what is said of it; all else is our own fault."""

_default_headers = wsgi.Response.default_headers


def _nameless_headers(response: Any) -> list[str]:
    """Gunicorn's own headers without the one that tells what serves."""
    return [line for line in _default_headers(response) if not line.startswith("Server:")]


wsgi.Response.default_headers = _nameless_headers


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Takes requests from the line in its loop; a head or a body that does not come in time is
    refused there.

    A file is read by the thread that answers: those have half of the threads, others wait in the
    loop.
    """

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.max_keepalived = MOST_KEPT
        self.arrivals: dict[Any, Arrival] = {}  # by connection, in the order of their coming
        self.uploads: deque[Arrival] = deque()  # whose turn has not come
        self.uploading: set[Any] = set()
        # of the requests being read, by their line
        self.heads: WeakKeyDictionary[Any, bytes] = WeakKeyDictionary()
        self.stops_at = 0.0  # when it takes no more of what has begun to come; 0 while it goes on
        self.parting: dict[
            Any, float
            # answered connections that the other side has still to close
        ] = {}

    def enqueue_req(self, conn: Any) -> None:
        """Take the next request of a connection from the line; called for new connections and kept
        ones.
        """
        arrival = Arrival(conn)
        conn.sock.setblocking(False)
        limit_waiting(conn.sock)
        self.arrivals[conn] = arrival
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._take, arrival))
        self._make_room()
        if conn.parser is not None:
            self._look_at(arrival, conn.parser.unreader.take_buffered())

    def finish_request(self, conn: Any, future: Any) -> None:
        """As gunicorn's, which would wait in the loop for the other side to close: here it is let
        go beside it.
        """
        self.uploading.discard(conn)
        self._begin_uploads()
        if not future.cancelled() and future.exception() is None and not future.result():
            self._part(conn)
        else:
            super().finish_request(conn, future)

    def murder_pending(self) -> None:
        """Refuse what is late; gunicorn calls this at each turn of its loop."""
        super().murder_pending()
        now = time.monotonic()
        if not self.alive:
            self._hurry(now)
        for arrival in [each for each in self.arrivals.values() if each.deadline < now]:
            self._refuse(arrival, HTTPStatus.REQUEST_TIMEOUT, "request_late")
        for arrival in [each for each in self.uploads if each.deadline < now or not self.alive]:
            self.uploads.remove(arrival)
            self._refuse(arrival, HTTPStatus.SERVICE_UNAVAILABLE, "uploads_crowded")
        for conn in [each for each, until in self.parting.items() if until < now]:
            self._close(conn)

    def _hurry(self, now: float) -> None:
        """A server that stops lets requests that are on their way come in; who has not begun one
        asks another server.
        """
        self.stops_at = self.stops_at or now + STOPPING_SECONDS
        for arrival in list(self.arrivals.values()):
            if arrival.content:
                arrival.deadline = min(arrival.deadline, self.stops_at)
            else:
                self._forget(arrival)
                self._close(arrival.connection)

    def _take(self, arrival: Arrival, sock: Any) -> None:
        """A piece has come on a line."""
        try:
            piece = sock.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if piece:
            self._look_at(arrival, piece)
            self._make_room()
        else:
            self._forget(arrival)
            self._close(arrival.connection)

    def _look_at(self, arrival: Arrival, piece: bytes) -> None:
        had_head = arrival.has_head
        arrival.add(piece)
        if arrival.is_head_too_large:
            self._refuse(
                arrival, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "request_head_too_large"
            )
        elif arrival.has_head and arrival.is_chunked and not arrival.is_upload:
            self._refuse(arrival, HTTPStatus.LENGTH_REQUIRED, "request_without_length")
        elif arrival.is_answerable:
            self._forget(arrival)
            self._hand_over(arrival)
        elif arrival.expects_word and not had_head:
            with suppress(OSError):
                arrival.connection.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")

    def _hand_over(self, arrival: Arrival) -> None:
        """Let a thread answer, now or when there is one for files."""
        if arrival.is_upload:
            self.uploads.append(arrival)
            self._begin_uploads()
            if len(self.uploads) > MOST_UPLOADS:
                self._refuse(
                    self.uploads.popleft(), HTTPStatus.SERVICE_UNAVAILABLE, "uploads_crowded"
                )
        else:
            self._answer(arrival)

    def _begin_uploads(self) -> None:
        while self.uploads and len(self.uploading) < max(1, self.cfg.threads // 2):
            arrival = self.uploads.popleft()
            self.uploading.add(arrival.connection)
            self._answer(arrival)

    def _answer(self, arrival: Arrival) -> None:
        conn = arrival.connection
        if conn.parser is None:
            conn.parser = get_parser(self.cfg, conn.sock, conn.client)
        if arrival.is_upload:
            conn.parser.unreader.sock = PacedLine(conn.sock, len(arrival.content))
        conn.parser.unreader.unread(bytes(arrival.content))
        self.heads[conn.sock] = bytes(arrival.content[:LARGEST_HEAD])
        conn.data_ready = True
        conn.is_last = arrival.is_upload or not arrival.is_here
        super().enqueue_req(conn)

    def _keepalive_after(self, conn: Any, keepalive: bool) -> bool:
        """A connection whose body may not have been read ends; gunicorn would let a thread wait for
        the rest.
        """
        return not conn.is_last and super()._keepalive_after(conn, keepalive)

    def _refuse(self, arrival: Arrival, status: HTTPStatus, rule: str) -> None:
        """Say why, as far as what has come tells in which language and form, and close."""
        self._forget(arrival)
        with suppress(OSError):
            arrival.connection.sock.send(
                refusing.answer(bytes(arrival.content[:LARGEST_HEAD]), status, rule)
            )
        self._part(arrival.connection)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Say what gunicorn could not read as we say everything, and log it as gunicorn does."""
        status, rule = next(
            (answer for kinds, answer in UNREADABLE if isinstance(exc, kinds)), OWN_FAULT
        )
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:
            self.log.exception("Error handling request")
        else:
            self.log.warning("Unreadable request from %s: %s", (addr or ("",))[0], exc)
        with suppress(OSError):
            client.sendall(refusing.answer(self.heads.get(client, b""), status, rule))

    def _make_room(self) -> None:
        """The half request that has waited longest goes where there are too many, or too much of
        them.
        """
        waiting = self.arrivals.values()
        while (
            len(waiting) > MOST_WAITING or sum(len(each.content) for each in waiting) > MOST_BYTES
        ):
            self._refuse(next(iter(waiting)), HTTPStatus.REQUEST_TIMEOUT, "request_late")

    def _forget(self, arrival: Arrival) -> None:
        if self.arrivals.pop(arrival.connection, None):
            self.poller.unregister(arrival.connection.sock)

    def _part(self, conn: Any) -> None:
        """Say that all is said, and leave the other side some time to read it; a reset would take
        it back.
        """
        try:
            conn.sock.setblocking(False)
            conn.sock.shutdown(socket.SHUT_WR)
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._drain, conn))
        except OSError:
            self._close(conn)
        else:
            self.parting[conn] = time.monotonic() + LINGER_SECONDS
            if len(self.parting) > MOST_PARTING:
                self._close(next(iter(self.parting)))

    def _drain(self, conn: Any, sock: Any) -> None:
        try:
            goes_on = bool(sock.recv(PIECE))
        except BlockingIOError:
            goes_on = True
        except OSError:
            goes_on = False
        if not goes_on:
            self._close(conn)

    def _close(self, conn: TConn) -> None:
        if self.parting.pop(conn, None):
            self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()
