"""what the doctor has checked, so that the next run begins with the rest"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "doctor_check",
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("item", sa.String(length=250), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "item", name="pk_doctor_check"),
    )
