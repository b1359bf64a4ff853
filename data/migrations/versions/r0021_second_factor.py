"""second factor"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recovery_code",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_recovery_code_account_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "hash", name=op.f("pk_recovery_code")),
    )
    op.add_column("account", sa.Column("factor_key", sa.String(length=300), nullable=True))
    op.add_column("account", sa.Column("factor_step", sa.Integer(), nullable=True))
