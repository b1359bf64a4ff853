"""Arithmetic over indicators: ``+ - * / ( )``, ``min max abs round if_none``, ``if`` with
comparisons, and what ``coverage share rank previous shift`` say of an indicator; carried exactly.

``faults`` says what is wrong and where, ``signs`` cuts a text into numbers, names and signs,
``grammar`` puts them together as a ``tree``, ``evaluation`` computes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from data.refusals import Refusal
from indicators.formula.evaluation import FormulaEvaluation
from indicators.formula.faults import LONGEST, Fault, of_indicator, pointed, too_long
from indicators.formula.functions import FUNCTIONS, PREVIOUS, RANK, SHARE, SHIFT
from indicators.formula.grammar import Parse, read
from indicators.formula.tree import LOGIC, Input, Node, nodes
from indicators.states import Outcome

WORDS = frozenset({*FUNCTIONS, *LOGIC})
"""What names no indicator where it stands before a bracket or between two conditions."""

__all__ = ["WORDS", "Fault", "Formula", "Input", "of_indicator", "parse", "pointed"]


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

    @cached_property
    def inputs(self) -> Mapping[str, Input]:
        """What is read of each indicator, by the keys of inputs."""
        return {node.key: node for node in nodes(self.tree, Input)}

    @property
    def elsewhere(self) -> Input | None:
        """The first input that is more than the number of its place and period."""
        return next((each for each in self.inputs.values() if each.function), None)

    @property
    def looks_back(self) -> bool:
        """Whether it reads earlier periods."""
        return any(each.function in (PREVIOUS, SHIFT) for each in self.inputs.values())

    @property
    def looks_around(self) -> bool:
        """Whether it reads other places."""
        return any(each.function in (SHARE, RANK) for each in self.inputs.values())

    def evaluate(self, inputs: Mapping[str, Outcome]) -> Outcome:
        """The formula's state and value over the answers of its inputs."""
        return self.evaluation(inputs)[0]

    def evaluation(self, inputs: Mapping[str, Outcome]) -> tuple[Outcome, tuple[str, ...]]:
        """The same, and the keys of the inputs that decide it: of the branches of a condition only
        the one that is taken.
        """
        evaluation = FormulaEvaluation(inputs)
        return evaluation.outcome(self.tree), tuple(evaluation.read)


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
