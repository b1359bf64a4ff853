"""Arithmetic over indicators: ``+ - * / ( )``, ``min max abs round if_none``, carried exactly.

``faults`` says what is wrong and where, ``signs`` cuts a text into numbers, names and signs,
``grammar`` puts them together, ``evaluation`` computes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from data.refusals import Refusal
from indicators.formula.evaluation import evaluate
from indicators.formula.faults import LONGEST, Fault, of_indicator, pointed, too_long
from indicators.formula.grammar import FUNCTIONS, Node, Parse, read
from indicators.states import Outcome

__all__ = ["FUNCTIONS", "Fault", "Formula", "of_indicator", "parse", "pointed"]


@dataclass(frozen=True)
class Formula:
    """A readable formula; ``codes`` are the indicators it reads, ``places`` where each is first
    met, from 0.

    ``doubts`` are what a new formula may not say though it can be read: a comma that may be a
    decimal one, digits of ``round`` that are no whole number. A formula that was published before
    those rules keeps its meaning.
    """

    text: str
    tree: Node
    places: Mapping[str, int]
    doubts: tuple[Fault, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.places)

    def evaluate(self, inputs: Mapping[str, Outcome]) -> Outcome:
        """The formula's state and value over the answers of its inputs."""
        return evaluate(self.tree, inputs)


@lru_cache(1024)
def parse(text: str) -> Formula:
    """Read a formula; refuses what is not arithmetic and points at the character."""
    # before it is cut into pieces: what is outside is bounded before any work
    if len(text) > LONGEST:
        raise Refusal(too_long().problem(text))
    try:
        result: Parse = read(text)
    except Fault as fault:
        raise Refusal(fault.problem(text)) from fault
    # doubts are no refusal here: published formulas must be read for ever (ARCHITECTURE.md)
    return Formula(text, result.tree, result.places, tuple(result.doubts))
