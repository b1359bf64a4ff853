"""grant precision"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COLUMNS = ("decided_precision", "reported_precision")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("grant_application", sa.Column(name, sa.String(length=5), nullable=True))


def downgrade() -> None:
    for name in COLUMNS:
        op.drop_column("grant_application", name)
