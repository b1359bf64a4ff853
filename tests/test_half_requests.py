"""Requests of which only a half is sent: the server answers everybody else, and says to the late
that they are late.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from select import select

import pytest

from commands.serve import CONNECTIONS, THREADS
from commands.serving import arrival, worker
from commands.serving.paced_line import PacedLine
from tests.local import free_port
from tests.test_app import run, serving

PATIENCE = 60
"""Seconds in which a page must have answered at all."""

HALF_HEAD = b"GET / HTTP/1.1\r\nHost: x\r\nX-Half: "
HALF_FORM = (
    b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
)
HALF_FORM += b"Content-Length: 5000\r\n\r\nname="
HALF_FILE = b"POST /steward/imports/uploads HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n"
HALF_FILE += b"Content-Length: 5000000\r\n\r\n--b\r\n"
STALLED_READER = b"GET /login HTTP/1.1\r\nHost: x\r\n\r\n" * 20


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A server with one worker, so that it is known who is held."""
    folder: Path = tmp_path_factory.mktemp("half")
    environment = {"ITOG_DATABASE_URL": f"sqlite:///{folder / 'itog.db'}", "ITOG_LANG": "en"}
    assert run("init", "--empty", **environment).returncode == 0
    number = free_port()
    with serving(str(number), workers=1, **environment):
        talk(number, b"GET /healthz HTTP/1.0\r\n\r\n")
        yield number


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def talk(port: int, request: bytes) -> bytes:
    """The whole answer to a request."""
    with connected(port) as line:
        line.sendall(request)
        return heard(line)


def heard(line: socket.socket) -> bytes:
    answer = b""
    while piece := line.recv(65536):
        answer += piece
    return answer


@contextmanager
def halves(port: int, request: bytes, count: int) -> Iterator[list[socket.socket]]:
    """So many connections that have sent this much and stay open."""
    with ExitStack() as stack:
        lines = [stack.enter_context(connected(port)) for _ in range(count)]
        for line in lines:
            line.sendall(request)
        yield lines


@pytest.mark.parametrize(
    ("request_", "count"),
    [(HALF_HEAD, 300), (HALF_FORM, 60), (HALF_FILE, 900), (b"", 200), (STALLED_READER, 60)],
    ids=["heads", "forms", "files", "silence", "readers"],
)
def test_a_page_answers_beside_half_requests(port: int, request_: bytes, count: int) -> None:
    with halves(port, request_, count):
        for address in (b"/login", b"/api/v1/programmes", b"/healthz"):
            assert talk(port, b"GET %s HTTP/1.0\r\n\r\n" % address).startswith(
                b"HTTP/1.0 200"
            ) or talk(
                port, b"GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" % address
            ).startswith(b"HTTP/1.1 200")
        form = b"name=nobody&password=wrong"
        sent = (
            b"POST /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n"
            % len(form)
        )
        sent += b"Content-Type: application/x-www-form-urlencoded\r\n\r\n" + form
        assert talk(port, sent).startswith(b"HTTP/1.1 401")


def test_a_request_in_small_pieces_is_answered_and_the_line_is_kept(port: int) -> None:
    with connected(port) as line:
        for _again in range(2):
            for byte in b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n":
                line.sendall(bytes([byte]))
            answer = b""
            while not answer.endswith(b'"alive"}\n'):  # head and body may come apart
                answer += line.recv(65536)
            assert answer.startswith(b"HTTP/1.1 200")
        line.sendall(
            b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        )
        assert heard(line).count(b"HTTP/1.1 200") == 2


