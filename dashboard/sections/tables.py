"""Answers as tables: the twin of each chart, and the way to the records for who has no mouse."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import status
from dashboard.components.links import link
from dashboard.components.panels import TableColumn, data_table
from dashboard.http import context
from dashboard.http.context import language
from dashboard.sections.series import Scale
from dashboard.text import formats, labels, margin
from dashboard.text.language import _
from indicators.answers.answer import Answer
from indicators.definition import Definition

Name = Callable[[Answer], str]
UrlOf = Callable[[Answer], str]
Notes = Callable[[Answer], Sequence[str]]

CYRILLIC = re.compile("[А-Яа-яЁё]")


def twin(
    answers: Sequence[Answer],
    definition: Definition,
    scale: Scale,
    *,
    first: str,
    name: Name,
    url: UrlOf,
    caption: str,
    notes: Notes = lambda answer: (),
) -> Component:
    """A row an answer: name, plan, fact, degree, status, records, and what has been noted of it."""
    columns = [
        TableColumn(first),
        TableColumn(_("Plan"), number=True),
        TableColumn(_("Fact"), number=True),
        TableColumn(_("Degree"), number=True),
        TableColumn(_("Status")),
        TableColumn(_("Records"), number=True),
        TableColumn(_("Note")),
    ]
    planned = any(answer.plan is not None for answer in answers)
    kept = [*range(6)] if planned else [0, 2, 5]
    kept += [6] if any(notes(answer) for answer in answers) else []
    rows = [
        [*_row(answer, definition, scale, name, url), "; ".join(notes(answer))]
        for answer in answers
    ]
    cells = [[row[at] for at in kept] for row in rows]
    return data_table([columns[at] for at in kept], cells, caption=_captioned(caption, scale))


def _captioned(caption: str, scale: Scale) -> str:
    return f"{caption}, {scale.unit}" if scale.unit else caption


def _row(answer: Answer, definition: Definition, scale: Scale, name: Name, url: UrlOf) -> list[Any]:
    return [
        name(answer),
        plan_cell(answer, definition, scale),
        fact_cell(answer, scale),
        degree_cell(answer),
        status_cell(answer),
        records_cell(answer, url(answer), name(answer)),
    ]


def sources(answers: Iterable[Answer]) -> str:
    """The sources of answers, each once, in the reader's language."""
    return "; ".join(dict.fromkeys(_source(answer) for answer in answers if answer.source))


def _source(answer: Answer) -> str:
    """As it was reported; for who cannot read it, as the definition names it in the reader's
    language.
    """
    reported = answer.source or ""
    if language() == "ru" or not CYRILLIC.search(reported):
        return reported
    catalogue = context.facts(answer.programme, answer.revision).catalogue
    definitions = [each.definition for each in catalogue.versions.get(answer.indicator, ())]
    return next(
        (each.source.in_language(language()) for each in reversed(definitions) if each.source),
        reported,
    )


def about(answers: Iterable[Answer], scale: Scale, period: str = "") -> str:
    """What a picture must say that stands alone: period, unit, source."""
    caption = (
        period,
        _("Unit: {unit}").format(unit=scale.unit) if scale.unit else "",
        source_line(answers),
    )
    return " · ".join(part for part in caption if part)


def source_line(answers: Iterable[Answer]) -> str:
    """«Источник: …», or nothing."""
    named = sources(answers)
    return _("Source: {source}").format(source=named) if named else ""


def plan_cell(answer: Answer, definition: Definition, scale: Scale) -> str:
    """A planned value in the chart's scale; a dash where there is no plan."""
    if answer.plan is None:
        return formats.EN_DASH
    if not labels.is_money(definition):
        return labels.plan_text(definition, answer.plan)
    return scale.text(answer.plan, *(() if answer.value is None else (answer.value,)))


def fact_cell(answer: Answer, scale: Scale) -> Any:
    """The value with its interval in brackets, or the word and mark of its state."""
    if answer.value is None:
        return status.state_word(answer.state)
    ends = margin.ends_text(answer, scale.decimals)
    value = scale.answer(answer)
    return [value, html.Span(f" ({ends})", className="interval")] if ends else value


def interval_key(answers: Iterable[Answer]) -> list[Component]:
    """What the brackets and whiskers are, where there are any."""
    sentence = margin.key_sentence(answers)
    return [html.P(sentence, className="panel__note")] if sentence else []


def degree_cell(answer: Answer) -> str:
    """The degree as it is; above 100 % also how it counts."""
    return labels.degree_text(answer)


def status_cell(answer: Answer) -> Any:
    return formats.EN_DASH if answer.status is None else status.chip_of(answer)


def records_cell(answer: Answer, url: str, name: str) -> Any:
    """How many records were counted, leading to them; to where the number comes from when no record
    was.
    """
    if answer.value is None and not answer.records:
        return formats.EN_DASH
    counted = answer.records is not None
    text = formats.number(answer.records or 0) if counted else _("from where?")
    hidden = html.Span(
        f" – {_('records')}: {name}" if counted else f" – {name}", className="visually-hidden"
    )
    return link([text, hidden], url)


def text(answer: Answer, scale: Scale) -> str:
    """The value as text, or the word of its state."""
    return scale.answer(answer)


def value_link(answer: Answer, scale: Scale, url: str) -> Any:
    """A value that leads to its records; the word of its state where there is none."""
    return (
        status.state_word(answer.state) if answer.value is None else link(scale.answer(answer), url)
    )
