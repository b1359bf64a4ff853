"""the day of the meeting for which a deck was made; null where nobody has said it"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deck_version", sa.Column("held_on", sa.Date(), nullable=True))
