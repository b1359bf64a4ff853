"""The register's page and an organisation's: what the address says, and that no person is named."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from dashboard.components import filters
from dashboard.request_reading import read_page_request
from dashboard.sections import organisation
from dashboard.sections.register import listing
from data.passports import DEFAULT_PROGRAMME
from data.refusals import NotFound, Refusal
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    """Two NGOs, thirty supports of one of them, a request of each and one of a citizen."""
    url = f"sqlite:///{tmp_path_factory.mktemp('register') / 'itog.db'}"
    with SampleProgramme(url, code=DEFAULT_PROGRAMME) as world:
        with world.revision():
            house = world.organisation(
                "Фонд «Кола Бельды»", address="ул. Мира, 1", inn="2700000001"
            )
            other = world.organisation("Зелёный дом")
            for day in range(1, 31):
                world.record(
                    "supports", f"2014-03-{day:02}", "north", number=f"П-{day}",
                    organisation_id=house, amount=1000 if day < 3 else None,
                )  # fmt: skip
            world.record(
                "supports", "2015-03-01", "south", number="П-31", organisation_id=other,
                form="training", violation=True, violation_details="Вынесено предупреждение",
            )  # fmt: skip
            for requester in ("ngo", None, "citizen"):
                world.record(
                    "consultations", "2014-05-05", organisation_id=house, requester=requester,
                    note="Пришла Иванова",
                )  # fmt: skip
            world.record(
                "grants",
                "2014-02-01",
                number="Г-1",
                organisation_id=house,
                title="Школа",
                decision="awarded",
                decided_on="2014-03-01",
                awarded=Decimal(70_500),
                direction="дети",
            )
            world.record("events", "2014-06-01", "north", organisation_id=house, title="Чтения")
        world.house, world.other = house, other
        yield world


def drawn(server, draw, href: str) -> str:
    """What a block says, in Russian."""
    with server.test_request_context(href, headers={"X-Lang": "ru"}):
        content = draw(read_page_request(href))
        parts = content if isinstance(content, list) else [content]
        return "".join(str(part.to_plotly_json()) for part in parts)


def test_the_three_counts_stand_apart(server) -> None:
    text = drawn(server, listing.draw_counts, "/register")
    values = re.findall(r"Dd\(children='([^']*)', className='counts__value'", text)
    assert values == ["31", "2", r"2\xa0000 руб.", "1"]
    assert "По 2 записям, где размер указан" in text.replace("\u00a0", " ")


def test_a_page_leads_to_the_next_and_back(server) -> None:
    first = drawn(server, listing.draw_entries, "/register")
    assert "after=2014-03-07." in first
    assert "В начало" not in first
    where = first.split("after=")[1].split("'")[0]
    second = drawn(server, listing.draw_entries, f"/register?after={where}")
    assert ">П-6<" in second
    assert ">П-7<" not in second
    assert "В начало" in second
    assert "Следующие записи" not in second


def test_another_choice_begins_afresh_and_keeps_the_rest(server) -> None:
    href = "/register?years=2014&form=financial&after=2014-03-07.5"
    with server.test_request_context(href):
        from dashboard.sections.register import choices

        page_request = read_page_request(href)
        options = str(choices.violations(page_request).to_plotly_json())
    assert "/register?years=2014&form=financial&violation=yes" in options
    assert "after" not in options


@pytest.mark.parametrize(
    "href",
    [
        "/register?form=gold",
        "/register?violation=maybe",
        "/register?after=yesterday",
        "/register?after=2014-13-40.1",
        "/register?after=2014-01-01.999999999999999999999",
    ],
)
def test_what_cannot_be_read_is_refused(client, server, href: str) -> None:
    with pytest.raises(Refusal):
        drawn(server, listing.draw_entries, href)
    assert client.get(href).status_code == 400


@pytest.mark.parametrize("path", ["/register", "/organisation/{house}", "/register?search=%25"])
@pytest.mark.parametrize("more", ["", "as_of=1", "utm_source=mail"])
def test_pages_open(client, world, path: str, more: str) -> None:
    href = path.format(house=world.house)
    if "organisation" in href and more == "as_of=1":
        assert client.get(f"{href}?{more}").status_code == 404
        return
    assert client.get(f"{href}{'&' if '?' in href else '?'}{more}").status_code == 200


@pytest.mark.parametrize("number", ["0", "99999", "кола", "1.5", "9" * 40])
def test_an_organisation_that_is_not_there_is_not_found(client, number: str) -> None:
    answer = client.get(f"/organisation/{number}", headers={"X-Lang": "ru"})
    assert answer.status_code == 404


def test_an_organisation_says_what_it_received_and_names_nobody(server, world) -> None:
    href = f"/organisation/{world.house}"
    blocks = (
        organisation.draw_facts, organisation.draw_supports, organisation.draw_applications,
        organisation.draw_events, organisation.draw_requests,
    )  # fmt: skip
    text = "".join(drawn(server, draw, href) for draw in blocks)
    words = ("ул. Мира, 1", "2700000001", "Школа", "Чтения", "П-30", "дети")
    assert [word for word in words if word not in text] == []
    assert "70\\xa0500" in text, "what was awarded stands beside the application"
    assert "И ещё 5 более ранних записей" in text
    assert "Иванова" not in text, "a note may name a person"


def test_requests_of_citizens_are_not_the_organisations(server, world) -> None:
    with world.database.read() as session:
        from indicators.register.organisation import organisation_profile

        profile = organisation_profile(session, world.code, world.house)
    assert profile.requests == {2014: {"consulting": 2}}


def test_a_merged_organisation_shows_the_other(server, world) -> None:
    from data.organisations.merging import merge, unmerge

    with world.revision("merge") as change:
        merge(change, world.programme_id, world.other, world.house)
    text = drawn(server, organisation.draw_facts, f"/organisation/{world.other}")
    with world.revision("merge") as change:
        unmerge(change, world.programme_id, world.other)
    assert all(word in text for word in ("Фонд «Кола Бельды»", "Зелёный дом", "'31'"))


def test_the_search_comes_with_every_other_choice(server) -> None:
    href = "/register?years=2014&district=north&search=%D1%84%D0%BE%D0%BD%D0%B4"
    with server.test_request_context(href):
        from dashboard.sections.register import choices

        form = str(choices.search(read_page_request(href)).to_plotly_json())
    hidden = dict(re.findall(r"Input\(value='([^']*)', type='hidden', name='([^']*)'", form))
    assert hidden == {"2014": "years", "north": "district"}
    assert "value='фонд'" in form


def test_an_unknown_organisation_is_refused_with_words(server) -> None:
    with pytest.raises(NotFound):
        drawn(server, organisation.draw_facts, "/organisation/424242")


@pytest.mark.parametrize(
    ("district", "more"),
    [
        ("", None),
        ("?district=north", ["/register?district=north", "/register?district=north,south"]),
        ("?district=north,south", None),
    ],
)
def test_districts_are_added_to_one_that_is_chosen(server, district: str, more) -> None:
    with server.test_request_context("/register"):
        _own, *together = filters.district(read_page_request(f"/register{district}"), together=True)
        offered = [each["value"] for each in together[0].children[1].options] if together else None
    assert offered == more
