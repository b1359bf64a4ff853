"""Lists go on by key: whatever their length, no row is repeated or lost, and no page looks through
more than it may.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select, text

from data.database.text_index import indexed_columns
from data.editing import RecordList, RecordSearch, context_of, find, listing, sought_words
from data.editing.conditions import months_of
from data.editing.sought_words import SoughtWord, needed_words
from data.imports import kind_of, kinds
from data.refusals import NotFound, Refusal
from tests import template_databases
from tests.record_tables import Consultation
from tests.sample_programme import SampleProgramme

ROWS, LIMIT = 130, 7
SEARCHES: dict[str, tuple[RecordSearch, Callable[[Any], bool]]] = {
    "everything": (RecordSearch(), lambda row: True),
    "a common word": (RecordSearch(words="ОтчёТ"), lambda row: "тчет" in plain(row.note)),
    "a rare word": (RecordSearch(words="13"), lambda row: "13" in row.number + plain(row.note)),
    "a word in the middle of others": (
        RecordSearch(words="стреч"),
        lambda row: "встречах" in plain(row.note),
    ),
    "a word of numbers": (RecordSearch(words="б-11"), lambda row: "б-11" in plain(row.number)),
    "signs of patterns": (RecordSearch(words="00%"), lambda row: "100%" in plain(row.note)),
    "one letter": (RecordSearch(words="1"), lambda row: "1" in row.number + plain(row.note)),
    "the name of a code": (
        RecordSearch(words="копиров"),
        lambda row: row.request == "copying" or "копиров" in plain(row.note),
    ),
    "two words": (
        RecordSearch(words="отчет копиров"),
        lambda row: "тчет" in plain(row.note) and row.request == "copying",
    ),
    "a district": (RecordSearch(districts=["north"]), lambda row: row.district == "north"),
    "no district": (RecordSearch(districts=[""]), lambda row: row.district is None),
    "a year": (RecordSearch(period="2015"), lambda row: row.year == 2015),
    "a month": (
        RecordSearch(period="2015-01"),
        lambda row: (row.year, row.month) == (2015, 1),
    ),
    "a range over a year": (
        RecordSearch(period="2014-05..2015-03"),
        lambda row: row.month is not None and (2014, 5) <= (row.year, row.month) <= (2015, 3),
    ),
    "nothing": (RecordSearch(words="нигде"), lambda row: False),
    "a word of a column": (
        RecordSearch(filters={"request": "Копирование"}),
        lambda row: row.request == "copying",
    ),
    "a part of a column's text": (
        RecordSearch(filters={"note": "ВСТРЕЧ"}),
        lambda row: "встречах" in plain(row.note),
    ),
    "an empty column": (RecordSearch(filters={"note": "-"}), lambda row: row.note is None),
    "a number": (RecordSearch(filters={"people": "3"}), lambda row: row.people == 3),
    "a range of numbers": (
        RecordSearch(filters={"people": "2 .. 4"}),
        lambda row: row.people is not None and 2 <= row.people <= 4,
    ),
    "an open range and a word": (
        RecordSearch(filters={"people": "4..", "request": "copying"}),
        lambda row: row.people is not None and row.people >= 4 and row.request == "copying",
    ),
    "a range of days": (
        RecordSearch(filters={"date": "07.05.2014..2015-01"}),
        lambda row: "2014-05-07" <= str(row.date) <= "2015-01-31",
    ),
    "a flag that is not set": (
        RecordSearch(filters={"illustrative": "нет"}),
        lambda row: not row.illustrative,
    ),
}


def plain(note: str | None) -> str:
    return (note or "").lower().replace("ё", "е")


def filled(url: str) -> SampleProgramme:
    """Records of few days, so that many share one; some are known to the month or the year only."""
    with SampleProgramme(url) as world:
        dice = random.Random(7)
        with world.revision():
            for number in range(ROWS):
                world.record(
                    "consultations",
                    dice.choice(("2014-05-06", "2014-05-07", "2015-01-02", "2015-03", "2015")),
                    dice.choice(("north", "south", None)),
                    number=f"{dice.choice('АБ')}-{number}",
                    request=dice.choice(("copying", "consulting")),
                    people=dice.choice((None, 1, 2, 3, 4, 5)),
                    note=dice.choice((None, "Отчёт принят", "отчет о 13 встречах", "100%")),
                )
    return world


@pytest.fixture
def world(database_url: str) -> Iterator[SampleProgramme]:
    with template_databases.from_template(database_url, filled).over(database_url) as world:
        yield world


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists that are long from the twentieth row on."""
    monkeypatch.setattr(listing, "MOST", 20)
    monkeypatch.setattr(listing, "AT_ONCE", 6)
    monkeypatch.setattr(sought_words, "FEW", 15)


