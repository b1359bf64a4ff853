"""The stewards' home: what is due, what is late, what is complete, who answers, which years are
closed.
"""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from dashboard.request_reading import read_page_request
from dashboard.sections import freshness
from data.accounts import accounts
from data.accounts.assigning import Assignees, assignments
from data.organisations.merging import merged_into
from tests.sample_programme import SampleProgramme

PHRASE = "correct horse battery"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """A town of long ago: 2014 is reported, the rest is late; two organisations look like one."""
    url = f"sqlite:///{tmp_path_factory.mktemp('home') / 'itog.db'}"
    with SampleProgramme(url, code="khabarovsk-2014-2020") as world:
        with world.revision():
            world.define("visits", kind="count", measure="consultations", key=True)
            world.define("asking", kind="distinct", measure="consultations", of="organisation")
            world.define("opinion", kind="observed", combine={"places": "none", "periods": "none"})
            world.observe("opinion", "2014", 5, by="Страна рождения=Чили")
            for name, number in (("АНО «Мост»", "1"), ("Мост", "2"), ("Сад", "3")):
                identity = world.organisation(name, number=number)
                world.record("consultations", "2014-03-05", "north", organisation_id=identity)
            world.cover("consultations", "2014")
            world.cover("consultations", "2015-Q1", districts=["north"])
        with world.database.writing("accounts") as session:
            for name, role in (("anna", "publisher"), ("pavel", "publisher"), ("boris", "steward")):
                accounts.add(session, name, PHRASE, role=role)
        yield world


@pytest.fixture
def signed(serving, world: SampleProgramme) -> Iterator:
    """A browser in which somebody has signed in: ``signed("anna")``."""
    with serving(world.database) as server:

        def sign_in(name: str) -> FlaskClient:
            client = server.test_client()
            assert client.post("/login", data={"name": name, "password": PHRASE}).status_code == 303
            return client

        yield sign_in


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_nobody_enters(serving, world: SampleProgramme) -> None:
    with serving(world.database) as server:
        for path in ("", "/overdue", "/completeness", "/years", "/assignments", "/organisations"):
            assert server.test_client().get(f"/steward{path}").status_code in (302, 303, 401, 403)


def test_an_owner_is_told_what_is_late_and_who_owns_nothing_is_told_so(signed) -> None:
    anna = signed("anna")
    assert "не закреплён" in text_of(anna.get("/steward").text)
    data = {"owner.visits": "boris", "contact.visits": "40-12-34", "reason": "приказ № 5"}
    kept = anna.post("/steward/assignments", data=data)
    assert kept.status_code == 303
    assert "/steward/audit/" in kept.headers["Location"]
    boris = text_of(signed("boris").get("/steward").text)
    assert "visits" in boris
    assert "Просрочено" in boris
    assert "Сдан 1 период." in boris
    assert "opinion" not in boris
    overdue = text_of(anna.get("/steward/overdue").text)
    assert overdue.index("boris") < overdue.index("никто не назначен") < overdue.index("opinion")
    assert "40-12-34" in overdue
    assert "сдано частично" in overdue


def test_assignments_are_a_publishers_with_a_reason_and_keep_what_was_typed(signed) -> None:
    anna = signed("anna")
    data = {"owner.opinion": "anna", "contact.opinion": "<b>вахта</b>"}
    refused = anna.post("/steward/assignments", data=data)
    assert refused.status_code == 400
    assert "&lt;b&gt;вахта&lt;/b&gt;" in refused.text
    unknown = anna.post("/steward/assignments", data={"owner.opinion": "nobody", "reason": "так"})
    assert unknown.status_code == 400
    assert (
        signed("boris").post("/steward/assignments", data={**data, "reason": "так"}).status_code
        == 403
    )


def test_who_may_not_enter_data_answers_for_nothing(signed, world: SampleProgramme) -> None:
    with world.database.writing("test") as session:
        accounts.add(session, "vera", PHRASE, role="viewer")
        accounts.add(session, "other", PHRASE, programmes=["elsewhere"])
    before = answering(world)
    for name in ("vera", "other"):
        refused = signed("anna").post(
            "/steward/assignments", data={"owner.visits": name, "reason": "так"}
        )
        assert refused.status_code == 400
        assert f"учётная запись «{name}» не может вносить данные" in text_of(refused.text)
    assert answering(world) == before


