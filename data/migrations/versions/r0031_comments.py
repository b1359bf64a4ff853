"""what colleagues write to each other at records and numbers"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=50), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("indicator", sa.String(length=100), nullable=False),
        sa.Column("district", sa.String(length=50), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("to_stewards", sa.Boolean(), nullable=False),
        sa.Column("last_author", sa.String(length=200), nullable=False),
        sa.Column("settled_by", sa.String(length=200), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name="fk_comment_programme_id"),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
    )
    for name, columns in (
        ("record", ["programme_id", "kind", "number"]),
        ("value", ["programme_id", "indicator"]),
        ("settled", ["programme_id", "settled_at"]),
    ):
        op.create_index(f"ix_comment_{name}", "comment", columns, unique=False)
    op.create_table(
        "comment_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name="fk_comment_reply_comment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_comment_reply"),
    )
    op.create_index("ix_comment_reply_comment_id", "comment_reply", ["comment_id"], unique=False)
    op.create_table(
        "comment_participant",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=200), nullable=False),
        sa.Column("is_addressed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name="fk_comment_participant_comment_id"
        ),
        sa.PrimaryKeyConstraint("comment_id", "account", name="pk_comment_participant"),
    )
    op.create_index(
        "ix_comment_participant_account", "comment_participant", ["account"], unique=False
    )
