"""how many living records name each organisation, counted once"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
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
    op.create_table(
        "organisation_tally",
        sa.Column("organisation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", name="pk_organisation_tally"),
    )
    tables = [sa.table(name, sa.column("organisation_id"), sa.column("until")) for name in RECORDS]
    living = sa.union_all(
        *(
            sa.select(table.c.organisation_id).where(
                table.c.until.is_(None), table.c.organisation_id.is_not(None)
            )
            for table in tables
        )
    ).subquery()
    owner = living.c.organisation_id
    tallies = sa.table("organisation_tally", sa.column("organisation_id"), sa.column("records"))
    counted = sa.select(owner, sa.func.count()).group_by(owner)
    op.execute(sa.insert(tallies).from_select(["organisation_id", "records"], counted))
