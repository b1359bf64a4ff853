"""indexes in the order in which people go through lists of rows"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

LIVING, GONE = "until IS NULL", "until IS NOT NULL"
NEWEST_BY = {
    "activity": "year",
    "budget": "year",
    "consultation": "date",
    "deviation_reason": "year",
    "event": "date",
    "grant_application": "date",
    "initiative": "date",
    "legal_act": "date",
    "observation": "year",
    "population": "on_date",
    "publication": "date",
    "support": "date",
    "target": "period",
}
UNDATED = ("district", "organisation")


def upgrade() -> None:
    for table, day in NEWEST_BY.items():
        newest: sa.ColumnElement[str] = sa.literal_column(f"{day} DESC")
        _index(table, "listed", LIVING, newest)
        _index(table, "gone", GONE, newest)
        _index(table, "gone_number", GONE)
    for table in UNDATED:
        _index(table, "gone_number", GONE)


def _index(table: str, name: str, condition: str, *first: sa.ColumnElement[str]) -> None:
    which = sa.text(condition)
    columns: list[str | sa.ColumnElement[str]] = ["programme_id", *first, "number", "id"]
    op.create_index(
        f"ix_{table}_{name}", table, columns, sqlite_where=which, postgresql_where=which
    )
