"""Formulas of before, which were read as Python reads arithmetic, are readable for ever and say the
same.
"""

import ast
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.refusals import Refusal
from indicators.formula import parse
from indicators.formula.functions import FORMER
from indicators.formula.tree import NEGATIVE, Input, Literal, Node
from tests.depth import examples

OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
CODES = ("a", "events", "x_1")

Tree = Fraction | str | tuple[object, ...]


class NoFormula(ValueError):
    """A text that was never a formula."""


def former(text: str) -> Tree:
    """A formula as it was read before: as Python's own expression, of a few kinds of node alone."""
    try:
        return _former(ast.parse(text.replace("\n", " ").lstrip(), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NoFormula from error


def _former(node: ast.expr) -> Tree:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            return OPERATORS[type(op)], _former(left), _former(right)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return NEGATIVE, _former(operand)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _former(operand)
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FORMER:
            least, most = FORMER[name]
            if least <= len(arguments) and (most is None or len(arguments) <= most):
                return name, *map(_former, arguments)
        case ast.Constant(value=int() | float() as number) if (
            not isinstance(number, bool) and number <= 10**15
        ):
            return Fraction(str(number))
        case ast.Name(id=name) if name in CODES:  # no other could be published
            return name
    raise NoFormula


def today(node: Node) -> Tree:
    if isinstance(node, Literal):
        return Fraction(str(float(node.value))) if node.value.denominator > 1 else node.value
    return node.code if isinstance(node, Input) else (node.function, *map(today, node.operands))


PIECES = st.sampled_from(
    [*CODES, "ａ", "ｅvents", *FORMER, "ｍin", "(min)", "((abs))", "0x1F", "0X_ff", "0o17", "0b101", "1_000", "0.5",
     ".5", "5.", "1e3", "1e1_0", "1E-400", "12", "00", "(", ")", "(", ")", ",", ",", "+", "-", "*", "/", "#",
     "# note (", "\n", " ", "\t", "**", "//", "x", "\\", "'", "="]
)  # fmt: skip
CALLS = st.sampled_from(
    [
        "min({},{})",
        "max({}, {},)",
        "(min)({}, {})",
        "round({}, {})",
        "if_none({},{} )",
        "(({})-({}))",
    ]
)


def formulas() -> st.SearchStrategy[str]:
    """Texts that are mostly formulas, in every way in which they could be written."""
    leaves = st.sampled_from(
        [*CODES, "ａ", "0x1F", "0b1_0", "1_000.5", ".5", "5.", "1e3", "- -a", "+ .5e1_0"]
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(
                "{}{}{}".format, inner, st.sampled_from(["+", " - ", "*", "/", "\n*\n"]), inner
            ),
            st.builds(lambda shape, left, right: shape.format(left, right), CALLS, inner, inner),
            st.builds("-({})".format, inner),
        ),
    ).flatmap(
        lambda text: st.sampled_from([text, f"  {text}\n", f"{text} # a note, (", f"{text}#x\n+ a"])
    )


@settings(max_examples=examples(400, 10_000), deadline=None)
@given(
    st.one_of(
        formulas(),
        st.lists(PIECES, max_size=14).map("".join),
        st.lists(PIECES, max_size=9).map(" ".join),
    )
)
@example("min(a, events,)")
@example("(min)(a, events) # twice")
@example("-(" * 150 + "a" + ")" * 150)
@example("0x1F * a")
@example("a#\n+ events")
def test_what_could_be_read_reads_the_same(text: str) -> None:
    try:
        expected = former(text)
    except NoFormula:
        return
    assert today(parse(text).tree) == expected


@pytest.mark.parametrize(
    ("text", "rule", "position"),
    [
        ("a * 0x1F", "formula_radix", 5),
        ("a + 1 # a note", "formula_note", 7),
        ("(a # a note\n + 1)", "formula_note", 4),
        ("min(a, 1,)", "formula_comma_last", 9),
        ("(min)(a, 1)", "formula_function_bare", 2),
        ("ａ + 1", "formula_letter", 1),
        ("a + 1e-400", "formula_number", 5),
        (f"a + 1e-{'4' * 30}", "formula_number", 5),
    ],
)
def test_what_only_formulas_of_before_say_is_not_published_anew(
    text: str, rule: str, position: int
) -> None:
    (doubt,) = parse(text).doubts
    problem = doubt.problem(text)
    assert (problem.rule, problem.params["position"]) == (rule, position)
    assert all("▸" in problem.sentence(language) for language in ("ru", "en"))


@pytest.mark.parametrize(
    "text", ["# note", "min(,)", "0x", "(a # note", "(min)", "1e999 * a", f"1e{'4' * 30} * a"]
)
def test_what_was_none_is_none(text: str) -> None:
    with pytest.raises(Refusal):
        parse(text)
