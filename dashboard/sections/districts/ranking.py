"""What stands out in a district: the worst and the best against the others, each on a bar from the
worst to the best of them, and what does not compare.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.components.explained import term_column
from dashboard.components.links import link
from dashboard.components.panels import TableColumn, empty_note, panel
from dashboard.components.plain import still
from dashboard.components.stacked import stacked_table
from dashboard.components.trend_line import sparkline
from dashboard.figures.spine import SpinePlaces, spine
from dashboard.figures.theme import Theme
from dashboard.request import PageRequest
from dashboard.sections.districts.district import DistrictPage, read_district
from dashboard.sections.figure_links import page_links, rows_address
from dashboard.text import formats, labels
from dashboard.text.language import _, ngettext
from dashboard.text.ranking import name_of, rank_text, ranking_sentence, reason_text, value_text
from indicators.periods import Period
from indicators.ranking.ranking import Rank, Ranking
from indicators.ranking.rankings import Rankings, rankings

ENDS = 4
"""So many of the worst and of the best are seen at once."""


def read_rankings(page_request: PageRequest, cut: str | None, year: int) -> Rankings:
    """The districts, or the places of a cut, side by side."""
    question = page_request.question(years=None, cut=cut)
    return page_request.asker.ask(rankings, question, year)


def draw(page_request: PageRequest) -> Component:
    """The table of what stands out, the rest folded below it."""
    district_page = read_district(page_request)
    territory = district_page.territory
    if territory.period.days is not None:
        years = _years_of(page_request, territory.period)
        return panel(_("What stands out against the others"), years, wide=True)
    compared = read_rankings(page_request, territory.cut, territory.year)
    title = _("What stands out against the others, {year}").format(year=territory.year)
    ordered = compared.ordered(district_page.code)
    if not ordered:
        note = _("Nothing here compares with other places in {year}.").format(year=territory.year)
        return panel(title, [empty_note(note), *_left_out(compared, district_page.code)])
    body = [
        _table(district_page, outstanding(ordered), title),
        *_rest(district_page, ordered),
        *_left_out(compared, district_page.code),
    ]
    rows = {"year": territory.year, "district": district_page.code, "cut": territory.cut}
    return panel(
        title,
        body,
        note=_key(),
        wide=True,
        summary=f"{title}: {len(ordered)}",
        anchor="district-ranking",
        links=page_links(
            page_request, values=rows_address(page_request, "ranking", **rows), slide="ranking"
        ),
    )


def years_alone_text() -> str:
    """Why any days have no ranking."""
    return _("Districts are ranked, and judged by their plans, over whole years.")


def _years_of(page_request: PageRequest, period: Period) -> Component:
    """The years in which the days lie, to be looked at instead."""
    links = [
        link(str(year), page_request.in_period(str(year)))
        for year in range(period.year, period.final_year + 1)
    ]
    listed = [part for each in links for part in (" ", each)]
    return html.P(
        [years_alone_text(), " ", _("The years of these days:"), *listed], className="empty-note"
    )


def outstanding(ordered: Sequence[Ranking]) -> Sequence[Ranking]:
    """The worst and the best, the worst first; all where there are hardly more."""
    return ordered if len(ordered) <= 2 * ENDS else [*ordered[:ENDS], *ordered[-ENDS:]]


def _key() -> str:
    return _(
        "The worst is at the left, the best at the right; the pale part is the middle half, the line "
        "the median, the ring the whole territory."
    )


def _rest(district_page: DistrictPage, ordered: Sequence[Ranking]) -> Iterator[Component]:
    middle = ordered[ENDS:-ENDS] if len(ordered) > 2 * ENDS else []
    if middle:
        name = ngettext(
            "Between them: {number} indicator", "Between them: {number} indicators", len(middle)
        )
        yield _folded(name, _table(district_page, middle, name))


def _folded(name: str, content: Any) -> Component:
    return html.Details([html.Summary(name), content], className="chart__twin")


def _table(district_page: DistrictPage, listed: Sequence[Ranking], caption: str) -> Component:
    columns = [
        TableColumn(_("Indicator")),
        TableColumn(_("Here"), number=True),
        term_column(district_page.page_request, "rank", _("Rank")),
        TableColumn(_("From the worst to the best")),
    ]
    rows = [list(_row(district_page, ranking)) for ranking in listed]
    return html.Div(stacked_table(columns, rows, caption=caption), className="spines")


def _row(district_page: DistrictPage, ranking: Ranking) -> Iterator[Any]:
    page_request, code = district_page.page_request, district_page.code
    rank, answer = ranking.rank(code), ranking.numbers[code].answer
    if rank is None:
        return
    subject = district_page.territory.subject(answer.indicator)
    url = page_request.page(f"/indicator/{answer.indicator}", period=answer.period)
    yield link(name_of(ranking), url)
    records = subject.records_of(answer.period, code, cut=district_page.territory.cut)
    yield link(value_text(ranking, ranking.values[code]), records)
    yield html.Span(
        rank_text(ranking, rank), className=f"spine__rank spine__rank--{_variant(rank)}"
    )
    yield _spine(ranking, code, page_request.theme)


def _variant(rank: Rank) -> str:
    return "best" if rank.is_best else "worst" if rank.is_worst else "middle"


def _spine(ranking: Ranking, code: str, theme: Theme) -> Component:
    """The bar between the worst and the best number, which stand beside it."""
    rank = ranking.rank(code)
    colours = {"best": theme.status["achieved"], "worst": theme.status["not_achieved"]}
    colour = colours.get(_variant(rank) if rank else "", theme.accent)
    drawn = sparkline(
        spine(spine_places(ranking, code), colour=colour, theme=theme),
        label=ranking_sentence(ranking, code),
    )
    worst, best = (value_text(ranking, end, unit=False) for end in ranking.ends)
    return still([html.Span(worst), drawn, html.Span(best)])


def spine_places(ranking: Ranking, code: str) -> SpinePlaces:
    """Where the numbers lie between the worst and the best; in the middle where all are equal."""
    worst, best = ranking.ends

    def place(value: Fraction) -> float:
        return float((value - worst) / (best - worst)) if best != worst else 0.5

    quartiles = sorted(map(place, ranking.quartiles))
    others = [value for other, value in ranking.values.items() if other != code]
    whole = ranking.whole.value
    return SpinePlaces(
        own=place(ranking.values[code]),
        quartiles=tuple(quartiles) if ranking.has_quartiles else (),
        others=() if ranking.has_quartiles else tuple(map(place, others)),
        whole=None if whole is None else place(whole),
    )


def _left_out(compared: Rankings, code: str) -> Iterator[Component]:
    """What has no place among the others, and why."""
    missing = [
        (ranking, reason) for ranking in compared.rankings if (reason := ranking.reason(code))
    ]
    if missing:
        lines = [
            html.Li(f"{labels.name_of(ranking.definition)} {formats.EN_DASH} {reason_text(reason)}")
            for ranking, reason in missing
        ]
        name = ngettext(
            "Not compared: {number} indicator", "Not compared: {number} indicators", len(lines)
        )
        yield _folded(name, html.Ul(lines, className="notes-list"))
