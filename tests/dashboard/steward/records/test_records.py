"""Single records in the stewards' rooms: found, added, corrected, withdrawn; where they are
counted, and why not.
"""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from tests.dashboard.stewarding_world import changeable, signed_in
from tests.sample_programme import SampleProgramme

NEW = {
    "f-number": "К/7",
    "f-date": "05.03.2014",
    "f-request": "consulting",
    "reason": "from the log",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Iterator[SampleProgramme]:
    with changeable(tmp_path_factory.mktemp("records")) as world:
        yield world


def address(kind: str, number: str) -> str:
    return f"/steward/records/{kind}/{quote(number, safe='')}"


def began(page: str) -> str:
    return re.search(r'name="began" value="(\d+)"', page)[1]


def section(page: str, name: str) -> str:
    """The text of one section of a record's page."""
    inner = re.search(rf'<section class="panel" id="{name}">(.*?)</section>', page, re.DOTALL)[1]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", inner)))


def test_a_record_is_added_corrected_and_withdrawn_each_with_its_receipt(anna, world):
    added = anna.post("/steward/records/consultations/new", data=NEW)
    assert added.status_code == 303
    receipt = anna.get(added.location).text
    assert "from the log" in receipt
    assert re.search(r"[12] numbers? changed", receipt)
    page = anna.get(address("consultations", "К/7")).text
    assert 'value="2014-03-05"' in page
    assert "visits 2014" in section(page, "counted")
    assert "“Topic” is “not stated”, and counted are: Legal matters" in section(page, "missed")
    mended = NEW | {
        "f-date": "2015-03-05",
        "f-topic": "law",
        "began": began(page),
        "reason": "a year late",
    }
    assert anna.post(address("consultations", "К/7"), data=mended).status_code == 303
    page = anna.get(address("consultations", "К/7")).text
    assert "law 2015" in section(page, "counted")
    history = section(page, "history")
    assert "a year late" in history
    assert "Date: 2014-03-05 → 2015-03-05" in history
    gone = {"began": began(page), "do": "withdraw", "reason": "typed twice"}
    assert anna.post(address("consultations", "К/7"), data=gone).status_code == 303
    page = anna.get(address("consultations", "К/7")).text
    assert "is counted nowhere" in page
    assert "counted in no number" in section(page, "counted")
    assert "withdrawn in revision" in section(page, "missed")
    assert re.findall(r'name="do" value="(\w+)"', page) == ["restore"]
    assert "К/7" in anna.get("/steward/records?kind=consultations&state=withdrawn").text
    assert "К/7" not in anna.get("/steward/records?kind=consultations").text
    back = mended | {"began": began(page), "do": "restore", "reason": "once was right"}
    assert anna.post(address("consultations", "К/7"), data=back).status_code == 303
    page = anna.get(address("consultations", "К/7")).text
    assert "law 2015" in section(page, "counted")
    assert "brought back" in section(page, "history")
    assert "К/7" not in anna.get("/steward/records?kind=consultations&state=withdrawn").text
    assert (
        anna.post(address("consultations", "К/7"), data=gone | {"began": began(page)}).status_code
        == 303
    )


def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(anna, world):
    before = world.database.newest()
    bad = NEW | {
        "f-number": '"><script>x</script>',
        "f-date": "31.02.2014",
        "f-people": "many",
        "f-district": "gone",
    }
    page = anna.post("/steward/records/consultations/new", data=bad)
    assert page.status_code == 400
    assert 'id="f-date-wrong"' in page.text
    assert 'id="f-people-wrong"' in page.text
    assert 'value="31.02.2014"' in page.text
    assert '<option value="gone" selected>' in page.text
    assert "&#34;&gt;&lt;script&gt;" in page.text
    assert "<script>x" not in page.text
    page = anna.post("/steward/records/consultations/new", data=bad | {"reason": ""})
    assert "not said why" in page.text
    assert 'id="f-date-wrong"' in page.text
    page = anna.post("/steward/records/consultations/new", data=NEW | {"reason": " "})
    assert page.status_code == 400
    assert 'value="05.03.2014"' in page.text
    assert world.database.newest() == before


def test_somebody_faster_is_named_and_a_second_press_is_deliberate(server, anna, world):
    data = NEW | {"f-number": "C-1"}
    anna.post("/steward/records/consultations/new", data=data)
    first = began(anna.get(address("consultations", "C-1")).text)
    boris = signed_in(server, "boris")
    boris.post(address("consultations", "C-1"), data=data | {"began": first, "f-people": "3"})
    mine = data | {"began": first, "f-people": "4", "f-note": "my own words"}
    page = anna.post(address("consultations", "C-1"), data=mine)
    assert page.status_code == 409
    assert "boris" in page.text
    assert "my own words" in page.text
    assert "Saved meanwhile: 3" in page.text
    again = mine | {"began": began(page.text)}
    assert anna.post(address("consultations", "C-1"), data=again).status_code == 303
    taken = anna.post("/steward/records/consultations/new", data=data)
    assert taken.status_code == 409
    assert "anna" in taken.text


def test_the_same_content_makes_no_revision(anna, world):
    data = NEW | {"f-number": "S-1"}
    anna.post("/steward/records/consultations/new", data=data)
    before = world.database.newest()
    again = anna.post(
        address("consultations", "S-1"),
        data=data | {"began": began(anna.get(address("consultations", "S-1")).text)},
    )
    assert "unchanged=1" in again.location
    assert "what stood already" in anna.get(again.location).text
    assert world.database.newest() == before


def test_an_organisation_that_is_needed_stays(anna, world):
    grant = {"f-number": "G-1", "f-date": "2014-05", "f-organisation": "NGO-1", "reason": "r"}
    anna.post("/steward/records/grants/new", data=grant)
    page = anna.get(address("grants", "G-1")).text
    assert "Veterans&#39; council" in page
    assert (
        "is not among “Grants awarded”: “Decision” is “Pending”".lower()
        in section(page, "missed").lower()
    )
    (number,) = {
        unescape(href)
        for href in re.findall(
            r'/organisations/([^"?#]+)', anna.get("/steward/records?kind=organisations").text
        )
    } - {"new"}
    page = anna.get(f"/steward/records/organisations/{number}").text
    assert "counted in no number" in section(page, "counted")
    refused = anna.post(
        f"/steward/records/organisations/{number}",
        data={"began": began(page), "do": "withdraw", "reason": "r"},
    )
    assert refused.status_code == 400
    assert "G-1" in refused.text


def test_records_are_found(anna):
    anna.post(
        "/steward/records/consultations/new",
        data=NEW | {"f-number": "F-1", "f-note": "Ведомость", "f-district": "north"},
    )
    page = anna.get(
        "/steward/records?kind=consultations&words=ведомость&district=north&period=2014-Q1"
    ).text
    assert address("consultations", "F-1") in page
    assert "Found: 1" in page
    assert (
        "Nothing was found"
        in anna.get("/steward/records?kind=consultations&words=ведомость&period=2015").text
    )
    wrong = anna.get("/steward/records?kind=consultations&period=spring")
    assert wrong.status_code == 400
    assert "no period" in wrong.text


def test_a_row_that_nobody_could_have_begun_from_is_refused(anna):
    anna.post("/steward/records/consultations/new", data=NEW | {"f-number": "B-1"})
    for strange in ("9" * 40, "-1", "x"):
        answer = anna.post(
            address("consultations", "B-1"), data=NEW | {"f-number": "B-1", "began": strange}
        )
        assert answer.status_code == 400


@pytest.mark.parametrize(
    "path", ["nonsense/new", "consultations/no-such", "../etc/new", "consultations"]
)
def test_what_there_is_not_is_not_found(anna, path):
    assert anna.get(f"/steward/records/{path}").status_code == 404


def test_only_stewards_of_the_programme_change_records(server, world):
    before = world.database.newest()
    for name in ("vera", "elsewhere"):
        assert (
            signed_in(server, name).post("/steward/records/consultations/new", data=NEW).status_code
            == 403
        )
    assert server.test_client().post(
        "/steward/records/consultations/new", data=NEW
    ).status_code in (303, 401)
    assert world.database.newest() == before
    assert (
        signed_in(server, "elsewhere").get("/steward/records/consultations").status_code == 403
    ), "nor read why"


def test_a_closed_year_asks_for_a_publisher(server, anna, world):
    from data.database.closing import close_year

    with world.database.transaction("close", "2016", author="pavel", reason="settled") as change:
        close_year(change, world.programme_id, 2016)
    late = NEW | {"f-number": "L-1", "f-date": "2016-01-01"}
    assert anna.post("/steward/records/consultations/new", data=late).status_code == 400
    assert (
        signed_in(server, "pavel")
        .post("/steward/records/consultations/new", data=late | {"closed_year": "1"})
        .status_code
        == 303
    )


@pytest.mark.parametrize(
    ("name", "leads"), [("anna", True), ("vera", False), ("elsewhere", False), (None, False)]
)
def test_a_counted_record_leads_a_steward_to_its_own_page(server, world, name, leads):
    reader = signed_in(server, name) if name else server.test_client()
    argument = {
        "id": "indicator-records-question",
        "property": "data",
        "value": "/indicator/visits?period=2015",
    }
    output = {"id": "indicator-records", "property": "children"}
    body = {
        "output": "indicator-records.children",
        "outputs": output,
        "inputs": [argument],
        "changedPropIds": ["indicator-records-question.data"],
    }
    drawn = str(reader.post("/_dash-update-component", json=body).json)
    assert "data-total" in drawn
    assert ("/steward/records/consultations/" in drawn) == leads


@pytest.mark.parametrize("number", ["new", ".", "..", "a/../b", "/a", "a//b", "a/", "b/new"])
def test_every_number_has_a_page_at_which_it_can_be_changed(anna, world, number: str) -> None:
    assert (
        anna.post("/steward/records/consultations/new", data=NEW | {"f-number": number}).status_code
        == 303
    )
    listed = anna.get("/steward/records?kind=consultations").text
    address = unescape(re.search(rf'href="([^"]*)">{re.escape(number)}</a>', listed)[1])
    page = anna.get(address)
    assert (page.status_code, f'value="{number}"' in page.text) == (200, True)
    action = unescape(
        re.search(r'<form class="panel row-form" method="post" action="([^"]*)"', page.text)[1]
    )
    gone = {"began": began(page.text), "do": "withdraw", "reason": "a test"}
    assert anna.post(action, data=gone).status_code == 303
    assert "is counted nowhere" in anna.get(address).text
    assert anna.post(action, data=NEW | {"began": "0"}).status_code in (400, 409)


def test_another_language_of_a_record_s_page_is_that_record_s(anna) -> None:
    anna.post("/steward/records/consultations/new", data=NEW | {"f-number": "why? 5%25"})
    page = anna.get(address("consultations", "why? 5%25")).text
    other = unescape(re.search(r'href="([^"]*lang=ru[^"]*)"', page)[1])
    assert 'value="why? 5%25"' in anna.get(other).text


def test_the_blank_form_stays_where_it_was(anna) -> None:
    assert 'name="began"' not in anna.get("/steward/records/consultations/new").text


def test_two_values_of_what_has_one_are_refused(anna) -> None:
    data = MultiDict([*(NEW | {"f-number": "DD1"}).items(), ("f-number", "DD2")])
    page = anna.post("/steward/records/consultations/new", data=data)
    assert (page.status_code, "was sent several times" in page.text) == (400, True)
    assert (
        "DD1"
        not in anna.get("/steward/records?kind=consultations&words=DD1").text.partition("<table")[2]
    )
    both = MultiDict(
        [("f-number", "E-1"), ("f-date", "2014-03-05"), ("f-type", "seminar"), ("f-title", "Both")]
    )
    both.setlist("f-districts", ["north", "south"])
    both.add("reason", "together")
    assert anna.post("/steward/records/events/new", data=both).status_code == 303


@pytest.mark.parametrize(
    ("spelling", "label"),
    [
        ("I квартал 2014", "2014-Q1"),
        ("январь–март 2014", "2014-Q1"),
        ("март 2014", "2014-03"),
        ("03.2014", "2014-03"),
        ("March 2014", "2014-03"),
    ],
)
def test_records_are_found_by_a_period_as_people_write_it(anna, spelling, label):
    assert found_in(anna, spelling) == found_in(anna, label)


def found_in(client: FlaskClient, period: str) -> list[str]:
    """The numbers of the consultations that the list finds in a period."""
    page = client.get("/steward/records", query_string={"kind": "consultations", "period": period})
    assert "Found: " in page.text
    return re.findall(r'href="(/steward/records/consultations/[^"]+)"', page.text)


def test_periods_are_offered_to_pick_where_one_is_asked_for(anna):
    for address in ("/steward/records", "/steward/records/observations/new", "/steward/imports"):
        page = anna.get(address).text
        assert page.count('list="periods"') == page.count('<datalist id="periods">') == 1, address
        assert '<option value="Q2 2015">' in page


def test_a_value_is_reported_for_a_period_as_people_write_it(anna):
    reported = {
        "f-indicator": "opinion",
        "f-period": "2 квартал 2015",
        "f-value": "55",
        "f-stage": "refined",
    }
    assert (
        anna.post(
            "/steward/records/observations/new", data=reported | {"reason": "survey"}
        ).status_code
        == 303
    )
    assert "2015-Q2" in anna.get("/steward/records?kind=observations").text


def test_a_doubtful_value_is_asked_about_in_the_form_of_a_record(anna):
    data = {
        "f-indicator": "opinion",
        "f-period": "2015-Q3",
        "f-value": "7000",
        "f-stage": "refined",
        "reason": "survey",
    }
    anna.post(
        "/steward/records/observations/new", data=data | {"f-period": "2014-Q3", "f-value": "70"}
    )
    answer = anna.post("/steward/records/observations/new", data=data)
    assert answer.status_code == 400
    assert "tick “The value is right”" in answer.text
    assert 'name="sure" value="7000"' in answer.text
    assert (
        anna.post("/steward/records/observations/new", data=data | {"sure": "7000"}).status_code
        == 303
    )
