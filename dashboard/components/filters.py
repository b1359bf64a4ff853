"""The choices above a page: years, district, cut, period, state of the data.

Each keeps all the others.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from dash import html
from dash.development.base_component import Component

from dashboard.components.explained import term
from dashboard.components.fields import kept_fields, text_field
from dashboard.components.links import LinkOption, choice, labelled_switch
from dashboard.request import OF_A_PERIOD, PageRequest
from dashboard.text import formats, labels
from dashboard.text.language import _
from indicators.answers.history import offered_revisions
from indicators.answers.target_history import has_changed_targets
from indicators.answers.targets import CURRENT, ORIGINAL
from indicators.periods import GRAINS, Period
from indicators.records.place_sets import SEPARATOR

NO_GRAINS: Mapping[str, Period] = {}

OFFERED = 50
"""So many of the newest revisions are offered to go back to; of the others the last of each month."""


def years(page_request: PageRequest) -> list[Component]:
    """First and last year, as two selects."""
    return _between_years(page_request, page_request.years, _years)


def years_of_list(page_request: PageRequest) -> list[Component]:
    """The same above a list of records, where other years take the place of a chosen period."""
    return _between_years(
        page_request, page_request.listed_years or page_request.years, _years_instead
    )


def _between_years(
    page_request: PageRequest,
    chosen: tuple[int, int],
    address: Callable[[PageRequest, int, int], str],
) -> list[Component]:
    first, last = chosen
    known = range(page_request.facts.first_year, page_request.facts.last_year + 1)
    starts = [
        LinkOption(str(year), address(page_request, year, max(year, last)), year == first)
        for year in known
    ]
    ends = [
        LinkOption(str(year), address(page_request, min(year, first), year), year == last)
        for year in known
    ]
    return (
        [choice("first-year", _("From year"), starts), choice("last-year", _("To year"), ends)]
        if len(known) > 1
        else []
    )


def year(page_request: PageRequest, chosen: int, label: str) -> Component:
    """One of the programme's years."""
    facts = page_request.facts
    options = [
        LinkOption(str(each), page_request.in_period(str(each)), each == chosen)
        for each in range(facts.first_year, facts.last_year + 1)
    ]
    return choice("year", label, options)


def _years_text(page_request: PageRequest, first: int, last: int) -> str | None:
    """The programme's own years need no words in the address."""
    whole = (first, last) == (page_request.facts.first_year, page_request.facts.last_year)
    return None if whole else f"{first}..{last}"


def _years_instead(page_request: PageRequest, first: int, last: int) -> str:
    return page_request.in_period(None, years=_years_text(page_request, first, last))


def _years(page_request: PageRequest, first: int, last: int) -> str:
    chosen = _years_text(page_request, first, last)
    if (
        page_request.period is None
        or first <= page_request.period.year <= page_request.period.final_year <= last
    ):
        return page_request.href(years=chosen)
    # A period outside the years goes; the length of time that it named stays.
    return page_request.in_period(
        None, years=chosen, by=None if page_request.grain == "year" else page_request.grain
    )


def district(page_request: PageRequest, *, together: bool = False) -> list[Component]:
    """The whole territory or one district; nothing where a programme has none. Where a page takes
    several ``together``, those of the address are one more, and another can be added to them.
    """
    several = together and len(page_request.districts) > 1
    codes = (
        page_request.facts.places.cuts.get(page_request.cut, ())
        if page_request.cut
        else page_request.facts.places.main
    )
    if not codes:
        return []
    everywhere = LinkOption(
        labels.place_name(page_request.facts, None),
        page_request.href(district=None),
        page_request.district is None,
    )
    listed = [
        LinkOption(
            labels.place_name(page_request.facts, code),
            page_request.href(district=code),
            code == page_request.district and not several,
        )
        for code in codes
    ]
    if several:
        names = labels.place_name(page_request.facts, page_request.territory)
        listed.append(LinkOption(names, page_request.href(), True))
    own = choice("district", _("Territory"), [everywhere, *listed])
    return [own, *_together(page_request, codes)] if together else [own]


def _together(page_request: PageRequest, codes: Iterable[str]) -> list[Component]:
    """What else to count together with the districts of the address; nothing where there are none."""
    others = [code for code in codes if code not in page_request.districts]
    if not page_request.districts or not others:
        return []
    nothing = LinkOption(_("– add –"), page_request.href(), True)
    more = [
        LinkOption(
            labels.place_name(page_request.facts, code),
            page_request.href(district=SEPARATOR.join([*page_request.districts, code])),
        )
        for code in others
    ]
    return [choice("together", _("Together with"), [nothing, *more])]


