"""The frame around a page: skip link, header with navigation, banners, footer."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash
from dash import html
from dash.development.base_component import Component

from dashboard import context, formats
from dashboard.asked import Asked
from dashboard.components.attributes import aria, data
from dashboard.components.links import Option, bare_choice, link
from dashboard.language import _
from dashboard.signing import ways
from dashboard.signing.reading import may, reader

LOGO = "/assets/favicon.svg"
LANGUAGE_NAMES = {"ru": ("Рус", "Русский"), "en": ("Eng", "English")}


def framed(asked: Asked | None, children: Sequence[Any], *, told: bool = True, here: str | None = None) -> Component:
    """A whole page; without ``asked`` only what needs no programme, not ``told`` without a programme's banners.

    ``here`` is the page that the menu marks, the address's own unless it is said: a refused page is none of them.
    """
    return html.Div(
        [
            html.A(_("Skip to the content"), href="#main", className="skip-link"),
            html.Header(_top(asked, here), className="topbar"),
            _notices(banners(asked) if asked and told else []),
            html.Main(list(children), id="main", className="page", tabIndex=-1),
            footer(asked),
        ]
    )


def _top(asked: Asked | None, here: str | None) -> Component:
    home = asked.page("/") if asked else "/"
    return html.Div(
        [
            link(
                [html.Img(src=dash.get_asset_url("favicon.svg"), alt=""), html.Span(_("Itog"))], home, className="brand"
            ),
            _programmes(asked) if asked else None,
            _navigation(asked, asked.address.root if here is None else here) if asked else None,
            _tools(asked) if asked else None,
        ],
        className="topbar__inner",
    )


def _programmes(asked: Asked) -> Component:
    """Another programme starts afresh: its years, districts and indicators are others."""
    kept = {name: asked.address.choices.get(name) for name in ("lang", "theme")}
    path = asked.address.path if asked.address.path.count("/") == 1 and "indicator" not in asked.address.path else "/"
    bare = dict.fromkeys(asked.address.choices)
    options = [
        Option(
            facts.text("short_name", context.language()) or facts.text("name", context.language()) or facts.code,
            asked.href(path, **{**bare, **kept, "programme": facts.code}),
            facts.code == asked.facts.code,
        )
        for facts in asked.asker.programmes()
    ]
    return html.Div(
        [
            html.Label(_("Programme"), htmlFor="choose-programme", className="visually-hidden"),
            bare_choice("programme", options),
        ],
        className="topbar__programme",
        **data("goes"),
    )


def _navigation(asked: Asked, here: str) -> Component:
    """A page is in the menu when it was registered with ``nav``, a function that gives its name.

    With ``suits`` it is there for the programmes of which this is true.
    """
    listed = [entry for entry in dash.page_registry.values() if entry.get("nav") and _suits(entry, asked)]
    return html.Nav(
        [
            link(
                entry["nav"](),
                asked.page(entry["path"]),
                **aria(current="page" if _within(here, entry) else None),
            )
            for entry in sorted(listed, key=lambda entry: entry["place"])
        ],
        className="nav-main",
        **aria(label=_("Sections")),
    )


def _suits(entry: Mapping[str, Any], asked: Asked) -> bool:
    return "suits" not in entry or bool(entry["suits"](asked.facts))


def _within(here: str, entry: Mapping[str, Any]) -> bool:
    """Whether ``here`` is the page of an entry or one that was registered as lying ``under`` it."""
    return here in (entry["path"], *entry.get("under", ()))


def _tools(asked: Asked) -> Component:
    return html.Div([_languages(asked), _themes(asked), _account(asked)], className="topbar__tools")


def _languages(asked: Asked) -> Component:
    """Plain links: the other language is another document."""
    return html.Div(
        [
            html.A(
                html.Span(short, lang=code),
                href=asked.href(lang=code),
                lang=code,
                hrefLang=code,
                title=name,
                **aria(label=f"{short} – {name}", current="true" if code == asked.language else None),
            )
            for code, (short, name) in LANGUAGE_NAMES.items()
        ],
        className="switch",
        role="group",
        **aria(label=_("Language")),
    )


def _themes(asked: Asked) -> Component:
    return html.Div(
        [
            html.A(
                html.Span(className=f"icon icon--{icon}"),
                href=asked.href(theme=code),
                title=name,
                **aria(label=name, current="true" if code == asked.theme_name else None),
            )
            for code, (icon, name) in theme_names().items()
        ],
        className="switch",
        role="group",
        **aria(label=_("Theme")),
    )


def theme_names() -> dict[str, tuple[str, str]]:
    """Each theme's icon and name."""
    return {"light": ("sun", _("Light theme")), "dark": ("moon", _("Dark theme"))}


def _account(asked: Asked) -> Component:
    """The way in for nobody; a name and the way out for who has signed in. Both are documents of the server."""
    name, here = reader(), asked.address.href()
    if name is None:
        return html.A(_("Sign in"), href=ways.to_login(here), className="account")
    address = ways.to_rooms(asked.facts.code) if may("steward", asked.facts.code) else "/steward"
    rooms = html.A(_("Stewards' rooms"), href=address) if may("steward") else None
    return html.Form(
        [
            html.A(name, href=ways.PASSWORD, className="account__name", title=_("Your password")),
            rooms,
            html.Button(_("Sign out"), type="submit", className="account__out"),
        ],
        action=ways.to_logout(here),
        method="POST",
        className="account",
    )


def banners(asked: Asked) -> list[Component]:
    """What a reader must know before reading any number."""
    said = asked.facts.text("banner", asked.language)
    illustrative = [banner(said, "illustrative")] if asked.facts.illustrative and said else []
    return [*illustrative, *([_as_of(asked)] if asked.as_of is not None else [])]


def _notices(shown: list[Component]) -> Component | None:
    """Banners are a landmark of their own: who cannot see the page comes by them, too."""
    return html.Aside(shown, **aria(label=_("What to know about these numbers"))) if shown else None


def banner(children: Any, variant: str) -> Component:
    return html.Div(
        html.Div(html.Span(children), className="banner__inner"), className=f"banner banner--{variant}", role="note"
    )


def _as_of(asked: Asked) -> Component:
    """The way back to living data is in the band."""
    if asked.snapshot is not None:
        sentence = _("Data as of {when}, snapshot {id} “{title}”. Later changes are not shown.").format(
            when=formats.moment(asked.snapshot.at), id=asked.snapshot.id, title=asked.snapshot.title
        )
    else:
        sentence = _("Data as of revision {revision}, {date}. Later changes are not shown.").format(
            revision=asked.facts.revision, date=formats.date(asked.facts.committed_at.date())
        )
    return banner([sentence, " ", link(_("Back to the current data"), asked.href(as_of=None))], "as-of")


def footer(asked: Asked | None) -> Component:
    """Which data these are, and where they come from."""
    if asked is None:
        return html.Footer(html.Span(_("Itog")), className="footer")
    newest = _("Data: revision {revision} of {date}").format(
        revision=asked.facts.revision, date=formats.date(asked.facts.committed_at.date())
    )
    return html.Footer(
        [html.Span(newest), link(_("Where the data come from"), asked.page("/about"))],
        className="footer",
    )
