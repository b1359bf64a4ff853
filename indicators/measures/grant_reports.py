"""Reports on awarded grants, by the day they were accepted."""

from data.imports import kind_of
from indicators.measure import records_of

KIND = kind_of("grants")

records = records_of(
    KIND,
    names={"ru": "Отчёты о грантах", "en": "Grant reports"},
    date="reported_on",
    amounts=("spent",),
    attributes=KIND.measures["grant_reports"],
    where=KIND.attribute("reported_on").is_not(None),
    columns=("contest", "title", "awarded", "spent"),
)