def cut(page_request: PageRequest) -> list[Component]:
    """Districts or a second way of dividing the territory."""
    cuts = (None, *page_request.facts.places.cuts)
    options = [
        LinkOption(
            labels.cut_name(page_request.facts, name),
            page_request.href(cut=name, district=None),
            name == page_request.cut,
        )
        for name in cuts
    ]
    label = _("Divide by")
    heading = term(page_request, "district", label)
    return [labelled_switch(label, options, heading=heading)] if len(cuts) > 1 else []


def grain(
    page_request: PageRequest, short_grains: Mapping[str, Period] = NO_GRAINS
) -> list[Component]:
    """Years, half-years, quarters or months, of which the shown year stays, and shorter ones, each
    of a period.
    """
    year = str(page_request.period.final_year) if page_request.period else None
    periods = dict.fromkeys(GRAINS, year) | {
        name: period.label for name, period in short_grains.items()
    }
    options = [
        LinkOption(
            labels.grain_name(name),
            page_request.in_period(period, by=None if name == "year" else name),
            name == page_request.grain,
        )
        for name, period in periods.items()
    ]
    return [labelled_switch(_("Period"), options)]


def days(page_request: PageRequest, *instead: str) -> Component:
    """From one day to another, as two fields of a form, ``instead`` of other choices; folded until
    days are chosen.
    """
    facts, chosen = page_request.facts, page_request.days
    limits = {"min": f"{facts.first_year}-01-01", "max": f"{facts.last_year}-12-31"}
    edges = [day.isoformat() for day in chosen] if chosen else ["", ""]
    names = (("since", _("From day")), ("until", _("To day")))
    fields = [
        html.Div(
            [
                html.Label(label, htmlFor=f"{name}-day"),
                text_field(name, edge, id=f"{name}-day", type="date", required=True, **limits),
            ],
            className="filter",
        )
        for (name, label), edge in zip(names, edges, strict=True)
    ]
    kept = kept_fields(
        page_request.address.choices, (*OF_A_PERIOD, *instead, "period", "since", "until")
    )
    button = html.Button(_("Show the days"), type="submit", className="btn btn-outline-primary")
    form = html.Form(
        [*fields, button, *kept],
        action=page_request.address.path,
        method="GET",
        className="filters",
    )
    return html.Details([html.Summary(_("Any days")), form], open=bool(chosen))


def plan(page_request: PageRequest) -> list[Component]:
    """The plan in force or the one that was approved first; nothing where no plan was ever changed."""
    facts = page_request.facts
    if not page_request.asker.ask(has_changed_targets, facts.code, page_request.as_of):
        return []
    names = {CURRENT: _("In force"), ORIGINAL: _("Original")}
    options = [
        LinkOption(
            name,
            page_request.href(plan=None if code == CURRENT else code),
            code == page_request.base.plan,
        )
        for code, name in names.items()
    ]
    return [labelled_switch(_("Judged by the plan"), options)]


def orders(page_request: PageRequest, names: Mapping[str, str], usual: str) -> Iterator[LinkOption]:
    """The orders of a table's rows; what is usual needs no word in the address."""
    chosen = page_request.sort if page_request.sort in names else usual
    for code, name in names.items():
        url = page_request.href(sort=None if code == usual else code)
        yield LinkOption(name, url, code == chosen)


def state_of_data(page_request: PageRequest) -> str:
    """As of when the data are, in words."""
    if page_request.as_of is None:
        return _("as of today")
    return _("as of revision {revision}").format(revision=page_request.as_of)


def as_of(page_request: PageRequest) -> list[Component]:
    """The current data or those of an earlier revision."""
    listed = page_request.asker.ask(
        offered_revisions, page_request.facts.code, OFFERED, page_request.as_of
    )
    now = LinkOption(_("Current"), page_request.href(as_of=None), page_request.as_of is None)
    earlier = [
        LinkOption(
            _("Revision {revision}, {date}").format(
                revision=facts.number, date=formats.day_of(facts.at)
            ),
            page_request.href(as_of=facts.number),
            facts.number == page_request.as_of,
        )
        for facts in listed
    ]
    return [choice("as-of", _("State of the data"), [now, *earlier])]
