"""What a control of the form says: of the text, of a sent form, and as it is written into the
text.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from dashboard.http import context
from dashboard.steward.definitions import disaggregations
from dashboard.steward.definitions.fields import DefinitionField, fields_for
from indicators.answers.facts import Facts
from indicators.answers.offers import values_of
from indicators.definition import Definition
from indicators.definition.editing import NOTHING, Path, at
from indicators.records.values import address_text

Sent = MultiDict[str, str]
"""A form as it was sent."""
FLAGS = {"true": True, "false": False}


def control_value(fields: Mapping[str, Any], field: DefinitionField) -> str | list[str]:
    """What a control says of the text: the values chosen, or one text."""
    if field.widget == "values":
        values = at(fields, field.keys)
        listed = values.get("values") if isinstance(values, Mapping) else values
        return [address_text(value) for value in listed] if isinstance(listed, list) else []
    if field.path.startswith("band."):
        return band_ends(fields)[int(field.keys[1])]
    content = at(fields, field.keys)
    if field.widget == "lines":
        return disaggregations.lines_of(content)
    if field.path.endswith(".kind") and content is None:
        return "indicator" if at(fields, (field.keys[0], "indicator")) is not None else ""
    if content is None and field.widget == "choice" and len(field.keys) == 1 and not field.required:
        content = Definition.model_fields[field.path].get_default()
    if field.widget == "flag":
        return "1" if content is True else ""
    if field.is_condition and isinstance(content, bool):
        return str(content).lower()
    return "" if content is None else str(content)


def sent_value(
    facts: Facts, fields: Mapping[str, Any], field: DefinitionField, sent: Sent
) -> str | list[str]:
    """The same of a sent form."""
    if field.widget == "values":
        more = [word.strip() for word in sent.get(f"{field.path}.more", "").split(",")]
        chosen = [*sent.getlist(field.path), *(word for word in more if word)]
        was = control_value(fields, field)
        return was if sorted(chosen) == sorted(was) else chosen
    return sent.get(field.path, "").replace("\r\n", "\n").strip()


def field_value(
    facts: Facts, fields: Mapping[str, Any], field: DefinitionField, content: str | list[str]
) -> Any:
    """What is written into the text; what cannot be read stays as it was typed, to be refused
    there.
    """
    if isinstance(content, list):
        known = {address_text(value): value for value in offered(facts, fields, field)}
        return [known.get(value, value) for value in content] or NOTHING
    if field.widget == "flag":
        return True if content else NOTHING
    if content == "":
        return NOTHING
    if field.widget == "lines":
        return disaggregations.read(content)
    if field.is_condition and field.widget != "number":
        return FLAGS.get(content, _day(content))
    return number(content) if field.widget == "number" else content


def filter_entry(facts: Facts, fields: Mapping[str, Any], path: Path, sent: Sent) -> Any:
    """What is accepted of a field of records: a list where only values are chosen, else a condition."""
    before = at(fields, path)
    condition = dict(before) if isinstance(before, Mapping) else {}
    for field in fields_for(fields):
        if field.filtered == path:
            part = field.keys[-1] if field.is_condition else "values"
            condition[part] = field_value(
                facts, fields, field, sent_value(facts, fields, field, sent)
            )
    filled = {part: value for part, value in condition.items() if value is not NOTHING}
    return filled["values"] if filled.keys() == {"values"} else filled or NOTHING


def _day(text: str) -> Any:
    """A day as YAML writes one; anything else is left as it is, to be refused."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return text


def number(text: str) -> Any:
    plain = text.replace(",", ".").replace("\xa0", "").replace(" ", "")
    for kind in (int, float):
        try:
            return kind(plain)
        except ValueError:
            continue
    return text


def band_ends(fields: Mapping[str, Any]) -> list[str]:
    band = fields.get("band")
    listed = [*band, "", ""][:2] if isinstance(band, list) else ["", ""]
    return [str(end) for end in listed]


def offered(facts: Facts, fields: Mapping[str, Any], field: DefinitionField) -> list[Any]:
    return context.asker().read(values_of, facts.code, measure_of(fields, field), field.keys[-1])


def measure_of(fields: Mapping[str, Any], field: DefinitionField) -> str:
    side = (field.keys[0],) if field.keys[0] in ("numerator", "denominator") else ()
    return str(at(fields, (*side, "measure")))
