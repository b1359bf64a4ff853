"""Which disaggregations of a reported indicator are known of which period."""

from indicators.answers.completeness import completeness
from tests.sample_programme import SampleProgramme

SUM = {"places": "sum", "periods": "sum"}
TWO = {"age": {"values": {"old": {"ru": "с", "en": "o"}, "young": {"ru": "м", "en": "y"}}}}


def test_declared_values_are_owed_and_others_are_known_by_any(sqlite_url: str) -> None:
    with SampleProgramme(sqlite_url) as world:
        world.define(
            "said", kind="observed", combine=SUM, disaggregations=TWO, periodicity="quarter"
        )
        world.define("plain", kind="observed", combine=SUM, periodicity="quarter")
        with world.revision():
            for code, period, by in (
                ("said", "2015-Q1", "age=old"),
                ("said", "2015-Q1", "age=young"),
                ("said", "2015-Q2", "age=old"),
                ("said", "2015-Q3", ""),
                ("plain", "2015-Q1", "sex=f"),
                ("plain", "2015-Q2", "sex=m"),
            ):
                world.observe(code, period, 1, by=by)
        with world.database.read() as session:
            shares = completeness(session, world.code, "quarter", 2015)
    assert shares.disaggregated == {
        ("said", "age"): [1.0, 0.5, 0.0, 0.0],
        ("plain", "sex"): [1.0, 1.0, 0.0, 0.0],
    }
    assert shares.observed["said"] == [1.0, 0.5, 1.0, 0.0]
