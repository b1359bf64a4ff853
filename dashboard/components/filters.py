"""The choices above a page: years, district, cut, period, state of the data. Each keeps all the others."""

from dash.development.base_component import Component

from dashboard import formats, words
from dashboard.asked import Asked
from dashboard.components.links import Option, choice, labelled_switch
from dashboard.language import _
from indicators.periods import GRAINS


def years(asked: Asked) -> list[Component]:
    """First and last year, as two selects."""
    first, last = asked.years
    known = range(asked.facts.first_year, asked.facts.last_year + 1)
    starts = [Option(str(year), _years(asked, year, max(year, last)), year == first) for year in known]
    ends = [Option(str(year), _years(asked, min(year, first), year), year == last) for year in known]
    return (
        [choice("first-year", _("From year"), starts), choice("last-year", _("To year"), ends)]
        if len(known) > 1
        else []
    )


def _years(asked: Asked, first: int, last: int) -> str:
    """The programme's own years need no words in the address."""
    whole = (first, last) == (asked.facts.first_year, asked.facts.last_year)
    chosen = None if whole else f"{first}..{last}"
    if asked.period is None or first <= asked.period.year <= asked.period.final_year <= last:
        return asked.href(years=chosen)
    # A period outside the years goes; the length of time that it named stays.
    return asked.in_period(None, years=chosen, by=None if asked.grain == "year" else asked.grain)


def district(asked: Asked) -> list[Component]:
    """The whole territory or one district; nothing where a programme has none."""
    codes = asked.facts.places.cuts.get(asked.cut, ()) if asked.cut else asked.facts.places.main
    if not codes:
        return []
    everywhere = Option(words.place_name(asked.facts, None), asked.href(district=None), asked.district is None)
    listed = [
        Option(words.place_name(asked.facts, code), asked.href(district=code), code == asked.district) for code in codes
    ]
    return [choice("district", _("Territory"), [everywhere, *listed])]


def cut(asked: Asked) -> list[Component]:
    """Districts or a second way of dividing the territory."""
    cuts = (None, *asked.facts.places.cuts)
    options = [
        Option(words.cut_name(asked.facts, name), asked.href(cut=name, district=None), name == asked.cut)
        for name in cuts
    ]
    return [labelled_switch(_("Divide by"), options)] if len(cuts) > 1 else []


def grain(asked: Asked) -> list[Component]:
    """Years, half-years, quarters or months; the shown year stays."""
    year = str(asked.period.final_year) if asked.period else None
    options = [
        Option(words.grain_name(name), asked.in_period(year, by=None if name == "year" else name), name == asked.grain)
        for name in GRAINS
    ]
    return [labelled_switch(_("Period"), options)]


def as_of(asked: Asked) -> list[Component]:
    """The current data or those of an earlier revision."""
    listed = asked.asker.revisions(asked.facts.code)
    now = Option(_("Current"), asked.href(as_of=None), asked.as_of is None)
    earlier = [
        Option(
            _("Revision {revision}, {date}").format(revision=found.number, date=formats.short_date(found.at.date())),
            asked.href(as_of=found.number),
            found.number == asked.as_of,
        )
        for found in listed
    ]
    return [choice("as-of", _("State of the data"), [now, *earlier])]
