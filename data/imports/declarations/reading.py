"""Declarations of kinds as people write them, or what is wrong with them and where."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from data.imports.declarations.rules import rule_faults
from data.imports.declarations.schema import KindDeclaration
from data.imports.declarations.titles import Help, Sentence, Title
from data.markup.fields import each_once, model_at, problem, rule_of
from data.markup.limits import refuse_tangled, unseen
from data.markup.markup import load, text_of_file
from data.refusals import Problem, Refusal


def read_declaration(text: str, file: str | None = None) -> KindDeclaration:
    """What a text declares; refuses every fault with its field."""
    declaration = published_declaration(text, file)
    # after the columns are known to be sound: what a rule compares is theirs
    if faults := list(rule_faults(declaration, file)):
        raise Refusal(faults)
    return declaration


def published_declaration(text: str, file: str | None = None) -> KindDeclaration:
    """The same of a text that was published: its rules were judged on that day, and a database does
    not lose a kind because a later version of the program judges more strictly.
    """
    refuse_tangled(text, file)
    fields = load(text, file)
    if faults := list(unseen(fields, file)):
        raise Refusal(faults)
    try:
        return KindDeclaration.model_validate(fields)
    except ValidationError as error:
        raise Refusal(each_once(_problem(detail, file) for detail in error.errors())) from error


def read_file(path: Path) -> KindDeclaration:
    """The declaration of a file, which is called after it."""
    return read_declaration(text_of_file(path), path.name)


def _problem(detail: Any, file: str | None) -> Problem:
    kind, steps = detail["type"], [str(step) for step in detail["loc"] if step != "[key]"]
    surrounding = model_at(KindDeclaration, steps if kind == "model_type" else steps[:-1])
    is_words = kind == "model_type" and issubclass(surrounding, Title | Help | Sentence)
    rule = "field_words" if is_words else rule_of(kind, "field_text")
    return problem(detail, file, steps, rule, surrounding)
