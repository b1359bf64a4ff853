"""The frame around a page: skip link, header with navigation, footer."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash
from dash import html
from dash.development.base_component import Component

from dashboard.accounts.comments import waiting_comments
from dashboard.accounts.reader import may, reader
from dashboard.components.attributes import aria, data
from dashboard.components.banners import banners, notices
from dashboard.components.explained import term
from dashboard.components.links import LinkOption, bare_choice, link
from dashboard.http import context, urls
from dashboard.request import PageRequest
from dashboard.text import formats, labels
from dashboard.text.language import _
from data.clock import local_day


def framed(
    page_request: PageRequest | None,
    children: Sequence[Any],
    *,
    with_banners: bool = True,
    here: str | None = None,
) -> Component:
    """A whole page; without ``page_request`` only what needs no programme, with or without the
    programme's banners.

    ``here`` is the page that the menu marks, the address's own unless it is said: a refused page is
    none of them.
    """
    return html.Div(
        [
            html.A(_("Skip to the content"), href="#main", className="skip-link"),
            html.Header(_top(page_request, here), className="topbar"),
            notices(banners(page_request) if page_request and with_banners else []),
            html.Main(list(children), id="main", className="page", tabIndex=-1),
            footer(page_request),
        ]
    )


def _top(page_request: PageRequest | None, here: str | None) -> Component:
    home = page_request.page("/") if page_request else "/"
    return html.Div(
        [
            link(
                [html.Img(src=dash.get_asset_url("favicon.svg"), alt=""), html.Span(_("Itog"))],
                home,
                className="brand",
            ),
            _programmes(page_request) if page_request else None,
            _search(page_request) if page_request else None,
            _navigation(page_request, page_request.address.root if here is None else here)
            if page_request
            else None,
            _tools(page_request) if page_request else None,
        ],
        className="topbar__inner",
    )


def _programmes(page_request: PageRequest) -> Component:
    """Another programme starts afresh: its years, districts and indicators are others."""
    kept = {name: page_request.address.choices.get(name) for name in ("lang", "theme")}
    path = (
        page_request.address.path
        if page_request.address.path.count("/") == 1
        and "indicator" not in page_request.address.path
        else "/"
    )
    bare = dict.fromkeys(page_request.address.choices)
    options = [
        LinkOption(
            labels.short_programme_name(facts),
            page_request.href(path, **{**bare, **kept, "programme": facts.code}),
            facts.code == page_request.facts.code,
        )
        for facts in context.programmes()
    ]
    return html.Div(
        [
            html.Label(_("Programme"), htmlFor="choose-programme", className="visually-hidden"),
            bare_choice("programme", options),
        ],
        className="topbar__programme",
        **data("goes"),
    )


def _navigation(page_request: PageRequest, here: str) -> Component:
    """A page is in the menu when it was registered with ``nav``, a function that gives its name.

    With ``suits`` it is there for the programmes of which this is true.
    """
    listed = [
        entry
        for entry in dash.page_registry.values()
        if entry.get("nav") and _suits(entry, page_request)
    ]
    return html.Nav(
        [
            link(
                entry["nav"](),
                page_request.page(entry["path"]),
                **aria(current="page" if _within(here, entry) else None),
            )
            for entry in sorted(listed, key=lambda entry: entry["place"])
        ],
        className="nav-main",
        **aria(label=_("Sections")),
    )


def _suits(entry: Mapping[str, Any], page_request: PageRequest) -> bool:
    return "suits" not in entry or bool(entry["suits"](page_request.facts))


def _within(here: str, entry: Mapping[str, Any]) -> bool:
    """Whether ``here`` is the page of an entry or one that was registered as lying ``under`` it."""
    return here in (entry["path"], *entry.get("under", ()))


def _tools(page_request: PageRequest) -> Component:
    return html.Div(
        [
            _languages(page_request),
            _themes(page_request),
            _account(page_request),
        ],
        className="topbar__tools",
    )


def _search(page_request: PageRequest) -> Component:
    """The way to the search, which the key «/» goes, too."""
    is_here = page_request.address.root == "/search"
    return link(
        html.Span(className="icon icon--search"),
        page_request.page("/search"),
        className="topbar__search",
        title=_("Search (key /)"),
        **aria(label=_("Search"), keyshortcuts="/", current="page" if is_here else None),
    )


def language_names() -> dict[str, tuple[str, str]]:
    """Every language of the interface, as it calls itself: in short and in full."""
    return {code: (each.short_name, each.name) for code, each in context.languages().items()}


def _languages(page_request: PageRequest) -> Component:
    """Plain links: the other language is another document."""
    return html.Div(
        [
            html.A(
                html.Span(short, lang=code),
                href=page_request.href(lang=code),
                lang=code,
                hrefLang=code,
                title=name,
                **aria(
                    label=f"{short} – {name}",
                    current="true" if code == page_request.locale else None,
                ),
            )
            for code, (short, name) in language_names().items()
        ],
        className="switch",
        role="group",
        **aria(label=_("Language")),
    )


def _themes(page_request: PageRequest) -> Component:
    return html.Div(
        [
            html.A(
                html.Span(className=f"icon icon--{icon}"),
                href=page_request.href(theme=code),
                title=name,
                **aria(label=name, current="true" if code == page_request.theme_name else None),
            )
            for code, (icon, name) in theme_names().items()
        ]
        + [
            html.A(
                html.Span(className="icon icon--eye"),
                href=urls.to_looks(page_request.address.href()),
                title=looks_name(),
                **aria(label=looks_name()),
            )
        ],
        className="switch",
        role="group",
        **aria(label=_("Theme")),
    )


def theme_names() -> dict[str, tuple[str, str]]:
    """Each theme's icon and name."""
    return {"light": ("sun", _("Light theme")), "dark": ("moon", _("Dark theme"))}


