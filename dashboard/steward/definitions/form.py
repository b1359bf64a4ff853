"""The form of a definition: what its controls show of a text, and which fields of the text a sent
form changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from dashboard.steward.definitions import labels as field_labels
from dashboard.steward.definitions.field_values import (
    Sent,
    band_ends,
    control_value,
    field_value,
    filter_entry,
    measure_of,
    number,
    offered,
    sent_value,
)
from dashboard.steward.definitions.fields import DefinitionField, fields_for, sections
from dashboard.text import labels, record_labels
from data.refusals import Refusal
from indicators.answers.facts import Facts
from indicators.definition import Definition
from indicators.definition.editing import NOTHING, Path, at, edited, fields_of
from indicators.definition.kinds import ALLOWED, COMPUTING, REQUIRED
from indicators.measure import FIRST_SUPPORTED
from indicators.measures import measures
from indicators.records.values import address_text


class SelectOption(NamedTuple):
    """One value that may be chosen."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True)
class Control:
    """A field as it is drawn."""

    field: DefinitionField
    label: str
    help: str
    value: str
    options: list[SelectOption]
    default: str = ""
    open: bool = True  # other values than the offered ones may be typed


def drawn(facts: Facts, text: str) -> list[tuple[str, list[Control]]]:
    """The sections of the form for a text; refuses what is not YAML."""
    fields = fields_of(text)
    return [
        (field_labels.section(code), [_control(facts, fields, field) for field in listed])
        for code, listed in sections(fields)
    ]


def retyped(
    sections: list[tuple[str, list[Control]]], sent: Sent
) -> list[tuple[str, list[Control]]]:
    """The same sections with what a refused form said."""
    return [
        (name, [_retyped(control, sent) for control in controls]) for name, controls in sections
    ]


def _retyped(control: Control, sent: Sent) -> Control:
    path = control.field.path
    more = [word.strip() for word in sent.get(f"{path}.more", "").split(",") if word.strip()]
    options = [
        option._replace(chosen=option.value in sent.getlist(path)) for option in control.options
    ]
    return replace(
        control,
        value=sent.get(path, ""),
        options=[*options, *(SelectOption(word, word, True) for word in more)],
    )


def changed(facts: Facts, text: str, sent: Sent) -> str:
    """The text with what the form, drawn from that text, says otherwise."""
    fields = fields_of(text)
    changes: dict[Path, Any] = {}
    for field in fields_for(fields):
        was, now = control_value(fields, field), sent_value(facts, fields, field, sent)
        if field.path in ("band.0", "band.1") or now == was:
            continue
        # what a field of records must be is written as one, whichever of its controls has changed
        if field.filtered:
            changes[field.filtered] = filter_entry(facts, fields, field.filtered, sent)
        else:
            changes[field.keys] = field_value(facts, fields, field, now)
    changes |= _band(fields, sent)
    return edited(text, {**changes, **_following(fields, changes)})


def _band(fields: Mapping[str, Any], sent: Sent) -> dict[Path, Any]:
    ends = [sent.get(f"band.{end}", "").strip() for end in range(2)]
    if ends == band_ends(fields):
        return {}
    return {("band",): [number(end) for end in ends] if any(ends) else NOTHING}


def _following(fields: Mapping[str, Any], changes: Mapping[Path, Any]) -> dict[Path, Any]:
    """What no longer belongs once the kind or the measure is another one."""
    follow: dict[Path, Any] = {}
    if kind := changes.get(("kind",)):
        fitting = REQUIRED.get(kind, set()) | ALLOWED.get(kind, set())
        follow |= {(name,): NOTHING for name in COMPUTING - fitting if name in fields}
        follow |= {
            (side,): {"kind": "count", "measure": ""}
            for side in ("numerator", "denominator")
            if side in fitting
        }
        follow |= {("formula",): ""} if kind == "formula" else {}
        follow |= (
            {("combine",): {"places": "none", "periods": "none"}} if kind == "observed" else {}
        )
    if ("measure",) in changes:
        follow |= {(name,): NOTHING for name in ("filter", "of", "amount") if name in fields}
    for side in ("numerator", "denominator"):
        follow |= _of_side(fields, changes, side)
    return follow


def _of_side(fields: Mapping[str, Any], changes: Mapping[Path, Any], side: str) -> dict[Path, Any]:
    kind, measure = changes.get((side, "kind")), changes.get((side, "measure"))
    side_fields = at(fields, (side,)) or {}
    if kind == "indicator":
        return {(side, "kind"): side_fields.get("kind"), (side,): {"indicator": ""}}
    if kind is not None:
        kept = {"kind": kind, "measure": measure or side_fields.get("measure", "")}
        if "filter" in side_fields:
            kept["filter"] = side_fields["filter"]
        return {(side, "kind"): side_fields.get("kind"), (side,): kept}
    if measure is not None:
        return {
            (side, "measure"): side_fields.get("measure"),
            (side,): {"kind": side_fields.get("kind", "count"), "measure": measure},
        }
    return {}


def _control(facts: Facts, fields: Mapping[str, Any], field: DefinitionField) -> Control:
    control = control_value(fields, field)
    value = control if isinstance(control, str) else ""
    return Control(
        field,
        field_labels.label(field.path),
        field_labels.help_text(field.path),
        value,
        _options(facts, fields, field, control),
        _default(field),
        _open(fields, field),
    )


def _open(fields: Mapping[str, Any], field: DefinitionField) -> bool:
    if field.keys[-1] == FIRST_SUPPORTED:
        return False
    return (
        field.widget != "values"
        or (known := measures()[measure_of(fields, field)].attributes.get(field.keys[-1])) is None
        or known.words is None
    )


def _default(field: DefinitionField) -> str:
    info = Definition.model_fields.get(field.path)
    default = info.get_default() if info is not None and not info.is_required() else None
    return str(default) if field.widget == "number" and default is not None else ""


def _options(
    facts: Facts, fields: Mapping[str, Any], field: DefinitionField, content: str | list[str]
) -> list[SelectOption]:
    if field.widget == "values":
        known = [address_text(value) for value in offered(facts, fields, field)]
        listed = [*known, *(value for value in content if value not in known)]
        measure, attribute = measure_of(fields, field), field.keys[-1]
        return [
            SelectOption(
                value,
                record_labels.value_in_programme(facts, measure, attribute, value),
                value in content,
            )
            for value in listed
        ]
    if field.path == "part":
        return [
            SelectOption(part.code, labels.in_language(part.names), part.code == content)
            for part in facts.parts
        ]
    listed = [
        *field.choices,
        *(
            [content]
            if content and isinstance(content, str) and content not in field.choices
            else []
        ),
    ]
    return [
        SelectOption(value, field_labels.choice(field.path, value), value == content)
        for value in listed
    ]


def readable(text: str) -> bool:
    """Whether a form can be drawn of a text."""
    try:
        fields_of(text)
    except Refusal:
        return False
    return True
