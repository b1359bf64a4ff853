"""Definitions as YAML."""

import io
from functools import lru_cache
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from data.refusals import Problem, Refusal
from indicators.definition.schema import Definition


@lru_cache(4096)
def read(text: str, file: str | None = None) -> Definition:
    """A definition from its YAML; refuses, with every broken rule and its field."""
    try:
        fields = YAML(typ="safe").load(io.StringIO(text))
        if not isinstance(fields, dict):
            raise Refusal(Problem("definition_empty", file=file))
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
    limits = ("ge", "le", "gt", "lt")
    bound = ", ".join(f"{_SIGNS[limit]} {context[limit]}" for limit in limits if limit in context)
    known = context.get("expected") or ", ".join(Definition.model_fields)
    params = {"field": place, "kind": "", "known": known, "reason": detail["msg"], "bound": bound}
    return Problem(_rule(detail["type"]), params, file, value=str(detail.get("input"))[:80], field=place)


_SIGNS = {"ge": "≥", "le": "≤", "gt": ">", "lt": "<"}
_RULES = {
    "extra_forbidden": "definition_unknown_field",
    "missing": "definition_field_missing",
    "literal_error": "definition_field_choice",
    "string_pattern_mismatch": "definition_code_wrong",
    "string_type": "definition_field_text",
    "finite_number": "definition_field_number",
}


def _rule(kind: str) -> str:
    """The sentence for one of pydantic's kinds of errors."""
    if kind.startswith(("int_", "decimal_")):
        return "definition_field_number"
    return (
        "definition_field_range" if kind.startswith(("greater", "less")) else _RULES.get(kind, "definition_field_wrong")
    )


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
