"""hold engine: scopes, reasons, requests, releases, disposal, interlocks"""

import sqlalchemy as sa
from alembic import op

import qtrace.models.types

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ANCHORS = (
    "item", "origin", "part", "part_revision", "supplier_part", "supplier_lot", "receipt",
    "location", "work_order", "operation", "line", "station", "equipment", "gauge",
)  # fmt: skip
EVENTS = (
    "placed", "widened", "narrowed", "extended", "escalated", "changed", "requested", "rejected",
    "partly_released", "released", "converted",
)  # fmt: skip
SCOPE_CHECKS = {
    "ck_hold_scope_anchor_kind": "anchor_kind IN ({})".format(", ".join(f"'{a}'" for a in ANCHORS)),
    "ck_hold_scope_range": "seq_from IS NULL OR seq_to IS NULL OR seq_from <= seq_to",
    "ck_hold_scope_time": "made_from IS NULL OR made_to IS NULL OR made_from <= made_to",
}
EVENT_CHECKS = {"ck_hold_event_kind": "kind IN ({})".format(", ".join(f"'{e}'" for e in EVENTS))}


def upgrade() -> None:
    _extend()
    _checks("hold_scope", "ck_hold_scope_anchor_kind", SCOPE_CHECKS)
    _checks("hold_event", "ck_hold_event_kind", EVENT_CHECKS)
    _create_rules()
    _create_releases()
    _create_disposals()


