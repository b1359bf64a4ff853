"""an index of what people write in records"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # filled by `data.database.upgrading`, which knows how
    op.create_table(
        "text_block",
        sa.Column("table_name", sa.String(length=50), nullable=False),
        sa.Column("signs", sa.String(length=3), nullable=False),
        sa.Column("first_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ids", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("table_name", "signs", "first_id", name="pk_text_block"),
    )
    op.create_table(
        "text_indexed",
        sa.Column("table_name", sa.String(length=50), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("table_name", name="pk_text_indexed"),
    )
