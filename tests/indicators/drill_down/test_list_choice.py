"""Words and an order of a list of records: what plain Python sorts and looks through, and no more of a
long list than an index has.
"""

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from data.refusals import Refusal
from indicators.answers.question import Question
from indicators.drill_down.choice import ListChoice
from indicators.drill_down.order import record_place
from indicators.drill_down.pages import RecordPage, RecordRow
from indicators.drill_down.records import record_stream, records
from indicators.records import list_order
from indicators.records.list_order import record_order
from tests import template_databases
from tests.sample_programme import SampleProgramme

COUNT: dict[str, Any] = {"kind": "count", "measure": "consultations"}
AN_EVENT = {
    "kind": "ratio",
    "numerator": COUNT,
    "denominator": {"kind": "count", "measure": "events"},
}
NUMBERS = 40
TOPICS = ("law", "grants", "other", None)
NOTES = ("Устав клуба", "Отчёт за год", None, "a_b 100%")


def filled(url: str) -> SampleProgramme:
    """Consultations of few days and amounts, some of an organisation."""
    dice = random.Random(7)
    with SampleProgramme(url) as world:
        world.define("visits", **COUNT)
        world.define("an_event", **AN_EVENT)
        with world.revision():
            house = world.organisation("Фонд «Кола Бельды»")
            green = world.organisation("Зелёный дом")
            for number in range(NUMBERS):
                year, month = dice.randint(2014, 2016), dice.choice([1, 1, 6, 10])
                day = dice.choice(["{}", "{}-{:02}", "{}-{:02}-01", "{}-{:02}-02"])
                world.record(
                    "consultations",
                    day.format(year, month),
                    dice.choice(["north", "south"]),
                    number=f"К-{number}",
                    people=dice.choice([None, 0, 1, 2, 10]),
                    topic=dice.choice(TOPICS),
                    note=dice.choice(NOTES),
                    organisation_id=dice.choice([house, green, None]),
                )
            world.record("events", "2015-05-05", "north", title="Fair")
    return world


@pytest.fixture
def town(database_url: str) -> Iterator[SampleProgramme]:
    with template_databases.from_template(database_url, filled).over(database_url) as world:
        yield world


def _page(world: SampleProgramme, code: str = "visits", **more: Any) -> RecordPage:
    period, as_of = more.pop("period", None), more.pop("as_of", None)
    with world.database.read() as session:
        return records(session, Question(world.code, (code,), as_of=as_of), period, **more)


def _all(world: SampleProgramme, order: str = "", words: str = "", **more: Any) -> list[RecordRow]:
    choice = ListChoice(words, record_order(order))
    return list(_page(world, choice=choice, **more).rows)


@pytest.mark.parametrize("order", ["date", "-date"])
@pytest.mark.parametrize("code", ["visits", "an_event"])
def test_pages_by_day_are_the_whole_from_either_end(
    town: SampleProgramme, code: str, order: str
) -> None:
    before = town.database.newest()
    for as_of in (None, before):
        for period in (None, "2015", "2014..2015"):
            whole = _all(town, order, code=code, period=period, as_of=as_of)
            assert _by_places(town, order, code, period, as_of) == whole
            oldest = _all(town, code=code, period=period, as_of=as_of)
            assert sorted(whole) == sorted(oldest)
            if order == "-date" and code == "visits":
                assert whole == oldest[::-1]
        town.record("consultations", "2015", "north")


def _by_places(
    world: SampleProgramme, order: str, code: str, period: str | None, as_of: int | None
) -> list[RecordRow]:
    """Pages of three rows, each behind the last row of the one before."""
    more: dict[str, Any] = {"choice": ListChoice(order=record_order(order)), "limit": 3}
    page = _page(world, code, period=period, as_of=as_of, **more)
    rows: list[RecordRow] = []
    while page.rows:
        rows += page.rows
        after = record_place(str(page.rows[-1].place))
        page = _page(world, code, period=period, as_of=as_of, after=after, **more)
    return rows


def _topic_place(row: RecordRow) -> int:
    topics = ("registration", "law", "finance", "grants", "organisation", "other")
    return topics.index(row.values["topic"])


