"""What is said of small numbers beside an indicator of which they are hidden."""

from dash import html
from dash.development.base_component import Component

from dashboard.request import PageRequest
from dashboard.text.language import _
from data.confidentiality import protected_kinds
from indicators.suppression.suppression import least_of


def untold_changes(page_request: PageRequest) -> str | None:
    """That changes of some numbers are told nobody, where the programme has such; else nothing."""
    catalogue = page_request.facts.catalogue
    if not protected_kinds() or page_request.asker.tells_in_full(page_request.facts.code):
        return None
    if all(least_of(catalogue, code) is None for code in catalogue.codes):
        return None
    return _(
        "Changes of indicators that hide small numbers are not listed: they would tell of single "
        "records."
    )


def small_note(page_request: PageRequest, code: str) -> Component | None:
    """From how many persons on a number is in sight, and of whom; nothing where all are."""
    least = least_of(page_request.facts.catalogue, code) if protected_kinds() else None
    if least is None:
        return None
    sentence = (
        _(
            "You see every number because you keep these records. Readers do not see those of fewer "
            "than {least} (a setting of this kind of records), nor do files and meetings show them."
        )
        if page_request.asker.tells_in_full(page_request.base.programme)
        else _(
            "Numbers of fewer than {least} are hidden (a setting of this kind of records), and "
            "beside them as many more as keep subtraction from giving them away."
        )
    )
    return html.P(sentence.format(least=least), className="note")
