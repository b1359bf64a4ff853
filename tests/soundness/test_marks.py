"""Every mark, and when an answer carries it."""

import datetime

from indicators.engine.readings import MARKS
from tests.soundness.agreement import clock
from tests.soundness.towns import Town

VISITS = {"kind": "count", "measure": "consultations"}


def test_each_mark_says_its_own_thing(town: Town) -> None:
    with town.revision():
        town.define("visits", **VISITS)
        town.define("at_least", **VISITS, lower_bound=True)
        town.define("people", kind="sum", amount="people", measure="consultations")
        town.define("callers", kind="distinct", of="organisation", measure="consultations")
        town.define("broken", **VISITS, years="..2015")
        town.define("broken", **VISITS, years="2016..", filter={"topic": ["law"]})
        town.define("survey", kind="observed", combine={})
        town.cover("consultations", "2014..2015")
        for place in ("north", "south"):
            town.record("consultations", "2014", place, organisation_id=1, illustrative=True)
        town.record("consultations", "2016-05", "north", people=1)
        town.observe("survey", "2014", 30, stage="preliminary")
        town.target("survey", "2014", 3)
        town.observe("survey", "2015", 30)
        town.target("survey", "2016", 40, set_on=datetime.date(2016, 1, 1))
        town.target("survey", "2016", 20, set_on=datetime.date(2016, 6, 1))

    def marks(code: str, **question: object) -> tuple[str, ...]:
        return town.ask(code, on=clock("2030-01-01"), **question)[-1].marks

    of_2014 = {"years": (2014, 2014)}
    marks_of = {
        "illustrative": marks("visits", **of_2014),
        "lower_bound": marks("at_least", **of_2014),
        "null_amounts": marks("people", **of_2014),
        "not_additive": marks("callers", **of_2014),
        "break": marks("broken", by=()),
        "preliminary": marks("survey", **of_2014),
        "plan_error": marks("survey", **of_2014),
        "plan_below_actual": marks("survey", years=(2016, 2016)),
        "plan_lowered_late": marks("survey", years=(2016, 2016)),
        "approximate_date": marks("visits", by=("quarter",), **of_2014),
        "partial": marks("visits", years=(2016, 2016)),
    }
    assert set(marks_of) == set(MARKS)
    assert all(mark in names for mark, names in marks_of.items()), marks_of
    assert marks("visits", years=(2015, 2015)) == ()


def test_what_is_made_of_marked_inputs_is_marked(town: Town) -> None:
    town.define(
        "callers", kind="distinct", of="organisation", measure="consultations", lower_bound=True
    )
    town.define("twice", kind="formula", formula="callers * 2")
    town.define(
        "gain", kind="formula", formula="callers", change={"from": "previous", "as": "difference"}
    )
    town.cover("consultations", "2014..2015")
    for place in ("north", "south"):
        town.record("consultations", "2014-05", place, organisation_id=1, illustrative=True)
    assert town.year("callers", 2014).marks == ("illustrative", "lower_bound", "not_additive")
    assert town.year("twice", 2014).marks == ("illustrative", "lower_bound")
    assert town.year("gain", 2015).marks == ("illustrative", "lower_bound")
