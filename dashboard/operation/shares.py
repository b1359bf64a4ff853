"""No reader's requests take the server from all the others: who has had more than their share waits.

Two things are counted, in each process, of an account or – where nobody has signed in – an address:
the processor's time, and requests that last. Programs of the machine itself are not counted: a
proxy that the operator has not named would be everybody at once.
"""

import math
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from ipaddress import ip_address
from threading import Lock

from cachetools import TTLCache
from flask import Flask, Response, g, request, session

from dashboard.sign_in.guard import FILES, PROBES
from data.accounts.attempts import counted_place
from data.refusals import Problem, TooMany

AT_ONCE = 30.0
"""Seconds of the processor that a reader may have used at any moment …"""
SHARE = 0.5
"""… beyond this part of each second that passes: half of what a process has."""

LASTING = 1.0
"""Seconds after which a request counts as one that lasts."""
LASTING_AT_ONCE = 4
"""Half of the threads of a process (``commands.serve.THREADS``)."""

MOST_READERS = 20_000
REMEMBERED_SECONDS = 600
UNCOUNTED = (*FILES, *PROBES)
Clock = Callable[[], float]


class Shares:
    """What each reader has of one process; ``clock`` counts seconds."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        # until when each reader's part of the time pays for what was used; older entries are paid
        self._paid: TTLCache[str, float] = TTLCache(MOST_READERS, REMEMBERED_SECONDS, clock)
        self._lasting: defaultdict[str, dict[object, float]] = defaultdict(dict)

    def begin(self, reader: str) -> object:
        """A request begins; refuses a reader who has had their share. What is returned ends it."""
        with self._lock:
            now, mark = self._clock(), object()
            self._refuse_spent(self._paid.get(reader, now) - now)
            began = self._lasting.get(reader, {}).values()
            if sum(now - each > LASTING for each in began) >= LASTING_AT_ONCE:
                raise TooMany(Problem("share_of_threads", {"limit": LASTING_AT_ONCE}))
            self._lasting[reader][mark] = now
            return mark

    def end(self, reader: str, mark: object, used: float) -> None:
        """A request has ended that used so many seconds of the processor."""
        with self._lock:
            underway = self._lasting[reader]
            underway.pop(mark, None)
            if not underway:
                del self._lasting[reader]
            now = self._clock()
            self._paid[reader] = max(self._paid.get(reader, now), now) + used / SHARE

    def _refuse_spent(self, owed: float) -> None:
        seconds = math.ceil(owed - AT_ONCE / SHARE)
        if seconds > 0:
            raise TooMany(Problem("share_of_time", {"seconds": seconds}))


def register(server: Flask) -> None:
    """Count what readers use of a server."""
    shares = Shares()

    @server.before_request
    def begin() -> None:
        reader = _reader()
        if reader is not None:
            g.itog_share = (reader, shares.begin(reader), time.thread_time())

    @server.after_request
    def go_on(response: Response) -> Response:
        # a file of records is made while it is sent
        if share := g.pop("itog_share", None):
            response.call_on_close(partial(_end, shares, *share))
        return response

    @server.teardown_request
    def end(_error: BaseException | None) -> None:
        # only what had no answer to be sent
        if share := g.pop("itog_share", None):
            _end(shares, *share)


def _end(shares: Shares, reader: str, mark: object, began: float) -> None:
    shares.end(reader, mark, time.thread_time() - began)


def _reader() -> str | None:
    """Whom the request is counted for: by the signed cookie, for which no database is asked, else
    by the address.
    """
    if request.path.startswith(UNCOUNTED) or _is_own(request.remote_addr or ""):
        return None
    account = str(session.get("_user_id", "")).partition(".")[0]
    return f"account {account}" if account else counted_place(request.remote_addr)


def _is_own(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        # a socket of the machine has no address
        return not address