def looks_name() -> str:
    """The name of where a reader chooses how pages look."""
    return _("Version for weak eyes: letters, colours, text alone")


def _account(page_request: PageRequest) -> Component:
    """The way in for nobody; a name and the way out for who has signed in.

    Both are documents of the server.
    """
    name, here = reader(), page_request.address.href()
    if name is None:
        return html.A(_("Sign in"), href=urls.to_login(here), className="account")
    address = (
        urls.to_rooms(page_request.facts.code)
        if may("reporter", page_request.facts.code)
        else "/steward"
    )
    words = _("Stewards' rooms") if may("steward") else _("Send data")
    rooms = html.A(words, href=address) if may("reporter") else None
    comments = waiting_comments()
    return html.Form(
        [
            html.A(name, href=urls.ACCOUNT, className="account__name", title=_("Your account")),
            rooms,
            html.A(
                comments_words(comments),
                href=urls.to_rooms(page_request.facts.code, "/steward/comments"),
            )
            if comments
            else None,
            html.Button(_("Sign out"), type="submit", className="account__out"),
        ],
        action=urls.to_logout(here),
        method="POST",
        className="account",
    )


def comments_words(number: int) -> str:
    """The room of comments, and how many wait there."""
    return _("Comments ({number})").format(number=number) if number else _("Comments")


def footer(page_request: PageRequest | None) -> Component:
    """Which data these are, and where they come from."""
    if page_request is None:
        return html.Footer(html.Span(_("Itog")), className="footer")
    newest = _("Data: revision {revision} of {date}").format(
        revision=page_request.facts.revision,
        date=formats.date(local_day(page_request.facts.committed_at)),
    )
    several = len(context.programmes()) > 1
    links = [
        link(_("Where the data come from"), page_request.page("/about")),
        *([link(_("All programmes"), page_request.page("/programmes"))] if several else []),
    ]
    return html.Footer([term(page_request, "revision", newest), *links], className="footer")
