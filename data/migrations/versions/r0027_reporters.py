"""reporters with their districts and kinds, and the files that they have sent"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account", sa.Column("districts", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("account", sa.Column("kinds", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "sent_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=50), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("covers", sa.Text(), nullable=False),
        sa.Column("districts", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("replaces", sa.Boolean(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("settled_by", sa.String(length=200), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_sent_file_account_id"),
        sa.ForeignKeyConstraint(["import_id"], ["import_run.id"], name="fk_sent_file_import_id"),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name="fk_sent_file_programme_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sent_file"),
    )
    op.create_index("ix_sent_file_account_id", "sent_file", ["account_id"], unique=False)
    op.create_index("ix_sent_file_import_id", "sent_file", ["import_id"], unique=False)
    op.create_index("ix_sent_file_state", "sent_file", ["programme_id", "state"], unique=False)
