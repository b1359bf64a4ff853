"""Where a number comes from that is not counted from records: its inputs, or what was reported."""

from collections.abc import Iterator, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import disaggregation_words, explained, formats, words
from dashboard.components import status
from dashboard.components.attributes import tongue
from dashboard.components.links import link
from dashboard.components.panels import Column, data_table
from dashboard.context import language
from dashboard.language import _
from dashboard.sections.split import attribute, chosen_part
from dashboard.sections.subject import RECORDS, Subject
from data.disaggregations import parts_of
from data.tables.definitions import STAGES
from indicators.periods import Period
from indicators.reported import Reported


def origin(shown: Subject, period: Period) -> list[Component]:
    """A sentence why no records stand behind the number, then what does."""
    if shown.definition.kind == "observed":
        return [
            _sentence(_("This value is reported, not computed: no records stand behind it.")),
            _reported(shown, period),
        ]
    told = [_("This value is computed from other indicators: "), *explained.how(shown.asked, shown.definition), "."]
    return [_sentence(told), _inputs(shown)]


def _sentence(said: Any) -> Component:
    return html.P(said, className="panel__note")


def _inputs(shown: Subject) -> Component:
    """The inputs' own numbers of the same period and place."""
    asked = shown.asked
    chosen = {name: asked.address.choices.get(name) for name in ("period", "district", "cut", "within_year")}
    chosen["period"] = (asked.period or shown.period).label
    ways = {code: f"{asked.page(f'/indicator/{code}', **chosen)}#{RECORDS}" for code in shown.definition.inputs}
    named = [link(words.name_of(asked.definition(code, shown.year)), way) for code, way in ways.items()]
    return html.Ul([html.Li(each) for each in named], className="links-row")


def _reported(shown: Subject, period: Period) -> Component:
    question = shown.asked.question(
        indicators=(shown.code,), years=(period.year, period.final_year), district=shown.asked.district
    )
    rows = [row for row in shown.asked.asker.reported(question) if _is_of_part(shown, row)]
    if not rows:
        return html.P(_("Nothing was reported for this period and place."), className="empty-note")
    columns = [
        Column(_("Period")),
        Column(_("District")),
        Column(_("Part")),
        Column(_("Value"), number=True),
        Column(_("As printed"), number=True),
        Column(_("Stage")),
        Column(_("Source and notes")),
    ]
    kept = [at for at in range(len(columns)) if at != 2 or any(row.by for row in rows)]
    cells = [_row(shown, row) for row in rows]
    shown_rows = [[row[at] for at in kept] for row in cells]
    return data_table([columns[at] for at in kept], shown_rows, caption=_("Reported values"), tall=len(rows) > 12)


def _is_of_part(shown: Subject, row: Reported) -> bool:
    """Whether a row is of the part whose number was chosen, alone or crossed with other attributes."""
    part, by = chosen_part(shown.asked), attribute(shown.asked, shown.code)
    return part is None or by is None or _meant(shown, row).get(by) == part


def _meant(shown: Subject, row: Reported) -> dict[str, str]:
    return shown.versions[-1].definition.spellings.meant(parts_of(row.by))


def _row(shown: Subject, row: Reported) -> Sequence[Any]:
    return [
        formats.period(row.period),
        words.place_name(shown.asked.facts, row.district),
        disaggregation_words.row(shown.versions[-1].definition, row.by),
        formats.EN_DASH if row.value is None else formats.number(row.value, shown.definition.decimals),
        row.printed or "",
        STAGES.name(row.stage, language()),
        list(_notes(row)),
    ]


def _notes(row: Reported) -> Iterator[Any]:
    marks = {"illustrative": row.illustrative, "lower_bound": row.lower_bound}
    for code, carried in marks.items():
        if carried:
            yield from (status.mark(code), " ")
    said = ". ".join(text for text in (row.source, row.note) if text)
    yield html.Span(said, **tongue(said))
