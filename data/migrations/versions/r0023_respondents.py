"""of how many answers a reported share is, beside it and beside the answer that it makes"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("observation", "cell"):
        op.add_column(table, sa.Column("respondents", sa.Integer(), nullable=True))
