"""What Itog leans on in Dash without a promise of Dash: here alone, and in ``00-dash-internals.js``.

``tests/dashboard/http/test_dash_internals.py`` has a test for each, which fails on the upgrade of
Dash that breaks it. Whatever has a public way goes by that.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dash import Dash, State
from dash._pages import _path_to_page
from flask import Response
from plotly.io.json import to_json_plotly as to_json

PREFIX = "/_dash"
CALLBACKS = f"{PREFIX}-update-component"
COMPONENT_SUITES = f"{PREFIX}-component-suites/"
LAYOUT, DEPENDENCIES = f"{PREFIX}-layout", f"{PREFIX}-dependencies"
FIRST_QUESTIONS = (LAYOUT, DEPENDENCIES)
FIRST_ANSWER = '<script type="application/json" data-answer="{address}">{json}</script>'

SCRIPT_NAME = "itog-dash-renderer"
"""How the one script is called: Dash looks for its renderer's name in each document."""

UNNEEDED_SCRIPTS = (
    "/deps/polyfill",
    "/dash_table/",
    "/dash_bootstrap_components/",
    "/dash/dcc/",
    "/dash/html/",
)
"""What Dash links everywhere: for browsers that have no grid of CSS either, a table that nobody draws,
and libraries of components, of which ``assets/js/03-*.js`` draw what pages have.
"""

PAGE_HREF = State("_pages_location", "href")
"""The address in the browser's bar, as the pages' router of Dash has it."""

VERSIONS = ("dash_version", "python_version", "plotly_version", "dash_version_url", "ddk_version")
"""Fields of the browser's settings that would tell everybody about the server."""

HANDLE = "end_id"
"""A field for work in the background, of which Dash does none here: another one each time, it would
make every document a new one.
"""

CONTENT, TITLE = "_pages_content", "_pages_store"
"""Where the router of Dash puts a page and its title."""

ENTRY = '<div id="react-entry-point"><div class="_dash-loading" role="status">{waiting}</div></div>'
"""Where the page is drawn; until then it says that it is being loaded."""


RENDERER = re.compile(r'<script id="_dash-renderer"[^>]*>(.*?)</script>', re.DOTALL)
RENDERER_LATER = (
    '<script id="_dash-renderer" type="text/plain" src="{address}" data-charts="{charts}"></script>'
)
"""What Dash looks for in a document; a type that no browser runs leaves it to ``assets/first/page.js``."""


@dataclass(frozen=True)
class DocumentParts:
    """What Dash makes for the document of a page: pieces of HTML."""

    metas: str
    css: str
    config: str
    scripts: str
    renderer: str


class DocumentDash(Dash):
    """Dash whose documents are made by its subclass and tell nobody its versions."""

    def respond(self) -> Response:
        """The response to whoever opens a page; ``page_html`` is its document."""
        raise NotImplementedError

    def document(self, parts: DocumentParts) -> str:
        """The HTML of a page's document."""
        raise NotImplementedError

    def page_html(self) -> str:
        """The document with the scripts, styles and settings of Dash."""
        return str(super().index())

    def index(self, *_path: Any, **_variables: Any) -> Response:
        """Dash's own view of every page."""
        return self.respond()

    def interpolate_index(self, **parts: str) -> str:  # type: ignore[override]
        """Dash's own template of a document; its title, entry and icon are ours to write."""
        return self.document(
            DocumentParts(
                metas=parts["metas"],
                css=parts["css"],
                config=parts["config"],
                scripts=parts["scripts"],
                renderer=parts["renderer"],
            )
        )

    def _config(self) -> dict[str, Any]:
        hidden = (*VERSIONS, HANDLE)
        return {name: value for name, value in super()._config().items() if name not in hidden}

    def layout_with(self, page: Any, title: str) -> str:
        """What ``_dash-layout`` would say if the router had put a page into it already, as JSON."""
        layout = json.loads(to_json(self.layout))
        _component(layout, CONTENT)["props"]["children"] = page
        _component(layout, TITLE)["props"]["data"] = {"title": title}
        return str(to_json(layout))


def _component(tree: Any, identity: str) -> Any:
    """The component of an id in a tree of components as JSON; none where it is not there."""
    if isinstance(tree, list):
        return next(filter(None, (_component(part, identity) for part in tree)), None)
    if not isinstance(tree, dict):
        return None
    props = tree["props"]
    return tree if props.get("id") == identity else _component(props.get("children"), identity)


def first_answer(address: str, json: str) -> str:
    """What the browser would ask of Dash before anything else, as HTML that
    ``00-dash-internals.js`` reads.
    """
    # as data that no browser takes for the end of its element
    return FIRST_ANSWER.format(address=address, json=json.replace("<", r"\u003c"))


def renderer_call(page: str) -> str:
    """The line of a document of Dash's own that begins to draw; refuses one without it."""
    call = RENDERER.search(page)
    if call is None:
        raise LookupError("Dash's document no longer begins to draw where it did.")
    return call[1]


def page_at(path: str) -> tuple[Mapping[str, Any], dict[str, str]]:
    """The registered page of an address's path and the variables in it, by the very matching that
    the pages' router does; an empty page where there is none.
    """
    page, variables = _path_to_page(path.strip("/"))
    return page, variables or {}


def callback_of(app: Dash, output: str) -> Mapping[str, Any]:
    """The declaration of the callback that fills ``output``; empty where there is none, or the
    browser does it by itself.
    """
    declared = app.callback_map.get(output, {})
    # without «callback» Dash keeps clientside ones, which nobody has to send
    return declared if "callback" in declared else {}
