"""``/api/v1/register``: its parameters, its answer, and the schema of a row."""

from dashboard.api.endpoint import Choices, Endpoint, next_page, question_of
from dashboard.api.parameters import (
    AFTER,
    AS_OF,
    CUT,
    FORM,
    LIMIT,
    ONE_PERIOD,
    PROGRAMME,
    SEARCH,
    TERRITORY,
    VIOLATION,
    YEARS,
    whole,
)
from dashboard.api.schemas import DAY, FLAG, MAYBE_TEXT, MAYBE_WHOLE, TEXT, maybe, row_schema
from indicators.asking import Asker
from indicators.periods import days_of
from indicators.register.entries import place_of
from indicators.register.filters import FORMS, RegisterFilter
from indicators.sheets.register import REGISTER_COLUMNS, register_rows
from indicators.sheets.rows import RowSheet

REGISTER = row_schema(
    **dict.fromkeys(REGISTER_COLUMNS, MAYBE_TEXT)
    | {
        "programme": TEXT,
        "number": TEXT,
        "decided_on": {**DAY, "description": "As well as «precision» says: the rest is its first."},
        "precision": {"type": "string", "enum": ["day", "month", "year"]},
        "organisation": {
            **MAYBE_WHOLE,
            "description": "The number in the address of its page, /organisation/<n>.",
        },
        "own_name": {
            **MAYBE_TEXT,
            "description": "Its name in the entry, where it was merged into another since.",
        },
        "form": {"type": "string", "enum": list(FORMS.codes)},
        "amount": {
            **MAYBE_TEXT,
            "description": "Roubles with their full scale; null where the entry says none.",
        },
        **dict.fromkeys(("entered_on", "ended_on", "until"), maybe(DAY)),
        **dict.fromkeys(("violation", "illustrative"), FLAG),
    }
)


def answer(asker: Asker, choices: Choices) -> RowSheet:
    """A page of the register, which begins at a place: the last is read as fast as the first."""
    question = question_of(choices, "programme", "years", "period", "district", "cut", "as_of")
    filters = RegisterFilter(
        years=question.years,
        form=choices.get("form"),
        district=question.district,
        cut=question.cut,
        violation={"yes": True, "no": False}.get(choices.get("violation", "")),
        words=choices.get("search", ""),
        days=None if question.period is None else days_of(question.period),
    )
    after = choices.get("after")
    sheet = asker.ask(
        register_rows,
        question.programme,
        filters,
        question.as_of,
        after=place_of(after) if after else None,
        limit=whole(choices, LIMIT),
    )
    following = sheet.extra["next"]
    if following is None:
        return sheet
    return sheet.but(next=next_page("/register", choices, sheet, after=following))


ENDPOINT = Endpoint(
    "/register",
    "The register of supported NGOs, one row a support",
    (
        PROGRAMME,
        YEARS,
        ONE_PERIOD,
        FORM,
        TERRITORY,
        CUT,
        VIOLATION,
        SEARCH,
        AS_OF,
        LIMIT,
        AFTER,
    ),
    REGISTER,
    answer,
    {"next": MAYBE_TEXT},
)
