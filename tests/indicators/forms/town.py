"""A town whose year 2015 every form is written out for by hand."""

from data.passports import DEFAULT_PROGRAMME
from tests.sample_programme import SampleProgramme

TEXTS = {
    "name": {"ru": "Развитие", "en": "Growth"},
    "responsible": {"ru": "Отдел", "en": "Department"},
}


def form_town(url: str) -> SampleProgramme:
    """Part «help» with «books» below it, and «sport»; money of «help» is stated by source, that of
    «sport» only by its activity.
    """
    town = SampleProgramme(url, code=DEFAULT_PROGRAMME, texts=TEXTS)
    with town.revision():
        _parts(town)
        _indicators(town)
        _activities(town)
        _money(town)
    return town


def _parts(town: SampleProgramme) -> None:
    town.part("help")
    town.part("books", "help")
    town.part("sport")


def _indicators(town: SampleProgramme) -> None:
    apart = {"kind": "observed", "combine": {"places": "none", "periods": "none"}}
    town.define("trust", **apart, decimals=1, unit={"ru": "%", "en": "%"}, position=1)
    town.define("answers", **apart, part="help", position=2)
    town.define("days", **apart, part="help", direction="decrease", decimals=1, position=3)
    town.define("titles", **apart, part="books", baseline={"year": 2013, "value": 6}, position=4)
    town.define("fresh", **apart, part="books", baseline={"year": 2014, "value": 3}, position=5)
    town.define("teams", **apart, part="sport", position=6)
    town.define("untargeted", **apart, part="sport", position=7)
    town.define("visits", kind="count", measure="consultations", part="sport", position=8)
    town.cover("consultations", "2015")
    for date in ("2015-02-01", "2015-05-01", "2015-08-01"):
        town.record("consultations", date)
    town.target("visits", "2015", 4)
    # trust: 29.97 of 30 is 99.9 %; answers: 1044 of 500 is 208.8 %, days: 10 ÷ 12.5 is 80 %
    for code, before, plan, fact in (
        ("trust", "28.5", 30, "29.97"),
        ("answers", 400, 500, 1044),
        ("days", 11, 10, "12.5"),
        ("titles", 7, 0, 0),
        ("teams", 9, 12, None),
    ):
        town.observe(code, "2014", before)
        town.target(code, "2015", plan)
        if fact is not None:
            town.observe(code, "2015", fact)
    town.deviation_reason("days", 2015, "Не хватало людей")
    town.target("fresh", "2016", 5)
    town.observe("fresh", "2015", 4)


def _activities(town: SampleProgramme) -> None:
    town.activity(
        "1", "help", 2015, name_ru="Приём", planned_on="2015-05-20", done_on="2015-05-22",
        responsible="Анна", indicator="answers", programme_money="100000.50",
        roster_money="100000.50", cash_money="90000.45", fact_money="90000.45",
    )  # fmt: skip
    town.activity("2", "books", 2015, name_ru="Выставка", planned_on="2015-11-01")
    town.activity(
        "3", "sport", 2015, name_ru="Кубок", planned_on="2015-09-01", done_on="2015-08-30",
        responsible="Борис", indicator="visits", programme_money="40000", roster_money="30000", cash_money="30000",
    )  # fmt: skip


def _money(town: SampleProgramme) -> None:
    town.budget(
        "help", 2015, funding="total", programme_money="150000.50", roster_money="140000.50",
        cash_money="120000.45", fact_money="120000.45", source="Отчёт",
    )  # fmt: skip
    town.budget(
        "help", 2015, funding="city", programme_money="100000.50", roster_money="90000.50",
        cash_money="90000.45", fact_money="90000.45", source="Отчёт",
    )  # fmt: skip
    town.budget(
        "help", 2015, funding="krai", programme_money="50000", roster_money="50000",
        cash_money="30000", fact_money="30000", illustrative=True,
    )  # fmt: skip
