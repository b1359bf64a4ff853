"""Every parameter of an address: its name, its schema and what it means; reading them from a query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.refusals import LONGEST, Problem, Refusal
from data.words.offers import offer, unnamed
from data.words.whole import LARGEST
from data.words.whole import whole as read_whole
from indicators.answers.by_day import MOST_POINTS
from indicators.answers.question import BY, BY_NAMES, PLAN_NAMES
from indicators.answers.targets import PLANS
from indicators.decisions.decisions import STATE_NAMES
from indicators.periods import GRAINS
from indicators.records.list_order import MOST as MOST_RECORDS
from indicators.register.filters import FORMS

PAGE = 500
MOST = 5000
LANGUAGES = ("ru", "en")
SPREADSHEET = "csv-excel"
FORMATS = ("json", "csv", SPREADSHEET)
HOW_WRITTEN = (
    "How rows are written: csv is UTF-8 with commas and points, for programs; csv-excel begins with a byte-order mark "
    "and has the dividers that a spreadsheet expects: «;» and decimal commas in Russian, «,» and points in English."
)


@dataclass(frozen=True)
class Parameter:
    """A parameter of a query; ``schema`` is JSON Schema, an array may be repeated or written with
    commas.
    """

    name: str
    schema: Mapping[str, Any]
    description: str
    required: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        return tuple(self.schema.get("enum", ()))


def _text(name: str, description: str, example: str, *, required: bool = False) -> Parameter:
    return Parameter(name, {"type": "string", "examples": [example]}, description, required)


def _number(name: str, description: str, **limits: int) -> Parameter:
    return Parameter(name, {"type": "integer", **limits}, description)


def _several(name: str, description: str, *choices: str) -> Parameter:
    items = {"type": "string", "enum": list(choices)} if choices else {"type": "string"}
    return Parameter(name, {"type": "array", "items": items}, description)


PROGRAMME = _text("programme", "The code of the programme.", "khabarovsk-2014-2020", required=True)
INDICATOR = _text("indicator", "The code of the indicator.", "consultations", required=True)
INDICATORS = _several("indicator", "The codes of the indicators; without it, all.")
YEARS = _text("years", "The years; without it, the programme's.", "2014..2020")
GRID = _several(
    "by",
    "What the rows are broken down by; range: all the years in one row; week and day: counts and sums of records, "
    f"at most {MOST_POINTS} days or weeks. Without it, by year.",
    *BY,
)
DISTRICT = _text("district", "A district's code, or «none» for records without one.", "central")
TERRITORY = _text(
    "district",
    "A district's code, several with commas as one territory, or «none» for records without one.",
    "central,kirovsky",
)
CUT = _text("cut", "Districts of a second cut.", "okrugs")
SPLIT = _text(
    "split",
    "An attribute of the records or a disaggregation of what is reported; one row a value.",
    "topic",
)
WITHIN = Parameter(
    "within_year", {"type": "boolean"}, f"{', '.join(GRAINS[1:])} count from the year's start."
)
PLAN = Parameter(
    "plan",
    {"type": "string", "enum": list(PLANS), "default": PLANS[0]},
    "Which targets judge: those in force, or those that were approved first.",
)
PERIOD = _text(
    "period",
    "A year, half, quarter, month, range of years or any days, like 2016-03-05..2016-09-10; without it, all years.",
    "2016-Q2",
)
ONE_PERIOD = _text(
    "period",
    "One period instead of years: a year, half, quarter, month, range of years, or any days.",
    "2016-03-05..2016-09-10",
)
YEAR = Parameter(
    "year",
    {"type": "integer", "minimum": 1900, "maximum": 2200, "examples": [2016]},
    "The year.",
    required=True,
)
METHODOLOGY = _text(
    "methodology",
    "The code of the methodology; without it, the programme's default, else the federal one.",
    "federal",
)
FORM = Parameter(
    "form", {"type": "string", "enum": list(FORMS.codes)}, "One form of support; without it, all."
)
VIOLATION = Parameter(
    "violation",
    {"type": "string", "enum": ["yes", "no"]},
    "Entries with a violation, or without one; without it, both.",
)
SEARCH = _text(
    "search",
    "Words of a name, a number, INN or OGRN of the organisation, or the number of an entry.",
    "фонд",
)
DECISION_STATE = Parameter(
    "state",
    {"type": "string", "enum": list(STATE_NAMES)},
    "Decisions in this state alone; overdue ones are open and past their day.",
)
OF_INDICATOR = _text("indicator", "Those about one indicator; without it, all.", "consultations")
OF_DISTRICT = _text("district", "Those about one district; without it, all.", "central")
OF_YEARS = _text("years", "Those whose period touches these years; without it, all.", "2014..2020")
AFTER = _text("after", "The place after which the page begins, from «next».", "2018-03-05.117")
AFTER_RECORD = _text("after", AFTER.description, "consultations.2016-03-05.1.117")
WORDS_OF_RECORDS = _text("search", "Words that the records have; without it, all.", "совет")
ORDER_OF_RECORDS = _text(
    "order",
    "date, number or a column of the kind, after a minus from its greatest value down; without it, by date. "
    f"Of more than {MOST_RECORDS} records by date alone.",
    "-people",
)
SINCE = _text(
    "since",
    "The earlier moment: a revision (57), a snapshot (s3) or a day (2026-03-12).",
    "s3",
    required=True,
)
UNTIL = _text("until", "The later moment; without it, the newest revision.", "57")
OF_GRAINS = _several("by", "In which periods; without it, in whole years.", *GRAINS)
AS_OF = _number("as_of", "As of this revision; without it, the newest.", minimum=1, maximum=LARGEST)
ON = Parameter(
    "on",
    {"type": "string", "format": "date"},
    "The clock by which something is due; without it, today.",
)
LIMIT = _number(
    "limit", "How many records a page has at most.", minimum=1, maximum=MOST, default=PAGE
)
OFFSET = _number(
    "offset", "How many records are before the page.", minimum=0, maximum=LARGEST, default=0
)
FORMAT = Parameter(
    "format", {"type": "string", "enum": list(FORMATS), "default": FORMATS[0]}, HOW_WRITTEN
)
LANG = Parameter(
    "lang",
    {"type": "string", "enum": list(LANGUAGES)},
    "The language of errors and sentences, and of the numbers of csv-excel.",
)


def read(
    query: Mapping[str, list[str]], parameters: Sequence[Parameter]
) -> dict[str, str | list[str]]:
    """What a query says, under its own names; refuses what is unknown, missing, repeated or not a
    choice.
    """
    by_name = {parameter.name: parameter for parameter in parameters}
    problems = [*_unknown(query, by_name)]
    for name, parameter in by_name.items():
        problems += _broken(parameter, [value for value in query.get(name, []) if value])
    if problems:
        raise Refusal(problems)
    return {
        name: _value(by_name[name], query[name]) for name in by_name if any(query.get(name, []))
    }


def whole(choices: Mapping[str, Any], parameter: Parameter) -> int:
    """A whole number inside the parameter's limits."""
    text = choices.get(parameter.name)
    if text is None:
        return int(parameter.schema["default"])
    if not str(text).isdecimal():
        raise Refusal(
            Problem("number_wrong", {"parameter": parameter.name, "value": str(text)[:80]})
        )
    number, least, most = (
        read_whole(str(text)),
        parameter.schema["minimum"],
        parameter.schema["maximum"],
    )
    if number is None or not least <= number <= most:
        params = {
            "parameter": parameter.name,
            "value": str(text)[:80],
            "least": least,
            "most": most,
        }
        raise Refusal(Problem("number_outside", params))
    return number


def _unknown(query: Mapping[str, list[str]], known: Mapping[str, Parameter]) -> list[Problem]:
    names = [name for name in query if name not in known]
    return [
        Problem("unknown_parameter", {"parameter": name[:80], **offer(unnamed(known), name)})
        for name in names
    ]


def _broken(parameter: Parameter, texts: list[str]) -> list[Problem]:
    about = {"parameter": parameter.name}
    if parameter.required and not texts:
        return [Problem("parameter_missing", about)]
    if len(texts) > 1 and parameter.schema["type"] != "array":
        return [Problem("parameter_twice", about)]
    known = {
        choice: {**BY_NAMES, **PLAN_NAMES, **STATE_NAMES}.get(choice, {})
        for choice in parameter.choices
    }
    if texts and parameter.choices and texts[0] not in parameter.choices:
        return [
            Problem(
                "choice_wrong", {**about, "value": texts[0][:LONGEST], **offer(known, texts[0])}
            )
        ]
    return []


def _value(parameter: Parameter, texts: list[str]) -> str | list[str]:
    return texts if parameter.schema["type"] == "array" else texts[0]
