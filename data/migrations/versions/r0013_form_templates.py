"""forms that a programme brings along: files with named places"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "form_template",
        sa.Column("code", sa.String(length=50), nullable=False),
        sa.Column("extension", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("chain", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import_run.id"], name="fk_form_template_import_id"
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name="fk_form_template_programme_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_form_template"),
    )
    for column in ("chain", "import_id", "since", "until"):
        op.create_index(f"ix_form_template_{column}", "form_template", [column], unique=False)
    op.create_index(
        "uq_form_template_live",
        "form_template",
        ["programme_id", "code"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
