"""Which years of which indicators a revision touches: its own, and those that follow from them."""

from collections.abc import Iterable, Mapping

from data.database.database import Change, TouchedRange
from indicators.definition.catalogue import Catalogue
from indicators.engine.kept_rows import forget
from indicators.engine.tally import Window
from indicators.measures import kind_of
from indicators.records.first_support import support_kinds
from indicators.records.selection import asks_first_support, asks_organisations

Years = frozenset[int]
# districts move records between places, the passport moves years: every cell may be another
EVERYTHING = {"districts", "passport"}


def touched_years(
    catalogue: Catalogue, programme: Window, touches: Iterable[TouchedRange]
) -> dict[str, Years]:
    """The years of each indicator that touches may have changed, inputs before those that read
    them.
    """
    everything = frozenset(range(programme.first_year, programme.last_year + 1))
    listed = list(touches)
    own = {
        code: frozenset[int]().union(
            *(_touched_by(touch, code, catalogue, everything) for touch in listed)
        )
        for code in catalogue.in_order
    }
    return touched_from(catalogue, own, everything)


def touched_from(
    catalogue: Catalogue, own: Mapping[str, Years], everything: Years
) -> dict[str, Years]:
    """The years that follow where some indicators change by themselves, inputs before those that
    read them.
    """
    years_by_code: dict[str, Years] = {}
    # inputs before those that read them: one pass reaches formulas of formulas
    for code in catalogue.in_order:
        inherited = (years_by_code.get(name, frozenset()) for name in catalogue.inputs[code])
        years = own.get(code, frozenset[int]()).union(*inherited)
        if years:
            # years outside of the term stay until the end: later ones may look back at them
            years_by_code[code] = years | _reached(catalogue, code, years, everything)
    return {code: years & everything for code, years in years_by_code.items() if years & everything}


def touch_everything(change: Change, programme: int, codes: set[str]) -> None:
    """Let a revision compute every cell of a programme anew, and close those of ``codes`` that no
    definition has any more.
    """
    # what is kept may be what was wrong
    forget(change.session)
    # the widest touch: every indicator, every year
    change.touch(programme, "passport")
    change.touch(programme, "definitions", codes=codes)


def withdrawn_codes(catalogue: Catalogue, touches: Iterable[TouchedRange]) -> set[str]:
    """Codes that a touch names and that have no version any more."""
    named = (touch.codes or frozenset() for touch in touches if touch.subject == "definitions")
    return {code for codes in named for code in codes if code not in catalogue.versions}


def _reached(catalogue: Catalogue, code: str, years: Years, everything: Years) -> Years:
    """The other years whose values look at these: later ones, and with a base year any."""
    definitions = [version.definition for version in catalogue.versions[code]]
    if any(
        # the base year's value stands in the change of every other year, earlier ones included
        definition.change is not None and definition.change.since == "base"
        for definition in definitions
    ):
        return everything
    # a sum to date and a change from the year before look back: later years follow
    if any(definition.reaches_back for definition in definitions):
        return frozenset(year for year in everything if year >= min(years))
    return frozenset()


def _touched_by(touch: TouchedRange, code: str, catalogue: Catalogue, everything: Years) -> Years:
    definitions = [version.definition for version in catalogue.versions[code]]
    years = touch.years if touch.years is not None else everything
    # before the codes: no list of indicators narrows what a district changes
    if touch.subject in EVERYTHING:
        return everything
    if touch.subject == "definitions":
        return everything if touch.codes is None or code in touch.codes else frozenset()
    if touch.subject == "observations":
        return years if touch.codes is None or code in touch.codes else frozenset()
    # whatever divides by residents; the records themselves did not change
    if touch.subject == "populations":
        return years if any(definition.per for definition in definitions) else frozenset()
    # the district of an organisation is another one: whatever filters by it
    if touch.subject == "organisations":
        aggregates = (each for definition in definitions for each in definition.aggregates)
        return everything if any(map(asks_organisations, aggregates)) else frozenset()
    # a support of whatever year may have been an organisation's first, or have become it
    if touch.subject in support_kinds():
        aggregates = (each for definition in definitions for each in definition.aggregates)
        if any(map(asks_first_support, aggregates)):
            return everything
    kinds = {kind_of(measure) for definition in definitions for measure in definition.measures}
    return years if touch.subject in kinds else frozenset()
