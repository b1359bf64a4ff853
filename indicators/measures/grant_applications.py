"""Grant applications, by the day they were made."""

from data.imports import kind_of
from indicators.measure import records_of

KIND = kind_of("grants")

records = records_of(
    KIND,
    names={"ru": "Заявки на гранты", "en": "Grant applications"},
    amounts=("requested", "own_money"),
    attributes=KIND.measures["grant_applications"],
    columns=("contest", "title", "decision", "requested"),
)
