"""A cell of the matrix: the number of a year with its status and plan, and the way to its proof."""

from typing import Any

from dashboard.components.attributes import data
from dashboard.components.plain import Element, element
from dashboard.sections.overview import Overview
from dashboard.sections.series import Scale
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.summary import answer_summary
from indicators.answers.answer import Answer
from indicators.definition import Definition
from indicators.states import VALUE


def cell(overview: Overview, answer: Answer, scale: Scale) -> Element:
    """The number with its status and plan; or the state's word on hatching."""
    definition = overview.page_request.definition(answer.indicator, int(answer.period))
    variant = answer.status or "none" if answer.state == VALUE else answer.state
    inside = [
        element("Span", _text(definition, answer, scale), className="cell__value"),
        _beneath(definition, answer, scale),
    ]
    url = {
        "href": overview.url(answer),
        "title": answer_summary(definition, answer),
        **data("inner"),
    }
    return element(
        "Td", element("A", inside, className="cell", **url), className=f"cell--{variant}"
    )


def _text(definition: Definition, answer: Answer, scale: Scale) -> str:
    """With the decimals of the definition in force that year; money as all of its row."""
    if answer.value is None:
        return labels.state_name(answer.state)
    if labels.is_money(definition):
        return scale.answer(answer)
    return formats.number(answer.value, definition.decimals, *answer.judged_by)


def _beneath(definition: Definition, answer: Answer, scale: Scale) -> Element | None:
    """The sign of the status, and the plan: a narrow table leaves out its word."""
    sign = _shape(answer) if answer.status is not None and answer.state == VALUE else None
    plan = _plan(definition, answer, scale)
    if sign is None and not plan:
        return None
    return element("Span", [sign, plan], className="cell__plan")


def _shape(answer: Answer) -> Element:
    """The glyph; its word goes to those who cannot see it."""
    word = element("Span", labels.status_of(answer), className="visually-hidden")
    return element("Span", word, className=f"shape shape--{answer.status}")


def _plan(definition: Definition, answer: Answer, scale: Scale) -> list[Any]:
    if answer.plan is None:
        return []
    before, after = _("plan {plan}").split("{plan}")
    word = element("Span", before, className="cell__word")
    return [word, f"{_plan_text(definition, answer.plan, answer, scale)}{after}"]


def _plan_text(definition: Definition, plan: Any, answer: Answer, scale: Scale) -> str:
    """The ends of a band; else the plan in the unit of its row, told apart from the value."""
    if definition.band is not None:
        return formats.EN_DASH.join(labels.plan_text(definition, end) for end in definition.band)
    if labels.is_money(definition):
        return scale.text(plan, *(() if answer.value is None else (answer.value,)))
    return labels.plan_text(definition, plan)
