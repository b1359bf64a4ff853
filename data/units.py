"""Units of indicators, as far as a computation must know them."""

import re

from data.words.matching import match_key

PERCENT = frozenset(("%", "процент", "процентов", "проц."))
"""How a unit of the first definitions says it."""
_PERCENT = re.compile(
    r"(?:в )?(?:%|процент(?:а|ы|ов|ах)?|проц\.?|per ?cent|percent)(?: (?:от|к|of|to)\b.*)?"
)
_SHARE = re.compile(r"дол[яи](?: единицы)?|коэф(?:фициент|\.)|share|fraction")
_COUNTED = re.compile(
    r"(?:ед|шт|чел|человек[а]?|люд(?:и|ей)|единиц[аы]?|штук[аи]?|гражд(?:ан|ане|анин)|жител(?:ь|я|и|ей)|нко|организаци[яий]|"
    r"мероприяти[еяй]|обращени[еяй]|проект(?:а|ы|ов)?|заяв(?:ка|ки|ок)|грант(?:а|ы|ов)?|раз(?:а)?|случа(?:й|я|ев))"
)


def is_percent(unit: str) -> bool:
    """Whether a unit, in Russian, is per cent; percentage points are none."""
    return _PERCENT.fullmatch(match_key(unit)) is not None


def is_share(unit: str) -> bool:
    """Whether it is a part of one, from 0 to 1."""
    return _SHARE.fullmatch(match_key(unit)) is not None


def whole_of(unit: str) -> int | None:
    """What all of something is in a unit of shares, in Russian: 100 per cent, or 1; else nothing."""
    if is_percent(unit):
        return 100
    return 1 if is_share(unit) else None


def is_counted(unit: str) -> bool:
    """Whether it is counted one by one, so that there is no half of it."""
    return _COUNTED.fullmatch(match_key(unit).rstrip(".")) is not None
