"""Small numbers: what readers get of a kind that hides them, number by number, and that no sum of it
gives one away.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.declaring import publishing
from data.imports import ImportOptions, import_file
from data.imports.columns.kind import SmallNumbers
from data.imports.registry import adopt
from data.refusals import Forbidden, Refusal
from indicators.answers.answer import Answer
from indicators.answers.grid import answers
from indicators.answers.question import DISTRICT, Question
from indicators.asking import Asker
from indicators.checkup.hidden_cells import hidden_cells
from indicators.checkup.limits_in_words import effect_of
from indicators.contributions.asking import dimensions
from indicators.contributions.decomposition import DifferenceQuestion
from indicators.drill_down.records import records
from indicators.evaluation.evaluation import evaluation
from indicators.evaluation.improvement import improvement
from indicators.impact.changes import yearly_changes
from indicators.periods import GRAINS, Period, parse
from tests.commands.conftest import runner
from tests.indicators.suppression.attack import Equation, determined
from tests.soundness.towns import Town

DISTRICTS = ("east", "north", "south")
LEAST = 5
CUTS = {"sides": {"left": ["east", "north"], "right": ["south"]}}
KIND = """
code: visits
name: {ru: Приёмы, en: Visits}
small: {under: 5, of: people}
columns:
  - {column: number}
  - {column: date}
  - {column: district}
  - column: sex
    type: word
    name: {ru: Пол, en: Sex}
    words: {men: {ru: Мужчины, en: Men}, women: {ru: Женщины, en: Women}}
  - {column: room, type: label, name: {ru: Кабинет, en: Room}}
  - {column: people, type: whole, name: {ru: Человек, en: People}, required: true}
