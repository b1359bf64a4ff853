"""Observations: reported values that are not computed from records."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from data import disaggregations
from data.disaggregations import AttributeSpellings
from data.imports.checks.doubts import ask_about_values
from data.imports.checks.respondents import check_respondents
from data.imports.checks.totals import check_totals
from data.imports.columns import (
    Labels,
    district,
    flag,
    observed,
    origin,
    period,
    printed,
    weight,
    whole,
    word,
)
from data.imports.columns.attributes import attribute, parts_in
from data.imports.columns.batch import Batch
from data.imports.columns.kind import Kind
from data.imports.columns.percents import refuse_percents
from data.imports.context.context import Context
from data.tables.definitions import STAGES, Observation

ask_about_reported = ask_about_values(Observation)
DASH = Labels(
    "«-» хранится как прочерк источника; если значения нет, уберите строку.",
    "“-” is kept as the source's dash; if there is no value, remove the row.",
)
WEIGHT = Labels("Вес строки для взвешенного среднего.", "The row's weight in a weighted mean.")
RESPONDENTS = Labels(
    "Сколько человек ответили, если значение – доля по опросу: по этому числу считается погрешность.",
    "How many answered where the value is a share of a survey: the margin of error follows from it.",
)
LOWER = Labels("«Да» для оценки «не менее», «свыше».", "“Yes” for “at least”, “over”.")


def arrange(batch: Batch, context: Context) -> None:
    """What several columns of a row make together: its disaggregation, and a value that can be
    counted.
    """
    disaggregate(batch, context)
    refuse_percents(batch, context)
    check_weights(batch, context)
    check_respondents(batch, context)
    ask_about_reported(batch, context)


def check_weights(batch: Batch, context: Context) -> None:
    """A value of an indicator whose values combine by a weighted mean has its weight.

    The total of the whole territory is never averaged with other places: it needs one only where
    periods are weighed.
    """
    is_weighted = cache(context.is_weighted)
    named = set(zip(batch.column("indicator"), batch.column("year"), strict=True))
    # most indicators have no mean: none of their rows is looked at
    if not any(
        isinstance(indicator, str) and isinstance(year, int) and is_weighted(indicator, year)
        for indicator, year in named
    ):
        return
    fields = (
        batch.column(name) for name in ("indicator", "year", "value", "weight", "district", "by")
    )
    for index, (indicator, year, value, weighs, place, parts) in enumerate(
        zip(*fields, strict=True)
    ):
        rules = ("places", "periods") if place or parts else ("periods",)
        if (
            weighs is not None
            or value is None
            or not batch.is_sound(index, "indicator", "period", "weight")
        ):
            continue
        if (
            isinstance(indicator, str)
            and isinstance(year, int)
            and is_weighted(indicator, year, rules)
        ):
            batch.refuse(index, "weight", "import_weight_missing", name=context.name_of(indicator))


def disaggregate(batch: Batch, context: Context) -> None:
    """Turn the columns ``by:ATTRIBUTE`` into the one field ``by``, each name in the one spelling
    that is kept.
    """
    indicators = batch.column("indicator")
    disaggregations = [""] * len(batch)
    for index, parts in enumerate(parts_in(batch)):
        if parts:
            disaggregations[index] = _by(
                batch, index, context.disaggregations.of(str(indicators[index])), parts
            )
    batch.values["by"] = disaggregations


def _by(
    batch: Batch, index: int, spellings: AttributeSpellings, parts: Sequence[tuple[str, str]]
) -> str:
    spellings.learn(parts)
    named = Counter(spellings.attribute(name) for name, _ in parts)
    for name, times in named.items():
        if times > 1:
            batch.refuse(index, None, "import_by_twice", attribute=name)
    if len(named) > disaggregations.MOST:
        batch.refuse(index, None, "import_by_many", most=disaggregations.MOST)
    return disaggregations.text_of(spellings.meant(dict(parts)))


KIND = Kind(
    name="observations",
    table=Observation,
    words=Labels("Наблюдения", "Observations"),
    columns=(
        observed(),
        district(),
        period(1, "year"),
        printed("value", "Значение", "Value", DASH),
        word("stage", STAGES, "Стадия", "Stage"),
        weight("weight", "Вес", "Weight", WEIGHT),
        flag("lower_bound", "Нижняя граница", "Lower bound", LOWER),
        *origin(),
        # at the end: rows of before there was such a column keep their fingerprints
        whole("respondents", "Опрошено", "Respondents", RESPONDENTS),
    ),
    key=("indicator", "district", "period", "by", "stage"),
    derived={"by": Labels("Разрез", "Disaggregation")},
    family=attribute,
    years=("year",),
    codes="indicator",
    arrange=arrange,
    whole_file=check_totals,
    place=140,
    example=(
        {"indicator": "survey_support", "period": "2016", "value": "97,0", "stage": "refined",
         "respondents": "1 200", "source": "Опрос 2016 года"},
        {"indicator": "survey_support", "period": "2016-Q2", "value": "61,5", "stage": "preliminary",
         "by:age": "18–35"},
    ),
)  # fmt: skip
