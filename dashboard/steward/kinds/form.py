"""The form of a kind of records: what is typed into it as a declaration, and a declaration as what
stands in it.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import fields as fields_of
from typing import Any

from ruamel.yaml import YAML
from werkzeug.datastructures import MultiDict

from dashboard.steward.kinds.word_lines import (
    code_from,
    field_text,
    lines_of,
    typed_day,
    typed_end,
    words_from,
)
from data.imports.declarations.schema import (
    MOST_COLUMNS,
    MOST_RULES,
    ColumnDeclaration,
    KindDeclaration,
    RuleDeclaration,
    SmallDeclaration,
)
from data.refusals import refuse

PLACES = ("", "district", "districts")
BLANK_ROWS = 3


@dataclass(frozen=True)
class ColumnRow:
    """One column as it stands in the form; ``words`` are lines of a list (``word_lines``)."""

    column: str = ""
    type: str = "text"
    ru: str = ""
    en: str = ""
    required: str = ""
    required_since: str = ""
    words: str = ""
    help_ru: str = ""
    help_en: str = ""
    default: str = ""
    min: str = ""
    max: str = ""
    range_since: str = ""
    retired: str = ""
    retired_since: str = ""

    @property
    def is_blank(self) -> bool:
        return not any((self.column, self.ru, self.en, self.words))


@dataclass(frozen=True)
class RuleRow:
    """One rule as it stands in the form; ``ru`` and ``en`` say what is wrong."""

    must: str = ""
    when: str = ""
    column: str = ""
    ru: str = ""
    en: str = ""
    remedy_ru: str = ""
    remedy_en: str = ""
    since: str = ""


@dataclass(frozen=True)
class KindForm:
    """A kind as it stands in the form; ``place`` is the column of its districts, if it has any.

    Numbers of fewer than ``under`` are small, of the persons of the column ``persons`` or of records;
    ``by`` says it of single values, as in «age: 10, sex: 5».
    """

    code: str = ""
    ru: str = ""
    en: str = ""
    place: str = "district"
    organisation: str = "organisation"
    columns: tuple[ColumnRow, ...] = ()
    rules: tuple[RuleRow, ...] = ()
    under: str = ""
    persons: str = ""
    by: str = ""


def _names(row: type[ColumnRow | RuleRow]) -> list[str]:
    """What the fields of a row are called, in the form as here."""
    return [each.name for each in fields_of(row)]


def form_of(declaration: KindDeclaration) -> KindForm:
    """A declaration as it stands in the form."""
    names = declaration.column_names
    return KindForm(
        declaration.code,
        declaration.name.ru,
        declaration.name.en,
        next((place for place in PLACES[1:] if place in names), ""),
        "organisation" if "organisation" in names else "",
        tuple(_row(column) for column in declaration.columns if not column.is_common),
        tuple(map(_rule_row, declaration.rules)),
        *_small_fields(declaration.small),
    )


def form_from(fields: MultiDict[str, str]) -> KindForm:
    """What was typed; refuses more columns than a kind may have."""
    columns = (_typed_row(fields, number) for number in range(1, MOST_COLUMNS + BLANK_ROWS + 1))
    kept = tuple(row for row in columns if not row.is_blank)
    if len(kept) > MOST_COLUMNS:
        raise refuse("kind_columns_many", most=MOST_COLUMNS)
    rules = (_typed_rule(fields, number) for number in range(1, MOST_RULES + BLANK_ROWS + 1))
    code, ru, en = (fields.get(name, "").strip() for name in ("code", "ru", "en"))
    place = fields.get("place", "")
    return KindForm(
        code or code_from(en),
        ru,
        en,
        place if place in PLACES else "",
        "organisation" if fields.get("organisation") else "",
        kept,
        tuple(row for row in rules if row != RuleRow())[:MOST_RULES],
        *(fields.get(name, "").strip() for name in ("under", "persons", "by")),
    )


def text_of(form: KindForm, before: KindDeclaration | None = None) -> str:
    """The declaration that a form makes, as YAML; what a form has no field for stays as it was
    ``before``.
    """
    buffer = io.StringIO()
    yaml = YAML(typ="rt")
    yaml.width = 120
    yaml.dump(_document(form, before), buffer)
    return buffer.getvalue()


def _typed_row(fields: MultiDict[str, str], number: int) -> ColumnRow:
    return ColumnRow(*(fields.get(f"c-{name}-{number}", "").strip() for name in _names(ColumnRow)))


def _typed_rule(fields: MultiDict[str, str], number: int) -> RuleRow:
    return RuleRow(*(fields.get(f"r-{name}-{number}", "").strip() for name in _names(RuleRow)))


def _rule_row(rule: RuleDeclaration) -> RuleRow:
    name, remedy = rule.name, rule.remedy
    return RuleRow(
        rule.must,
        rule.when or "",
        rule.column or "",
        name.ru if name else "",
        name.en if name else "",
        remedy.ru if remedy else "",
        remedy.en if remedy else "",
        field_text(rule.since),
    )


def _row(column: ColumnDeclaration) -> ColumnRow:
    name = column.name
    return ColumnRow(
        column.column,
        str(column.type),
        name.ru if name else "",
        name.en if name else "",
        "yes" if column.required else "",
        field_text(column.required_since),
        lines_of(column.words),
        column.help.ru,
        column.help.en,
        column.default or "",
        field_text(column.range.min),
        field_text(column.range.max),
        field_text(column.range.since),
        "yes" if column.retired else "",
        field_text(column.retired_since),
    )


def _document(form: KindForm, before: KindDeclaration | None) -> dict[str, Any]:
    """The fields of the declaration, in the order in which people write them."""
    kept = before.model_dump(mode="json", exclude_defaults=True) if before else {}
    stands = {column["column"]: column for column in kept.get("columns", ())}
    common = [name for name in ("number", "date", form.place, form.organisation) if name]
    columns = [stands.get(name, {"column": name}) for name in common]
    named = {"code": form.code, "name": {"ru": form.ru, "en": form.en}}
    own = [_kept(stands, row) | dict(_column(row)) for row in form.columns]
    rules = {"rules": [dict(_rule(row)) for row in form.rules]}
    for name in ("rules", "small"):
        kept.pop(name, None)
    whole = {**kept, **named, "columns": [*columns, *own], **(rules if form.rules else {})}
    return whole | ({"small": dict(_small(form))} if form.under or form.persons or form.by else {})


def _small_fields(small: SmallDeclaration | None) -> tuple[str, str, str]:
    """Under how many, of which column, and by which attributes, as they stand in the form."""
    if small is None:
        return "", "", ""
    limits = (f"{attribute}: {under}" for attribute, under in small.by.items())
    return field_text(small.under), small.of or "", ", ".join(limits)


def _small(form: KindForm) -> Iterator[tuple[str, Any]]:
    if form.under or not form.by:
        yield "under", typed_end(form.under)
    if form.persons:
        yield "of", form.persons
    if form.by:
        yield "by", dict(_limits(form.by))


def _limits(text: str) -> Iterator[tuple[str, Any]]:
    """Attributes with the number under which their values are small; one without a number stays a
    text, which the schema refuses.
    """
    for piece in filter(str.strip, re.split("[,;\n]", text)):
        attribute, _colon, under = piece.partition(":")
        yield attribute.strip(), typed_end(under.strip())


def _kept(stands: Mapping[str, dict[str, Any]], row: ColumnRow) -> dict[str, Any]:
    """What a column says that the form has no field for."""
    before = stands.get(row.column, {})
    return {name: before[name] for name in ("known", "after") if name in before}


def _column(row: ColumnRow) -> Iterator[tuple[str, Any]]:
    yield "column", row.column or code_from(row.en)
    yield "type", row.type
    yield "name", {"ru": row.ru, "en": row.en}
    if row.help_ru or row.help_en:
        yield "help", {"ru": row.help_ru, "en": row.help_en}
    for name, value in (
        ("required", bool(row.required)),
        ("required_since", typed_day(row.required_since)),
        ("words", dict(words_from(row.words, row.ru or row.column))),
        ("default", row.default),
        ("range", dict(_range(row))),
        ("retired", bool(row.retired)),
        ("retired_since", typed_day(row.retired_since)),
    ):
        if value:
            yield name, value


def _range(row: ColumnRow) -> Iterator[tuple[str, Any]]:
    for name, end in (("min", row.min), ("max", row.max)):
        if end:
            yield name, typed_end(end)
    if row.range_since:
        yield "since", typed_day(row.range_since)


def _rule(row: RuleRow) -> Iterator[tuple[str, Any]]:
    yield "must", row.must
    if row.when:
        yield "when", row.when
    if row.column:
        yield "column", row.column
    for field, ru, en in (("name", row.ru, row.en), ("remedy", row.remedy_ru, row.remedy_en)):
        if ru or en:
            yield field, {"ru": ru, "en": en}
    if row.since:
        yield "since", typed_day(row.since)
