"""The register: which entries, in which order, how fast, and three counts that are never one."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

import pytest
from sqlalchemy import text

from data.imports import kind_of
from data.refusals import Refusal
from indicators.answers.grid import answers
from indicators.answers.question import Question
from indicators.records import list_order
from indicators.records.list_order import record_order
from indicators.register import filters
from indicators.register.entries import RegisterPage, all_entries, register_page
from indicators.register.filters import RegisterFilter
from indicators.register.totals import register_totals
from tests import template_databases
from tests.sample_programme import SampleProgramme

EVERYTHING = RegisterFilter()


def filled(url: str) -> SampleProgramme:
    """Five supports of two NGOs, of which one has a second name, and one support of nobody."""
    cuts = {"okrugs": {"left": ["north"], "right": ["south"]}}
    with SampleProgramme(url, cuts=cuts) as world:
        with world.revision():
            world.define("ngos", kind="distinct", measure="supports", of="organisation")
            world.define("entries", kind="count", measure="supports")
            world.define("roubles", kind="sum", measure="supports", amount="amount")
            house = world.organisation("Общественный фонд «Кола Бельды»", inn="2700000001")
            again = world.organisation("Кола Бельды, фонд")
            green = world.organisation("Зелёный дом", ogrn="1022700000003", address="ул. Мира, 1")
            for number, date, district, whose, more in (
                ("П-1", "2014-03-05", ["north"], house, {"amount": Decimal("100000.50")}),
                ("П-2", "2014-03-05", ["south"], green, {"form": "training"}),
                ("П-3", "2015-01-10", [], again, {"amount": Decimal("0.50"), "violation": True}),
                ("П-4", "2015-07-01", ["north"], house, {"form": "property"}),
                ("П-5", "2016", ["south"], None, {"form": "training"}),
            ):
                world.record(
                    "supports", date, *district, number=number, organisation_id=whose, **more
                )
            world.cover("supports", "2014..2016")
        world.house, world.again, world.green = house, again, green
    return world


@pytest.fixture
def world(database_url: str) -> Iterator[SampleProgramme]:
    with template_databases.from_template(database_url, filled).over(database_url) as world:
        yield world


def days(*numbers: int) -> tuple[datetime.date, datetime.date]:
    return datetime.date(*numbers[:3]), datetime.date(*numbers[3:])


def page(
    world: SampleProgramme, register_filter: RegisterFilter = EVERYTHING, **more
) -> RegisterPage:
    with world.database.read() as session:
        return register_page(session, world.code, register_filter, **more)


def numbers(world: SampleProgramme, register_filter: RegisterFilter = EVERYTHING) -> list[str]:
    return [entry.number for entry in page(world, register_filter).entries]


def totals(
    world: SampleProgramme, register_filter: RegisterFilter = EVERYTHING, as_of: int | None = None
):
    with world.database.read() as session:
        return register_totals(session, world.code, register_filter, as_of)


def test_the_newest_decision_stands_first(world: SampleProgramme) -> None:
    assert numbers(world) == ["П-5", "П-4", "П-3", "П-2", "П-1"]


def test_an_entry_says_whose_it_is_and_what_was_given(world: SampleProgramme) -> None:
    by_number = {entry.number: entry for entry in page(world).entries}
    second = by_number["П-2"]
    assert (second.recipient.name, second.recipient.ogrn, second.recipient.address) == (
        "Зелёный дом",
        "1022700000003",
        "ул. Мира, 1",
    )
    assert (second.form, second.amount, second.decided_on) == (
        "training",
        None,
        datetime.date(2014, 3, 5),
    )
    assert by_number["П-1"].amount == Decimal("100000.50")
    assert by_number["П-5"].recipient is None


@pytest.mark.parametrize(
    ("register_filter", "expected"),
    [
        (RegisterFilter(years=(2014, 2014)), ["П-2", "П-1"]),
        (RegisterFilter(years=(2016, 2016)), ["П-5"]),
        (RegisterFilter(form="training"), ["П-5", "П-2"]),
        (RegisterFilter(district="north"), ["П-4", "П-1"]),
        (RegisterFilter(district="none"), ["П-3"]),
        (RegisterFilter(district="right", cut="okrugs"), ["П-5", "П-2"]),
        (RegisterFilter(district="north,south"), ["П-5", "П-4", "П-2", "П-1"]),
        (RegisterFilter(district="left,right"), ["П-5", "П-4", "П-2", "П-1"]),
        (RegisterFilter(days=days(2014, 3, 5, 2015, 1, 10)), ["П-3", "П-2", "П-1"]),
        (RegisterFilter(days=days(2014, 3, 6, 2016, 12, 30)), ["П-4", "П-3"]),
        (RegisterFilter(days=days(2015, 7, 1, 2016, 12, 31)), ["П-5", "П-4"]),
        (RegisterFilter(violation=True), ["П-3"]),
        (RegisterFilter(violation=False, form="financial"), ["П-1"]),
        (RegisterFilter(words="зеленый ДОМ"), ["П-2"]),
        (RegisterFilter(words="“кола бельды”"), ["П-4", "П-3", "П-1"]),
        (RegisterFilter(words="дом зелёный"), ["П-2"]),
        (RegisterFilter(words="1022700000003"), ["П-2"]),
        (RegisterFilter(words="П-3"), ["П-3"]),
        (RegisterFilter(words="%"), []),
        (RegisterFilter(words="а" * 1001), []),
    ],
)
def test_what_is_wanted_is_listed_and_counted(
    world: SampleProgramme, register_filter: RegisterFilter, expected: list[str]
) -> None:
    assert numbers(world, register_filter) == expected
    assert totals(world, register_filter).entries == len(expected)


def test_entries_organisations_and_roubles_are_three_counts(world: SampleProgramme) -> None:
    counted = totals(world)
    assert (counted.entries, counted.organisations) == (5, 3)
    assert (counted.roubles, counted.paid, counted.violations) == (Decimal("100001.00"), 2, 1)


def test_roubles_that_nobody_has_named_are_no_zero(world: SampleProgramme) -> None:
    assert totals(world, RegisterFilter(form="training")).roubles is None


def test_a_merger_is_followed_from_its_revision_on(world: SampleProgramme) -> None:
    from data.organisations.merging import merge

    before = page(world).revision
    with world.revision("merge") as change:
        merge(change, world.programme_id, world.again, world.house)
    assert totals(world).organisations == 2
    assert totals(world, as_of=before).organisations == 3
    own = RegisterFilter(organisation=world.house)
    assert numbers(world, own) == ["П-4", "П-3", "П-1"]
    third = next(entry for entry in page(world).entries if entry.number == "П-3")
    assert (third.recipient.identity, third.recipient.own_name) == (
        world.house,
        "Кола Бельды, фонд",
    )


@pytest.mark.parametrize("year", [2014, 2015, 2016])
@pytest.mark.parametrize("district", [None, "north", "south", "none"])
def test_each_count_is_its_indicators(
    world: SampleProgramme, year: int, district: str | None
) -> None:
    counted = totals(world, RegisterFilter(years=(year, year), district=district))
    question = Question(programme=world.code, years=(year, year), district=district)
    with world.database.read() as session:
        values = {each.indicator: each.value for each in answers(session, question)}
    assert values == {
        "entries": counted.entries,
        "ngos": counted.organisations,
        "roubles": counted.roubles or 0,
    }


def test_pages_follow_one_another_without_a_gap(world: SampleProgramme) -> None:
    listed, after = [], None
    while True:
        each = page(world, after=after, limit=2)
        listed += [entry.number for entry in each.entries]
        after = each.following
        if after is None:
            break
    assert listed == ["П-5", "П-4", "П-3", "П-2", "П-1"]


def test_what_was_corrected_stands_as_of_its_revision(world: SampleProgramme) -> None:
    with world.database.read() as session:
        row = register_page(session, world.code, RegisterFilter(words="П-1")).entries[0]

    before = page(world).revision
    with world.database.read() as session:
        old = session.get(kind_of("supports").table, row.id)
    world.replace("supports", old, amount=Decimal(7))
    amounts = [
        page(world, RegisterFilter(words="П-1"), as_of=revision).entries[0].amount
        for revision in (before, None)
    ]
    assert amounts == [Decimal("100000.50"), Decimal(7)]


MANY = """
INSERT INTO support (id, since, programme_id, number, fingerprint, date, precision, year, half,
                     quarter, month, form, violation, organisation_id, illustrative)
WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 1000 + :count)
SELECT i, 1, :programme, 'М-' || i, '', '2015-0' || (1 + i % 9) || '-1' || (i % 9), 'day', 2015, 1,
       1, 1, CASE WHEN i % 4 THEN 'training' ELSE 'property' END, i % 7 = 0, :whose + i % 3, FALSE
FROM n
"""
"""A register of any length; what a page of it reads must not depend on that."""


def steps(world: SampleProgramme, register_filter: RegisterFilter, **more) -> int:
    """How many steps SQLite's machine takes for a page, in hundreds: each row it reads takes some."""
    taken = 0

    def count() -> None:
        nonlocal taken
        taken += 1

    with world.database.read() as session:
        driver = session.connection().connection.driver_connection
        driver.set_progress_handler(count, 100)
        try:
            entries = register_page(session, world.code, register_filter, **more).entries
        finally:
            driver.set_progress_handler(None, 0)
    assert entries
    return taken


@pytest.mark.parametrize(
    "register_filter", [EVERYTHING, RegisterFilter(form="property", violation=True)]
)
def test_a_page_of_a_hundred_thousand_entries_reads_as_little_as_one_of_hundreds(
    sqlite_url: str, register_filter: RegisterFilter
) -> None:
    taken = []
    with SampleProgramme(sqlite_url) as world:
        whose, *_others = (world.organisation(f"НКО {each}") for each in range(3))
        for count in (12_000, 100_000):
            with world.database.reshaping() as connection:
                connection.execute(text("DELETE FROM support"))
                values = {"programme": world.programme_id, "count": count, "whose": whose}
                connection.execute(text(MANY), values)
                connection.execute(text("ANALYZE"))
            # in the middle, where pages that are counted off would be slow
            middle = (datetime.date(2015, 5, 15), 10**9)
            taken.append(
                (steps(world, register_filter), steps(world, register_filter, after=middle))
            )
    (first, middle), (first_of_many, middle_of_many) = taken
    assert first_of_many <= first * 1.5
    assert middle_of_many <= middle * 1.5


