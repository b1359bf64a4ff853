"""A server that is told to stop ends soon, whatever hangs on it, and what it leaves says so."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

from dashboard.jobs import state
from dashboard.jobs.jobs import Jobs
from dashboard.jobs.processes import Process
from dashboard.jobs.state import FAILED, READY, Job
from data.database.database import Database
from data.passports import DEFAULT_PROGRAMME
from tests import template_databases
from tests.commands.conftest import fill
from tests.dashboard.waiting import wait_until
from tests.local import answer, free_port
from tests.sample_programme import SampleProgramme

ROOT = Path(__file__).parents[2]
SECONDS = 10


@contextmanager
def served(url: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """``itog serve`` in a process of its own."""
    program = [sys.executable, "-m", "app", "serve", "--port", str(port)]
    environment = {**os.environ, "ITOG_DATABASE_URL": url}
    with subprocess.Popen(program, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL) as server:
        try:
            answer(f"http://127.0.0.1:{port}/healthz")
            yield server
        finally:
            server.kill()


def order_file(address: str) -> str:
    """Order a file as anybody may; the job's token."""
    request = Request(  # noqa: S310 - our own address
        f"{address}/export?deck={DEFAULT_PROGRAMME}", b"format=html", {"Origin": address}
    )
    with urlopen(request) as page:  # noqa: S310 - our own address
        return str(page.url).rpartition("/")[2]


def test_a_server_that_is_to_stop_ends_within_ten_seconds_and_its_jobs_say_so(
    tmp_path: Path,
) -> None:
    url, port = f"sqlite:///{tmp_path / 'itog.db'}", free_port()
    with SampleProgramme(url, code=DEFAULT_PROGRAMME, create=template_databases.upgraded) as world:
        fill(world)
    jobs = Jobs(tmp_path / "jobs", Database(url))

    def job() -> Job:
        return state.kept(jobs.folder, token)

    with (
        served(url, port) as server,
        socket.create_connection(("127.0.0.1", port)) as half,
        socket.create_connection(("127.0.0.1", port)),
    ):
        token = order_file(f"http://127.0.0.1:{port}")
        half.sendall(b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nname=")
        wait_until(lambda: bool(job().process))
        begun = time.monotonic()
        server.send_signal(signal.SIGTERM)
        assert server.wait(SECONDS * 3) == 0
        assert time.monotonic() - begun < SECONDS
    process = Process.read(job().process)
    wait_until(lambda: process is None or not process.is_alive)
    ended = jobs.find(token)
    assert ended.state in (READY, FAILED)
    if ended.state == FAILED:
        assert "остановили" in str(ended.reason)
        assert list(state.leftover_files(jobs.folder, token)) == []
    jobs.database.dispose()
