"""Which parts have no total is what a plain look at all rows says, whatever their order and faults."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.imports.checks import totals
from data.imports.checks.totals import ReportedPlace, check_totals
from data.imports.columns.batch import Batch
from tests.depth import examples

ATTRIBUTES = {"": (), "age=5": ("age",), "sex=f": ("sex",), "age=5;sex=f": ("age", "sex")}
NAMES: Any = SimpleNamespace(
    name_of=str,
    attribute_names=lambda _code, _language: {},
    places=SimpleNamespace(name=lambda code: {"ru": code, "en": code}),
)


class ReportedRow(NamedTuple):
    indicator: str
    district: str | None
    period: str
    by: str
    fault: str | None

    @property
    def is_readable(self) -> bool:
        return self.fault is None

    def may_be_total_of(self, place: ReportedPlace) -> bool:
        """Of a row that cannot be read."""
        fields = zip(ReportedPlace._fields, self[:3], place, strict=True)
        return (self.by == "" or self.fault == "by:age") and all(
            mine == its or name == self.fault for name, mine, its in fields
        )


ROWS = st.lists(
    st.builds(
        ReportedRow,
        st.sampled_from("ab"),
        st.sampled_from([None, "central"]),
        st.just("2016"),
        st.sampled_from([*ATTRIBUTES]),
        st.sampled_from([None, None, None, "indicator", "district", "period", "by:age"]),
    ),
    max_size=12,
)
KNOWN_SETS = st.dictionaries(
    st.builds(ReportedPlace, st.sampled_from("ab"), st.none(), st.just("2016")),
    st.sets(st.sampled_from([*ATTRIBUTES.values()]), min_size=1),
)


class ProblemRows(list[int]):
    def add(self, _rule: str, *, row: int, **_params: object) -> None:
        self.append(row)


def batch_of(rows: Sequence[tuple[int, ReportedRow]]) -> Batch:
    fields = ("indicator", "district", "period", "by")
    return Batch(
        [number for number, _row in rows],
        {name: [getattr(row, name) for _number, row in rows] for name in fields},
        {"by:age": [""] * len(rows)},
        faults={index: {row.fault} for index, (_, row) in enumerate(rows) if row.fault},
    )


def by_hand(rows: Sequence[ReportedRow], known_sets: Mapping[ReportedPlace, Any]) -> set[int]:
    """The rows to blame: of each place with several sets and no total, the first of a set that is
    not what stands, else of the set that came last.
    """
    blamed = set()
    sound = [(number, row) for number, row in enumerate(rows) if row.is_readable]
    for place in {ReportedPlace(*row[:3]) for _number, row in sound}:
        firsts: dict[Any, int] = {}
        for number, row in sound:
            if row[:3] == place:
                firsts.setdefault(ATTRIBUTES[row.by], number)
        known = known_sets.get(place, set())
        every = known | firsts.keys()
        unknown = any(row.may_be_total_of(place) for row in rows if not row.is_readable)
        if len(every) > 1 and () not in every and not unknown:
            strange = [number for each, number in firsts.items() if known and each not in known]
            blamed.add(min(strange) if strange else max(firsts.values()))
    return blamed


@settings(
    max_examples=examples(150, 5_000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=ROWS, known_sets=KNOWN_SETS, size=st.integers(1, 5))
def test_parts_without_a_total_are_those_of_a_plain_look(
    monkeypatch: pytest.MonkeyPatch,
    rows: Sequence[ReportedRow],
    known_sets: Mapping[ReportedPlace, Any],
    size: int,
) -> None:
    monkeypatch.setattr(totals, "stored_sets", lambda *_: known_sets)
    numbered = list(enumerate(rows))
    sound = [each for each in numbered if each[1].is_readable]
    batches = [batch_of(sound[at : at + size]) for at in range(0, len(sound), size)]
    faulty = batch_of([each for each in numbered if not each[1].is_readable])
    problems: Any = ProblemRows()
    check_totals(batches, [faulty] if len(faulty) else [], NAMES, problems)
    assert sorted(problems) == sorted(by_hand(rows, known_sets))
