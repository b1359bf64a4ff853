"""Where the data of a form come from, and whether any of them was made up."""

from collections.abc import Iterator

from indicators.answers.answer import Answer
from indicators.forms.year import FormYear


def sources_of(year: FormYear) -> tuple[str, ...]:
    """The sources of the year's numbers, or of those of the question's days, each once."""
    budgets = _budget_sources(year) if year.question.is_of_whole else ()
    listed = [*(answer.source for answer in _answers(year)), *budgets]
    return tuple(dict.fromkeys(source for source in listed if source))


def has_illustrative(year: FormYear) -> bool:
    """Whether a number, an activity, a sum or a reason was made up for show."""
    if not year.question.is_of_whole:
        numbers = any("illustrative" in answer.marks for answer in _answers(year))
        return numbers or any(each.illustrative for each in year.done_in_period)
    budgets = (row for row in year.evaluator.budgets.rows if row.year == year.year)
    return (
        any("illustrative" in answer.marks for answer in _answers(year))
        or any(each.illustrative for each in year.activities)
        or any(row.illustrative for row in budgets)
        or any(each.illustrative for each in year.reasons.values())
    )


def _answers(year: FormYear) -> Iterator[Answer]:
    if not year.question.is_of_whole:
        return iter(year.in_period.values())
    return (year.answer(code) for code in year.targeted)


def _budget_sources(year: FormYear) -> Iterator[str | None]:
    return (row.source for row in year.evaluator.budgets.rows if row.year == year.year)
