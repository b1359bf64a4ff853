"""Definitions as YAML."""

import io
from functools import lru_cache
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML

from data.markup.limits import refuse_tangled, unseen
from data.markup.markup import load
from data.refusals import Problem, Refusal
from indicators.definition import validation
from indicators.definition.names import of_field
from indicators.definition.problems import problems
from indicators.definition.schema import Definition

LONGEST_CODE = 100
"""Letters of a code, which every table that names an indicator has room for."""


@lru_cache(4096)
def read(text: str, file: str | None = None) -> Definition:
    """A definition from its YAML; refuses, with every broken rule and its field."""
    fields = load(text, file)
    if not isinstance(fields, dict):
        raise Refusal(Problem("definition_empty", file=file))
    try:
        return Definition.model_validate(fields)
    except ValidationError as error:
        raise Refusal(problems(error, file)) from error


@lru_cache(1024)
def read_new(text: str, file: str | None = None) -> Definition:
    """The same of a text that is not published yet, which may less: what once was published stays
    readable.
    """
    refuse_tangled(text, file)
    if unseen_signs := list(unseen(load(text, file), file, of_field)):
        raise Refusal(unseen_signs)
    definition = read(text, file)
    if len(definition.code) > LONGEST_CODE:
        raise Refusal(
            Problem("definition_code_long", {"longest": LONGEST_CODE}, file, field="code")
        )
    if problems := validation.problems(definition, file):
        raise Refusal(problems)
    return definition


def write(definition: Definition) -> str:
    """A definition as YAML, with only what differs from the defaults, in the schema's order."""
    writer = YAML()
    writer.width = 120
    out = io.StringIO()
    writer.dump(
        _plain(definition.model_dump(mode="json", by_alias=True, exclude_defaults=True)), out
    )
    return out.getvalue()


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    years = fields.get("years")
    if years is not None:
        fields["years"] = f"{years.get('first') or ''}..{years.get('last') or ''}"
    return fields
