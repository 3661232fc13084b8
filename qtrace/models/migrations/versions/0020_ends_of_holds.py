"""holds end by a release or a signature, never by a word"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

HOLD_RULES = (
    (
        "ck_hold_asked_and_released",
        "CHECK (state <> 'released' OR (requested_by IS NOT NULL AND release_id IS NOT NULL))",
    ),
    (
        "ck_hold_somebody_converted",
        "CHECK (state <> 'converted' OR (converted_by IS NOT NULL AND conversion_id IS NOT NULL))",
    ),
    ("ck_hold_other_converts", "CHECK (converted_by IS NULL OR converted_by <> placed_by)"),
    (
        "fk_hold_release_id_case_id_requested_by_released_by",
        (
            "FOREIGN KEY(release_id, case_id, requested_by, released_by) "
            "REFERENCES hold_release (id, hold_id, requested_by, released_by)"
        ),
    ),
    (
        "fk_hold_conversion_id_case_id_converted_by",
        (
            "FOREIGN KEY(conversion_id, case_id, converted_by) "
            "REFERENCES signature (id, target_id, signer_id)"
        ),
    ),
)
END_RULES = (
    ("ck_hold_scope_end_placer_waits", "CHECK (ended_by <> placed_by)"),
    (
        "fk_hold_scope_end_hold_id_placed_by",
        "FOREIGN KEY(hold_id, placed_by) REFERENCES hold (case_id, placed_by)",
    ),
    ("fk_hold_scope_end_ended_by", "FOREIGN KEY(ended_by) REFERENCES person (id)"),
)
FILLED = (
    (
        "UPDATE hold SET release_id = (SELECT r.id FROM hold_release r JOIN hold_request q "
        "ON q.id = r.request_id WHERE r.hold_id = hold.case_id AND q.extent = 'full') "
        "WHERE state = 'released'"
    ),
    (
        "UPDATE hold SET conversion_id = (SELECT max(s.id) FROM signature s "
        "WHERE s.target_kind = 'case' AND s.target_id = hold.case_id AND s.meaning = 'approved' "
        "AND s.record_id = hold.record_id) WHERE state = 'converted'"
    ),
    (
        "UPDATE hold SET converted_by = (SELECT s.signer_id FROM signature s "
        "WHERE s.id = hold.conversion_id) WHERE state = 'converted'"
    ),
    (
        "UPDATE hold_scope_end SET placed_by = (SELECT h.placed_by FROM hold h "
        "WHERE h.case_id = hold_scope_end.hold_id), ended_by = (SELECT max(s.signer_id) "
        "FROM signature s WHERE s.record_id = hold_scope_end.record_id "
        "AND s.target_id = hold_scope_end.hold_id)"
    ),
)
"""What the new columns repeat, for holds that ended before."""


def upgrade() -> None:
    op.create_index(
        op.f("uq_hold_release_key"),
        "hold_release",
        ["id", "hold_id", "requested_by", "released_by"],
        unique=True,
    )
    op.create_index(
        op.f("uq_signature_key"), "signature", ["id", "target_id", "signer_id"], unique=True
    )
    for table, names in (
        ("hold", ("release_id", "converted_by", "conversion_id")),
        ("hold_scope_end", ("placed_by", "ended_by")),
    ):
        for name in names:
            op.add_column(table, sa.Column(name, sa.BigInteger(), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER IF EXISTS guard_hold_scope_end_update")
        _fill()
        _rebuild("hold", HOLD_RULES)
        _rebuild("hold_scope_end", END_RULES, ("placed_by", "ended_by"))
        return
    op.execute("ALTER TABLE hold_scope_end DISABLE TRIGGER USER")
    _fill()
    op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    op.execute("ALTER TABLE hold_scope_end ENABLE TRIGGER USER")
    for table, rules in (("hold", HOLD_RULES), ("hold_scope_end", END_RULES)):
        for name, rule in rules:
            op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {rule}")
    for name in ("placed_by", "ended_by"):
        op.alter_column("hold_scope_end", name, nullable=False)


def _fill() -> None:
    for statement in FILLED:
        op.execute(statement)


def _rebuild(table: str, rules: tuple[tuple[str, str], ...], needed: tuple[str, ...] = ()) -> None:
    """SQLite cannot add a CHECK: the table is written anew, its rows and indexes as they are."""
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
    body, _, _ = body.rpartition(")")
    for name in needed:
        before = f"{name} BIGINT"
        assert before in body, f"{table} has another column than this revision made"
        body = body.replace(before, f"{before} NOT NULL")
    added = ", ".join(f"CONSTRAINT {name} {rule}" for name, rule in rules)
    connection.exec_driver_sql(f"CREATE TABLE {table}_new ({body}, {added})")
    copied = f"INSERT INTO {table}_new SELECT * FROM {table}"  # noqa: S608 - our own words
    connection.exec_driver_sql(copied)
    op.drop_table(table)
    op.rename_table(f"{table}_new", table)
    for kind, sql in found:
        if kind == "index":
            connection.exec_driver_sql(sql)
