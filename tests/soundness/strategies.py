"""Made-up programmes: definitions of every kind, and records with everything that records lack."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from tests.soundness.towns import CUTS, TREE, Town

YEARS = (2014, 2015, 2016)
KINDS = ("consultations", "events", "supports", "grants")
PLACES = ("port", "dock", "pier", "hill", "field")
LEAVES = ("dock", "pier", "hill", "field")
LAW = {"topic": ["law"]}
CONSULTATIONS = {"measure": "consultations"}
VISITS = {"kind": "count", **CONSULTATIONS}

DEFINITIONS: dict[str, list[dict[str, Any]]] = {
    "visits": [VISITS],
    "law_visits": [{**VISITS, "filter": LAW, "due_days": 90}],
    "callers": [{"kind": "distinct", "of": "organisation", **CONSULTATIONS}],
    "callers_ever": [
        {"kind": "distinct", "of": "organisation", **CONSULTATIONS, "accumulate": "to_date"}
    ],
    "visits_ever": [{**VISITS, "accumulate": "to_date"}],
    "people": [{"kind": "sum", "amount": "people", **CONSULTATIONS, "lower_bound": True}],
    "days": [{"kind": "average", "amount": "days", **CONSULTATIONS, "direction": "decrease"}],
    "days_ever": [{"kind": "average", "amount": "days", **CONSULTATIONS, "accumulate": "to_date"}],
    "median_days": [{"kind": "median", "amount": "days", **CONSULTATIONS, "direction": "decrease"}],
    "least_people_ever": [
        {"kind": "min", "amount": "people", **CONSULTATIONS, "accumulate": "to_date"}
    ],
    "most_money": [{"kind": "max", "amount": "amount", "measure": "supports"}],
    "ninth_of_ten": [
        {"kind": "percentile", "percent": 87.5, "amount": "amount", "measure": "supports"}
    ],
    "median_guests": [{"kind": "median", "amount": "participants", "measure": "events"}],
    "median_guests_ever": [
        {
            "kind": "median",
            "amount": "participants",
            "measure": "events",
            "accumulate": "to_date",
            "filter": {"participants": {"min": 1}},
        }
    ],
    "median_to_mean": [
        {
            "kind": "ratio",
            "numerator": {"kind": "median", "amount": "days", **CONSULTATIONS},
            "denominator": {"kind": "average", "amount": "days", **CONSULTATIONS},
        }
    ],
    "median_growth": [
        {
            "kind": "median",
            "amount": "days",
            **CONSULTATIONS,
            "change": {"from": "previous", "as": "difference"},
        }
    ],
    "money": [{"kind": "sum", "amount": "amount", "measure": "supports"}],
    "mean_money": [
        {
            "kind": "average",
            "amount": "amount",
            "measure": "supports",
            "filter": {"form": ["financial"]},
        }
    ],
    "large_parties": [{**VISITS, "filter": {"people": {"min": 1.5, "max": 6}}}],
    "spring_people": [
        {
            "kind": "sum",
            "amount": "people",
            **CONSULTATIONS,
            "filter": {"date": {"since": "2014-03-15", "until": "2015-06-30"}},
        }
    ],
    "law_or_nothing": [{**VISITS, "filter": {"topic": {"values": ["law"], "empty": True}}}],
    "unnamed_ever": [
        {**VISITS, "filter": {"organisation": {"empty": True}}, "accumulate": "to_date"}
    ],
    "of_hill": [{**VISITS, "filter": {"organisation_district": ["hill"]}}],
    "sporting": [
        {
            "kind": "sum",
            "amount": "participants",
            "measure": "events",
            "filter": {"organisation_activities": {"values": ["sport"], "empty": True}},
        }
    ],
    "of_first_support": [{**VISITS, "filter": {"organisation_first_supported": [True]}}],
    "newly_supported": [
        {
            "kind": "distinct",
            "of": "organisation",
            "measure": "supports",
            "filter": {"organisation_first_supported": [True]},
        }
    ],
    "known_winners": [
        {
            "kind": "sum",
            "amount": "awarded",
            "measure": "grant_awards",
            "filter": {"organisation_first_supported": {"values": [False], "empty": True}},
            "accumulate": "to_date",
        }
    ],
    "named_share": [
        {
            "kind": "ratio",
            "numerator": {**VISITS, "filter": {"organisation": {"empty": False}}},
            "denominator": {**VISITS, "filter": {"people": {"min": 1, "empty": True}}},
        }
    ],
    "large_supports": [
        {"kind": "count", "measure": "supports", "filter": {"amount": {"min": 5000.005}}}
    ],
    "decided_in_time": [
        {
            "kind": "count",
            "measure": "grant_applications",
            "filter": {"decided_on": {"until": "2015-11-30"}},
        }
    ],
    "events": [{"kind": "count", "measure": "events"}],
    "large_events": [
        {
            "kind": "distinct",
            "of": "organisation",
            "measure": "events",
            "filter": {"participants": {"max": 4}},
        }
    ],
    "guests": [{"kind": "sum", "amount": "participants", "measure": "events"}],
    "mean_guests": [{"kind": "average", "amount": "participants", "measure": "events"}],
    "hosts": [{"kind": "distinct", "of": "organisation", "measure": "events"}],
    "hosts_ever": [
        {"kind": "distinct", "of": "organisation", "measure": "events", "accumulate": "to_date"}
    ],
    "applications": [{"kind": "count", "measure": "grant_applications"}],
    "awarded": [{"kind": "sum", "amount": "awarded", "measure": "grant_awards"}],
    "winners_ever": [
        {
            "kind": "distinct",
            "of": "organisation",
            "measure": "grant_awards",
            "accumulate": "to_date",
        }
    ],
    "reports": [{"kind": "count", "measure": "grant_reports"}],
    "law_share": [
        {
            "kind": "ratio",
            "numerator": {**VISITS, "filter": LAW},
            "denominator": VISITS,
            "scale": 100,
        },
    ],
    "law_share_ever": [
        {
            "kind": "ratio",
            "numerator": {**VISITS, "filter": LAW},
            "denominator": {"kind": "distinct", "of": "organisation", **CONSULTATIONS},
            "accumulate": "to_date",
        },
    ],
    "winning": [
        {
            "kind": "ratio",
            "numerator": {"kind": "count", "measure": "grant_awards"},
            "denominator": {"indicator": "applications"},
            "scale": 100,
        },
    ],
    "referred": [
        {
            "kind": "ratio",
            "numerator": {"indicator": "law_visits"},
            "denominator": {"indicator": "visits"},
        }
    ],
    "this_of_ever": [
        {"kind": "ratio", "numerator": VISITS, "denominator": {"indicator": "visits_ever"}}
    ],
    "per_caller": [{"kind": "formula", "formula": "visits / callers * 10"}],
    "mixed": [
        {
            "kind": "formula",
            "formula": "if_none(law_share, 0) + round(days, 1) - min(visits, events)",
        }
    ],
    "forgiving": [
        {"kind": "formula", "formula": "if_none(survey, 0) + if_none(money, 1)", "due_days": 10}
    ],
    "patient": [{"kind": "formula", "formula": "law_visits + events", "due_days": 5}],
    "planned": [{**VISITS, "targets": "life"}],
    "visits_rolling": [{**VISITS, "window": {"months": 12}}],
    "callers_rolling": [
        {"kind": "distinct", "of": "organisation", **CONSULTATIONS, "window": {"months": 18}}
    ],
    "hosts_rolling": [
        {"kind": "distinct", "of": "organisation", "measure": "events", "window": {"months": 12}}
    ],
    "days_rolling": [
        {"kind": "average", "amount": "days", **CONSULTATIONS, "window": {"months": 30}}
    ],
    "median_days_rolling": [
        {"kind": "median", "amount": "days", **CONSULTATIONS, "window": {"months": 17}}
    ],
    "money_rolling": [
        {
            "kind": "sum",
            "amount": "amount",
            "measure": "supports",
            "window": {"months": 12},
            "change": {"from": "previous", "as": "difference"},
        }
    ],
    "people_left": [{"kind": "sum", "amount": "people", **CONSULTATIONS, "balance": "last"}],
    "money_left": [
        {
            "kind": "sum",
            "amount": "amount",
            "measure": "supports",
            "filter": {"form": ["financial"]},
            "balance": "last",
            "change": {"from": "previous", "as": "difference"},
        }
    ],
    "left_per_resident": [
        {
            "kind": "sum",
            "amount": "days",
            **CONSULTATIONS,
            "balance": "last",
            "per": {"residents": 1000},
        }
    ],
    "law_share_rolling": [
        {
            "kind": "ratio",
            "numerator": {**VISITS, "filter": LAW},
            "denominator": {"kind": "distinct", "of": "organisation", **CONSULTATIONS},
            "window": {"months": 24},
            "years": "2015..",
        },
    ],
    "rolling_of_ever": [
        {
            "kind": "ratio",
            "numerator": {"indicator": "visits_rolling"},
            "denominator": {"indicator": "visits_ever"},
        }
    ],
    "rolling_of_law": [
        {
            "kind": "ratio",
            "numerator": {"indicator": "visits_rolling"},
            "denominator": {"indicator": "law_visits"},
        }
    ],
    "chosen": [
        {
            "kind": "formula",
            "formula": "if(visits > 2 and not(law_visits = 0) or survey <= 1, survey, days)",
        }
    ],
    "careful": [
        {"kind": "formula", "formula": "if(coverage(visits) >= 0.5, visits, if_none(money, -1))"}
    ],
    "reach": [{"kind": "formula", "formula": "coverage(days) * 100"}],
    "part": [{"kind": "formula", "formula": "share(callers) * 100 - if_none(share(survey), 0)"}],
    "standing": [{"kind": "formula", "formula": "if_none(rank(days), 0) + rank(visits) / 100"}],
    "earlier": [{"kind": "formula", "formula": "visits - previous(visits)"}],
    "earlier_quarter": [{"kind": "formula", "formula": "visits - shift(visits, 2)"}],
    "earlier_ever": [{"kind": "formula", "formula": "visits_ever - shift(changing, 14)"}],
    "dense": [{**VISITS, "per": {"residents": 1000}}],
    "growth": [{**VISITS, "change": {"from": "previous", "as": "percent"}}],
    "gain": [
        {
            "kind": "distinct",
            "of": "organisation",
            **CONSULTATIONS,
            "change": {"from": "previous", "as": "difference"},
        }
    ],
    "from_base": [
        {**VISITS, "change": {"from": "base", "as": "percent"}, "baseline": {"year": 2014}}
    ],
    "from_stated": [
        {
            **VISITS,
            "change": {"from": "base", "as": "difference"},
            "baseline": {"year": 2013, "value": 2},
        }
    ],
    "dense_growth": [
        {**VISITS, "per": {"residents": 100}, "change": {"from": "previous", "as": "difference"}}
    ],
    "share_growth": [
        {
            "kind": "ratio",
            "numerator": {"indicator": "law_visits"},
            "denominator": {"indicator": "events"},
            "change": {"from": "previous", "as": "difference"},
        },
    ],
    "changing": [{**VISITS, "years": "..2014"}, {**VISITS, "filter": LAW, "years": "2015.."}],
    "changing_ever": [
        {**VISITS, "years": "..2015", "accumulate": "to_date"},
        {**VISITS, "filter": LAW, "years": "2016..", "accumulate": "to_date"},
    ],
    "late": [{**VISITS, "years": "2015.."}],
    "with_late": [{"kind": "formula", "formula": "late + changing"}],
    "superseded": [VISITS, {**VISITS, "filter": {"topic": ["other", "law"]}}],
    "survey": [{"kind": "observed", "combine": {"places": "mean", "periods": "last"}}],
    "reported": [{"kind": "observed", "combine": {"places": "sum", "periods": "sum"}}],
    "weighed": [
        {"kind": "observed", "combine": {"places": "weighted_mean", "periods": "weighted_mean"}}
    ],
    "printed": [{"kind": "observed", "combine": {}}],
    "steady": [{**VISITS, "direction": "keep", "band": [1, 3]}],
}
OBSERVED = ("survey", "reported", "weighed", "printed")
NEEDS = {
    "winning": ("applications",),
    "referred": ("visits", "law_visits"),
    "this_of_ever": ("visits_ever",),
    "per_caller": ("visits", "callers"),
    "mixed": ("law_share", "days", "visits", "events"),
    "forgiving": ("survey", "money"),
    "patient": ("law_visits", "events"),
    "share_growth": ("law_visits", "events"),
    "rolling_of_ever": ("visits_rolling", "visits_ever"),
    "rolling_of_law": ("visits_rolling", "law_visits"),
    "chosen": ("visits", "law_visits", "survey", "days"),
    "careful": ("visits", "money"),
    "reach": ("days",),
    "part": ("callers", "survey"),
    "standing": ("days", "visits"),
    "earlier": ("visits",),
    "earlier_quarter": ("visits",),
    "earlier_ever": ("visits_ever", "changing"),
    "with_late": ("late", "changing"),
}

Deed = Callable[[Town], None]


@dataclass(frozen=True)
class Story:
    """What a town says of itself, and what then happened to it, revision after revision."""

    codes: tuple[str, ...]
    first: list[tuple[str, tuple[Any, ...], dict[str, Any]]]
    later: list[list[tuple[str, tuple[Any, ...], dict[str, Any]]]]

    def begin(self, town: Town) -> None:
        """The programme with its definitions and what was known at first, in one revision."""
        with town.revision():
            for code in self.codes:
                for number, definition in enumerate(DEFINITIONS[code], start=1):
                    town.define(
                        code, **definition, description={"ru": str(number), "en": str(number)}
                    )
            self.apply(town, self.first)

    @staticmethod
    def apply(town: Town, deeds: list[tuple[str, tuple[Any, ...], dict[str, Any]]]) -> None:
        for name, arguments, columns in deeds:
            getattr(town, name)(*arguments, **columns)


@st.composite
def dates(draw: st.DrawFn) -> str:
    """A date known to the day, the month or the year only."""
    year, month, day = (
        draw(st.sampled_from(YEARS)),
        draw(st.integers(1, 12)),
        draw(st.integers(1, 28)),
    )
    text = f"{year}-{month:02}-{day:02}"
    return text[: draw(st.sampled_from([10, 10, 7, 4]))]


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


ORGANISATIONS = maybe(st.integers(1, 4))
MONEYS = maybe(st.integers(0, 10**7).map(lambda kopecks: f"{kopecks // 100}.{kopecks % 100:02}"))
NUMBERS = maybe(st.integers(0, 9))
COMMON = {
    "organisation_id": ORGANISATIONS,
    "illustrative": st.sampled_from([False, False, False, True]),
}


@st.composite
def recorded(draw: st.DrawFn, kind: str) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
    """One record of a kind."""
    date, common = draw(dates()), draw(st.fixed_dictionaries(COMMON))
    most = 3 if kind == "events" else 1
    places = draw(st.lists(st.sampled_from(PLACES), max_size=most, unique=True))
    return "record", (kind, date, *places), common | draw(OF_KIND[kind])


OF_KIND: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "consultations": st.fixed_dictionaries(
        {"topic": maybe(st.sampled_from(["law", "other"])), "people": NUMBERS, "days": NUMBERS}
    ),
    "events": st.fixed_dictionaries({"participants": NUMBERS}),
    "supports": st.fixed_dictionaries(
        {"amount": MONEYS, "form": st.sampled_from(["financial", "property"])}
    ),
    "grants": st.fixed_dictionaries(
        {"decision": st.sampled_from(["awarded", "awarded", "refused"]), "awarded": MONEYS},
        optional={"decided_on": dates(), "reported_on": dates()},
    ),
}


@st.composite
def registered(draw: st.DrawFn) -> list[tuple[str, tuple[Any, ...], dict[str, Any]]]:
    """Some of the organisations that records name are in the register."""
    words = st.fixed_dictionaries(
        {
            "district": maybe(st.sampled_from(["hill", "dock"])),
            "activities": maybe(st.sampled_from(["sport", "boats"])),
        }
    )
    numbers = draw(st.lists(st.integers(1, 3), unique=True))
    return [("register", (number,), draw(words)) for number in numbers]


@st.composite
def covered(draw: st.DrawFn, kind: str) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
    """Some districts and months of a kind have been reported."""
    period = draw(
        st.sampled_from(
            ["2014..2016", "2014..2016", "2014..2015", "2015", "2016-Q1", "2014-05", "2016-H1"]
        )
    )
    districts = draw(st.none() | st.lists(st.sampled_from(LEAVES), min_size=1, unique=True))
    illustrative = draw(st.sampled_from([False, False, False, True]))
    return "cover", (kind, period), {"districts": districts, "illustrative": illustrative}


LABELS = ("2014", "2015", "2016", "2015-H1", "2015-Q1", "2015-Q2", "2015-05", "2014..2016")


@st.composite
def reports(draw: st.DrawFn, code: str) -> list[tuple[str, tuple[Any, ...], dict[str, Any]]]:
    """Observations of one indicator, at most one of each place, period, part and stage."""
    where = st.tuples(
        st.sampled_from((*LABELS[:-1], "2013")),
        st.sampled_from([None, "left", *PLACES]),
        st.sampled_from(["", "", "sex=f", "sex=m"]),
        st.sampled_from(["preliminary", "refined"]),
    )
    weights = (
        st.sampled_from([1, 2, 3])
        if code == "weighed" and draw(st.booleans())
        else maybe(st.integers(0, 3))
    )
    rows = draw(
        st.lists(
            st.tuples(where, maybe(st.integers(-2, 9)), weights),
            max_size=9,
            unique_by=lambda one: one[0],
        )
    )
    return [
        ("observe", (code, period, value, district), {"by": by, "stage": stage, "weight": weight})
        for (period, district, by, stage), value, weight in rows
    ]


@st.composite
def targets(
    draw: st.DrawFn, codes: tuple[str, ...]
) -> list[tuple[str, tuple[Any, ...], dict[str, Any]]]:
    where = st.tuples(
        st.sampled_from(codes),
        st.sampled_from(LABELS),
        st.sampled_from([None, None, "hill", "left"]),
    )
    values = st.sampled_from([None, -1, 0, 1, 2, 3, "0.5", 10])
    plans = draw(st.lists(st.tuples(where, values), max_size=8, unique_by=lambda one: one[0]))
    if "planned" in codes:
        # every year has one, so that they may add up
        years = [(("planned", str(year), None), draw(values)) for year in YEARS]
        plans = [*dict(years + [plan for plan in plans if plan[0][1] != "2014..2016"]).items()]
    return [
        ("target", (code, period, value, district), {}) for (code, period, district), value in plans
    ]


@st.composite
def populations(draw: st.DrawFn) -> list[tuple[str, tuple[Any, ...], dict[str, Any]]]:
    places = st.sampled_from([None, *PLACES, "left"])
    days = st.sampled_from(["2014-01-01", "2015-01-01", "2015-07-01", "2016-02-02"])
    residents = draw(st.lists(st.tuples(places, days), max_size=8, unique=True))
    return [("population", (draw(st.integers(0, 9)), day, place), {}) for place, day in residents]


@st.composite
def stories(draw: st.DrawFn, *, revisions: int = 0, most: int = 6) -> Story:
    """A town's definitions, records and reports, and some later revisions of records and coverage."""
    chosen_codes = draw(
        st.lists(st.sampled_from(sorted(DEFINITIONS)), min_size=1, max_size=most, unique=True)
    )
    needed = [need for code in chosen_codes for need in NEEDS.get(code, ())]
    codes = tuple(dict.fromkeys([*needed, *chosen_codes]))
    kinds = _kinds(codes)
    first: list[Any] = draw(registered()) if {"of_hill", "sporting"} & {*codes} else []
    for kind in kinds:
        first += draw(st.lists(recorded(kind), max_size=9)) + draw(
            st.lists(covered(kind), max_size=3)
        )
    for code in set(OBSERVED).intersection(codes):
        first += draw(reports(code))
    first += draw(targets(codes)) + (draw(populations()) if "dense" in " ".join(codes) else [])
    more = st.sampled_from(kinds or ("events",)).flatmap(
        lambda kind: recorded(kind) | covered(kind)
    )
    return Story(
        codes, first, [draw(st.lists(more, min_size=1, max_size=3)) for _ in range(revisions)]
    )


