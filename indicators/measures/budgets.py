"""Money of a year, of the programme or a part: by the programme, by the roster, in cash, in fact.

Rows contain one another: unless a definition names a part or a source of funds, the programme's own
total counts alone.
"""

from data.imports.columns.four_sums import SUMS
from data.kinds.budgets import KIND
from indicators.measure import yearly_records_of

TOTAL = "total"

records = yearly_records_of(
    KIND,
    names=KIND.words._asdict(),
    amounts=tuple(SUMS),
    attributes=KIND.measures["budgets"],
    columns=("part", "funding", *SUMS),
    default_filter={"part": (None,), "funding": (TOTAL,)},
)
