"""Achievement of the target indicators: plan, fact, level, reason of a deviation."""

from collections.abc import Iterator

from indicators.evaluation.subjects import ActivityFact
from indicators.forms import cells
from indicators.forms.form import (
    CROSS,
    NUMBER,
    FormCell,
    FormRow,
    column,
    numbered,
    text,
    words,
)
from indicators.forms.names import activity_name, branch_name
from indicators.forms.year import Branch, FormYear
from indicators.states import VALUE

NAME = words(
    (
        "Сведения о достижении значений целевых показателей",
        "Achievement of the target indicators",
    )
)
PLACE = 10
MODEL = "base.garant.ru/400865534/510567bc (Приложение N 4)"
UNIT = None
BY_QUARTER = False
NAMED = 1
NOTES = (
    words(
        (
            "Целевыми считаются показатели, у которых есть план хотя бы на один год программы.",
            "Target indicators are those with a plan for at least one year of the programme.",
        )
    ),
)
_VALUES = ("Значение показателя", "Value of the indicator")
_YEAR = ("Отчётный год", "Reporting year")
COLUMNS = (
    column(("№ п/п", "No."), width=8),
    column(
        (
            "Наименование муниципальной программы, подпрограммы, отдельного мероприятия, проекта, показателя",
            "Programme, subprogramme, activity, project, indicator",
        ),
        width=58,
    ),
    column(("Единица измерения", "Unit"), width=14),
    column(
        _VALUES,
        ("Год, предшествующий отчётному (факт)", "Year before the reporting one (actual)"),
        kind=NUMBER,
        width=16,
    ),
    column(_VALUES, _YEAR, ("план", "plan"), kind=NUMBER),
    column(_VALUES, _YEAR, ("факт", "actual"), kind=NUMBER),
    column(
        ("Уровень достижения значения показателя, %", "Level of achievement, %"),
        kind=NUMBER,
        width=16,
    ),
    column(
        (
            "Обоснование причин отклонения фактических значений показателей от плановых",
            "Why actual values deviate from planned ones",
        ),
        width=40,
    ),
)


def rows(year: FormYear) -> tuple[FormRow, ...]:
    """The programme with its indicators, then each part with its own and those of its activities."""
    return numbered([row for branch in year.branches() for row in _branch(year, branch)])


def _branch(year: FormYear, branch: Branch) -> Iterator[FormRow]:
    yield _title(branch.level, branch_name(year, branch), is_bold=True)
    for code in branch.indicators:
        yield _indicator(year, code, branch.level + 1)
    for activity in branch.activities:
        yield from _activity(year, activity, branch.level + 1)


def _activity(year: FormYear, activity: ActivityFact, level: int) -> Iterator[FormRow]:
    """An activity with the indicator that it is judged by; others have nothing to say here."""
    if activity.indicator in year.targeted:
        yield _title(level, activity_name(activity))
        yield _indicator(year, activity.indicator, level + 1)


def _title(level: int, name: FormCell, *, is_bold: bool = False) -> FormRow:
    return FormRow(level, (name, CROSS, CROSS, CROSS, CROSS, CROSS, CROSS), is_bold)


def _indicator(year: FormYear, code: str, level: int) -> FormRow:
    definition, answer = year.definitions[code], year.answer(code)
    row = (
        text(definition.name.model_dump()),
        text(definition.unit.model_dump()),
        _year_before(year, code),
        cells.of_plan(answer.plan, definition),
        cells.of_answer(answer, definition),
        cells.degree(answer),
        _reason(year, code),
    )
    return FormRow(level, row)


def _year_before(year: FormYear, code: str) -> FormCell:
    """The actual of the year before, else the baseline where that is of this year."""
    definition, before = year.definitions[code], year.before(code)
    baseline = definition.baseline
    of_that_year = baseline is not None and baseline.year == year.year - 1
    is_known = before is not None and before.state == VALUE
    if baseline is None or baseline.value is None or not of_that_year or is_known:
        return cells.of_answer(before, definition)
    return cells.number(baseline.value, definition.decimals)


def _reason(year: FormYear, code: str) -> FormCell:
    """The reason that was written; «x» where the plan was exactly met and nothing is to be said."""
    reason, answer = year.reason(code), year.answer(code)
    is_met = answer.state == VALUE and answer.exact == answer.plan
    return CROSS if reason is None and is_met else text(reason)


def remarks(year: FormYear) -> Iterator[dict[str, str]]:
    """How many indicators have no plan at all, and so no row."""
    others = len(year.definitions) - len(year.targeted)
    if others:
        yield {
            "ru": f"Показатели без плана на все годы в форму не входят; их число: {others}.",
            "en": f"Indicators without a plan for any year have no row; their number: {others}.",
        }