def test_two_publishers_at_once_lose_nothing(signed, world: SampleProgramme) -> None:
    anna, pavel = signed("anna"), signed("pavel")
    began = re.search(r'name="began" value="(\d+)"', anna.get("/steward/assignments").text)[1]
    stood = {
        f"{field}.{code}": value or ""
        for code, assignment in answering(world).items()
        for field, value in vars(assignment).items()
    }
    opened = {**stood, "began": began, "reason": "приказ"}
    assert (
        anna.post(
            "/steward/assignments", data={**opened, "contact.opinion": "кабинет 1"}
        ).status_code
        == 303
    )
    assert (
        pavel.post(
            "/steward/assignments", data={**opened, "contact.visits": "кабинет 2"}
        ).status_code
        == 303
    )
    assert {code: assignment.contact for code, assignment in answering(world).items()} == {
        "opinion": "кабинет 1",
        "visits": "кабинет 2",
    }
    refused = pavel.post(
        "/steward/assignments",
        data={**opened, "contact.opinion": "кабинет 3", "contact.visits": "кабинет 2"},
    )
    assert refused.status_code == 409
    assert "сменил(а) anna" in refused.text
    assert 'value="кабинет 3"' in refused.text
    again = re.search(r'name="began" value="(\d+)"', refused.text)[1]
    appointments = {
        **opened,
        "began": again,
        "contact.opinion": "кабинет 3",
        "contact.visits": "кабинет 2",
    }
    assert pavel.post("/steward/assignments", data=appointments).status_code == 303
    assert answering(world)["opinion"].contact == "кабинет 3"


def answering(world: SampleProgramme) -> dict[str, Assignees]:
    with world.database.read() as session:
        return assignments(session, world.programme_id)


def test_a_closed_year_is_a_publishers_to_close_and_open(signed, world: SampleProgramme) -> None:
    anna, boris = signed("anna"), signed("boris")
    assert boris.post("/steward/years/2014/close", data={"reason": "так"}).status_code == 403
    assert anna.post("/steward/years/2014/close", data={"reason": " "}).status_code == 400
    assert anna.post("/steward/years/2014/close", data={"reason": "утверждён"}).status_code == 303
    assert anna.post("/steward/years/2014/close", data={"reason": "ещё раз"}).status_code == 409
    assert "утверждён" in text_of(boris.get("/steward/years").text)
    refused = boris.post(
        "/steward/organisations/merge", data={"organisation": "1", "into": "2", "reason": "одна"}
    )
    assert refused.status_code == 400
    assert "/steward/years" in refused.text
    assert anna.post("/steward/years/2014/open", data={"reason": "суд"}).status_code == 303


def test_two_that_are_one_are_merged_with_a_reason_and_taken_apart_again(
    signed, world: SampleProgramme
) -> None:
    boris = signed("boris")
    listed = boris.get("/steward/organisations").text
    (address,) = re.findall(r'href="(/steward/organisations/merge[^"]*)"', listed)
    address = address.replace("&amp;", "&")
    preview = text_of(boris.get(address).text)
    assert "asking" in preview
    assert "Объединить" in preview
    assert boris.post(address, data={"reason": ""}).status_code == 400
    assert mergers(world) == {}
    assert boris.post(address, data={"reason": "одна и та же"}).status_code == 303
    (merged,) = mergers(world)
    assert "одна и та же" in boris.get("/steward/organisations").text
    assert "asking" in text_of(boris.get(f"/steward/organisations/{merged}/undo").text)
    assert (
        boris.post(f"/steward/organisations/{merged}/undo", data={"reason": "ошибка"}).status_code
        == 303
    )
    assert mergers(world) == {}


def mergers(world: SampleProgramme) -> dict[int, int]:
    with world.database.read() as session:
        return merged_into(session, world.programme_id)


def test_two_may_be_named_by_their_numbers_and_unknown_ones_are_refused(signed) -> None:
    boris = signed("boris")
    known = boris.get("/steward/organisations/merge?by_number=1&organisation=3&into=2")
    assert "Сад" in known.text
    for organisation, into, status in (("3", "3", 400), ("3", "404", 404), ("", "", 404)):
        query = {"by_number": "1", "organisation": organisation, "into": into}
        assert boris.get("/steward/organisations/merge", query_string=query).status_code == status


def test_the_matrix_tells_complete_partly_and_nothing_in_words(signed) -> None:
    boris = signed("boris")
    for by, parts in (("quarter", 4), ("month", 12)):
        page = boris.get(f"/steward/completeness?year=2015&by={by}").text
        assert "Страна рождения" in page
        assert "split=%D0%A1%D1%82%D1%80" in page, (
            "what is missing leads to the grid of these parts"
        )
        assert page.count("status--achieved") == 1 + parts // 4
        assert "covers=2015-Q2" in page or by == "month"
    assert boris.get("/steward/completeness?year=1999").status_code == 400
    assert boris.get("/steward/completeness?by=<script>").status_code == 200


def test_a_card_says_how_fresh_it_is(signed, world: SampleProgramme) -> None:
    client = signed("boris")
    with client.application.test_request_context("/"):
        assert re.fullmatch(r"\d\d\.\d\d\.\d{4}", freshness.day(read_page_request("/"), "visits"))
        assert freshness.day(read_page_request("/"), "opinion") == ""


def test_what_is_missing_leads_to_the_form_with_its_kind_period_and_district_chosen(signed) -> None:
    boris = signed("boris")
    (address,) = re.findall(
        r'href="(/steward/imports[^"]*covers=2015-Q2[^"]*districts=south[^"]*)"',
        boris.get("/steward/completeness?year=2015").text,
    )
    form = boris.get(address.replace("&amp;", "&")).text
    assert 'value="2015-Q2"' in form
    assert '<option value="consultations" selected>' in form
    assert re.search(r'value="south" checked', form)
    assert not re.search(r'value="north" checked', form)
