"""Definitions proposed for publishing: read from their files, each once, without those that stand already."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from data.refusals import Problem, Refusal
from indicators.definition import Definition, read_new


class Proposal(NamedTuple):
    """A definition to publish, as its file gives it."""

    file: str
    definition: Definition
    text: str


def proposals(texts: Iterable[tuple[str, str]], standing: Iterable[Definition] = ()) -> list[Proposal]:
    """What does not stand yet of (file name, YAML); refuses with the problems of all files together."""
    known = list(standing)
    new = [proposal for proposal in _read(texts) if proposal.definition not in known]
    problems = [*_doubled(new)]
    if problems:
        raise Refusal(problems)
    return new


def files_of(proposed: Iterable[Proposal]) -> list[tuple[str, Definition]]:
    """The proposed definitions with the files they came from."""
    return [(proposal.file, proposal.definition) for proposal in proposed]


def _read(texts: Iterable[tuple[str, str]]) -> list[Proposal]:
    made, problems = [], []
    for file, text in texts:
        try:
            made.append(Proposal(file, read_new(text, file), text))
        except Refusal as refusal:
            problems += refusal.problems
    if problems:
        raise Refusal(problems)
    return made


def _doubled(new: list[Proposal]) -> Iterator[Problem]:
    """Two files that give the same: the second would be a version like the first."""
    for place, (file, definition, _text) in enumerate(new):
        first = next((earlier.file for earlier in new[:place] if earlier.definition == definition), None)
        if first is not None:
            yield Problem("definition_doubled", {"code": definition.code, "first": first}, file)
