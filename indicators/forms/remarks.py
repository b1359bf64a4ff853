"""What a form says beside its table of sums that do not add up."""

from collections.abc import Collection, Iterator
from decimal import Decimal

from data.imports.columns.four_sums import SUMS
from data.refusals import LANGUAGES, Names
from indicators.exact import own_decimals
from indicators.forms.form import words
from indicators.forms.money import Gap, PartialSum
from indicators.forms.year import FormYear

SENTENCES = words(
    (
        "{name}, графа «{column}»: установлено {stated} руб., а ниже в сумме {below} руб.",
        "{name}, “{column}”: stated are {stated} roubles, what lies below sums to {below} roubles.",
    )
)
PARTIAL = words(
    (
        "{name}, графа «{column}»: сумма неполна, без данных – {unknown} из слагаемых.",
        "{name}, “{column}”: the sum is not complete; addends without data: {unknown}.",
    )
)
MARKS = {"ru": (",", "\u00a0"), "en": (".", ",")}


def money_remarks(year: FormYear, columns: Collection[str]) -> Iterator[Names]:
    """A sentence for each stated sum that is not that of its parts and activities, and for each sum
    that lacks some of them.
    """
    for gap in year.money.gaps():
        if gap.column in columns:
            yield {language: _gap(year, gap, language) for language in LANGUAGES}
    for partial in year.money.partial_sums():
        if partial.column in columns:
            yield {language: _partial(year, partial, language) for language in LANGUAGES}


def _gap(year: FormYear, gap: Gap, language: str) -> str:
    return SENTENCES[language].format(
        name=_name(year, gap.part, language),
        column=_column(gap.column, language),
        stated=_roubles(gap.stated, language),
        below=_roubles(gap.below, language),
    )


def _partial(year: FormYear, partial: PartialSum, language: str) -> str:
    return PARTIAL[language].format(
        name=_name(year, partial.part, language),
        column=_column(partial.column, language),
        unknown=partial.unknown,
    )


def _name(year: FormYear, part: str | None, language: str) -> str:
    parts = {each.code: each.names for each in year.evaluator.parts}
    return (parts[part] if part is not None else year.programme).get(language, "")


def _column(name: str, language: str) -> str:
    return SUMS[name][LANGUAGES.index(language)]


def _roubles(amount: Decimal, language: str) -> str:
    point, thousands = MARKS[language]
    text = f"{amount:,.{max(2, own_decimals(amount))}f}"
    return text.replace(",", "\0").replace(".", point).replace("\0", thousands)
