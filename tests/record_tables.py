"""The tables of the kinds of records that ship, as their kinds make them."""

from typing import Any

from data.imports import kind_of
from data.tables import classes

Consultation: Any = kind_of("consultations").table
Event: Any = kind_of("events").table
EventDistrict: Any = next(each for each in classes() if each.__tablename__ == "event_district")
Grant: Any = kind_of("grants").table
Initiative: Any = kind_of("initiatives").table
LegalAct: Any = kind_of("legal_acts").table
Publication: Any = kind_of("publications").table
Support: Any = kind_of("supports").table