"""
# the same records where only what is divided by sex is hidden
OPEN_KIND = (
    KIND.replace("code: visits", "code: talks")
    .replace("Приёмы", "Беседы")
    .replace("Visits", "Talks")
    .replace("{under: 5, of: people}", "{of: people, by: {sex: 5}}")
)
# 2014: east 3, north 9, south 60; 2015: nobody small; 2016: two came, to the east
ROWS = [
    ("2014-02-01", "east", "men", 3),
    ("2014-03-01", "north", "women", 9),
    ("2014-03-02", "south", "men", 20),
    ("2014-08-02", "south", "women", 40),
    *((f"2015-{month:02}-01", district, sex, 6)
      for month in (2, 5, 8, 11) for district in DISTRICTS for sex in ("men", "women")),
    ("2016-01-01", "east", "men", 2),
]  # fmt: skip
DEFINITIONS: dict[str, dict[str, Any]] = {
    "people": {"kind": "sum", "amount": "people", "measure": "visits"},
    "visits": {"kind": "count", "measure": "visits"},
    "men": {"kind": "sum", "amount": "people", "measure": "visits", "filter": {"sex": ["men"]}},
    "apart": {"kind": "count", "measure": "visits", "filter": {"sex": ["men"], "room": ["A"]}},
    "share": {
        "kind": "ratio",
        "scale": 100,
        "numerator": {"kind": "sum", "amount": "people", "measure": "visits", "filter": {"sex": ["men"]}},
        "denominator": {"kind": "sum", "amount": "people", "measure": "visits"},
    },
    "talks": {"kind": "sum", "amount": "people", "measure": "talks"},
    "talks_men": {
        "kind": "sum", "amount": "people", "measure": "talks", "filter": {"sex": ["men"]},
    },
    "twice": {"kind": "formula", "formula": "people * 2"},
    "growth": {
        "kind": "sum", "amount": "people", "measure": "visits",
        "change": {"from": "previous", "as": "difference"},
    },
    "ever": {"kind": "sum", "amount": "people", "measure": "visits", "accumulate": "to_date"},
}  # fmt: skip


class Readers:
    """A town, asked as anybody may ask it."""

    def __init__(self, town: Town) -> None:
        self.town, self.asker = town, Asker(town.database)

    def ask(self, *codes: str, **question: Any) -> tuple[Answer, ...]:
        return self.asker.ask(answers, Question(self.town.code, codes, **question))

    def numbers(self, code: str, year: int, **question: Any) -> dict[str | None, Any]:
        """By district, or by value of a split: the number, or the state where there is none."""
        listed = self.ask(code, years=(year, year), **question)
        return {each.split or each.district: number(each) for each in listed}


def number(answer: Answer) -> Any:
    return answer.state if answer.value is None else int(answer.value)


def fill(town: Town, path: Any) -> None:
    with town.revision("kinds") as change:
        publishing.publish(change, [("visits.yaml", KIND), ("talks.yaml", OPEN_KIND)])
    lines = [f"v{line},{','.join(map(str, row))}" for line, row in enumerate(ROWS)]
    path.write_text("\n".join(["number,date,district,sex,people", *lines]), encoding="utf-8")
    for kind in ("visits", "talks"):
        import_file(town.database, kind, path, ImportOptions(town.code, "2014..2016"))
    with town.revision("definitions"):
        for code, definition in DEFINITIONS.items():
            town.define(code, **definition)
        for year in ("2014", "2015", "2016"):
            town.target("people", year, 100)
        town.activity("A-1", None, 2015, indicator="people", planned_on="2015-05-05")
        town.activity("A-2", None, 2016, indicator="people", planned_on="2016-05-05")


def new_town(url: str, folder: Path) -> Town:
    town = Town(url, districts=DISTRICTS, cuts=CUTS)
    fill(town, folder / "visits.csv")
    return town


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Readers]:
    folder = tmp_path_factory.mktemp("small")
    with new_town(f"sqlite:///{folder / 'town.db'}", folder) as town:
        yield Readers(town)
    adopt({})


def test_a_small_district_and_the_next_smallest_are_hidden(readers: Readers) -> None:
    assert readers.numbers("people", 2014) == {None: 72}
    by_district = readers.numbers("people", 2014, by=(DISTRICT, "year"))
    assert by_district == {"east": "hidden", "north": "hidden", "south": 60}
    # the records of these persons are hidden where they are
    assert readers.numbers("visits", 2014, by=(DISTRICT, "year")) == {
        "east": "hidden", "north": "hidden", "south": 2,
    }  # fmt: skip
    # left is east and north
    assert readers.numbers("people", 2014, by=(DISTRICT, "year"), cut="sides") == {
        "left": "hidden", "right": 60,
    }  # fmt: skip


def test_districts_together_are_hidden_with_any_of_them(readers: Readers) -> None:
    for districts, size in (("east,south", "hidden"), ("east,north", "hidden")):
        (together,) = readers.ask("people", years=(2014, 2014), district=districts)
        assert number(together) == size
    (together,) = readers.ask("people", years=(2015, 2015), district="east,south")
    assert number(together) == 96


def test_nobody_small_nothing_hidden(readers: Readers) -> None:
    for grain in ("year", "quarter"):
        listed = readers.ask("people", years=(2015, 2015), by=(DISTRICT, grain))
        assert {number(each) for each in listed} == {48 if grain == "year" else 12}


def test_a_small_year_is_hidden_in_every_part(readers: Readers) -> None:
    assert readers.numbers("people", 2016) == {None: "hidden"}
    assert set(readers.numbers("people", 2016, by=(DISTRICT, "year")).values()) == {"hidden"}
    assert {number(each) for each in readers.ask("people", years=(2016, 2016), by=("month",))} == {
        "hidden"
    }


def test_parts_by_an_attribute_are_hidden_with_their_next(readers: Readers) -> None:
    assert readers.numbers("people", 2014, split="sex") == {"men": 23, "women": 49}
    assert set(readers.numbers("people", 2016, split="sex").values()) == {"hidden"}
    by_both = readers.numbers("people", 2014, split="sex,room")
    assert set(by_both.values()) == {"hidden"}


def test_an_attribute_has_a_limit_of_its_own(readers: Readers) -> None:
    by_district = {"years": (2014, 2014), "by": (DISTRICT, "year")}
    assert readers.numbers("talks", 2014, by=(DISTRICT, "year")) == {
        "east": 3, "north": 9, "south": 60,
    }  # fmt: skip
    assert readers.numbers("talks", 2016) == {None: 2}
    assert readers.numbers("talks", 2014, split="sex") == {"men": 23, "women": 49}
    # three came to the east: of which sex they were is nobody's to know, there or elsewhere
    split = [number(each) for each in readers.ask("talks", split="sex", **by_district)]
    assert set(split) == {"hidden"}
    # two men, and no women: who knew that there were none would know who the two are
    assert set(readers.numbers("talks", 2016, split="sex").values()) == {"hidden"}
    assert readers.numbers("talks_men", 2014) == {None: 23}
    assert readers.numbers("talks_men", 2016) == {None: "hidden"}
    assert set(readers.numbers("talks_men", 2014, by=(DISTRICT, "year")).values()) == {"hidden"}
    # what is divided by another attribute has no limit, by both it has
    assert set(readers.numbers("talks", 2014, split="room").values()) == {72}
    assert set(readers.numbers("talks", 2014, split="sex,room").values()) == {"hidden"}


def test_the_records_of_such_a_kind_are_not_listed_either(readers: Readers) -> None:
    with pytest.raises(Forbidden, match="under 5"):
        readers.asker.ask(records, Question(readers.town.code, ("talks",)), "2015")
    week = Question(readers.town.code, ("talks",), (2015, 2015), ("week",))
    assert sum(each.value or 0 for each in readers.asker.ask(answers, week)) == 144
    with pytest.raises(Refusal, match="are hidden"):
        readers.asker.ask(answers, week.but(indicators=("talks_men",)))


def test_the_doctor_knows_how_much_is_hidden(readers: Readers) -> None:
    with readers.town.database.read() as session:
        listed = {(each.kind, each.by): each for each in hidden_cells(session, readers.town.code)}
    # 2014 east 3, beside it north; 2016 the two, in the east and in all
    years = listed["visits", "year"]
    assert (years.total, years.small, years.beside, years.is_most) == (10, 3, 1, False)
    # 2014 the men of the east, beside them all that is divided twice; 2016 the two men again
    by_sex = listed["talks", "sex"]
    assert (by_sex.total, by_sex.small, by_sex.beside) == (16, 3, 3)
    assert ("talks", "year") not in listed


def test_limits_are_tried_before_they_are_published(readers: Readers) -> None:
    with readers.town.database.read() as session:
        by_hand = {each.by: each for each in hidden_cells(
            session, readers.town.code, {"visits": SmallNumbers(10, "people")})}  # fmt: skip
        published = [*hidden_cells(session, readers.town.code)]
        again = [*hidden_cells(session, readers.town.code, {"visits": SmallNumbers(5, "people")})]
        effects = {
            under: [each.rule for each in effect_of(session, "visits", SmallNumbers(under, of))]
            for under, of in ((10, "people"), (90, "people"), (3, "children"))
        }
        assert effect_of(session, "visits", None) == []
        assert effect_of(session, "visitors", SmallNumbers(5)) == []
    # 2014 east 3 and north 9, together no longer few; 2016 the two, in the east and in all
    years = by_hand["year"]
    assert (years.total, years.small, years.beside) == (10, 4, 0)
    assert again == [each for each in published if each.kind == "visits"]
    assert set(effects[10]) <= {"kind_hides", "kind_hides_most"}
    assert set(effects[90]) == {"kind_hides_most"}
    assert effects[3] == ["kind_hides_later"]


def test_an_import_of_kinds_says_it_before_it_publishes(readers: Readers, tmp_path: Path) -> None:
    (tmp_path / "visits.yaml").write_text(KIND.replace("under: 5", "under: 90"), encoding="utf-8")
    run = runner(readers.town.database.engine.url.render_as_string(hide_password=False))
    preview = run("kinds", "import", str(tmp_path))
    assert preview.exit_code == 0, preview.output
    assert "“district × year”: these limits would hide most from readers" in preview.output
    assert "Add --publish" in preview.output


def test_what_is_made_of_hidden_numbers_is_hidden(readers: Readers) -> None:
    for code in ("twice", "share"):
        assert readers.numbers(code, 2016) == {None: "hidden"}
        assert readers.numbers(code, 2014)[None] != "hidden"
        assert readers.numbers(code, 2014, by=(DISTRICT, "year"))["east"] == "hidden"
    assert readers.numbers("men", 2014) == {None: 23}
    # it asks for two attributes at once: nobody follows what it leaves of each
    assert readers.numbers("apart", 2015) == {None: "hidden"}
    assert [number(each) for each in readers.ask("growth")] == ["no_data", 72, "hidden"]
    assert [number(each) for each in readers.ask("ever")] == [72, 216, "hidden"]
    (whole,) = readers.ask("people", by=("range",))
    assert number(whole) == "hidden"
    days = parse("2015-01-02..2015-12-30")
    (of_days,) = readers.ask("people", years=(2015, 2015), by=("range",), period=days)
    assert number(of_days) == "hidden"


def test_a_hidden_answer_says_nothing_of_its_number(readers: Readers) -> None:
    (answer,) = readers.ask("share", years=(2016, 2016))
    assert (answer.numerator, answer.denominator, answer.records, answer.exact) == (None,) * 4
    assert (answer.degree, answer.status, answer.interval, answer.marks) == (None, None, None, ())


def test_who_keeps_the_records_sees_them_all(readers: Readers) -> None:
    in_full = readers.asker.in_full(frozenset({readers.town.code}))
    question = Question(readers.town.code, ("people",), by=(DISTRICT, "year"), years=(2014, 2014))
    assert [number(each) for each in in_full.ask(answers, question)] == [3, 9, 60]
    # and whoever asked before is not answered with it
    assert next(number(each) for each in readers.asker.ask(answers, question)) == "hidden"
    elsewhere = readers.asker.in_full(frozenset({"another"}))
    assert next(number(each) for each in elsewhere.ask(answers, question)) == "hidden"
    assert readers.town.values("people", years=(2016, 2016)) == [2]


def test_records_are_not_listed(readers: Readers) -> None:
    question = Question(readers.town.code, ("people",))
    with pytest.raises(Forbidden, match="under 5") as refusal:
        readers.asker.ask(records, question, "2015")
    assert "Приёмы" in refusal.value.text("ru")
    assert readers.asker.in_full(None).ask(records, question, "2015").total == 24


def test_an_evaluation_is_hidden_with_any_number_that_it_is_made_of(readers: Readers) -> None:
    code, in_full = readers.town.code, readers.asker.in_full(None)
    for year, hidden in ((2014, False), (2015, False), (2016, True)):
        known, whole = (each.ask(evaluation, code, year) for each in (readers.asker, in_full))
        outcomes = [each.outcome.state for each in known.whole.known.steps]
        assert ("hidden" in outcomes) is known.is_hidden is hidden
        assert "hidden" not in [each.outcome.state for each in whole.whole.known.steps]
        # not a fact that is missing: with it as 0 there is no second total
        assert known.whole.zero is None
        if hidden:
            assert known.whole.known.inputs["indicators"].state == "hidden"
            assert known.whole.known.inputs["achieved"].state == "hidden"
            assert (known.rating, improvement(known).gains) == (None, ())
            assert [each.is_hidden for each in known.whole.subject.activities] == [True]
        else:
            assert known.whole.known.inputs == whole.whole.known.inputs


def test_days_and_weeks_are_refused(readers: Readers) -> None:
    question = Question(readers.town.code, ("people",), (2015, 2015), ("week",))
    with pytest.raises(Refusal, match="are hidden") as refusal:
        readers.asker.ask(answers, question)
    assert "скрыты" in refusal.value.text("ru")
    listed = readers.asker.in_full(None).ask(answers, question)
    assert sum(each.value or 0 for each in listed) == 144


def test_what_looks_at_single_records_is_for_who_keeps_them(readers: Readers) -> None:
    """Organisations' shares of a difference, and which numbers another revision has changed."""
    code, asker = readers.town.code, readers.asker
    difference = DifferenceQuestion("people", Period(2015), Period(2014))
    by = [each.ask(dimensions, Question(code), difference) for each in (asker, asker.in_full(None))]
    assert ("organisation" in by[0], "organisation" in by[1]) == (False, True)
    differing = [
        each.ask(yearly_changes, code, 1, asker.revision()) for each in (asker, asker.in_full(None))
    ]
    assert (len(differing[0]), len(differing[1]) > 10) == (0, True)


