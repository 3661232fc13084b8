"""station pins and returned drafts"""

import sqlalchemy as sa
from alembic import op

import qtrace.models.types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft_return",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("target_kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("revision_id", sa.BigInteger(), nullable=False),
        sa.Column("draft_version", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("returned_by", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_draft_return_reason")),
        sa.CheckConstraint(
            "target_kind IN ('part', 'plan')", name=op.f("ck_draft_return_target_kind")
        ),
        sa.CheckConstraint("returned_by <> author_id", name=op.f("ck_draft_return_other_returns")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_draft_return_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_draft_return_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["returned_by"], ["person.id"], name=op.f("fk_draft_return_returned_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_return")),
        sa.UniqueConstraint(
            "target_kind",
            "revision_id",
            "draft_version",
            name=op.f("uq_draft_return_target_kind_revision_id_draft_version"),
        ),
    )
    op.create_table(
        "station_pin",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("station_id", sa.BigInteger(), nullable=False),
        sa.Column("is_allowed", sa.Boolean(), nullable=False),
        sa.Column("changed_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_station_pin_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_station_pin_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_station_pin_station_id")
        ),
        sa.PrimaryKeyConstraint("person_id", "station_id", name=op.f("pk_station_pin")),
    )
