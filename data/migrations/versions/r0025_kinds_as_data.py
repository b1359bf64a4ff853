"""kinds of records as data"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kind_version",
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_kind_version"),
    )
    op.create_index("ix_kind_version_since", "kind_version", ["since"], unique=False)
    op.create_index("ix_kind_version_until", "kind_version", ["until"], unique=False)
    living = sa.text("until IS NULL")
    op.create_index(
        "uq_kind_version_live",
        "kind_version",
        ["code"],
        unique=True,
        sqlite_where=living,
        postgresql_where=living,
    )
