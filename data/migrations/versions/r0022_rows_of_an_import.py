"""the rows of an import in order"""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

RECORDS = (
    "consultation",
    "event",
    "grant_application",
    "initiative",
    "legal_act",
    "publication",
    "support",
)


def upgrade() -> None:
    for table in RECORDS:
        name = op.f(f"ix_{table}_import_id")
        op.drop_index(name, table)
        op.create_index(name, table, ["import_id", "id"])
