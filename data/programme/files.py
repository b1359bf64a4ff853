"""The files of a programme's folder and their schema: ``programme.yaml`` and ``imports.yaml``."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from data.markup.fields import Strict, broken, each_once, model_at, problem, rule_of
from data.markup.markup import load, text_of_file
from data.refusals import Problem, Refusal, refuse

PASSPORT = "programme.yaml"
IMPORTS = "imports.yaml"

File = TypeVar("File", bound=BaseModel)

TextName = Literal[
    "name",
    "short_name",
    "territory",
    "act",
    "amendments",
    "goal",
    "responsible",
    "source",
    "not_found",
    "banner",
    "methodology",
]
Threshold = Literal["at_risk", "over_fulfilled", "deviation"]
BOUNDS: dict[Threshold, tuple[Decimal, int]] = {
    "at_risk": (Decimal("0.01"), 1),
    "over_fulfilled": (Decimal(1), 10),
    "deviation": (Decimal(0), 1),
}
"""Whoever writes 105 means 1.05, and 15 means 0.15."""
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=50)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class PassportText(Strict):
    """A text in every language of the content; one whose English is missing is shown in Russian."""

    ru: Text
    en: Annotated[str, StringConstraints(strip_whitespace=True)] = ""


class PartOfProgramme(Strict):
    """A task or subprogramme; ``parent`` is another part's code."""

    code: Code
    parent: Code | None = None
    name: PassportText


class Fact(Strict):
    """What a source says and no record holds; ``date`` as the source prints it."""

    code: Code
    date: str | None = None
    value: Decimal | None = None
    lower_bound: bool = False
    text: PassportText
    source: Text
    indicators: list[str] = Field(default_factory=list)


class Contradiction(Strict):
    """What a source says wrongly: as printed, and what is wrong with it."""

    code: Code
    printed: Text
    problem: PassportText
    source: Text
    indicators: list[str] = Field(default_factory=list)


class ProgrammeSettings(Strict):
    """Degrees, as shares of the plan: from which an indicator is at risk, above which it is
    over-fulfilled, and by more than which a deviation needs its reason; cuts; the methodology by
    which the programme is evaluated.
    """

    thresholds: dict[Threshold, Decimal] = Field(default_factory=dict)
    cuts: dict[str, PassportText] = Field(default_factory=dict)
    methodology: Code | None = None

    @field_validator("thresholds")
    @classmethod
    def _each_on_its_side_of_the_plan(
        cls, thresholds: dict[Threshold, Decimal]
    ) -> dict[Threshold, Decimal]:
        for name, degree in thresholds.items():
            above, most = BOUNDS[name]
            if not above <= degree <= most:
                raise broken("field_range", value=f"{name}: {degree}", bound=f"≥ {above}, ≤ {most}")
        return thresholds


class ProgrammeFile(Strict):
    """``programme.yaml``: what a programme says of itself."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=100)]
    first_year: int = Field(ge=1900, le=2200)
    last_year: int = Field(ge=1900, le=2200)
    illustrative: bool = False
    texts: dict[TextName, PassportText]
    settings: ProgrammeSettings = ProgrammeSettings()
    parts: list[PartOfProgramme] = Field(default_factory=list)
    facts: list[Fact] = Field(default_factory=list)
    source_notes: list[Contradiction] = Field(default_factory=list)

    @model_validator(mode="after")
    def _fits_together(self) -> "ProgrammeFile":
        if self.first_year > self.last_year:
            raise broken("programme_years", first=self.first_year, last=self.last_year)
        if "name" not in self.texts:
            raise broken("field_missing", field="texts.name")
        if self.illustrative and "banner" not in self.texts:
            raise broken("programme_banner_missing")
        for codes in (
            [part.code for part in self.parts],
            [note.code for note in self.source_notes],
        ):
            _check_once(codes)
        _check_parents(self.parts)
        return self


class ImportOfFile(Strict):
    """One file of records; reports ``covers`` completely in ``districts`` (everywhere, when left
    out).
    """

    kind: str
    file: str
    covers: str | None = None
    districts: list[str] | None = None


class ImportsFile(Strict):
    """``imports.yaml``: files in the order in which they are loaded."""

    imports: list[ImportOfFile]


def read_passport(folder: Path) -> ProgrammeFile:
    """``programme.yaml`` of a folder, checked."""
    return _read(folder / PASSPORT, ProgrammeFile)


def read_imports(folder: Path) -> list[ImportOfFile]:
    """``imports.yaml`` of a folder, checked; a folder without it has no records."""
    path = folder / IMPORTS
    listed = _read(path, ImportsFile).imports if path.is_file() else []
    missing = [entry.file for entry in listed if not (folder / entry.file).is_file()]
    if missing:
        raise Refusal(
            Problem("programme_records_missing", {"missing": ", ".join(missing)}, file=IMPORTS)
        )
    return listed


def check_thresholds(thresholds: Mapping[str, str]) -> dict[Threshold, Decimal]:
    """Degrees as shares of the plan; refuses what ``programme.yaml`` could not say either."""
    try:
        return ProgrammeSettings.model_validate({"thresholds": thresholds}).thresholds
    except ValidationError as error:
        raise Refusal(
            each_once(_problem(detail, PASSPORT, ProgrammeSettings) for detail in error.errors())
        ) from error


def _read(path: Path, schema: type[File]) -> File:
    if not path.is_file():
        raise refuse("programme_file_missing", path=str(path), file=path.name)
    try:
        return schema.model_validate(load(text_of_file(path), path.name))
    except ValidationError as error:
        raise Refusal(
            each_once(_problem(detail, path.name, schema) for detail in error.errors())
        ) from error


def _problem(detail: Any, file: str, schema: type[BaseModel]) -> Problem:
    kind, steps = detail["type"], [str(step) for step in detail["loc"] if step != "[key]"]
    surrounding = model_at(schema, steps if kind == "model_type" else steps[:-1])
    if kind == "string_pattern_mismatch":
        rule = "programme_code_wrong"
    else:
        rule = (
            "field_words"
            if kind == "model_type" and surrounding is PassportText
            else rule_of(kind, "programme_field_wrong")
        )
    return problem(detail, file, steps, rule, surrounding)


def _check_once(codes: list[str]) -> None:
    for code in codes:
        if codes.count(code) > 1:
            raise broken("programme_code_twice", code=code)


def _check_parents(parts: list[PartOfProgramme]) -> None:
    """Parents come before their parts, so the tree has no circle."""
    earlier: set[str] = set()
    for part in parts:
        if part.parent is not None and part.parent not in earlier:
            raise broken("programme_unknown_parent", part=part.code, parent=part.parent)
        earlier.add(part.code)
