"""What a server bears: answers a second, and the memory of its processes."""

import http.client
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Post:
    """What a browser sends to a callback."""

    address: str
    body: bytes
    headers: Mapping[str, str]


READERS = 4
SECONDS = 3.0


def answers_a_second(
    address: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> float:
    """How often four readers with open connections are answered: GET, or POST with a body."""
    with ThreadPoolExecutor(READERS) as readers:
        each = [
            readers.submit(_read, address, body, dict(headers or {})) for _reader in range(READERS)
        ]
        return sum(reader.result() for reader in each) / SECONDS


def _read(address: str, body: bytes | None, headers: dict[str, str]) -> int:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc)
    end, count = time.monotonic() + SECONDS, 0
    while time.monotonic() < end:
        connection.request("POST" if body else "GET", f"{parts.path}?{parts.query}", body, headers)
        response = connection.getresponse()
        response.read()
        if response.status != http.client.OK:
            raise RuntimeError(f"{address}: {response.status}")
        count += 1
    connection.close()
    return count


def megabytes(process: int) -> float:
    """What a process and all that it began hold, shared pages counted once (Linux)."""
    return sum(_proportional(each) for each in _family(process)) / 1024


def _family(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [process, *(each for child in children.split() for each in _family(int(child)))]


def _proportional(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
