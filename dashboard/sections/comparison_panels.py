"""Several indicators, or several districts, side by side over the years."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import clicks
from dashboard.components.panels import TableColumn, data_table, empty_note, panel
from dashboard.figures.base import ChartLabels, Figure, Frame
from dashboard.figures.compare import compare
from dashboard.request import PageRequest
from dashboard.sections import tables
from dashboard.sections.comparison import MOST, Comparison
from dashboard.sections.series import Scale, hover, scale_of
from dashboard.sections.subject import RECORDS
from dashboard.text import formats, labels
from dashboard.text.language import _
from dashboard.text.margin import ends_sentence
from indicators.answers.answer import Answer
from indicators.definition import Definition


def draw(page_request: PageRequest) -> Component:
    """One chart of indicators, or one chart an indicator with a line for each district."""
    comparison = Comparison(page_request)
    if not comparison.codes:
        return empty_note(_("Choose indicators to compare."))
    if comparison.by_places:
        return html.Div(
            [_places_panel(comparison, code) for code in comparison.codes], className="panels-stack"
        )
    return _indicators_panel(comparison)


# ---------------------------------------------------------------- indicators of one place


def _indicators_panel(comparison: Comparison) -> Component:
    place = comparison.places[0]
    answers = {code: comparison.answers(code, place) for code in comparison.codes}
    frame = list(
        _alike(comparison, answers) if comparison.same_unit else _indexed(comparison, answers)
    )
    unit = (
        labels.unit_of(comparison.definition(comparison.codes[0])) if comparison.same_unit else ""
    )
    url = records_url(
        comparison.page_request, f"/indicator/{clicks.FIRST}", period=clicks.SECOND, district=place
    )
    label = _("Indicators side by side")
    about = " · ".join(
        [labels.place_name(comparison.page_request.facts, place), *([unit] if unit else [])]
    )
    twin = _table(comparison, answers)
    drawn = clicks.chart(
        "compare", _figure(comparison, frame, unit), label=label, url=url, twin=twin, about=about
    )
    return panel(
        labels.place_name(comparison.page_request.facts, place),
        drawn,
        note=_note(comparison, unit),
        wide=True,
    )


def records_url(page_request: PageRequest, path: str, **choices: str | None) -> str:
    """The address of the records behind a point."""
    return f"{page_request.page(path, **choices)}#{RECORDS}"


def _note(comparison: Comparison, unit: str) -> str:
    if comparison.same_unit:
        return _("Unit: {unit}").format(unit=unit)
    return _(
        "The units differ, so each indicator's first known year is taken as 100; the table has the values themselves."
    )


def _alike(
    comparison: Comparison, answers: dict[str, Sequence[Answer]]
) -> Iterator[dict[str, Any]]:
    """Indicators of one unit, in one scale."""
    everything = [answer for group in answers.values() for answer in group]
    scale = scale_of(comparison.definition(comparison.codes[0]), everything)
    for code, group in answers.items():
        own = Scale(
            scale.unit,
            comparison.definition(code).decimals if scale.divisor == 1 else scale.decimals,
            scale.divisor,
        )
        for answer in group:
            yield _row(
                code,
                labels.name_of(comparison.definition(code)),
                comparison.definition(code),
                answer,
                own,
            )


def _indexed(
    comparison: Comparison, answers: dict[str, Sequence[Answer]]
) -> Iterator[dict[str, Any]]:
    """Each indicator in per cent of its first known value."""
    for code, group in answers.items():
        definition = comparison.definition(code)
        base = next((answer.value for answer in group if answer.value), None)
        for answer in group:
            row = _row(
                code, labels.name_of(definition), definition, answer, scale_of(definition, group)
            )
            yield row | {"value": indexed(answer.value, base)}


def indexed(value: Decimal | None, base: Decimal | None) -> Decimal | None:
    """A value where the base is 100."""
    return None if value is None or not base else value / base * 100


def _row(
    series: str, name: str, definition: Definition, answer: Answer, scale: Scale
) -> dict[str, Any]:
    label = formats.period(answer.period)
    spoken = hover(definition, answer, f"{name}, {label}", scale)
    return {
        "series": series,
        "name": name,
        "period": answer.period,
        "label": label,
        "value": scale.of(answer.value),
        "state": answer.state,
        "text": tables.text(answer, scale),
        "hover": spoken,
    }


def _figure(comparison: Comparison, frame: Frame, unit: str) -> Figure:
    return compare(
        frame,
        labels=ChartLabels(unit=unit, separators=formats.separators()),
        theme=comparison.page_request.theme,
    )


def _table(comparison: Comparison, answers: dict[str, Sequence[Answer]]) -> Component:
    periods = [answer.period for answer in next(iter(answers.values()))]
    columns = [
        TableColumn(_("Indicator")),
        *(TableColumn(formats.period(label), number=True) for label in periods),
    ]
    rows = [_table_row(comparison, code, group) for code, group in answers.items()]
    return data_table(columns, rows, caption=_("Indicators side by side"))


def _table_row(comparison: Comparison, code: str, group: Sequence[Answer]) -> list[object]:
    definition, scale = comparison.definition(code), scale_of(comparison.definition(code), group)
    urls = [
        records_url(
            comparison.page_request,
            f"/indicator/{code}",
            period=answer.period,
            district=answer.district,
        )
        for answer in group
    ]
    cells = [tables.value_link(answer, scale, url) for answer, url in zip(group, urls, strict=True)]
    return [f"{labels.name_of(definition)}, {scale.unit}", *cells]


# ---------------------------------------------------------------- districts of one indicator


def _places_panel(comparison: Comparison, code: str) -> Component:
    definition = comparison.definition(code)
    answers = {place: comparison.answers(code, place) for place in comparison.places}
    scale = scale_of(definition, [answer for group in answers.values() for answer in group])
    frame = [
        _row(
            place or "",
            labels.place_name(comparison.page_request.facts, place),
            definition,
            answer,
            scale,
        )
        for place, group in answers.items()
        for answer in group
    ]
    url = records_url(
        comparison.page_request,
        f"/indicator/{code}",
        district=clicks.FIRST,
        period=clicks.SECOND,
        cut=comparison.cut(comparison.places[0]),
    )
    name = labels.name_of(definition)
    drawn = clicks.chart(
        f"compare-{code}",
        _figure(comparison, frame, scale.unit),
        label=_("{name} by district").format(name=name),
        url=url,
        twin=_places_table(comparison, code, answers, scale),
        about=tables.about([answer for group in answers.values() for answer in group], scale),
    )
    note = _places_note(comparison, scale.unit, _ends(comparison, definition, answers))
    return panel(name, drawn, note=note, wide=True)


def _ends(
    comparison: Comparison, definition: Definition, answers: Mapping[str | None, Sequence[Answer]]
) -> str:
    """Whether the places of the newest period that several have are told apart."""
    for period in reversed(list(zip(*answers.values(), strict=True))):
        if sum(answer.value is not None for answer in period) > 1:
            named = {
                labels.place_name(comparison.page_request.facts, answer.district): answer
                for answer in period
            }
            return ends_sentence(definition, named)
    return ""


def _places_note(comparison: Comparison, unit: str, ends: str) -> str:
    sentences = [_("Unit: {unit}").format(unit=unit), *([ends] if ends else [])]
    if len(comparison.places) > MOST:
        grey = _(
            "The first {number} districts are in colour; point at a grey line for its name, or see the table"
        )
        sentences.append(grey.format(number=MOST))
    return ". ".join(sentences)


def _places_table(
    comparison: Comparison, code: str, answers: dict[str | None, Sequence[Answer]], scale: Scale
) -> Component:
    periods = [answer.period for answer in next(iter(answers.values()))]
    columns = [
        TableColumn(_("District")),
        *(TableColumn(formats.period(label), number=True) for label in periods),
    ]
    rows = [_places_row(comparison, code, place, group, scale) for place, group in answers.items()]
    return data_table(
        columns, rows, caption=f"{labels.name_of(comparison.definition(code))}, {scale.unit}"
    )


def _places_row(
    comparison: Comparison, code: str, place: str | None, group: Sequence[Answer], scale: Scale
) -> list[object]:
    cut = comparison.cut(place)
    urls = [
        records_url(
            comparison.page_request,
            f"/indicator/{code}",
            period=answer.period,
            district=place,
            cut=cut,
        )
        for answer in group
    ]
    cells = [tables.value_link(answer, scale, url) for answer, url in zip(group, urls, strict=True)]
    return [labels.place_name(comparison.page_request.facts, place), *cells]
