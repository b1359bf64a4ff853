"""A page about records that are not for its reader."""

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboard.components import problems
from dashboard.request import PageRequest
from data.confidentiality import is_closed, refusal
from data.imports import kind_of


def unless_closed(
    page_request: PageRequest, kind: str, blocks: Sequence[Component]
) -> Sequence[Component]:
    """The blocks of a page about records of a kind; where these are not for the reader the reason
    alone, once and not in each block.
    """
    if page_request.asker.ask(is_closed, page_request.facts.code, kind):
        return [problems.refused(refusal(kind_of(kind)))]
    return blocks
