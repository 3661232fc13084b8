"""supplier formats and code profiles"""

import sqlalchemy as sa
from alembic import op

import qtrace.models.types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "code_profile",
        sa.Column("part_code_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ais", qtrace.models.types.Code(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["part_code_id"], ["part_code.id"], name=op.f("fk_code_profile_part_code_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_code_profile_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("part_code_id", name=op.f("pk_code_profile")),
    )
    op.create_table(
        "supplier_format",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("supplier_id", sa.BigInteger(), nullable=False),
        sa.Column("name", qtrace.models.types.Code(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("state", qtrace.models.types.Code(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("pattern <> ''", name=op.f("ck_supplier_format_pattern")),
        sa.CheckConstraint("state IN ('active', 'retired')", name=op.f("ck_supplier_format_state")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_supplier_format_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk_supplier_format_supplier_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_format")),
        sa.UniqueConstraint(
            "supplier_id", "name", name=op.f("uq_supplier_format_supplier_id_name")
        ),
    )
