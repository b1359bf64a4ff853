"""An indicator's passport: what it says of itself, its versions, and what its sources get wrong."""

from collections.abc import Iterator
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import disaggregation_words, explained, formats, words
from dashboard.asked import Asked
from dashboard.components import panels
from dashboard.components.attributes import tongue
from dashboard.language import _, ngettext
from dashboard.sections.subject import Subject, subject
from indicators.catalogue import Version
from indicators.definition import Definition, Words, Years
from indicators.facts import NoteFacts


def draw(asked: Asked) -> Component:
    """The fields of the definition in force, all versions, the notes on the sources."""
    shown = subject(asked)
    title = _("Passport of the indicator")
    parts = [panels.passport(_fields(shown)), *_versions(shown), *notes(shown.notes)]
    return panels.panel(title, parts, wide=True, anchor="passport")


def _fields(shown: Subject) -> Iterator[tuple[str, Any]]:
    definition, asked = shown.definition, shown.asked
    yield _("Code"), html.Code(definition.code)
    yield _("Name"), words.name_of(definition)
    yield _("Unit"), words.unit_of(definition)
    yield _("Part of the programme"), part_name(asked, definition)
    yield _("What it shows"), said(definition.description)
    yield _("Kind"), explained.kind_name(definition.kind)
    yield _("How it is computed"), explained.how(asked, definition)
    if definition.disaggregations:
        yield _("Disaggregations"), disaggregation_words.listed(definition)
    yield _("Method"), said(definition.method)
    yield _("Source"), said(definition.source)
    if definition.act:
        yield _("Act of the indicator"), definition.act
    yield _("Act of the programme"), asked.facts.text("act", asked.language)
    yield _("Responsible"), said(definition.responsible)
    yield from _numbers(definition)


def _numbers(definition: Definition) -> Iterator[tuple[str, Any]]:
    yield _("Periodicity"), _periodicity(definition.periodicity)
    yield (
        _("Due"),
        ngettext("{number} day after the period's end", "{number} days after the period's end", definition.due_days),
    )
    yield _("Years"), years(definition.years)
    yield _("What is good"), explained.direction_name(definition.direction)
    yield _("Band"), _band(definition)
    yield _("Baseline"), _baseline(definition)
    yield _("Weight"), formats.plain(definition.weight)
    yield _("Council's short list"), _("yes") if definition.key else _("no")


def said(text: Words | None) -> str:
    """A text in the reader's language, or nothing."""
    return "" if text is None else words.in_language({"ru": text.ru, "en": text.en})


def part_name(asked: Asked, definition: Definition) -> str:
    """The name of the task or subprogramme."""
    return next((words.in_language(part.names) for part in asked.facts.parts if part.code == definition.part), "")


def years(valid: Years) -> str:
    """The years of a version in words."""
    if valid.first is None and valid.last is None:
        return _("all years of the programme")
    if valid.last is None:
        return _("from {year} on").format(year=valid.first)
    if valid.first is None:
        return _("until {year}").format(year=valid.last)
    return formats.years(valid.first, valid.last)


def _periodicity(grain: str) -> str:
    return {
        "year": _("once a year"),
        "half": _("every half-year"),
        "quarter": _("every quarter"),
        "month": _("every month"),
    }[grain]


def _band(definition: Definition) -> str:
    if definition.band is None:
        return ""
    low, high = (formats.plain(end) for end in definition.band)
    return _("from {low} to {high}").format(low=low, high=high)


def _baseline(definition: Definition) -> str:
    base = definition.baseline
    if base is None:
        return ""
    value = _("not known") if base.value is None else words.value_text(definition, base.value)
    return _("{value} in {year}").format(value=value, year=base.year)


def _versions(shown: Subject) -> list[Component]:
    columns = [
        panels.Column(_("Version")),
        panels.Column(_("Years")),
        panels.Column(_("Published in revision"), number=True),
        panels.Column(_("How it is computed")),
    ]
    rows = [_version(shown, version) for version in shown.versions]
    caption = _("Versions of the definition")
    return [
        html.H3(caption, className="panel__part"),
        panels.data_table(columns, rows, caption=caption, caption_shown=False),
    ]


def _version(shown: Subject, version: Version) -> list[Any]:
    definition = version.definition
    told = [*explained.how(shown.asked, definition)]
    return [
        _("version {version}").format(version=version.version).replace(" ", formats.NO_BREAK),
        years(definition.years),
        str(version.published_in),
        told,
    ]


def notes(found: list[NoteFacts]) -> list[Component]:
    """What the sources print, and what is wrong with it."""
    if not found:
        return []
    listed = html.Ul([html.Li(_note(note)) for note in found], className="notes-list")
    return [html.H3(_("Notes on the sources"), className="panel__part"), listed]


def _note(note: NoteFacts) -> list[Component]:
    return [
        html.Blockquote(note.printed, **tongue(note.printed)),
        html.P(words.in_language(note.problem)),
        panels.cited(note.source),
    ]
