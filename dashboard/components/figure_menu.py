"""The menu of a figure: one quiet button at its corner, under which everything stands that leads on
from it.

It is a disclosure of plain links and buttons, which opens without a script;
``assets/js/46-actions.js`` adds the arrows, Escape, and copying.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboard.accounts.policy import policy
from dashboard.accounts.reader import may
from dashboard.components.attributes import aria, data
from dashboard.components.captions import NO_CAPTION, ChartCaption
from dashboard.components.links import link
from dashboard.components.plain import still
from dashboard.http import urls
from dashboard.http.context import locale
from dashboard.text.language import _


@dataclass(frozen=True)
class FigureLinks:
    """Where a figure leads: addresses of ours, empty where there is nothing of the kind.

    ``page`` is the figure's own page with all that was chosen; ``slide`` the kind of slide that
    shows the same, at ``slide_page`` if that is another address; ``values`` are its numbers as rows;
    ``frame`` is the page whose view other sites can show; ``files`` are names and addresses of all
    that is listed.
    """

    programme: str
    page: str
    values: str = ""
    records: str = ""
    slide: str = ""
    slide_page: str = ""
    comments: str = ""
    changes: str = ""
    frame: str = ""
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FigurePicture:
    """What is burnt into a figure that is saved as a picture."""

    file_name: str
    about: str = ""
    caption: ChartCaption = NO_CAPTION


@dataclass(frozen=True)
class FigureMenu:
    """What a menu knows of its figure; ``anchor`` is the figure's id, ``table`` that of its numbers.
    What ``is_table`` is one itself.
    """

    title: str
    links: FigureLinks
    anchor: str = ""
    table: str = ""
    picture: FigurePicture | None = None
    is_table: bool = False


CLASS = "actions no-print"
Action = Callable[[FigureMenu], Component | None]


def figure_menu(figure: FigureMenu) -> Component:
    """The button and what it opens: those of ``ACTIONS`` that this figure has."""
    button, listed = _parts(figure)
    return html.Details([button, still(listed)], className=CLASS)


def plain_menu(figure: FigureMenu) -> Component:
    """The same for what is finished HTML as a whole."""
    return html.Details([*_parts(figure)], className=CLASS)


def _parts(figure: FigureMenu) -> tuple[Component, Component]:
    entries = [entry for action in ACTIONS if (entry := action(figure)) is not None]
    name = f"{_('Actions')}: {figure.title}"
    button = html.Summary(
        [
            html.Span(className="icon icon--dots", **aria(hidden="true")),
            html.Span(_("Actions"), className="actions__name"),
        ],
        title=_("Actions"),
        **aria(label=name),
    )
    listed = html.Ul(
        [html.Li(entry) for entry in entries], className="actions__list", **aria(label=name)
    )
    return button, listed


def _own_link(figure: FigureMenu) -> Component:
    """The figure's own address; a script copies it instead of going there."""
    anchor = f"#{figure.anchor}" if figure.anchor else ""
    copied = data(copy=_("The link is copied"))
    return html.A(_("Copy the link"), href=f"{figure.links.page}{anchor}", **copied)


def _picture(figure: FigureMenu) -> Component | None:
    """Buttons that save the figure with its caption, name, source and date burnt in;
    ``assets/js/45-save.js`` draws it.
    """
    if figure.picture is None:
        return None
    caption, title = figure.picture.caption, figure.title
    scope = " · ".join(part for part in (title, caption.scope) if part)
    burnt_in = data(
        title=caption.finding or title,
        scope=scope if caption.finding else caption.scope,
        name=figure.picture.file_name,
        about=figure.picture.about,
    )
    return html.Div(
        [html.Span(_("Picture")), *_pressed("save", {"png": "PNG", "svg": "SVG"})],
        className="actions__picture",
        **burnt_in,
    )


def _pressed(flag: str, names: dict[str, str]) -> Iterator[Component]:
    for value, name in names.items():
        yield html.Button(name, type="button", **data(**{flag: value}))


def _table(figure: FigureMenu) -> Component | None:
    if not figure.table:
        return None
    return html.A(_("Table"), href=f"#{figure.table}", className="actions__table")


def _values(figure: FigureMenu) -> Component | None:
    if not figure.links.values:
        return None
    name = figure.anchor or "itog"
    return html.A(_("Numbers as CSV"), href=figure.links.values, download=f"{name}.csv")


def _files(figure: FigureMenu) -> Component | None:
    """What is listed, all of it and not one page, as files; else the table of the page."""
    files = figure.links.files or tuple(_table_files(figure))
    if not files:
        return None
    links = [html.A(name, href=address) for name, address in files]
    return html.Div([html.Span(_("File")), *links], className="actions__files")


def _table_files(figure: FigureMenu) -> Iterator[tuple[str, str]]:
    """The table as it is shown; the numbers of one that has them as rows are CSV already."""
    anchor = figure.anchor if figure.is_table else figure.table
    if not anchor:
        return
    place = {"address": figure.links.page, "table": anchor, "lang": locale()}
    if not figure.links.values:
        yield "CSV", urls.with_choices(urls.TABLE_CSV, place)
    yield "XLSX", urls.with_choices(urls.TABLE_XLSX, place)


def _records(figure: FigureMenu) -> Component | None:
    records = figure.links.records
    return link(_("Counted records"), records) if records else None


def _slide(figure: FigureMenu) -> Component | None:
    """The way into a deck, for those who make them."""
    links = figure.links
    if not links.slide or not may("steward", links.programme):
        return None
    choices = {"address": links.slide_page or links.page, "kind": links.slide}
    return html.A(_("Add to a slide"), href=urls.with_choices("/council/add", choices))


def _frame(figure: FigureMenu) -> Component | None:
    """Code for another site, whose readers sign in nowhere."""
    if not figure.links.frame or policy().reading_signed:
        return None
    address = urls.with_choices(urls.EMBED_CODE, {"address": figure.links.frame})
    return html.A(_("Code for another site"), href=address)


def _comments(figure: FigureMenu) -> Component | None:
    links = figure.links
    if not links.comments or not may("viewer", links.programme):
        return None
    return html.A(_("Comment to a colleague"), href=links.comments)


def _changes(figure: FigureMenu) -> Component | None:
    links = figure.links
    if not links.changes or not may("steward", links.programme):
        return None
    return html.A(_("What changed in this number?"), href=links.changes)


ACTIONS: tuple[Action, ...] = (
    _own_link,
    _picture,
    _table,
    _values,
    _files,
    _records,
    _frame,
    _slide,
    _comments,
    _changes,
)
"""In the order in which they stand; a further one is a function and its place here."""
