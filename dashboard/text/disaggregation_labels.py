"""What disaggregations of reported values and their values are called, in the reader's language."""

from dashboard.text.labels import in_language
from data.disaggregations import parts_of
from indicators.definition import Definition


def name_of(definition: Definition, attribute: str) -> str:
    """The name of an attribute; its own where none is declared."""
    declared = definition.disaggregations.get(attribute)
    return (
        in_language(declared.name.model_dump())
        if declared is not None and declared.name is not None
        else attribute
    )


def value_of(definition: Definition, attribute: str, value: str) -> str:
    """The name of a value of an attribute; its own where none is declared."""
    declared = definition.disaggregations.get(attribute)
    words = declared.values.get(value) if declared is not None else None
    return in_language(words.model_dump()) if words is not None else value


def row(definition: Definition, by: str) -> str:
    """All attributes of a row with their values: «Возраст: до 35 лет, Пол: женский»; nothing for a
    total.
    """
    parts = definition.spellings.meant(parts_of(by))
    return ", ".join(part(definition, attribute, value) for attribute, value in parts.items())


def part(definition: Definition, attribute: str, value: str) -> str:
    """One attribute with its value: «Возраст: до 35 лет»."""
    return f"{name_of(definition, attribute)}: {value_of(definition, attribute, value)}"


def listed(definition: Definition) -> str:
    """What a definition declares: «Возраст (до 35 лет, 35 лет и старше); Пол»."""
    return "; ".join(
        " ".join(filter(None, [name_of(definition, code), _values(definition, code)]))
        for code in definition.disaggregations
    )


def _values(definition: Definition, attribute: str) -> str:
    names = [
        value_of(definition, attribute, value)
        for value in definition.disaggregations[attribute].values
    ]
    return f"({', '.join(names)})" if names else ""
