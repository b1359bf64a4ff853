"""The kinds of indicators, and which fields each needs and may have."""

from typing import Literal

Kind = Literal["count", "distinct", "sum", "average", "ratio", "formula", "observed"]

REQUIRED = {
    "count": {"measure"},
    "distinct": {"measure", "of"},
    "sum": {"measure", "amount"},
    "average": {"measure", "amount"},
    "ratio": {"numerator", "denominator"},
    "formula": {"formula"},
    "observed": {"combine"},
}
COMPUTING = {
    "measure",
    "filter",
    "of",
    "amount",
    "numerator",
    "denominator",
    "scale",
    "formula",
    "combine",
    "disaggregations",
}
ALLOWED = {
    "count": {"filter"},
    "distinct": {"filter"},
    "sum": {"filter"},
    "average": {"filter"},
    "ratio": {"scale"},
    "formula": set(),
    "observed": {"disaggregations"},
}
