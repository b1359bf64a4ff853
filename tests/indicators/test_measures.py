"""What a measure is divided by is said once: by its kind, which files of targets are held to."""

import pytest

from data import imports
from indicators.measures import measures


@pytest.mark.parametrize("measure", sorted(measures()))
def test_a_kind_says_of_each_measure_by_which_attributes_it_is_divided(measure: str) -> None:
    records = measures()[measure]
    divisions = imports.kind_of(records.kind).divisions(measure)
    assert divisions is not None
    assert set(divisions) == set(records.attributes)


def test_a_kind_says_it_of_no_other() -> None:
    named = {name for kind in imports.kinds() for name in imports.kind_of(kind).measures}
    assert named <= set(measures())
    assert imports.kind_of("grants").divisions("supports") is None
    assert imports.kind_of("targets").divisions("targets") is None
