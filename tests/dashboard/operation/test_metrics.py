"""What a monitor reads, and who may."""

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.operation import metrics
from data.database.versions import head
from data.refusals import Refusal


def figures(client: FlaskClient) -> dict[str, float]:
    """Every figure by its name and labels."""
    text = client.get("/metrics").text
    lines = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _blank, value in lines}


@pytest.fixture
def watched(server) -> FlaskClient:
    metrics.allow(server, metrics.networks("127.0.0.0/8"))
    return server.test_client()


def test_nobody_reads_them_until_the_operator_names_who(server) -> None:
    metrics.allow(server, ())
    for language, words in (("ru", "ITOG_METRICS"), ("en", "ITOG_METRICS")):
        answer = server.test_client().get(f"/metrics?lang={language}")
        assert answer.status_code == 403
        assert words in answer.text
    metrics.allow(server, metrics.networks("10.0.0.0/8 ::1"))
    assert server.test_client().get("/metrics").status_code == 403


def test_requests_are_counted_by_the_rule_of_their_address(watched: FlaskClient) -> None:
    before = figures(watched)
    for address in ("/api/v1/programmes", "/secret-1", "/secret-2", "/", "/"):
        watched.get(address).close()
    watched.open("/", method="STRANGE").close()
    after = figures(watched)
    count = "itog_request_seconds_count"

    def more(method: str, route: str, status: int) -> float:
        name = f'{count}{{method="{method}",route="{route}",status="{status}"}}'
        return after.get(name, 0) - before.get(name, 0)

    assert more("GET", "/api/v1/programmes", 200) == 1
    assert more("GET", "/", 200) == 2
    assert more("GET", "unknown", 404) == 2
    assert more("other", "/", 405) == 1
    assert not any("secret" in name for name in after)


def test_the_database_and_its_jobs_say_how_they_are(watched: FlaskClient, world) -> None:
    current = figures(watched)
    assert current["itog_revision"] == world.database.newest()
    assert current[f'itog_schema{{version="{head()}"}}'] == 1


@pytest.mark.parametrize("setting", ["everybody", "10.0.0.1/8", "127.0.0.1,::1"])
def test_what_is_no_network_is_refused(setting: str) -> None:
    with pytest.raises(Refusal, match="ITOG_METRICS"):
        metrics.networks(setting)


def test_the_dashboard_file_asks_for_figures_that_there_are(watched: FlaskClient) -> None:
    file = Path(__file__).parents[3] / "deploy" / "grafana.json"
    panels = json.loads(file.read_text(encoding="utf-8"))["panels"]
    names = {name for panel in panels for name in re.findall(r"itog_\w+", json.dumps(panel))}
    known = set(re.findall(r"^# TYPE (\w+)", watched.get("/metrics").text, re.MULTILINE))
    assert {re.sub(r"_(count|bucket)$", "", name) for name in names} <= known
