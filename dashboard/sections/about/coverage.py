"""What has been reported: kind of record × district × year. It tells zero from no data."""

from collections.abc import Iterator, Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.explained import term
from dashboard.components.panels import empty_note, panel, scrolling
from dashboard.request import PageRequest
from dashboard.sections.table_panel import table_panel
from dashboard.text import labels
from dashboard.text.digits import NO_BREAK
from dashboard.text.language import _
from indicators.answers.coverage import coverage

Shares = Mapping[tuple[str, str, int], float]
MONTHS = 12


def draw(page_request: PageRequest) -> Component:
    """A table a kind; kinds that nothing was ever reported of are named beneath."""
    shares = page_request.asker.ask(coverage, page_request.facts.code, page_request.as_of)
    kinds = list(dict.fromkeys(kind for kind, _leaf, _year in shares))
    reported = [
        kind for kind in kinds if any(share for (of, *_rest), share in shares.items() if of == kind)
    ]
    title = _("What has been reported")
    if not reported:
        return panel(
            title,
            empty_note(_("This programme has no records; its values are reported as such.")),
            wide=True,
        )
    note = _(
        "Where everything was reported and there is no record, the number is 0; elsewhere it is “no data”."
    )
    table = scrolling(_table(page_request, shares, reported), title, newest_last=True)
    return table_panel(
        page_request,
        term(page_request, "coverage", title),
        [table, _never(kinds, reported)],
        anchor="coverage-table",
        note=note,
        wide=True,
        summary=title,
    )


def _table(page_request: PageRequest, shares: Shares, kinds: Sequence[str]) -> Component:
    first, last = page_request.facts.first_year, page_request.facts.last_year
    years = range(first, last + 1)
    head = html.Tr(
        [html.Th(_("District"), scope="col"), *[html.Th(str(year), scope="col") for year in years]]
    )
    rows = [row for kind in kinds for row in _kind(page_request, shares, kind, years)]
    return html.Table(
        [html.Thead(head), html.Tbody(rows)], className="matrix matrix--years matrix--coverage"
    )


def _kind(
    page_request: PageRequest, shares: Shares, kind: str, years: range
) -> Iterator[Component]:
    name = html.Span(labels.kind_name(kind))
    yield html.Tr(html.Th(name, colSpan=len(years) + 1, scope="colgroup"), className="matrix__part")
    leaves = dict.fromkeys(leaf for of, leaf, _year in shares if of == kind)
    rows = {leaf: [shares.get((kind, leaf, year), 0.0) for year in years] for leaf in leaves}
    alike = len(rows) > 1 and len({tuple(row) for row in rows.values()}) == 1
    for leaf, row in [*rows.items()][: 1 if alike else None]:
        place = (
            _("All districts alike")
            if alike
            else labels.place_name(page_request.facts, leaf or None)
        )
        yield html.Tr(
            [
                html.Th(place, scope="row", className="matrix__name"),
                *[_cell(share) for share in row],
            ]
        )


def _cell(share: float) -> Component:
    months = round(share * MONTHS)
    if months == MONTHS:
        word, variant = _("whole year"), "full"
    elif months:
        word, variant = (
            _("{months} of 12 months").format(months=months).replace(" ", NO_BREAK),
            "part",
        )
    else:
        word, variant = _("not reported"), "none"
    return html.Td(html.Span(word, className="cell"), className=f"covered covered--{variant}")


def _never(kinds: Sequence[str], reported: Sequence[str]) -> Component | None:
    missing = [labels.kind_name(kind) for kind in kinds if kind not in reported]
    if not missing:
        return None
    return html.P(
        _("Never reported: {kinds}.").format(kinds=", ".join(missing)), className="panel__source"
    )