def _checks(table: str, old: str, new: dict[str, str]) -> None:
    """Replace one CHECK; SQLite can only do it by making the table anew from its own words."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        op.drop_constraint(op.f(old), table, type_="check")
        for name, condition in new.items():
            op.create_check_constraint(op.f(name), table, condition)
        return
    kept = connection.exec_driver_sql(
        "SELECT type, sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('table', 'index') "
        "AND sql IS NOT NULL",
        (table,),
    ).all()
    (made,) = (sql for kind, sql in kept if kind == "table")
    begins = made.index(f"CONSTRAINT {old} CHECK (")
    ends = made.index(")", made.index("(", made.index(" IN ", begins))) + 2
    checks = ", ".join(f"CONSTRAINT {name} CHECK ({said})" for name, said in new.items())
    anew = made[:begins] + checks + made[ends:]
    assert anew.startswith(f"CREATE TABLE {table} (")
    connection.exec_driver_sql(
        anew.replace(f"CREATE TABLE {table} (", f"CREATE TABLE new_{table} (", 1)
    )
    connection.exec_driver_sql(f"INSERT INTO new_{table} SELECT * FROM {table}")  # noqa: S608 - our own words
    connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql(f"ALTER TABLE new_{table} RENAME TO {table}")
    for kind, sql in kept:
        if kind == "index":
            connection.exec_driver_sql(sql)


def _extend() -> None:
    op.add_column("hold", sa.Column("in_flight", qtrace.models.types.Code(), nullable=True))
    op.create_index("uq_hold_case_id_placed_by", "hold", ["case_id", "placed_by"], unique=True)
    op.add_column("hold_event", sa.Column("facts", sa.Text(), nullable=True))
    op.add_column(
        "hold_scope", sa.Column("supplier_lot", qtrace.models.types.Code(), nullable=True)
    )
    op.add_column("hold_scope", sa.Column("line_id", sa.BigInteger(), nullable=True))
    op.add_column("hold_scope", sa.Column("seq_from", sa.Integer(), nullable=True))
    op.add_column("hold_scope", sa.Column("seq_to", sa.Integer(), nullable=True))
    op.add_column(
        "hold_scope",
        sa.Column("made_from", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
    )
    op.add_column(
        "hold_scope",
        sa.Column("made_to", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
    )
    op.add_column("link", sa.Column("parent_origin_id", sa.BigInteger(), nullable=True))
    op.create_index(
        op.f("ix_link_parent_origin_id"),
        "link",
        ["parent_origin_id"],
        unique=False,
        sqlite_where=sa.text("parent_origin_id IS NOT NULL"),
        postgresql_where=sa.text("parent_origin_id IS NOT NULL"),
    )
    op.create_index(
        "uq_quality_case_id_opened_by", "quality_case", ["id", "opened_by"], unique=True
    )


def _create_rules() -> None:
    op.create_table(
        "hold_reason",
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("origin", qtrace.models.types.Code(), nullable=False),
        sa.Column("severity", qtrace.models.types.Code(), nullable=False),
        sa.Column("profile", qtrace.models.types.Code(), nullable=False),
        sa.Column("propagates", sa.Boolean(), nullable=False),
        sa.Column("in_flight", qtrace.models.types.Code(), nullable=False),
        sa.Column("review_days", sa.Integer(), nullable=False),
        sa.Column("criteria", qtrace.models.types.Code(), nullable=False),
        sa.Column("signee", qtrace.models.types.Code(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "in_flight IN ('finish', 'frozen')", name=op.f("ck_hold_reason_in_flight")
        ),
        sa.CheckConstraint(
            "severity IN ('critical', 'major', 'minor')", name=op.f("ck_hold_reason_severity")
        ),
        sa.CheckConstraint(
            "signee IN ('any', 'self', 'not_self', 'list')", name=op.f("ck_hold_reason_signee")
        ),
        sa.CheckConstraint("review_days > 0", name=op.f("ck_hold_reason_review_days")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_hold_reason_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_hold_reason")),
    )
    op.create_table(
        "isolation_rule",
        sa.Column("relation", qtrace.models.types.Code(), nullable=False),
        sa.Column("act", qtrace.models.types.Code(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("act IN ('hold', 'propose', 'off')", name=op.f("ck_isolation_rule_act")),
        sa.CheckConstraint(
            "relation IN ('supplier_lot', 'delivery', 'period')",
            name=op.f("ck_isolation_rule_relation"),
        ),
        sa.CheckConstraint("days >= 0", name=op.f("ck_isolation_rule_days")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_isolation_rule_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("relation", name=op.f("pk_isolation_rule")),
    )
    op.create_table(
        "stop_type",
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("is_planned", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_stop_type_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_stop_type")),
    )
    op.create_table(
        "hold_signee",
        sa.Column("reason_code", qtrace.models.types.Code(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_hold_signee_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_hold_signee_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("reason_code", "person_id", name=op.f("pk_hold_signee")),
    )
    op.create_table(
        "interlock",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("target_kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("target_id", sa.BigInteger(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("first_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("last_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("last_by", sa.BigInteger(), nullable=True),
        sa.Column("station_id", sa.BigInteger(), nullable=False),
        sa.Column("cleared_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["last_by"], ["person.id"], name=op.f("fk_interlock_last_by")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_interlock_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_interlock_station_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interlock")),
    )
    op.create_index(
        "uq_interlock_open",
        "interlock",
        ["target_kind", "target_id", "kind"],
        unique=True,
        sqlite_where=sa.text("cleared_at IS NULL"),
        postgresql_where=sa.text("cleared_at IS NULL"),
    )


def _create_releases() -> None:
    op.create_table(
        "hold_change",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hold_id", sa.BigInteger(), nullable=False),
        sa.Column("applied_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("applied_by", sa.BigInteger(), nullable=False),
        sa.Column("description", qtrace.models.types.Code(), nullable=False),
        sa.Column("evidence_id", sa.BigInteger(), nullable=True),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["applied_by"], ["person.id"], name=op.f("fk_hold_change_applied_by")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_hold_change_evidence_id")
        ),
        sa.ForeignKeyConstraint(["hold_id"], ["hold.case_id"], name=op.f("fk_hold_change_hold_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_hold_change_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold_change")),
    )
    op.create_index(op.f("ix_hold_change_hold_id"), "hold_change", ["hold_id"], unique=False)
    op.create_table(
        "hold_request",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hold_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("extent", qtrace.models.types.Code(), nullable=False),
        sa.Column("requested_by", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("note", qtrace.models.types.Code(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("extent IN ('full', 'partial')", name=op.f("ck_hold_request_extent")),
        sa.ForeignKeyConstraint(
            ["hold_id"], ["hold.case_id"], name=op.f("fk_hold_request_hold_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_hold_request_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["person.id"], name=op.f("fk_hold_request_requested_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold_request")),
        sa.UniqueConstraint("hold_id", "no", name=op.f("uq_hold_request_hold_id_no")),
        sa.UniqueConstraint("id", "requested_by", name=op.f("uq_hold_request_id_requested_by")),
    )
    op.create_table(
        "hold_scope_end",
        sa.Column("hold_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hold_id"], ["hold.case_id"], name=op.f("fk_hold_scope_end_hold_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_hold_scope_end_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("hold_id", "no", name=op.f("pk_hold_scope_end")),
    )
    op.create_table(
        "hold_snapshot",
        sa.Column("hold_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("is_complete", sa.Boolean(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("length(sha256) = 32", name=op.f("ck_hold_snapshot_sha256")),
        sa.ForeignKeyConstraint(
            ["hold_id"], ["hold.case_id"], name=op.f("fk_hold_snapshot_hold_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_hold_snapshot_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("hold_id", "no", name=op.f("pk_hold_snapshot")),
    )
    op.create_table(
        "hold_criterion",
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("is_met", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_hold_criterion_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["hold_request.id"], name=op.f("fk_hold_criterion_request_id")
        ),
        sa.PrimaryKeyConstraint("request_id", "kind", name=op.f("pk_hold_criterion")),
    )
    op.create_table(
        "hold_release",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hold_id", sa.BigInteger(), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("placed_by", sa.BigInteger(), nullable=False),
        sa.Column("requested_by", sa.BigInteger(), nullable=False),
        sa.Column("released_by", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("comment", qtrace.models.types.Code(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("released_by <> placed_by", name=op.f("ck_hold_release_placer_waits")),
        sa.CheckConstraint(
            "released_by <> requested_by", name=op.f("ck_hold_release_other_releases")
        ),
        sa.ForeignKeyConstraint(
            ["hold_id", "placed_by"],
            ["hold.case_id", "hold.placed_by"],
            name=op.f("fk_hold_release_hold_id_placed_by"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_hold_release_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["released_by"], ["person.id"], name=op.f("fk_hold_release_released_by")
        ),
        sa.ForeignKeyConstraint(
            ["request_id", "requested_by"],
            ["hold_request.id", "hold_request.requested_by"],
            name=op.f("fk_hold_release_request_id_requested_by"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold_release")),
        sa.UniqueConstraint("id", "released_by", name=op.f("uq_hold_release_id_released_by")),
        sa.UniqueConstraint("request_id", name=op.f("uq_hold_release_request_id")),
    )
    op.create_index(op.f("ix_hold_release_hold_id"), "hold_release", ["hold_id"], unique=False)
    op.create_table(
        "hold_release_inspector",
        sa.Column("release_id", sa.BigInteger(), nullable=False),
        sa.Column("inspector_id", sa.BigInteger(), nullable=False),
        sa.Column("released_by", sa.BigInteger(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "inspector_id <> released_by", name=op.f("ck_hold_release_inspector_inspector_waits")
        ),
        sa.ForeignKeyConstraint(
            ["inspector_id"], ["person.id"], name=op.f("fk_hold_release_inspector_inspector_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_hold_release_inspector_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["release_id", "released_by"],
            ["hold_release.id", "hold_release.released_by"],
            name=op.f("fk_hold_release_inspector_release_id_released_by"),
        ),
        sa.PrimaryKeyConstraint(
            "release_id", "inspector_id", name=op.f("pk_hold_release_inspector")
        ),
    )
    op.create_table(
        "hold_exempt",
        sa.Column("hold_id", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", qtrace.models.types.Code(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["hold_id"], ["hold.case_id"], name=op.f("fk_hold_exempt_hold_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_hold_exempt_item_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_hold_exempt_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("hold_id", "item_id", name=op.f("pk_hold_exempt")),
    )
    op.create_index(op.f("ix_hold_exempt_item_id"), "hold_exempt", ["item_id"], unique=False)
    op.create_table(
        "hold_request_item",
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["item.id"], name=op.f("fk_hold_request_item_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_hold_request_item_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["hold_request.id"], name=op.f("fk_hold_request_item_request_id")
        ),
        sa.PrimaryKeyConstraint("request_id", "item_id", name=op.f("pk_hold_request_item")),
    )


def _create_disposals() -> None:
    op.create_table(
        "ncr_disposal",
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("opened_by", sa.BigInteger(), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("comment", qtrace.models.types.Code(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("decided_by <> opened_by", name=op.f("ck_ncr_disposal_second_person")),
        sa.ForeignKeyConstraint(
            ["case_id", "opened_by"],
            ["quality_case.id", "quality_case.opened_by"],
            name=op.f("fk_ncr_disposal_case_id_opened_by"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_ncr_disposal_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_ncr_disposal_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_ncr_disposal")),
    )
    op.create_table(
        "ncr_line",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("qty_q6", sa.BigInteger(), nullable=False),
        sa.Column("disposition", qtrace.models.types.Code(), nullable=False),
        sa.Column("lot_id", sa.BigInteger(), nullable=False),
        sa.Column("instruction", qtrace.models.types.Code(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "disposition IN ('use_as_is', 'rework', 'return', 'scrap')",
            name=op.f("ck_ncr_line_disposition"),
        ),
        sa.CheckConstraint("qty_q6 > 0", name=op.f("ck_ncr_line_qty")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["ncr_disposal.case_id"], name=op.f("fk_ncr_line_case_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_ncr_line_item_id")),
        sa.ForeignKeyConstraint(["lot_id"], ["item.id"], name=op.f("fk_ncr_line_lot_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_ncr_line_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", "no", name=op.f("pk_ncr_line")),
    )
    op.create_index(op.f("ix_ncr_line_item_id"), "ncr_line", ["item_id"], unique=False)
    op.create_table(
        "concession",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("qty_q6", sa.BigInteger(), nullable=False),
        sa.Column("conditions", qtrace.models.types.Code(), nullable=False),
        sa.Column("reference", qtrace.models.types.Code(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "no"],
            ["ncr_line.case_id", "ncr_line.no"],
            name=op.f("fk_concession_case_id_no"),
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_concession_item_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_concession_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concession")),
        sa.UniqueConstraint("case_id", "no", name=op.f("uq_concession_case_id_no")),
    )
    op.create_index(op.f("ix_concession_item_id"), "concession", ["item_id"], unique=False)
