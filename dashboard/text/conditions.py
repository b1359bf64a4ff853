"""What a filter accepts of a field of records, in the reader's language."""

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from dashboard.text import formats
from dashboard.text.language import _
from indicators.definition import FilterCondition


def condition_text(accepted: Any, value_name: Callable[[Any], str]) -> str:
    """A list of values, or a condition, in words; ``value_name`` gives the word of a value, of
    ``None`` too.
    """
    if not isinstance(accepted, FilterCondition):
        return ", ".join(map(value_name, accepted))
    parts = [*map(value_name, accepted.values), *_bounds(accepted)]
    if accepted.empty:
        parts.append(_("not stated"))
    return ", ".join(parts) or _("stated")


def _bounds(accepted: FilterCondition) -> Iterator[str]:
    match accepted.min, accepted.max:
        case Decimal() as low, Decimal() as high:
            yield _("from {first} to {last}").format(
                first=formats.plain(low), last=formats.plain(high)
            )
        case Decimal() as low, None:
            yield _("{number} or more").format(number=formats.plain(low))
        case None, Decimal() as high:
            yield _("{number} or less").format(number=formats.plain(high))
    match accepted.since, accepted.until:
        case datetime.date() as since, datetime.date() as until:
            yield f"{formats.short_date(since)} – {formats.short_date(until)}"
        case datetime.date() as since, None:
            yield _("{day} or later").format(day=formats.short_date(since))
        case None, datetime.date() as until:
            yield _("{day} or earlier").format(day=formats.short_date(until))
