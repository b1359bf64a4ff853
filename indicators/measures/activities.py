"""Activities planned for a year."""

from data.imports.columns.four_sums import SUMS
from data.kinds.activities import KIND
from indicators.measure import yearly_records_of

records = yearly_records_of(
    KIND,
    names=KIND.words._asdict(),
    amounts=tuple(SUMS),
    attributes=KIND.measures["activities"],
    columns=("part", "name_ru", "responsible", "planned_on", "done_on", *SUMS),
)
