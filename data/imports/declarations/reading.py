"""Declarations of kinds as people write them, or what is wrong with them and where."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from data.imports.declarations.schema import ColumnDeclaration, Help, KindDeclaration, Title
from data.markup.fields import each_once, problem, rule_of
from data.markup.limits import refuse_tangled, unseen
from data.markup.markup import load
from data.refusals import Problem, Refusal

WORDS: dict[Any, str] = {Title: "field_words", Help: "field_words"}


def read_declaration(text: str, file: str | None = None) -> KindDeclaration:
    """What a text declares; refuses every fault with its field."""
    refuse_tangled(text, file)
    fields = load(text, file)
    if faults := list(unseen(fields, file)):
        raise Refusal(faults)
    try:
        return KindDeclaration.model_validate(fields)
    except ValidationError as error:
        raise Refusal(each_once(_problems(error, file))) from error


def read_file(path: Path) -> KindDeclaration:
    """The declaration of a file, which is called after it."""
    return read_declaration(path.read_text(encoding="utf-8"), path.name)


def _problems(error: ValidationError, file: str | None) -> Iterator[Problem]:
    for detail in error.errors():
        steps = [str(step) for step in detail["loc"] if step != "[key]"]
        model = _model(detail["loc"][:-1] if detail["type"] != "model_type" else detail["loc"])
        rule = rule_of(detail["type"], "field_text")
        if detail["type"] == "model_type":
            rule = WORDS.get(model, "field_fields")
        yield problem(detail, file, steps, rule, model)


def _model(steps: tuple[Any, ...]) -> type[BaseModel]:
    """The fields among which a place of a declaration lies."""
    named = [step for step in steps if isinstance(step, str)]
    if named[:1] == ["name"] or named[1:2] == ["name"] or "words" in named or "known" in named:
        return Title
    if named[1:2] == ["help"]:
        return Help
    return ColumnDeclaration if named[:1] == ["columns"] else KindDeclaration
