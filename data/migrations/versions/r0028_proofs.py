"""files that show what a record, a number or a decision rests on"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "proof_file",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_proof_file"),
    )
    op.create_table(
        "proof_piece",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hash"], ["proof_file.hash"], name="fk_proof_piece_hash", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("hash", "place", name="pk_proof_piece"),
    )
    op.create_table(
        "proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=50), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("indicator", sa.String(length=100), nullable=False),
        sa.Column("district", sa.String(length=50), nullable=False),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["hash"], ["proof_file.hash"], name="fk_proof_hash"),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name="fk_proof_programme_id"),
        sa.PrimaryKeyConstraint("id", name="pk_proof"),
    )
    op.create_index("ix_proof_hash", "proof", ["hash"], unique=False)
    op.create_index("ix_proof_record", "proof", ["programme_id", "kind", "number"], unique=False)
    op.create_index("ix_proof_value", "proof", ["programme_id", "indicator"], unique=False)
    op.create_table(
        "proof_audience",
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=50), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name="fk_proof_audience_programme_id"
        ),
        sa.PrimaryKeyConstraint("programme_id", "kind", name="pk_proof_audience"),
    )
