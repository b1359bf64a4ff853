"""Activities of a year's plan whose control event occurred no later than planned."""

from data.imports.columns.four_sums import SUMS
from data.kinds.activities import KIND
from indicators.measure import yearly_records_of

records = yearly_records_of(
    KIND,
    names={"ru": "Мероприятия плана, выполненные в срок", "en": "Activities done in time"},
    amounts=tuple(SUMS),
    attributes=KIND.measures["activities_in_time"],
    columns=("part", "name_ru", "responsible", "planned_on", "done_on", *SUMS),
    where=KIND.attribute("done_on") <= KIND.attribute("planned_on"),
)
