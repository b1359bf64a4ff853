"""The kinds of indicators, and which fields each needs and may have."""

from typing import Literal

Kind = Literal[
    "count",
    "distinct",
    "sum",
    "average",
    "min",
    "max",
    "median",
    "percentile",
    "ratio",
    "formula",
    "observed",
]
ORDERED = ("min", "max", "median", "percentile")
"""Order statistics of an amount: of its parts nobody can say what the whole's is."""

REQUIRED = {
    "count": {"measure"},
    "distinct": {"measure", "of"},
    "sum": {"measure", "amount"},
    "average": {"measure", "amount"},
    "min": {"measure", "amount"},
    "max": {"measure", "amount"},
    "median": {"measure", "amount"},
    "percentile": {"measure", "amount", "percent"},
    "ratio": {"numerator", "denominator"},
    "formula": {"formula"},
    "observed": {"combine"},
}
COMPUTING = {
    "measure",
    "filter",
    "of",
    "amount",
    "percent",
    "numerator",
    "denominator",
    "scale",
    "formula",
    "combine",
    "disaggregations",
}
ALLOWED: dict[str, set[str]] = {
    "count": {"filter"},
    "distinct": {"filter"},
    "sum": {"filter"},
    "average": {"filter"},
    **{kind: {"filter"} for kind in ORDERED},
    "ratio": {"scale"},
    "formula": set(),
    "observed": {"disaggregations"},
}
