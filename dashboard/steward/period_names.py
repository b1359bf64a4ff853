"""The periods of a programme as a list to pick from, in the words in which they may be typed too."""

from dashboard.text import formats
from dashboard.text.digits import NO_BREAK
from indicators.answers.facts import Facts
from indicators.periods import GRAINS, periods


def period_names(facts: Facts) -> list[str]:
    """Every year, half, quarter and month: the newest year first, each before its parts."""
    years = range(facts.last_year, facts.first_year - 1, -1)
    within = (period for year in years for grain in GRAINS for period in periods(grain, year, year))
    return [formats.period(period.label).replace(NO_BREAK, " ") for period in within]
