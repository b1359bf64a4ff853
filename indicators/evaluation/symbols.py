"""A step's formula in the symbols of its act, and with the values put into it."""

import re
from collections.abc import Callable, Mapping

from indicators.evaluation.inputs import INPUTS
from indicators.evaluation.methodology import PART, Methodology, Step
from indicators.formula import WORDS

_CODE = re.compile(r"[a-z][a-z0-9_]*")
SIGNS = {"*": "·", "/": "÷", "-": "−"}


def symbols(methodology: Methodology, level: str) -> Mapping[str, str]:
    """What the act calls each code that formulas of a level read."""
    return {
        **{code: each.symbol for code, each in INPUTS.items()},
        **{code: weight.symbol for code, weight in methodology.weights.items()},
        **{step.code: step.symbol for step in methodology.at(level)},
    }


def in_symbols(methodology: Methodology, level: str, step: Step) -> str:
    """``СРм = Мв ÷ М``."""
    if step.parts is not None:
        part = symbols(methodology, PART)[step.parts.of]
        return f"{step.symbol} = Σ ({part} · k), k = Ф ÷ ΣФ"
    names = symbols(methodology, level)
    return f"{step.symbol} = {right_side(step, lambda code: names.get(code, code))}"


def right_side(step: Step, write: Callable[[str], str]) -> str:
    """The right side of a step, each code written by ``write``: as a symbol, or as its value."""
    if step.formula is not None:
        text = _CODE.sub(lambda match: _word(match[0], write), step.formula)
        return " ".join(SIGNS.get(piece, piece) for piece in text.split(" "))
    if step.table is not None:
        rows = "; ".join(f"≤ {limit} → {value}" for limit, value in step.table.rows)
        return f"{write(step.table.of)}: {rows}; → {step.table.otherwise}"
    return step.symbol


def _word(code: str, write: Callable[[str], str]) -> str:
    """A code as it is to be written; the names of functions stay."""
    return code if code in WORDS else write(code)
