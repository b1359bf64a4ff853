"""A number with a percent sign: taken as it reads for an indicator in per cent, refused for any
other.
"""

import re

from data.imports.columns.batch import Batch
from data.imports.context.context import Context
from data.words.matching import visible

_SIGNS = re.compile(r"[%٪﹪％]")
_SIGN = re.compile(r"(?<=\d)\s*[%٪﹪％]\Z")
LONGEST = 60  # characters of a number with its sign


def without_sign(number: str) -> str:
    """The number of ``62,5 %``; any other text as it is."""
    return _SIGN.sub("", number) if len(number) <= LONGEST else number


def has_sign(number: str) -> bool:
    """Whether a number is followed by a percent sign."""
    return without_sign(number) != number


def refuse_percents(batch: Batch, context: Context) -> None:
    """Refuse values with a percent sign where the unit of their indicator is another."""
    values, indicators = batch.column("value"), batch.column("indicator")
    texts = batch.texts.get("value", ())
    # one look at all of them: most files have no such sign
    if not _SIGNS.search("".join(texts)):
        return
    for index, text in enumerate(texts):
        if has_sign(visible(text).strip()):
            code = indicators[index]
            if (
                code is not None
                and values[index] is not None
                and not context.is_in_percent(str(code))
            ):
                name, unit = context.name_of(str(code)), context.unit(str(code))
                batch.refuse(index, "value", "import_percent_unit", indicator=name, unit=unit)
