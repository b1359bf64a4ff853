"""The fields of YAML that people write, and what pydantic objects to in them, in words of our own."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from data.refusals import Problem
from data.words.offers import offer, unnamed

EXCERPT_LENGTH = 80
SIGNS = {"ge": "≥", "le": "≤", "gt": ">", "lt": "<"}
RULES = {
    "extra_forbidden": "field_unknown",
    "missing": "field_missing",
    "literal_error": "field_choice",
    "string_pattern_mismatch": "field_code",
    "string_type": "field_text",
    "string_unicode": "field_text",
    "string_too_short": "field_empty",
    "string_too_long": "field_long",
    "finite_number": "field_number",
    "list_type": "field_list",
    "tuple_type": "field_list",
    "bool_type": "field_flag",
    "bool_parsing": "field_flag",
    "invalid_key": "field_key",
    "model_type": "field_fields",
    "dict_type": "field_fields",
}
BY_START = (
    (("int_",), "field_whole"),
    (("decimal_",), "field_number"),
    (("greater", "less"), "field_range"),
    (("date_",), "filter_day"),
)


class Strict(BaseModel):
    """Fields that are all known, and stay as they were read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def broken(rule: str, **params: Any) -> PydanticCustomError:
    """A broken rule of ``data/messages`` inside pydantic's validation."""
    return PydanticCustomError(rule, "{rule}", {"rule": rule, **params})


def rule_of(kind: str, otherwise: str) -> str:
    """The sentence for one of pydantic's kinds of errors."""
    return next(
        (rule for starts, rule in BY_START if kind.startswith(starts)), RULES.get(kind, otherwise)
    )


def problem(
    detail: Any, file: str | None, steps: Sequence[str], rule: str, surrounding: type[BaseModel]
) -> Problem:
    """One of pydantic's errors at the place ``steps``, among the fields of ``surrounding``."""
    context, place = detail.get("ctx") or {}, ".".join(steps) or None
    if "rule" in context:
        parameters = {key: value for key, value in context.items() if key != "rule"}
        return Problem(context["rule"], parameters, file, field=place)
    bound = ", ".join(
        f"{sign} {context[limit]}" for limit, sign in SIGNS.items() if limit in context
    )
    value = yaml_text(detail.get("input"))
    word = str(steps[-1]) if rule == "field_unknown" and steps else value
    known = unnamed(allowed_codes(detail, surrounding))
    params = {"field": place, "bound": bound, "longest": context.get("max_length")}
    return Problem(rule, {**params, **offer(known, word)}, file, value=value, field=place)


def each_once(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems; a value that fits none of several types is one."""
    return list({(each.rule, each.field, each.value): each for each in problems}.values())


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """The first model that a field may hold, itself or within a list, a mapping or a choice."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(inner_model, get_args(annotation))), None)


def model_at(schema: type[BaseModel], steps: Iterable[str]) -> type[BaseModel]:
    """The model whose fields stand at a place of what ``schema`` describes."""
    for step in steps:
        field = schema.model_fields.get(step)
        schema = (inner_model(field.annotation) if field else None) or schema
    return schema


def yaml_text(value: Any) -> str:
    """What is written, as YAML would write it on one line."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= EXCERPT_LENGTH else f"{text[: EXCERPT_LENGTH - 1]}…"


def allowed_codes(detail: Any, surrounding: type[BaseModel]) -> list[str]:
    """What may stand at the place of one of pydantic's errors: the words of a choice, or the fields
    of what surrounds it.
    """
    if expected := (detail.get("ctx") or {}).get("expected"):
        return re.findall(r"'([^']*)'", str(expected))
    return [field.alias or name for name, field in surrounding.model_fields.items()]
