"""Activities of a year's plan whose control event has occurred, on whatever day."""

from data.imports.columns.four_sums import SUMS
from data.kinds.activities import KIND
from indicators.measure import yearly_records_of

records = yearly_records_of(
    KIND,
    names={"ru": "Выполненные мероприятия плана", "en": "Activities done"},
    amounts=tuple(SUMS),
    attributes=KIND.measures["activities_done"],
    columns=("part", "name_ru", "responsible", "planned_on", "done_on", *SUMS),
    where=KIND.attribute("done_on").is_not(None),
)