def test_a_form_is_told_to_come_and_taken_whole(port: int) -> None:
    form = b"name=nobody&password=" + b"w" * 900
    with connected(port) as line:
        line.sendall(
            b"POST /login HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nConnection: close\r\n"
        )
        line.sendall(
            b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
            % len(form)
        )
        assert line.recv(25) == b"HTTP/1.1 100 Continue\r\n\r\n"
        line.sendall(form[:300])
        line.sendall(form[300:])
        assert b"HTTP/1.1 401" in heard(line)


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        (b"GET / HTTP/1.1\r\nX-Long: " + b"a" * 70_000, b"431", "longer than 64 KB"),
        (
            b"POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"411",
            "how many bytes",
        ),
        (b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999\r\n\r\n", b"413", "64"),
        (b"NONSENSE\r\n\r\n", b"400", "не по правилам HTTP"),
        (
            b"GET / HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\nAccept-Language: en\r\n\r\n",
            b"400",
            "the rules of HTTP",
        ),
        (b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"414", "is longer than 4,094"),
        (
            b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\nAccept-Language: ru\r\n\r\n",
            b"414",
            '<html lang="ru">',
        ),
        (
            b"GET /api/v1/values?lang=en&" + b"a" * 5000 + b" HTTP/1.1\r\n\r\n",
            b"414",
            '"rule": "request_line_too_long"',
        ),
        (b"GET /login HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\r\n", b"417", "the rules of HTTP"),
    ],
    ids=[
        "head",
        "chunked",
        "terabyte",
        "nonsense",
        "header",
        "address",
        "russian",
        "api",
        "expected",
    ],
)
def test_what_cannot_be_taken_is_refused_at_once_and_nothing_is_told_of_the_server(
    port, sent, status, words
) -> None:
    answer = talk(port, sent)
    assert answer.split()[1] == status
    assert words in answer.decode()
    head = answer.partition(b"\r\n\r\n")[0].lower()
    assert b"server:" not in head
    assert b"gunicorn" not in answer.lower()


def test_no_answer_names_the_server(port: int) -> None:
    for address in (b"/", b"/nowhere", b"/healthz", b"/assets/favicon.svg"):
        head = talk(
            port, b"GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" % address
        ).partition(b"\r\n\r\n")[0]
        assert b"\r\nserver:" not in head.lower()


def test_whoever_is_late_is_told_so_in_both_languages(port: int) -> None:
    with halves(port, HALF_HEAD, 3) as lines:
        for line in lines:
            answer = heard(line).decode()
            assert answer.startswith("HTTP/1.1 408")
            assert "не пришёл целиком" in answer
            assert "did not arrive whole" in answer


def test_of_too_many_files_some_are_told_so_at_once(port: int) -> None:
    """Four are read, fifty wait: of sixty there are six that have waited longest."""
    with halves(port, HALF_FILE, THREADS // 2 + worker.MOST_UPLOADS + 6) as lines:
        answers = [heard(line).decode() for line in select(lines, [], [], PATIENCE)[0]]
        assert answers
        assert [each[:12] for each in answers] == ["HTTP/1.1 503"] * len(answers)
        assert "Слишком много файлов" in answers[0]
        assert "Too many files" in answers[0]


def test_a_file_that_trickles_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(worker.time, "monotonic", lambda: clock[0])
    here, there = socket.socketpair()
    with here, there:
        line = PacedLine(here, received=0)
        for moment, size, comes in (
            (5, 1, True),
            (21, 2 * arrival.SLOWEST, True),
            (21.5, 1, True),
            (40, 1, False),
        ):
            clock[0] = moment
            there.sendall(b"x" * size)
            got = 0
            while comes and got < size:
                got += len(line.recv(size - got))
        assert line.recv(1) == b""


def test_however_many_wait_new_lines_are_taken() -> None:
    open_lines = (
        worker.MOST_WAITING + worker.MOST_UPLOADS + worker.MOST_KEPT + worker.MOST_PARTING + THREADS
    )
    assert open_lines < CONNECTIONS


def test_all_at_once_are_answered(port: int) -> None:
    """More requests than there are threads, each of them right."""
    answers: list[bytes] = []
    request = b"GET /api/v1/programmes HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    threads = [
        threading.Thread(target=lambda: answers.append(talk(port, request))) for _ in range(40)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.split()[1] for answer in answers] == [b"200"] * 40


def test_the_bounds_of_a_request_are_those_of_the_application() -> None:
    from dashboard.http import guards, validation

    assert arrival.LARGEST_BODY == guards.LARGEST
    assert arrival.LARGEST_HEAD > validation.LONGEST_HEADER
