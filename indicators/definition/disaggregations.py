"""The disaggregations in which a definition's values are reported: their names, and those of their
values.
"""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from data.disaggregations import LONGEST, MOST, is_name
from data.markup.fields import Strict, broken
from data.words.matching import match_key
from indicators.definition.parts import Translations

MOST_VALUES = 500


def _as_text(code: Any) -> Any:
    """A number is a name too: YAML reads ``18`` as one."""
    return str(code) if isinstance(code, int | float) and not isinstance(code, bool) else code


def _named(code: str) -> str:
    if not is_name(code):
        raise broken("disaggregation_code", code=code[:LONGEST], longest=LONGEST)
    return code


Code = Annotated[str, BeforeValidator(_as_text), AfterValidator(_named)]


def _told_apart(named: dict[str, Translations | None]) -> None:
    """Refuse two codes one of whose names is the same for a reader."""
    owners: dict[str, str] = {}
    for code, words in named.items():
        for name in (code, *(filter(None, (words.ru, words.en)) if words else ())):
            owner = owners.setdefault(match_key(name), code)
            if owner != code:
                raise broken(
                    "disaggregation_name_twice", name=name[:LONGEST], one=owner, other=code
                )


def _values_told_apart(values: dict[str, Translations]) -> dict[str, Translations]:
    _told_apart(dict(values))
    return values


class Disaggregation(Strict):
    """One attribute: how readers know it, and the values that are reported, in the order in which
    they are shown.
    """

    name: Translations | None = None
    values: Annotated[
        dict[Code, Translations], Field(max_length=MOST_VALUES), AfterValidator(_values_told_apart)
    ] = Field(default_factory=dict)


def _attributes_told_apart(attributes: dict[str, Disaggregation]) -> dict[str, Disaggregation]:
    _told_apart({code: declaration.name for code, declaration in attributes.items()})
    return attributes


Disaggregations = Annotated[
    dict[Code, Disaggregation], Field(max_length=MOST), AfterValidator(_attributes_told_apart)
]
