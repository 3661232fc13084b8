"""Alembic environment: one transaction, both back ends."""

from alembic import context
from sqlalchemy import Connection, create_engine, event

from qtrace.models.guards import create_guards
from qtrace.models.migrations import HEAD
from qtrace.models.roles import renew_rights
from qtrace.models.schema import metadata


def run() -> None:
    """Run the revisions on the URL that the caller put into the configuration."""
    engine = create_engine(context.config.attributes["url"])
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda c, _r: setattr(c, "isolation_level", None))
        event.listen(engine, "begin", _begin)
    try:
        with engine.begin() as connection:
            _migrate(connection)
    finally:
        engine.dispose()


def _migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, compare_type=True)
    context.run_migrations()
    if context.get_context().get_current_revision() == HEAD:
        create_guards(connection)
        renew_rights(connection)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


run()
