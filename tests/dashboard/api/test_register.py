"""The register for programs: the rows of its pages, each met once, and what is refused."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from dashboard.api.addresses.register import REGISTER
from tests.dashboard.api.conftest import client_of
from tests.dashboard.api.test_openapi import fits
from tests.sample_programme import SampleProgramme

REGISTER_OF_TOWN = "/api/v1/register?programme=town"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Seven supports of two NGOs and of nobody; three share a day."""
    url = f"sqlite:///{tmp_path_factory.mktemp('register') / 'itog.db'}"
    with SampleProgramme(url, code="town") as town:
        with town.revision():
            house = town.organisation("=Фонд «Кола»", inn="2700000001", address="ул. Мира, 1")
            other = town.organisation("Зелёный дом")
            for number, day in enumerate(("01", "02", "03", "03", "03"), 1):
                town.record(
                    "supports", f"2014-03-{day}", "north", number=f"П-{number}",
                    organisation_id=house, note="Пришла Иванова",
                    amount=Decimal("1000.5") if number == 1 else None,
                )  # fmt: skip
            town.record(
                "supports", "2015-03", "south", number="П-6", organisation_id=other,
                form="training", violation=True, violation_details="Предупреждение",
            )  # fmt: skip
            town.record("supports", "2013-12-31", number="П-7")
        town.house = house
        yield town


@pytest.fixture
def client(world: SampleProgramme) -> FlaskClient:
    return client_of(world.database)


def numbers(client: FlaskClient, query: str = "") -> list[str]:
    answer = client.get(f"{REGISTER_OF_TOWN}{query}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return [row["number"] for row in answer.get_json()["rows"]]


def test_pages_meet_every_entry_once_though_days_are_shared_and_others_come(
    client: FlaskClient, world: SampleProgramme
) -> None:
    met: list[str] = []
    url: str | None = f"{REGISTER_OF_TOWN}&limit=2&violation=no"
    late = None
    while url is not None:
        answer = client.get(url).get_json()
        met += [row["number"] for row in answer["rows"]]
        url = answer["next"]
        # one that is entered meanwhile is of a later revision than the pages
        late = late or world.record("supports", "2014-03-03", number="П-8")
    world.close("supports", late)
    assert met == ["П-5", "П-4", "П-3", "П-2", "П-1", "П-7"]


def test_a_row_is_exact_and_fits_its_schema(client: FlaskClient, world: SampleProgramme) -> None:
    rows = {row["number"]: row for row in client.get(REGISTER_OF_TOWN).get_json()["rows"]}
    first, sixth, seventh = (rows[f"П-{number}"] for number in (1, 6, 7))
    assert (first["amount"], first["organisation"], first["inn"]) == (
        "1000.50",
        world.house,
        "2700000001",
    )
    assert (sixth["decided_on"], sixth["precision"], sixth["amount"]) == (
        "2015-03-01",
        "month",
        None,
    )
    assert (sixth["violation"], sixth["violation_details"]) == (True, "Предупреждение")
    assert (seventh["name"], seventh["district"]) == (None, None)
    for row in rows.values():
        assert set(row) == set(REGISTER["required"])
        assert all(fits(value, REGISTER["properties"][name]) for name, value in row.items())
        assert "Иванова" not in str(row), "a note may name a person"


def test_what_is_chosen_narrows(client: FlaskClient) -> None:
    assert numbers(client, "&years=2014..2015&form=training") == ["П-6"]
    assert numbers(client, "&district=north&search=КОЛА&limit=1") == ["П-5"]
    assert numbers(client, "&search=зеленый") == ["П-6"]
    assert numbers(client, "&violation=yes") == ["П-6"]


@pytest.mark.parametrize("search", ["%25%25", "%C2%AB", "x" * 600])
def test_a_search_without_a_word_finds_nothing_and_not_everything(
    client: FlaskClient, search: str
) -> None:
    assert numbers(client, f"&search={search}") == []


def test_csv_has_the_same_rows_and_no_formula(client: FlaskClient) -> None:
    answer = client.get(f"{REGISTER_OF_TOWN}&years=2014&limit=1&format=csv")
    (row,) = csv.DictReader(io.StringIO(answer.get_data(as_text=True)))
    assert (row["number"], row["name"]) == ("П-5", "'=Фонд «Кола»")


def test_an_answer_is_tagged_and_true_for_its_revision(
    client: FlaskClient, world: SampleProgramme
) -> None:
    answer = client.get(REGISTER_OF_TOWN)
    tag = answer.headers["ETag"]
    assert client.get(REGISTER_OF_TOWN, headers={"If-None-Match": tag}).status_code == 304
    assert answer.get_json()["revision"] == int(answer.headers["Itog-Revision"])
    assert numbers(client, "&as_of=1") == []


@pytest.mark.parametrize(
    ("query", "status", "word"),
    [
        ("&form=gold", 400, "financial"),
        ("&violation=perhaps", 400, "yes"),
        ("&years=1999", 400, "2014"),
        ("&district=nowhere", 404, "north"),
        ("&after=yesterday", 400, "yesterday"),
        ("&after=2014-13-01.1", 400, "2014-13-01.1"),
        ("&limit=0", 400, "limit"),
        ("&offset=2", 400, "offset"),
        ("&as_of=99", 404, "99"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_remedy(
    client: FlaskClient, query: str, status: int, word: str
) -> None:
    answer = client.get(f"{REGISTER_OF_TOWN}{query}&lang=en")
    assert answer.status_code == status
    assert word in answer.get_json()["detail"]
