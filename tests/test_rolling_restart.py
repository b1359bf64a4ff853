"""The program is changed without a request that fails: one server after another, behind nginx with
the file that ships.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread

from data.database.database import Database
from tests import template_databases
from tests.dashboard.waiting import wait_until
from tests.deep.report import ReportLine, say
from tests.depth import some
from tests.local import free_port
from tests.services import needed, nginx, unprivileged

ROOT = Path(__file__).parents[1]
LONGEST_STOP = 10
WELL = "200"
CONFIGURATION = """
daemon off; pid {folder}/pid; error_log stderr; events {{}}
http {{
    access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    {site}
}}
"""


def site(port: int, servers: list[int]) -> str:
    """The shipped file, for this machine's ports and without a certificate."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    (line,) = re.findall(r"^ +server 127.0.0.1:8050.*;$", text, re.MULTILINE)
    listed = "\n".join(line.replace("8050", str(server)) for server in servers)
    text = re.sub(r"(upstream itog \{).*?\}", rf"\1 {listed} }}", text, flags=re.DOTALL)
    text = re.sub(r"ssl_certificate.*;\n", "", text)
    return text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")


@contextmanager
def proxy(port: int, servers: list[int]) -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        file = Path(folder) / "nginx.conf"
        text = CONFIGURATION.format(folder=folder, site=site(port, servers))
        if unprivileged():
            text = "user nobody nogroup;" + text
        file.write_text(text, encoding="utf-8")
        program = [needed("nginx-light", nginx()), "-c", str(file), "-p", folder]
        with subprocess.Popen(program) as process:
            try:
                yield
            finally:
                process.terminate()


@contextmanager
def serving(port: int, url: str) -> Iterator[subprocess.Popen[bytes]]:
    """A server that answers; it is gone in the end whatever has become of it."""
    environment = {**os.environ, "ITOG_DATABASE_URL": url, "ITOG_PROXIES": "1"}
    command = [sys.executable, str(ROOT / "app.py"), "serve", "--workers", "1", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            wait_until(lambda: is_answered(port, "/readyz"))
            yield server
        finally:
            server.terminate()


def stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGTERM)
    server.wait(LONGEST_STOP)


def outcome(port: int, path: str) -> str:
    """What comes of asking for an address of this machine: ``200``, or what is wrong."""
    try:
        with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as line:
            line.request("GET", path)
            answer = line.getresponse()
            answer.read()
            return str(answer.status)
    except (OSError, HTTPException) as error:
        return repr(error)


def is_answered(port: int, path: str) -> bool:
    return outcome(port, path) == WELL


def read_on(port: int, ended: Event, outcomes: list[str]) -> None:
    while not ended.is_set():
        outcomes.append(outcome(port, "/api/v1/programmes"))
        time.sleep(0.02)


def test_servers_change_one_after_another_without_a_failed_request(sqlite_url: str) -> None:
    template_databases.upgraded(Database(sqlite_url))
    ports, ended, outcomes = [free_port(), free_port()], Event(), list[str]()
    front = free_port()
    with (
        ExitStack() as stack,
        proxy(front, ports),
    ):
        servers = {port: stack.enter_context(serving(port, sqlite_url)) for port in ports}
        wait_until(lambda: is_answered(front, "/healthz"))
        readers = [Thread(target=read_on, args=(front, ended, outcomes)) for _reader in range(4)]
        for reader in readers:
            reader.start()
        for port in some(ports, ports[0]):
            stop(servers[port])
            stack.enter_context(serving(port, sqlite_url))
        ended.set()
        for reader in readers:
            reader.join()
    failed = len(outcomes) - outcomes.count(WELL)
    say(ReportLine("servers changed behind nginx", len(outcomes), "requests", lost=failed))
    assert len(outcomes) > 20
    assert Counter(outcomes) == {WELL: len(outcomes)}