def page(world: SampleProgramme, search: RecordSearch, **where: Any) -> RecordList:
    with world.database.read() as session:
        context = context_of(session, world.code)
        return find(context, kind_of("consultations"), search, limit=LIMIT, **where)


def expected(world: SampleProgramme, fits: Callable[[Any], bool]) -> list[str]:
    """What a plain filter of all rows gives, in the order of the list."""
    with world.database.read() as session:
        rows = session.scalars(select(Consultation).where(Consultation.until.is_(None))).all()
        chosen = sorted(filter(fits, rows), key=lambda row: row.number)
        return [row.number for row in sorted(chosen, key=lambda row: row.date, reverse=True)]


def onward(world: SampleProgramme, search: RecordSearch) -> list[RecordList]:
    """Every page, from the first to the last."""
    pages = [page(world, search)]
    while pages[-1].onward is not None:
        pages.append(page(world, search, after=pages[-1].onward))
    return pages


def backwards(world: SampleProgramme, search: RecordSearch, last: RecordList) -> list[RecordList]:
    pages = [last]
    while pages[0].back is not None:
        pages.insert(0, page(world, search, before=pages[0].back))
    return pages


def numbers(pages: Sequence[RecordList]) -> list[str]:
    return [row.number for each in pages for row in each.rows]


def test_pages_have_what_a_plain_filter_has_and_say_how_much(world):
    for name, (search, fits) in SEARCHES.items():
        pages = onward(world, search)
        assert numbers(pages) == expected(world, fits), name
        assert {(each.total, each.among) for each in pages} == {(len(numbers(pages)), None)}
        assert all(each.looked_to is None for each in pages)
        assert numbers(backwards(world, search, pages[-1])) == numbers(pages), name


@pytest.mark.usefixtures("short")
def test_a_list_too_long_to_be_looked_through_at_once_loses_and_repeats_nothing(world):
    for name, (search, fits) in SEARCHES.items():
        pages = onward(world, search)
        assert numbers(pages) == expected(world, fits), name
        assert pages[0].total <= listing.MOST
        # from the last page that has rows: a search that stops on the way back goes on there too
        last = next((each for each in reversed(pages) if each.rows), pages[-1])
        assert set(numbers(backwards(world, search, last))) == set(numbers(pages)), name


def test_a_register_without_days_is_listed_by_number(world):
    with world.revision():
        names = [f"НКО-{number:02}" for number in range(20)]
        for name in reversed(names):
            world.organisation(name, number=name)
    with world.database.read() as session:
        context, kind = context_of(session, world.code), kind_of("organisations")
        pages = [find(context, kind, RecordSearch(words="нко"), limit=LIMIT)]
        while pages[-1].onward is not None:
            after = pages[-1].onward
            pages.append(find(context, kind, RecordSearch(words="нко"), limit=LIMIT, after=after))
        assert numbers(pages) == names
        back = find(context, kind, RecordSearch(), limit=LIMIT, before=pages[-1].rows[0].id)
    assert numbers([back]) == names[7:14]


ORDERS: dict[str, Callable[[Any], Any]] = {
    "people": lambda row: row.people,
    "request": lambda row: ["consulting", "internet", "copying", "premises"].index(row.request),
    "district": lambda row: (
        None if row.district is None else ["north", "south"].index(row.district)
    ),
    "date": lambda row: row.date.toordinal(),
}


def test_a_list_in_the_order_of_a_column_has_every_row_once_and_the_empty_ones_last(world):
    for column, key in ORDERS.items():
        for sign, direction in (("", 1), ("-", -1)):
            search = RecordSearch(words="отчет", order=sign + column)
            rows = [
                row for at in range(0, ROWS, LIMIT) for row in page(world, search, offset=at).rows
            ]
            assert sorted(numbers([RecordList(rows, 0)])) == sorted(
                expected(world, lambda row: "тчет" in plain(row.note))
            )
            keys = [key(SimpleNamespace(**row.fields)) for row in rows]
            known = [each for each in keys if each is not None]
            assert keys == sorted(known, key=lambda each: direction * each) + [None] * (
                len(keys) - len(known)
            )


def test_a_filter_that_is_no_value_of_its_column_is_refused_by_the_column(world):
    filters = {"people": "5..2", "request": "танцы", "date": "вчера", "unknown": "1"}
    with pytest.raises(Refusal) as refusal:
        page(world, RecordSearch(filters=filters))
    rules = {problem.column: problem.rule for problem in refusal.value.problems}
    assert rules == {
        "people": "edit_range_reversed",
        "request": "import_word",
        "date": "import_date",
    }


