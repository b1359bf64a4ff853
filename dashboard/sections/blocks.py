"""Blocks of a page: each is drawn from the page's address, with its page where that is quick, else
by a callback of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from time import monotonic
from typing import Any

from dash import Input, Output, callback, dcc, html
from dash.development.base_component import Component
from flask import g, has_request_context

from dashboard.components.problems import refused
from dashboard.http.faults import contain
from dashboard.request import PageRequest
from dashboard.request_reading import read_page_request
from data.refusals import Refusal
from indicators.answers.size import has_few_records

Draw = Callable[[PageRequest], Any]

ENOUGH = 1.0
"""Seconds that a page draws blocks for; those that are left are asked for one by one, and seen as
they come.
"""
FEW = 20_000
"""Records of a programme that a page's blocks go through at once: a split of so many takes a tenth of a
second, and a page that is whole needs no script.
"""


@dataclass(frozen=True)
class Drawing:
    """How a block is drawn."""

    draw: Draw
    kept: bool
    is_slow: Callable[[PageRequest], bool]

    def content(self, page_request: PageRequest) -> Any:
        """What stands in the block; what is refused or fails is said, and a block without content
        is still an answer.
        """
        try:
            with contain(f"block {self.draw.__module__}.{self.draw.__qualname__}"):
                return (
                    page_request.written_once(self._place, lambda: self._drawn(page_request))
                    if self.kept
                    else self._drawn(page_request)
                )
        except Refusal as refusal:
            return refused(refusal)

    def _drawn(self, page_request: PageRequest) -> Any:
        content = self.draw(page_request)
        return _blank() if content is None or content == [] else content

    def is_known(self, page_request: PageRequest) -> bool:
        """Whether somebody has had the same drawn before."""
        return self.kept and page_request.has_drawn(self._place)

    @property
    def _place(self) -> tuple[str, str]:
        return self.draw.__module__, self.draw.__qualname__


_drawings: dict[str, Drawing] = {}


def block(name: str, height: int, *, class_name: str = "") -> Component:
    """The place of a block; it keeps ``height`` pixels free until the block is there, so that
    nothing jumps.
    """
    return html.Div(
        id=name,
        className=f"block {class_name}".strip(),
        style={"--room": f"{height}px"},
    )


def draws(
    name: str, *, kept: bool = True, slow: bool | Callable[[PageRequest], bool] = False
) -> Callable[[Draw], Draw]:
    """Register ``draw(page request)`` as what fills a block; a refusal stands in its place.

    Not ``kept``: what it shows may change without a revision, so it is drawn anew each time.
    ``slow``: it reads records, of which the programme may have many, or is slow where that is asked;
    a page waits for it only where it is known.
    """
    is_slow = slow if callable(slow) else has_many_records if slow else never

    def register(draw: Draw) -> Draw:
        _drawings[name] = drawing = Drawing(draw, kept, is_slow)

        @callback(Output(name, "children"), Input(_question(name), "data"))
        @wraps(draw)
        def fill(href: str) -> Any:
            try:
                return drawing.content(read_page_request(href))
            except Refusal as refusal:
                return refused(refusal)

        return draw

    return register


def has_many_records(page_request: PageRequest) -> bool:
    """Whether reading the records of the programme takes longer than a reader waits."""
    return not page_request.asker.ask(has_few_records, page_request.facts.code, FEW)


def never(_page_request: PageRequest) -> bool:
    """What is drawn of ready answers is quick."""
    return False


def always(_page_request: PageRequest) -> bool:
    """What goes through all programmes has no bound."""
    return True


def wait_for_all() -> None:
    """Let the page of this request wait for each of its blocks: who reads it has no script that
    asks for more.
    """
    g.itog_waits = True


def with_blocks(page_request: PageRequest, tree: Any) -> Any:
    """A page as it goes to the browser, its blocks drawn; those that it does not wait for carry the
    address to be asked with.
    """
    until, waits_for_all = monotonic() + ENOUGH, _waits_for_all()

    def is_late(drawing: Drawing) -> bool:
        return monotonic() > until or drawing.is_slow(page_request)

    def children(name: str) -> Any:
        drawing = _drawings[name]
        if waits_for_all or drawing.is_known(page_request) or not is_late(drawing):
            return drawing.content(page_request)
        return dcc.Store(id=_question(name), data=page_request.address.href())

    return _filled(tree, children)


def _waits_for_all() -> bool:
    return has_request_context() and bool(g.get("itog_waits"))


def _filled(tree: Any, children: Callable[[str], Any]) -> Any:
    """The tree with the children of its blocks; what is remembered of it stays as it was."""
    if isinstance(tree, list):
        return [_filled(part, children) for part in tree]
    if not isinstance(tree, dict):
        return tree
    props = tree["props"]
    name = props.get("id")
    inside = (
        children(name)
        if isinstance(name, str) and name in _drawings
        else _filled(props.get("children"), children)
    )
    return {**tree, "props": {**props, "children": inside}}


def _question(name: str) -> str:
    """The id of the store whose address a block's callback reads: only a block that is left to it
    has one.
    """
    return f"{name}-question"


def _blank() -> Component:
    """The content of a block with nothing to show; below one that is still empty the stylesheet
    shows nothing.
    """
    return html.Span(hidden=True)
