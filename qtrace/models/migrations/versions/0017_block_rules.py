"""block profiles and quality states as the plant rules them"""

import sqlalchemy as sa
from alembic import op

import qtrace.models.types

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

BEFORE = "'hold_reason', 'stop_type', 'isolation_rule'"
AFTER = f"{BEFORE}, 'block_profile', 'state_rule'"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rebuild("rule_draft", f"kind IN ({BEFORE})", f"kind IN ({AFTER})")
    else:
        name = op.f("ck_rule_draft_kind")
        op.drop_constraint(name, "rule_draft", type_="check")
        op.create_check_constraint(name, "rule_draft", f"kind IN ({AFTER})")
    op.create_table(
        "block_rule",
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("activities", qtrace.models.types.Code(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('block_profile', 'state_rule')", name=op.f("ck_block_rule_kind")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_block_rule_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("kind", "code", name=op.f("pk_block_rule")),
    )


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