@pytest.mark.usefixtures("short")
def test_what_was_not_looked_through_is_said_and_can_be_gone_on_with(world):
    everything = page(world, RecordSearch())
    assert (everything.total, everything.among, everything.looked_to) == (20, 20, None)
    nothing = page(world, RecordSearch(words="ъъ"))
    assert (nothing.total, nothing.among, len(nothing.rows)) == (0, 20, 0)
    assert nothing.looked_to is not None
    assert nothing.looked_to.number == expected(world, lambda row: True)[19]
    assert nothing.onward == nothing.looked_to.id


@pytest.mark.usefixtures("short")
def test_a_word_in_few_rows_is_found_in_a_long_list_at_once(world):
    for name in ("a word of numbers", "nothing"):
        search, fits = SEARCHES[name]
        first = page(world, search)
        assert (first.total, first.among) == (len(expected(world, fits)), None), name
        assert first.looked_to is None


def test_the_index_of_texts_has_what_a_search_looks_through(world):
    """All but the codes of districts, which are asked apart."""
    with world.database.read() as session:
        context = context_of(session, world.code)
        for kind in filter(lambda kind: kind.is_record, map(kind_of, kinds())):
            columns = {column.name for column in indexed_columns(kind.sql)}
            assert columns | {"district"} == set(SoughtWord.of(context, kind, "а").texts), kind.name


def test_a_page_by_its_number_is_the_same_as_by_its_place(world):
    pages = onward(world, RecordSearch(words="отчет"))
    for at, each in enumerate(pages):
        by_number = page(world, RecordSearch(words="отчет"), offset=at * LIMIT)
        assert numbers([by_number]) == numbers([each])
        assert (by_number.back is None) == (at == 0)
    beyond = page(world, RecordSearch(words="отчет"), offset=len(pages) * LIMIT)
    assert (list(beyond.rows), beyond.onward) == ([], None)
    assert beyond.total == len(numbers(pages))


@pytest.mark.usefixtures("short")
def test_a_page_number_past_what_is_counted_reads_nothing(world):
    beyond = page(world, RecordSearch(), offset=10**9)
    assert (list(beyond.rows), beyond.total, beyond.among) == ([], 20, 20)


def test_rows_that_come_and_go_between_two_pages_move_no_others(world):
    before = expected(world, lambda row: True)
    first = page(world, RecordSearch())
    assert first.onward is not None
    with world.revision() as change:
        for number, day in (("А-new", "2016-01-01"), ("Я-new", "2014-05-06")):
            world.record("consultations", day, "north", number=number)
        # the very row from which the list goes on is corrected meanwhile
        change.session.get_one(Consultation, first.onward).until = change.revision
    rest = [page(world, RecordSearch(), after=first.onward)]
    while rest[-1].onward is not None:
        rest.append(page(world, RecordSearch(), after=rest[-1].onward))
    assert [each for each in numbers([first, *rest]) if each != "Я-new"] == before
    assert numbers(rest).count("Я-new") == 1


def test_a_place_that_never_was_or_is_another_programmes_is_refused(world):
    for where in ({"after": 10**6}, {"before": 10**6}):
        with pytest.raises(NotFound, match="from which this page of the list goes on"):
            page(world, RecordSearch(), **where)
    first = page(world, RecordSearch()).rows[0].id
    with world.database.read() as session:
        context = context_of(session, world.code)
        context.programme_id += 1
        with pytest.raises(NotFound):
            find(context, kind_of("consultations"), RecordSearch(), after=first)


@pytest.mark.parametrize("state", ["until IS NULL", "until IS NOT NULL"])
def test_a_list_reads_the_index_of_its_order(tmp_path, state):
    """Nothing is sorted: a sort reads all before it gives the first."""
    statement = f"""EXPLAIN QUERY PLAN SELECT id FROM consultation WHERE programme_id = 1 AND {state}
        ORDER BY date DESC, number, id LIMIT 50"""
    with (
        SampleProgramme(f"sqlite:///{tmp_path / 'itog.db'}") as world,
        world.database.read() as session,
    ):
        plan = " ".join(str(row) for row in session.execute(text(statement)))
    assert "TEMP B-TREE" not in plan
    assert "ix_consultation_" in plan


def test_the_words_of_a_search_are_looked_for_once_each():
    assert needed_words("отчёт ОТЧЕТ от Отчёты\0") == ["отчеты"]
    assert needed_words(" \u00ad ") == []


def test_a_range_of_a_hundred_years_is_as_long_as_the_programme(world):
    with world.database.read() as session:
        months = months_of(context_of(session, world.code), "1950..2050")
    assert months is not None
    assert (months[0], months[-1]) == ((2013, 1), (2018, 12))
