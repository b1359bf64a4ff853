"""What is said of small numbers beside an indicator of which they are hidden."""

from dash import html
from dash.development.base_component import Component

from dashboard.request import PageRequest
from dashboard.text.language import _
from dashboard.text.record_labels import field_name
from data.confidentiality import protected_kinds
from indicators.suppression.limits import AttributeLimit, attribute_limits, least_of


def untold_changes(page_request: PageRequest) -> str | None:
    """That changes of some numbers are told nobody, where the programme has such; else nothing."""
    catalogue = page_request.facts.catalogue
    if not protected_kinds() or page_request.asker.tells_in_full(page_request.facts.code):
        return None
    limits = (
        least_of(catalogue, code) or attribute_limits(catalogue, code) for code in catalogue.codes
    )
    if not any(limits):
        return None
    return _(
        "Changes of indicators that hide small numbers are not listed: they would tell of single "
        "records."
    )


def small_notes(page_request: PageRequest, code: str) -> list[Component]:
    """From how many persons on a number is in sight, and of whom; nothing where all are."""
    if not protected_kinds():
        return []
    catalogue = page_request.facts.catalogue
    in_full = page_request.asker.tells_in_full(page_request.base.programme)
    least, limits = least_of(catalogue, code), attribute_limits(catalogue, code)
    highest = max([least or 0, *(each.under for each in limits)])
    sentences = [_in_full().format(least=highest)] if in_full and highest else []
    if not in_full:
        sentences = [*([_hidden().format(least=least)] if least else []), *map(_divided, limits)]
    return [html.P(sentence, className="note") for sentence in sentences]


def _in_full() -> str:
    return _(
        "You see every number because you keep these records. Readers do not see those of fewer "
        "than {least} (a setting of this kind of records), nor do files and meetings show them."
    )


def _hidden() -> str:
    return _(
        "Numbers of fewer than {least} are hidden (a setting of this kind of records), and "
        "beside them as many more as keep subtraction from giving them away."
    )


def _divided(limit: AttributeLimit) -> str:
    return _(
        "Divided by “{attribute}”, numbers of fewer than {least} are hidden (a setting of this kind of "
        "records), and beside them as many more as keep subtraction from giving them away."
    ).format(attribute=field_name(limit.attribute, limit.measure), least=limit.under)