@pytest.mark.parametrize("words", ["кола бельды", "П-3", "дом", "нет такого"])
def test_few_entries_and_many_are_found_alike(
    world: SampleProgramme, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    by_index = numbers(world, RegisterFilter(words=words))
    monkeypatch.setattr(filters, "FEW_ENTRIES", 0)
    assert numbers(world, RegisterFilter(words=words)) == by_index


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("date", ["П-1", "П-2", "П-3", "П-4", "П-5"]),
        ("-date", ["П-5", "П-4", "П-3", "П-2", "П-1"]),
        ("amount", ["П-3", "П-1", "П-5", "П-4", "П-2"]),
        ("-amount", ["П-1", "П-3", "П-5", "П-4", "П-2"]),
        ("-number", ["П-5", "П-4", "П-3", "П-2", "П-1"]),
        # the words of the law stand in its own order
        ("form", ["П-3", "П-1", "П-4", "П-5", "П-2"]),
        ("-violation", ["П-3", "П-5", "П-4", "П-2", "П-1"]),
    ],
)
def test_the_register_goes_by_a_field_from_either_end(
    world: SampleProgramme, order: str, expected: list[str]
) -> None:
    chosen = record_order(order)
    assert [each.number for each in page(world, order=chosen).entries] == expected
    walked, after = [], None
    for number in range(5):
        place = {"after": after} if chosen.is_by_date else {"skipped": number}
        part = page(world, order=chosen, limit=1, **place)
        walked += [each.number for each in part.entries]
        after = part.following
    assert (walked, after) == (expected, None)
    with world.database.read() as session:
        filed = all_entries(session, world.code, EVERYTHING, None, chosen)
    assert [each.number for each in filed] == expected


def test_a_long_register_goes_by_day_alone(
    world: SampleProgramme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_order, "MOST", 2)
    assert page(world).orders == ["date"]
    assert "amount" in page(world, RegisterFilter(years=(2014, 2014))).orders
    with pytest.raises(Refusal):
        page(world, order=record_order("amount"))
    assert len(page(world, order=record_order("date")).entries) == 5


@pytest.mark.parametrize("order", ["name", "organisation_id", "--date"])
def test_an_order_that_the_register_has_not_is_refused(world: SampleProgramme, order: str) -> None:
    with pytest.raises(Refusal):
        page(world, order=record_order(order))
