"""editions of targets: what each act of a day has set, why, and of which part of the whole"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name, kept in {
        "by": sa.Text(),
        "act_title": sa.Text(),
        "change_reason": sa.String(length=20),
        "explanation": sa.Text(),
        "cell": sa.String(length=200),
    }.items():
        op.add_column("target", sa.Column(name, kept, nullable=True))
    op.create_index(
        "ix_target_cell",
        "target",
        ["programme_id", "cell", "set_on"],
        unique=False,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
