"""Columns that name what the database knows: places, organisations, indicators, parts."""

from collections.abc import Iterable
from dataclasses import replace

from data.importers.steps.columns.column import Column, Words, needed
from data.importers.steps.context import Context
from data.importers.steps.problems import Bad
from data.refusals import some

OBSERVED = Words("Только вида observed: прочие рассчитываются.", "Only of kind observed: others are computed.")


def district() -> Column:
    """A place of the main tree; without one the record counts for the whole."""
    return Column("district", Words("Район", "District"), _district, "district", ("district",))


def districts() -> Column:
    """The districts that share a record."""

    def parse(typed: str, context: Context) -> str:
        return ";".join(sorted({_district(code, context) for code in typed.split(";") if code.strip()}))

    return Column("districts", Words("Районы", "Districts"), parse, "districts", ("districts",))


def organisation() -> Column:
    words = Words("Организация", "Organisation")
    return Column(
        "organisation", words, lambda typed, context: context.organisations.identity(typed), "organisation",
        ("organisation_id",),
    )  # fmt: skip


def indicator() -> Column:
    def parse(typed: str, context: Context) -> str:
        return _known(typed, context.indicators, "import_indicator_unknown")

    return needed(Column("indicator", Words("Показатель", "Indicator"), parse, "indicator", ("indicator",)))


def observed() -> Column:
    """An indicator whose values are reported: no other is ever asked for them."""

    def parse(typed: str, context: Context) -> str:
        code = _known(typed, context.indicators, "import_indicator_unknown")
        if not context.is_observed(code):
            raise Bad("import_indicator_counted")
        return code

    return replace(indicator(), parse=parse, note=OBSERVED)


def part() -> Column:
    def parse(typed: str, context: Context) -> str:
        return _known(typed, context.parts, "import_part_unknown")

    return Column("part", Words("Задача", "Part"), parse, "part", ("part",))


def _district(typed: str, context: Context) -> str:
    code = context.places.code_of(typed)
    reported = context.claim.districts
    if reported is not None and code in context.places.leaves and code not in reported:
        raise Bad("import_district_not_reported", district=code, reported=some(sorted(reported), code))
    return code


def _known(typed: str, codes: Iterable[str], rule: str) -> str:
    code = typed.strip()
    if code not in codes:
        raise Bad(rule, known=some(sorted(codes), code))
    return code
