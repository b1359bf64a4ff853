"""What an indicator consists of, by an attribute of its records."""

from collections.abc import Iterator, Sequence

import pandas as pd
from dash.development.base_component import Component

from dashboard import clicks, formats, record_words, words
from dashboard.asked import Asked
from dashboard.components.links import Option, switch
from dashboard.components.panels import Column, data_table, empty_note, panel
from dashboard.figures.base import Figure, Words
from dashboard.figures.compare import compare
from dashboard.figures.split import SplitWords, split
from dashboard.language import _
from dashboard.sections import tables
from dashboard.sections.subject import Subject, subject
from dashboard.series import Scale, hover, scale_of
from data.refusals import refuse
from indicators.answers import Answer
from indicators.definition import Definition
from indicators.split import attributes_of

ADDITIVE = ("count", "sum")
MOST = 12
"""More values than this are a list, not a chart."""


def attribute(asked: Asked, definition: Definition) -> str | None:
    """The chosen attribute, else the first; refuses one that the indicator's records do not have."""
    known = attributes_of(definition)
    if asked.split is not None and asked.split not in known:
        shown = ", ".join(known) or formats.EN_DASH
        raise refuse("unknown_split", indicator=definition.code, attribute=asked.split, known=shown)
    return asked.split or next(iter(known), None)


def draw(asked: Asked) -> Component:
    """Stacked bars where parts add up, lines where they do not; the attributes to choose from above."""
    shown = subject(asked)
    by = attribute(asked, shown.definition)
    if by is None:
        sentence = _("This indicator cannot be split: it is computed from other indicators or reported as a whole.")
        return panel(_("What it consists of"), empty_note(sentence))
    answers = [answer for answer in shown.answers(split=by) if answer.split is not None]
    title = _("By attribute: {attribute}").format(attribute=record_words.field_name(by).lower())
    return panel(
        title, _parts(shown, by, answers), tools=_attributes(shown, by), wide=True, note=_note(shown.definition)
    )


def _parts(shown: Subject, by: str, answers: Sequence[Answer]) -> Component:
    if not any(answer.value is not None for answer in answers):
        return empty_note(_("No records in these years."))
    scale = scale_of(shown.definition, answers)
    frame = _frame(shown, by, answers, scale)
    drawn = _stacked(frame, scale, shown) if stacks(shown.definition) else _lines(frame, scale, shown)
    return clicks.chart(
        "split",
        drawn,
        label=_("{name} by {attribute}").format(
            name=words.name_of(shown.definition), attribute=record_words.field_name(by).lower()
        ),
        way=_way(shown, by),
        twin=_twin(shown, by, answers, scale),
        about=tables.about(answers, scale),
    )


def _way(shown: Subject, by: str) -> str:
    """Stacks carry period and part, lines part and period."""
    first, second = clicks.FIRST, clicks.SECOND
    period, part = (first, second) if stacks(shown.definition) else (second, first)
    return shown.records_of(period, split=by, split_value=part)


def stacks(definition: Definition) -> bool:
    """Whether the parts add up to the whole."""
    return definition.kind in ADDITIVE and definition.per is None and definition.change is None


def _note(definition: Definition) -> str | None:
    return None if stacks(definition) else _("The parts do not add up to the whole, so they stand side by side.")


def _attributes(shown: Subject, by: str) -> Component | None:
    known = attributes_of(shown.definition)
    asked = shown.asked
    options = [
        Option(record_words.field_name(name), asked.href(split=name, split_value=None), name == by) for name in known
    ]
    return switch(_("Attribute"), options) if len(options) > 1 else None


def _stacked(frame: pd.DataFrame, scale: Scale, shown: Subject) -> Figure:
    said = SplitWords(unit=scale.unit, separators=formats.separators(), other=_("Other values"))
    return split(frame, words=said, theme=shown.asked.theme)


def _lines(frame: pd.DataFrame, scale: Scale, shown: Subject) -> Figure:
    series = frame.rename(columns={"part": "series", "part_label": "name"})
    kept = list(dict.fromkeys(series.loc[series["state"] == "value", "series"]))[:MOST]
    said = Words(unit=scale.unit, separators=formats.separators())
    return compare(series[series["series"].isin(kept)], words=said, theme=shown.asked.theme)


def _frame(shown: Subject, by: str, answers: Sequence[Answer], scale: Scale) -> pd.DataFrame:
    columns = ["period", "label", "part", "part_label", "value", "state", "text", "hover", "marks"]
    ordered = sorted(answers, key=lambda answer: answer.period)
    return pd.DataFrame([_row(shown, by, answer, scale) for answer in ordered], columns=columns).astype(object)


def _row(shown: Subject, by: str, answer: Answer, scale: Scale) -> tuple[object, ...]:
    part = part_name(shown.definition, by, answer.split or "")
    title = f"{part}, {formats.period(answer.period)}"
    return (
        answer.period,
        formats.period(answer.period),
        answer.split,
        part,
        scale.of(answer.value),
        answer.state,
        tables.text(answer, scale),
        hover(shown.definition, answer, title, scale),
        list(answer.marks),
    )


def part_name(definition: Definition, by: str, value: str) -> str:
    """The word for one value of the attribute."""
    return record_words.attribute_value(min(definition.measures), by, value)


def _twin(shown: Subject, by: str, answers: Sequence[Answer], scale: Scale) -> Component:
    periods = list(dict.fromkeys(answer.period for answer in answers))
    rows = [_twin_row(shown, by, part, group, scale) for part, group in _groups(answers)]
    columns = [Column(record_words.field_name(by)), *(Column(formats.period(label), number=True) for label in periods)]
    return data_table(columns, rows, caption=f"{words.name_of(shown.definition)}: {columns[0].title}, {scale.unit}")


def _groups(answers: Sequence[Answer]) -> Iterator[tuple[str, list[Answer]]]:
    parts = list(dict.fromkeys(answer.split or "" for answer in answers))
    for part in parts:
        group = [answer for answer in answers if answer.split == part]
        if any(answer.value for answer in group):
            yield part, group


def _twin_row(shown: Subject, by: str, part: str, group: Sequence[Answer], scale: Scale) -> list[object]:
    ways = (shown.records_of(answer.period, split=by, split_value=part) for answer in group)
    cells = [tables.value_link(answer, scale, way) for answer, way in zip(group, ways, strict=True)]
    return [part_name(shown.definition, by, part), *cells]
