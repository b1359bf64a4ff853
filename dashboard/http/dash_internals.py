"""What Itog leans on in Dash without a promise of Dash: here alone, and in ``00-dash-internals.js``.

``tests/dashboard/http/test_dash_internals.py`` has a test for each, which fails on the upgrade of
Dash that breaks it. Whatever has a public way goes by that.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dash import Dash, State
from dash._pages import _path_to_page
from flask import Response

PREFIX = "/_dash"
CALLBACKS = f"{PREFIX}-update-component"
COMPONENT_SUITES = f"{PREFIX}-component-suites/"
CORE_COMPONENTS = f"{COMPONENT_SUITES}dash/dcc"
"""Where Dash's components load the rest of themselves from: the folder of the script that runs."""

GRAPH_SCRIPT = f"{CORE_COMPONENTS}/async-graph.js"
"""What the browser asks for by itself, when the first chart is drawn."""

FIRST_QUESTIONS = (f"{PREFIX}-layout", f"{PREFIX}-dependencies")
FIRST_ANSWER = '<script type="application/json" data-answer="{address}">{json}</script>'

SCRIPT_NAME = "itog-dash-renderer"
"""How the one script is called: Dash looks for its renderer's name in each document."""

UNNEEDED_SCRIPTS = ("/deps/polyfill", "/dash_table/")
"""What Dash links everywhere: for browsers that have no grid of CSS either, and a table that nobody
draws.
"""

PAGE_HREF = State("_pages_location", "href")
"""The address in the browser's bar, as the pages' router of Dash has it."""

VERSIONS = ("dash_version", "python_version", "plotly_version", "dash_version_url", "ddk_version")
"""Fields of the browser's settings that would tell everybody about the server."""

ENTRY = '<div id="react-entry-point"><div class="_dash-loading" role="status">{waiting}</div></div>'
"""Where the page is drawn; until then it says that it is being loaded."""


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
        return {name: value for name, value in super()._config().items() if name not in VERSIONS}


def first_answers(read: Callable[[str], bytes]) -> str:
    """What the browser asks of Dash before anything else, the same for every page: as HTML that
    ``00-dash-internals.js`` reads. ``read`` gives the answer of an address.
    """
    return "\n".join(
        FIRST_ANSWER.format(address=address, json=_as_data(read(address)))
        for address in FIRST_QUESTIONS
    )


def _as_data(json: bytes) -> str:
    """JSON that no browser takes for the end of its element."""
    return json.decode("utf-8").replace("<", r"\u003c")


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
