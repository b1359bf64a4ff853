"""when, from where and by which browser a session was used last"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account_session", sa.Column("used_at", sa.DateTime(), nullable=True))
    op.add_column("account_session", sa.Column("address", sa.String(length=64), nullable=True))
    op.add_column("account_session", sa.Column("browser", sa.String(length=60), nullable=True))
