"""The programme's effectiveness in a year, as a calculation that one follows with a finger."""

import dash

from dashboard.components import filters
from dashboard.components.links import choice
from dashboard.request import PageRequest
from dashboard.sections.blocks import block, draws
from dashboard.sections.evaluation import inputs, neighbours, result, steps
from dashboard.sections.frame import FramedPage, page, page_title
from dashboard.sections.page_deck import PageDeck, here
from dashboard.sections.part import money
from dashboard.text.language import _

dash.register_page(
    __name__,
    path="/evaluation",
    title=page_title,
    nav=lambda: _("Evaluation"),
    place=4,
    under=("/part",),
    deck=PageDeck(lambda: _("Evaluation of effectiveness"), here("evaluation", "calculation")),
)

draws("evaluation-result")(result.draw)
draws("evaluation-steps")(steps.draw)
draws("evaluation-inputs")(inputs.draw)
draws("evaluation-neighbours")(neighbours.draw)
draws("evaluation-money")(money.draw_programme)


@page
def layout(page_request: PageRequest) -> FramedPage:
    """Year and methodology, and the places of the blocks."""
    view = result.EvaluationPage(page_request)
    return FramedPage(
        title=_("Evaluation of effectiveness"),
        lead=page_request.facts.text("name", page_request.language),
        filters=[
            filters.year(page_request, view.year, _("Year shown")),
            choice("methodology", _("Methodology"), view.methodology_options(), grow=True),
            *filters.as_of(page_request),
        ],
        body=[
            block("evaluation-result", 420),
            block("evaluation-neighbours", 700),
            block("evaluation-steps", 900),
            block("evaluation-inputs", 900),
            block("evaluation-money", 500),
        ],
    )
