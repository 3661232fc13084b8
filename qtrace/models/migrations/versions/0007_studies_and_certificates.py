"""studies, check standards and certificate values"""

import sqlalchemy as sa
from alembic import op

import qtrace.models.types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_check_standard()
    _create_check_reading()
    _create_msa_study()
    _create_msa_part()
    _create_msa_appraiser()
    _create_msa_trial()
    _create_msa_conclusion()
    _create_certificate_value()


def _create_check_standard() -> None:
    op.create_table(
        "check_standard",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("gauge_id", sa.BigInteger(), nullable=False),
        sa.Column("code", qtrace.models.types.Code(), nullable=False),
        sa.Column("nominal", qtrace.models.types.Code(), nullable=False),
        sa.Column("set_by", sa.BigInteger(), nullable=False),
        sa.Column("set_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["gauge_id"], ["gauge.id"], name=op.f("fk_check_standard_gauge_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_check_standard_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["set_by"], ["person.id"], name=op.f("fk_check_standard_set_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_standard")),
    )
    op.create_index(
        op.f("ix_check_standard_gauge_id_set_at"),
        "check_standard",
        ["gauge_id", "set_at"],
        unique=False,
    )


def _create_check_reading() -> None:
    op.create_table(
        "check_reading",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("standard_id", sa.BigInteger(), nullable=False),
        sa.Column("value", qtrace.models.types.Code(), nullable=False),
        sa.Column("value_raw", qtrace.models.types.Code(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("station_id", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("supersedes_id", sa.BigInteger(), nullable=True),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_check_reading_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_check_reading_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["standard_id"], ["check_standard.id"], name=op.f("fk_check_reading_standard_id")
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_check_reading_station_id")
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["check_reading.id"], name=op.f("fk_check_reading_supersedes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_reading")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_check_reading_supersedes_id")),
    )
    op.create_index(
        op.f("ix_check_reading_standard_id_at"),
        "check_reading",
        ["standard_id", "at"],
        unique=False,
    )


def _create_msa_study() -> None:
    op.create_table(
        "msa_study",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("site_id", sa.BigInteger(), nullable=False),
        sa.Column("number", qtrace.models.types.Code(), nullable=False),
        sa.Column("kind", qtrace.models.types.Code(), nullable=False),
        sa.Column("gauge_id", sa.BigInteger(), nullable=False),
        sa.Column("title", qtrace.models.types.Code(), nullable=False),
        sa.Column("unit_code", qtrace.models.types.Code(), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("lsl", qtrace.models.types.Code(), nullable=True),
        sa.Column("usl", qtrace.models.types.Code(), nullable=True),
        sa.Column("trials", sa.Integer(), nullable=False),
        sa.Column("seed", qtrace.models.types.Code(), nullable=False),
        sa.Column("planned_by", sa.BigInteger(), nullable=False),
        sa.Column("planned_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('grr', 'bias', 'agreement')", name=op.f("ck_msa_study_kind")),
        sa.CheckConstraint("trials > 0", name=op.f("ck_msa_study_trials")),
        sa.ForeignKeyConstraint(["gauge_id"], ["gauge.id"], name=op.f("fk_msa_study_gauge_id")),
        sa.ForeignKeyConstraint(
            ["planned_by"], ["person.id"], name=op.f("fk_msa_study_planned_by")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_msa_study_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_msa_study_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_msa_study")),
        sa.UniqueConstraint("number", name=op.f("uq_msa_study_number")),
    )
    op.create_index(op.f("ix_msa_study_gauge_id"), "msa_study", ["gauge_id"], unique=False)


def _create_msa_part() -> None:
    op.create_table(
        "msa_part",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("study_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("label", qtrace.models.types.Code(), nullable=False),
        sa.Column("reference", qtrace.models.types.Code(), nullable=True),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_msa_part_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["study_id"], ["msa_study.id"], name=op.f("fk_msa_part_study_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_msa_part")),
        sa.UniqueConstraint("study_id", "no", name=op.f("uq_msa_part_study_id_no")),
    )


def _create_msa_appraiser() -> None:
    op.create_table(
        "msa_appraiser",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("study_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_msa_appraiser_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_msa_appraiser_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["msa_study.id"], name=op.f("fk_msa_appraiser_study_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_msa_appraiser")),
        sa.UniqueConstraint("study_id", "no", name=op.f("uq_msa_appraiser_study_id_no")),
        sa.UniqueConstraint(
            "study_id", "person_id", name=op.f("uq_msa_appraiser_study_id_person_id")
        ),
    )


def _create_msa_trial() -> None:
    op.create_table(
        "msa_trial",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("study_id", sa.BigInteger(), nullable=False),
        sa.Column("appraiser_no", sa.Integer(), nullable=False),
        sa.Column("part_no", sa.Integer(), nullable=False),
        sa.Column("trial_no", sa.Integer(), nullable=False),
        sa.Column("value", qtrace.models.types.Code(), nullable=False),
        sa.Column("value_raw", qtrace.models.types.Code(), nullable=False),
        sa.Column("calibration_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("station_id", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("supersedes_id", sa.BigInteger(), nullable=True),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["calibration_id"], ["calibration.id"], name=op.f("fk_msa_trial_calibration_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_msa_trial_person_id")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_msa_trial_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["station_id"], ["station.id"], name=op.f("fk_msa_trial_station_id")
        ),
        sa.ForeignKeyConstraint(["study_id"], ["msa_study.id"], name=op.f("fk_msa_trial_study_id")),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["msa_trial.id"], name=op.f("fk_msa_trial_supersedes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_msa_trial")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_msa_trial_supersedes_id")),
    )
    op.create_index(
        op.f("ix_msa_trial_study_id_appraiser_no_part_no_trial_no"),
        "msa_trial",
        ["study_id", "appraiser_no", "part_no", "trial_no"],
        unique=False,
    )


def _create_msa_conclusion() -> None:
    op.create_table(
        "msa_conclusion",
        sa.Column("study_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("verdict", qtrace.models.types.Code(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("concluded_by", sa.BigInteger(), nullable=False),
        sa.Column("concluded_at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('acceptable', 'marginal', 'unacceptable')",
            name=op.f("ck_msa_conclusion_verdict"),
        ),
        sa.ForeignKeyConstraint(
            ["concluded_by"], ["person.id"], name=op.f("fk_msa_conclusion_concluded_by")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_msa_conclusion_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["study_id"], ["msa_study.id"], name=op.f("fk_msa_conclusion_study_id")
        ),
        sa.PrimaryKeyConstraint("study_id", name=op.f("pk_msa_conclusion")),
    )


def _create_certificate_value() -> None:
    op.create_table(
        "certificate_value",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("paper_id", sa.BigInteger(), nullable=False),
        sa.Column("characteristic_id", sa.BigInteger(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("value", qtrace.models.types.Code(), nullable=False),
        sa.Column("value_raw", qtrace.models.types.Code(), nullable=False),
        sa.Column("verdict", qtrace.models.types.Code(), nullable=False),
        sa.Column("lsl", qtrace.models.types.Code(), nullable=True),
        sa.Column("usl", qtrace.models.types.Code(), nullable=True),
        sa.Column("origin", qtrace.models.types.Code(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", qtrace.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("supersedes_id", sa.BigInteger(), nullable=True),
        sa.Column("record_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("origin IN ('typed', 'file')", name=op.f("ck_certificate_value_origin")),
        sa.CheckConstraint(
            "verdict IN ('pass', 'fail', 'void')", name=op.f("ck_certificate_value_verdict")
        ),
        sa.CheckConstraint("no > 0", name=op.f("ck_certificate_value_no")),
        sa.ForeignKeyConstraint(
            ["characteristic_id"],
            ["characteristic.id"],
            name=op.f("fk_certificate_value_characteristic_id"),
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["supplier_paper.id"], name=op.f("fk_certificate_value_paper_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_certificate_value_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["record.id"],
            name=op.f("fk_certificate_value_record_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["certificate_value.id"],
            name=op.f("fk_certificate_value_supersedes_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_value")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_certificate_value_supersedes_id")),
    )
    op.create_index(
        op.f("ix_certificate_value_paper_id_characteristic_id_no"),
        "certificate_value",
        ["paper_id", "characteristic_id", "no"],
        unique=False,
    )
