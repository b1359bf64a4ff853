"""A unit beside its number: «1 день», «4,3 дня», «5 дней», “1 unit”, “22 units”.

Units are words of the definitions, in any number of any noun: «дней», «человек», “people”. This is
the only place where one is put into the form that its number asks for.
"""

from decimal import Decimal

from babel.core import Locale

from dashboard.text.grammar import english, russian

LANGUAGES = {"ru": russian.agreeing, "en": english.agreeing}
SIGNS = ("%", "‰")
LONGEST = 80
"""Characters of a unit that is looked up; a longer one is no unit but a sentence, and stands as it
was written.
"""


def agreeing(unit: str, number: Decimal, language: str) -> str:
    """The unit as it stands after ``number``, whose decimals are those shown: 97.0 is a fraction,
    97 is none.
    """
    if len(unit) > LONGEST:
        return unit
    return LANGUAGES[language](unit, Locale.parse(language).plural_form(abs(number)))


def is_sign(unit: str) -> bool:
    """Whether a unit is a sign, which English writes onto its number: “54.2%”, «54,2 %»."""
    return unit.strip() in SIGNS
