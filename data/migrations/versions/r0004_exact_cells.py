"""exact cells: a number that was divided is kept as a fraction, which has no greatest length"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBERS = ("value", "numerator", "denominator")


def upgrade() -> None:
    with op.batch_alter_table("cell") as cell:
        for name in NUMBERS:
            cell.alter_column(
                name, existing_type=sa.String(length=48), type_=sa.Text(), existing_nullable=True
            )
