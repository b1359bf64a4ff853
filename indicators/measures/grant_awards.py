"""Grants awarded, by the day of the decision."""

from data.imports import kind_of
from indicators.measure import records_of

KIND = kind_of("grants")
AWARDED = "awarded"

records = records_of(
    KIND,
    names={"ru": "Присуждённые гранты", "en": "Grants awarded"},
    date="decided_on",
    amounts=("awarded", "own_money", "spent"),
    attributes=KIND.measures["grant_awards"],
    where=KIND.attribute("decision") == AWARDED,
    columns=("contest", "title", "awarded", "own_money"),
    is_support=True,
)
