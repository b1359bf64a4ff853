"""The methodologies that there are: one YAML file each, checked by file, field and rule."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from data import methodologies
from data.markup.fields import each_once, inner_model, problem, rule_of
from data.markup.markup import load, text_of_file
from data.refusals import LONGEST, NotFound, Problem, Refusal
from data.words.offers import offer
from indicators.evaluation.methodology import Methodology

SETTING = "methodology"
"""What a programme's passport calls its default."""
SHIPPED = Path(methodologies.__file__).parent


def read_methodology(text: str, file: str) -> Methodology:
    """A methodology from the text of its file; refuses by field and rule what is wrong with it."""
    fields = load(text, file)
    try:
        return Methodology.model_validate(fields)
    except ValidationError as error:
        raise Refusal(each_once(_problem(detail, file) for detail in error.errors())) from error


def read_folder(folder: Path) -> Mapping[str, Methodology]:
    """Every methodology of a folder by its code, in the order in which they are offered."""
    listed: dict[str, Methodology] = {}
    for path in sorted(folder.glob("*.yaml")):
        methodology = read_methodology(text_of_file(path), path.name)
        if methodology.code in listed:
            raise Refusal(
                Problem("methodology_twice", {"code": methodology.code}, path.name, field="code")
            )
        listed[methodology.code] = methodology
    ordered = sorted(listed.values(), key=lambda each: (each.place, each.code))
    return {each.code: each for each in ordered}


@cache
def shipped() -> Mapping[str, Methodology]:
    """The methodologies that ship; the first is the default of programmes that name none."""
    return read_folder(SHIPPED)


def methodology(code: str | None = None) -> Methodology:
    """A methodology by its code, our default without one; refuses an unknown code."""
    if code is None:
        return next(iter(shipped().values()))
    if code not in shipped():
        raise NotFound(_unknown(code))
    return shipped()[code]


def methodology_of(settings: Mapping[str, Any], code: str | None = None) -> Methodology:
    """A methodology by its code; without one the default of a programme with these settings."""
    return methodology(code or settings.get(SETTING))


def check_setting(code: str | None, file: str) -> None:
    """Refuse a programme's default that there is not, where its file names it."""
    if code is not None and code not in shipped():
        raise Refusal(replace(_unknown(code), file=file, field=f"settings.{SETTING}"))


def _unknown(code: str) -> Problem:
    names = {each.code: each.name.model_dump() for each in shipped().values()}
    return Problem("methodology_unknown", {"methodology": code[:LONGEST], **offer(names, code)})


def _problem(detail: Any, file: str) -> Problem:
    kind, steps = detail["type"], [str(step) for step in detail["loc"] if step != "[key]"]
    rule = rule_of(kind, "methodology_field_wrong")
    return problem(detail, file, steps, rule, _model_at(steps[:-1]))


def _model_at(steps: list[str]) -> type[BaseModel]:
    """The model whose fields stand at a place of a file."""
    model: type[BaseModel] = Methodology
    for step in steps:
        field = model.model_fields.get(step)
        model = (inner_model(field.annotation) if field else None) or model
    return model
