"""Columns that name what the database knows: places, organisations, indicators, parts."""

from dataclasses import replace

from sqlalchemy import Integer, String

from data.imports.columns.column import Column, Labels, needed, single
from data.imports.context.context import Context
from data.imports.problems import InvalidValue
from data.imports.values import values

OBSERVED = Labels(
    "Только вида observed: прочие рассчитываются.", "Only of kind observed: others are computed."
)
SNAPSHOT = Labels(
    "Срез, числа которого были перед заседанием; пусто – последняя ревизия его дня.",
    "The snapshot whose numbers the meeting looked at; empty: the last revision of its day.",
)
LONGEST_LIST = 10_000
"""Signs of a cell that names several districts."""
CODE = String(50)


def district() -> Column:
    """A place of the main tree; without one the record counts for the whole."""

    def parse(text: str, context: Context) -> str | None:
        code = context.places.code_or_none(text)
        return None if code is None else _reported(code, context)

    words = Labels("Район", "District")
    return replace(single("district", words, parse, "district", CODE), nothing=values.DASHES)


def districts() -> Column:
    """The districts that share a record."""

    def parse(text: str, context: Context) -> str:
        return ";".join(
            sorted({_reported(code, context) for code in context.places.codes_of(text)})
        )

    words = Labels("Районы", "Districts")
    return Column(
        "districts",
        words,
        parse,
        "districts",
        ("districts",),
        nothing=values.DASHES,
        longest=LONGEST_LIST,
    )


def organisation() -> Column:
    words = Labels("Организация", "Organisation")
    return Column(
        "organisation", words, lambda text, context: context.organisations.identity(text), "organisation",
        ("organisation_id",), types=(Integer(),),
    )  # fmt: skip


def indicator() -> Column:
    def parse(text: str, context: Context) -> str:
        return context.indicators.code_of(text, "import_indicator_unknown")

    words = Labels("Показатель", "Indicator")
    return needed(single("indicator", words, parse, "indicator", String(100)))


def observed() -> Column:
    """An indicator whose values are reported: no other is ever asked for them."""

    def parse(text: str, context: Context) -> str:
        code = context.indicators.code_of(text, "import_indicator_unknown")
        if not context.is_observed(code):
            raise InvalidValue("import_indicator_counted")
        return code

    return replace(indicator(), parse=parse, note=OBSERVED)


def part() -> Column:
    def parse(text: str, context: Context) -> str:
        return context.parts.code_of(text, "import_part_unknown")

    return single("part", Labels("Задача", "Part"), parse, "part", CODE)


def snapshot() -> Column:
    """A revision of the programme that was given a name."""

    def parse(text: str, context: Context) -> int:
        named = text.strip().removeprefix("s")
        return int(context.snapshots.code_of(named, "import_snapshot_unknown"))

    return single("snapshot", Labels("Срез", "Snapshot"), parse, "snapshot", Integer(), SNAPSHOT)


def _reported(code: str, context: Context) -> str:
    """A district that the file says it reports, or a place above such."""
    reported = context.claim.districts
    places = context.places
    if reported is not None and code in places.leaves and code not in reported:
        names = places.listed([leaf for leaf in places.leaves if leaf in reported], code)
        if context.claim.is_scope:
            raise InvalidValue("import_district_not_yours", own=names)
        raise InvalidValue(
            "import_district_not_reported", district=places.name(code), reported=names
        )
    return code
