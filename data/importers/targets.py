"""Targets: planned values, each for exactly one period and place."""

from data.importers.steps.columns import Words, day, district, indicator, origin, period, printed, text
from data.importers.steps.kind import Kind
from data.importers.steps.percents import refuse_percents
from data.tables.definitions import Target

DASH = Words(
    "«-» значит, что план не установлен; пустую строку уберите.",
    "“-” means that no target was set; remove a row without a value.",
)

KIND = Kind(
    name="targets",
    table=Target,
    words=Words("Плановые значения", "Targets"),
    columns=(
        indicator(),
        district(),
        period(0),
        printed("value", "План", "Target", DASH),
        text("act", "Акт", "Act"),
        day("set_on", "Дата акта", "Set on"),
        *origin(),
    ),
    key=("indicator", "district", "period"),
    years=("period",),
    codes="indicator",
    arrange=refuse_percents,
    example=(
        {"indicator": "consultations", "period": "2016", "value": "700", "act": "Постановление № 4443",
         "set_on": "01.11.2013"},
        {"indicator": "consultations", "district": "central", "period": "2016-Q2", "value": "-"},
    ),
)  # fmt: skip
