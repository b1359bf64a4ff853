"""What a programme is, which facts its sources state, and where the sources contradict themselves."""

import re
import sys
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard import formats, words
from dashboard.asked import Asked
from dashboard.components.links import link
from dashboard.components.panels import Column, data_table, empty_note, panel, passport
from dashboard.components.status import mark
from dashboard.language import _, ngettext
from indicators.facts import NoteFacts
from indicators.readings import LOWER_BOUND


def programme(asked: Asked) -> Component:
    """The programme's passport."""
    facts = asked.facts
    said = {name: facts.text(name, asked.language) for name in facts.texts}
    pairs: list[tuple[str, Any]] = [
        (_("Name"), said.get("name")),
        (_("Territory"), said.get("territory")),
        (_("Years"), formats.years(facts.first_year, facts.last_year)),
        (_("Goal"), said.get("goal")),
        (_("Act of the programme"), said.get("act")),
        (_("Amendments"), said.get("amendments")),
        (_("Responsible"), said.get("responsible")),
        (_("Indicators"), _indicators(asked)),
        (_("Sources"), said.get("source")),
        (_("Not found"), said.get("not_found")),
    ]
    return panel(_("The programme"), passport(pairs), wide=True)


def _indicators(asked: Asked) -> list[Any]:
    catalogue = asked.facts.catalogue
    versions = sum(len(found) for found in catalogue.versions.values())
    count = ngettext("{number} indicator", "{number} indicators", len(catalogue.codes))
    definitions = ngettext("{number} published definition", "{number} published definitions", versions)
    return [f"{count}, {definitions}. ", link(_("All of them, by year"), asked.page("/") + "#matrix")]


def real_or_not(asked: Asked) -> Component:
    """What is illustrative here, and how it is marked."""
    if asked.facts.illustrative:
        said = asked.facts.text("banner", asked.language)
        marked = _(
            "Illustrative targets and records are marked one by one: in tables, in charts (paler bars), in files."
        )
        body: list[Component] = [html.P(said), html.P([mark("illustrative"), " ", marked])]
    else:
        body = [
            html.P(_("Nothing is made up: every number is counted from records or is a value of a source, as printed."))
        ]
    return panel(_("What is real and what is illustrative"), body, wide=True)


def facts(asked: Asked) -> Component:
    """What a source states and no record holds; facts outside the programme's years stand here only."""
    stated: list[Mapping[str, Any]] = asked.facts.settings.get("facts") or []
    title = _("Facts that have a source")
    if not stated:
        return panel(title, empty_note(_("No facts besides the reported values.")), wide=True)
    columns = [Column(_("Fact")), Column(_("Date in the source")), Column(_("Value"), number=True), Column(_("Source"))]
    rows = [[words.in_language(fact["text"]), fact.get("date") or "", _value(fact), fact["source"]] for fact in stated]
    earlier = any(_year(fact) < asked.facts.first_year for fact in stated)
    note = _("Facts before the programme's first year are shown here and counted nowhere.") if earlier else None
    return panel(title, data_table(columns, rows, caption=title, caption_shown=False), note=note, wide=True)


def _year(fact: Mapping[str, Any]) -> int:
    """The year that a fact's date names; one without a date is of no earlier year."""
    found = re.search(r"\d{4}", str(fact.get("date") or ""))
    return int(found[0]) if found else sys.maxsize


def _value(fact: Mapping[str, Any]) -> list[Any]:
    if fact.get("value") is None:
        return []
    shown = formats.plain(Decimal(str(fact["value"])))
    return [shown, " ", mark(LOWER_BOUND)] if fact.get("lower_bound") else [shown]


def source_notes(asked: Asked) -> Component:
    """Contradictions of the sources: shown, never counted, never mended."""
    title = _("Where the sources contradict themselves")
    if not asked.facts.notes:
        return panel(title, empty_note(_("No contradictions were found.")), wide=True)
    columns = [Column(_("As printed")), Column(_("What is wrong")), Column(_("Where")), Column(_("Indicators"))]
    rows = [_note(asked, note) for note in asked.facts.notes]
    note = _("Shown as printed; not counted and not mended.")
    return panel(title, data_table(columns, rows, caption=title, caption_shown=False), note=note, wide=True)


def _note(asked: Asked, note: NoteFacts) -> list[Any]:
    return [note.printed, words.in_language(note.problem), note.source, _links(asked, note.indicators)]


def _links(asked: Asked, codes: Iterable[str]) -> list[Any]:
    """The indicators a note touches, each once on its line."""
    known = [code for code in codes if code in asked.facts.catalogue.versions]
    return [
        html.Div(link(words.name_of(asked.definition(code)), asked.page(f"/indicator/{code}")), className="line")
        for code in known
    ]
