"""Grant applications, by the day they were made."""

from data.kinds.grants import KIND
from indicators.measure import records_of

records = records_of(
    KIND,
    names={"ru": "Заявки на гранты", "en": "Grant applications"},
    amounts=("requested", "own_money"),
    attributes=KIND.measures["grant_applications"],
    columns=("contest", "title", "decision", "requested"),
)
