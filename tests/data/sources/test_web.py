"""Files of addresses: those that are listed, and no further than they lead."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from data.imports import ImportLimits
from data.refusals import Refusal
from data.sources.web import CsvSources, download

CONTENT = b"number;date\nA-1;2014-05-06\n"


class Answering(BaseHTTPRequestHandler):
    """A server with a file, a way elsewhere, a file without end, and one that breaks off."""

    def do_GET(self) -> None:
        self.server.paths.append(self.path)  # type: ignore[attr-defined]
        if self.path.startswith("/away"):
            self.send_response(302)
            self.send_header("Location", "/files/may.csv")
            self.end_headers()
            return
        if not self.path.startswith("/files/"):
            self.send_error(404)
            return
        self.send_response(200)
        large, whole = "large" in self.path, str(len(CONTENT))
        if "endless" not in self.path:
            length = "9000000" if large or "broken" in self.path else whole
            self.send_header("Content-Length", length)
        self.end_headers()
        self.wfile.write(b"x" * 3_000_000 if large else CONTENT)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def host() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.paths = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def address(host: ThreadingHTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{host.server_port}{path}"


@contextmanager
def refused(rule: str) -> Iterator[None]:
    with pytest.raises(Refusal) as refusal:
        yield
    assert [each.rule for each in refusal.value.problems] == [rule]


def test_a_listed_file_is_taken(host: ThreadingHTTPServer, tmp_path: Path) -> None:
    sources = CsvSources.of(address(host, "/files/"))
    path = download(sources, address(host, "/files/may%20x.csv?a=1"), tmp_path, ImportLimits())
    assert (path.name, path.read_bytes()) == ("may_x.csv", CONTENT)


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("/away/x", "web_leads_elsewhere"),
        ("/nothing/x", "web_status_wrong"),
        ("/files/large.csv", "web_large"),
        ("/files/broken.csv", "web_not_answering"),
        ("/files/endless.csv", "web_length_unknown"),
    ],
)
def test_what_is_no_file_is_refused(
    host: ThreadingHTTPServer, tmp_path: Path, path: str, rule: str
) -> None:
    sources = CsvSources.of(address(host, "/"))
    with refused(rule):
        download(sources, address(host, path), tmp_path, ImportLimits(megabytes=1))


@pytest.mark.parametrize(
    "other",
    [
        "https://data.example/files2/x.csv",
        "https://data.example.evil/files/x.csv",
        "https://data.example:444/files/x.csv",
        "https://evil.example/files/x.csv",
        "https://data.example/report.csv?id=2",
        "https://data.example/report.csv",
    ],
)
def test_what_is_not_listed_is_not_asked(tmp_path: Path, other: str) -> None:
    sources = CsvSources.of("https://data.example/files/ https://data.example/report.csv?id=1")
    with refused("web_not_listed"):
        download(sources, other, tmp_path, ImportLimits())
    with refused("web_not_listed"):
        download(CsvSources(), other, tmp_path, ImportLimits())


@pytest.mark.parametrize(
    "wrong",
    [
        "http://data.example/files/x.csv",
        "file:///etc/passwd",
        "ftp://data.example/files/x.csv",
        "https://anna:secret@data.example/files/x.csv",
        "https://data.example/files/../secret.csv",
        "https://data.example/files/%2e%2e/secret.csv",
        "https://data.example/files/%252e%252e/secret.csv",
        "https://data.example/files/..%5csecret.csv",
        "https://data.example:x/files/",
        "https:///files/",
        "https://data.example/files/x.csv#top",
        "https://data.example/files/x y.csv",
        "https://data.example/files/x\r\nHost: y.csv",
    ],
)
def test_what_is_no_plain_address_of_https_is_refused(tmp_path: Path, wrong: str) -> None:
    sources = CsvSources.of("https://data.example/files/")
    with refused("web_address_wrong"):
        download(sources, wrong, tmp_path, ImportLimits())


def test_a_password_is_not_said_again(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        CsvSources.of("https://anna:secret@data.example/")
    assert "secret" not in refusal.value.text("en")
    assert "secret" not in refusal.value.text("ru")
