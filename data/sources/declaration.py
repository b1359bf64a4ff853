"""A source as text: how its files are read, in YAML that people can keep, compare and bring back."""

import io
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, StringConstraints, ValidationError
from ruamel.yaml import YAML

from data.imports import Replacement, SourceMapping
from data.imports.mapping import CoverageRule
from data.markup.fields import Strict, each_once, problem, rule_of
from data.markup.limits import refuse_tangled, unseen
from data.markup.markup import load
from data.refusals import Refusal

LONGEST_NAME, LONGEST_TITLE, LONGEST_WORD = 100, 200, 500
MOST_COLUMNS, MOST_WORDS = 200, 1_000

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class SourceDeclaration(Strict):
    """A source: of which ``kind`` its files are, its columns by their titles with ours, the titles
    that are left out, and by our column its words with ours.
    """

    name: Title = Field(max_length=LONGEST_NAME)
    kind: str = Field(max_length=50)
    covers: CoverageRule = "ask"
    columns: dict[Title, str] = Field(max_length=MOST_COLUMNS)
    left_out: list[Title] = Field(default_factory=list, max_length=MOST_COLUMNS)
    words: dict[str, dict[Word, Word]] = Field(default_factory=dict, max_length=MOST_COLUMNS)

    def mapping(self, version: int = 0) -> SourceMapping:
        """How files of the source are read."""
        words = tuple(
            Replacement(column, was, now)
            for column, pairs in self.words.items()
            for was, now in pairs.items()
        )
        left_out = tuple(self.left_out)
        return SourceMapping(self.columns, left_out, words, self.covers, self.name, version)


def read_source(text: str, file: str | None = None) -> SourceDeclaration:
    """What a text declares; refuses every fault with its field."""
    refuse_tangled(text, file)
    fields = load(text, file)
    if faults := list(unseen(fields, file)):
        raise Refusal(faults)
    try:
        return SourceDeclaration.model_validate(fields)
    except ValidationError as error:
        raise Refusal(each_once(_problem(detail, file) for detail in error.errors())) from error


def text_of(name: str, kind: str, mapping: SourceMapping) -> str:
    """The text of a source that is read by a mapping."""
    words: dict[str, dict[str, str]] = {}
    for each in mapping.words:
        words.setdefault(each.column, {})[each.was] = each.now
    fields = {"name": name, "kind": kind, "covers": mapping.covers, "columns": mapping.columns}
    rest = {"left_out": list(mapping.left_out), "words": words}
    return _yaml_text(fields | {name: value for name, value in rest.items() if value})


def _yaml_text(fields: Mapping[str, Any]) -> str:
    text, yaml = io.StringIO(), YAML(typ="rt")
    yaml.width, yaml.allow_unicode = 120, True
    yaml.dump(dict(fields), text)
    return text.getvalue()


def _problem(detail: Any, file: str | None) -> Any:
    steps = [str(step) for step in detail["loc"] if step != "[key]"]
    rule = rule_of(detail["type"], "field_text")
    return problem(detail, file, steps, rule, SourceDeclaration)
