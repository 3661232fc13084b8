"""device histories, labels of units, shifts of lines"""

import sqlalchemy as sa
from alembic import op

import qtrace.models.types

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_KINDS = "kind IN ('incoming_report', 'hold_tag', 'device_history')"


def upgrade() -> None:
    _widen("document", "ck_document_kind", _KINDS)
    op.add_column("print_job", sa.Column("label_version_id", sa.BigInteger(), nullable=True))
    op.add_column("line", sa.Column("shift_starts", qtrace.models.types.Code(), nullable=True))


def _widen(table: str, name: str, condition: str) -> None:
    """Replace one CHECK; SQLite can only do it by making the table anew from its own words."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, condition)
        return
    kept = connection.exec_driver_sql(
        "SELECT type, sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('table', 'index') "
        "AND sql IS NOT NULL",
        (table,),
    ).all()
    (made,) = (sql for kind, sql in kept if kind == "table")
    begins = made.index(f"CONSTRAINT {name} CHECK (")
    ends = made.index("))", begins) + 2
    anew = f"{made[:begins]}CONSTRAINT {name} CHECK ({condition}){made[ends:]}"
    created = f"CREATE TABLE {table} ("
    assert anew.startswith(created)
    connection.exec_driver_sql(anew.replace(created, f"CREATE TABLE new_{table} (", 1))
    connection.exec_driver_sql(f"INSERT INTO new_{table} SELECT * FROM {table}")  # noqa: S608 - our own words
    connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql(f"ALTER TABLE new_{table} RENAME TO {table}")
    for kind, sql in kept:
        if kind == "index":
            connection.exec_driver_sql(sql)
