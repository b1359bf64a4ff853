"""What a programme is, which facts its sources state, and where the sources contradict themselves."""

import re
import sys
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from dashboard.components.links import link
from dashboard.components.panels import TableColumn, data_table, empty_note, panel, passport
from dashboard.components.status import mark
from dashboard.request import PageRequest
from dashboard.sections.table_panel import table_panel
from dashboard.text import formats, labels
from dashboard.text.language import _, ngettext
from indicators.answers.facts import NoteFacts
from indicators.engine.readings import LOWER_BOUND


def programme(page_request: PageRequest) -> Component:
    """The programme's passport."""
    facts = page_request.facts
    texts = {name: facts.text(name, page_request.language) for name in facts.texts}
    pairs: list[tuple[str, Any]] = [
        (_("Name"), texts.get("name")),
        (_("Territory"), texts.get("territory")),
        (_("Years"), formats.years(facts.first_year, facts.last_year)),
        (_("Goal"), texts.get("goal")),
        (_("Act of the programme"), texts.get("act")),
        (_("Amendments"), texts.get("amendments")),
        (_("Responsible"), texts.get("responsible")),
        (_("Indicators"), _indicators(page_request)),
        (_("Sources"), texts.get("source")),
        (_("Not found"), texts.get("not_found")),
        (_("Open data"), _packages(facts.code)),
    ]
    return panel(_("The programme"), passport(pairs), wide=True)


def _packages(programme: str) -> Component:
    address = f"/data/{quote(programme)}/"
    return html.A(_("Tables that stay the same, of each meeting"), href=address)


def _indicators(page_request: PageRequest) -> list[Any]:
    catalogue = page_request.facts.catalogue
    versions = sum(len(of_code) for of_code in catalogue.versions.values())
    count = ngettext("{number} indicator", "{number} indicators", len(catalogue.codes))
    definitions = ngettext(
        "{number} published definition", "{number} published definitions", versions
    )
    return [
        f"{count}, {definitions}. ",
        link(_("All of them, by year"), page_request.page("/") + "#matrix"),
    ]


def real_or_not(page_request: PageRequest) -> Component:
    """What is illustrative here, and how it is marked."""
    if page_request.facts.illustrative:
        banner = page_request.facts.text("banner", page_request.language)
        marked = _(
            "Illustrative targets and records are marked one by one: in tables, in charts (paler bars), in files."
        )
        body: list[Component] = [html.P(banner), html.P([mark("illustrative"), " ", marked])]
    else:
        body = [
            html.P(
                _(
                    "Nothing is made up: every number is counted from records or is a value of a source, as printed."
                )
            )
        ]
    return panel(_("What is real and what is illustrative"), body, wide=True)


def facts(page_request: PageRequest) -> Component:
    """What a source states and no record holds; facts outside the programme's years stand here
    only.
    """
    stated: list[Mapping[str, Any]] = page_request.facts.settings.get("facts") or []
    title = _("Facts that have a source")
    if not stated:
        return panel(title, empty_note(_("No facts besides the reported values.")), wide=True)
    columns = [
        TableColumn(_("Fact")),
        TableColumn(_("Date in the source")),
        TableColumn(_("Value"), number=True),
        TableColumn(_("Source")),
    ]
    rows = [
        [labels.in_language(fact["text"]), fact.get("date") or "", _value(fact), fact["source"]]
        for fact in stated
    ]
    earlier = any(_year(fact) < page_request.facts.first_year for fact in stated)
    note = (
        _("Facts before the programme's first year are shown here and counted nowhere.")
        if earlier
        else None
    )
    table = data_table(columns, rows, caption=title, caption_shown=False)
    return table_panel(page_request, title, table, anchor="stated-facts", note=note, wide=True)


def _year(fact: Mapping[str, Any]) -> int:
    """The year that a fact's date names; one without a date is of no earlier year."""
    match = re.search(r"\d{4}", str(fact.get("date") or ""))
    return int(match[0]) if match else sys.maxsize


def _value(fact: Mapping[str, Any]) -> list[Any]:
    if fact.get("value") is None:
        return []
    number = formats.plain(Decimal(str(fact["value"])))
    return [number, " ", mark(LOWER_BOUND)] if fact.get("lower_bound") else [number]


def source_notes(page_request: PageRequest) -> Component:
    """Contradictions of the sources: shown, never counted, never mended."""
    title = _("Where the sources contradict themselves")
    if not page_request.facts.notes:
        return panel(title, empty_note(_("No contradictions were found.")), wide=True)
    columns = [
        TableColumn(_("As printed")),
        TableColumn(_("What is wrong")),
        TableColumn(_("Where")),
        TableColumn(_("Indicators")),
    ]
    rows = [_note(page_request, note) for note in page_request.facts.notes]
    note = _("Shown as printed; not counted and not mended.")
    table = data_table(columns, rows, caption=title, caption_shown=False)
    return table_panel(page_request, title, table, anchor="source-notes", note=note, wide=True)


def _note(page_request: PageRequest, note: NoteFacts) -> list[Any]:
    return [
        note.printed,
        labels.in_language(note.problem),
        note.source,
        _links(page_request, note.indicators),
    ]


def _links(page_request: PageRequest, codes: Iterable[str]) -> list[Any]:
    """The indicators a note touches, each once on its line."""
    known = [code for code in codes if code in page_request.facts.catalogue.versions]
    return [
        html.Div(
            link(
                labels.name_of(page_request.definition(code)),
                page_request.page(f"/indicator/{code}"),
            ),
            className="line",
        )
        for code in known
    ]
