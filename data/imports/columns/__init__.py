"""Columns a file may have: each says its name, its words, its format and the table's columns it
fills.
"""

from data.imports.columns.column import Column, Labels, Parsed, Parser, Value, needed
from data.imports.columns.days import calendar_day, day, period, population_day, record_day, year
from data.imports.columns.known import (
    district,
    districts,
    indicator,
    observed,
    organisation,
    part,
    snapshot,
)
from data.imports.columns.plain import (
    checked,
    flag,
    label,
    money,
    number,
    origin,
    printed,
    text,
    weight,
    whole,
    word,
)

__all__ = [
    "Column",
    "Labels",
    "Parsed",
    "Parser",
    "Value",
    "calendar_day",
    "checked",
    "day",
    "district",
    "districts",
    "flag",
    "indicator",
    "label",
    "money",
    "needed",
    "number",
    "observed",
    "organisation",
    "origin",
    "part",
    "period",
    "population_day",
    "printed",
    "record_day",
    "snapshot",
    "text",
    "weight",
    "whole",
    "word",
    "year",
]
