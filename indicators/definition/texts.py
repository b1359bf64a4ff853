"""Definitions as YAML."""

import io
from functools import cache
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from data.refusals import Problem, Refusal
from indicators.definition.schema import Definition


@cache
def read(text: str, file: str | None = None) -> Definition:
    """A definition from its YAML; refuses, with every broken rule and its field."""
    try:
        fields = YAML(typ="safe").load(io.StringIO(text))
        return Definition.model_validate(fields)
    except YAMLError as error:
        raise Refusal(Problem("definition_not_yaml", {"reason": str(error).splitlines()[0]}, file=file)) from error
    except ValidationError as error:
        raise Refusal([_problem(detail, file) for detail in error.errors()]) from error


def _problem(detail: Any, file: str | None) -> Problem:
    place = ".".join(str(part) for part in detail["loc"] if part not in ("aggregate", "indicator")) or None
    context = detail.get("ctx") or {}
    if "rule" in context:
        return Problem(
            context["rule"], {key: value for key, value in context.items() if key != "rule"}, file, field=place
        )
    rule = {"extra_forbidden": "definition_unknown_field", "missing": "definition_field_missing"}.get(detail["type"])
    params = {"field": place, "kind": "", "known": ", ".join(Definition.model_fields), "reason": detail["msg"]}
    return Problem(rule or "definition_field_wrong", params, file, value=str(detail.get("input"))[:80])


def write(definition: Definition) -> str:
    """A definition as YAML, with only what differs from the defaults, in the schema's order."""
    writer = YAML()
    writer.width = 120
    out = io.StringIO()
    writer.dump(_plain(definition.model_dump(mode="json", by_alias=True, exclude_defaults=True)), out)
    return out.getvalue()


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    years = fields.get("years")
    if years is not None:
        fields["years"] = f"{years.get('first') or ''}..{years.get('last') or ''}"
    return fields
