"""the history of a hold says who owns it"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

BEFORE = "'released', 'converted')"
AFTER = "'released', 'converted', 'assigned')"
NAME = "ck_hold_event_kind"
KINDS = (
    "'placed', 'widened', 'narrowed', 'extended', 'escalated', 'changed', 'requested', "
    "'rejected', 'partly_released', 'released', 'converted', 'assigned'"
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rebuild("hold_event")
    else:
        op.drop_constraint(op.f(NAME), "hold_event", type_="check")
        op.create_check_constraint(op.f(NAME), "hold_event", f"kind IN ({KINDS})")


def _rebuild(table: str) -> None:
    """SQLite cannot change a CHECK: the table is written anew, its rows and indexes as they are."""
    connection = op.get_bind()
    found = connection.execute(
        sa.text(
            "SELECT type, sql FROM sqlite_master "
            "WHERE tbl_name = :table AND type IN ('table', 'index') AND sql IS NOT NULL"
        ),
        {"table": table},
    ).all()
    words = next(sql for kind, sql in found if kind == "table")
    _, _, body = words.partition("(")
    assert BEFORE in body, f"{table} has another CHECK than the revisions before made"
    connection.exec_driver_sql(f"CREATE TABLE {table}_new ({body.replace(BEFORE, AFTER)}")
    copied = f"INSERT INTO {table}_new SELECT * FROM {table}"  # noqa: S608 - our own words
    connection.exec_driver_sql(copied)
    op.drop_table(table)
    op.rename_table(f"{table}_new", table)
    for kind, sql in found:
        if kind == "index":
            connection.exec_driver_sql(sql)