def test_no_answer_gives_a_hidden_number_away(readers: Readers) -> None:
    # what is counted of the same persons together, whole and by one value
    for codes in (("people", "men"), ("visits",), ("talks", "talks_men")):
        for year in (2014, 2015, 2016):
            attack(readers, codes, year)


def attack(readers: Readers, codes: tuple[str, ...], year: int) -> None:
    """Every answer of a year, as sums of what single rows of the file say."""
    rows = [row for row in ROWS if row[0].startswith(str(year))]
    everywhere = {(district, f"{year}-{month:02}", sex) for district in DISTRICTS
                  for month in range(1, 13) for sex in ("men", "women")}  # fmt: skip
    equations: list[Equation] = [
        (
            frozenset(
                each
                for each in everywhere
                if inside(*each) and ("men" not in code or each[2] == "men")
            ),
            int(answer.value),
        )
        for code in codes
        for answer, inside in listed(readers, code, year)
        if answer.value is not None
    ]
    small = {(row[1], row[0][:7], row[2]) for row in rows if row[3] < LEAST}
    assert small <= everywhere
    assert not determined(equations, {frozenset({each}) for each in small})


def listed(readers: Readers, code: str, year: int) -> Iterator[tuple[Answer, Any]]:
    """Every answer of a year with what it is made of."""
    for grain in GRAINS:
        for by in ((grain,), (DISTRICT, grain)):
            for split in (None, "sex"):
                for within in (False, True):
                    for answer in readers.ask(
                        code, years=(year, year), by=by, split=split, within_year=within
                    ):
                        yield answer, inside_of(answer, within and grain != "year")