FIELDS: dict[str, Callable[[RecordRow], Any]] = {
    "people": lambda row: row.values["people"],
    "topic": _topic_place,
    "number": lambda row: row.number,
}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("down", [False, True])
def test_a_short_list_goes_by_any_field_and_what_has_none_is_last(
    town: SampleProgramme, field: str, down: bool
) -> None:
    oldest = _all(town, period="2014..2015")
    known = [row for row in oldest if getattr(row, field, row.values.get(field)) is not None]
    unknown = [row for row in oldest if row not in known]
    # sorted keeps the days of what is alike
    expected = sorted(known, key=FIELDS[field], reverse=down)
    if down:
        expected = [
            row
            for value in dict.fromkeys(map(FIELDS[field], expected))
            for row in known
            if FIELDS[field](row) == value
        ]
    order = f"{'-' if down else ''}{field}"
    assert _all(town, order, period="2014..2015") == [*expected, *unknown]
    parts = [
        _all(town, order, period="2014..2015", offset=at, limit=7) for at in range(0, NUMBERS, 7)
    ]
    assert [row for part in parts for row in part] == [*expected, *unknown]


def _texts(row: RecordRow) -> str:
    topics = {"law": "Правовые вопросы\nLegal matters", "grants": "Гранты и субсидии\nGrants and"}
    topic = topics.get(row.values["topic"] or "", "")
    texts = (row.number, row.note, row.source, row.organisation, row.merged, topic)
    return "\n".join(filter(None, texts)).lower().replace("ё", "е")


@pytest.mark.parametrize(
    "words", ["устав", "ОТЧЁТ год", "отчет", "бельды", "правовые", "К-1", "100%", "a_b", "grants"]
)
def test_words_are_those_of_the_list(town: SampleProgramme, words: str) -> None:
    expected = [
        row
        for row in _all(town)
        if all(word in _texts(row) for word in words.lower().replace("ё", "е").split())
    ]
    assert 0 < len(expected) < NUMBERS
    assert _all(town, words=words) == expected
    page = _page(town, choice=ListChoice(words), limit=2)
    assert (page.total, page.counted) == (len(expected), NUMBERS)
    with town.database.read() as session:
        stream = record_stream(session, Question(town.code, ("visits",)), None, ListChoice(words))
        assert (list(stream.rows), stream.total) == (expected, len(expected))


def test_words_of_an_organisation_find_its_records_alone(town: SampleProgramme) -> None:
    assert _all(town, words="никого нет") == []
    assert {row.organisation for row in _all(town, words="зеленый")} == {"Зелёный дом"}


def test_a_list_of_then_is_looked_through_as_of_then(town: SampleProgramme) -> None:
    before = town.database.newest()
    town.record("consultations", "2016-02-02", "north", note="Устав союза")
    assert _page(town, choice=ListChoice("союза")).total == 1
    assert _page(town, choice=ListChoice("союза"), as_of=before).total == 0


def test_a_long_list_goes_by_day_and_is_looked_through_by_the_index(
    town: SampleProgramme, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_hand = {words: _all(town, words=words) for words in ("устав", "К-17", "бельды")}
    monkeypatch.setattr(list_order, "MOST", 3)
    for words, expected in by_hand.items():
        assert _all(town, words=words) == expected
        assert _all(town, "-date", words=words) == expected[::-1]
    page = _page(town)
    assert page.orders == ["date"]
    # of few rows of the index any order is made
    assert _page(town, choice=ListChoice("устав", record_order("people"))).total > 0
    for too_much in (
        ListChoice("правовые"),
        ListChoice("у"),
        ListChoice("", record_order("people")),
    ):
        with pytest.raises(Refusal):
            _page(town, choice=too_much)


@pytest.mark.parametrize("order", ["nothing", "note", "--date", "organisation"])
def test_an_order_that_there_is_not_is_refused(town: SampleProgramme, order: str) -> None:
    with pytest.raises(Refusal, match=r"people"):
        _page(town, choice=ListChoice(order=record_order(order)))


def test_records_of_two_kinds_have_their_days_in_common(town: SampleProgramme) -> None:
    assert _page(town, "an_event").orders == ["date"]
    with pytest.raises(Refusal, match=r"date"):
        _page(town, "an_event", choice=ListChoice(order=record_order("people")))


def test_how_long_a_list_is_is_asked_of_its_days(
    town: SampleProgramme, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_2014 = _page(town, period="2014").counted
    monkeypatch.setattr(list_order, "MOST", in_2014)
    assert "people" in _page(town, period="2014").orders
    assert _page(town, period="2014..2016").orders == ["date"]
