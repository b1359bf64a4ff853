"""Which rows the matrix has and in which order: the same on the page, on a slide and in a file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.request import BEHIND_PLAN, CHANGE, DISTANCE, NO_PART, PROGRAMME, PageRequest
from dashboard.sections.behind import of_status, worst_first
from dashboard.sections.findings import read_findings
from dashboard.sections.overview import Overview
from dashboard.text import labels
from dashboard.text.language import _, ngettext
from indicators.answers.facts import PartFacts


@dataclass(frozen=True)
class MatrixGroup:
    """Rows under one heading; ``fold`` is what the address calls it, None where none stands above
    them.
    """

    part: PartFacts | None
    codes: Sequence[str]
    fold: str | None = None
    is_folded: bool = False


def order_names() -> Mapping[str, str]:
    """The orders of rows, as a reader chooses them."""
    return {
        PROGRAMME: _("as in the programme"),
        CHANGE: _("by change"),
        DISTANCE: _("by distance to plan"),
    }


def order(page_request: PageRequest) -> str:
    """The chosen order of the rows, or the usual one."""
    chosen = page_request.sort or ""
    return chosen if chosen in order_names() else usual_order(page_request)


def usual_order(page_request: PageRequest) -> str:
    """Those of one status stand the worst first, all others as in the programme."""
    return PROGRAMME if page_request.status is None else DISTANCE


def groups(overview: Overview) -> Sequence[MatrixGroup]:
    """The rows by part, or in one list where they are in another order than the programme's."""
    page_request = overview.page_request
    chosen = _chosen(overview)
    if order(page_request) == PROGRAMME:
        return [*_by_part(overview, chosen)]
    return [MatrixGroup(None, _ordered(overview, chosen))]


def visible_codes(overview: Overview) -> Sequence[str]:
    """The indicators of the rows that are not folded away."""
    return [code for group in groups(overview) if not group.is_folded for code in group.codes]


def _chosen(overview: Overview) -> Sequence[str]:
    """The indicators of the chosen status; all where none is chosen."""
    if overview.page_request.status is None:
        return [code for _part, codes in overview.by_part for code in codes]
    return [answer.indicator for answer in of_status(overview)]


def _by_part(overview: Overview, chosen: Sequence[str]) -> Iterator[MatrixGroup]:
    page_request, kept = overview.page_request, {*chosen}
    for part, codes in overview.by_part:
        rows = [code for code in codes if code in kept]
        fold = (part.code if part else NO_PART) if page_request.facts.parts else None
        if rows:
            yield MatrixGroup(part, rows, fold, fold in page_request.fold)


def _ordered(overview: Overview, chosen: Sequence[str]) -> Sequence[str]:
    """What cannot be compared stands after what can, as in the programme."""
    compared = (
        _by_change(overview)
        if order(overview.page_request) == CHANGE
        else _by_distance(overview, chosen)
    )
    kept = {*chosen}
    return [code for code in dict.fromkeys((*compared, *chosen)) if code in kept]


def _by_change(overview: Overview) -> Iterable[str]:
    """As the first screen lists what has changed most."""
    return (finding.indicator for finding in read_findings(overview.page_request).changed)


def _by_distance(overview: Overview, chosen: Sequence[str]) -> Iterable[str]:
    kept = {*chosen}
    judged = (answer for answer in overview.now if answer.status and answer.indicator in kept)
    return (answer.indicator for answer in worst_first(overview, judged))


def only(overview: Overview, number: int) -> str:
    """Which status alone has rows, and how many; empty where all indicators have."""
    page_request = overview.page_request
    if page_request.status is None:
        return ""
    counted = ngettext("{number} indicator", "{number} indicators", number)
    sentence = (
        _("Only “{status}” in {year}: {counted}, the worst first.")
        if order(page_request) == DISTANCE
        else _("Only “{status}” in {year}: {counted}.")
    )
    names = {**labels.status_key(overview.now), BEHIND_PLAN: _("Behind plan")}
    return sentence.format(status=names[page_request.status], year=overview.year, counted=counted)
