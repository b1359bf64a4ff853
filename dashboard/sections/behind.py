"""What is behind its plan, the worst first: one order for the page, the slide and every file."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from dashboard.request import BEHIND_PLAN
from dashboard.sections.overview import Overview
from indicators.answers.achievement import BEHIND, severity, shortfall
from indicators.answers.answer import Answer


def behind(overview: Overview) -> list[Answer]:
    """The shown year's answers that have not reached their plan."""
    return worst_first(overview, (answer for answer in overview.now if answer.status in BEHIND))


def worst_first(overview: Overview, answers: Iterable[Answer]) -> list[Answer]:
    """Answers with a status: not achieved before the others, the farthest from its plan before the
    nearer.

    What has no degree – a value outside its band, a negative growth – has its distance too.
    """
    return sorted(
        answers,
        key=lambda answer: severity(answer.status, _distance(overview, answer)),
    )


def _distance(overview: Overview, answer: Answer) -> Fraction:
    if answer.exact is None or answer.plan is None:
        return Fraction(0)
    return shortfall(overview.definition(answer.indicator), answer.exact, answer.plan)


def of_status(overview: Overview) -> Sequence[Answer]:
    """The answers of the shown year that have the status which the address asks for."""
    if overview.page_request.status == BEHIND_PLAN:
        return behind(overview)
    return worst_first(
        overview,
        (
            answer
            for answer in overview.now
            if answer.status and answer.status == overview.page_request.status
        ),
    )
