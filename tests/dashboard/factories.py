"""Small answers and definitions: a test says only what it is about."""

from decimal import Decimal
from typing import Any

from indicators.answers.answer import Answer
from indicators.definition import Definition


def answer(value: Any = None, **fields: Any) -> Answer:
    """An answer about 2016 and the whole territory, with what is said of it."""
    number = None if value is None else Decimal(str(value))
    plain: dict[str, Any] = {
        "programme": "town",
        "indicator": "visits",
        "district": None,
        "period": "2016",
        "value": number,
        "numerator": None,
        "denominator": None,
        "records": None,
        "state": "value" if value is not None else "no_data",
        "coverage": 1.0,
        "plan": None,
        "degree_raw": None,
        "degree": None,
        "status": None,
        "definition_version": 1,
        "revision": 1,
        "marks": (),
        "source": None,
        "due_on": None,
    }
    planned = fields.get("plan")
    return Answer(**plain | {"judged_by": () if planned is None else (Decimal(planned),)} | fields)


def definition(**fields: Any) -> Definition:
    """A count of consultations, with what is said of it."""
    words = {
        "code": "visits",
        "name": {"ru": "Визиты", "en": "Visits"},
        "unit": {"ru": "ед.", "en": "units"},
    }
    kind = {} if "kind" in fields else {"kind": "count", "measure": "consultations"}
    return Definition.model_validate(words | kind | fields)
