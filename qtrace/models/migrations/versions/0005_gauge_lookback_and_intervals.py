"""gauge look-back, findings and intervals"""

import sqlalchemy as sa
from alembic import op

import qtrace.models.types

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calibration_finding",
        sa.Column("calibration_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("as_found", qtrace.models.types.Code(), nullable=False),
        sa.Column("found_text", qtrace.models.types.Code(), nullable=False),
        sa.Column("left_text", qtrace.models.types.Code(), nullable=False),
        sa.Column("laboratory", qtrace.models.types.Code(), nullable=False),
        sa.Column("traceability", qtrace.models.types.Code(), nullable=False),
        sa.Column("evidence_id", sa.BigInteger(), nullable=True),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "as_found IN ('in_tolerance', 'out_of_tolerance')",
            name=op.f("ck_calibration_finding_as_found"),
        ),
        sa.ForeignKeyConstraint(
            ["calibration_id"],
            ["calibration.id"],
            name=op.f("fk_calibration_finding_calibration_id"),
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_calibration_finding_evidence_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_calibration_finding_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("calibration_id", name=op.f("pk_calibration_finding")),
    )
    op.create_table(
        "gauge_interval",
        sa.Column("gauge_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rule", qtrace.models.types.Code(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("shortest", sa.Integer(), nullable=False),
        sa.Column("longest", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("rule IN ('fixed', 'staircase')", name=op.f("ck_gauge_interval_rule")),
        sa.CheckConstraint(
            "0 < shortest AND shortest <= days AND days <= longest",
            name=op.f("ck_gauge_interval_days"),
        ),
        sa.ForeignKeyConstraint(
            ["gauge_id"], ["gauge.id"], name=op.f("fk_gauge_interval_gauge_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_gauge_interval_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("gauge_id", name=op.f("pk_gauge_interval")),
    )
    _create_lookback()


def _create_lookback() -> None:
    op.create_table(
        "gauge_lookback",
        sa.Column("calibration_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("gauge_id", sa.BigInteger(), nullable=False),
        sa.Column("good_id", sa.BigInteger(), nullable=True),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("since", qtrace.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("until", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["calibration_id"], ["calibration.id"], name=op.f("fk_gauge_lookback_calibration_id")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["quality_case.id"], name=op.f("fk_gauge_lookback_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["gauge_id"], ["gauge.id"], name=op.f("fk_gauge_lookback_gauge_id")
        ),
        sa.ForeignKeyConstraint(
            ["good_id"], ["calibration.id"], name=op.f("fk_gauge_lookback_good_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_gauge_lookback_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("calibration_id", name=op.f("pk_gauge_lookback")),
        sa.UniqueConstraint("case_id", name=op.f("uq_gauge_lookback_case_id")),
    )
    op.create_index(
        op.f("ix_gauge_lookback_gauge_id"), "gauge_lookback", ["gauge_id"], unique=False
    )
