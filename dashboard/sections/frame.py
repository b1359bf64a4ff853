"""The frame of every page: header, banners, title, filters, footer; and what becomes of a refusal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, unquote

import dash
from dash import html
from dash.development.base_component import Component
from flask import g, has_request_context

from dashboard.components import header, problems
from dashboard.components.attributes import aria, tongue
from dashboard.components.links import link
from dashboard.figures.theme import THEMES
from dashboard.http.address import LONGEST, LOOKS, Address, mended, own_query, parts
from dashboard.http.context import languages
from dashboard.http.dash_internals import page_at
from dashboard.http.faults import has_fault
from dashboard.http.refusals import UNAVAILABLE
from dashboard.offering import offers
from dashboard.request import PageRequest
from dashboard.request_reading import read_page_request
from dashboard.sections import favourites, takeaway
from dashboard.sections.blocks import with_blocks
from dashboard.text import formats
from dashboard.text.language import _
from data.refusals import NotFound, Problem, Refusal

OK = 200


@dataclass(frozen=True)
class FramedPage:
    """What a page shows inside the frame; ``path`` are the links above the title.

    ``heading`` stands on the page where the title is too long for one line; ``choices`` says in a
    line what the filters have chosen, which fold under it.
    """

    title: str
    body: Sequence[Component]
    lead: Any = None
    path: Any = None
    filters: Sequence[Component] = field(default_factory=tuple)
    heading: str = ""
    choices: str = ""


Builder = Callable[..., FramedPage]


def page(build: Builder) -> Callable[..., Component]:
    """Make a Dash layout of ``build(asked, **path variables)``; a refusal becomes the page that
    says so.
    """

    def layout(href: str = "/", **_read_again: Any) -> Component:
        try:
            page_request = read_page_request(href)
        except Refusal as refusal:
            return _refused(href, refusal, _status(href, refusal))
        try:
            page, variables = _known_page(page_request.address.path)
            # Dash went by the path, which a call may name beside another address
            if page["layout"] is not layout:
                return page["layout"](href=href)  # type: ignore[no-any-return]
            title, document = page_request.once(
                (build.__module__, build.__qualname__),
                lambda: _titled_document(page_request, build, variables),
            )
        except NotFound as refusal:
            return _refused(href, refusal, 404)
        except Refusal as refusal:
            return _refused(href, refusal, 400)
        _remember(title, OK, page_request)
        return with_blocks(page_request, document)  # type: ignore[no-any-return]

    return layout


def _titled_document(
    page_request: PageRequest, build: Builder, variables: Mapping[str, str]
) -> tuple[str, Component]:
    page = build(page_request, **variables)
    return page.title, _framed(page_request, page)


def path_variables(path: str) -> dict[str, str]:
    """What a page's path names, like ``code`` in ``/indicator/<code>``; refuses a path that no page
    has.
    """
    _page, variables = _known_page(path)
    # the browser's own path is quoted, and a refusal repeats it to a reader
    return {name: unquote(value) for name, value in variables.items()}


def _known_page(path: str) -> tuple[Mapping[str, Any], dict[str, str]]:
    page, variables = page_at(path)
    if not page:
        raise NotFound(Problem("unknown_address", {"path": path[:200]}))
    return page, variables


def page_title(**_variables: str) -> str:
    """The browser's title of the page that this request has just made."""
    title: str = g.get("itog_title", "Itog") if has_request_context() else "Itog"
    return title


def made_status() -> int:
    """The HTTP status of the page that this request has just made; one that lacks a block is none
    to be kept or taken for whole.
    """
    status: int = g.get("itog_status", OK)
    return HTTPStatus.INTERNAL_SERVER_ERROR if status == OK and has_fault() else status


def made_request() -> PageRequest | None:
    """What the page was asked that this request has just made, without what others added to its
    address; none of a refusal.
    """
    page_request: PageRequest | None = g.get("itog_page_request") if has_request_context() else None
    return page_request


def made_document() -> Any:
    """The page that this request has just made, as it goes to the browser."""
    return g.get("itog_document")


def repaired(href: str) -> str | None:
    """Where a page stands whose address nobody could read for the signs glued to it; to be asked of
    a refused one.
    """
    attempt = mended(href)
    make(attempt)
    if made_status() == OK:
        return attempt
    make(href)
    return None


