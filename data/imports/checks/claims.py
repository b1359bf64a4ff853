"""What a file of records says it covers: ``2016-Q2`` of these districts, or nothing."""

from collections.abc import Sequence

from data.imports.columns import Labels
from data.imports.context.context import Claim, Context
from data.imports.context.places import EVERYWHERE
from data.imports.problems import InvalidValue, Problems, refusal
from data.imports.values import periods
from data.words.matching import match_key

Districts = str | Sequence[str]


def claim(context: Context, covers: str | None, districts: Districts, file: str) -> Claim:
    """The claim that these words make; refuses words that make none."""
    problems = Problems(file)
    result = Claim(_months(context, covers, problems), _districts(context, districts, problems))
    # before any row is read: a claim that cannot be read costs nobody the wait
    problems.refuse()
    return result


def refuse_claim(kind: Labels, covers: str | None, districts: Districts, file: str) -> None:
    """Refuse words of coverage for a kind whose files cover nothing: they would be believed and do
    nothing.
    """
    claims_months = covers is not None and match_key(covers) not in ("", *periods.NONE)
    if claims_months or _codes(districts) != ["all"]:
        raise refusal(file, "import_no_coverage", kind=kind._asdict())


def _months(
    context: Context, covers: str | None, problems: Problems
) -> frozenset[periods.Month] | None:
    if covers is None:
        return None
    try:
        months = periods.covered(covers)
    except InvalidValue as bad:
        # «2 квартал» is nearly right, and has a remedy of its own
        rule = "import_covers_no_year" if bad.rule == "import_period_year" else "import_covers_form"
        problems.add(rule, covers=covers, **bad.params)
        return None
    # not cut to the programme's years: a claim beyond them is rather a slip
    outside = [
        year for year, _ in months or () if not context.first_year <= year <= context.last_year
    ]
    if outside:
        first, last = context.first_year, context.last_year
        problems.add("import_covers_years", covers=covers, first=first, last=last)
    return months


def _districts(context: Context, districts: Districts, problems: Problems) -> frozenset[str] | None:
    codes = _codes(districts)
    # None stands for all of them, whichever there are when the file is loaded
    if len(codes) == 1 and match_key(codes[0]) in EVERYWHERE:
        return None
    return frozenset(filter(None, (_leaf(context, code, problems) for code in codes)))


def _leaf(context: Context, text: str, problems: Problems) -> str | None:
    """The code of a district of the lowest level, given as its code or name."""
    places = context.places
    try:
        code = places.code_of(text)
    except InvalidValue:
        code = ""
    # coverage is kept by the lowest level: of a parent nobody could say which part is missing
    if code not in places.leaves:
        problems.add(
            "import_covers_district", district=text, known=places.listed(places.leaves, text)
        )
        return None
    return code


def _codes(districts: Districts) -> list[str]:
    return (
        [code.strip() for code in districts.split(",")]
        if isinstance(districts, str)
        else list(districts)
    )
