"""The records of a mark as the document carries them: no empty columns, and the total in words."""

from typing import Any

from dashboard.report import Bar
from dashboard.text import formats
from dashboard.text.language import _, ngettext


def bar(mark: Bar) -> dict[str, Any]:
    """A bar as plain values."""
    filled = [
        place for place in range(len(mark.columns)) if any(row[place].text for row in mark.rows)
    ]
    return {
        "key": mark.key,
        "label": mark.label,
        "value": mark.value,
        "total": ngettext("{number} record", "{number} records", mark.total),
        "said": _count_text(mark),
        "columns": [mark.columns[place] for place in filled],
        "rows": [[row[place].text for place in filled] for row in mark.rows],
    }


def _count_text(bar: Bar) -> str:
    """How many of how many, where not all are here."""
    if len(bar.rows) == bar.total:
        return ""
    return _("the first {shown} of {total}; the rest need the connection").format(
        shown=formats.number(len(bar.rows)), total=formats.number(bar.total)
    )
