"""what kept sums are the sums of, and which program has counted them"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # of the old ones nobody knows what they are of; whoever misses them counts
    op.drop_table("kept_sums")
    op.create_table(
        "kept_sums",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("edition", sa.String(length=50), nullable=False),
        sa.Column("counted", sa.Text(), nullable=False),
        sa.Column("attribute", sa.String(length=100), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kept_sums"),
    )
    op.create_index(
        "ix_kept_sums_read", "kept_sums", ["programme_id", "name", "revision"], unique=True
    )
