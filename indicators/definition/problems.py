"""What pydantic objects to in a definition, as rules of our own: none of its English reaches a reader."""

import json
import re
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from data.refusals import Problem
from indicators.definition.counting import Aggregate, Reference
from indicators.definition.parts import Words, Years
from indicators.definition.schema import Definition

SIDES: dict[str, type[BaseModel]] = {"aggregate": Aggregate, "indicator": Reference}
SHOWN = 80
SIGNS = {"ge": "≥", "le": "≤", "gt": ">", "lt": "<"}
RULES = {
    "extra_forbidden": "definition_unknown_field",
    "missing": "definition_field_missing",
    "literal_error": "definition_field_choice",
    "string_pattern_mismatch": "definition_code_wrong",
    "string_type": "definition_field_text",
    "string_unicode": "definition_field_text",
    "finite_number": "definition_field_number",
    "tuple_type": "definition_field_list",
    "bool_type": "definition_field_flag",
    "bool_parsing": "definition_field_flag",
    "dict_type": "definition_field_filter",
    "invalid_key": "definition_key_wrong",
}
BY_START = (
    (("int_",), "definition_field_whole"),
    (("decimal_",), "definition_field_number"),
    (("greater", "less"), "definition_field_range"),
)
OF_MODELS: dict[Any, str] = {Words: "definition_field_words", Years: "definition_field_years"}


def problems(error: ValidationError, file: str | None) -> list[Problem]:
    """Every broken rule with its field; a value that fits none of several types is one problem."""
    found = [_problem(detail, file) for detail in error.errors()]
    return list({(each.rule, each.field, each.value): each for each in found}.values())


def _problem(detail: Any, file: str | None) -> Problem:
    context, steps = detail.get("ctx") or {}, _steps(detail)
    place = ".".join(steps) or None
    if "rule" in context:
        said = {key: value for key, value in context.items() if key != "rule"}
        return Problem(context["rule"], said, file, field=place)
    bound = ", ".join(f"{sign} {context[limit]}" for limit, sign in SIGNS.items() if limit in context)
    params = {"field": place, "kind": "", "known": _known(detail), "bound": bound}
    return Problem(_rule(detail, steps), params, file, value=_value(detail.get("input")), field=place)


def _steps(detail: Any) -> list[str]:
    """The field's path, without pydantic's own steps: the kind of a side, and the types it tried for a filter."""
    steps = [str(step) for step in detail["loc"]]
    if steps[:1] == ["filter"] or "filter" in steps[2:3]:
        return [step for step in steps[: steps.index("filter") + 3] if step not in (*SIDES, "[key]")]
    return [step for step in steps if step not in SIDES]


def _rule(detail: Any, steps: list[str]) -> str:
    """The sentence for one of pydantic's kinds of errors."""
    kind = detail["type"]
    if steps[:1] == ["band"] and kind in ("missing", "too_long", "tuple_type"):
        return "definition_band_two"
    if kind == "invalid_key" or "[key]" in detail["loc"]:
        return "definition_key_wrong"
    if "filter" in steps and steps[-1].isdigit():
        return "definition_filter_value"
    if kind == "model_type":
        return OF_MODELS.get(_model(detail["loc"]), "definition_field_fields")
    return next(
        (rule for starts, rule in BY_START if kind.startswith(starts)), RULES.get(kind, "definition_field_wrong")
    )


def _known(detail: Any) -> str:
    """What may stand there: the words of a choice, or the fields of what surrounds it."""
    if expected := (detail.get("ctx") or {}).get("expected"):
        return ", ".join(re.findall(r"'([^']*)'", str(expected)))
    inside = detail["loc"] if detail["type"] == "model_type" else detail["loc"][:-1]
    return ", ".join(field.alias or name for name, field in _model(inside).model_fields.items())


def _model(steps: tuple[Any, ...]) -> type[BaseModel]:
    """The model whose fields stand at a place: a definition at the top, a part of one below."""
    if not steps:
        return Definition
    side = next((SIDES[step] for step in steps[1:] if step in SIDES), None)
    field = Definition.model_fields.get(str(steps[0]))
    kinds = (field.annotation, *get_args(field.annotation)) if field is not None else ()
    return side or next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), Definition)


def _value(given: Any) -> str:
    """What is written, as YAML would write it on one line."""
    text = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False, default=str)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
