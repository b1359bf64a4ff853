"""What a search finds, of each kind the nearest first, and why each was found."""

import re
from collections.abc import Iterator

import dash
from dash import html
from dash.development.base_component import Component

from dashboard.components.fields import kept_fields, text_field
from dashboard.components.links import link
from dashboard.components.panels import panel
from dashboard.http.context import language
from dashboard.request import PageRequest
from dashboard.sections import favourites
from dashboard.sections.decisions import read_decisions, subject_url
from dashboard.sections.subject import RECORDS
from dashboard.text import formats, labels
from dashboard.text.language import _
from data.help.texts import guides
from data.words.matching import match_key
from indicators.search.catalogue import DISTRICT, INDICATOR, PART
from indicators.search.decisions import DECISION
from indicators.search.entries import NAME, SearchEntry, SearchResult
from indicators.search.help_terms import TERM
from indicators.search.records import RECORD
from indicators.search.rows import ACT, ORGANISATION, PLAN_ACT
from indicators.search.search import ALIKE, PAGE, SubjectResult, search

FIELD = "search"
LONGEST = 200
WORD = re.compile(r"\w+")


def field(page_request: PageRequest) -> Component:
    """The field of the words: a plain form, which the other choices of the address go with."""
    words = text_field(
        FIELD, _words(page_request), id=FIELD, type="search", maxLength=LONGEST, autoFocus=True
    )
    hidden = kept_fields(page_request.address.choices, (FIELD,))
    button = html.Button(_("Find"), type="submit", className="btn btn-primary")
    return html.Form(
        [
            html.Label(
                _(
                    "Indicator, district, organisation, number of a record, act, decision, term, page"
                ),
                htmlFor=FIELD,
            ),
            html.Div([words, button, *hidden], className="search__row"),
        ],
        action="/search",
        method="GET",
        className="filter filter--grow search",
        role="search",
    )


def _words(page_request: PageRequest) -> str:
    return page_request.address.choices.get(FIELD, "")[:LONGEST]


def draw(page_request: PageRequest) -> list[Component]:
    """A panel a kind, or what to do where nothing was found; the reader's own pages where nothing is
    looked for.
    """
    words = _words(page_request)
    if not words.strip():
        return [
            panel(_("What to look for"), html.P(_help())),
            *favourites.shared(page_request),
            *favourites.lists(),
        ]
    facts, as_of = page_request.facts, page_request.as_of
    subjects = search(page_request.asker, facts.code, words, as_of, list(_pages()))
    if not subjects:
        sentence = _("Nothing was found by “{words}”.").format(words=words)
        return [panel(_("Nothing was found"), [html.P(sentence), html.P(_help())])]
    return [_subject(page_request, subject) for subject in subjects]


def _help() -> str:
    return _(
        "A few words in any form are enough, and a mistake in one does no harm. Fewer words find more."
    )


def _pages() -> Iterator[SearchEntry]:
    """The pages that open by themselves, by their names in the menu and by how they are read."""
    own = {entry["path"]: entry for entry in dash.page_registry.values()}
    for path, guide in guides().items():
        if path in own and not own[path].get("path_template"):
            name = (
                str(own[path]["nav"]()) if own[path].get("nav") else labels.in_language(guide.names)
            )
            texts = {NAME: name, "guide": labels.in_language(guide.texts)}
            yield SearchEntry(PAGE, path, {language(): name}, texts)


def _subject(page_request: PageRequest, subject: SubjectResult) -> Component:
    lines = [html.Li(_line(page_request, result, subject)) for result in subject.nearest]
    rest = subject.total - len(subject.nearest)
    sentence = (
        _("and more than {number} more: say a word more to find the one.")
        if subject.is_partial
        else _("and {number} more: say a word more to find the one.")
    )
    more = sentence.format(number=formats.number(rest))
    return panel(
        _subject_names()[subject.subject],
        [html.Ul(lines, className="hits"), html.P(more, className="panel__note") if rest else None],
    )


def _line(
    page_request: PageRequest, result: SearchResult, subject: SubjectResult
) -> list[Component]:
    name = _marked(result.entry.names[language()], result)
    # of one kind the heading says which
    kind = f" – {_subject_names()[result.entry.subject]}" if subject.subject == ALIKE else ""
    return [
        link(name, _address(page_request, result.entry)),
        html.Span(kind + _why(page_request, result), className="hits__why"),
    ]


def _address(page_request: PageRequest, entry: SearchEntry) -> str:
    """Where a thing stands: its page, or its place on one."""
    if entry.subject == DECISION:
        of_number = {each.decision.number: each for each in read_decisions(page_request)}
        return subject_url(page_request, of_number[entry.code])
    choices = {"type": "act", "view": "list"} if entry.subject == ACT else entry.choices
    address = page_request.page(PATHS[entry.subject].format(entry.code), **choices)
    anchors = {TERM: f"#{entry.code}", RECORD: f"#{RECORDS}"}
    return address + anchors.get(entry.subject, "")


def _marked(name: str, result: SearchResult) -> list[str | Component]:
    """A name with the words marked by which it was found."""
    parts: list[str | Component] = []
    end = 0
    for word in WORD.finditer(name):
        if match_key(word[0]) in result.words:
            parts += [name[end : word.start()], html.Mark(word[0])]
            end = word.end()
    return [*parts, name[end:]]


def _why(page_request: PageRequest, result: SearchResult) -> str:
    """Why it was found, where its name does not say it."""
    met = ", ".join(result.words)
    if result.entry.subject in (RECORD, PLAN_ACT):
        return f" – {_reference(page_request, result.entry)}"
    if result.field != NAME:
        return f" – {_field_names().get(result.field, result.field)}: {met}"
    return "" if result.is_sure else _(" – like: {words}").format(words=met)


def _reference(page_request: PageRequest, entry: SearchEntry) -> str:
    """What a record or an act is found by: the number that counts it, the plan that it has set."""
    indicator = labels.name_of(page_request.definition(entry.code))
    if entry.subject == PLAN_ACT:
        return _("has set plans, that of “{indicator}” among them").format(indicator=indicator)
    period = formats.period(entry.choices["period"])
    return _("counted in “{indicator}”, {period}").format(indicator=indicator, period=period)


def _field_names() -> dict[str, str]:
    return {
        "code": _("code"),
        "description": _("description"),
        "method": _("method"),
        "source": _("source"),
        "responsible": _("responsible"),
        "number": _("number"),
        "owner": _("who is to act"),
        "outcome": _("outcome"),
        "also": _("also called"),
        "guide": _("what it is for"),
    }


def _subject_names() -> dict[str, str]:
    return {
        INDICATOR: _("Indicators"),
        PART: _("Parts of the programme"),
        DISTRICT: _("Districts"),
        ORGANISATION: _("Organisations"),
        RECORD: _("Records by number"),
        ACT: _("Legal acts"),
        PLAN_ACT: _("Acts that have set plans"),
        DECISION: _("Decisions"),
        TERM: _("Terms"),
        PAGE: _("Pages"),
        ALIKE: _("Spelt alike"),
    }


PATHS = {
    INDICATOR: "/indicator/{}",
    PART: "/part/{}",
    DISTRICT: "/district/{}",
    ORGANISATION: "/organisation/{}",
    RECORD: "/indicator/{}",
    ACT: "/calendar",
    PLAN_ACT: "/indicator/{}",
    TERM: "/help",
    PAGE: "{}",
}
"""The page of a thing of each kind; acts stand in a list of the calendar, decisions where what they
are about does.
"""
