"""What Alembic runs: migrations over the connection that ``data.database.upgrading`` hands it."""

from typing import Any

from alembic import context

from data.fault_points import FaultPoint, reach
from data.migrations.rendering import render_item
from data.tables import metadata


def _tell_applied(*_words: Any, **_step: Any) -> None:
    reach(FaultPoint.MIGRATED)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata(),
    render_item=render_item,
    compare_server_default=True,
    on_version_apply=_tell_applied,
)
with context.begin_transaction():
    context.run_migrations()
