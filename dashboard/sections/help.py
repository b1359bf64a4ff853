"""Help for readers: the terms, how each page is read, what each role may do."""

from collections.abc import Iterable

import dash
from dash import html
from dash.development.base_component import Component

from dashboard.components.links import link
from dashboard.components.panels import panel
from dashboard.request import PageRequest
from dashboard.text.labels import in_language
from dashboard.text.language import _
from data.help.texts import HelpText, guides, roles, terms


def glossary() -> Component:
    """Every term under its anchor, after the way to each by the alphabet."""
    listed = sorted(terms().values(), key=lambda term: in_language(term.names).casefold())
    index = [html.Li(html.A(in_language(term.names), href=f"#{term.code}")) for term in listed]
    return panel(
        _("Terms"),
        [html.Ul(index, className="links-row terms-index"), _definitions(terms().values())],
        note=_("A dotted word on any page opens what stands here."),
        anchor="terms",
        wide=True,
    )


def _definitions(texts: Iterable[HelpText]) -> Component:
    return html.Dl(
        [part for text in texts for part in _definition(text)], className="passport terms"
    )


def _definition(text: HelpText) -> list[Component]:
    return [
        html.Dt(in_language(text.names), id=text.code),
        html.Dd(in_language(text.texts)),
    ]


def pages(page_request: PageRequest) -> Component:
    """How each page is read; its name leads to it where it opens by itself."""
    alone = {entry["path"] for entry in dash.page_registry.values() if not entry["path_template"]}
    pairs = [
        part
        for path, guide in guides().items()
        for part in (
            html.Dt(
                link(in_language(guide.names), page_request.page(path))
                if path in alone
                else in_language(guide.names)
            ),
            html.Dd(in_language(guide.texts)),
        )
    ]
    title = _("How to read each page")
    return panel(title, html.Dl(pairs, className="passport"), anchor="pages", wide=True)


def duties() -> Component:
    """What each role may do."""
    note = _("Each role may also do what those above it may.")
    return panel(_("Who may do what"), _definitions(roles().values()), note=note, wide=True)