def inside_of(answer: Answer, within: bool) -> Any:
    period = parse(answer.period)
    first = 1 if within else period.first_month
    months = range(first, period.last_month + 1)
    return lambda district, month, sex: (
        answer.district in (None, district)
        and int(month[-2:]) in months
        and answer.split in (None, sex)
    )


@pytest.mark.postgresql
def test_the_same_in_postgresql(readers: Readers, postgresql_url: str, tmp_path: Path) -> None:
    with new_town(postgresql_url, tmp_path) as town:
        others = Readers(town)
        for code in DEFINITIONS:
            for by in (("year",), (DISTRICT, "quarter")):
                one, other = (each.ask(code, by=by) for each in (readers, others))
                assert [number(each) for each in one] == [number(each) for each in other]
        changed_since(others, tmp_path / "later.csv")


def changed_since(readers: Readers, path: Path) -> None:
    """As of a revision before one more came nothing is told, the number of today is."""
    before = readers.asker.revision()
    (as_it_was,) = readers.ask("people", years=(2015, 2015), as_of=before)
    assert number(as_it_was) == 144
    path.write_text(
        "number,date,district,sex,people\nlate,2015-12-30,east,men,6\n", encoding="utf-8"
    )
    import_file(
        readers.town.database, "visits", path, ImportOptions(readers.town.code, "2014..2016")
    )
    answers_of = [
        readers.ask("people", years=(2015, 2015), as_of=revision)
        for revision in (before, readers.asker.revision())
    ]
    assert [number(each) for (each,) in answers_of] == ["hidden", 150]
