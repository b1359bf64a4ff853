"""A measure that does not ship: meetings of working groups."""

from data.kinds.events import KIND
from indicators.measure import records_of

records = records_of(
    KIND,
    names={"ru": "Заседания рабочих групп", "en": "Meetings of working groups"},
    where=KIND.attribute("type") == "working_group",
)
