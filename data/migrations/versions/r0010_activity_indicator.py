"""the indicator that tells whether an activity was done in full; null where none does"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("activity", sa.Column("indicator", sa.String(length=100), nullable=True))