def _kinds(codes: tuple[str, ...]) -> tuple[str, ...]:
    text = repr([DEFINITIONS[code] for code in codes])
    # when an organisation was first supported is told by supports and awards
    text += "'support' 'grant'" if "first_supported" in text else ""
    return tuple(kind for kind in KINDS if f"'{kind.rstrip('s')}" in text)


@st.composite
def questions(draw: st.DrawFn) -> dict[str, Any]:
    """Anything that may be asked of a town."""
    grain = draw(st.sampled_from(["range", "year", "half", "quarter", "month"]))
    by = draw(st.sampled_from([(grain,), ("district", grain)]))
    first = draw(st.sampled_from([2014, 2014, 2015]))
    place = (
        None
        if "district" in by
        else draw(st.sampled_from([None, None, *PLACES, "left", "right", "none"]))
    )
    cut = draw(st.sampled_from([None, "okrugs"])) if place in (None, "none") else None
    return {
        "by": by,
        "years": (first, draw(st.sampled_from([2016, 2016, first]))),
        "district": place,
        "cut": cut,
        "within_year": draw(st.booleans()),
        "on": draw(
            st.sampled_from(["2014-04-30", "2015-02-01", "2016-12-31", "2017-03-01", "2030-01-01"])
        ),
    }


def town(url: str, number: int) -> Town:
    """A town of its own in a database that may have others."""
    return Town(url, code=f"town{number}", districts=TREE, cuts=CUTS)