def make(href: str) -> None:
    """Make a page, to learn its title and status before it is sent."""
    page, _variables = page_at(parts(href)[0])
    pages = dash.page_registry
    missing = next(entry for name, entry in pages.items() if name.endswith("not_found_404"))
    g.itog_document = (page or missing)["layout"](href=href)


def _framed(page_request: PageRequest, page: FramedPage) -> Component:
    return header.framed(
        page_request,
        [
            html.Div(
                [
                    html.P(page.path, className="page__path") if page.path else None,
                    _title(page_request, page),
                    html.P(page.lead, className="page__lead") if page.lead else None,
                ],
                className="page__head page__head--short" if page.heading else "page__head",
            ),
            _filters(page_request, page),
            *page.body,
            takeaway.bar(page_request, _own_title(page_request, page)),
        ],
    )


def _own_title(page_request: PageRequest, page: FramedPage) -> str:
    """What tells the page from others of its kind: its title, and what is chosen on it."""
    period = formats.period(page_request.period.label) if page_request.period else ""
    return " · ".join(filter(None, (page.heading or page.title, page.choices or period)))


def _title(page_request: PageRequest, page: FramedPage) -> Component:
    """The title, and beside it the star of the page's address."""
    title = page.heading or page.title
    star = favourites.star(page_request, title, page.choices)
    return html.Div(
        [html.H1(title, className="page__title", **tongue(title)), star], className="page__name"
    )


def _filters(page_request: PageRequest, page: FramedPage) -> Component | None:
    """The filters and one way back from all that was chosen, as a group or folded under what they
    say.
    """
    if not page.filters:
        return None
    group = html.Div(
        [*page.filters, html.Span(_reset(page_request), className="filters__reset")],
        className="filters",
        role="group",
        **aria(label=_("Choices")),
    )
    if not page.choices:
        return group
    change = html.Span(_("change"), className="choices__change")
    return html.Details([html.Summary([page.choices, " · ", change]), group], className="choices")


def _reset(page_request: PageRequest) -> Component | None:
    """A link to the page as it opens by itself, where something is chosen of it; its place is always
    there, so that the fields beside it stay what they are.
    """
    chosen = page_request.address.choices.keys() - {"programme", *LOOKS}
    if not chosen:
        return None
    return link(_("Clear the choices"), page_request.href(**dict.fromkeys(chosen)))


def _refused(href: str, refusal: Refusal, status: int) -> Component:
    _remember(problems.title(status), status)
    kept, page_request, page = _repaired_request(href)
    links = [(_("To the overview"), kept.href("/"))]
    if status == 400 and kept.path != "/":
        links.append((_("This page without choices"), kept.href()))
    document = problems.problem_page(
        status, refusal, links, offers(refusal, page_request, kept.path)
    )
    return header.framed(page_request, [document], with_banners=page, here="")


def _status(href: str, refusal: Refusal) -> int:
    if refusal.problems[0].rule in UNAVAILABLE:
        return 503
    try:
        path_variables(parts(href)[0])
    except NotFound:
        return 404
    except Refusal:
        return 400
    return 400


def _repaired_request(href: str) -> tuple[Address, PageRequest | None, bool]:
    """What is left of an address that cannot be read, its overview, and whether that is of the
    programme it named.
    """
    kept = _fallback(href)
    page_request = _page_request_or_none(kept.href("/"))
    if page_request is not None or "programme" not in kept.choices:
        return kept, page_request, True
    bare = Address(
        kept.path, {name: value for name, value in kept.choices.items() if name != "programme"}
    )
    return bare, _page_request_or_none(bare.href("/")), False


def _fallback(href: str) -> Address:
    """Its path, programme, language and theme."""
    path, query = parts(href[:LONGEST])
    known = {"lang": tuple(languages()), "theme": tuple(THEMES)}
    pairs = parse_qsl(own_query(query))
    return Address(
        path,
        {
            name: value
            for name, value in pairs
            if name == "programme" or value in known.get(name, ())
        },
    )


def _page_request_or_none(href: str) -> PageRequest | None:
    try:
        return read_page_request(href)
    except Refusal:
        return None


def _remember(title: str, status: int, page_request: PageRequest | None = None) -> None:
    if has_request_context():
        g.itog_title, g.itog_status, g.itog_page_request = (
            f"{title} – {_('Itog')}",
            status,
            page_request,
        )
