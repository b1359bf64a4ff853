"""Of which part of an indicator a target is: a value of one attribute that its records have, or in
which it is reported.
"""

from collections.abc import Mapping, Sequence

from data.disaggregations import text_of
from data.imports.columns import Column
from data.imports.context.context import Context
from data.imports.problems import InvalidValue
from data.imports.registry import kind_of, kinds
from data.words.matching import match_key

Parts = Sequence[tuple[str, str]]


def part_of(context: Context, indicator: str, parts: Parts) -> str:
    """``attribute=value`` as it is kept; refuses what the indicator is not divided by."""
    if len(parts) > 1:
        raise InvalidValue("import_target_by_many")
    ((name, value),) = parts
    if context.is_observed(indicator):
        return _reported(context, indicator, name, value)
    columns = _columns(_measures(context, indicator))
    column = next((each for each in columns.values() if _is_named(each, name)), None)
    if column is None:
        known = {code: each.words._asdict() for code, each in columns.items()}
        raise InvalidValue("import_target_attribute", attribute=name, known=_listed(known))
    counted = column.parse(value, context)
    return text_of(
        {column.name: str(counted).lower() if isinstance(counted, bool) else str(counted)}
    )


def _reported(context: Context, indicator: str, name: str, value: str) -> str:
    spellings = context.disaggregations.of(indicator)
    code = spellings.attributes.get(match_key(name))
    if code is None:
        known = dict.fromkeys(spellings.attributes.values())
        raise InvalidValue("import_target_attribute", attribute=name, known=", ".join(known) or "–")
    values = spellings.values.get(code, {})
    if match_key(value) not in values:
        known = dict.fromkeys(values.values())
        raise InvalidValue("import_target_part", attribute=name, known=", ".join(known) or "–")
    return text_of({code: values[match_key(value)]})


def _columns(measures: Sequence[str]) -> Mapping[str, Column]:
    """The columns by which all of several measures are divided, by name; refuses measures of which
    no kind says it.
    """
    first, *others = (_divisions(measure) for measure in measures)
    return {
        name: column for name, column in first.items() if all(name in other for other in others)
    }


def _divisions(measure: str) -> Mapping[str, Column]:
    for name in kinds():
        columns = kind_of(name).divisions(measure)
        if columns is not None:
            return columns
    raise InvalidValue("import_target_measure", measure=measure)


def _measures(context: Context, indicator: str) -> list[str]:
    """What the newest version counts; refuses what is computed from other indicators."""
    definition = context.definitions(indicator)[-1]
    sides = [definition, definition.get("numerator"), definition.get("denominator")]
    named = [side.get("measure") for side in sides if isinstance(side, Mapping)]
    divided = [side for side in sides[1:] if side is not None]
    computed = any(not isinstance(side, Mapping) or "measure" not in side for side in divided)
    measures = sorted({str(measure) for measure in named if measure})
    if computed or not measures:
        raise InvalidValue("import_target_computed")
    return measures


def _is_named(column: Column, name: str) -> bool:
    return match_key(name) in {match_key(spelling) for spelling in column.spellings()}


def _listed(known: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """The names of attributes with their codes, by language."""
    return {
        language: ", ".join(f"{names[language]} ({code})" for code, names in known.items()) or "–"
        for language in ("ru", "en")
    }
