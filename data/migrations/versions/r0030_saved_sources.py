"""saved sources of records, and tokens of reporters"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_source",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=50), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("chain", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["import_run.id"], name="fk_saved_source_import_id"),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name="fk_saved_source_programme_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_saved_source"),
    )
    for column in ("chain", "import_id", "since", "until"):
        op.create_index(f"ix_saved_source_{column}", "saved_source", [column], unique=False)
    op.create_index(
        "uq_saved_source_live",
        "saved_source",
        ["programme_id", "name"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.add_column("api_token", sa.Column("account_id", sa.Integer(), nullable=True))
