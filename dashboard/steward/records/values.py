"""A row's columns and values in the reader's language."""

from collections.abc import Mapping, Sequence

from dashboard.http.context import language
from dashboard.text import disaggregation_labels
from dashboard.text.labels import in_language, place_name
from dashboard.text.language import _
from data.imports.columns import Column
from data.imports.columns.kind import Kind
from data.imports.context.context import OBSERVED
from indicators.answers.facts import Facts

ASIDE = frozenset({"number", "illustrative", "source", "note", "outline"})
LIST_COLUMNS = 6
HASH = 8


def label(column: Column) -> str:
    """A column's name; the tables of the importers are in lower case after a dot, forms are not."""
    return str(getattr(column.words, language()))


def labels(kind: Kind) -> dict[str, str]:
    """What the fields of a row are called."""
    return {name: str(getattr(words, language())) for name, words in kind.field_words.items()}


def title_of(number: str) -> str:
    """What people call a row: its number, or what it is known by."""
    if number.startswith("#"):
        return _("without a number ({hash})").format(hash=number[1 : HASH + 1])
    return " · ".join(part for part in number.split("|") if part)


def title(facts: Facts, kind: Kind, number: str) -> str:
    """The same of a row of a kind; where the number is made of fields, each is said in words."""
    parts = number.split("|")
    # a number of before a key grew has its first parts alone
    if number.startswith("#") or len(parts) not in (len(kind.key), kind.cell):
        return title_of(number)
    columns = {name: column for column in kind.columns for name in column.fields}
    fields = dict(zip(kind.key, parts, strict=False))
    words = [
        part_of_total(facts, fields.get("indicator"), part)
        if name == "by"
        else display_value(facts, columns[name], part)
        if name in columns
        else part
        for name, part in fields.items()
    ]
    return " · ".join(word for word in words if word)


def part_of_total(facts: Facts, indicator: str | None, by: str) -> str:
    """The part of a total that a reported value is of, as its indicator names it: «Возраст: до 35
    лет»; nothing for the total itself.
    """
    if indicator not in facts.catalogue.versions:
        return by
    return disaggregation_labels.row(facts.catalogue.newest(indicator).definition, by)


def codes(facts: Facts, kind: Kind) -> tuple[str, ...]:
    """The indicators that rows of this kind may be of."""
    versions = facts.catalogue.versions
    if kind.name != "observations":
        return facts.catalogue.codes
    return tuple(
        code
        for code in facts.catalogue.codes
        if any(v.definition.kind == OBSERVED for v in versions[code])
    )


def display_value(facts: Facts, column: Column, text: str) -> str:
    """A value as typed, in the reader's words where it is a code."""
    if not text:
        return ""
    if column.vocabulary is not None:
        return column.vocabulary.name(text, language())
    if column.form in ("district", "districts"):
        return ", ".join(place_name(facts, code) for code in text.split(";") if code)
    if column.form == "part":
        return part_name(facts, text)
    if column.form == "indicator" and text in facts.catalogue.versions:
        return facts.catalogue.newest(text).definition.name.in_language(language())
    return text


def part_name(facts: Facts, code: str) -> str:
    """The name of a part of the programme."""
    return next((in_language(part.names) for part in facts.parts if part.code == code), code)


def leading_columns(kind: Kind) -> list[Column]:
    """The columns that tell rows apart in a list."""
    return [column for column in kind.offered_columns if column.name not in ASIDE][:LIST_COLUMNS]


def said_all(
    facts: Facts,
    columns: Sequence[Column],
    texts: Mapping[str, str],
    organisations: Mapping[str, str],
) -> list[str]:
    """The values of a row in a list with these columns; ``organisations``: names by number."""
    return [
        _listed(column, display_value(facts, column, texts.get(column.name, "")), organisations)
        for column in columns
    ]


def _listed(column: Column, text: str, organisations: Mapping[str, str]) -> str:
    name = organisations.get(text, "") if column.form == "organisation" else ""
    return f"{text} – {name}" if name and name != text else text
