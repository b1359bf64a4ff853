"""What a slide of a part is of: the part whose page its address is, else the whole programme."""

from dashboard.council.projected import SlideRequest
from dashboard.sections.evaluation.result import EvaluationPage
from dashboard.sections.part.summary import PartPage
from indicators.evaluation.evaluation import Evaluated

PART = "/part"


def part_page(slide_request: SlideRequest) -> EvaluationPage:
    """The address read as a part, a year and a methodology; elsewhere as the programme's."""
    of_part = slide_request.address.root == PART
    return PartPage(slide_request) if of_part else EvaluationPage(slide_request)


def part_side(view: EvaluationPage) -> Evaluated:
    """What is evaluated: the part, or the whole programme."""
    return view.side if isinstance(view, PartPage) else view.evaluation.whole


def part_code(slide_request: SlideRequest) -> str | None:
    """The part's code; nothing of the programme."""
    view = part_page(slide_request)
    return view.part.code if isinstance(view, PartPage) else None


def part_name(slide_request: SlideRequest) -> str:
    """The part's name; nothing of the programme, which the deck names."""
    view = part_page(slide_request)
    return view.name if isinstance(view, PartPage) else ""


def titled(view: EvaluationPage, heading: str) -> str:
    """A heading after the name of the part it is of."""
    return f"{view.name}. {heading}" if isinstance(view, PartPage) else heading
