"""What an indicator consists of, by an attribute of its records or a disaggregation of its reported
values.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import clicks, status
from dashboard.components.captions import ChartCaption
from dashboard.components.links import LinkOption, switch
from dashboard.components.panels import (
    TableColumn,
    data_table,
    empty_note,
    panel,
    periods_table,
)
from dashboard.figures.base import ChartLabels, Figure, Frame
from dashboard.figures.compare import compare
from dashboard.figures.split import SplitLabels, split
from dashboard.figures.theme import Theme
from dashboard.request import PageRequest
from dashboard.sections import tables
from dashboard.sections.chart_scope import chart_scope
from dashboard.sections.figure_links import indicator_links
from dashboard.sections.indicator.cross_table import cross_table
from dashboard.sections.indicator.disaggregation import (
    TOTAL,
    Split,
    attributes,
    groups_of,
    periods_of,
    split_of,
)
from dashboard.sections.series import Scale, axis_names, hover, scale_of
from dashboard.sections.subject import read_subject
from dashboard.text import formats, labels, part_labels
from dashboard.text.district_findings import most
from dashboard.text.language import _, ngettext
from dashboard.text.sentences import sentence
from indicators.answers.answer import Answer
from indicators.answers.crossing import crossed_attributes
from indicators.answers.disaggregation import OBSERVED

MOST_CROSSED = 2
"""Attributes of a crossing, and so many there must be to choose among."""
MOST = 12
"""More values than this are a list, not a chart."""


def draw(page_request: PageRequest) -> Component:
    """Stacked bars where parts add up, lines where they do not; the attributes to choose from
    above.
    """
    subject = read_subject(page_request)
    split = split_of(subject)
    if split is None:
        sentence = _(
            "This indicator cannot be split: it is computed from other indicators or reported as a whole."
        )
        return panel(_("What it consists of"), empty_note(sentence))
    title = _("By attribute: {attribute}").format(attribute=_within_a_sentence(split))
    note = None if split.stacks else _side_by_side(split)
    return panel(title, _parts(split), tools=_attributes(split), wide=True, note=note)


def _side_by_side(split: Split) -> str:
    """Why the parts are lines, and of how many the chart has none."""
    sentence = _("The parts do not add up to the whole, so they stand side by side.")
    left_out = max(0, len(_known_parts(split)) - MOST)
    if not left_out:
        return sentence
    more = ngettext(
        "{number} more part is in the table.", "{number} more parts are in the table.", left_out
    )
    return f"{sentence} {more}"


def _known_parts(split: Split) -> list[str]:
    """The parts with a value in some period."""
    return list(
        dict.fromkeys(answer.split or "" for answer in split.parts if answer.value is not None)
    )


def _within_a_sentence(split: Split) -> str:
    """A name of ours begins small there; one that people gave stays as they write it."""
    return split.name if split.definition.kind == OBSERVED else split.name.lower()


def _parts(split: Split) -> Component:
    if not any(answer.value is not None for answer in split.parts):
        reported = split.definition.kind == OBSERVED
        return empty_note(
            _("No part was reported in these years.")
            if reported
            else _("No records in these years.")
        )
    scale = scale_of(split.definition, [*split.parts, *split.totals])
    return html.Div([_chart(split, scale), *_crossed(split, scale), *_plans(split, scale)])


def _crossed(split: Split, scale: Scale) -> Iterator[Component]:
    both = _both(split)
    if both is not None:
        period = formats.period(split.subject.period.label)
        yield html.H3(f"{split.name}, {period}", className="panel__part")
        yield cross_table(split, both, scale)


def _both(split: Split) -> tuple[str, str] | None:
    """The two attributes that are crossed; None of one."""
    return None if split.definition.kind == OBSERVED else crossed_attributes(split.attribute)


def _chart(split: Split, scale: Scale) -> Component:
    return clicks.chart(
        "split",
        figure_of(split, scale, split.subject.page_request.theme),
        label=_("{name} by {attribute}").format(
            name=labels.name_of(split.definition), attribute=_within_a_sentence(split)
        ),
        links=indicator_links(
            split.subject,
            slide="split_chart",
            split=split.attribute,
            **split.subject.split_choices(),
        ),
        url=_url(split),
        twin=_twin(split, scale),
        about=tables.source_line(split.parts),
        caption=ChartCaption(
            sentence(greatest(split)), chart_scope(split.subject.page_request, split.parts, scale)
        ),
    )


def greatest(split: Split) -> str:
    """The greatest part of the shown period; of what should be small none is called the worst for
    it.
    """
    subject = split.subject
    if not split.stacks or split.definition.direction != "increase":
        return ""
    parts = split.of_period
    greatest = most(split.definition, subject.now, parts, [*map(split.part_name, parts)])
    return f"{formats.period(subject.period.label)}, {greatest}" if greatest else ""


def _plans(split: Split, scale: Scale) -> Iterator[Component]:
    """Plan beside actual of each part for which a plan was set; nothing where none was."""
    planned = [answer for answer in split.parts if answer.plan is not None]
    if not planned:
        return
    yield html.H3(_("Plans by part"), className="panel__part")
    columns = [
        TableColumn(split.name),
        TableColumn(_("Period")),
        TableColumn(_("Plan"), number=True),
        TableColumn(_("Fact"), number=True),
        TableColumn(_("Degree"), number=True),
        TableColumn(_("Status")),
        TableColumn(_("Marks")),
    ]
    rows = [
        [
            split.part_name(answer),
            formats.period(answer.period),
            tables.plan_cell(answer, split.definition, scale),
            tables.value_link(answer, scale, _records(split, answer)),
            tables.degree_cell(answer),
            tables.status_cell(answer),
            status.marks(answer.marks),
        ]
        for answer in planned
    ]
    name = labels.name_of(split.definition)
    caption = _("{name}: plans by part").format(name=name)
    yield data_table(columns, rows, caption=f"{caption}, {scale.unit}" if scale.unit else caption)


def _url(split: Split) -> str:
    """Stacks carry period and part, lines part and period."""
    first, second = clicks.FIRST, clicks.SECOND
    period, part = (first, second) if split.stacks else (second, first)
    return split.subject.records_of(period, split=split.attribute, split_value=part)


def _attributes(split: Split) -> Component | None:
    page_request = split.subject.page_request
    known = attributes(page_request, split.subject.code)
    first = (_both(split) or (split.attribute,))[0]
    options = [_option(split, name, chosen=name == first) for name in known]
    if len(options) < MOST_CROSSED:
        return None
    chosen = switch(_("Attribute"), options)
    return (
        chosen if split.definition.kind == OBSERVED else html.Div([chosen, _across(split, known)])
    )


def _across(split: Split, known: Sequence[str]) -> Component:
    """A second attribute to choose, beside the first one."""
    first, *second = _both(split) or (split.attribute,)
    none = LinkOption(_("no second attribute"), _address(split, first), not second)
    others = [
        _option(split, name, chosen=name in second, after=first) for name in known if name != first
    ]
    return switch(_("and by"), [none, *others])


def _option(split: Split, name: str, *, chosen: bool, after: str = "") -> LinkOption:
    """A link to a split by an attribute, ``after`` another one."""
    label = part_labels.attribute_name(split.definition, name)
    return LinkOption(label, _address(split, f"{after},{name}" if after else name), chosen)


def _address(split: Split, by: str) -> str:
    return split.subject.page_request.href(split=by, split_value=None)


def figure_of(breakdown: Split, scale: Scale, theme: Theme) -> Figure:
    """Stacked bars, or lines with the total among them."""
    if breakdown.stacks:
        chart_labels = SplitLabels(
            unit=scale.unit, separators=formats.separators(), other=_("Other values")
        )
        return split(frame_of(breakdown, breakdown.parts, scale), labels=chart_labels, theme=theme)
    frame = frame_of(breakdown, [*breakdown.parts, *breakdown.totals], scale)
    kept = line_parts(breakdown)
    series = [
        {
            **row,
            "series": row["part"],
            "name": row["part_label"],
            **axis_names(row["period"]),
        }
        for row in frame
        if row["part"] in kept
    ]
    line_labels = ChartLabels(unit=scale.unit, separators=formats.separators())
    return compare(series, labels=line_labels, theme=theme, whole=TOTAL)


def line_parts(split: Split) -> list[str]:
    """The parts that have lines of their own, and the total."""
    return [*_known_parts(split)[:MOST], TOTAL]


def frame_of(split: Split, answers: Sequence[Answer], scale: Scale) -> Frame:
    """The rows of a chart in the order of periods."""
    ordered = sorted(answers, key=lambda answer: answer.period)
    return [_row(split, answer, scale) for answer in ordered]


def _row(split: Split, answer: Answer, scale: Scale) -> dict[str, Any]:
    part = split.part_name(answer)
    title = f"{part}, {formats.period(answer.period)}"
    return {
        "period": answer.period,
        "label": chart_label(split)(answer.period),
        "part": TOTAL if answer.split is None else answer.split,
        "part_label": part,
        "value": scale.of(answer.value),
        "state": answer.state,
        "text": tables.text(answer, scale),
        "hover": hover(split.definition, answer, title, scale),
        "marks": list(answer.marks),
    }


def chart_label(split: Split) -> Callable[[str], str]:
    """What a period is called on the chart: days and weeks, of which there are many, briefly."""
    return formats.short_period if split.subject.goes_by_days else formats.period


def _twin(split: Split, scale: Scale) -> Component:
    names = [split.name, *map(formats.period, periods_of(split))]
    rows = [
        [
            split.part_name(group[0]),
            *(tables.value_link(answer, scale, _records(split, answer)) for answer in group),
        ]
        for group in groups_of(split)
    ]
    caption = f"{labels.name_of(split.definition)}: {split.name}, {scale.unit}"
    return periods_table(names, rows, caption=caption, down=split.subject.goes_by_days)


def _records(split: Split, answer: Answer) -> str:
    """The way to what stands behind a part, or behind the total."""
    by = None if answer.split is None else split.attribute
    return split.subject.records_of(answer.period, split=by, split_value=answer.split)
