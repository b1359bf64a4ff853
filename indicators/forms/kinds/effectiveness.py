"""The effectiveness of the programme and its parts by the default methodology."""

from collections.abc import Iterator
from decimal import Decimal

from data.refusals import LANGUAGES, Names
from indicators.evaluation.calculation import Total
from indicators.evaluation.evaluation import Evaluated
from indicators.evaluation.rating import rating_of, thresholds
from indicators.forms import cells
from indicators.forms.form import (
    CROSS,
    NUMBER,
    SAME,
    FormCell,
    FormRow,
    column,
    numbered,
    text,
    words,
)
from indicators.forms.names import branch_name, responsible
from indicators.forms.year import Branch, FormYear
from indicators.states import VALUE, Outcome

NAME = words(
    ("Оценка эффективности реализации программы", "Effectiveness of the programme's realisation")
)
PLACE = 60
MODEL = "docs.cntd.ru/document/465601157/titles/2S7AEC0 (Таблица 11д)"
UNIT = None
BY_QUARTER = False
NAMED = 1
DECIMALS = 3
NOTES = (
    words(
        (
            "К1 – средняя степень достижения показателей (программы – её собственных, если они есть),"
            " К3 – доля мероприятий, выполненных в полном объёме. К2 (динамика к прошлому году) методика"
            " не вычисляет: «х».",
            "K1 is the mean degree of the indicators (of the programme: of its own, where it has any),"
            " K3 the share of activities done in full. The methodology does not compute K2 (change"
            " against the year before): “x”.",
        )
    ),
)
COLUMNS = (
    column(("№ п/п", "No."), width=8),
    column(("Программа, подпрограмма", "Programme, subprogramme"), width=56),
    column(("Исполнитель", "Carried out by"), width=36),
    column(("К1", "K1"), kind=NUMBER, width=11),
    column(("К2", "K2"), kind=NUMBER, width=11),
    column(("К3", "K3"), kind=NUMBER, width=11),
    column(("ЭГП", "Effectiveness"), kind=NUMBER, width=13),
    column(("Оценка", "Rating"), width=26),
)
WITH_ZEROS = words(("то же, отсутствующие факты – 0", "the same, missing facts as 0"))


def rows(year: FormYear) -> tuple[FormRow, ...]:
    """The programme and its parts; once more with missing facts as 0, where some are missing."""
    return numbered([row for branch in year.branches() for row in _branch(year, branch)])


def remarks(year: FormYear) -> Iterator[Names]:
    """Which methodology it is, and what its result is called."""
    methodology = year.evaluation.methodology
    names, result = methodology.name.model_dump(), methodology.main.of
    symbols = {step.symbol for step in methodology.steps if step.code == result}
    yield {
        "ru": f"ЭГП – результат методики «{names['ru']}» ({', '.join(sorted(symbols))}).",
        "en": f"Effectiveness is the result of “{names['en']}” ({', '.join(sorted(symbols))}).",
    }


def _branch(year: FormYear, branch: Branch) -> Iterator[FormRow]:
    side = year.evaluation.whole if branch.code is None else year.evaluation.part(branch.code)
    if side is None:
        return
    titles = branch_name(year, branch), responsible(year, branch)
    yield FormRow(branch.level, (*titles, *_values(year, side.known)), is_bold=branch.level == 0)
    yield from _with_zeros(year, branch, side)


def _with_zeros(year: FormYear, branch: Branch, side: Evaluated) -> Iterator[FormRow]:
    if side.zero is not None:
        row = (text(WITH_ZEROS), SAME, *_values(year, side.zero))
        yield FormRow(branch.level, row, is_numbered=False)


def _values(year: FormYear, total: Total) -> tuple[FormCell, ...]:
    rated = year.evaluation.methodology.main
    result = total.outcome(rated.of)
    rating = rating_of(rated, result)
    known = {code: rating.name.in_language(code) for code in LANGUAGES} if rating else None
    return (
        _share(total.inputs["degrees"], total.inputs["indicators"]),
        CROSS,
        _share(total.inputs["activities_done"], total.inputs["activities_planned"]),
        _number(result, thresholds(rated)),
        text(known) if known else cells.EMPTY.get(result.state, CROSS),
    )


def _share(upper: Outcome, lower: Outcome) -> FormCell:
    """A mean or a share of 1; «x» where nothing enters it."""
    for each in (upper, lower):
        if each.state != VALUE:
            return cells.EMPTY[each.state]
    if not lower.fraction:
        return CROSS
    return cells.number(upper.fraction / lower.fraction, DECIMALS, (cells.ONE,))


def _number(outcome: Outcome, limits: tuple[Decimal, ...]) -> FormCell:
    if outcome.state != VALUE:
        return cells.EMPTY[outcome.state]
    return cells.number(outcome.fraction, DECIMALS, limits)
