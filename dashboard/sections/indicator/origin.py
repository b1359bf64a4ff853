"""Where a number comes from that is not counted from records: its inputs, or what was reported."""

from collections.abc import Iterator, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.attributes import tongue
from dashboard.components.links import link
from dashboard.components.panels import TableColumn, data_table
from dashboard.http.context import language
from dashboard.sections import explanation
from dashboard.sections.indicator.disaggregation import attribute, chosen_part
from dashboard.sections.subject import RECORDS, Subject
from dashboard.text import disaggregation_labels, formats, labels
from dashboard.text.language import _
from data.disaggregations import parts_of
from data.tables.definitions import STAGES
from indicators.drill_down.reported import ReportedValue, reported
from indicators.periods import Period


def origin(subject: Subject, period: Period) -> list[Component]:
    """A sentence why no records stand behind the number, then what does."""
    if subject.definition.kind == "observed":
        return [
            _sentence(_("This value is reported, not computed: no records stand behind it.")),
            _reported(subject, period),
        ]
    sentences = [
        _("This value is computed from other indicators: "),
        *explanation.how(subject.page_request, subject.definition),
        ".",
    ]
    return [_sentence(sentences), _inputs(subject)]


def _sentence(content: Any) -> Component:
    return html.P(content, className="panel__note")


def _inputs(subject: Subject) -> Component:
    """The inputs' own numbers of the same period and place."""
    page_request = subject.page_request
    chosen = {
        name: page_request.address.choices.get(name)
        for name in ("period", "district", "cut", "within_year")
    }
    chosen["period"] = (page_request.period or subject.period).label
    urls = {
        code: f"{page_request.page(f'/indicator/{code}', **chosen)}#{RECORDS}"
        for code in subject.definition.inputs
    }
    named = [
        link(labels.name_of(page_request.definition(code, subject.year)), url)
        for code, url in urls.items()
    ]
    return html.Ul([html.Li(each) for each in named], className="links-row")


def _reported(subject: Subject, period: Period) -> Component:
    question = subject.page_request.question(
        indicators=(subject.code,),
        years=(period.year, period.final_year),
        district=subject.page_request.territory,
    )
    rows = [
        row
        for row in subject.page_request.asker.ask(reported, question)
        if _is_of_part(subject, row)
    ]
    if not rows:
        return html.P(_("Nothing was reported for this period and place."), className="empty-note")
    columns = [
        TableColumn(_("Period")),
        TableColumn(_("District")),
        TableColumn(_("Part")),
        TableColumn(_("Value"), number=True),
        TableColumn(_("As printed"), number=True),
        TableColumn(_("Respondents"), number=True),
        TableColumn(_("Stage")),
        TableColumn(_("Loaded")),
        TableColumn(_("Source and notes")),
    ]
    sparse = {2: any(row.by for row in rows), 5: any(row.respondents for row in rows)}
    kept = [at for at in range(len(columns)) if sparse.get(at, True)]
    cells = [_row(subject, row) for row in rows]
    table_rows = [[row[at] for at in kept] for row in cells]
    return data_table(
        [columns[at] for at in kept], table_rows, caption=_("Reported values"), tall=len(rows) > 12
    )


def _is_of_part(subject: Subject, row: ReportedValue) -> bool:
    """Whether a row is of the part whose number was chosen, alone or crossed with other attributes."""
    part, by = chosen_part(subject.page_request), attribute(subject.page_request, subject.code)
    return part is None or by is None or _meant(subject, row).get(by) == part


def _meant(subject: Subject, row: ReportedValue) -> dict[str, str]:
    return subject.versions[-1].definition.spellings.meant(parts_of(row.by))


def _row(subject: Subject, row: ReportedValue) -> Sequence[Any]:
    return [
        formats.period(row.period),
        labels.place_name(subject.page_request.facts, row.district),
        disaggregation_labels.row(subject.versions[-1].definition, row.by),
        formats.EN_DASH
        if row.value is None
        else formats.number(row.value, subject.definition.decimals),
        row.printed or "",
        formats.EN_DASH if row.respondents is None else formats.number(row.respondents),
        STAGES.name(row.stage, language()),
        formats.day_of(row.at),
        list(_notes(row)),
    ]


def _notes(row: ReportedValue) -> Iterator[Any]:
    marks = {"illustrative": row.illustrative, "lower_bound": row.lower_bound}
    for code, carried in marks.items():
        if carried:
            yield from (status.mark(code), " ")
    remark = ". ".join(text for text in (row.source, row.note) if text)
    yield html.Span(remark, **tongue(remark))
