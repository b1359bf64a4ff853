"""Of what a chart is: its unit, its years and its places."""

from collections.abc import Sequence

from dashboard.request import PageRequest
from dashboard.sections.series import Scale
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.answers.answer import Answer
from indicators.periods import from_to, parse


def chart_scope(page_request: PageRequest, answers: Sequence[Answer], scale: Scale) -> str:
    """«ед., 2014–2020, все районы»; of an indicator without a unit the others alone."""
    return place_scope(page_request, answers, scale.unit)


def place_scope(page_request: PageRequest, answers: Sequence[Answer], unit: str) -> str:
    """The same of numbers in another unit than that of the answers."""
    return joined_scope(unit, _time(answers), _place(page_request, answers))


def chosen_scope(page_request: PageRequest, unit: str, *others: str | None) -> str:
    """«заявки, 2014–2020, Город Хабаровск» of what is read by the address alone; ``others`` are
    further choices of it.
    """
    place = labels.place_name(page_request.facts, page_request.territory)
    period = page_request.period
    when = formats.years(*page_request.years) if period is None else formats.period(period.label)
    return joined_scope(unit, when, place, *others)


def joined_scope(*parts: str | None) -> str:
    """The parts that say something, as one line."""
    return ", ".join(part for part in parts if part)


def _time(answers: Sequence[Answer]) -> str:
    """The one period of all answers, or their years."""
    periods = {answer.period for answer in answers}
    if len(periods) == 1:
        return formats.period(*periods)
    spans = [parse(label) for label in periods]
    edges = [day for span in spans for day in span.days or ()]
    if edges:
        return formats.period(from_to(min(edges), max(edges)).label)
    return formats.years(min(span.year for span in spans), max(span.final_year for span in spans))


def _place(page_request: PageRequest, answers: Sequence[Answer]) -> str:
    places = {answer.district for answer in answers}
    if len(places) == 1:
        return labels.place_name(page_request.facts, *places)
    return _("all districts") if page_request.cut is None else _("all parts of the territory")
