"""Blocks of a page: each is drawn by its own callback from the page's address."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from dash import Input, Output, callback, html
from dash.development.base_component import Component

from dashboard.components.problems import refused
from dashboard.request import PageRequest, read_page_request
from dashboard.sections.frame import ADDRESS_STORE
from data.refusals import Refusal

Draw = Callable[..., Any]


def block(name: str, height: int, *, class_name: str = "") -> Component:
    """The place of a block; it keeps ``height`` pixels free until the block is there, so that
    nothing jumps.
    """
    return html.Div(
        id=name,
        className=f"block {class_name}".strip(),
        style={"--room": f"{height}px"},
    )


def draws(name: str, *inputs: Input, kept: bool = True) -> Callable[[Draw], Draw]:
    """Register ``draw(asked, *values of inputs)`` as the callback that fills a block; a refusal
    stands in its place.

    Not ``kept``: what it shows may change without a revision, so it is drawn anew each time.
    """

    def register(draw: Draw) -> Draw:
        @callback(Output(name, "children"), Input(ADDRESS_STORE, "data"), *inputs)
        @wraps(draw)
        def fill(href: str, *values: Any) -> Any:
            return drawn(draw, href, *values, kept=kept)

        return draw

    return register


def drawn(draw: Draw, href: str, *values: Any, kept: bool = True) -> Any:
    """Read the address, then draw; what is refused is said, and a block without content is still an
    answer.
    """
    try:
        page_request: PageRequest = read_page_request(href)
        content = (
            page_request.once(
                (draw.__module__, draw.__qualname__, repr(values)),
                lambda: draw(page_request, *values),
            )
            if kept
            else draw(page_request, *values)
        )
        return _blank() if content is None or content == [] else content
    except Refusal as refusal:
        return refused(refusal)


def _blank() -> Component:
    """The content of a block with nothing to show; below one that is still empty the stylesheet
    shows nothing.
    """
    return html.Span(hidden=True)
