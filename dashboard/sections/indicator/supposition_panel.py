"""What if: two fields for another plan and another pace, and what they would make of the year. It is
marked as a supposition, and is in no file, slide or row of the API.
"""

from collections.abc import Iterator
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.explained import term
from dashboard.components.fields import kept_fields, text_field
from dashboard.components.links import link
from dashboard.components.panels import TableColumn, data_table
from dashboard.http.context import language
from dashboard.request import PACE, SUPPOSED, TARGET, PageRequest
from dashboard.sections.indicator.supposition import (
    ANCHOR,
    SupposedNumber,
    SupposedRow,
    Supposition,
)
from dashboard.sections.subject import read_subject
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.pace import each_name


def draw(page_request: PageRequest) -> Component | None:
    """Folded until somebody supposes something; nothing where there is no number or no plan."""
    supposition = Supposition(read_subject(page_request))
    if not supposition.has_room:
        return None
    is_open = any(page_request.address.choices.get(name) for name in SUPPOSED)
    content = [_form(supposition), *(_outcome(supposition) if is_open else [])]
    title = (
        _("What if: another plan")
        if supposition.pace is None
        else _("What if: another plan or another pace")
    )
    return html.Details(
        [html.Summary(title), *content], id=ANCHOR, open=is_open, className="panel what-if"
    )


def _form(supposition: Supposition) -> Component:
    address = supposition.subject.page_request.address
    fields = [
        _field(TARGET, _("Plan of {year}").format(year=supposition.year.period), supposition.target)
    ]
    if supposition.pace is not None or supposition.monthly.text:
        grain = supposition.pace.grain if supposition.pace is not None else "month"
        name = _("So many {each} until the year’s end").format(each=each_name(grain))
        fields.append(_field(PACE, name, supposition.monthly))
    button = html.Button(_("Suppose"), type="submit", className="btn btn-outline-primary")
    return html.Form(
        [*fields, button, *kept_fields(address.choices, SUPPOSED)],
        action=f"{address.path}#{ANCHOR}",
        method="GET",
        className="filters",
    )


def _field(name: str, label: str, number: SupposedNumber) -> Component:
    """A refused number stays in its field, with the reason beneath it."""
    field = text_field(name, number.text, id=name, inputMode="decimal", maxLength=40)
    # within the label: whoever hears the field hears what is wrong with it
    reason = (
        [html.Span(number.problem.text(language()), className="what-if__problem")]
        if number.problem
        else []
    )
    return html.Div([html.Label([label, *reason], htmlFor=name), field], className="filter")


def _outcome(supposition: Supposition) -> Iterator[Component]:
    yield html.P(
        [
            html.Strong(term(supposition.subject.page_request, "supposition", _("A supposition"))),
            _(
                ": it stands in this address alone. Nothing is stored, and no file, slide or program "
                "has it. "
            ),
            _("The year’s end supposes an even pace. ") if supposition.pace is not None else None,
            link(
                _("Take it away"),
                supposition.subject.page_request.href(**dict.fromkeys(SUPPOSED)),
            ),
        ],
        className="panel__note",
    )
    columns = [
        TableColumn(_("Supposition")),
        TableColumn(_("Plan"), number=True),
        TableColumn(_("Value"), number=True),
        TableColumn(_("Degree of achievement"), number=True),
        TableColumn(_("Status"), short=True),
    ]
    rows = [_row(supposition, row) for row in supposition.rows]
    yield data_table(columns, rows, caption=_("What would be"), caption_shown=False, stacks=True)


def _row(supposition: Supposition, row: SupposedRow) -> list[Any]:
    definition, answer = supposition.subject.definition, row.answer
    return [
        row.name,
        labels.planned(definition, answer) or formats.EN_DASH,
        labels.answer_text(definition, answer, unit=True),
        labels.degree_text(answer),
        status.chip_of(answer),
    ]
