"""A form as a table, as it is printed; of the programme's own what stands in each place of its file."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import tongue
from dashboard.components.panels import empty_note, panel, scrolling
from dashboard.forms.own import fillings
from dashboard.request import PageRequest
from dashboard.sections.forms.form_page import FormPage
from dashboard.text import form_labels
from dashboard.text.labels import in_language
from dashboard.text.language import _
from indicators.forms.form import (
    NUMERIC,
    FormCell,
    FormRow,
    OfficialForm,
)
from indicators.forms.templates.own_forms import (
    OwnForm,
)

TALL = 20
DEEPEST = 5


def draw(page_request: PageRequest) -> Component:
    """The form as a table, as it is printed."""
    view = FormPage(page_request)
    if view.own is not None:
        return _draw_own(view, view.own)
    form = view.form
    unit = [", ", in_language(form.unit)] if form.unit is not None else []
    body = _table(form) if form.rows else empty_note(_("There is nothing to report on."))
    return panel(
        form_labels.title(form),
        [body, _notes(form)],
        note=[form_labels.period(form.question), *unit],
        tools=view.files(),
        wide=True,
    )


def _draw_own(view: FormPage, own: OwnForm) -> Component:
    """The programme's own form: what stands in each of its places, and its file."""
    listed = fillings(view.own_facts)
    rows = [
        html.Tr([html.Th(html.Code(place), scope="row"), html.Td(each.text, **tongue(each.text))])
        for place, each in listed.items()
    ]
    heads = [html.Th(_("Place in the file"), scope="col"), html.Th(_("What it holds"), scope="col")]
    table = html.Table(
        [
            html.Caption(own.name, className="visually-hidden"),
            html.Thead(html.Tr(heads)),
            html.Tbody(rows),
        ],
        className="data-table",
    )
    return panel(
        own.name,
        [scrolling(table, own.name, tall=len(rows) > TALL)],
        note=[form_labels.period(view.question), ", ", _("a form of the programme's own")],
        tools=view.files(),
        wide=True,
    )


def _table(form: OfficialForm) -> Component:
    head = [[] for _row in range(form.depth)]  # type: list[list[Component]]
    for each in form_labels.heads(form.columns):
        head[each.row].append(
            html.Th(
                each.text,
                rowSpan=each.rows,
                colSpan=each.columns,
                scope="col" if each.columns == 1 else "colgroup",
                className="num" if form.columns[each.column].kind in NUMERIC else "",
            )
        )
    caption = html.Caption(form_labels.title(form), className="visually-hidden")
    body = html.Tbody([html.Tr(_cells(form, row), className=_class(row)) for row in form.rows])
    table = html.Table(
        [caption, html.Thead([html.Tr(row) for row in head]), body],
        className="data-table official-form",
    )
    return scrolling(table, form_labels.title(form), tall=len(form.rows) > TALL)


def _class(row: FormRow) -> str:
    return f"level-{min(row.level, DEEPEST)}" + (" is-title" if row.is_bold else "")


def _cells(form: OfficialForm, row: FormRow) -> list[Component]:
    return [_cell(form, at, cell) for at, cell in enumerate(row.cells)]


def _cell(form: OfficialForm, at: int, cell: FormCell) -> Component:
    text: str = form_labels.cell_text(cell)
    kind = "num" if form.columns[at].kind in NUMERIC else ""
    looks: dict[str, Any] = {"className": kind if cell.value is not None else f"{kind} empty"}
    if at == form.named:
        return html.Th(text, scope="row", **looks, **tongue(text))
    return html.Td(text, **looks, **tongue(text))


def _notes(form: OfficialForm) -> Component:
    colophon = [f"{name}: {text}" for name, text in form_labels.colophon(form)]
    lines = [*form_labels.notes(form), *colophon]
    return html.Ul([html.Li(line) for line in lines], className="rules form-notes")
