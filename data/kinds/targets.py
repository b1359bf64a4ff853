"""Targets: planned values, each for exactly one period and place."""

from data.imports.checks.doubts import ask_about_values
from data.imports.columns import Labels, day, district, indicator, origin, period, printed, text
from data.imports.columns.batch import Batch
from data.imports.columns.kind import Kind
from data.imports.columns.percents import refuse_percents
from data.imports.context.context import Context
from data.tables.definitions import Target

DASH = Labels(
    "«-» значит, что план не установлен; пустую строку уберите.",
    "“-” means that no target was set; remove a row without a value.",
)

ask_about_plans = ask_about_values(Target)


def arrange(batch: Batch, context: Context) -> None:
    """What several columns of a row make together: a plan in the unit of its indicator."""
    refuse_percents(batch, context)
    ask_about_plans(batch, context)


KIND = Kind(
    name="targets",
    table=Target,
    words=Labels("Плановые значения", "Targets"),
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
    arrange=arrange,
    place=130,
    example=(
        {"indicator": "consultations", "period": "2016", "value": "700", "act": "Постановление № 4443",
         "set_on": "01.11.2013"},
        {"indicator": "consultations", "district": "central", "period": "2016-Q2", "value": "-"},
    ),
)  # fmt: skip
