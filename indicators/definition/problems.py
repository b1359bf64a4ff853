"""What pydantic objects to in a definition, as rules of our own."""

from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError

from data.markup.fields import allowed_codes, each_once, inner_model, problem, rule_of
from data.refusals import Problem
from data.words.offers import offer
from indicators.definition import names
from indicators.definition.conditions import CONDITION, VALUES, FilterCondition
from indicators.definition.counting import Aggregate, Reference
from indicators.definition.disaggregations import Disaggregation
from indicators.definition.parts import Translations, Years
from indicators.definition.schema import Definition

SIDES: dict[str, type[BaseModel]] = {"aggregate": Aggregate, "indicator": Reference}
DISAGGREGATIONS = "disaggregations"
WITHIN_AN_ATTRIBUTE = 2
"""Steps of a path to one attribute; what lies deeper are its name and those of its values."""
OF_DISAGGREGATIONS = {"dict_type": "definition_field_disaggregations", "too_long": "field_many"}
OF_MODELS: dict[Any, str] = {Translations: "field_words", Years: "definition_field_years"}


def problems(error: ValidationError, file: str | None) -> list[Problem]:
    """Every broken rule with its field; a value that fits none of several types is one problem."""
    return each_once(_problem(detail, file) for detail in error.errors())


def _problem(detail: Any, file: str | None) -> Problem:
    steps = _steps(detail)
    inside = detail["loc"] if detail["type"] == "model_type" else detail["loc"][:-1]
    model = _model(inside)
    unnamed = problem(detail, file, steps, _rule(detail, steps), model)
    return replace(
        unnamed, params={**unnamed.params, **_names(unnamed, steps, allowed_codes(detail, model))}
    )


def _names(problem: Problem, steps: list[str], known: list[str]) -> dict[str, Any]:
    """What calls the fields and the words of closed lists as the form does, beside what is typed."""
    path, parent = ".".join(steps), ".".join(steps[:-1])
    if problem.rule in ("field_missing", "field_empty") and "key" not in problem.params:
        return {"field": names.of_field(path), "key": path}
    if problem.rule == "field_choice":
        return {**offer(names.choice_names(path, known), problem.value or "")}
    if problem.rule in ("field_unknown", "field_fields"):
        inside = path if problem.rule == "field_fields" else parent
        fields = {key: names.field_name(f"{inside}.{key}".lstrip(".")) for key in known}
        return {**offer(fields, steps[-1] if steps else "")}
    return {}


def _steps(detail: Any) -> list[str]:
    """The field's path, without pydantic's own steps: the kind of a side, and the types it tried
    for a filter.
    """
    steps = [str(step) for step in detail["loc"]]
    if steps[:1] == [DISAGGREGATIONS]:
        return [step for step in steps if step != "[key]"]
    if steps[:1] == ["filter"] or "filter" in steps[2:3]:
        plain = [step for step in steps if step not in (*SIDES, "[key]", VALUES, CONDITION)]
        return plain[: plain.index("filter") + 3]
    return [step for step in steps if step not in SIDES]


def _rule(detail: Any, steps: list[str]) -> str:
    """The sentence for one of pydantic's kinds of errors."""
    kind = detail["type"]
    if steps[:1] == ["band"] and kind in ("missing", "too_long", "tuple_type"):
        return "definition_band_two"
    if "[key]" in detail["loc"]:
        return "field_key"
    if kind in ("date_type", "date_parsing", "date_from_datetime_parsing"):
        return "filter_day"
    if VALUES in detail["loc"] and steps[-1].isdigit():
        return "definition_filter_value"
    if steps[:1] == [DISAGGREGATIONS] and kind in OF_DISAGGREGATIONS:
        return OF_DISAGGREGATIONS[kind]
    if kind == "dict_type":
        return "definition_field_filter"
    if kind == "model_type":
        return OF_MODELS.get(_model(detail["loc"]), "field_fields")
    return rule_of(kind, "definition_field_wrong")


def _model(steps: tuple[Any, ...]) -> type[BaseModel]:
    """The model whose fields stand at a place: a definition at the top, a part of one below."""
    if not steps:
        return Definition
    if CONDITION in steps:
        return FilterCondition
    if steps[:1] == (DISAGGREGATIONS,):
        return Translations if len(steps) > WITHIN_AN_ATTRIBUTE else Disaggregation
    side = next((SIDES[step] for step in steps[1:] if step in SIDES), None)
    field = Definition.model_fields.get(str(steps[0]))
    return side or (inner_model(field.annotation) if field is not None else None) or Definition
