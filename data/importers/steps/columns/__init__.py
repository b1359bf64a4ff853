"""Columns a file may have: each says its name, its words, its format and the table's columns it fills."""

from data.importers.steps.columns.column import Column, Parsed, Parser, Value, Words, needed
from data.importers.steps.columns.days import calendar_day, day, period, population_day, record_day, year
from data.importers.steps.columns.known import district, districts, indicator, observed, organisation, part
from data.importers.steps.columns.plain import (
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
    "Parsed",
    "Parser",
    "Value",
    "Words",
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
    "text",
    "weight",
    "whole",
    "word",
    "year",
]
