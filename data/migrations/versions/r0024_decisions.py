"""what meetings have decided, and notes on numbers"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TEXT = 1000


def upgrade() -> None:
    _create(
        "decision",
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("snapshot", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(length=TEXT), nullable=False),
        sa.Column("indicator", sa.String(length=100), nullable=True),
        sa.Column("district", sa.String(length=50), nullable=True),
        sa.Column("period", sa.String(length=10), nullable=True),
        sa.Column("part", sa.String(length=50), nullable=True),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=TEXT), nullable=True),
    )
    _create(
        "number_note",
        sa.Column("indicator", sa.String(length=100), nullable=False),
        sa.Column("district", sa.String(length=50), nullable=True),
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("text", sa.String(length=TEXT), nullable=False),
    )


def _create(table: str, *columns: sa.Column[Any]) -> None:
    """A table of lasting rows of a programme, which an import may have brought."""
    op.create_table(
        table,
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("fingerprint", sa.String(length=32), nullable=False),
        *columns,
        sa.Column("illustrative", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("chain", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["import_run.id"], name=f"fk_{table}_import_id"),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=f"fk_{table}_programme_id"
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )
    for column in ("chain", "import_id", "since", "until"):
        op.create_index(f"ix_{table}_{column}", table, [column], unique=False)
    _index_part(
        f"ix_{table}_gone_number", table, ["programme_id", "number", "id"], "until IS NOT NULL"
    )
    _index_part(f"uq_{table}_live", table, ["programme_id", "number"], "until IS NULL", unique=True)


def _index_part(
    name: str, table: str, columns: list[str], condition: str, *, unique: bool = False
) -> None:
    which = sa.text(condition)
    op.create_index(name, table, columns, unique=unique, sqlite_where=which, postgresql_where=which)
