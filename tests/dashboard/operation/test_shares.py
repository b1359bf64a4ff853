"""Whoever has had more than their share waits, and nobody else does."""

import pytest
from flask.testing import FlaskClient

from dashboard.operation import shares
from dashboard.operation.shares import AT_ONCE, LASTING, LASTING_AT_ONCE, SHARE, Shares
from data.refusals import TooMany

FAR = {"REMOTE_ADDR": "192.0.2.7"}


class Clock:
    """Seconds that pass when the test says so."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def counted(clock: Clock) -> Shares:
    return Shares(clock)


def use(counted: Shares, reader: str, seconds: float) -> None:
    counted.end(reader, counted.begin(reader), seconds)


def test_who_has_used_much_waits_until_the_time_has_paid_for_it(
    counted: Shares, clock: Clock
) -> None:
    use(counted, "anna", AT_ONCE + 5)
    with pytest.raises(TooMany) as refusal:
        counted.begin("anna")
    assert refusal.value.problems[0].params == {"seconds": 5 / SHARE}
    clock.now += 5 / SHARE
    use(counted, "anna", 0)


def test_half_of_each_second_is_everybodys_for_ever(counted: Shares, clock: Clock) -> None:
    for _second in range(10_000):
        use(counted, "anna", SHARE)
        clock.now += 1


def test_one_readers_use_is_not_anothers(counted: Shares) -> None:
    use(counted, "anna", AT_ONCE * 10)
    use(counted, "boris", 0)


def test_few_requests_of_one_reader_last_at_once(counted: Shares, clock: Clock) -> None:
    marks = [counted.begin("anna") for _request in range(LASTING_AT_ONCE)]
    clock.now += LASTING
    # no more than short so far: a page asks for many things at once
    counted.begin("anna")
    clock.now += 0.1
    with pytest.raises(TooMany) as refusal:
        counted.begin("anna")
    assert refusal.value.problems[0].rule == "share_of_threads"
    counted.begin("boris")
    for mark in marks[:2]:
        counted.end("anna", mark, 0)
    counted.begin("anna")


@pytest.fixture
def spent(monkeypatch: pytest.MonkeyPatch, server) -> FlaskClient:
    """A reader of another machine whose first request has used all that there is."""
    monkeypatch.setattr(shares, "AT_ONCE", 0.0)
    monkeypatch.setattr(shares, "SHARE", 1e-4)
    client = server.test_client()
    client.get("/api/v1/programmes", environ_overrides=FAR).close()
    return client


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "доля работы сервера"), ("en", "share of the server")]
)
def test_the_refusal_says_how_long_to_wait(spent: FlaskClient, language: str, words: str) -> None:
    page = spent.get(f"/?lang={language}", environ_overrides=FAR)
    answer = spent.get(f"/api/v1/values?lang={language}", environ_overrides=FAR)
    assert (page.status_code, answer.status_code) == (429, 429)
    assert words in page.text
    assert words in answer.get_json(force=True)["detail"]


def test_files_probes_and_the_machine_itself_are_not_counted(spent: FlaskClient) -> None:
    for address in ("/assets/favicon.svg", "/healthz"):
        with spent.get(address, environ_overrides=FAR) as answer:
            assert answer.status_code == 200
    assert spent.get("/").status_code == 200
    assert spent.get("/", environ_overrides={"REMOTE_ADDR": "192.0.2.8"}).status_code == 200


def test_addresses_of_one_network_of_ipv6_have_one_share(spent: FlaskClient) -> None:
    first, second = ({"REMOTE_ADDR": f"2001:db8::{end}"} for end in (1, 2))
    spent.get("/api/v1/programmes", environ_overrides=first).close()
    assert spent.get("/api/v1/programmes", environ_overrides=second).status_code == 429
