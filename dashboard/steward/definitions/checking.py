"""What is wrong with a draft, and at which field of the form it is said."""

from collections.abc import Iterator

from dashboard.http import context
from dashboard.http.context import language
from dashboard.steward.definitions import disaggregations
from dashboard.steward.definitions.fields import LINES
from data.drafts.reading import Draft
from data.refusals import LONGEST, Problem, Refusal
from indicators.answers.facts import Facts
from indicators.answers.reader import ProgrammeReader
from indicators.definition import Definition, read_new
from indicators.definition.editing import fields_of
from indicators.impact.effect import with_new

AT = {
    "unknown_measure": "measure",
    "unknown_key": "of",
    "unknown_amount": "amount",
    "unknown_attribute": "filter",
    "filter_value_impossible": "filter",
    "filter_takes_values": "filter",
    "filter_takes_bounds": "filter",
    "filter_takes_days": "filter",
    "filter_only_empty": "filter",
    "filter_never_empty": "filter",
    "filter_values_overlap": "filter",
    "definition_band": "band.0",
    "definition_baseline_missing": "baseline.year",
    "definition_unit_contradicts": "unit.ru",
    "formula_cycle": "formula",
    "formula_unknown_code": "formula",
    "unknown_part": "part",
    "draft_of_another_code": "code",
    "draft_of_known_code": "code",
}
"""Where the rules are said that pydantic does not place."""
SIDES = ("numerator", "denominator")


def problems_of(facts: Facts, draft: Draft, text: str) -> list[Problem]:
    """Every broken rule: of the text by itself, then of the catalogue it would stand in."""
    try:
        definition = read_new(text)
        if problems := list(_code_problems(facts, draft, definition)):
            return problems
        with context.database().read() as session:
            parts = {part.code: part.names for part in facts.parts}
            with_new(ProgrammeReader(session, facts.code), [definition]).check(parts)
    except Refusal as refusal:
        return [_as_the_form_has_it(each, text) for each in refusal.problems]
    return []


def _as_the_form_has_it(problem: Problem, text: str) -> Problem:
    """What is typed as lines in the form is refused by its first line that says nothing, instead of
    how YAML would write it.
    """
    if problem.rule != "definition_field_disaggregations" or problem.field != LINES:
        return problem
    lines = fields_of(text).get(LINES)
    line = disaggregations.faulty_line(lines) if isinstance(lines, str) else ""
    return (
        Problem("disaggregation_line", {"line": line[:LONGEST]}, field=LINES) if line else problem
    )


def located_sentences(problems: list[Problem]) -> list[tuple[str, str, int | None]]:
    """Where, in words, and at which character of a formula, from 0."""
    return [(placed(each), each.sentence(language()), _character(each)) for each in problems]


def placed(problem: Problem) -> str:
    """The path of the field at which a problem is said; nothing for the text as a whole."""
    own = (
        AT.get(problem.rule) or (problem.params.get("key") if problem.field is None else None) or ""
    )
    if problem.field in SIDES and own:
        return f"{problem.field}.{own}"
    return problem.field or str(own)


def _code_problems(facts: Facts, draft: Draft, definition: Definition) -> Iterator[Problem]:
    if draft.based_on is not None and definition.code != draft.code:
        yield Problem(
            "draft_of_another_code",
            {"was": facts.catalogue.name_with_code(draft.code), "code": definition.code},
        )
    if draft.based_on is None and definition.code in facts.catalogue.versions:
        yield Problem(
            "draft_of_known_code", {"indicator": facts.catalogue.name_with_code(definition.code)}
        )


def _character(problem: Problem) -> int | None:
    position = problem.params.get("position")
    return int(position) - 1 if position is not None else None
