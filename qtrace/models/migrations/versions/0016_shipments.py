"""shipments"""

import sqlalchemy as sa
from alembic import op

import qtrace.models.types

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "customer",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_en", qtrace.models.types.Code(), nullable=False),
        sa.Column("name_zh", qtrace.models.types.Code(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('hospital', 'distributor', 'own_company', 'other')",
            name=op.f("ck_customer_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_customer_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sa.UniqueConstraint("code", name=op.f("uq_customer_code")),
    )
    op.create_table(
        "shipment",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("number", qtrace.models.types.Code(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("ship_by", sa.Date(), nullable=True),
        sa.Column("carrier", qtrace.models.types.Code(), nullable=False),
        sa.Column("opened_by", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("shipped_by", sa.BigInteger(), nullable=True),
        sa.Column("shipped_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("item_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", qtrace.models.types.Code(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(state = 'shipped') = (item_id IS NOT NULL)", name=op.f("ck_shipment_item")
        ),
        sa.CheckConstraint(
            "(state = 'shipped') = (shipped_at IS NOT NULL)", name=op.f("ck_shipment_shipped_at")
        ),
        sa.CheckConstraint(
            "(state = 'shipped') = (shipped_by IS NOT NULL)", name=op.f("ck_shipment_shipped_by")
        ),
        sa.CheckConstraint("state <> 'cancelled' OR reason <> ''", name=op.f("ck_shipment_reason")),
        sa.CheckConstraint(
            "state IN ('open', 'packed', 'shipped', 'cancelled')", name=op.f("ck_shipment_state")
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_shipment_customer_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_shipment_item_id")),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name=op.f("fk_shipment_opened_by")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_shipment_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["shipped_by"], ["person.id"], name=op.f("fk_shipment_shipped_by")),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_shipment_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment")),
        sa.UniqueConstraint("number", name=op.f("uq_shipment_number")),
    )
    op.create_index(
        op.f("ix_shipment_customer_id_shipped_at"),
        "shipment",
        ["customer_id", "shipped_at"],
        unique=False,
    )
    op.create_index(op.f("ix_shipment_item_id"), "shipment", ["item_id"], unique=False)
    op.create_index(
        op.f("ix_shipment_state_ship_by"), "shipment", ["state", "ship_by"], unique=False
    )
    op.create_table(
        "shipment_line",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("shipment_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.BigInteger(), nullable=False),
        sa.Column("part_revision_id", sa.BigInteger(), nullable=False),
        sa.Column("qty_q6", sa.BigInteger(), nullable=False),
        sa.Column("unit_code", qtrace.models.types.Code(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("qty_q6 > 0", name=op.f("ck_shipment_line_qty_positive")),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_shipment_line_part_id")),
        sa.ForeignKeyConstraint(
            ["part_revision_id"],
            ["part_revision.id"],
            name=op.f("fk_shipment_line_part_revision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_shipment_line_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipment.id"], name=op.f("fk_shipment_line_shipment_id")
        ),
        sa.ForeignKeyConstraint(
            ["unit_code"], ["unit.code"], name=op.f("fk_shipment_line_unit_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment_line")),
        sa.UniqueConstraint("shipment_id", "no", name=op.f("uq_shipment_line_shipment_id_no")),
    )
    op.create_table(
        "shipment_pick",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("shipment_id", sa.BigInteger(), nullable=False),
        sa.Column("lot_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=True),
        sa.Column("qty_q6", sa.BigInteger(), nullable=False),
        sa.Column("unit_code", qtrace.models.types.Code(), nullable=False),
        sa.Column("packed_by", sa.BigInteger(), nullable=False),
        sa.Column("packed_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("out_by", sa.BigInteger(), nullable=True),
        sa.Column("out_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(out_at IS NULL) = (out_by IS NULL)", name=op.f("ck_shipment_pick_taken_out")
        ),
        sa.CheckConstraint("qty_q6 > 0", name=op.f("ck_shipment_pick_qty_positive")),
        sa.ForeignKeyConstraint(["lot_id"], ["item.id"], name=op.f("fk_shipment_pick_lot_id")),
        sa.ForeignKeyConstraint(["out_by"], ["person.id"], name=op.f("fk_shipment_pick_out_by")),
        sa.ForeignKeyConstraint(
            ["packed_by"], ["person.id"], name=op.f("fk_shipment_pick_packed_by")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_shipment_pick_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["shipment_id"], ["shipment.id"], name=op.f("fk_shipment_pick_shipment_id")
        ),
        sa.ForeignKeyConstraint(
            ["unit_code"], ["unit.code"], name=op.f("fk_shipment_pick_unit_code")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["item.id"], name=op.f("fk_shipment_pick_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment_pick")),
    )
    op.create_index(op.f("ix_shipment_pick_lot_id"), "shipment_pick", ["lot_id"], unique=False)
    op.create_index(
        op.f("ix_shipment_pick_shipment_id"), "shipment_pick", ["shipment_id"], unique=False
    )
    op.create_index(
        "uq_shipment_pick_unit",
        "shipment_pick",
        ["unit_id"],
        unique=True,
        sqlite_where=sa.text("unit_id IS NOT NULL AND out_at IS NULL"),
        postgresql_where=sa.text("unit_id IS NOT NULL AND out_at IS NULL"),
    )
    kinds = sa.table("movement_kind", sa.column("code", sa.Text()))
    op.bulk_insert(kinds, [{"code": "ship"}])
