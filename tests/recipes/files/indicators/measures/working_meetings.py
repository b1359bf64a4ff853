"""A measure that does not ship: meetings of working groups."""

from data.imports import kind_of
from indicators.measure import records_of

kind = kind_of("events")
records = records_of(
    kind,
    names={"ru": "Заседания рабочих групп", "en": "Meetings of working groups"},
    where=kind.attribute("type") == "working_group",
)
