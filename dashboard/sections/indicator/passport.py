"""An indicator's passport: what it says of itself, its versions, and what its sources get wrong."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components import panels
from dashboard.components.attributes import tongue
from dashboard.components.links import link
from dashboard.http.context import in_own_language
from dashboard.http.urls import with_choices
from dashboard.request import PageRequest
from dashboard.sections import explanation
from dashboard.sections.subject import Subject, read_subject
from dashboard.sections.table_panel import table_panel
from dashboard.text import disaggregation_labels, formats, labels
from dashboard.text.digits import NO_BREAK
from dashboard.text.language import _, ngettext
from indicators.answers.facts import NoteFacts
from indicators.definition import Definition, Translations, Years
from indicators.definition.catalogue import PublishedVersion
from indicators.intervals import LEVEL


def draw(page_request: PageRequest) -> Component:
    """The fields of the definition in force, all versions, the notes on the sources."""
    subject = read_subject(page_request)
    title = _("Passport of the indicator")
    parts = [panels.passport(_fields(subject)), *_versions(subject), *notes(subject.notes)]
    return table_panel(subject.page_request, title, parts, anchor="passport", wide=True)


def _fields(subject: Subject) -> Iterator[tuple[str, Any]]:
    definition, page_request = subject.definition, subject.page_request
    yield _("Code"), html.Code(definition.code)
    yield _("Name"), labels.name_of(definition)
    yield _("Unit"), labels.unit_of(definition)
    yield _("Part of the programme"), part_link(page_request, definition)
    yield _("What it shows"), in_reader_language(definition.description)
    yield _("Kind"), explanation.indicator_kind_name(definition.kind)
    yield _("How it is computed"), explanation.how(page_request, definition)
    if definition.disaggregations:
        yield _("Disaggregations"), disaggregation_labels.listed(definition)
    yield _("Method"), in_reader_language(definition.method)
    yield _("Source"), in_reader_language(definition.source)
    if definition.act:
        yield _("Act of the indicator"), definition.act
    yield _("Act of the programme"), page_request.facts.text("act", page_request.language)
    yield _("Responsible"), in_reader_language(definition.responsible)
    yield _("Proofs"), html.A(_("files attached to its values"), href=_proofs(subject))
    yield from numbers(definition)


def _proofs(subject: Subject) -> str:
    """The list of them, a document of the server: what it shows depends on who reads."""
    which = {"programme": subject.page_request.facts.code, "indicator": subject.definition.code}
    return in_own_language(with_choices("/proofs", which))


def numbers(definition: Definition) -> Iterator[tuple[str, Any]]:
    """How its number is due and judged; a field of which nothing is to be told is empty."""
    yield _("Periodicity"), _periodicity(definition.periodicity)
    yield (
        _("Due"),
        ngettext(
            "{number} day after the period's end",
            "{number} days after the period's end",
            definition.due_days,
        ),
    )
    yield _("Years"), years(definition.years)
    yield _("What is good"), explanation.direction_name(definition.direction)
    yield _("Band"), _band(definition)
    yield _("Plan of several years"), _plan_of_years(definition)
    yield _("Baseline"), _baseline(definition)
    yield _("Notable change"), _notable(definition)
    yield _("Weight"), formats.plain(definition.weight)
    yield _("Council's short list"), _("yes") if definition.key else _("no")


def _plan_of_years(definition: Definition) -> str:
    return _("the sum of the years' plans, where every year has one") if definition.targets else ""


def in_reader_language(text: Translations | None) -> str:
    """A text in the reader's language, or nothing."""
    return "" if text is None else labels.in_language({"ru": text.ru, "en": text.en})


def part_link(
    page_request: PageRequest, definition: Definition, period: str | None = None
) -> Component | None:
    """The part's name, which leads to its page; nothing where the indicator hangs on none."""
    name = _part_name(page_request, definition)
    url = page_request.page(f"/part/{definition.part}", period=period)
    return link(name, url) if name else None


def _part_name(page_request: PageRequest, definition: Definition) -> str:
    """The name of the task or subprogramme."""
    return next(
        (
            labels.in_language(part.names)
            for part in page_request.facts.parts
            if part.code == definition.part
        ),
        "",
    )


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


def _notable(definition: Definition) -> str:
    notable = definition.notable
    if notable is None:
        return ""
    if notable.percent is None:
        level = formats.exact_percent(Decimal(LEVEL) / 100)
        return _("outside the {level} interval; no status depends on it").format(level=level)
    percent = formats.exact_percent(notable.percent / 100)
    sentence = _("from {percent} of the earlier value on; no status depends on it")
    return sentence.format(percent=percent)


def _band(definition: Definition) -> str:
    if definition.band is None:
        return ""
    low, high = (formats.plain(end) for end in definition.band)
    return _("from {low} to {high}").format(low=low, high=high)


def _baseline(definition: Definition) -> str:
    base = definition.baseline
    if base is None:
        return ""
    value = _("not known") if base.value is None else labels.value_text(definition, base.value)
    return _("{value} in {year}").format(value=value, year=base.year)


def _versions(subject: Subject) -> list[Component]:
    columns = [
        panels.TableColumn(_("Version")),
        panels.TableColumn(_("Years")),
        panels.TableColumn(_("Published in revision"), number=True),
        panels.TableColumn(_("How it is computed")),
    ]
    rows = [_version(subject, version) for version in subject.versions]
    caption = _("Versions of the definition")
    return [
        html.H3(caption, className="panel__part"),
        panels.data_table(columns, rows, caption=caption, caption_shown=False, stacks=True),
    ]


def _version(subject: Subject, version: PublishedVersion) -> list[Any]:
    definition = version.definition
    method = [*explanation.how(subject.page_request, definition)]
    return [
        _("version {version}").format(version=version.version).replace(" ", NO_BREAK),
        years(definition.years),
        str(version.published_in),
        method,
    ]


def notes(contradictions: list[NoteFacts]) -> list[Component]:
    """What the sources print, and what is wrong with it."""
    if not contradictions:
        return []
    listed = html.Ul([html.Li(_note(note)) for note in contradictions], className="notes-list")
    return [html.H3(_("Notes on the sources"), className="panel__part"), listed]


def _note(note: NoteFacts) -> list[Component]:
    return [
        html.Blockquote(note.printed, **tongue(note.printed)),
        html.P(labels.in_language(note.problem)),
        panels.cited(note.source),
    ]
