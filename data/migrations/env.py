"""What Alembic runs: migrations over the connection that ``data.database.upgrading`` hands it."""

from alembic import context

from data.migrations.rendering import render_item
from data.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata(),
    render_item=render_item,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
