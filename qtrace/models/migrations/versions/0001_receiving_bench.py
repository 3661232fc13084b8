"""receiving bench"""

import sqlalchemy as sa
from alembic import op

import qtrace.models.types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "command",
        sa.Column("uid", qtrace.models.types.Code(), nullable=False),
        sa.Column("request_sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_command")),
    )
    op.create_table(
        "item_kind",
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_item_kind")),
    )
    op.create_table(
        "link_kind",
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("propagates", sa.Boolean(), nullable=False),
        sa.Column("conserves", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_link_kind")),
    )
    op.create_table(
        "movement_kind",
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_movement_kind")),
    )
    op.create_table(
        "record",
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("station_id", sa.BigInteger(), nullable=False),
        sa.Column("station_seq", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("uid", qtrace.models.types.Code(), nullable=False),
        sa.Column("prev_hash", sa.LargeBinary(), nullable=False),
        sa.Column("leaf", sa.LargeBinary(length=32), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("command_code", qtrace.models.types.Code(), nullable=False),
        sa.Column("outcome", qtrace.models.types.Code(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("entered_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(leaf) = 32", name=op.f("ck_record_leaf")),
        sa.PrimaryKeyConstraint("site_id", "station_id", "station_seq", name=op.f("pk_record")),
        sa.UniqueConstraint("id", name=op.f("uq_record_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_record_uid")),
    )
    op.create_index(op.f("ix_record_entered_at"), "record", ["entered_at"], unique=False)
    op.create_table(
        "record_object",
        sa.Column("target_kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("target_id", sa.BigInteger(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "target_kind", "target_id", "record_id", name=op.f("pk_record_object")
        ),
    )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", qtrace.models.types.Code(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("length(sha256) = 32", name=op.f("ck_blob_sha256")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_blob_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "gauge",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("gauge_type", qtrace.models.types.Code(), nullable=False),
        sa.Column("resolution", qtrace.models.types.Code(), nullable=False),
        sa.Column("range_text", qtrace.models.types.Code(), nullable=False),
        sa.Column("unit_code", qtrace.models.types.Code(), nullable=False),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("location_text", qtrace.models.types.Code(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('in_use', 'out_of_use', 'retired')", name=op.f("ck_gauge_state")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_gauge_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gauge")),
        sa.UniqueConstraint("code", name=op.f("uq_gauge_code")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("login", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("badge_code", qtrace.models.types.Code(), nullable=True),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("language", qtrace.models.types.Code(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("state IN ('active', 'locked', 'left')", name=op.f("ck_person_state")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_person_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("badge_code", name=op.f("uq_person_badge_code")),
        sa.UniqueConstraint("login", name=op.f("uq_person_login")),
    )
    op.create_table(
        "plant",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("address", qtrace.models.types.Code(), nullable=False),
        sa.Column("language", qtrace.models.types.Code(), nullable=False),
        sa.Column("time_zone", qtrace.models.types.Code(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("demo_seed", qtrace.models.types.Code(), nullable=True),
        sa.Column("form_numbers", sa.Text(), nullable=False),
        sa.Column("quality_switches", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_plant_single")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_plant_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plant")),
    )
    op.create_table(
        "role",
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_role_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_role")),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_site_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("code", name=op.f("uq_site_code")),
    )
    op.create_table(
        "supplier",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('candidate', 'conditional', 'approved', 'preferred', 'probation', 'suspended', 'removed')",
            name=op.f("ck_supplier_state"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_supplier_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier")),
        sa.UniqueConstraint("code", name=op.f("uq_supplier_code")),
    )
    op.create_table(
        "supplier_site",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("maker_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("maker_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_supplier_site_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_site")),
        sa.UniqueConstraint("code", name=op.f("uq_supplier_site_code")),
    )
    op.create_table(
        "unit",
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("symbol_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("symbol_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_unit_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_unit")),
    )
    op.create_table(
        "calibration",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("gauge_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("result", qtrace.models.types.Code(), nullable=False),
        sa.Column("certificate_no", qtrace.models.types.Code(), nullable=False),
        sa.Column("risk", qtrace.models.types.Code(), nullable=False),
        sa.Column("done_by", sa.BigInteger(), nullable=False),
        sa.Column("approved_by", sa.BigInteger(), nullable=True),
        sa.Column("entered_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'extension' OR (approved_by IS NOT NULL AND approved_by <> done_by)",
            name=op.f("ck_calibration_extension_second_person"),
        ),
        sa.CheckConstraint(
            "kind IN ('calibration', 'extension')", name=op.f("ck_calibration_kind")
        ),
        sa.CheckConstraint(
            "result IN ('passed', 'failed', 'adjusted')", name=op.f("ck_calibration_result")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["person.id"], name=op.f("fk_calibration_approved_by")
        ),
        sa.ForeignKeyConstraint(["done_by"], ["person.id"], name=op.f("fk_calibration_done_by")),
        sa.ForeignKeyConstraint(["gauge_id"], ["gauge.id"], name=op.f("fk_calibration_gauge_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_calibration_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calibration")),
    )
    op.create_index(
        op.f("ix_calibration_gauge_id_due_on"), "calibration", ["gauge_id", "due_on"], unique=False
    )
    op.create_table(
        "credential",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("encoded", qtrace.models.types.Code(), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("failed_count", sa.Integer(), nullable=False),
        sa.Column("locked_until", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("changed_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('password', 'pin')", name=op.f("ck_credential_kind")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_credential_person_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_credential_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("person_id", "kind", name=op.f("pk_credential")),
    )
    op.create_table(
        "delivery",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("number", qtrace.models.types.Code(), nullable=False),
        sa.Column("supplier_id", sa.BigInteger(), nullable=False),
        sa.Column("carrier", qtrace.models.types.Code(), nullable=False),
        sa.Column("sscc", qtrace.models.types.Code(), nullable=True),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('expected', 'arrived', 'received', 'void')", name=op.f("ck_delivery_state")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_delivery_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_delivery_site_id")),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk_delivery_supplier_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("code", name=op.f("uq_delivery_code")),
        sa.UniqueConstraint("supplier_id", "number", name=op.f("uq_delivery_supplier_id_number")),
    )
    op.create_index(op.f("ix_delivery_sscc"), "delivery", ["sscc"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("original_name", qtrace.models.types.Code(), nullable=False),
        sa.Column("taken_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("target_kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("target_id", sa.BigInteger(), nullable=False),
        sa.Column("role", qtrace.models.types.Code(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_evidence_person_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_evidence_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(
        op.f("ix_evidence_target_kind_target_id"),
        "evidence",
        ["target_kind", "target_id"],
        unique=False,
    )
    op.create_table(
        "location",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("zone", qtrace.models.types.Code(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "zone IN ('quarantine', 'pending', 'released', 'reject', 'wip', 'ship')",
            name=op.f("ck_location_zone"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_location_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_location_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
        sa.UniqueConstraint("site_id", "code", name=op.f("uq_location_site_id_code")),
    )
    op.create_table(
        "number_series",
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("next_no", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_number_series_site_id")),
        sa.PrimaryKeyConstraint("site_id", "kind", "year", name=op.f("pk_number_series")),
    )
    op.create_table(
        "part",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("tracking", qtrace.models.types.Code(), nullable=False),
        sa.Column("criticality", qtrace.models.types.Code(), nullable=False),
        sa.Column("base_unit", qtrace.models.types.Code(), nullable=False),
        sa.Column("container_word", qtrace.models.types.Code(), nullable=False),
        sa.Column("shelf_life_days", sa.Integer(), nullable=True),
        sa.Column("over_delivery_pct", sa.Integer(), nullable=False),
        sa.Column("required_papers", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "criticality IN ('critical', 'major', 'minor')", name=op.f("ck_part_criticality")
        ),
        sa.CheckConstraint("tracking IN ('lot', 'serial', 'none')", name=op.f("ck_part_tracking")),
        sa.ForeignKeyConstraint(["base_unit"], ["unit.code"], name=op.f("fk_part_base_unit")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_part_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part")),
        sa.UniqueConstraint("number", name=op.f("uq_part_number")),
    )
    op.create_table(
        "person_role",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("role_code", qtrace.models.types.Code(), nullable=False),
        sa.Column("valid_from", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("valid_to", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("granted_by", sa.BigInteger(), nullable=True),
        sa.Column("supersedes_id", sa.BigInteger(), nullable=True),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "granted_by IS NULL OR granted_by <> person_id",
            name=op.f("ck_person_role_other_grants"),
        ),
        sa.ForeignKeyConstraint(
            ["granted_by"], ["person.id"], name=op.f("fk_person_role_granted_by")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_role_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_person_role_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["role_code"], ["role.code"], name=op.f("fk_person_role_role_code")
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["person_role.id"], name=op.f("fk_person_role_supersedes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_role")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_person_role_supersedes_id")),
    )
    op.create_index(op.f("ix_person_role_person_id"), "person_role", ["person_id"], unique=False)
    op.create_table(
        "purchase_order",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", qtrace.models.types.Code(), nullable=False),
        sa.Column("supplier_id", sa.BigInteger(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'closed', 'void')", name=op.f("ck_purchase_order_state")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_purchase_order_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk_purchase_order_supplier_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_order")),
        sa.UniqueConstraint("number", name=op.f("uq_purchase_order_number")),
    )
    op.create_table(
        "quality_case",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("number", qtrace.models.types.Code(), nullable=False),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("severity", qtrace.models.types.Code(), nullable=False),
        sa.Column("title", qtrace.models.types.Code(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("opened_by", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("due_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('ncr', 'hold', 'deviation', 'capa', 'scar', 'change', 'complaint', 'recall', 'data')",
            name=op.f("ck_quality_case_kind"),
        ),
        sa.CheckConstraint(
            "severity IN ('critical', 'major', 'minor')", name=op.f("ck_quality_case_severity")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["person.id"], name=op.f("fk_quality_case_opened_by")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_quality_case_owner_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_quality_case_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_quality_case_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quality_case")),
        sa.UniqueConstraint(
            "site_id", "kind", "number", name=op.f("uq_quality_case_site_id_kind_number")
        ),
    )
    op.create_index(
        op.f("ix_quality_case_owner_id_state"), "quality_case", ["owner_id", "state"], unique=False
    )
    op.create_index(
        op.f("ix_quality_case_site_id_kind_state_due_at"),
        "quality_case",
        ["site_id", "kind", "state", "due_at"],
        unique=False,
    )
    op.create_table(
        "role_permission",
        sa.Column("role_code", qtrace.models.types.Code(), nullable=False),
        sa.Column("command_code", qtrace.models.types.Code(), nullable=False),
        sa.Column("is_allowed", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_role_permission_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["role_code"], ["role.code"], name=op.f("fk_role_permission_role_code")
        ),
        sa.PrimaryKeyConstraint("role_code", "command_code", name=op.f("pk_role_permission")),
    )
    op.create_table(
        "station",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("writer_no", sa.Integer(), nullable=False),
        sa.Column("mode", qtrace.models.types.Code(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "mode IN ('receiving', 'line', 'desk', 'server', 'command_line')",
            name=op.f("ck_station_mode"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_station_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_station_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_station")),
        sa.UniqueConstraint("site_id", "code", name=op.f("uq_station_site_id_code")),
        sa.UniqueConstraint("writer_no", name=op.f("uq_station_writer_no")),
    )
    op.create_table(
        "switching_event",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("switching_key", qtrace.models.types.Code(), nullable=False),
        sa.Column("event", qtrace.models.types.Code(), nullable=False),
        sa.Column("reason", qtrace.models.types.Code(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "event IN ('resume', 'irregular_production', 'discontinued', 'authority_normal', 'authority_tightened')",
            name=op.f("ck_switching_event_event"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_switching_event_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_switching_event_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_switching_event")),
    )
    op.create_index(
        op.f("ix_switching_event_switching_key_id"),
        "switching_event",
        ["switching_key", "id"],
        unique=False,
    )
    op.create_table(
        "approved_source",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("supplier_id", sa.BigInteger(), nullable=False),
        sa.Column("part_id", sa.BigInteger(), nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("lots_left_tightened", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('candidate', 'conditional', 'approved', 'preferred', 'probation', 'suspended', 'removed')",
            name=op.f("ck_approved_source_state"),
        ),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_approved_source_part_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_approved_source_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["supplier_site.id"], name=op.f("fk_approved_source_site_id")
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk_approved_source_supplier_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approved_source")),
        sa.UniqueConstraint(
            "supplier_id",
            "part_id",
            "site_id",
            name=op.f("uq_approved_source_supplier_id_part_id_site_id"),
        ),
    )
    op.create_index(
        op.f("ix_approved_source_part_id"), "approved_source", ["part_id"], unique=False
    )
    op.create_table(
        "case_event",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("from_state", qtrace.models.types.Code(), nullable=True),
        sa.Column("to_state", qtrace.models.types.Code(), nullable=False),
        sa.Column("transition", qtrace.models.types.Code(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reason", qtrace.models.types.Code(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["quality_case.id"], name=op.f("fk_case_event_case_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_case_event_person_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_case_event_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_event")),
        sa.UniqueConstraint("case_id", "no", name=op.f("uq_case_event_case_id_no")),
    )
    op.create_table(
        "case_link",
        sa.Column("cause_id", sa.BigInteger(), nullable=False),
        sa.Column("effect_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cause_id"], ["quality_case.id"], name=op.f("fk_case_link_cause_id")
        ),
        sa.ForeignKeyConstraint(
            ["effect_id"], ["quality_case.id"], name=op.f("fk_case_link_effect_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_case_link_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("cause_id", "effect_id", "record_id", name=op.f("pk_case_link")),
    )
    op.create_index(op.f("ix_case_link_effect_id"), "case_link", ["effect_id"], unique=False)
    op.create_table(
        "hold",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("profile", qtrace.models.types.Code(), nullable=False),
        sa.Column("block_mask", sa.BigInteger(), nullable=False),
        sa.Column("propagates", sa.Boolean(), nullable=False),
        sa.Column("origin", qtrace.models.types.Code(), nullable=False),
        sa.Column("origin_case_id", sa.BigInteger(), nullable=True),
        sa.Column("reason_code", qtrace.models.types.Code(), nullable=False),
        sa.Column("review_by", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("placed_by", sa.BigInteger(), nullable=False),
        sa.Column("requested_by", sa.BigInteger(), nullable=True),
        sa.Column("released_by", sa.BigInteger(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state <> 'released' OR released_by IS NOT NULL", name=op.f("ck_hold_somebody_released")
        ),
        sa.CheckConstraint(
            "state IN ('active', 'requested', 'released', 'converted')", name=op.f("ck_hold_state")
        ),
        sa.CheckConstraint(
            "released_by IS NULL OR released_by <> placed_by", name=op.f("ck_hold_placer_waits")
        ),
        sa.CheckConstraint(
            "released_by IS NULL OR released_by <> requested_by",
            name=op.f("ck_hold_other_releases"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["quality_case.id"], name=op.f("fk_hold_case_id")),
        sa.ForeignKeyConstraint(
            ["origin_case_id"], ["quality_case.id"], name=op.f("fk_hold_origin_case_id")
        ),
        sa.ForeignKeyConstraint(["placed_by"], ["person.id"], name=op.f("fk_hold_placed_by")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_hold_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["released_by"], ["person.id"], name=op.f("fk_hold_released_by")),
        sa.ForeignKeyConstraint(["requested_by"], ["person.id"], name=op.f("fk_hold_requested_by")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_hold")),
        sa.UniqueConstraint("seq", name=op.f("uq_hold_seq")),
    )
    op.create_index(
        "ix_hold_active_seq",
        "hold",
        ["seq"],
        unique=False,
        sqlite_where=sa.text("state IN ('active', 'requested')"),
        postgresql_where=sa.text("state IN ('active', 'requested')"),
    )
    op.create_table(
        "inspection_plan",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("part_id", sa.BigInteger(), nullable=False),
        sa.Column("supplier_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('incoming', 'in_process', 'final')", name=op.f("ck_inspection_plan_kind")
        ),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_inspection_plan_part_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_inspection_plan_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk_inspection_plan_supplier_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_plan")),
        sa.UniqueConstraint("code", name=op.f("uq_inspection_plan_code")),
    )
    op.create_index(
        op.f("ix_inspection_plan_part_id"), "inspection_plan", ["part_id"], unique=False
    )
    op.create_table(
        "part_revision",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("part_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", qtrace.models.types.Code(), nullable=False),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("drawing", qtrace.models.types.Code(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("approved_by", sa.BigInteger(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'in_review', 'approved', 'effective', 'superseded', 'obsolete')",
            name=op.f("ck_part_revision_state"),
        ),
        sa.CheckConstraint(
            "approved_by IS NULL OR approved_by <> author_id",
            name=op.f("ck_part_revision_other_approves"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["person.id"], name=op.f("fk_part_revision_approved_by")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_part_revision_author_id")
        ),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_part_revision_part_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_part_revision_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part_revision")),
        sa.UniqueConstraint("part_id", "revision", name=op.f("uq_part_revision_part_id_revision")),
    )
    op.create_index(
        "uq_part_revision_effective",
        "part_revision",
        ["part_id"],
        unique=True,
        sqlite_where=sa.text("state = 'effective'"),
        postgresql_where=sa.text("state = 'effective'"),
    )
    op.create_table(
        "sign_in_event",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("station_id", sa.BigInteger(), nullable=False),
        sa.Column("method", qtrace.models.types.Code(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('in', 'out', 'lock', 'refused', 'lockout')",
            name=op.f("ck_sign_in_event_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_in_event_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_sign_in_event_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_sign_in_event_station_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_event")),
    )
    op.create_index(
        op.f("ix_sign_in_event_station_id_at"), "sign_in_event", ["station_id", "at"], unique=False
    )
    op.create_table(
        "signature",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("signer_id", sa.BigInteger(), nullable=False),
        sa.Column("name_as_printed", qtrace.models.types.Code(), nullable=False),
        sa.Column("role_code", qtrace.models.types.Code(), nullable=False),
        sa.Column("meaning", qtrace.models.types.Code(), nullable=False),
        sa.Column("target_kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("target_id", sa.BigInteger(), nullable=False),
        sa.Column("target_version", sa.Integer(), nullable=False),
        sa.Column("content_sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("station_id", sa.BigInteger(), nullable=False),
        sa.Column("factors", qtrace.models.types.Code(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("length(content_sha256) = 32", name=op.f("ck_signature_content_sha256")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_signature_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["signer_id"], ["person.id"], name=op.f("fk_signature_signer_id")),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_signature_station_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint(
            "record_id",
            "signer_id",
            "meaning",
            name=op.f("uq_signature_record_id_signer_id_meaning"),
        ),
    )
    op.create_index(
        op.f("ix_signature_target_kind_target_id"),
        "signature",
        ["target_kind", "target_id"],
        unique=False,
    )
    op.create_table(
        "station_gate",
        sa.Column("station_id", sa.BigInteger(), nullable=False),
        sa.Column("hold_seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_station_gate_station_id")
        ),
        sa.PrimaryKeyConstraint("station_id", name=op.f("pk_station_gate")),
    )
    op.create_table(
        "hold_event",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hold_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reason", qtrace.models.types.Code(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('placed', 'widened', 'narrowed', 'requested', 'rejected', 'released', 'converted')",
            name=op.f("ck_hold_event_kind"),
        ),
        sa.ForeignKeyConstraint(["hold_id"], ["hold.case_id"], name=op.f("fk_hold_event_hold_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_hold_event_person_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_hold_event_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold_event")),
        sa.UniqueConstraint("seq", name=op.f("uq_hold_event_seq")),
    )
    op.create_index(op.f("ix_hold_event_hold_id"), "hold_event", ["hold_id"], unique=False)
    op.create_table(
        "hold_scope",
        sa.Column("anchor_kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("anchor_id", sa.BigInteger(), nullable=False),
        sa.Column("hold_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.BigInteger(), nullable=True),
        sa.Column("supplier_id", sa.BigInteger(), nullable=True),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "anchor_kind IN ('item', 'part', 'supplier_part', 'supplier_lot')",
            name=op.f("ck_hold_scope_anchor_kind"),
        ),
        sa.ForeignKeyConstraint(["hold_id"], ["hold.case_id"], name=op.f("fk_hold_scope_hold_id")),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_hold_scope_part_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_hold_scope_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk_hold_scope_supplier_id")
        ),
        sa.PrimaryKeyConstraint(
            "anchor_kind", "anchor_id", "hold_id", "no", name=op.f("pk_hold_scope")
        ),
    )
    op.create_index(op.f("ix_hold_scope_hold_id"), "hold_scope", ["hold_id"], unique=False)
    op.create_table(
        "part_code",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("part_id", sa.BigInteger(), nullable=False),
        sa.Column("revision_id", sa.BigInteger(), nullable=True),
        sa.Column("agency", qtrace.models.types.Code(), nullable=False),
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("package_level", qtrace.models.types.Code(), nullable=False),
        sa.Column("units_per_q6", sa.BigInteger(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_part_code_part_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_part_code_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["part_revision.id"], name=op.f("fk_part_code_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part_code")),
        sa.UniqueConstraint("agency", "code", name=op.f("uq_part_code_agency_code")),
    )
    op.create_index(op.f("ix_part_code_part_id"), "part_code", ["part_id"], unique=False)
    op.create_table(
        "plan_revision",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("signature_chain", qtrace.models.types.Code(), nullable=False),
        sa.Column("early_stop", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("approved_by", sa.BigInteger(), nullable=True),
        sa.Column("approved_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'in_review', 'approved', 'effective', 'superseded', 'obsolete')",
            name=op.f("ck_plan_revision_state"),
        ),
        sa.CheckConstraint(
            "approved_by IS NULL OR approved_by <> author_id",
            name=op.f("ck_plan_revision_other_approves"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["person.id"], name=op.f("fk_plan_revision_approved_by")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_plan_revision_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["inspection_plan.id"], name=op.f("fk_plan_revision_plan_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_plan_revision_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_revision")),
        sa.UniqueConstraint("plan_id", "version", name=op.f("uq_plan_revision_plan_id_version")),
    )
    op.create_index(
        "uq_plan_revision_effective",
        "plan_revision",
        ["plan_id"],
        unique=True,
        sqlite_where=sa.text("state = 'effective'"),
        postgresql_where=sa.text("state = 'effective'"),
    )
    op.create_table(
        "purchase_order_line",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("line_no", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.BigInteger(), nullable=False),
        sa.Column("revision_id", sa.BigInteger(), nullable=False),
        sa.Column("qty_q6", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["purchase_order.id"], name=op.f("fk_purchase_order_line_order_id")
        ),
        sa.ForeignKeyConstraint(
            ["part_id"], ["part.id"], name=op.f("fk_purchase_order_line_part_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_purchase_order_line_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["part_revision.id"], name=op.f("fk_purchase_order_line_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_order_line")),
        sa.UniqueConstraint(
            "order_id", "line_no", name=op.f("uq_purchase_order_line_order_id_line_no")
        ),
    )
    op.create_index(
        op.f("ix_purchase_order_line_part_id"), "purchase_order_line", ["part_id"], unique=False
    )
    op.create_table(
        "characteristic",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("plan_revision_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("char_class", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("nominal", qtrace.models.types.Code(), nullable=True),
        sa.Column("lsl", qtrace.models.types.Code(), nullable=True),
        sa.Column("usl", qtrace.models.types.Code(), nullable=True),
        sa.Column("unit_code", qtrace.models.types.Code(), nullable=True),
        sa.Column("decimals", sa.Integer(), nullable=True),
        sa.Column("gauge_type", qtrace.models.types.Code(), nullable=True),
        sa.Column("method_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("method_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("defect_codes", sa.Text(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "char_class IN ('critical', 'major', 'minor')",
            name=op.f("ck_characteristic_char_class"),
        ),
        sa.CheckConstraint(
            "kind IN ('variable', 'attribute')", name=op.f("ck_characteristic_kind")
        ),
        sa.ForeignKeyConstraint(
            ["plan_revision_id"],
            ["plan_revision.id"],
            name=op.f("fk_characteristic_plan_revision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_characteristic_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_characteristic")),
        sa.UniqueConstraint(
            "plan_revision_id", "no", name=op.f("uq_characteristic_plan_revision_id_no")
        ),
    )
    op.create_table(
        "delivery_line",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("delivery_id", sa.BigInteger(), nullable=False),
        sa.Column("line_no", sa.Integer(), nullable=False),
        sa.Column("order_line_id", sa.BigInteger(), nullable=True),
        sa.Column("part_id", sa.BigInteger(), nullable=True),
        sa.Column("revision_id", sa.BigInteger(), nullable=True),
        sa.Column("manufacturer_site_id", sa.BigInteger(), nullable=True),
        sa.Column("supplier_lot", qtrace.models.types.Code(), nullable=True),
        sa.Column("expected_q6", sa.BigInteger(), nullable=False),
        sa.Column("containers", sa.Integer(), nullable=False),
        sa.Column("needed_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("papers", sa.Text(), nullable=False),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('expected', 'received', 'void')", name=op.f("ck_delivery_line_state")
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_delivery_line_delivery_id")
        ),
        sa.ForeignKeyConstraint(
            ["manufacturer_site_id"],
            ["supplier_site.id"],
            name=op.f("fk_delivery_line_manufacturer_site_id"),
        ),
        sa.ForeignKeyConstraint(
            ["order_line_id"],
            ["purchase_order_line.id"],
            name=op.f("fk_delivery_line_order_line_id"),
        ),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_delivery_line_part_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_delivery_line_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["part_revision.id"], name=op.f("fk_delivery_line_revision_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_line")),
        sa.UniqueConstraint(
            "delivery_id", "line_no", name=op.f("uq_delivery_line_delivery_id_line_no")
        ),
    )
    op.create_index(
        op.f("ix_delivery_line_order_line_id"), "delivery_line", ["order_line_id"], unique=False
    )
    op.create_index(op.f("ix_delivery_line_part_id"), "delivery_line", ["part_id"], unique=False)
    op.create_index(op.f("ix_delivery_line_state"), "delivery_line", ["state"], unique=False)
    op.create_table(
        "plan_class",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("plan_revision_id", sa.BigInteger(), nullable=False),
        sa.Column("char_class", qtrace.models.types.Code(), nullable=False),
        sa.Column("sampling", qtrace.models.types.Code(), nullable=False),
        sa.Column("standard", qtrace.models.types.Code(), nullable=True),
        sa.Column("edition", qtrace.models.types.Code(), nullable=True),
        sa.Column("level", qtrace.models.types.Code(), nullable=True),
        sa.Column("aql", qtrace.models.types.Code(), nullable=True),
        sa.Column("fixed_n", sa.Integer(), nullable=True),
        sa.Column("ac", sa.Integer(), nullable=True),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "char_class IN ('critical', 'major', 'minor')", name=op.f("ck_plan_class_char_class")
        ),
        sa.CheckConstraint(
            "sampling IN ('aql', 'all', 'fixed', 'c0')", name=op.f("ck_plan_class_sampling")
        ),
        sa.ForeignKeyConstraint(
            ["plan_revision_id"], ["plan_revision.id"], name=op.f("fk_plan_class_plan_revision_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_plan_class_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_class")),
        sa.UniqueConstraint(
            "plan_revision_id", "char_class", name=op.f("uq_plan_class_plan_revision_id_char_class")
        ),
    )
    op.create_table(
        "receipt",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", qtrace.models.types.Code(), nullable=False),
        sa.Column("delivery_line_id", sa.BigInteger(), nullable=True),
        sa.Column("supplier_id", sa.BigInteger(), nullable=False),
        sa.Column("manufacturer_site_id", sa.BigInteger(), nullable=True),
        sa.Column("part_id", sa.BigInteger(), nullable=True),
        sa.Column("qty_q6", sa.BigInteger(), nullable=False),
        sa.Column("containers", sa.Integer(), nullable=False),
        sa.Column("supplier_lot", qtrace.models.types.Code(), nullable=True),
        sa.Column("raw_code", qtrace.models.types.Code(), nullable=True),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("source_state", qtrace.models.types.Code(), nullable=False),
        sa.Column("received_by", sa.BigInteger(), nullable=False),
        sa.Column("received_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("containers > 0", name=op.f("ck_receipt_containers_positive")),
        sa.CheckConstraint("qty_q6 > 0", name=op.f("ck_receipt_qty_positive")),
        sa.ForeignKeyConstraint(
            ["delivery_line_id"], ["delivery_line.id"], name=op.f("fk_receipt_delivery_line_id")
        ),
        sa.ForeignKeyConstraint(
            ["manufacturer_site_id"],
            ["supplier_site.id"],
            name=op.f("fk_receipt_manufacturer_site_id"),
        ),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_receipt_part_id")),
        sa.ForeignKeyConstraint(
            ["received_by"], ["person.id"], name=op.f("fk_receipt_received_by")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_receipt_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk_receipt_supplier_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
    )
    op.create_index(
        op.f("ix_receipt_delivery_line_id"), "receipt", ["delivery_line_id"], unique=False
    )
    op.create_table(
        "item",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("part_id", sa.BigInteger(), nullable=True),
        sa.Column("part_revision_id", sa.BigInteger(), nullable=True),
        sa.Column("lot", qtrace.models.types.Code(), nullable=True),
        sa.Column("serial", qtrace.models.types.Code(), nullable=True),
        sa.Column("unit_seq", sa.Integer(), nullable=True),
        sa.Column("udi_di", qtrace.models.types.Code(), nullable=True),
        sa.Column("supplier_id", sa.BigInteger(), nullable=True),
        sa.Column("manufacturer_site_id", sa.BigInteger(), nullable=True),
        sa.Column("supplier_lot", qtrace.models.types.Code(), nullable=True),
        sa.Column("receipt_id", sa.BigInteger(), nullable=True),
        sa.Column("origin_id", sa.BigInteger(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("expiry", sa.Date(), nullable=True),
        sa.Column("expiry_text", qtrace.models.types.Code(), nullable=True),
        sa.Column("qty_q6", sa.BigInteger(), nullable=False),
        sa.Column("unit_code", qtrace.models.types.Code(), nullable=False),
        sa.Column("location_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind <> 'container' OR (origin_id IS NOT NULL AND unit_seq > 0)",
            name=op.f("ck_item_container_has_origin"),
        ),
        sa.CheckConstraint(
            "kind <> 'unit' OR (origin_id IS NOT NULL AND unit_seq > 0)",
            name=op.f("ck_item_unit_has_origin"),
        ),
        sa.ForeignKeyConstraint(["kind"], ["item_kind.code"], name=op.f("fk_item_kind")),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_item_location_id")),
        sa.ForeignKeyConstraint(
            ["manufacturer_site_id"],
            ["supplier_site.id"],
            name=op.f("fk_item_manufacturer_site_id"),
        ),
        sa.ForeignKeyConstraint(["origin_id"], ["item.id"], name=op.f("fk_item_origin_id")),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_item_part_id")),
        sa.ForeignKeyConstraint(
            ["part_revision_id"], ["part_revision.id"], name=op.f("fk_item_part_revision_id")
        ),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipt.id"], name=op.f("fk_item_receipt_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_item_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_item_site_id")),
        sa.ForeignKeyConstraint(["supplier_id"], ["supplier.id"], name=op.f("fk_item_supplier_id")),
        sa.ForeignKeyConstraint(["unit_code"], ["unit.code"], name=op.f("fk_item_unit_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
    )
    op.create_index(op.f("ix_item_location_id"), "item", ["location_id"], unique=False)
    op.create_index(op.f("ix_item_lot"), "item", ["lot"], unique=False)
    op.create_index(
        op.f("ix_item_origin_id_unit_seq"), "item", ["origin_id", "unit_seq"], unique=False
    )
    op.create_index(op.f("ix_item_part_id_expiry"), "item", ["part_id", "expiry"], unique=False)
    op.create_index(op.f("ix_item_receipt_id"), "item", ["receipt_id"], unique=False)
    op.create_index(op.f("ix_item_serial"), "item", ["serial"], unique=False)
    op.create_index(
        op.f("ix_item_supplier_id_part_id_supplier_lot"),
        "item",
        ["supplier_id", "part_id", "supplier_lot"],
        unique=False,
    )
    op.create_index(op.f("ix_item_supplier_lot"), "item", ["supplier_lot"], unique=False)
    op.create_index(
        "uq_item_part_id_lot",
        "item",
        ["part_id", "lot"],
        unique=True,
        sqlite_where=sa.text("serial IS NULL AND lot IS NOT NULL AND kind <> 'container'"),
        postgresql_where=sa.text("serial IS NULL AND lot IS NOT NULL AND kind <> 'container'"),
    )
    op.create_index(
        "uq_item_part_id_serial",
        "item",
        ["part_id", "serial"],
        unique=True,
        sqlite_where=sa.text("serial IS NOT NULL"),
        postgresql_where=sa.text("serial IS NOT NULL"),
    )
    op.create_table(
        "case_item",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("role", qtrace.models.types.Code(), nullable=False),
        sa.Column("qty_q6", sa.BigInteger(), nullable=False),
        sa.Column("supersedes_id", sa.BigInteger(), nullable=True),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "role IN ('affected', 'suspect', 'cause')", name=op.f("ck_case_item_role")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["quality_case.id"], name=op.f("fk_case_item_case_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_case_item_item_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_case_item_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["case_item.id"], name=op.f("fk_case_item_supersedes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_item")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_case_item_supersedes_id")),
    )
    op.create_index(op.f("ix_case_item_case_id"), "case_item", ["case_id"], unique=False)
    op.create_index(op.f("ix_case_item_item_id"), "case_item", ["item_id"], unique=False)
    op.create_table(
        "hold_member",
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("hold_id", sa.BigInteger(), nullable=False),
        sa.Column("seq_from", sa.Integer(), nullable=False),
        sa.Column("seq_to", sa.Integer(), nullable=True),
        sa.Column("via", qtrace.models.types.Code(), nullable=False),
        sa.Column("distance", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "via IN ('listed', 'scope', 'derived')", name=op.f("ck_hold_member_via")
        ),
        sa.ForeignKeyConstraint(["hold_id"], ["hold.case_id"], name=op.f("fk_hold_member_hold_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_hold_member_item_id")),
        sa.PrimaryKeyConstraint("item_id", "hold_id", "seq_from", name=op.f("pk_hold_member")),
    )
    op.create_index(
        op.f("ix_hold_member_hold_id_item_id"), "hold_member", ["hold_id", "item_id"], unique=False
    )
    op.create_table(
        "inspection",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("number", qtrace.models.types.Code(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("receipt_id", sa.BigInteger(), nullable=True),
        sa.Column("plan_revision_id", sa.BigInteger(), nullable=True),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("lot_size", sa.Integer(), nullable=False),
        sa.Column("seed", qtrace.models.types.Code(), nullable=False),
        sa.Column("requested_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("started_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("needed_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("verdict", qtrace.models.types.Code(), nullable=True),
        sa.Column("decided_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("signed_by", sa.BigInteger(), nullable=True),
        sa.Column("signed_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by", sa.BigInteger(), nullable=True),
        sa.Column("approved_by", sa.BigInteger(), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'in_progress', 'signed', 'accepted', 'rejected', 'void')",
            name=op.f("ck_inspection_state"),
        ),
        sa.CheckConstraint(
            "approved_by IS NULL OR approved_by <> signed_by",
            name=op.f("ck_inspection_other_approves"),
        ),
        sa.CheckConstraint(
            "approved_by IS NULL OR reviewed_by IS NULL OR approved_by <> reviewed_by",
            name=op.f("ck_inspection_third_approves"),
        ),
        sa.CheckConstraint(
            "reviewed_by IS NULL OR reviewed_by <> signed_by",
            name=op.f("ck_inspection_other_reviews"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["person.id"], name=op.f("fk_inspection_approved_by")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_inspection_item_id")),
        sa.ForeignKeyConstraint(
            ["plan_revision_id"], ["plan_revision.id"], name=op.f("fk_inspection_plan_revision_id")
        ),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["receipt.id"], name=op.f("fk_inspection_receipt_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_inspection_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["reviewed_by"], ["person.id"], name=op.f("fk_inspection_reviewed_by")
        ),
        sa.ForeignKeyConstraint(["signed_by"], ["person.id"], name=op.f("fk_inspection_signed_by")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_inspection_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection")),
        sa.UniqueConstraint("id", "signed_by", name=op.f("uq_inspection_id_signed_by")),
        sa.UniqueConstraint("number", name=op.f("uq_inspection_number")),
    )
    op.create_index(op.f("ix_inspection_item_id"), "inspection", ["item_id"], unique=False)
    op.create_index(
        op.f("ix_inspection_site_id_state"), "inspection", ["site_id", "state"], unique=False
    )
    op.create_table(
        "item_status",
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("quality_state", qtrace.models.types.Code(), nullable=False),
        sa.Column("disposition_no", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "quality_state IN ('quarantine', 'released', 'rejected', 'conditional', 'scrapped', 'returned', 'rework', 'split')",
            name=op.f("ck_item_status_quality_state"),
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_item_status_item_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_item_status_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_item_status")),
    )
    op.create_index(
        op.f("ix_item_status_quality_state"), "item_status", ["quality_state"], unique=False
    )
    op.create_table(
        "label_check",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("lot_id", sa.BigInteger(), nullable=False),
        sa.Column("container_id", sa.BigInteger(), nullable=False),
        sa.Column("label_status", qtrace.models.types.Code(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("station_id", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["container_id"], ["item.id"], name=op.f("fk_label_check_container_id")
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["item.id"], name=op.f("fk_label_check_lot_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_label_check_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_label_check_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_label_check_station_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_check")),
        sa.UniqueConstraint(
            "container_id", "label_status", name=op.f("uq_label_check_container_id_label_status")
        ),
    )
    op.create_index(op.f("ix_label_check_lot_id"), "label_check", ["lot_id"], unique=False)
    op.create_table(
        "link",
        sa.Column("parent_id", sa.BigInteger(), nullable=False),
        sa.Column("child_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("qty_q6", sa.BigInteger(), nullable=False),
        sa.Column("unit_code", qtrace.models.types.Code(), nullable=False),
        sa.Column("seq_from", sa.Integer(), nullable=True),
        sa.Column("seq_to", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("parent_id <> child_id", name=op.f("ck_link_not_itself")),
        sa.CheckConstraint("seq_from IS NULL OR seq_from <= seq_to", name=op.f("ck_link_range")),
        sa.ForeignKeyConstraint(["child_id"], ["item.id"], name=op.f("fk_link_child_id")),
        sa.ForeignKeyConstraint(["kind"], ["link_kind.code"], name=op.f("fk_link_kind")),
        sa.ForeignKeyConstraint(["parent_id"], ["item.id"], name=op.f("fk_link_parent_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_link_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_link_site_id")),
        sa.ForeignKeyConstraint(["unit_code"], ["unit.code"], name=op.f("fk_link_unit_code")),
        sa.PrimaryKeyConstraint("parent_id", "child_id", "record_id", name=op.f("pk_link")),
    )
    op.create_index(
        op.f("ix_link_child_id_parent_id"), "link", ["child_id", "parent_id"], unique=False
    )
    op.create_table(
        "movement",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("qty_q6", sa.BigInteger(), nullable=False),
        sa.Column("unit_code", qtrace.models.types.Code(), nullable=False),
        sa.Column("from_location_id", sa.BigInteger(), nullable=True),
        sa.Column("to_location_id", sa.BigInteger(), nullable=True),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("supersedes_id", sa.BigInteger(), nullable=True),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("qty_q6 > 0", name=op.f("ck_movement_qty_positive")),
        sa.ForeignKeyConstraint(
            ["from_location_id"], ["location.id"], name=op.f("fk_movement_from_location_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_movement_item_id")),
        sa.ForeignKeyConstraint(["kind"], ["movement_kind.code"], name=op.f("fk_movement_kind")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_movement_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_movement_site_id")),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["movement.id"], name=op.f("fk_movement_supersedes_id")
        ),
        sa.ForeignKeyConstraint(
            ["to_location_id"], ["location.id"], name=op.f("fk_movement_to_location_id")
        ),
        sa.ForeignKeyConstraint(["unit_code"], ["unit.code"], name=op.f("fk_movement_unit_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_movement")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_movement_supersedes_id")),
    )
    op.create_index(op.f("ix_movement_item_id_id"), "movement", ["item_id", "id"], unique=False)
    op.create_index(
        op.f("ix_movement_to_location_id_id"), "movement", ["to_location_id", "id"], unique=False
    )
    op.create_table(
        "stock",
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("location_id", sa.BigInteger(), nullable=False),
        sa.Column("on_hand_q6", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("on_hand_q6 >= 0", name=op.f("ck_stock_not_negative")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_stock_item_id")),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_stock_location_id")
        ),
        sa.PrimaryKeyConstraint("item_id", "location_id", name=op.f("pk_stock")),
    )
    op.create_table(
        "supplier_paper",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("number", qtrace.models.types.Code(), nullable=False),
        sa.Column("evidence_id", sa.BigInteger(), nullable=True),
        sa.Column("seen_by", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("supersedes_id", sa.BigInteger(), nullable=True),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_supplier_paper_evidence_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_supplier_paper_item_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_supplier_paper_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["seen_by"], ["person.id"], name=op.f("fk_supplier_paper_seen_by")),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["supplier_paper.id"], name=op.f("fk_supplier_paper_supersedes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_paper")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_supplier_paper_supersedes_id")),
    )
    op.create_index(op.f("ix_supplier_paper_item_id"), "supplier_paper", ["item_id"], unique=False)
    op.create_table(
        "attribute_count",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("inspection_id", sa.BigInteger(), nullable=False),
        sa.Column("characteristic_id", sa.BigInteger(), nullable=False),
        sa.Column("piece_from", sa.Integer(), nullable=False),
        sa.Column("piece_to", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("supersedes_id", sa.BigInteger(), nullable=True),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["characteristic_id"],
            ["characteristic.id"],
            name=op.f("fk_attribute_count_characteristic_id"),
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_attribute_count_inspection_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_attribute_count_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_attribute_count_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["attribute_count.id"], name=op.f("fk_attribute_count_supersedes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attribute_count")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_attribute_count_supersedes_id")),
    )
    op.create_index(
        op.f("ix_attribute_count_inspection_id_characteristic_id"),
        "attribute_count",
        ["inspection_id", "characteristic_id"],
        unique=False,
    )
    op.create_table(
        "disposition",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.BigInteger(), nullable=True),
        sa.Column("inspector_id", sa.BigInteger(), nullable=True),
        sa.Column("decision", qtrace.models.types.Code(), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=False),
        sa.Column("second_person_required", sa.Integer(), nullable=False),
        sa.Column("decided_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "decision IN ('accept', 'reject', 'conditional', 'concession', 'scrap', 'rework', 'return', 'split')",
            name=op.f("ck_disposition_decision"),
        ),
        sa.CheckConstraint(
            "second_person_required = 0 OR inspector_id IS NULL OR decided_by <> inspector_id",
            name=op.f("ck_disposition_second_person"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_disposition_decided_by")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id", "inspector_id"],
            ["inspection.id", "inspection.signed_by"],
            name=op.f("fk_disposition_inspection_id_inspector_id"),
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_disposition_item_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_disposition_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposition")),
        sa.UniqueConstraint("item_id", "no", name=op.f("uq_disposition_item_id_no")),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("number", qtrace.models.types.Code(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("inspection_id", sa.BigInteger(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("data_sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("issued_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.BigInteger(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('incoming_report', 'hold_tag')", name=op.f("ck_document_kind")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_document_inspection_id")
        ),
        sa.ForeignKeyConstraint(["issued_by"], ["person.id"], name=op.f("fk_document_issued_by")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_document_item_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_document_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("number", "revision", name=op.f("uq_document_number_revision")),
    )
    op.create_index(op.f("ix_document_item_id"), "document", ["item_id"], unique=False)
    op.create_table(
        "inspection_class",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("inspection_id", sa.BigInteger(), nullable=False),
        sa.Column("char_class", qtrace.models.types.Code(), nullable=False),
        sa.Column("switching_key", qtrace.models.types.Code(), nullable=False),
        sa.Column("sampling", qtrace.models.types.Code(), nullable=False),
        sa.Column("standard", qtrace.models.types.Code(), nullable=True),
        sa.Column("edition", qtrace.models.types.Code(), nullable=True),
        sa.Column("level", qtrace.models.types.Code(), nullable=True),
        sa.Column("aql", qtrace.models.types.Code(), nullable=True),
        sa.Column("severity", qtrace.models.types.Code(), nullable=False),
        sa.Column("severity_reason", sa.Text(), nullable=False),
        sa.Column("code_letter", qtrace.models.types.Code(), nullable=True),
        sa.Column("plan_letter", qtrace.models.types.Code(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("ac", sa.Integer(), nullable=False),
        sa.Column("re", sa.Integer(), nullable=False),
        sa.Column("inspect_all", sa.Boolean(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_inspection_class_inspection_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_inspection_class_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_class")),
        sa.UniqueConstraint(
            "inspection_id", "char_class", name=op.f("uq_inspection_class_inspection_id_char_class")
        ),
    )
    op.create_index(
        op.f("ix_inspection_class_switching_key_id"),
        "inspection_class",
        ["switching_key", "id"],
        unique=False,
    )
    op.create_table(
        "ncr",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("source", qtrace.models.types.Code(), nullable=False),
        sa.Column("inspection_id", sa.BigInteger(), nullable=True),
        sa.Column("description", qtrace.models.types.Code(), nullable=False),
        sa.Column("qty_affected_q6", sa.BigInteger(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["quality_case.id"], name=op.f("fk_ncr_case_id")),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_ncr_inspection_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_ncr_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_ncr")),
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("inspection_id", sa.BigInteger(), nullable=False),
        sa.Column("characteristic_id", sa.BigInteger(), nullable=False),
        sa.Column("sample_no", sa.Integer(), nullable=False),
        sa.Column("value", qtrace.models.types.Code(), nullable=True),
        sa.Column("value_raw", qtrace.models.types.Code(), nullable=True),
        sa.Column("verdict", qtrace.models.types.Code(), nullable=False),
        sa.Column("defect_code", qtrace.models.types.Code(), nullable=True),
        sa.Column("lsl", qtrace.models.types.Code(), nullable=True),
        sa.Column("usl", qtrace.models.types.Code(), nullable=True),
        sa.Column("gauge_id", sa.BigInteger(), nullable=True),
        sa.Column("calibration_id", sa.BigInteger(), nullable=True),
        sa.Column("origin", qtrace.models.types.Code(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("station_id", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("supersedes_id", sa.BigInteger(), nullable=True),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('keyboard', 'keypad', 'gauge', 'command')", name=op.f("ck_reading_origin")
        ),
        sa.CheckConstraint(
            "value IS NOT NULL OR defect_code IS NOT NULL OR verdict = 'void'",
            name=op.f("ck_reading_says_something"),
        ),
        sa.CheckConstraint("verdict IN ('pass', 'fail', 'void')", name=op.f("ck_reading_verdict")),
        sa.ForeignKeyConstraint(
            ["calibration_id"], ["calibration.id"], name=op.f("fk_reading_calibration_id")
        ),
        sa.ForeignKeyConstraint(
            ["characteristic_id"], ["characteristic.id"], name=op.f("fk_reading_characteristic_id")
        ),
        sa.ForeignKeyConstraint(["gauge_id"], ["gauge.id"], name=op.f("fk_reading_gauge_id")),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_reading_inspection_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reading_person_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_reading_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_reading_site_id")),
        sa.ForeignKeyConstraint(["station_id"], ["station.id"], name=op.f("fk_reading_station_id")),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["reading.id"], name=op.f("fk_reading_supersedes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_reading_supersedes_id")),
    )
    op.create_index(op.f("ix_reading_gauge_id_at"), "reading", ["gauge_id", "at"], unique=False)
    op.create_index(
        op.f("ix_reading_inspection_id_characteristic_id_sample_no"),
        "reading",
        ["inspection_id", "characteristic_id", "sample_no"],
        unique=False,
    )
    op.create_table(
        "sample",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("inspection_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("container_no", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name=op.f("fk_sample_inspection_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_sample_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample")),
        sa.UniqueConstraint("inspection_id", "no", name=op.f("uq_sample_inspection_id_no")),
    )
    op.create_table(
        "document_file",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("media_type", qtrace.models.types.Code(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("stored_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_file_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_document_file_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_file")),
        sa.UniqueConstraint(
            "document_id", "media_type", name=op.f("uq_document_file_document_id_media_type")
        ),
    )
    op.create_table(
        "inspection_result",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("inspection_class_id", sa.BigInteger(), nullable=False),
        sa.Column("switching_key", qtrace.models.types.Code(), nullable=False),
        sa.Column("lot_size", sa.Integer(), nullable=False),
        sa.Column("d", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("resubmitted", sa.Boolean(), nullable=False),
        sa.Column("decided_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_class_id"],
            ["inspection_class.id"],
            name=op.f("fk_inspection_result_inspection_class_id"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_inspection_result_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_result")),
        sa.UniqueConstraint(
            "inspection_class_id", name=op.f("uq_inspection_result_inspection_class_id")
        ),
    )
    op.create_index(
        op.f("ix_inspection_result_switching_key_id"),
        "inspection_result",
        ["switching_key", "id"],
        unique=False,
    )
    op.create_table(
        "print_job",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("template", qtrace.models.types.Code(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=True),
        sa.Column("label_status", qtrace.models.types.Code(), nullable=True),
        sa.Column("container_from", sa.Integer(), nullable=True),
        sa.Column("container_to", sa.Integer(), nullable=True),
        sa.Column("copy_no", sa.Integer(), nullable=False),
        sa.Column("reason", qtrace.models.types.Code(), nullable=False),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("requested_by", sa.BigInteger(), nullable=False),
        sa.Column("requested_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('label', 'document')", name=op.f("ck_print_job_kind")),
        sa.CheckConstraint(
            "state IN ('waiting', 'printed', 'failed', 'void')", name=op.f("ck_print_job_state")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_print_job_document_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_print_job_item_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_print_job_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["person.id"], name=op.f("fk_print_job_requested_by")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_print_job_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_job")),
    )
    op.create_index(op.f("ix_print_job_item_id"), "print_job", ["item_id"], unique=False)
    op.create_index(op.f("ix_print_job_state"), "print_job", ["state"], unique=False)
    op.create_table(
        "print_event",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("job_id", sa.BigInteger(), nullable=False),
        sa.Column("outcome", qtrace.models.types.Code(), nullable=False),
        sa.Column("detail", qtrace.models.types.Code(), nullable=False),
        sa.Column("symbols_read_back", sa.Integer(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('printed', 'failed', 'refused')", name=op.f("ck_print_event_outcome")
        ),
        sa.ForeignKeyConstraint(["job_id"], ["print_job.id"], name=op.f("fk_print_event_job_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_print_event_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_event")),
    )
    op.create_index(op.f("ix_print_event_job_id"), "print_event", ["job_id"], unique=False)
    seed()


def seed() -> None:
    """Words that the program branches on."""
    kinds = [("item_kind", ["lot", "production_lot", "unit", "container", "load", "shipment"])]
    kinds.append(
        ("movement_kind", ["receive", "put_away", "move", "issue", "sample", "adjust", "split"])
    )
    for table, words in kinds:
        target = sa.table(table, sa.column("code", sa.Text()))
        op.bulk_insert(target, [{"code": word} for word in words])
    link = sa.table(
        "link_kind",
        sa.column("code", sa.Text()),
        sa.column("propagates", sa.Boolean()),
        sa.column("conserves", sa.Boolean()),
    )
    rows = [
        ("consumed", True, False),
        ("split", True, True),
        ("merged", True, True),
        ("processed", True, False),
        ("installed", True, False),
        ("removed", False, False),
        ("returned", True, False),
        ("replaced", False, False),
        ("handover", True, True),
    ]
    op.bulk_insert(link, [{"code": c, "propagates": p, "conserves": k} for c, p, k in rows])
