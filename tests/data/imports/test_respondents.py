"""How many answered beside a reported share: what a file may say of it, and what stays as it was."""

from decimal import Decimal

import pytest

from data.refusals import Refusal
from data.tables.definitions import DefinitionVersion, Observation
from tests.data.imports.conftest import World

HEAD = "indicator,period,value,respondents\n"


@pytest.fixture
def city(embedded: World) -> World:
    """The small programme with a share of one and a mark in points."""
    texts = {
        "part": "kind: observed\nunit: {ru: доля, en: share}",
        "mark": "kind: observed\nunit: {ru: балл, en: points}",
    }
    with embedded.database.transaction("definitions", "two observed indicators") as change:
        first = change.session.query(DefinitionVersion).first()
        assert first is not None
        for code, text in texts.items():
            change.session.add(
                DefinitionVersion(
                    code=code, version=1, state="published", text=text,
                    programme_id=first.programme_id, since=change.revision,
                )
            )  # fmt: skip
    return embedded


def refused(world: World, *rows: str) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(Refusal) as refusal:
        world.load("observations", HEAD + "\n".join(rows) + "\n")
    return [(each.rule, each.row, each.column) for each in refusal.value.problems]


def test_respondents_stand_beside_a_share(city: World) -> None:
    city.load("observations", HEAD + 'survey,2015,"62,5",1 200\nsurvey,2016,-,300\npart,2015,1,7\n')
    assert city.rows(Observation, "number", "value", "respondents") == [
        ("survey||2015||refined", Decimal("62.5"), 1200),
        ("survey||2016||refined", None, 300),
        ("part||2015||refined", Decimal(1), 7),
    ]


@pytest.mark.parametrize(
    ("row", "rule", "column"),
    [
        ("survey,2015,60,0", "import_respondents_nobody", "respondents"),
        ("survey,2015,60,-5", "import_negative", "respondents"),
        ("survey,2015,60,10.5", "import_whole", "respondents"),
        ("survey,2015,60,99999999999", "import_too_big", "respondents"),
        ("survey,2015,60,many", "import_number", "respondents"),
        ("mark,2015,4,100", "import_respondents_no_share", "respondents"),
        ("survey,2015,100.5,100", "import_respondents_beyond", "value"),
        ("survey,2015,-1,100", "import_respondents_beyond", "value"),
        ("part,2015,1.01,100", "import_respondents_beyond", "value"),
    ],
)
def test_what_no_interval_can_be_made_of_is_refused_where_it_stands(
    city: World, row: str, rule: str, column: str
) -> None:
    assert refused(city, row) == [(rule, 2, column)]


def test_without_respondents_a_row_keeps_its_fingerprint(city: World) -> None:
    """As rows had it before there was such a column, those with a disaggregation included."""
    city.load("observations", "indicator,period,value,by:sex\nsurvey,2015,60,ж\nsurvey,2016,70,\n")
    stored = city.rows(Observation, "number", "fingerprint")
    assert stored == [
        ("survey||2015|sex=ж|refined", "27bcdfbfb74e25c266bfc91fc63d6bd5"),
        ("survey||2016||refined", "1b1780a9d7fcc5cc915f03651793898a"),
    ]


def test_a_corrected_number_is_another_content(city: World) -> None:
    city.load("observations", HEAD + "survey,2015,60,100\n")
    assert city.load("observations", HEAD + "survey,2015,60,100\n").skipped == 1
    assert refused(city, "survey,2015,60,200") == [("import_key_taken", 2, None)]
