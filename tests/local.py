"""Servers of this machine that tests start: a port for one, and what one answers."""

import socket
import time
from urllib.error import URLError
from urllib.request import urlopen

SECONDS = 60


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def answer(address: str, seconds: float = SECONDS) -> str:
    """What an address says, as soon as it says something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urlopen(address) as response:  # noqa: S310 - our own address
                return str(response.read().decode())
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"{address} never answered")
