"""What the fields of a definition are called, in the reader's language."""

from typing import Any

from dashboard.http.context import language
from dashboard.text import labels as text_labels
from dashboard.text import record_labels
from dashboard.text.language import _
from indicators.definition.files import FieldChange
from indicators.definition.names import SIDES, all_words, choice_name, field_name, key_of
from indicators.measures import measures


def label(path: str) -> str:
    """What a field is called."""
    field, part = _filtered(path)
    if not field:
        return str(all_words()["labels"][key_of(path)][language()][0])
    named = record_labels.field_name(field)
    return f"{named}: {_part(part)}" if part else named


def help_text(path: str) -> str:
    """What belongs into a field."""
    field, part = _filtered(path)
    if field and not part:
        # few fields of records need more than their name
        return str(all_words()["records"].get(field, {}).get(language(), ""))
    return str(all_words()["labels"][key_of(path)][language()][1])


def _filtered(path: str) -> tuple[str, str]:
    """The field of records that is filtered, and what part of a condition is said of it."""
    _before, filters, inside = f".{path}".partition(".filter.")
    field, _dot, part = inside.partition(".")
    return (field, part) if filters else ("", "")


def _part(part: str) -> str:
    known = all_words()["labels"].get(f"filter.{part}")
    return (
        str(known[language()][0])
        if known
        else str(field_name(f"filter.{part}").get(language(), part))
    )


def section(code: str) -> str:
    """The heading of some fields."""
    return str(all_words()["sections"][code][language()])


def choice(path: str, code: str) -> str:
    """A word of a closed list."""
    if path.rpartition(".")[2] in ("of", "amount"):
        return record_labels.field_name(code)
    return text_labels.in_language(choice_name(path, code)) or code


def difference(change: FieldChange) -> tuple[str, str, str]:
    """A field that two versions fill in differently: its name, what it was, what it is."""
    known = bool(_filtered(change.field)[0]) or key_of(change.field) in all_words()["labels"]
    named = label(change.field) if known else _name_of(change.field)
    side, _dot, inside = change.field.partition(".")
    if side in SIDES and inside != "kind":  # both sides of a ratio have the same fields
        named = f"{label(f'{side}.kind')}: {named}"
    return named, _value_label(change.field, change.old), _value_label(change.field, change.new)


def _name_of(path: str) -> str:
    """A field that only a part of the form is called by, like the two ends of the years."""
    ends = {"years.first": _("In force from"), "years.last": _("In force until"), "band": _("Band")}
    if path.startswith("disaggregations."):
        return _name_in_disaggregations(path)
    return ends.get(path, path)


def _name_in_disaggregations(path: str) -> str:
    """The name of an attribute, or of one of its values, in a language; codes may have points."""
    place, _dot, tongue = path.removeprefix("disaggregations.").rpartition(".")
    tongue = {"ru": _("in Russian"), "en": _("in English")}.get(tongue, tongue)
    attribute, dot, value = place.partition(".values.")
    if dot:
        name = _("Disaggregation “{code}”, value “{value}”").format(code=attribute, value=value)
    else:
        name = _("Disaggregation “{code}”").format(code=attribute.removesuffix(".name"))
    return f"{name}, {tongue}"


def _value_label(path: str, value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return ", ".join(_value_label(path, item) for item in value)
    field, part = _filtered(path)
    if field:
        return _value(field, str(value)) if part in ("", "values") else str(value)
    return choice(path, str(value)) if not path.startswith(("name.", "unit.")) else str(value)


def _value(attribute: str, value: str) -> str:
    """The word for an attribute's value, of whichever measure has it."""
    having = (name for name, each in measures().items() if attribute in each.attributes)
    return next(
        (
            name_of_value
            for name in having
            if (name_of_value := record_labels.attribute_value(name, attribute, value)) != value
        ),
        value,
    )
