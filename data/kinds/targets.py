"""Targets: planned values, each for exactly one period and place, as an act of a day set it.

A later act makes another edition; the same day again is a correction of its edition.
"""

from collections.abc import Sequence

from data.disaggregations import text_of
from data.imports.checks import divided
from data.imports.checks.doubts import ask_about_values
from data.imports.columns import (
    Labels,
    day,
    district,
    indicator,
    origin,
    period,
    printed,
    text,
    word,
)
from data.imports.columns.attributes import PREFIX, attribute, parts_in
from data.imports.columns.batch import Batch
from data.imports.columns.kind import Kind
from data.imports.columns.percents import refuse_percents
from data.imports.context.context import Context
from data.imports.problems import InvalidValue
from data.tables.definitions import TARGET_REASONS, Target

DASH = Labels(
    "«-» значит, что план не установлен; пустую строку уберите.",
    "“-” means that no target was set; remove a row without a value.",
)

TITLE = Labels("Как называется акт.", "What the act is called.")
REASON = Labels(
    "Почему акт меняет план. Перечень причин – наш, по умолчанию.",
    "Why the act changes the target. The list of reasons is our default.",
)
WORDS = Labels(
    "Причина словами; для «Иное» нужна обязательно.",
    "The reason in words; “Other” needs them.",
)
OTHER = "other"

ask_about_plans = ask_about_values(Target)


def arrange(batch: Batch, context: Context) -> None:
    """What several columns of a row make together: a plan in the unit of its indicator, set by an
    act of a day.
    """
    check_acts(batch)
    batch.values["by"] = [
        _part(batch, context, index, parts) if parts else ""
        for index, parts in enumerate(parts_in(batch))
    ]
    refuse_percents(batch, context)
    ask_about_plans(batch, context)


def check_acts(batch: Batch) -> None:
    """An act, and the reason for a change, have the day on which they were decided: without it nobody
    could say which plan is in force.
    """
    names = ("act", "act_title", "change_reason", "explanation", "set_on")
    # one look at all rows: nearly all acts have their day
    if None not in batch.column("set_on") and OTHER not in batch.column("change_reason"):
        return
    for index, (*details, day_of_act) in enumerate(zip(*map(batch.column, names), strict=True)):
        if any(details) and day_of_act is None and batch.is_sound(index, "set_on"):
            batch.refuse(index, "set_on", "import_act_undated")
        if details[2] == OTHER and not details[3]:
            batch.refuse(index, "explanation", "import_reason_words")


def _part(batch: Batch, context: Context, index: int, parts: Sequence[tuple[str, str]]) -> str:
    """The part of the whole that a row plans, under the names that its records or reports have."""
    indicator = batch.column("indicator")[index]
    if not isinstance(indicator, str):
        return ""
    try:
        return divided.part_of(context, indicator, parts)
    except InvalidValue as bad:
        column = f"{PREFIX}{parts[0][0]}"
        batch.refuse(index, column, bad.rule, name=context.name_of(indicator), **bad.params)
        # as written: two refused parts are not taken for one row twice
        return text_of(dict(parts))


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
        text("act_title", "Название акта", "Title of the act", TITLE),
        word(
            "change_reason",
            TARGET_REASONS,
            "Причина изменения",
            "Reason for the change",
            note=REASON,
        ),
        text("explanation", "Пояснение", "Explanation", WORDS),
    ),
    key=("indicator", "district", "period", "by", "set_on"),
    cell=3,
    derived={
        "by": Labels("Разрез", "Disaggregation"),
        "cell": Labels("Чей это план", "What it is a target of"),
    },
    uncounted=frozenset({"printed", "cell"}),
    years=("period",),
    codes="indicator",
    family=attribute,
    arrange=arrange,
    place=130,
    example=(
        {"indicator": "consultations", "period": "2016", "value": "700", "act": "Постановление № 4443",
         "set_on": "01.11.2013"},
        {"indicator": "consultations", "district": "central", "period": "2016-Q2", "value": "-"},
    ),
)  # fmt: skip
