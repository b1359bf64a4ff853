"""``python -m tools.illustrative [FOLDER]``: write the illustrative records of the Khabarovsk city
programme.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from tools.illustrative import city, consultations, documents, events, grants, money, plans, surveys
from tools.illustrative.writing import PROGRAMMES, write

RECORDS = PROGRAMMES / "khabarovsk-2014-2020" / "records"
# the quarter that one district did not report has its own file
SILENT = (
    "2016-07-01",
    "2016-10-01",
)


def files() -> Mapping[str, list[city.Row]]:
    """The rows of every file by its name."""
    rows = list(events.event_rows())
    return {
        "organisations.csv": list(city.organisation_rows()),
        "populations-illustrative.csv": list(surveys.population_rows()),
        "consultations.csv": list(consultations.consultation_rows()),
        "events-until-2016-06.csv": [row for row in rows if str(row["date"]) < SILENT[0]],
        "events-2016-q3.csv": [row for row in rows if SILENT[0] <= str(row["date"]) < SILENT[1]],
        "events-since-2016-10.csv": [row for row in rows if str(row["date"]) >= SILENT[1]],
        "grants.csv": list(grants.grant_rows()),
        "supports.csv": list(grants.support_rows()),
        "publications.csv": list(documents.publication_rows()),
        "initiatives.csv": list(documents.initiative_rows()),
        "legal_acts.csv": list(documents.legal_act_rows()),
        "activities.csv": list(money.activity_rows()),
        "budgets.csv": list(money.budget_rows()),
        "targets.csv": list(plans.target_rows()),
        "observations-illustrative.csv": list(surveys.observation_rows()),
    }


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else RECORDS, files())
