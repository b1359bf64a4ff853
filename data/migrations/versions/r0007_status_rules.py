"""the edition of our rules of status that a programme is judged by; null is that of before the
tolerance above plan
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("passport", sa.Column("status_rules", sa.Integer(), nullable=True))
