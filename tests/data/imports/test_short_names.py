"""Districts by the short names that people write for them, where one alone can be meant."""

import pytest

from tests.data.imports.conftest import World
from tests.record_tables import Consultation

HEAD = "number;date;request;district\n"


@pytest.mark.parametrize(
    "spelling",
    ["Кировский", "Кировский район", "Кировский р-н", "кировский р-он", "Кировского района", "в Кировском районе",
     "район Кировский", "Киров.", "КИРОВСКИЙ АО", "Kirovsky", "Кировский административный округ"],
)  # fmt: skip
def test_a_short_name_that_can_mean_one_district_is_read(world: World, spelling: str) -> None:
    world.load("consultations", f"{HEAD}1;2016-05-31;copying;{spelling}\n")
    assert world.rows(Consultation, "district") == [("kirovsky",)]


@pytest.mark.parametrize("spelling", ["Кир.", "район", "Кировоградский", "р-н", "Киров", "."])
def test_what_names_no_district_is_refused(world: World, spelling: str) -> None:
    assert world.refused("consultations", f"{HEAD}1;2016-05-31;copying;{spelling}\n") == [
        "import_district_unknown"
    ]
