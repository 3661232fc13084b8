"""production"""

import sqlalchemy as sa
from alembic import op

import qtrace.models.types

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "training_record",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("topic", qtrace.models.types.Code(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("trainer_id", sa.BigInteger(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("topic <> ''", name=op.f("ck_training_record_topic")),
        sa.CheckConstraint("trainer_id <> person_id", name=op.f("ck_training_record_other_trains")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_training_record_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_training_record_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["trainer_id"], ["person.id"], name=op.f("fk_training_record_trainer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_record")),
    )
    op.create_index(
        op.f("ix_training_record_person_id_topic"),
        "training_record",
        ["person_id", "topic"],
        unique=False,
    )
    op.create_table(
        "bill",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("part_id", sa.BigInteger(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_bill_part_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_bill_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bill")),
        sa.UniqueConstraint("code", name=op.f("uq_bill_code")),
    )
    op.create_index(op.f("ix_bill_part_id"), "bill", ["part_id"], unique=False)
    op.create_table(
        "label_version",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("part_id", sa.BigInteger(), nullable=False),
        sa.Column("version", qtrace.models.types.Code(), nullable=False),
        sa.Column("udi_di", qtrace.models.types.Code(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("approved_by", sa.BigInteger(), nullable=True),
        sa.Column("approved_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'effective', 'superseded')", name=op.f("ck_label_version_state")
        ),
        sa.CheckConstraint(
            "approved_by IS NULL OR approved_by <> author_id",
            name=op.f("ck_label_version_other_approves"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["person.id"], name=op.f("fk_label_version_approved_by")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_label_version_author_id")
        ),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_label_version_part_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_label_version_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_version")),
        sa.UniqueConstraint("part_id", "version", name=op.f("uq_label_version_part_id_version")),
    )
    op.create_index(
        "uq_label_version_effective",
        "label_version",
        ["part_id"],
        unique=True,
        sqlite_where=sa.text("state = 'effective'"),
        postgresql_where=sa.text("state = 'effective'"),
    )
    op.create_table(
        "line",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("location_id", sa.BigInteger(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_line_location_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_line_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_line_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line")),
        sa.UniqueConstraint("site_id", "code", name=op.f("uq_line_site_id_code")),
    )
    op.create_table(
        "route",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("part_id", sa.BigInteger(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_route_part_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_route_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route")),
        sa.UniqueConstraint("code", name=op.f("uq_route_code")),
    )
    op.create_index(op.f("ix_route_part_id"), "route", ["part_id"], unique=False)
    op.create_table(
        "bill_revision",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bill_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("approved_by", sa.BigInteger(), nullable=True),
        sa.Column("approved_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'effective', 'superseded')", name=op.f("ck_bill_revision_state")
        ),
        sa.CheckConstraint(
            "approved_by IS NULL OR approved_by <> author_id",
            name=op.f("ck_bill_revision_other_approves"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["person.id"], name=op.f("fk_bill_revision_approved_by")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_bill_revision_author_id")
        ),
        sa.ForeignKeyConstraint(["bill_id"], ["bill.id"], name=op.f("fk_bill_revision_bill_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_bill_revision_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bill_revision")),
        sa.UniqueConstraint("bill_id", "version", name=op.f("uq_bill_revision_bill_id_version")),
    )
    op.create_index(
        "uq_bill_revision_effective",
        "bill_revision",
        ["bill_id"],
        unique=True,
        sqlite_where=sa.text("state = 'effective'"),
        postgresql_where=sa.text("state = 'effective'"),
    )
    op.create_table(
        "equipment",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("equipment_type", qtrace.models.types.Code(), nullable=False),
        sa.Column("line_id", sa.BigInteger(), nullable=True),
        sa.Column("gauge_id", sa.BigInteger(), nullable=True),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("qualified_to", sa.Date(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('in_use', 'out_of_use', 'retired')", name=op.f("ck_equipment_state")
        ),
        sa.ForeignKeyConstraint(["gauge_id"], ["gauge.id"], name=op.f("fk_equipment_gauge_id")),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_equipment_line_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_equipment_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_equipment_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment")),
        sa.UniqueConstraint("site_id", "code", name=op.f("uq_equipment_site_id_code")),
    )
    op.create_index(op.f("ix_equipment_line_id"), "equipment", ["line_id"], unique=False)
    op.create_table(
        "line_clearance",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_id", sa.BigInteger(), nullable=False),
        sa.Column("checklist", sa.Text(), nullable=False),
        sa.Column("evidence_id", sa.BigInteger(), nullable=True),
        sa.Column("cleared_by", sa.BigInteger(), nullable=False),
        sa.Column("cleared_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "confirmed_by IS NULL OR confirmed_by <> cleared_by",
            name=op.f("ck_line_clearance_other_confirms"),
        ),
        sa.ForeignKeyConstraint(
            ["cleared_by"], ["person.id"], name=op.f("fk_line_clearance_cleared_by")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["person.id"], name=op.f("fk_line_clearance_confirmed_by")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_line_clearance_evidence_id")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_line_clearance_line_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_line_clearance_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_clearance")),
    )
    op.create_index(
        op.f("ix_line_clearance_line_id_id"), "line_clearance", ["line_id", "id"], unique=False
    )
    op.create_table(
        "route_revision",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("route_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("approved_by", sa.BigInteger(), nullable=True),
        sa.Column("approved_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'effective', 'superseded')", name=op.f("ck_route_revision_state")
        ),
        sa.CheckConstraint(
            "approved_by IS NULL OR approved_by <> author_id",
            name=op.f("ck_route_revision_other_approves"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["person.id"], name=op.f("fk_route_revision_approved_by")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_route_revision_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_route_revision_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["route_id"], ["route.id"], name=op.f("fk_route_revision_route_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_revision")),
        sa.UniqueConstraint("route_id", "version", name=op.f("uq_route_revision_route_id_version")),
    )
    op.create_index(
        "uq_route_revision_effective",
        "route_revision",
        ["route_id"],
        unique=True,
        sqlite_where=sa.text("state = 'effective'"),
        postgresql_where=sa.text("state = 'effective'"),
    )
    op.create_table(
        "shift_handover",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_id", sa.BigInteger(), nullable=False),
        sa.Column("since", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("until", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("given_by", sa.BigInteger(), nullable=False),
        sa.Column("taken_by", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "length(content_sha256) = 32", name=op.f("ck_shift_handover_content_sha256")
        ),
        sa.CheckConstraint("since < until", name=op.f("ck_shift_handover_span")),
        sa.CheckConstraint("taken_by <> given_by", name=op.f("ck_shift_handover_other_takes")),
        sa.ForeignKeyConstraint(
            ["given_by"], ["person.id"], name=op.f("fk_shift_handover_given_by")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_shift_handover_line_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_shift_handover_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["taken_by"], ["person.id"], name=op.f("fk_shift_handover_taken_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_handover")),
    )
    op.create_index(
        op.f("ix_shift_handover_line_id_until"),
        "shift_handover",
        ["line_id", "until"],
        unique=False,
    )
    op.create_table(
        "bill_line",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("bill_revision_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("operation_no", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.BigInteger(), nullable=False),
        sa.Column("part_revision_id", sa.BigInteger(), nullable=False),
        sa.Column("num", sa.BigInteger(), nullable=False),
        sa.Column("den", sa.BigInteger(), nullable=False),
        sa.Column("overlap", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("num > 0 AND den > 0", name=op.f("ck_bill_line_quantity")),
        sa.CheckConstraint("overlap >= 0", name=op.f("ck_bill_line_overlap")),
        sa.ForeignKeyConstraint(
            ["bill_revision_id"], ["bill_revision.id"], name=op.f("fk_bill_line_bill_revision_id")
        ),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_bill_line_part_id")),
        sa.ForeignKeyConstraint(
            ["part_revision_id"], ["part_revision.id"], name=op.f("fk_bill_line_part_revision_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_bill_line_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bill_line")),
        sa.UniqueConstraint(
            "bill_revision_id", "no", "rank", name=op.f("uq_bill_line_bill_revision_id_no_rank")
        ),
    )
    op.create_table(
        "operation",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("route_revision_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("name_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("training_topic", qtrace.models.types.Code(), nullable=False),
        sa.Column("equipment_type", qtrace.models.types.Code(), nullable=False),
        sa.Column("makes_units", sa.Boolean(), nullable=False),
        sa.Column("most_passes", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("most_passes >= 1", name=op.f("ck_operation_most_passes")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_operation_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["route_revision_id"],
            ["route_revision.id"],
            name=op.f("fk_operation_route_revision_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sa.UniqueConstraint(
            "route_revision_id", "no", name=op.f("uq_operation_route_revision_id_no")
        ),
    )
    op.create_table(
        "check_definition",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("operation_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("lsl", qtrace.models.types.Code(), nullable=True),
        sa.Column("usl", qtrace.models.types.Code(), nullable=True),
        sa.Column("unit_code", qtrace.models.types.Code(), nullable=False),
        sa.Column("gauge_type", qtrace.models.types.Code(), nullable=False),
        sa.Column("at_start", sa.Boolean(), nullable=False),
        sa.Column("every_n", sa.Integer(), nullable=True),
        sa.Column("every_minutes", sa.Integer(), nullable=True),
        sa.Column("after_stop", sa.Boolean(), nullable=False),
        sa.Column("second_person", sa.Boolean(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('parameter', 'first_piece', 'patrol', 'last_piece')",
            name=op.f("ck_check_definition_kind"),
        ),
        sa.CheckConstraint(
            "every_minutes IS NULL OR every_minutes > 0",
            name=op.f("ck_check_definition_every_minutes"),
        ),
        sa.CheckConstraint(
            "every_n IS NULL OR every_n > 0", name=op.f("ck_check_definition_every_n")
        ),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_check_definition_operation_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_check_definition_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_definition")),
        sa.UniqueConstraint("operation_id", "no", name=op.f("uq_check_definition_operation_id_no")),
    )
    op.create_table(
        "unit_label",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("label_version_id", sa.BigInteger(), nullable=False),
        sa.Column("scanned", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_unit_label_item_id")),
        sa.ForeignKeyConstraint(
            ["label_version_id"], ["label_version.id"], name=op.f("fk_unit_label_label_version_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_unit_label_person_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_unit_label_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_label")),
    )
    op.create_index(op.f("ix_unit_label_item_id"), "unit_label", ["item_id"], unique=False)
    op.create_table(
        "urgent_release",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("qty_q6", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=False),
        sa.Column("asked_by", sa.BigInteger(), nullable=False),
        sa.Column("approved_by", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_urgent_release_reason")),
        sa.CheckConstraint(
            "approved_by <> asked_by", name=op.f("ck_urgent_release_other_approves")
        ),
        sa.CheckConstraint("qty_q6 > 0", name=op.f("ck_urgent_release_qty_positive")),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["person.id"], name=op.f("fk_urgent_release_approved_by")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["person.id"], name=op.f("fk_urgent_release_asked_by")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_urgent_release_item_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_urgent_release_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urgent_release")),
    )
    op.create_index(op.f("ix_urgent_release_item_id"), "urgent_release", ["item_id"], unique=False)
    op.create_table(
        "work_order",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("number", qtrace.models.types.Code(), nullable=False),
        sa.Column("part_id", sa.BigInteger(), nullable=False),
        sa.Column("part_revision_id", sa.BigInteger(), nullable=False),
        sa.Column("route_revision_id", sa.BigInteger(), nullable=False),
        sa.Column("bill_revision_id", sa.BigInteger(), nullable=False),
        sa.Column("label_version_id", sa.BigInteger(), nullable=True),
        sa.Column("line_id", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("needed_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("ordered_by", sa.BigInteger(), nullable=False),
        sa.Column("ordered_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("finished_by", sa.BigInteger(), nullable=True),
        sa.Column("finished_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('planned', 'running', 'finished', 'cancelled')",
            name=op.f("ck_work_order_state"),
        ),
        sa.CheckConstraint("planned > 0", name=op.f("ck_work_order_planned")),
        sa.ForeignKeyConstraint(
            ["bill_revision_id"], ["bill_revision.id"], name=op.f("fk_work_order_bill_revision_id")
        ),
        sa.ForeignKeyConstraint(
            ["finished_by"], ["person.id"], name=op.f("fk_work_order_finished_by")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_work_order_item_id")),
        sa.ForeignKeyConstraint(
            ["label_version_id"], ["label_version.id"], name=op.f("fk_work_order_label_version_id")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_work_order_line_id")),
        sa.ForeignKeyConstraint(
            ["ordered_by"], ["person.id"], name=op.f("fk_work_order_ordered_by")
        ),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_work_order_part_id")),
        sa.ForeignKeyConstraint(
            ["part_revision_id"], ["part_revision.id"], name=op.f("fk_work_order_part_revision_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_work_order_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["route_revision_id"],
            ["route_revision.id"],
            name=op.f("fk_work_order_route_revision_id"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_work_order_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_order")),
        sa.UniqueConstraint("id", "finished_by", name=op.f("uq_work_order_id_finished_by")),
        sa.UniqueConstraint("item_id", name=op.f("uq_work_order_item_id")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_work_order_site_id_number")),
    )
    op.create_index(
        op.f("ix_work_order_line_id_state"), "work_order", ["line_id", "state"], unique=False
    )
    op.create_table(
        "batch_release",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("work_order_id", sa.BigInteger(), nullable=False),
        sa.Column("maker_id", sa.BigInteger(), nullable=False),
        sa.Column("gate_sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("released_by", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('production', 'market')", name=op.f("ck_batch_release_kind")),
        sa.CheckConstraint("length(gate_sha256) = 32", name=op.f("ck_batch_release_gate_sha256")),
        sa.CheckConstraint("released_by <> maker_id", name=op.f("ck_batch_release_other_releases")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_batch_release_item_id")),
        sa.ForeignKeyConstraint(
            ["maker_id"], ["person.id"], name=op.f("fk_batch_release_maker_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_batch_release_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["released_by"], ["person.id"], name=op.f("fk_batch_release_released_by")
        ),
        sa.ForeignKeyConstraint(
            ["work_order_id", "maker_id"],
            ["work_order.id", "work_order.finished_by"],
            name=op.f("fk_batch_release_work_order_id_maker_id"),
        ),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name=op.f("fk_batch_release_work_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_release")),
        sa.UniqueConstraint("item_id", "kind", name=op.f("uq_batch_release_item_id_kind")),
    )
    op.create_table(
        "made_item",
        sa.Column("item_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("work_order_id", sa.BigInteger(), nullable=False),
        sa.Column("line_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_made_item_item_id")),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_made_item_line_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_made_item_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name=op.f("fk_made_item_work_order_id")
        ),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_made_item")),
    )
    op.create_index(
        op.f("ix_made_item_line_id_made_at"), "made_item", ["line_id", "made_at"], unique=False
    )
    op.create_index(
        op.f("ix_made_item_work_order_id"), "made_item", ["work_order_id"], unique=False
    )
    op.create_table(
        "operation_run",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("work_order_id", sa.BigInteger(), nullable=False),
        sa.Column("operation_id", sa.BigInteger(), nullable=False),
        sa.Column("run_no", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.BigInteger(), nullable=False),
        sa.Column("station_id", sa.BigInteger(), nullable=False),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("clearance_id", sa.BigInteger(), nullable=True),
        sa.Column("started_by", sa.BigInteger(), nullable=False),
        sa.Column("started_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("state IN ('running', 'finished')", name=op.f("ck_operation_run_state")),
        sa.ForeignKeyConstraint(
            ["clearance_id"], ["line_clearance.id"], name=op.f("fk_operation_run_clearance_id")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["person.id"], name=op.f("fk_operation_run_ended_by")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_operation_run_line_id")),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_operation_run_operation_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_operation_run_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["started_by"], ["person.id"], name=op.f("fk_operation_run_started_by")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_operation_run_station_id")
        ),
        sa.ForeignKeyConstraint(
            ["work_order_id"], ["work_order.id"], name=op.f("fk_operation_run_work_order_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation_run")),
        sa.UniqueConstraint(
            "work_order_id",
            "operation_id",
            "run_no",
            name=op.f("uq_operation_run_work_order_id_operation_id_run_no"),
        ),
    )
    op.create_index(
        op.f("ix_operation_run_line_id_started_at"),
        "operation_run",
        ["line_id", "started_at"],
        unique=False,
    )
    op.create_table(
        "check_result",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("definition_id", sa.BigInteger(), nullable=False),
        sa.Column("value", qtrace.models.types.Code(), nullable=False),
        sa.Column("is_good", sa.Boolean(), nullable=False),
        sa.Column("lsl", qtrace.models.types.Code(), nullable=True),
        sa.Column("usl", qtrace.models.types.Code(), nullable=True),
        sa.Column("gauge_id", sa.BigInteger(), nullable=True),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("evidence_id", sa.BigInteger(), nullable=True),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["definition_id"], ["check_definition.id"], name=op.f("fk_check_result_definition_id")
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_check_result_evidence_id")
        ),
        sa.ForeignKeyConstraint(["gauge_id"], ["gauge.id"], name=op.f("fk_check_result_gauge_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_check_result_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_check_result_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["operation_run.id"], name=op.f("fk_check_result_run_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_result")),
    )
    op.create_index(
        op.f("ix_check_result_definition_id_at"),
        "check_result",
        ["definition_id", "at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_check_result_run_id_definition_id"),
        "check_result",
        ["run_id", "definition_id"],
        unique=False,
    )
    op.create_table(
        "line_stop",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_id", sa.BigInteger(), nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=True),
        sa.Column("stop_type", qtrace.models.types.Code(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("started_by", sa.BigInteger(), nullable=False),
        sa.Column("started_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "ended_at IS NULL OR ended_by IS NOT NULL", name=op.f("ck_line_stop_somebody_resumed")
        ),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_line_stop_ended_by")),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_line_stop_line_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_line_stop_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["run_id"], ["operation_run.id"], name=op.f("fk_line_stop_run_id")),
        sa.ForeignKeyConstraint(
            ["started_by"], ["person.id"], name=op.f("fk_line_stop_started_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_stop")),
    )
    op.create_index(
        op.f("ix_line_stop_line_id_started_at"),
        "line_stop",
        ["line_id", "started_at"],
        unique=False,
    )
    op.create_index(
        "uq_line_stop_open",
        "line_stop",
        ["line_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "material_load",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("bill_line_id", sa.BigInteger(), nullable=True),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("container_id", sa.BigInteger(), nullable=True),
        sa.Column("issued_q6", sa.BigInteger(), nullable=False),
        sa.Column("left_q6", sa.BigInteger(), nullable=False),
        sa.Column("returned_q6", sa.BigInteger(), nullable=False),
        sa.Column("lost_q6", sa.BigInteger(), nullable=False),
        sa.Column("piece_from", sa.Integer(), nullable=False),
        sa.Column("piece_to", sa.Integer(), nullable=True),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.Column("loaded_by", sa.BigInteger(), nullable=False),
        sa.Column("loaded_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("deviation_id", sa.BigInteger(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "left_q6 >= 0 AND left_q6 <= issued_q6", name=op.f("ck_material_load_left")
        ),
        sa.ForeignKeyConstraint(
            ["bill_line_id"], ["bill_line.id"], name=op.f("fk_material_load_bill_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["container_id"], ["item.id"], name=op.f("fk_material_load_container_id")
        ),
        sa.ForeignKeyConstraint(
            ["deviation_id"], ["quality_case.id"], name=op.f("fk_material_load_deviation_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_material_load_item_id")),
        sa.ForeignKeyConstraint(
            ["loaded_by"], ["person.id"], name=op.f("fk_material_load_loaded_by")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_material_load_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["operation_run.id"], name=op.f("fk_material_load_run_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_load")),
    )
    op.create_index(
        op.f("ix_material_load_container_id"), "material_load", ["container_id"], unique=False
    )
    op.create_index(op.f("ix_material_load_item_id"), "material_load", ["item_id"], unique=False)
    op.create_index(
        op.f("ix_material_load_run_id_id"), "material_load", ["run_id", "id"], unique=False
    )
    op.create_table(
        "production_output",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("piece_from", sa.Integer(), nullable=False),
        sa.Column("piece_to", sa.Integer(), nullable=False),
        sa.Column("pieces_after", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", qtrace.models.types.Code(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("deviation_id", sa.BigInteger(), nullable=True),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind = 'good' OR reason <> ''", name=op.f("ck_production_output_reason")
        ),
        sa.CheckConstraint(
            "kind IN ('good', 'rework', 'scrap')", name=op.f("ck_production_output_kind")
        ),
        sa.CheckConstraint("piece_from <= piece_to", name=op.f("ck_production_output_range")),
        sa.ForeignKeyConstraint(
            ["deviation_id"], ["quality_case.id"], name=op.f("fk_production_output_deviation_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["item.id"], name=op.f("fk_production_output_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_production_output_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_production_output_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["operation_run.id"], name=op.f("fk_production_output_run_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_production_output")),
        sa.UniqueConstraint("run_id", "item_id", name=op.f("uq_production_output_run_id_item_id")),
        sa.UniqueConstraint(
            "run_id", "pieces_after", name=op.f("uq_production_output_run_id_pieces_after")
        ),
    )
    op.create_index(
        op.f("ix_production_output_item_id"), "production_output", ["item_id"], unique=False
    )
    op.create_table(
        "run_equipment",
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("equipment_id", sa.BigInteger(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name=op.f("fk_run_equipment_equipment_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_run_equipment_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["operation_run.id"], name=op.f("fk_run_equipment_run_id")
        ),
        sa.PrimaryKeyConstraint("run_id", "equipment_id", name=op.f("pk_run_equipment")),
    )
    op.create_index(
        op.f("ix_run_equipment_equipment_id"), "run_equipment", ["equipment_id"], unique=False
    )
    op.create_table(
        "check_confirmation",
        sa.Column("result_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("checked_by", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_by", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "confirmed_by <> checked_by", name=op.f("ck_check_confirmation_other_confirms")
        ),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["person.id"], name=op.f("fk_check_confirmation_checked_by")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["person.id"], name=op.f("fk_check_confirmation_confirmed_by")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_check_confirmation_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["check_result.id"], name=op.f("fk_check_confirmation_result_id")
        ),
        sa.PrimaryKeyConstraint("result_id", name=op.f("pk_check_confirmation")),
    )
    op.create_table(
        "consumption",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("load_id", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("output_id", sa.BigInteger(), nullable=False),
        sa.Column("qty_q6", sa.BigInteger(), nullable=False),
        sa.Column("piece_from", sa.Integer(), nullable=False),
        sa.Column("piece_to", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("piece_from <= piece_to", name=op.f("ck_consumption_range")),
        sa.CheckConstraint("qty_q6 >= 0", name=op.f("ck_consumption_not_negative")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_consumption_item_id")),
        sa.ForeignKeyConstraint(
            ["load_id"], ["material_load.id"], name=op.f("fk_consumption_load_id")
        ),
        sa.ForeignKeyConstraint(
            ["output_id"], ["production_output.id"], name=op.f("fk_consumption_output_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_consumption_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consumption")),
    )
    op.create_index(op.f("ix_consumption_item_id"), "consumption", ["item_id"], unique=False)
    op.create_index(op.f("ix_consumption_load_id"), "consumption", ["load_id"], unique=False)
    op.create_index(op.f("ix_consumption_output_id"), "consumption", ["output_id"], unique=False)
    kinds = sa.table("movement_kind", sa.column("code", sa.Text()))
    words = ("consume", "return", "produce", "scrap")
    op.bulk_insert(kinds, [{"code": word} for word in words])
