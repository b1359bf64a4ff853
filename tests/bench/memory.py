"""The memory of ``itog serve`` with its two workers after eight readers have opened the pages, against
that of a Dash application which does nothing, served in the same way.

``python -m tests.bench.memory PORT`` serves that application.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from dash import Dash, Input, Output, html

from commands.serve import Server, settings
from tests.bench.clock import Ratio
from tests.bench.empty_callback import BODY
from tests.local import free_port

READERS, ROUNDS = 8, 3
CALLBACK = "/_dash-update-component"
Body = dict[str, Any]
COPIES = (
    "what is loaded is shared, but Python counts references in it, so that each of the three "
    "processes has its own copy of the pages of memory that it looks at: some 40 MB of 170"
)


def of_two_workers(url: str, pages: Sequence[str], bodies: Sequence[Body]) -> Ratio:
    """Megabytes of the master and its workers, what they share counted once."""
    bare = [sys.executable, "-m", "tests.bench.memory"]
    itog = [sys.executable, "-m", "app", "serve", "--port"]
    environment = {**os.environ, "ITOG_DATABASE_URL": url}
    ours = _after_readers(itog, environment, pages, bodies)
    theirs = _after_readers(bare, environment, ["/"], [BODY])
    return Ratio(
        "two workers that were read, against bare Dash", ours, theirs, "<= 180 MB", "MB", COPIES
    )


def _after_readers(
    command: list[str], environment: dict[str, str], pages: Sequence[str], bodies: Sequence[Body]
) -> float:
    with _served([*command, str(port := free_port())], environment) as master:
        address = f"http://127.0.0.1:{port}"
        _wait(address)

        def read(_reader: int) -> None:
            for page in pages:
                _open(address + page)
            for body in bodies:
                _open(address + CALLBACK, body)

        with ThreadPoolExecutor(READERS) as readers:
            list(readers.map(read, range(READERS * ROUNDS)))
        return sum(map(_megabytes, [master, *_children(master)]))


@contextmanager
def _served(command: list[str], environment: dict[str, str]) -> Iterator[int]:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    yield process.pid
    process.send_signal(signal.SIGTERM)
    process.wait()


def _wait(address: str, seconds: int = 60) -> None:
    for _second in range(seconds):
        with suppress(URLError):
            return _open(address)
        time.sleep(1)
    raise TimeoutError(address)


def _open(address: str, body: Body | None = None) -> None:
    data = None if body is None else json.dumps(body).encode()
    request = Request(address, data, {"Content-Type": "application/json"})  # noqa: S310 - our own
    with urlopen(request) as answer:  # noqa: S310 - our own server
        answer.read()


def _children(master: int) -> list[int]:
    path = Path(f"/proc/{master}/task/{master}/children")
    return [int(child) for child in path.read_text(encoding="ascii").split()]


def _megabytes(process: int) -> float:
    """The proportional set size: a page that three processes share is a third of one to each."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    (kilobytes,) = re.findall(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(kilobytes) / 1024


def _bare() -> Callable[..., object]:
    app = Dash(__name__)
    app.layout = html.Div([html.Div(id="in"), html.Div(id="out")])
    app.callback(Output("out", "children"), Input("in", "children"))(lambda value: value)
    app.server.test_client().get("/")
    return app.server


if __name__ == "__main__":
    Server(_bare, settings(f"127.0.0.1:{sys.argv[1]}", workers=2)).run()
