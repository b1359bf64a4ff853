"""A programme's year by district: every indicator's ranking, who lives where, and whose plans are
met.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from indicators.answers.answer import Answer
from indicators.answers.grid import Grid
from indicators.answers.question import DISTRICT, Question
from indicators.answers.reader import ProgrammeReader
from indicators.engine.populations import Populations, Residents
from indicators.findings.findings import PlansMet, plans_met
from indicators.ranking.basis import PER, RESIDENTS, basis_of
from indicators.ranking.ranking import PARTIAL, POPULATION, PlaceNumber, Ranking
from indicators.records.places import NONE, WHOLE


@dataclass(frozen=True)
class Rankings:
    """``residents`` by the codes of places, the whole under ``''``; ``plans`` of each place."""

    year: int
    rankings: Sequence[Ranking]
    residents: Mapping[str, Residents | None]
    plans: Mapping[str, PlansMet]

    def ordered(self, code: str) -> Sequence[Ranking]:
        """What is known to be better or worse in a place, the worst first."""
        known = [each for each in self.rankings if each.is_oriented and code in each.values]
        return sorted(known, key=lambda each: each.lead(code))

    def best(self, code: str) -> Sequence[Ranking]:
        """In what a place is better than all others, what stands out most first."""
        return [each for each in reversed(self.ordered(code)) if _is_best(each, code)]

    def worst(self, code: str) -> Sequence[Ranking]:
        """In what it is worse than all others, what stands out most first."""
        return [each for each in self.ordered(code) if _is_worst(each, code)]


def ranking_of(session: Session, question: Question, year: int) -> Ranking | None:
    """The places in the one indicator that a question names; None where no version is in force."""
    return next(iter(rankings(session, question, year).rankings), None)


def rankings(session: Session, question: Question, year: int) -> Rankings:
    """The districts, or the places of the question's cut, side by side in one year."""
    reader = ProgrammeReader(session, question.programme, question.as_of)
    of_year = question.but(years=(year, year), district=None, by=("year",))
    by_place = [
        answer
        for answer in Grid(reader, of_year.but(by=(DISTRICT, "year"))).answers()
        if answer.district != NONE
    ]
    whole = {answer.indicator: answer for answer in Grid(reader, of_year).answers()}
    residents = _residents(reader, year, question.cut)
    listed = _rankings(reader, year, whole, by_place, residents)
    return Rankings(year, tuple(_without_doubles(list(listed))), residents, _plans(year, by_place))


def _rankings(
    reader: ProgrammeReader,
    year: int,
    whole: Mapping[str, Answer],
    by_place: Iterable[Answer],
    residents: Mapping[str, Residents | None],
) -> Iterator[Ranking]:
    rows: dict[str, list[Answer]] = {}
    for answer in by_place:
        rows.setdefault(answer.indicator, []).append(answer)
    for code, answers in rows.items():
        version = reader.catalogue.in_force(code, year)
        if version is None:
            continue
        basis = basis_of(version.definition)
        numbers = {each.district or WHOLE: _number(each, basis, residents) for each in answers}
        yield Ranking(version.definition, _number(whole[code], basis, residents), numbers)


def _number(
    answer: Answer, basis: str | None, residents: Mapping[str, Residents | None]
) -> PlaceNumber:
    """A place's number, or why it has none."""
    if answer.exact is None:
        return PlaceNumber(answer, None, answer.state)
    if answer.coverage < 1:
        return PlaceNumber(answer, None, PARTIAL)
    if basis != RESIDENTS:
        return PlaceNumber(answer, Fraction(answer.exact) if basis else None)
    people = residents.get(answer.district or WHOLE)
    if people is None or not people.people:
        return PlaceNumber(answer, None, POPULATION)
    rate = Fraction(answer.exact) * PER / people.people
    return PlaceNumber(answer, rate, illustrative=people.illustrative, residents=people.people)


def _without_doubles(listed: Sequence[Ranking]) -> Iterator[Ranking]:
    """Without the numbers per resident that an indicator of the programme has already."""
    own = [_per_residents(each) for each in listed if each.definition.per is not None]
    for ranking in listed:
        if ranking.basis != RESIDENTS or not ranking.values or ranking.values not in own:
            yield ranking


def _per_residents(ranking: Ranking) -> Mapping[str, Fraction]:
    """An indicator per residents, per as many as ours."""
    per = ranking.definition.per
    scale = Fraction(PER, per.residents if per is not None else PER)
    return {code: value * scale for code, value in ranking.values.items()}


def _residents(
    reader: ProgrammeReader, year: int, cut: str | None
) -> Mapping[str, Residents | None]:
    populations, places = Populations(reader.scope, reader.places), reader.places
    codes = places.cuts[cut] if cut else places.main
    return {code: populations.of(places.key_of(code), year) for code in (WHOLE, *codes)}


def _plans(year: int, by_place: Iterable[Answer]) -> Mapping[str, PlansMet]:
    answers: dict[str, list[Answer]] = {}
    for answer in by_place:
        answers.setdefault(answer.district or WHOLE, []).append(answer)
    return {code: plans_met(year, rows) for code, rows in answers.items()}


def _is_best(ranking: Ranking, code: str) -> bool:
    rank = ranking.rank(code)
    return rank is not None and rank.is_best


def _is_worst(ranking: Ranking, code: str) -> bool:
    rank = ranking.rank(code)
    return rank is not None and rank.is_worst
