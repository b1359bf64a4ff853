"""An indicator in other programmes: what compares, and what only has the same code."""

from collections.abc import Iterator
from fractions import Fraction

import pytest

from data.passports import DEFAULT_PROGRAMME
from data.refusals import Refusal
from indicators.answers.question import Question
from indicators.ranking.peers import Peer, peers
from tests.peer_programmes import YEAR, filled
from tests.sample_programme import SampleProgramme


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleProgramme]:
    with filled(f"sqlite:///{tmp_path_factory.mktemp('peers') / 'itog.db'}") as town:
        yield town


def listed(
    town: SampleProgramme, indicator: str = "visits", year: int = YEAR, **question
) -> dict[str, Peer]:
    with town.database.read() as session:
        of_programme = Question(DEFAULT_PROGRAMME, **question)
        return {each.programme: each for each in peers(session, of_programme, indicator, year)}


def test_the_same_indicator_stands_beside_its_own(town: SampleProgramme) -> None:
    by_code = listed(town)
    assert list(by_code) == [DEFAULT_PROGRAMME, "alike", "otherwise", "shares", "later"]
    own, alike = by_code[DEFAULT_PROGRAMME], by_code["alike"]
    values = [(each.answer.value, each.answer.plan, each.answer.status) for each in (own, alike)]
    assert values == [(3, 4, "not_achieved"), (2, 1, "over_fulfilled")]
    assert (own.reason, alike.reason) == (None, None)
    # 3 of 5000 and 2 of 1000 residents: the smaller programme does more
    assert (own.rate, alike.rate) == (Fraction(6), Fraction(20))


def test_what_only_has_the_same_code_says_why_it_does_not_compare(town: SampleProgramme) -> None:
    by_code = listed(town)
    reasons = {code: each.reason for code, each in by_code.items() if each.reason}
    assert reasons == {"otherwise": "kind", "shares": "unit", "later": "year"}
    assert by_code["later"].answer is None
    assert by_code["shares"].answer is not None
    # per cents of a larger place are no larger
    assert by_code["shares"].rate is None


def test_a_formula_compares_where_its_inputs_count_the_same(town: SampleProgramme) -> None:
    reasons = {code: each.reason for code, each in listed(town, "ratio").items()}
    assert reasons == {DEFAULT_PROGRAMME: None, "alike": None, "otherwise": "kind"}


def test_what_gathers_from_another_first_year_does_not_compare(town: SampleProgramme) -> None:
    assert listed(town, "to_date")["alike"].reason == "kind"


def test_as_of_a_revision_the_programmes_of_then_are_compared(town: SampleProgramme) -> None:
    with town.database.read() as session:
        assert len(peers(session, Question(DEFAULT_PROGRAMME, as_of=2), "visits", YEAR)) == 1


def test_an_unknown_indicator_and_a_year_outside_are_refused(town: SampleProgramme) -> None:
    with pytest.raises(Refusal, match="weather"):
        listed(town, "weather")
    with pytest.raises(Refusal, match="1999"):
        listed(town, year=1999)
