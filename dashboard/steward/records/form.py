"""The form of one row, made from the columns of its kind: a control for each, its words, its list,
its help.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from dashboard.http.context import asker, language
from dashboard.http.refusals import in_browser
from dashboard.steward.records.attributes import FAMILY, AttributeField, attribute_fields
from dashboard.steward.records.values import codes, label
from dashboard.steward.years.closed import says_year
from dashboard.text.labels import in_language, name_of, place_name
from dashboard.text.language import _
from data.editing.texts import YES
from data.imports.checks.doubts import RULES as DOUBTS
from data.imports.columns import Column
from data.imports.columns.kind import Kind
from data.imports.receipt import say
from data.refusals import Problem, Refusal, refuse
from indicators.answers.facts import Facts
from indicators.answers.snapshots import snapshots

PREFIX = "f-"
LISTED = frozenset({"word", "flag", "district", "districts", "indicator", "part", "snapshot"})
SIDEWAYS = "reason"
LONGEST_LINE = 300
"""Characters; what may be longer is typed into an area of several lines."""

Options = Sequence[tuple[str, str]]


@dataclass
class FormField:
    """One control; ``wrong`` are sentences about what was typed, ``now`` what somebody else has
    saved there.
    """

    name: str
    label: str
    control: str
    value: str
    help: str = ""
    required: bool = False
    options: Options = ()
    suggestions: Sequence[str] = ()
    wrong: list[str] = field(default_factory=list)
    now: str | None = None
    meaning: str = ""  # of a number
    asks: bool = False  # whether the value may be right though it is doubtful
    confirmed: bool = False
    says_year: bool = False  # of the years that the row touches

    @property
    def chosen(self) -> list[str]:
        """The values of a field of several."""
        return self.value.split(";") if self.value else []


def fields(
    facts: Facts, kind: Kind, texts: Mapping[str, str], wrong: Mapping[str, list[str]]
) -> list[FormField]:
    """The controls of a kind with what was typed or stands."""
    indicator = texts.get("indicator")
    indicators = [indicator] if indicator in facts.catalogue.versions else codes(facts, kind)
    own = [
        FormField(
            PREFIX + column.name,
            label(column),
            control(kind, column),
            texts.get(column.name, ""),
            explained(column),
            column.required,
            _with_typed(options(facts, kind, column), texts.get(column.name, "")),
            wrong=wrong.get(column.name, []),
            says_year=says_year(kind, column),
        )
        for column in kind.columns
        # what a row says in a retired column is not lost when the row is corrected
        if not column.is_retired or texts.get(column.name)
    ]
    attributes = attribute_fields(facts, kind, texts, indicators)
    return [*own, *(_of_attribute(each, texts, wrong) for each in attributes)]


def _of_attribute(
    each: AttributeField, texts: Mapping[str, str], wrong: Mapping[str, list[str]]
) -> FormField:
    name = each.column.name
    value = texts.get(name, "")
    return FormField(
        PREFIX + name,
        each.label,
        "line",
        value,
        each.help,
        suggestions=list(dict.fromkeys(each.values.values())),
        wrong=wrong.get(name, []),
        meaning=each.label_of(value),
    )


def values_from_form(kind: Kind, form: MultiDict[str, str]) -> dict[str, str]:
    """What was typed, by column; refuses two values of what has one."""
    own = {
        column.name: _joined_values(kind, column, form.getlist(PREFIX + column.name))
        for column in kind.columns
    }
    names = [name.removeprefix(PREFIX) for name in form if name.startswith(PREFIX + FAMILY)]
    return own | {name: form[PREFIX + name] for name in names if kind.family}


def _joined_values(kind: Kind, column: Column, values: Sequence[str]) -> str:
    if len(values) > 1 and control(kind, column) != "several":
        raise refuse("field_twice", field=label(column))
    return ";".join(values)


def ask(form_fields: Sequence[FormField], refusal: Refusal | None, sure: str | None) -> None:
    """Where a value is doubtful, let it be called right; one that was called so stays so."""
    doubtful = (
        {_column(problem) for problem in refusal.problems if problem.rule in DOUBTS}
        if refusal
        else set()
    )
    for each in form_fields:
        each.confirmed = (
            each.name == f"{PREFIX}value" and sure is not None and sure == each.value.strip()
        )
        each.asks = each.confirmed or each.name.removeprefix(PREFIX) in doubtful


def compare(fields: Sequence[FormField], texts: Mapping[str, str]) -> None:
    """Beside what was typed, what somebody else has saved meanwhile."""
    for each in fields:
        stands = texts.get(each.name.removeprefix(PREFIX), "")
        each.now = stands if stands != each.value else None


def wrong_of(
    refusal: Refusal | None, columns: Iterable[str]
) -> tuple[dict[str, list[str]], list[str]]:
    """A refusal's sentences by column, and those that belong to none."""
    at: dict[str, list[str]] = {}
    others: list[str] = []
    known = {*columns, SIDEWAYS}
    for problem in refusal.problems if refusal else ():
        name = _column(problem)
        (at.setdefault(name, []) if name in known else others).append(
            in_browser(problem).sentence(language())
        )
    return at, others


def _column(problem: Problem) -> str:
    return SIDEWAYS if problem.rule == "reason_missing" else problem.column or ""


def control(kind: Kind, column: Column) -> str:
    """What a value is typed into."""
    if column.form == "districts":
        return "several"
    if column.form in LISTED:
        return "choice"
    if column.form in ("organisation", "period"):
        return column.form
    limit = kind.limit(column.fields[0])
    long = column.form == "outline" or (
        column.form == "text" and (limit is None or limit > LONGEST_LINE)
    )
    return "area" if long else "line"


def options(facts: Facts, kind: Kind, column: Column) -> Options:
    """The values that a column may have, if they are few."""
    if column.vocabulary is not None:
        return [
            (code, column.vocabulary.name(code, language())) for code in column.vocabulary.codes
        ]
    if column.form == "flag":
        return [(YES[language()], _("yes"))]
    if column.form in ("district", "districts"):
        return [(code, place_name(facts, code)) for code in facts.places.main]
    if column.form == "part":
        return [(part.code, in_language(part.names)) for part in facts.parts]
    if column.form == "snapshot":
        own = asker().read(snapshots, facts.code)
        return [(str(each.id), f"№ {each.id} – {each.title}") for each in own]
    if column.form == "indicator":
        return [
            (code, name_of(facts.catalogue.newest(code).definition)) for code in codes(facts, kind)
        ]
    return ()


def explained(column: Column) -> str:
    """What to type; a list explains itself."""
    form = (
        ""
        if column.form in LISTED or column.form == "text"
        else say(f"form_{column.form}", language())
    )
    return " ".join(part for part in (form, str(getattr(column.note, language()))) if part)


def _with_typed(options: Options, text: str) -> Options:
    """The list, with what was typed if it is not in it: a form never loses a value."""
    missing = [
        value for value in text.split(";") if options and value and value not in dict(options)
    ]
    return [*options, *((value, value) for value in missing)]
