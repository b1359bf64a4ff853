"""Changes of plans by acts, as a table: when, by which act, of what, from what to what, and why."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.explained import term_column
from dashboard.components.links import link
from dashboard.components.panels import TableColumn, left_out
from dashboard.components.stacked import stacked_table
from dashboard.http.context import language
from dashboard.request import PageRequest
from dashboard.text import formats, labels, part_labels
from dashboard.text.digits import NO_BREAK
from dashboard.text.language import _, ngettext
from dashboard.text.sentences import sentence
from data.tables.definitions import TARGET_REASONS
from indicators.answers.target_history import TargetChange, TargetHistory, target_changes
from indicators.answers.targets import Edition
from indicators.definition import Definition
from indicators.engine.readings import ILLUSTRATIVE, PLAN_LOWERED_LATE

MOST = 300
"""So many changes are listed; the address of the programs has all of them."""


def changes(page_request: PageRequest) -> Sequence[TargetChange]:
    """The changes of the asked years' plans, of wholes and of parts."""
    question = page_request.question(indicators=page_request.indicators)
    return page_request.asker.ask(target_changes, question)


def table(
    page_request: PageRequest, changes: Sequence[TargetChange], *, named: bool = True
) -> Component:
    """A row a change, the newest act first; ``named``: of several indicators."""
    columns = [
        TableColumn(_("Date of the act")),
        term_column(page_request, "act", _("Act")),
        *([TableColumn(_("Indicator"))] if named else []),
        TableColumn(_("Plan of")),
        TableColumn(_("Before"), number=True),
        TableColumn(_("After"), number=True),
        TableColumn(_("Reason for the change")),
        TableColumn(_("Marks")),
    ]
    rows = [_row(page_request, change, named) for change in changes[:MOST]]
    drawn = stacked_table(columns, rows, caption=_("Changes of plans"))
    return html.Div([drawn, *_left_out(len(changes) - MOST)])


def _left_out(number: int) -> list[Component]:
    sentence = ngettext(
        "{number} earlier change is not listed here.",
        "{number} earlier changes are not listed here.",
        number,
    )
    return left_out(number, sentence)


def _row(page_request: PageRequest, change: TargetChange, named: bool) -> list[Any]:
    history, act = change.history, change.after
    definition = page_request.definition(history.indicator, history.period.final_year)
    url = page_request.page(
        f"/indicator/{history.indicator}", period=history.period.label, split=history.split_by
    )
    return [
        formats.EN_DASH if act.set_on is None else formats.short_date(act.set_on),
        act_name(act),
        *([link(labels.name_of(definition), url)] if named else []),
        of_text(page_request, change),
        plan_text(definition, change.before.value),
        plan_text(definition, act.value, change.before.value),
        reason(act),
        status.marks(marks_of(change)),
    ]


def marks_of(change: TargetChange) -> list[str]:
    """Whether a plan was lowered late, and whether its act was made up."""
    return [
        *([PLAN_LOWERED_LATE] if change.is_late else []),
        *([ILLUSTRATIVE] if change.after.illustrative else []),
    ]


def of_text(page_request: PageRequest, change: TargetChange) -> str:
    """The period of a plan, with its district where it is of one, and its part."""
    history, facts = change.history, page_request.facts
    place = "" if history.district is None else labels.place_name(facts, history.district)
    texts = (formats.period(history.period.label), place, _part_text(page_request, history))
    return ", ".join(filter(None, texts))


def _part_text(page_request: PageRequest, history: TargetHistory) -> str:
    if history.split_by is None or history.split is None:
        return ""
    definition = page_request.definition(history.indicator)
    return part_labels.attribute_and_value(
        page_request.facts, definition, history.split_by, history.split
    )


def plan_text(definition: Definition, value: Decimal | None, beside: Decimal | None = None) -> str:
    """A planned value, or a dash for a plan that was taken back."""
    return formats.EN_DASH if value is None else labels.plan_text(definition, value, beside)


def act_name(edition: Edition) -> str:
    """The act by its number and title."""
    name = " ".join(filter(None, (edition.act, edition.act_title))) or formats.EN_DASH
    return name.replace("№ ", f"№{NO_BREAK}")


def reason(edition: Edition) -> str:
    """Why an act changed a plan: the word of the list, and what it says besides."""
    word = reason_word(edition) if edition.change_reason else ""
    return ": ".join(filter(None, (word, edition.explanation))) or _("not stated")


def reason_word(edition: Edition) -> str:
    """The word of the list alone."""
    code = edition.change_reason
    return TARGET_REASONS.name(code, language()) if code else _("not stated")


def finding(changes: Sequence[TargetChange], *others: str) -> str:
    """How many changes there are, and how many plans were lowered late."""
    number = late(changes)
    return sentence(
        _("changes of plans: {number}").format(number=formats.number(len(changes))),
        _("plans lowered late: {number}").format(number=number) if number else "",
        *others,
    )


def late(changes: Iterable[TargetChange]) -> int:
    """How many plans were lowered in their own year or later, each counted once."""
    return len({each.history for each in changes if each.is_late})
