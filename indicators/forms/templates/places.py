"""The places that a form of one's own may name, and what stands in them for a year."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from data.refusals import LANGUAGES, Problem
from data.words.offers import offer, unnamed
from indicators.answers.money import COLUMNS, Sums
from indicators.evaluation.rating import rating_of, thresholds
from indicators.forms import cells
from indicators.forms.form import CROSS, FormCell, text, words
from indicators.forms.sources import has_illustrative, sources_of
from indicators.forms.year import FormYear
from indicators.states import VALUE

ILLUSTRATIVE = "illustrative"
PERIOD = "period"
"""The year, the months or the days that are told of: a form with this place may be of a quarter too, or
of any days.
"""
ILLUSTRATIVE_WORDS = words(
    (
        "Условные данные: часть чисел придумана для показа.",
        "Illustrative data: some of the numbers were made up for show.",
    )
)
NOTHING = words(("", ""))
OF_PROGRAMME = (
    "programme.name",
    "programme.responsible",
    "year",
    PERIOD,
    "revision",
    "day",
    "sources",
    ILLUSTRATIVE,
    "evaluation.result",
    "evaluation.rating",
)
OF_INDICATOR = ("name", "unit", "plan", "year_plan", "actual", "degree", "status", "reason")
OF_YEARS = re.compile(
    r"evaluation\.\w+|indicator\.[^.]+\.reason|(part\.[^.]+\.)?money\.(cash|fact)(_thousand)?"
)
"""Places of what is known of whole years alone."""
OF_ANY_DAYS = re.compile(
    r"programme\.\w+|period|revision|day|sources|illustrative|part\.[^.]+\.name"
    r"|indicator\.[^.]+\.(name|unit|actual)"
)
"""Places of what is known of any days too: no plan is set for them, nor money or a year named."""
STATUS = re.compile(r"indicator\.(?P<code>[^.]+)\.status")
RESULT_DECIMALS = 3
MONEY = tuple(name.removesuffix("_money") for name in COLUMNS)
PLACE = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
"""A place as it is written in a cell or a paragraph."""

Cells = Mapping[str, FormCell]
"""What stands in the places, by their names."""


def known_places(indicators: Iterable[str], parts: Iterable[str]) -> tuple[str, ...]:
    """Every place that a form may name, by the codes of the programme's indicators and parts."""
    return (
        *OF_PROGRAMME,
        *_money_places("money"),
        *(f"indicator.{code}.{field}" for code in indicators for field in OF_INDICATOR),
        *(place for code in parts for place in _of_part(code)),
    )


def unknown_place(place: str, known: Iterable[str], where: Problem) -> Problem:
    """That a form names what there is not, where it stands, and what was probably meant."""
    params = {"place": place[:100], **where.params, **offer(unnamed(known), place)}
    return replace(where, rule="form_place_unknown", params=params)


def cells_of(year: FormYear, names: Iterable[str]) -> Cells:
    """What stands in the places of a year; a code that the year does not have does not apply there.

    A status is no cell, nor is the period: their words are the reader's interface's.
    """
    placed = tuple(names)
    everything = {
        **dict(_of_year(year, placed)),
        **dict(_money("money", year.money.sums(None))),
        **dict(_indicators(year)),
        **dict(_parts(year)),
    }
    cell_places = (place for place in placed if place != PERIOD and not STATUS.fullmatch(place))
    return {place: everything.get(place, CROSS) for place in cell_places}


def is_quarterly(names: Sequence[str]) -> bool:
    """Whether a form with these places may be of a quarter: it says which, and names nothing that is
    known of whole years alone.
    """
    return PERIOD in names and not of_years(names)


def is_by_days(names: Sequence[str]) -> bool:
    """Whether a form with these places may be of any days: it says which, and names nothing else than
    what is known of them.
    """
    return PERIOD in names and not beyond_days(names)


def beyond_days(names: Iterable[str]) -> list[str]:
    """The places of what is known of no single days."""
    return [name for name in names if not OF_ANY_DAYS.fullmatch(name)]


def of_years(names: Iterable[str]) -> list[str]:
    """The places of what is known of whole years alone."""
    return [name for name in names if OF_YEARS.fullmatch(name)]


def codes_in(names: Iterable[str]) -> tuple[str, ...]:
    """The indicators that places are of, each once."""
    codes = (name.split(".")[1] for name in names if name.startswith("indicator."))
    return tuple(dict.fromkeys(codes))


def _of_part(code: str) -> tuple[str, ...]:
    return (f"part.{code}.name", *_money_places(f"part.{code}.money"))


def _money_places(stem: str) -> tuple[str, ...]:
    return tuple(f"{stem}.{name}{unit}" for name in MONEY for unit in ("", "_thousand"))


def _of_year(year: FormYear, placed: Sequence[str]) -> Iterator[tuple[str, FormCell]]:
    known = year.of_question
    answers = [known[code] for code in codes_in(placed) if code in known]
    is_illustrative = any("illustrative" in answer.marks for answer in answers)
    listed = [*sources_of(year), *(answer.source for answer in answers if answer.source)]
    yield "programme.name", text(year.programme)
    yield "programme.responsible", text(year.responsible)
    yield "year", text(str(year.year))
    yield "revision", text(str(year.reader.revision))
    yield "day", FormCell(year.evaluator.clock)
    yield "sources", text("; ".join(dict.fromkeys(listed)))
    yield (
        ILLUSTRATIVE,
        FormCell(ILLUSTRATIVE_WORDS if is_illustrative or has_illustrative(year) else NOTHING),
    )
    yield from _evaluation(year)


def _evaluation(year: FormYear) -> Iterator[tuple[str, FormCell]]:
    """The result of the default methodology over what is known, and its rating."""
    rated = year.evaluation.methodology.main
    result = year.evaluation.whole.known.outcome(rated.of)
    if result.state != VALUE:
        yield "evaluation.result", cells.EMPTY[result.state]
        yield "evaluation.rating", cells.EMPTY[result.state]
        return
    rating = rating_of(rated, result)
    name = {code: rating.name.in_language(code) for code in LANGUAGES} if rating else None
    yield "evaluation.result", cells.number(result.fraction, RESULT_DECIMALS, thresholds(rated))
    yield "evaluation.rating", text(name) if name else CROSS


def _indicators(year: FormYear) -> Iterator[tuple[str, FormCell]]:
    for code, answer in year.of_question.items():
        definition, stem = year.definitions[code], f"indicator.{code}"
        yield f"{stem}.name", text(definition.name.model_dump())
        yield f"{stem}.unit", text(definition.unit.model_dump())
        yield f"{stem}.plan", cells.of_plan(answer.plan, definition)
        yield f"{stem}.year_plan", cells.of_plan(year.answer(code).plan, definition)
        yield f"{stem}.actual", cells.of_answer(answer, definition)
        yield f"{stem}.degree", cells.degree(answer)
        yield f"{stem}.reason", text(year.reason(code))


def _parts(year: FormYear) -> Iterator[tuple[str, FormCell]]:
    for part in year.evaluator.parts:
        yield f"part.{part.code}.name", text(part.names)
        yield from _money(f"part.{part.code}.money", year.money.sums(part.code))


def _money(stem: str, sums: Sums) -> Iterator[tuple[str, FormCell]]:
    for name, column in zip(MONEY, COLUMNS, strict=True):
        yield f"{stem}.{name}", cells.roubles(sums[column])
        yield f"{stem}.{name}_thousand", cells.thousands(sums[column])
