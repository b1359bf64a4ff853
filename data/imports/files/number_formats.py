"""What a number format of a workbook makes of the number in its cell: percent, thousands, nothing
at all.

A format has up to three sections for numbers (positive, negative, zero), divided by ``;``. What
stands in quotes, after a backslash or in brackets is a sign to be shown and does not change the
number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from data.imports.problems import InvalidValue

LONGEST = 255  # characters of a format, as spreadsheets have it
BUILT_IN = {9: "0%", 10: "0.00%", 17: "mmm-yy"}
"""The formats without a code of their own that show another number, or less of a date, than the
cell holds.
"""

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)(?:"|$) | \\(?P<escaped>.?) | [_*].?            # shown as it is; as wide as, filled with
    | \[\$(?P<currency>[^\]-]*)[^\]]*\]? | \[(?P<bracket>[^\]]*)\]?
    | (?P<general>general) | (?P<half>am/pm|a/p) | (?P<exponent>e[+-])
    | (?P<digit>[0#?])
    | (?P<mark>[,.]) | (?P<percent>%) | (?P<date>[ymdhsbge]) | (?P<end>;) | (?P<text>@) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SCALING = re.compile(r"d,+(?:\.|[^d,.]*$)")  # a comma after the last digit divides by a thousand
# a digit that is only shown, next to those of the number
_DIGITS_BESIDE = re.compile(r"d[,.]?n|n[,.]?d")
_UNIT = re.compile(r"тыс|млн|млрд|миллион|миллиард|thousand|mln|million|billion")
_NOTHING = frozenset(" -–—−0,.")


@dataclass(frozen=True)
class Section:
    """One part of a format.

    ``form`` has a letter a sign: ``d`` for a digit, ``n`` and ``x`` for what is only shown.
    """

    form: str = ""
    literal: str = ""
    dates: frozenset[str] = frozenset()
    percents: int = 0
    general: bool = False
    coloured: bool = False
    condition: bool = False

    @property
    def numeric(self) -> bool:
        return "d" in self.form or self.general

    @property
    def scales(self) -> bool:
        return _SCALING.search(self.form) is not None

    def fault(self, value: Decimal, *, negative: bool) -> str | None:
        """The rule for which a number cannot be taken as this section shows it; ``negative``: it is
        for those alone.
        """
        # a date is kept whole whatever of it is shown (docs/import-formats.md, What a cell of a
        # workbook shows)
        if self.dates:
            return None
        if not self.numeric:
            return (
                None
                if not value and self.literal and _NOTHING.issuperset(self.literal)
                else "import_format_hidden"
            )
        if self.scales:
            return "import_format_thousands"
        # «5 млн» shown of a cell that holds 5: nobody knows which of the two was meant
        if _UNIT.search(self.literal.casefold()):
            return "import_format_unit"
        if _DIGITS_BESIDE.search(self.form) or self.percents > 1:
            return "import_format_digits"
        # red or brackets tell of a minus as well as the sign does
        unsigned = negative and not self.coloured and not set("-−–(") & set(self.literal)
        return "import_format_sign" if unsigned else None


@dataclass(frozen=True)
class NumberFormat:
    """A format's code and its sections for numbers."""

    code: str
    sections: Sequence[Section]

    @property
    def ordinary(self) -> bool:
        """Whether it shows every number as it is, but for rounding, and every date to the day."""
        if any(each.condition or each.percents or self.dates_to for each in self.sections):
            return False
        # one of each section: a format that is right for all three is never looked at again
        signs = (Decimal(1), Decimal(-1), Decimal(0))
        return not any(
            section.fault(sign, negative=negative)
            for sign in signs
            for section, negative in self._of(sign)
        )

    @property
    def dates_to(self) -> str | None:
        """``month`` or ``year``, where a date is shown without its day."""
        dates = self.sections[0].dates
        if "y" not in dates or dates & set("dhs"):
            return None
        return "month" if "m" in dates else "year"

    def percent(self, value: Decimal) -> bool:
        """Whether the number is shown as a percentage; a ``Bad`` where it is shown as another
        number.
        """
        sections = self._of(value)
        faults = [section.fault(value, negative=negative) for section, negative in sections]
        percents = {section.percents for section, _ in sections}
        if any(faults) or len(percents) > 1:
            raise InvalidValue(next(filter(None, faults), "import_format_digits"), format=self.code)
        return percents == {1}

    def _of(self, value: Decimal) -> list[tuple[Section, bool]]:
        """The sections that may show a number, each with whether it is for negative numbers alone."""
        if any(section.condition for section in self.sections):
            return [(section, False) for section in self.sections]
        place = 0 if value > 0 else 1 if value < 0 else 2
        # a format without a section for it shows it by the first, with a minus of its own
        if place >= len(self.sections):
            return [(self.sections[0], False)]
        return [(self.sections[place], place == 1)]


@cache
def number_format(code: str) -> NumberFormat:
    """A format by its code."""
    parts: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code[:LONGEST]):
        if token.lastgroup == "end":
            parts.append([])
        else:
            parts[-1].append(token)
    # the fourth section, and one with @, are for texts
    numbers = [part for part in parts[:3] if not any(token["text"] for token in part)]
    return NumberFormat(code, [_section(part) for part in numbers] or [Section(general=True)])


def _section(tokens: Sequence[re.Match[str]]) -> Section:
    brackets = [token["bracket"].casefold() for token in tokens if token["bracket"] is not None]
    conditions = [inside for inside in brackets if inside[:1] in ("<", ">", "=")]
    # `[h]:mm` counts hours beyond a day, and is a duration
    elapsed = [inside[:1] for inside in brackets if inside and not inside.strip("hms")]
    literals = [_literal(token) for token in tokens]
    return Section(
        form="".join(
            _form(token, literal) for token, literal in zip(tokens, literals, strict=True)
        ),
        literal="".join(literals),
        dates=frozenset([token["date"].casefold() for token in tokens if token["date"]] + elapsed),
        percents=sum(1 for token in tokens if token["percent"]),
        general=any(token["general"] for token in tokens),
        coloured=len(brackets) > len(conditions) + len(elapsed),
        condition=bool(conditions),
    )


def _literal(token: re.Match[str]) -> str:
    return token["quoted"] or token["escaped"] or token["currency"] or token["other"] or ""


def _form(token: re.Match[str], literal: str) -> str:
    if token["digit"]:
        return "d"
    return token["mark"] or "".join("n" if sign.isdigit() else "x" for sign in literal)
