"""Why a number differs: a sentence, a waterfall and a table whose parts add up to the difference."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import clicks
from dashboard.components.captions import ChartCaption
from dashboard.components.links import LinkOption, choice, link
from dashboard.components.panels import TableColumn, data_table, empty_note, panel
from dashboard.request import PageRequest
from dashboard.sections.chart_scope import chart_scope
from dashboard.sections.difference.bars import figure_of
from dashboard.sections.difference.difference import ANCHOR, LISTED, Difference, with_others
from dashboard.sections.figure_links import page_links
from dashboard.sections.series import Scale, scale_of
from dashboard.sections.subject import read_subject
from dashboard.text import difference as texts
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.contributions.asking import PLAN
from indicators.contributions.contribution import Contribution
from indicators.contributions.decomposition import WEIGHED, Decomposition
from indicators.contributions.organisations import ORGANISATION
from indicators.exact import cut


def draw(page_request: PageRequest) -> Component | None:
    """The difference of the shown period; nothing where there is nothing to compare it with."""
    difference = Difference(read_subject(page_request))
    if difference.question is None or not (difference.dimensions or difference.of_plan):
        return None
    body = (
        _explained(difference, difference.decomposition)
        if difference.decomposition is not None
        else [empty_note(_why_none(difference))]
    )
    return panel(_title(difference), [_choices(difference), *body], wide=True, anchor=ANCHOR)


def _title(difference: Difference) -> str:
    now = formats.period(difference.subject.period.label)
    if difference.of_plan:
        return _("Why not as planned: {period}").format(period=now)
    before = formats.period(difference.against or "")
    return _("Why it changed: {period} against {before}").format(period=now, before=before)


def _why_none(difference: Difference) -> str:
    if difference.of_plan:
        return _("There is no plan by district, so the difference cannot be divided.")
    return _("One of the two periods has no value, or its parts are not known.")


def _choices(difference: Difference) -> Component:
    page_request = difference.page_request
    listed = [*(each.label for each in difference.compared), PLAN]
    periods = [
        LinkOption(
            _("the plan") if label == PLAN else formats.period(label),
            f"{page_request.href(against=label, parts=None)}#{ANCHOR}",
            label == difference.against,
        )
        for label in listed
    ]
    parts = [
        LinkOption(
            difference.dimension_name(name),
            f"{page_request.href(parts=name)}#{ANCHOR}",
            name == difference.by,
        )
        for name in difference.dimensions
    ]
    divided = [choice("parts", _("Divided by"), parts)] if len(parts) > 1 else []
    return html.Div([choice("against", _("Compared with"), periods), *divided], className="filters")


def _explained(difference: Difference, whole: Decomposition) -> Iterator[Component]:
    if whole.by == ORGANISATION:
        yield html.P(texts.comings_and_goings(whole), className="panel__note")
    for name in whole.confounders:
        yield html.P(texts.confounder(name), className="panel__note")
    for sentence in texts.hindsight_sentences(whole, difference.hindsight):
        yield html.P(sentence, className="panel__note")
    scale = scale_of(whole.definition, [whole.before, whole.now])
    yield clicks.chart(
        "difference",
        figure_of(difference, whole, scale),
        label=_title(difference),
        links=page_links(difference.page_request, slide="difference_chart"),
        url=difference.part_url(clicks.FIRST, whole.now.period),
        twin=_table(difference, whole),
        caption=_caption(difference, whole, scale),
    )
    method = texts.method_sentence(whole.method)
    if method:
        yield html.P(method, className="panel__note")


def _caption(difference: Difference, whole: Decomposition, scale: Scale) -> ChartCaption:
    """What drives the difference."""
    finding = texts.driver_sentence(whole, difference.driver_name)
    scope = chart_scope(difference.page_request, [whole.before, whole.now], scale)
    return ChartCaption(finding, scope)


def _table(difference: Difference, whole: Decomposition) -> Component:
    """Every part with both of its numbers, each leading to its records, and what it gives."""
    weighed = whole.method == WEIGHED
    columns = [
        TableColumn(difference.dimension_name(whole.by)),
        TableColumn(
            _("Plan") if whole.of_plan else formats.period(whole.before.period), number=True
        ),
        TableColumn(formats.period(whole.now.period), number=True),
        *(
            [TableColumn(_("By its value"), True), TableColumn(_("By its weight"), True)]
            if weighed
            else []
        ),
        TableColumn(_("Gives"), number=True),
    ]
    listed = with_others(whole.contributions, LISTED)
    rows = [_part_row(difference, whole, part, weighed) for part in listed]
    return data_table(columns, [*rows, _sum_row(whole, weighed)], caption=_title(difference))


def _part_row(
    difference: Difference, whole: Decomposition, part: Contribution, weighed: bool
) -> list[Any]:
    effects = (part.value_effect, part.weight_effect) if weighed else ()
    earlier = None if whole.of_plan else whole.before.period
    return [
        difference.part_name(part.key),
        _value(difference, part, part.before, earlier),
        _value(difference, part, part.now, whole.now.period),
        *(_amount(whole, effect) for effect in effects),
        texts.amount(whole.definition, part.amount),
    ]


def _value(
    difference: Difference, part: Contribution, value: Fraction | None, period: str | None
) -> Any:
    if value is None:
        return formats.EN_DASH
    text = labels.value_text(difference.definition_of(part), cut(value))
    url = None if period is None else difference.part_url(part.key, period)
    return text if url is None else link(text, url)


def _amount(whole: Decomposition, effect: Fraction | None) -> str:
    return formats.EN_DASH if effect is None else texts.amount(whole.definition, effect)


def _sum_row(whole: Decomposition, weighed: bool) -> list[Any]:
    before, now = (labels.value_text(whole.definition, cut(end)) for end in whole.ends)
    effects = [formats.EN_DASH] * 2 if weighed else []
    return [_("In all"), before, now, *effects, texts.amount(whole.definition, whole.difference)]
