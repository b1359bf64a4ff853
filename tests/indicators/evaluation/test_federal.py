"""The federal methodology on a small town, against figures worked by hand."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from indicators.evaluation.evaluation import Evaluation, evaluation
from indicators.evaluation.rating import precise, printed, rating_of, thresholds
from tests.sample_programme import SampleProgramme

ON = date(2017, 6, 1)
WHOLE_YEARS = ("2014", "2015", "2016")


@pytest.fixture
def town(database_url: str) -> Iterator[SampleProgramme]:
    with SampleProgramme(database_url) as world:
        yield world


def reported(world: SampleProgramme, code: str, part: str | None, **fields: object) -> None:
    world.define(code, kind="observed", combine={"places": "none"}, part=part, **fields)


def year_of(
    world: SampleProgramme, year: int = 2015, methodology: str = "federal", as_of: int | None = None
) -> Evaluation:
    with world.database.read() as session:
        return evaluation(session, world.code, year, methodology, as_of, ON)


def values(evaluated: Evaluation, part: str | None = None) -> dict[str, Fraction | None]:
    side = evaluated.whole if part is None else evaluated.part(part)
    assert side is not None
    return {
        each.step.code: each.outcome.fraction if each.outcome.value is not None else None
        for each in side.known.steps
    }


@pytest.fixture
def two_parts(town: SampleProgramme) -> SampleProgramme:
    """Part a: СД 0.8 and 1.5 → 1, two activities of two done, 80 of 100 spent. Part b: СД 0.5, one
    activity of two done, 100 of 100 spent.
    """
    with town.revision():
        for part in ("a", "b"):
            town.part(part)
        reported(town, "first", "a")
        reported(town, "second", "a")
        reported(town, "third", "b")
        for code, plan, fact in (("first", 10, 8), ("second", 10, 15), ("third", 10, 5)):
            town.target(code, "2015", plan)
            town.observe(code, "2015", fact)
        for part, roster, cash in (("a", 100, 80), ("b", 100, 100)):
            town.budget(part, 2015, roster_money=roster, cash_money=cash)
        for number, part, done_on in (
            ("1", "a", "2015-05-01"),
            ("2", "a", "2015-12-31"),
            ("3", "b", "2015-05-01"),
            ("4", "b", "2016-01-10"),
        ):
            town.activity(number, part, 2015, done_on=done_on, roster_money=50)
    return town


def test_every_step_of_parts_and_programme(two_parts: SampleProgramme) -> None:
    evaluated = year_of(two_parts)
    assert values(evaluated, "a") == {
        "activities_share": 1,
        "financed_share": 1,
        "realisation": Fraction(9, 10),
        "spending": Fraction(4, 5),
        "fund_use": Fraction(5, 4),
        "effectiveness": Fraction(9, 8),
    }
    # done in January of the next year is not done in the year: СРм = 1/2
    assert values(evaluated, "b") == {
        "activities_share": Fraction(1, 2),
        "financed_share": Fraction(1, 2),
        "realisation": Fraction(1, 2),
        "spending": 1,
        "fund_use": Fraction(1, 2),
        "effectiveness": Fraction(1, 4),
    }
    # СРгп = (0.8 + 1 + 0.5) / 3; k = 80/180 and 100/180; Σ = 9/8·4/9 + 1/4·5/9 = 23/36
    assert values(evaluated) == {
        "activities_share": Fraction(3, 4),
        "financed_share": Fraction(3, 4),
        "realisation": Fraction(23, 30),
        "spending": Fraction(9, 10),
        "fund_use": Fraction(5, 6),
        "parts_effectiveness": Fraction(23, 36),
        "effectiveness": Fraction(23, 60) + Fraction(23, 72),
    }
    assert evaluated.rating is not None
    assert evaluated.rating.code == "satisfactory"
    assert evaluated.whole.zero is None


def test_the_raw_degree_stands_beside_the_one_in_the_mean(two_parts: SampleProgramme) -> None:
    degrees = {each.code: (each.raw, each.degree) for each in year_of(two_parts).indicators}
    assert degrees["second"] == (Fraction(3, 2), 1)
    assert degrees["first"] == (Fraction(4, 5), Fraction(4, 5))


def test_missing_facts_make_two_totals(two_parts: SampleProgramme) -> None:
    with two_parts.revision():
        reported(two_parts, "fourth", "b")
        two_parts.target("fourth", "2015", 10)
    evaluated = year_of(two_parts)
    part = evaluated.part("b")
    assert part is not None
    assert part.zero is not None
    inputs = [(total.missing, total.inputs["indicators"].value) for total in part.totals]
    assert inputs == [("known", 1), ("zero", 2)]
    # СР = 0.5/1 over what is known, 0.5/2 with what is missing as 0
    assert part.known.outcome("realisation").value == Fraction(1, 2)
    assert part.zero.outcome("realisation").value == Fraction(1, 4)
    assert evaluated.whole.zero is not None
    assert evaluated.whole.zero.outcome("realisation").value == Fraction(23, 40)


def test_an_indicator_without_a_plan_is_listed_and_not_counted(two_parts: SampleProgramme) -> None:
    with two_parts.revision():
        reported(two_parts, "fourth", "b")
        two_parts.observe("fourth", "2015", 3)
        reported(two_parts, "fifth", "b")
        two_parts.target("fifth", "2015", None)
    evaluated = year_of(two_parts)
    cases = {each.code: each.case for each in evaluated.indicators}
    assert (cases["fourth"], cases["fifth"]) == ("no_plan", "no_plan")
    assert evaluated.whole.known.inputs["indicators"].value == 3


def test_no_spending_is_not_rated(two_parts: SampleProgramme) -> None:
    with two_parts.revision():
        two_parts.part("c")
        reported(two_parts, "fourth", "c")
        two_parts.target("fourth", "2015", 10)
        two_parts.observe("fourth", "2015", 10)
        two_parts.budget("c", 2015, roster_money=0, cash_money=0)
    evaluated = year_of(two_parts)
    part = evaluated.part("c")
    assert part is not None
    assert part.known.outcome("effectiveness").state == "not_applicable"
    shares = {
        share.code: share.weight for share in evaluated.whole.known.shares["parts_effectiveness"]
    }
    assert shares == {"a": Fraction(4, 9), "b": Fraction(5, 9), "c": None}


def test_unknown_spending_is_no_data(town: SampleProgramme) -> None:
    with town.revision():
        reported(town, "first", None)
        town.target("first", "2015", 10)
        town.observe("first", "2015", 10)
    evaluated = year_of(town)
    assert evaluated.whole.subject.level == "single"
    assert evaluated.whole.known.outcome("effectiveness").state == "no_data"
    assert evaluated.rating is None


def test_a_programme_without_parts_is_its_degree_times_the_use_of_funds(
    town: SampleProgramme,
) -> None:
    with town.revision():
        reported(town, "first", None)
        town.target("first", "2015", 10)
        town.observe("first", "2015", 9)
        town.budget(None, 2015, roster_money=100, cash_money=100)
        town.activity("1", None, 2015, done_on="2015-03-01", roster_money=100)
    assert values(year_of(town))["effectiveness"] == Fraction(9, 10)


def test_a_programme_is_judged_by_its_own_indicators_where_it_has_some(
    two_parts: SampleProgramme,
) -> None:
    assert year_of(two_parts).whole.subject.own_indicators is False
    with two_parts.revision():
        reported(two_parts, "goal", None)
        two_parts.target("goal", "2015", 4)
        two_parts.observe("goal", "2015", 3)
    evaluated = year_of(two_parts)
    assert evaluated.whole.subject.own_indicators is True
    assert values(evaluated)["realisation"] == Fraction(3, 4)


def test_0895_prints_090_and_is_medium(town: SampleProgramme) -> None:
    with town.revision():
        reported(town, "first", None)
        town.target("first", "2015", 1000)
        town.observe("first", "2015", 895)
        town.budget(None, 2015, roster_money=7, cash_money=7)
        town.activity("1", None, 2015, done_on="2015-03-01", roster_money=7)
    evaluated = year_of(town)
    rated = evaluated.methodology.main
    outcome = evaluated.whole.known.outcome("effectiveness")
    rating = rating_of(rated, outcome)
    assert printed(outcome.fraction) == Decimal("0.90")
    assert precise(outcome.fraction, thresholds(rated)) == Decimal("0.895")
    assert rating is not None
    assert rating.name.ru == "средняя"


@pytest.mark.parametrize(
    ("value", "ru"),
    [
        ("0.9", "высокая"),
        ("0.89999999999", "средняя"),
        ("0.8", "средняя"),
        ("0.7999", "удовлетворительная"),
        ("0.7", "удовлетворительная"),
        ("0.699", "неудовлетворительная"),
        ("0", "неудовлетворительная"),
    ],
)
def test_a_limit_belongs_to_the_better_class(value: str, ru: str) -> None:
    from indicators.evaluation.methodologies import methodology
    from indicators.states import VALUE, Outcome

    rating = rating_of(methodology().main, Outcome(VALUE, Fraction(value)))
    assert rating is not None
    assert rating.name.ru == ru


def test_an_evaluation_as_of_a_revision_stays(two_parts: SampleProgramme) -> None:
    with two_parts.database.read() as session:
        before = evaluation(session, two_parts.code, 2015, None, None, ON)
    with two_parts.revision():
        two_parts.activity("5", "a", 2015, roster_money=10)
    again = year_of(two_parts, as_of=before.revision)
    assert again.whole.known.steps == before.whole.known.steps
    assert year_of(two_parts).whole.known.steps != before.whole.known.steps


def test_it_says_which_facts_are_preliminary(two_parts: SampleProgramme) -> None:
    with two_parts.revision():
        reported(two_parts, "fourth", "b")
        two_parts.target("fourth", "2015", 10)
        two_parts.observe("fourth", "2015", 10, stage="preliminary")
    evaluated = year_of(two_parts)
    assert evaluated.preliminary == ("fourth",)
    assert {each.stage for each in evaluated.indicators if each.code != "fourth"} == {"refined"}
