"""the register's entry, end and measures; directions and reports of grants"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("grant_application", sa.Column("direction", sa.Text(), nullable=True))
    op.add_column("grant_application", sa.Column("report_due_on", sa.Date(), nullable=True))
    op.add_column("support", sa.Column("entered_on", sa.Date(), nullable=True))
    op.add_column("support", sa.Column("ended_on", sa.Date(), nullable=True))
    op.add_column("support", sa.Column("violation_details", sa.Text(), nullable=True))
    named = sa.text("organisation_id IS NOT NULL")
    for table in ("consultation", "event", "grant_application", "support"):
        op.create_index(
            f"ix_{table}_organisation",
            table,
            ["organisation_id", "date", "id"],
            unique=False,
            sqlite_where=named,
            postgresql_where=named,
        )
    op.create_index(
        "ix_support_register",
        "support",
        [
            "programme_id",
            "date",
            "id",
            "until",
            "form",
            "district",
            "violation",
            "organisation_id",
            "amount",
        ],
        unique=False,
    )
