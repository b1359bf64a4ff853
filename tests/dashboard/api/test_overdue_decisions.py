"""Decisions of meetings that are overdue, among what is to be asked about."""

from flask.testing import FlaskClient

from dashboard.api.addresses.findings import FINDING
from tests.dashboard.api.test_openapi import fits
from tests.sample_programme import SampleProgramme

FIELDS = FINDING["properties"]
ADDRESS = "/api/v1/findings?programme=town&year=2015"


def to_ask(client: FlaskClient, query: str = "") -> list[dict]:
    rows = client.get(f"{ADDRESS}{query}").get_json()["rows"]
    for row in rows:
        misfits = {name for name, value in row.items() if not fits(value, FIELDS[name])}
        assert not misfits
    return [row for row in rows if row["topic"] == "to_ask"]


def test_what_is_overdue_comes_first_with_who_was_to_act(
    town: SampleProgramme, changing: FlaskClient
) -> None:
    before = [row["rule"] for row in to_ask(changing)]
    with town.revision():
        town.decision("Open in the evening", "2014-02-01", "2014-03-02", "NGO department")
        town.decision("Mend the roof", "2014-02-01", "2014-03-01", "Anna", indicator="visits")
        town.decision("Done long ago", "2014-02-01", "2014-02-28", state="done")
    listed = to_ask(changing, "&lang=en")
    first, second = listed[:2]
    assert (first["rule"], first["rank"], first["owner"]) == ("decision_overdue", 1, "Anna")
    assert (first["indicator"], first["due_on"]) == ("visits", "2014-03-01")
    assert (second["indicator"], second["state"], second["value"]) == (None, None, None)
    assert second["sentence"] == (
        "The decision “Open in the evening” is overdue: NGO department, by 2 March 2014."
    )
    assert [row["rule"] for row in listed[2:]] == before


def test_by_the_day_itself_nothing_is_overdue(town: SampleProgramme, changing: FlaskClient) -> None:
    with town.revision():
        town.decision("Mend the roof", "2015-02-01", "2015-03-01", "Анна")
    rules = {
        day: [row["rule"] for row in to_ask(changing, f"&on={day}")]
        for day in ("2015-03-01", "2015-03-02")
    }
    assert "decision_overdue" not in rules["2015-03-01"]
    assert rules["2015-03-02"][0] == "decision_overdue"
    sentence = to_ask(changing, "&lang=ru")[0]["sentence"]
    assert sentence.startswith("Решение «Mend the roof» просрочено: Анна, до 1")
