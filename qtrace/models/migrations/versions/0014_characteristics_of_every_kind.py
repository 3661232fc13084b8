"""characteristics of every kind, pictures of plans"""

import sqlalchemy as sa
from alembic import op

import qtrace.models.types

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

WIDER = (
    (
        "characteristic",
        "kind",
        "'variable', 'attribute'",
        "'variable', 'attribute', 'choice', 'text', 'formula', 'photo'",
    ),
    (
        "reading",
        "origin",
        "'keyboard', 'keypad', 'gauge', 'command'",
        "'keyboard', 'keypad', 'gauge', 'command', 'scanner', 'formula'",
    ),
)


def upgrade() -> None:
    for table, column, before, after in WIDER:
        if op.get_bind().dialect.name == "sqlite":
            _rebuild(table, f"{column} IN ({before})", f"{column} IN ({after})")
        else:
            name = op.f(f"ck_{table}_{column}")
            op.drop_constraint(name, table, type_="check")
            op.create_check_constraint(name, table, f"{column} IN ({after})")
    _create_terms()
    _create_pictures()


def _rebuild(table: str, before: str, after: str) -> None:
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
    assert before in body, f"{table} has another CHECK than the revisions before made"
    connection.exec_driver_sql(f"CREATE TABLE {table}_new ({body.replace(before, after)}")
    copied = f"INSERT INTO {table}_new SELECT * FROM {table}"  # noqa: S608 - our own words
    connection.exec_driver_sql(copied)
    op.drop_table(table)
    op.rename_table(f"{table}_new", table)
    for kind, sql in found:
        if kind == "index":
            connection.exec_driver_sql(sql)


def _record(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    column = sa.Column("record_id", sa.BigInteger(), nullable=False)
    return column, sa.ForeignKeyConstraint(
        ["record_id"],
        ["record.id"],
        name=op.f(f"fk_{table}_record_id"),
        initially="DEFERRED",
        deferrable=True,
    )


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def _create_terms() -> None:
    table = "characteristic_terms"
    op.create_table(
        table,
        sa.Column("characteristic_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("options", sa.Text(), nullable=True),
        sa.Column("required", sa.Boolean(), nullable=True),
        sa.Column("formula", sa.Text(), nullable=True),
        *_record(table),
        _refers(table, "characteristic_id", "characteristic.id"),
        sa.PrimaryKeyConstraint("characteristic_id", name=op.f(f"pk_{table}")),
    )


def _create_pictures() -> None:
    table = "plan_picture"
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("plan_revision_id", sa.BigInteger(), nullable=False),
        sa.Column("role", qtrace.models.types.Code(), nullable=False),
        sa.Column("evidence_id", sa.BigInteger(), nullable=False),
        sa.Column("balloons", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        *_record(table),
        sa.CheckConstraint("role IN ('drawing', 'instruction')", name=op.f(f"ck_{table}_role")),
        _refers(table, "plan_revision_id", "plan_revision.id"),
        _refers(table, "evidence_id", "evidence.id"),
        _refers(table, "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(
        op.f(f"ix_{table}_plan_revision_id_id"), table, ["plan_revision_id", "id"], unique=False
    )
