"""webhooks that are paused; why a delivery failed, in whichever language it is read"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("webhook", sa.Column("paused_at", sa.DateTime(), nullable=True))
    op.add_column("webhook_delivery", sa.Column("problem", sa.JSON(), nullable=True))
    # a sentence of one language; the next attempt says why again
    op.drop_column("webhook_delivery", "reason")
