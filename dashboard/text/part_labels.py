"""What the attributes of an indicator and their values are called, of records and of reported values."""

from dashboard.text import disaggregation_labels, record_labels
from indicators.answers.crossing import crossed_attributes, pair_of
from indicators.answers.disaggregation import OBSERVED
from indicators.answers.facts import Facts
from indicators.definition import Definition

TIMES = " × "
"""What stands between the names of two attributes, and of their values."""


def attribute_name(definition: Definition, attribute: str) -> str:
    """What an attribute is called."""
    if definition.kind == OBSERVED:
        return disaggregation_labels.name_of(definition, attribute)
    names = crossed_attributes(attribute) or (attribute,)
    return TIMES.join(record_labels.field_name(name, definition.measure) for name in names)


def value_name(facts: Facts, definition: Definition, attribute: str, value: str) -> str:
    """The word for one value of an attribute."""
    if definition.kind == OBSERVED or not definition.measures:
        return disaggregation_labels.value_of(definition, attribute, value)
    measure = min(definition.measures)
    names = crossed_attributes(attribute)
    if names is None:
        return record_labels.value_in_programme(facts, measure, attribute, value)
    both = zip(names, pair_of(value), strict=True)
    return TIMES.join(record_labels.value_in_programme(facts, measure, *each) for each in both)


def attribute_and_value(facts: Facts, definition: Definition, attribute: str, value: str) -> str:
    """An attribute with its value: «Форма поддержки: Имущественная»."""
    name = attribute_name(definition, attribute)
    return f"{name}: {value_name(facts, definition, attribute, value)}"
