"""Definitions proposed for publishing: read from their files, each once, without those that stand
already.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from data.refusals import Problem, Refusal
from indicators.definition import Definition, read_new


class ProposedDefinition(NamedTuple):
    """A definition to publish, as its file gives it."""

    file: str
    definition: Definition
    text: str


def proposals(
    texts: Iterable[tuple[str, str]], definitions: Iterable[Definition] = ()
) -> list[ProposedDefinition]:
    """What does not stand yet of (file name, YAML); refuses with the problems of all files
    together.
    """
    known = list(definitions)
    new = [proposal for proposal in _read(texts) if proposal.definition not in known]
    problems = [*_doubled(new)]
    if problems:
        raise Refusal(problems)
    return new


def files_of(proposed: Iterable[ProposedDefinition]) -> list[tuple[str, Definition]]:
    """The proposed definitions with the files they came from."""
    return [(proposal.file, proposal.definition) for proposal in proposed]


def _read(texts: Iterable[tuple[str, str]]) -> list[ProposedDefinition]:
    proposed, problems = [], []
    for file, text in texts:
        try:
            proposed.append(ProposedDefinition(file, read_new(text, file), text))
        except Refusal as refusal:
            problems += refusal.problems
    if problems:
        raise Refusal(problems)
    return proposed


def _doubled(new: list[ProposedDefinition]) -> Iterator[Problem]:
    """Two files that give the same: the second would be a version like the first."""
    for place, (file, definition, _text) in enumerate(new):
        first = next(
            (earlier.file for earlier in new[:place] if earlier.definition == definition), None
        )
        if first is not None:
            yield Problem("definition_doubled", {"code": definition.code, "first": first}, file)
