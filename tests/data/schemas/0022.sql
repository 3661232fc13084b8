BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0022');
CREATE TABLE approved_source (
	id BIGINT NOT NULL, 
	supplier_id BIGINT NOT NULL, 
	part_id BIGINT NOT NULL, 
	site_id BIGINT NOT NULL, 
	state TEXT NOT NULL, 
	lots_left_tightened INTEGER NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_approved_source PRIMARY KEY (id), 
	CONSTRAINT ck_approved_source_state CHECK (state IN ('candidate', 'conditional', 'approved', 'preferred', 'probation', 'suspended', 'removed')), 
	CONSTRAINT fk_approved_source_part_id FOREIGN KEY(part_id) REFERENCES part (id), 
	CONSTRAINT fk_approved_source_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_approved_source_site_id FOREIGN KEY(site_id) REFERENCES supplier_site (id), 
	CONSTRAINT fk_approved_source_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id), 
	CONSTRAINT uq_approved_source_supplier_id_part_id_site_id UNIQUE (supplier_id, part_id, site_id)
);
CREATE TABLE attribute_count (
	id BIGINT NOT NULL, 
	inspection_id BIGINT NOT NULL, 
	characteristic_id BIGINT NOT NULL, 
	piece_from INTEGER NOT NULL, 
	piece_to INTEGER NOT NULL, 
	person_id BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	supersedes_id BIGINT, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_attribute_count PRIMARY KEY (id), 
	CONSTRAINT fk_attribute_count_characteristic_id FOREIGN KEY(characteristic_id) REFERENCES characteristic (id), 
	CONSTRAINT fk_attribute_count_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id), 
	CONSTRAINT fk_attribute_count_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_attribute_count_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_attribute_count_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES attribute_count (id), 
	CONSTRAINT uq_attribute_count_supersedes_id UNIQUE (supersedes_id)
);
CREATE TABLE batch_release (
	id BIGINT NOT NULL, 
	item_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	work_order_id BIGINT NOT NULL, 
	maker_id BIGINT NOT NULL, 
	gate_sha256 BLOB NOT NULL, 
	released_by BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_batch_release PRIMARY KEY (id), 
	CONSTRAINT ck_batch_release_kind CHECK (kind IN ('production', 'market')), 
	CONSTRAINT ck_batch_release_gate_sha256 CHECK (length(gate_sha256) = 32), 
	CONSTRAINT ck_batch_release_other_releases CHECK (released_by <> maker_id), 
	CONSTRAINT fk_batch_release_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_batch_release_maker_id FOREIGN KEY(maker_id) REFERENCES person (id), 
	CONSTRAINT fk_batch_release_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_batch_release_released_by FOREIGN KEY(released_by) REFERENCES person (id), 
	CONSTRAINT fk_batch_release_work_order_id_maker_id FOREIGN KEY(work_order_id, maker_id) REFERENCES work_order (id, finished_by), 
	CONSTRAINT fk_batch_release_work_order_id FOREIGN KEY(work_order_id) REFERENCES work_order (id), 
	CONSTRAINT uq_batch_release_item_id_kind UNIQUE (item_id, kind)
);
CREATE TABLE bill (
	id BIGINT NOT NULL, 
	code TEXT NOT NULL, 
	part_id BIGINT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_bill PRIMARY KEY (id), 
	CONSTRAINT fk_bill_part_id FOREIGN KEY(part_id) REFERENCES part (id), 
	CONSTRAINT fk_bill_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_bill_code UNIQUE (code)
);
CREATE TABLE bill_line (
	id BIGINT NOT NULL, 
	bill_revision_id BIGINT NOT NULL, 
	no INTEGER NOT NULL, 
	rank INTEGER NOT NULL, 
	operation_no INTEGER NOT NULL, 
	part_id BIGINT NOT NULL, 
	part_revision_id BIGINT NOT NULL, 
	num BIGINT NOT NULL, 
	den BIGINT NOT NULL, 
	overlap INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_bill_line PRIMARY KEY (id), 
	CONSTRAINT ck_bill_line_quantity CHECK (num > 0 AND den > 0), 
	CONSTRAINT ck_bill_line_overlap CHECK (overlap >= 0), 
	CONSTRAINT fk_bill_line_bill_revision_id FOREIGN KEY(bill_revision_id) REFERENCES bill_revision (id), 
	CONSTRAINT fk_bill_line_part_id FOREIGN KEY(part_id) REFERENCES part (id), 
	CONSTRAINT fk_bill_line_part_revision_id FOREIGN KEY(part_revision_id) REFERENCES part_revision (id), 
	CONSTRAINT fk_bill_line_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_bill_line_bill_revision_id_no_rank UNIQUE (bill_revision_id, no, rank)
);
CREATE TABLE bill_revision (
	id BIGINT NOT NULL, 
	bill_id BIGINT NOT NULL, 
	version INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	author_id BIGINT NOT NULL, 
	approved_by BIGINT, 
	approved_at TEXT, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_bill_revision PRIMARY KEY (id), 
	CONSTRAINT ck_bill_revision_state CHECK (state IN ('draft', 'effective', 'superseded')), 
	CONSTRAINT ck_bill_revision_other_approves CHECK (approved_by IS NULL OR approved_by <> author_id), 
	CONSTRAINT fk_bill_revision_approved_by FOREIGN KEY(approved_by) REFERENCES person (id), 
	CONSTRAINT fk_bill_revision_author_id FOREIGN KEY(author_id) REFERENCES person (id), 
	CONSTRAINT fk_bill_revision_bill_id FOREIGN KEY(bill_id) REFERENCES bill (id), 
	CONSTRAINT fk_bill_revision_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_bill_revision_bill_id_version UNIQUE (bill_id, version)
);
CREATE TABLE blob (
	sha256 BLOB NOT NULL, 
	size BIGINT NOT NULL, 
	media_type TEXT NOT NULL, 
	content BLOB NOT NULL, 
	stored_at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_blob PRIMARY KEY (sha256), 
	CONSTRAINT ck_blob_sha256 CHECK (length(sha256) = 32), 
	CONSTRAINT fk_blob_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE block_rule (
	kind TEXT NOT NULL, 
	code TEXT NOT NULL, 
	activities TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_block_rule PRIMARY KEY (kind, code), 
	CONSTRAINT ck_block_rule_kind CHECK (kind IN ('block_profile', 'state_rule')), 
	CONSTRAINT fk_block_rule_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE calibration (
	id BIGINT NOT NULL, 
	gauge_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	done_on DATE NOT NULL, 
	due_on DATE NOT NULL, 
	result TEXT NOT NULL, 
	certificate_no TEXT NOT NULL, 
	risk TEXT NOT NULL, 
	done_by BIGINT NOT NULL, 
	approved_by BIGINT, 
	entered_at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_calibration PRIMARY KEY (id), 
	CONSTRAINT ck_calibration_extension_second_person CHECK (kind <> 'extension' OR (approved_by IS NOT NULL AND approved_by <> done_by)), 
	CONSTRAINT ck_calibration_kind CHECK (kind IN ('calibration', 'extension')), 
	CONSTRAINT ck_calibration_result CHECK (result IN ('passed', 'failed', 'adjusted')), 
	CONSTRAINT fk_calibration_approved_by FOREIGN KEY(approved_by) REFERENCES person (id), 
	CONSTRAINT fk_calibration_done_by FOREIGN KEY(done_by) REFERENCES person (id), 
	CONSTRAINT fk_calibration_gauge_id FOREIGN KEY(gauge_id) REFERENCES gauge (id), 
	CONSTRAINT fk_calibration_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE calibration_finding (
	calibration_id BIGINT NOT NULL, 
	as_found TEXT NOT NULL, 
	found_text TEXT NOT NULL, 
	left_text TEXT NOT NULL, 
	laboratory TEXT NOT NULL, 
	traceability TEXT NOT NULL, 
	evidence_id BIGINT, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_calibration_finding PRIMARY KEY (calibration_id), 
	CONSTRAINT ck_calibration_finding_as_found CHECK (as_found IN ('in_tolerance', 'out_of_tolerance')), 
	CONSTRAINT fk_calibration_finding_calibration_id FOREIGN KEY(calibration_id) REFERENCES calibration (id), 
	CONSTRAINT fk_calibration_finding_evidence_id FOREIGN KEY(evidence_id) REFERENCES evidence (id), 
	CONSTRAINT fk_calibration_finding_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE case_event (
	id BIGINT NOT NULL, 
	case_id BIGINT NOT NULL, 
	no INTEGER NOT NULL, 
	from_state TEXT, 
	to_state TEXT NOT NULL, 
	transition TEXT NOT NULL, 
	person_id BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_case_event PRIMARY KEY (id), 
	CONSTRAINT fk_case_event_case_id FOREIGN KEY(case_id) REFERENCES quality_case (id), 
	CONSTRAINT fk_case_event_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_case_event_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_case_event_case_id_no UNIQUE (case_id, no)
);
CREATE TABLE case_item (
	id BIGINT NOT NULL, 
	case_id BIGINT NOT NULL, 
	item_id BIGINT NOT NULL, 
	role TEXT NOT NULL, 
	qty_q6 BIGINT NOT NULL, 
	supersedes_id BIGINT, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_case_item PRIMARY KEY (id), 
	CONSTRAINT ck_case_item_role CHECK (role IN ('affected', 'suspect', 'cause')), 
	CONSTRAINT fk_case_item_case_id FOREIGN KEY(case_id) REFERENCES quality_case (id), 
	CONSTRAINT fk_case_item_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_case_item_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_case_item_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES case_item (id), 
	CONSTRAINT uq_case_item_supersedes_id UNIQUE (supersedes_id)
);
CREATE TABLE case_link (
	cause_id BIGINT NOT NULL, 
	effect_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_case_link PRIMARY KEY (cause_id, effect_id, record_id), 
	CONSTRAINT fk_case_link_cause_id FOREIGN KEY(cause_id) REFERENCES quality_case (id), 
	CONSTRAINT fk_case_link_effect_id FOREIGN KEY(effect_id) REFERENCES quality_case (id), 
	CONSTRAINT fk_case_link_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE certificate_value (
	id BIGINT NOT NULL, 
	paper_id BIGINT NOT NULL, 
	characteristic_id BIGINT NOT NULL, 
	no INTEGER NOT NULL, 
	value TEXT NOT NULL, 
	value_raw TEXT NOT NULL, 
	verdict TEXT NOT NULL, 
	lsl TEXT, 
	usl TEXT, 
	origin TEXT NOT NULL, 
	page INTEGER, 
	person_id BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	supersedes_id BIGINT, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_certificate_value PRIMARY KEY (id), 
	CONSTRAINT ck_certificate_value_origin CHECK (origin IN ('typed', 'file')), 
	CONSTRAINT ck_certificate_value_verdict CHECK (verdict IN ('pass', 'fail', 'void')), 
	CONSTRAINT ck_certificate_value_no CHECK (no > 0), 
	CONSTRAINT fk_certificate_value_characteristic_id FOREIGN KEY(characteristic_id) REFERENCES characteristic (id), 
	CONSTRAINT fk_certificate_value_paper_id FOREIGN KEY(paper_id) REFERENCES supplier_paper (id), 
	CONSTRAINT fk_certificate_value_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_certificate_value_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_certificate_value_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES certificate_value (id), 
	CONSTRAINT uq_certificate_value_supersedes_id UNIQUE (supersedes_id)
);
CREATE TABLE "characteristic" (
	id BIGINT NOT NULL, 
	plan_revision_id BIGINT NOT NULL, 
	no INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	char_class TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	nominal TEXT, 
	lsl TEXT, 
	usl TEXT, 
	unit_code TEXT, 
	decimals INTEGER, 
	gauge_type TEXT, 
	method_en TEXT NOT NULL, 
	method_zh TEXT NOT NULL, 
	defect_codes TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_characteristic PRIMARY KEY (id), 
	CONSTRAINT ck_characteristic_char_class CHECK (char_class IN ('critical', 'major', 'minor')), 
	CONSTRAINT ck_characteristic_kind CHECK (kind IN ('variable', 'attribute', 'choice', 'text', 'formula', 'photo')), 
	CONSTRAINT fk_characteristic_plan_revision_id FOREIGN KEY(plan_revision_id) REFERENCES plan_revision (id), 
	CONSTRAINT fk_characteristic_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_characteristic_plan_revision_id_no UNIQUE (plan_revision_id, no)
);
CREATE TABLE characteristic_terms (
	characteristic_id BIGINT NOT NULL, 
	options TEXT, 
	required BOOLEAN, 
	formula TEXT, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_characteristic_terms PRIMARY KEY (characteristic_id), 
	CONSTRAINT fk_characteristic_terms_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_characteristic_terms_characteristic_id FOREIGN KEY(characteristic_id) REFERENCES characteristic (id)
);
CREATE TABLE check_confirmation (
	result_id BIGINT NOT NULL, 
	checked_by BIGINT NOT NULL, 
	confirmed_by BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_check_confirmation PRIMARY KEY (result_id), 
	CONSTRAINT ck_check_confirmation_other_confirms CHECK (confirmed_by <> checked_by), 
	CONSTRAINT fk_check_confirmation_checked_by FOREIGN KEY(checked_by) REFERENCES person (id), 
	CONSTRAINT fk_check_confirmation_confirmed_by FOREIGN KEY(confirmed_by) REFERENCES person (id), 
	CONSTRAINT fk_check_confirmation_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_check_confirmation_result_id FOREIGN KEY(result_id) REFERENCES check_result (id)
);
CREATE TABLE check_definition (
	id BIGINT NOT NULL, 
	operation_id BIGINT NOT NULL, 
	no INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	lsl TEXT, 
	usl TEXT, 
	unit_code TEXT NOT NULL, 
	gauge_type TEXT NOT NULL, 
	at_start BOOLEAN NOT NULL, 
	every_n INTEGER, 
	every_minutes INTEGER, 
	after_stop BOOLEAN NOT NULL, 
	second_person BOOLEAN NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_check_definition PRIMARY KEY (id), 
	CONSTRAINT ck_check_definition_kind CHECK (kind IN ('parameter', 'first_piece', 'patrol', 'last_piece')), 
	CONSTRAINT ck_check_definition_every_minutes CHECK (every_minutes IS NULL OR every_minutes > 0), 
	CONSTRAINT ck_check_definition_every_n CHECK (every_n IS NULL OR every_n > 0), 
	CONSTRAINT fk_check_definition_operation_id FOREIGN KEY(operation_id) REFERENCES operation (id), 
	CONSTRAINT fk_check_definition_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_check_definition_operation_id_no UNIQUE (operation_id, no)
);
CREATE TABLE check_reading (
	id BIGINT NOT NULL, 
	standard_id BIGINT NOT NULL, 
	value TEXT NOT NULL, 
	value_raw TEXT NOT NULL, 
	person_id BIGINT NOT NULL, 
	station_id BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	supersedes_id BIGINT, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_check_reading PRIMARY KEY (id), 
	CONSTRAINT fk_check_reading_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_check_reading_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_check_reading_standard_id FOREIGN KEY(standard_id) REFERENCES check_standard (id), 
	CONSTRAINT fk_check_reading_station_id FOREIGN KEY(station_id) REFERENCES station (id), 
	CONSTRAINT fk_check_reading_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES check_reading (id), 
	CONSTRAINT uq_check_reading_supersedes_id UNIQUE (supersedes_id)
);
CREATE TABLE check_result (
	id BIGINT NOT NULL, 
	run_id BIGINT NOT NULL, 
	definition_id BIGINT NOT NULL, 
	value TEXT NOT NULL, 
	is_good BOOLEAN NOT NULL, 
	lsl TEXT, 
	usl TEXT, 
	gauge_id BIGINT, 
	pieces INTEGER NOT NULL, 
	person_id BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	evidence_id BIGINT, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_check_result PRIMARY KEY (id), 
	CONSTRAINT fk_check_result_definition_id FOREIGN KEY(definition_id) REFERENCES check_definition (id), 
	CONSTRAINT fk_check_result_evidence_id FOREIGN KEY(evidence_id) REFERENCES evidence (id), 
	CONSTRAINT fk_check_result_gauge_id FOREIGN KEY(gauge_id) REFERENCES gauge (id), 
	CONSTRAINT fk_check_result_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_check_result_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_check_result_run_id FOREIGN KEY(run_id) REFERENCES operation_run (id)
);
CREATE TABLE check_standard (
	id BIGINT NOT NULL, 
	gauge_id BIGINT NOT NULL, 
	code TEXT NOT NULL, 
	nominal TEXT NOT NULL, 
	set_by BIGINT NOT NULL, 
	set_at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_check_standard PRIMARY KEY (id), 
	CONSTRAINT fk_check_standard_gauge_id FOREIGN KEY(gauge_id) REFERENCES gauge (id), 
	CONSTRAINT fk_check_standard_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_check_standard_set_by FOREIGN KEY(set_by) REFERENCES person (id)
);
CREATE TABLE code_profile (
	part_code_id BIGINT NOT NULL, 
	ais TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_code_profile PRIMARY KEY (part_code_id), 
	CONSTRAINT fk_code_profile_part_code_id FOREIGN KEY(part_code_id) REFERENCES part_code (id), 
	CONSTRAINT fk_code_profile_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE command (
	uid TEXT NOT NULL, 
	request_sha256 BLOB NOT NULL, 
	record_id BIGINT, 
	outcome TEXT NOT NULL, 
	CONSTRAINT pk_command PRIMARY KEY (uid)
);
INSERT INTO "command" VALUES('01a20244-e800-7d8e-91b7-584a2265b1f5',X'24856D8DCD25DFD67B3F1AB3B203BD156D25767D0D910FC53EB5D208D5AB5ECD',382802382028800514,'{"record_id": "382802382028800514", "facts": {"site": "SZ", "station": "IQC-2"}}');
CREATE TABLE concession (
	id BIGINT NOT NULL, 
	case_id BIGINT NOT NULL, 
	no INTEGER NOT NULL, 
	item_id BIGINT NOT NULL, 
	qty_q6 BIGINT NOT NULL, 
	conditions TEXT NOT NULL, 
	reference TEXT NOT NULL, 
	valid_to DATE, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_concession PRIMARY KEY (id), 
	CONSTRAINT fk_concession_case_id_no FOREIGN KEY(case_id, no) REFERENCES ncr_line (case_id, no), 
	CONSTRAINT fk_concession_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_concession_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_concession_case_id_no UNIQUE (case_id, no)
);
CREATE TABLE consumption (
	id BIGINT NOT NULL, 
	load_id BIGINT NOT NULL, 
	item_id BIGINT NOT NULL, 
	output_id BIGINT NOT NULL, 
	qty_q6 BIGINT NOT NULL, 
	piece_from INTEGER NOT NULL, 
	piece_to INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_consumption PRIMARY KEY (id), 
	CONSTRAINT ck_consumption_range CHECK (piece_from <= piece_to), 
	CONSTRAINT ck_consumption_not_negative CHECK (qty_q6 >= 0), 
	CONSTRAINT fk_consumption_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_consumption_load_id FOREIGN KEY(load_id) REFERENCES material_load (id), 
	CONSTRAINT fk_consumption_output_id FOREIGN KEY(output_id) REFERENCES production_output (id), 
	CONSTRAINT fk_consumption_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE credential (
	person_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	encoded TEXT NOT NULL, 
	must_change BOOLEAN NOT NULL, 
	failed_count INTEGER NOT NULL, 
	locked_until TEXT, 
	changed_at TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_credential PRIMARY KEY (person_id, kind), 
	CONSTRAINT ck_credential_kind CHECK (kind IN ('password', 'pin')), 
	CONSTRAINT fk_credential_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_credential_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "credential" VALUES(382802382028800513,'password','$argon2id$v=19$m=64,t=1,p=1$PNUKcS3CgBQRNjC51GCz7g$6IUMbEP52KDZ/16vo5EzlImQZ8aD+wTBIPiEkI0aj9Y',0,0,NULL,'2026-11-22T08:00:00.000000Z',1,382802382028800514);
INSERT INTO "credential" VALUES(382802382028800513,'pin','$argon2id$v=19$m=64,t=1,p=1$lCxK7yUmJsQ/RjQimetV9w$MEU8oKh9i/likvdEK8SatDe3Rx0Qik+Xi0qDDBX4RK0',0,0,NULL,'2026-11-22T08:00:00.000000Z',1,382802382028800514);
CREATE TABLE customer (
	id BIGINT NOT NULL, 
	code TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	address TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	is_active BOOLEAN NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_customer PRIMARY KEY (id), 
	CONSTRAINT ck_customer_kind CHECK (kind IN ('hospital', 'distributor', 'own_company', 'other')), 
	CONSTRAINT fk_customer_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_customer_code UNIQUE (code)
);
CREATE TABLE delivery (
	id BIGINT NOT NULL, 
	site_id BIGINT NOT NULL, 
	code TEXT NOT NULL, 
	number TEXT NOT NULL, 
	supplier_id BIGINT NOT NULL, 
	carrier TEXT NOT NULL, 
	sscc TEXT, 
	state TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_delivery PRIMARY KEY (id), 
	CONSTRAINT ck_delivery_state CHECK (state IN ('expected', 'arrived', 'received', 'void')), 
	CONSTRAINT fk_delivery_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_delivery_site_id FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT fk_delivery_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id), 
	CONSTRAINT uq_delivery_code UNIQUE (code), 
	CONSTRAINT uq_delivery_supplier_id_number UNIQUE (supplier_id, number)
);
CREATE TABLE delivery_line (
	id BIGINT NOT NULL, 
	delivery_id BIGINT NOT NULL, 
	line_no INTEGER NOT NULL, 
	order_line_id BIGINT, 
	part_id BIGINT, 
	revision_id BIGINT, 
	manufacturer_site_id BIGINT, 
	supplier_lot TEXT, 
	expected_q6 BIGINT NOT NULL, 
	containers INTEGER NOT NULL, 
	needed_at TEXT, 
	papers TEXT NOT NULL, 
	state TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_delivery_line PRIMARY KEY (id), 
	CONSTRAINT ck_delivery_line_state CHECK (state IN ('expected', 'received', 'void')), 
	CONSTRAINT fk_delivery_line_delivery_id FOREIGN KEY(delivery_id) REFERENCES delivery (id), 
	CONSTRAINT fk_delivery_line_manufacturer_site_id FOREIGN KEY(manufacturer_site_id) REFERENCES supplier_site (id), 
	CONSTRAINT fk_delivery_line_order_line_id FOREIGN KEY(order_line_id) REFERENCES purchase_order_line (id), 
	CONSTRAINT fk_delivery_line_part_id FOREIGN KEY(part_id) REFERENCES part (id), 
	CONSTRAINT fk_delivery_line_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_delivery_line_revision_id FOREIGN KEY(revision_id) REFERENCES part_revision (id), 
	CONSTRAINT uq_delivery_line_delivery_id_line_no UNIQUE (delivery_id, line_no)
);
CREATE TABLE deviation_closing (
	case_id BIGINT NOT NULL, 
	opened_by BIGINT NOT NULL, 
	closed_by BIGINT NOT NULL, 
	closed_at TEXT NOT NULL, 
	conclusion TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_deviation_closing PRIMARY KEY (case_id), 
	CONSTRAINT ck_deviation_closing_second_person CHECK (closed_by <> opened_by), 
	CONSTRAINT fk_deviation_closing_case_id_opened_by FOREIGN KEY(case_id, opened_by) REFERENCES quality_case (id, opened_by), 
	CONSTRAINT fk_deviation_closing_closed_by FOREIGN KEY(closed_by) REFERENCES person (id), 
	CONSTRAINT fk_deviation_closing_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE disposition (
	id BIGINT NOT NULL, 
	item_id BIGINT NOT NULL, 
	no INTEGER NOT NULL, 
	inspection_id BIGINT, 
	inspector_id BIGINT, 
	decision TEXT NOT NULL, 
	decided_by BIGINT NOT NULL, 
	second_person_required INTEGER NOT NULL, 
	decided_at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_disposition PRIMARY KEY (id), 
	CONSTRAINT ck_disposition_decision CHECK (decision IN ('accept', 'reject', 'conditional', 'concession', 'scrap', 'rework', 'return', 'split')), 
	CONSTRAINT ck_disposition_second_person CHECK (second_person_required = 0 OR inspector_id IS NULL OR decided_by <> inspector_id), 
	CONSTRAINT fk_disposition_decided_by FOREIGN KEY(decided_by) REFERENCES person (id), 
	CONSTRAINT fk_disposition_inspection_id_inspector_id FOREIGN KEY(inspection_id, inspector_id) REFERENCES inspection (id, signed_by), 
	CONSTRAINT fk_disposition_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_disposition_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_disposition_item_id_no UNIQUE (item_id, no)
);
CREATE TABLE "document" (
	id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	number TEXT NOT NULL, 
	revision INTEGER NOT NULL, 
	item_id BIGINT NOT NULL, 
	inspection_id BIGINT, 
	data TEXT NOT NULL, 
	data_sha256 BLOB NOT NULL, 
	issued_at TEXT NOT NULL, 
	issued_by BIGINT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_document PRIMARY KEY (id), 
	CONSTRAINT ck_document_kind CHECK (kind IN ('incoming_report', 'hold_tag', 'device_history')), 
	CONSTRAINT fk_document_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id), 
	CONSTRAINT fk_document_issued_by FOREIGN KEY(issued_by) REFERENCES person (id), 
	CONSTRAINT fk_document_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_document_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_document_number_revision UNIQUE (number, revision)
);
CREATE TABLE document_file (
	id BIGINT NOT NULL, 
	document_id BIGINT NOT NULL, 
	media_type TEXT NOT NULL, 
	sha256 BLOB NOT NULL, 
	stored_at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_document_file PRIMARY KEY (id), 
	CONSTRAINT fk_document_file_document_id FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_document_file_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_document_file_document_id_media_type UNIQUE (document_id, media_type)
);
CREATE TABLE draft_return (
	id BIGINT NOT NULL, 
	target_kind TEXT NOT NULL, 
	revision_id BIGINT NOT NULL, 
	draft_version INTEGER NOT NULL, 
	author_id BIGINT NOT NULL, 
	returned_by BIGINT NOT NULL, 
	reason TEXT NOT NULL, 
	at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_draft_return PRIMARY KEY (id), 
	CONSTRAINT ck_draft_return_reason CHECK (reason <> ''), 
	CONSTRAINT ck_draft_return_target_kind CHECK (target_kind IN ('part', 'plan')), 
	CONSTRAINT ck_draft_return_other_returns CHECK (returned_by <> author_id), 
	CONSTRAINT fk_draft_return_author_id FOREIGN KEY(author_id) REFERENCES person (id), 
	CONSTRAINT fk_draft_return_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_draft_return_returned_by FOREIGN KEY(returned_by) REFERENCES person (id), 
	CONSTRAINT uq_draft_return_target_kind_revision_id_draft_version UNIQUE (target_kind, revision_id, draft_version)
);
CREATE TABLE equipment (
	id BIGINT NOT NULL, 
	site_id BIGINT NOT NULL, 
	code TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	equipment_type TEXT NOT NULL, 
	line_id BIGINT, 
	gauge_id BIGINT, 
	state TEXT NOT NULL, 
	qualified_to DATE, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_equipment PRIMARY KEY (id), 
	CONSTRAINT ck_equipment_state CHECK (state IN ('in_use', 'out_of_use', 'retired')), 
	CONSTRAINT fk_equipment_gauge_id FOREIGN KEY(gauge_id) REFERENCES gauge (id), 
	CONSTRAINT fk_equipment_line_id FOREIGN KEY(line_id) REFERENCES line (id), 
	CONSTRAINT fk_equipment_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_equipment_site_id FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT uq_equipment_site_id_code UNIQUE (site_id, code)
);
CREATE TABLE evidence (
	id BIGINT NOT NULL, 
	sha256 BLOB NOT NULL, 
	original_name TEXT NOT NULL, 
	taken_at TEXT NOT NULL, 
	person_id BIGINT NOT NULL, 
	target_kind TEXT NOT NULL, 
	target_id BIGINT NOT NULL, 
	role TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_evidence PRIMARY KEY (id), 
	CONSTRAINT fk_evidence_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_evidence_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE gauge (
	id BIGINT NOT NULL, 
	code TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	gauge_type TEXT NOT NULL, 
	resolution TEXT NOT NULL, 
	range_text TEXT NOT NULL, 
	unit_code TEXT NOT NULL, 
	state TEXT NOT NULL, 
	location_text TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_gauge PRIMARY KEY (id), 
	CONSTRAINT ck_gauge_state CHECK (state IN ('in_use', 'out_of_use', 'retired')), 
	CONSTRAINT fk_gauge_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_gauge_code UNIQUE (code)
);
CREATE TABLE gauge_interval (
	gauge_id BIGINT NOT NULL, 
	rule TEXT NOT NULL, 
	days INTEGER NOT NULL, 
	shortest INTEGER NOT NULL, 
	longest INTEGER NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_gauge_interval PRIMARY KEY (gauge_id), 
	CONSTRAINT ck_gauge_interval_rule CHECK (rule IN ('fixed', 'staircase')), 
	CONSTRAINT ck_gauge_interval_days CHECK (0 < shortest AND shortest <= days AND days <= longest), 
	CONSTRAINT fk_gauge_interval_gauge_id FOREIGN KEY(gauge_id) REFERENCES gauge (id), 
	CONSTRAINT fk_gauge_interval_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE gauge_lookback (
	calibration_id BIGINT NOT NULL, 
	gauge_id BIGINT NOT NULL, 
	good_id BIGINT, 
	case_id BIGINT NOT NULL, 
	since TEXT, 
	until TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_gauge_lookback PRIMARY KEY (calibration_id), 
	CONSTRAINT fk_gauge_lookback_calibration_id FOREIGN KEY(calibration_id) REFERENCES calibration (id), 
	CONSTRAINT fk_gauge_lookback_case_id FOREIGN KEY(case_id) REFERENCES quality_case (id), 
	CONSTRAINT fk_gauge_lookback_gauge_id FOREIGN KEY(gauge_id) REFERENCES gauge (id), 
	CONSTRAINT fk_gauge_lookback_good_id FOREIGN KEY(good_id) REFERENCES calibration (id), 
	CONSTRAINT fk_gauge_lookback_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_gauge_lookback_case_id UNIQUE (case_id)
);
CREATE TABLE "hold" (
	case_id BIGINT NOT NULL, 
	seq BIGINT NOT NULL, 
	state TEXT NOT NULL, 
	profile TEXT NOT NULL, 
	block_mask BIGINT NOT NULL, 
	propagates BOOLEAN NOT NULL, 
	origin TEXT NOT NULL, 
	origin_case_id BIGINT, 
	reason_code TEXT NOT NULL, 
	review_by TEXT, 
	placed_by BIGINT NOT NULL, 
	requested_by BIGINT, 
	released_by BIGINT, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, in_flight TEXT, release_id BIGINT, converted_by BIGINT, conversion_id BIGINT, 
	CONSTRAINT pk_hold PRIMARY KEY (case_id), 
	CONSTRAINT ck_hold_somebody_released CHECK (state <> 'released' OR released_by IS NOT NULL), 
	CONSTRAINT ck_hold_state CHECK (state IN ('active', 'requested', 'released', 'converted')), 
	CONSTRAINT ck_hold_placer_waits CHECK (released_by IS NULL OR released_by <> placed_by), 
	CONSTRAINT ck_hold_other_releases CHECK (released_by IS NULL OR released_by <> requested_by), 
	CONSTRAINT fk_hold_case_id FOREIGN KEY(case_id) REFERENCES quality_case (id), 
	CONSTRAINT fk_hold_origin_case_id FOREIGN KEY(origin_case_id) REFERENCES quality_case (id), 
	CONSTRAINT fk_hold_placed_by FOREIGN KEY(placed_by) REFERENCES person (id), 
	CONSTRAINT fk_hold_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_hold_released_by FOREIGN KEY(released_by) REFERENCES person (id), 
	CONSTRAINT fk_hold_requested_by FOREIGN KEY(requested_by) REFERENCES person (id), 
	CONSTRAINT uq_hold_seq UNIQUE (seq)
, CONSTRAINT ck_hold_asked_and_released CHECK (state <> 'released' OR (requested_by IS NOT NULL AND release_id IS NOT NULL)), CONSTRAINT ck_hold_somebody_converted CHECK (state <> 'converted' OR (converted_by IS NOT NULL AND conversion_id IS NOT NULL)), CONSTRAINT ck_hold_other_converts CHECK (converted_by IS NULL OR converted_by <> placed_by), CONSTRAINT fk_hold_release_id_case_id_requested_by_released_by FOREIGN KEY(release_id, case_id, requested_by, released_by) REFERENCES hold_release (id, hold_id, requested_by, released_by), CONSTRAINT fk_hold_conversion_id_case_id_converted_by FOREIGN KEY(conversion_id, case_id, converted_by) REFERENCES signature (id, target_id, signer_id));
CREATE TABLE hold_change (
	id BIGINT NOT NULL, 
	hold_id BIGINT NOT NULL, 
	applied_at TEXT NOT NULL, 
	applied_by BIGINT NOT NULL, 
	description TEXT NOT NULL, 
	evidence_id BIGINT, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_hold_change PRIMARY KEY (id), 
	CONSTRAINT fk_hold_change_applied_by FOREIGN KEY(applied_by) REFERENCES person (id), 
	CONSTRAINT fk_hold_change_evidence_id FOREIGN KEY(evidence_id) REFERENCES evidence (id), 
	CONSTRAINT fk_hold_change_hold_id FOREIGN KEY(hold_id) REFERENCES hold (case_id), 
	CONSTRAINT fk_hold_change_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE hold_criterion (
	request_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	is_met BOOLEAN NOT NULL, 
	facts TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_hold_criterion PRIMARY KEY (request_id, kind), 
	CONSTRAINT fk_hold_criterion_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_hold_criterion_request_id FOREIGN KEY(request_id) REFERENCES hold_request (id)
);
CREATE TABLE "hold_event" (
	id BIGINT NOT NULL, 
	seq BIGINT NOT NULL, 
	hold_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	person_id BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	record_id BIGINT NOT NULL, facts TEXT, 
	CONSTRAINT pk_hold_event PRIMARY KEY (id), 
	CONSTRAINT ck_hold_event_kind CHECK (kind IN ('placed', 'widened', 'narrowed', 'extended', 'escalated', 'changed', 'requested', 'rejected', 'partly_released', 'released', 'converted', 'assigned')), 
	CONSTRAINT fk_hold_event_hold_id FOREIGN KEY(hold_id) REFERENCES hold (case_id), 
	CONSTRAINT fk_hold_event_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_hold_event_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_hold_event_seq UNIQUE (seq)
);
CREATE TABLE hold_exempt (
	hold_id BIGINT NOT NULL, 
	item_id BIGINT NOT NULL, 
	reason TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_hold_exempt PRIMARY KEY (hold_id, item_id), 
	CONSTRAINT fk_hold_exempt_hold_id FOREIGN KEY(hold_id) REFERENCES hold (case_id), 
	CONSTRAINT fk_hold_exempt_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_hold_exempt_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE hold_member (
	item_id BIGINT NOT NULL, 
	hold_id BIGINT NOT NULL, 
	seq_from INTEGER NOT NULL, 
	seq_to INTEGER, 
	via TEXT NOT NULL, 
	distance INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_hold_member PRIMARY KEY (item_id, hold_id, seq_from), 
	CONSTRAINT ck_hold_member_via CHECK (via IN ('listed', 'scope', 'derived')), 
	CONSTRAINT fk_hold_member_hold_id FOREIGN KEY(hold_id) REFERENCES hold (case_id), 
	CONSTRAINT fk_hold_member_item_id FOREIGN KEY(item_id) REFERENCES item (id)
);
CREATE TABLE hold_reason (
	code TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	severity TEXT NOT NULL, 
	profile TEXT NOT NULL, 
	propagates BOOLEAN NOT NULL, 
	in_flight TEXT NOT NULL, 
	review_days INTEGER NOT NULL, 
	criteria TEXT NOT NULL, 
	signee TEXT NOT NULL, 
	is_active BOOLEAN NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, isolates BOOLEAN, 
	CONSTRAINT pk_hold_reason PRIMARY KEY (code), 
	CONSTRAINT ck_hold_reason_in_flight CHECK (in_flight IN ('finish', 'frozen')), 
	CONSTRAINT ck_hold_reason_severity CHECK (severity IN ('critical', 'major', 'minor')), 
	CONSTRAINT ck_hold_reason_signee CHECK (signee IN ('any', 'self', 'not_self', 'list')), 
	CONSTRAINT ck_hold_reason_review_days CHECK (review_days > 0), 
	CONSTRAINT fk_hold_reason_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE hold_release (
	id BIGINT NOT NULL, 
	hold_id BIGINT NOT NULL, 
	request_id BIGINT NOT NULL, 
	placed_by BIGINT NOT NULL, 
	requested_by BIGINT NOT NULL, 
	released_by BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	comment TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_hold_release PRIMARY KEY (id), 
	CONSTRAINT ck_hold_release_placer_waits CHECK (released_by <> placed_by), 
	CONSTRAINT ck_hold_release_other_releases CHECK (released_by <> requested_by), 
	CONSTRAINT fk_hold_release_hold_id_placed_by FOREIGN KEY(hold_id, placed_by) REFERENCES hold (case_id, placed_by), 
	CONSTRAINT fk_hold_release_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_hold_release_released_by FOREIGN KEY(released_by) REFERENCES person (id), 
	CONSTRAINT fk_hold_release_request_id_requested_by FOREIGN KEY(request_id, requested_by) REFERENCES hold_request (id, requested_by), 
	CONSTRAINT uq_hold_release_id_released_by UNIQUE (id, released_by), 
	CONSTRAINT uq_hold_release_request_id UNIQUE (request_id)
);
CREATE TABLE hold_release_inspector (
	release_id BIGINT NOT NULL, 
	inspector_id BIGINT NOT NULL, 
	released_by BIGINT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_hold_release_inspector PRIMARY KEY (release_id, inspector_id), 
	CONSTRAINT ck_hold_release_inspector_inspector_waits CHECK (inspector_id <> released_by), 
	CONSTRAINT fk_hold_release_inspector_inspector_id FOREIGN KEY(inspector_id) REFERENCES person (id), 
	CONSTRAINT fk_hold_release_inspector_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_hold_release_inspector_release_id_released_by FOREIGN KEY(release_id, released_by) REFERENCES hold_release (id, released_by)
);
CREATE TABLE hold_request (
	id BIGINT NOT NULL, 
	hold_id BIGINT NOT NULL, 
	no INTEGER NOT NULL, 
	extent TEXT NOT NULL, 
	requested_by BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	note TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_hold_request PRIMARY KEY (id), 
	CONSTRAINT ck_hold_request_extent CHECK (extent IN ('full', 'partial')), 
	CONSTRAINT fk_hold_request_hold_id FOREIGN KEY(hold_id) REFERENCES hold (case_id), 
	CONSTRAINT fk_hold_request_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_hold_request_requested_by FOREIGN KEY(requested_by) REFERENCES person (id), 
	CONSTRAINT uq_hold_request_hold_id_no UNIQUE (hold_id, no), 
	CONSTRAINT uq_hold_request_id_requested_by UNIQUE (id, requested_by)
);
CREATE TABLE hold_request_item (
	request_id BIGINT NOT NULL, 
	item_id BIGINT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_hold_request_item PRIMARY KEY (request_id, item_id), 
	CONSTRAINT fk_hold_request_item_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_hold_request_item_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_hold_request_item_request_id FOREIGN KEY(request_id) REFERENCES hold_request (id)
);
CREATE TABLE "hold_scope" (
	anchor_kind TEXT NOT NULL, 
	anchor_id BIGINT NOT NULL, 
	hold_id BIGINT NOT NULL, 
	no INTEGER NOT NULL, 
	part_id BIGINT, 
	supplier_id BIGINT, 
	record_id BIGINT NOT NULL, supplier_lot TEXT, line_id BIGINT, seq_from INTEGER, seq_to INTEGER, made_from TEXT, made_to TEXT, 
	CONSTRAINT pk_hold_scope PRIMARY KEY (anchor_kind, anchor_id, hold_id, no), 
	CONSTRAINT ck_hold_scope_anchor_kind CHECK (anchor_kind IN ('item', 'origin', 'part', 'part_revision', 'supplier_part', 'supplier_lot', 'receipt', 'location', 'work_order', 'operation', 'line', 'station', 'equipment', 'gauge')), CONSTRAINT ck_hold_scope_range CHECK (seq_from IS NULL OR seq_to IS NULL OR seq_from <= seq_to), CONSTRAINT ck_hold_scope_time CHECK (made_from IS NULL OR made_to IS NULL OR made_from <= made_to), 
	CONSTRAINT fk_hold_scope_hold_id FOREIGN KEY(hold_id) REFERENCES hold (case_id), 
	CONSTRAINT fk_hold_scope_part_id FOREIGN KEY(part_id) REFERENCES part (id), 
	CONSTRAINT fk_hold_scope_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_hold_scope_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id)
);
CREATE TABLE "hold_scope_end" (
	hold_id BIGINT NOT NULL, 
	no INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, placed_by BIGINT NOT NULL, ended_by BIGINT NOT NULL, 
	CONSTRAINT pk_hold_scope_end PRIMARY KEY (hold_id, no), 
	CONSTRAINT fk_hold_scope_end_hold_id FOREIGN KEY(hold_id) REFERENCES hold (case_id), 
	CONSTRAINT fk_hold_scope_end_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
, CONSTRAINT ck_hold_scope_end_placer_waits CHECK (ended_by <> placed_by), CONSTRAINT fk_hold_scope_end_hold_id_placed_by FOREIGN KEY(hold_id, placed_by) REFERENCES hold (case_id, placed_by), CONSTRAINT fk_hold_scope_end_ended_by FOREIGN KEY(ended_by) REFERENCES person (id));
CREATE TABLE hold_signee (
	reason_code TEXT NOT NULL, 
	person_id BIGINT NOT NULL, 
	is_active BOOLEAN NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_hold_signee PRIMARY KEY (reason_code, person_id), 
	CONSTRAINT fk_hold_signee_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_hold_signee_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE hold_snapshot (
	hold_id BIGINT NOT NULL, 
	no INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	is_complete BOOLEAN NOT NULL, 
	content TEXT NOT NULL, 
	sha256 BLOB NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_hold_snapshot PRIMARY KEY (hold_id, no), 
	CONSTRAINT ck_hold_snapshot_sha256 CHECK (length(sha256) = 32), 
	CONSTRAINT fk_hold_snapshot_hold_id FOREIGN KEY(hold_id) REFERENCES hold (case_id), 
	CONSTRAINT fk_hold_snapshot_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE inspection (
	id BIGINT NOT NULL, 
	site_id BIGINT NOT NULL, 
	number TEXT NOT NULL, 
	item_id BIGINT NOT NULL, 
	receipt_id BIGINT, 
	plan_revision_id BIGINT, 
	state TEXT NOT NULL, 
	lot_size INTEGER NOT NULL, 
	seed TEXT NOT NULL, 
	requested_at TEXT NOT NULL, 
	started_at TEXT, 
	needed_at TEXT, 
	verdict TEXT, 
	decided_at TEXT, 
	signed_by BIGINT, 
	signed_at TEXT, 
	reviewed_by BIGINT, 
	approved_by BIGINT, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_inspection PRIMARY KEY (id), 
	CONSTRAINT ck_inspection_state CHECK (state IN ('waiting', 'in_progress', 'signed', 'accepted', 'rejected', 'void')), 
	CONSTRAINT ck_inspection_other_approves CHECK (approved_by IS NULL OR approved_by <> signed_by), 
	CONSTRAINT ck_inspection_third_approves CHECK (approved_by IS NULL OR reviewed_by IS NULL OR approved_by <> reviewed_by), 
	CONSTRAINT ck_inspection_other_reviews CHECK (reviewed_by IS NULL OR reviewed_by <> signed_by), 
	CONSTRAINT fk_inspection_approved_by FOREIGN KEY(approved_by) REFERENCES person (id), 
	CONSTRAINT fk_inspection_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_inspection_plan_revision_id FOREIGN KEY(plan_revision_id) REFERENCES plan_revision (id), 
	CONSTRAINT fk_inspection_receipt_id FOREIGN KEY(receipt_id) REFERENCES receipt (id), 
	CONSTRAINT fk_inspection_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_inspection_reviewed_by FOREIGN KEY(reviewed_by) REFERENCES person (id), 
	CONSTRAINT fk_inspection_signed_by FOREIGN KEY(signed_by) REFERENCES person (id), 
	CONSTRAINT fk_inspection_site_id FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT uq_inspection_id_signed_by UNIQUE (id, signed_by), 
	CONSTRAINT uq_inspection_number UNIQUE (number)
);
CREATE TABLE inspection_class (
	id BIGINT NOT NULL, 
	inspection_id BIGINT NOT NULL, 
	char_class TEXT NOT NULL, 
	switching_key TEXT NOT NULL, 
	sampling TEXT NOT NULL, 
	standard TEXT, 
	edition TEXT, 
	level TEXT, 
	aql TEXT, 
	severity TEXT NOT NULL, 
	severity_reason TEXT NOT NULL, 
	code_letter TEXT, 
	plan_letter TEXT, 
	n INTEGER NOT NULL, 
	ac INTEGER NOT NULL, 
	re INTEGER NOT NULL, 
	inspect_all BOOLEAN NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_inspection_class PRIMARY KEY (id), 
	CONSTRAINT fk_inspection_class_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id), 
	CONSTRAINT fk_inspection_class_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_inspection_class_inspection_id_char_class UNIQUE (inspection_id, char_class)
);
CREATE TABLE inspection_class_terms (
	inspection_class_id BIGINT NOT NULL, 
	n2 INTEGER, 
	ac2 INTEGER, 
	re2 INTEGER, 
	k TEXT, 
	m_pct TEXT, 
	sigma TEXT, 
	sigma_value TEXT, 
	method TEXT, 
	lq TEXT, 
	confidence TEXT, 
	reliability TEXT, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_inspection_class_terms PRIMARY KEY (inspection_class_id), 
	CONSTRAINT fk_inspection_class_terms_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_inspection_class_terms_inspection_class_id FOREIGN KEY(inspection_class_id) REFERENCES inspection_class (id)
);
CREATE TABLE inspection_part (
	inspection_id BIGINT NOT NULL, 
	whole_id BIGINT NOT NULL, 
	record_id BIGINT NOT NULL, containers TEXT, 
	CONSTRAINT pk_inspection_part PRIMARY KEY (inspection_id), 
	CONSTRAINT fk_inspection_part_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_inspection_part_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id), 
	CONSTRAINT fk_inspection_part_whole_id FOREIGN KEY(whole_id) REFERENCES item (id)
);
CREATE TABLE inspection_plan (
	id BIGINT NOT NULL, 
	code TEXT NOT NULL, 
	part_id BIGINT NOT NULL, 
	supplier_id BIGINT, 
	kind TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_inspection_plan PRIMARY KEY (id), 
	CONSTRAINT ck_inspection_plan_kind CHECK (kind IN ('incoming', 'in_process', 'final')), 
	CONSTRAINT fk_inspection_plan_part_id FOREIGN KEY(part_id) REFERENCES part (id), 
	CONSTRAINT fk_inspection_plan_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_inspection_plan_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id), 
	CONSTRAINT uq_inspection_plan_code UNIQUE (code)
);
CREATE TABLE inspection_result (
	id BIGINT NOT NULL, 
	inspection_class_id BIGINT NOT NULL, 
	switching_key TEXT NOT NULL, 
	lot_size INTEGER NOT NULL, 
	d INTEGER NOT NULL, 
	accepted BOOLEAN NOT NULL, 
	resubmitted BOOLEAN NOT NULL, 
	decided_at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_inspection_result PRIMARY KEY (id), 
	CONSTRAINT fk_inspection_result_inspection_class_id FOREIGN KEY(inspection_class_id) REFERENCES inspection_class (id), 
	CONSTRAINT fk_inspection_result_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_inspection_result_inspection_class_id UNIQUE (inspection_class_id)
);
CREATE TABLE inspection_return (
	id BIGINT NOT NULL, 
	inspection_id BIGINT NOT NULL, 
	inspector_id BIGINT NOT NULL, 
	returned_by BIGINT NOT NULL, 
	step TEXT NOT NULL, 
	reason_code TEXT NOT NULL, 
	note TEXT NOT NULL, 
	at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_inspection_return PRIMARY KEY (id), 
	CONSTRAINT ck_inspection_return_step CHECK (step IN ('review', 'approve')), 
	CONSTRAINT ck_inspection_return_other_returns CHECK (returned_by <> inspector_id), 
	CONSTRAINT fk_inspection_return_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id), 
	CONSTRAINT fk_inspection_return_inspector_id FOREIGN KEY(inspector_id) REFERENCES person (id), 
	CONSTRAINT fk_inspection_return_returned_by FOREIGN KEY(returned_by) REFERENCES person (id), 
	CONSTRAINT fk_inspection_return_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE interlock (
	id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	target_kind TEXT NOT NULL, 
	target_id BIGINT NOT NULL, 
	facts TEXT NOT NULL, 
	hits INTEGER NOT NULL, 
	first_at TEXT NOT NULL, 
	last_at TEXT NOT NULL, 
	last_by BIGINT, 
	station_id BIGINT NOT NULL, 
	cleared_at TEXT, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_interlock PRIMARY KEY (id), 
	CONSTRAINT fk_interlock_last_by FOREIGN KEY(last_by) REFERENCES person (id), 
	CONSTRAINT fk_interlock_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_interlock_station_id FOREIGN KEY(station_id) REFERENCES station (id)
);
CREATE TABLE isolation_rule (
	relation TEXT NOT NULL, 
	act TEXT NOT NULL, 
	days INTEGER NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_isolation_rule PRIMARY KEY (relation), 
	CONSTRAINT ck_isolation_rule_act CHECK (act IN ('hold', 'propose', 'off')), 
	CONSTRAINT ck_isolation_rule_relation CHECK (relation IN ('supplier_lot', 'delivery', 'period')), 
	CONSTRAINT ck_isolation_rule_days CHECK (days >= 0), 
	CONSTRAINT fk_isolation_rule_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE item (
	id BIGINT NOT NULL, 
	site_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	part_id BIGINT, 
	part_revision_id BIGINT, 
	lot TEXT, 
	serial TEXT, 
	unit_seq INTEGER, 
	udi_di TEXT, 
	supplier_id BIGINT, 
	manufacturer_site_id BIGINT, 
	supplier_lot TEXT, 
	receipt_id BIGINT, 
	origin_id BIGINT, 
	made_on DATE, 
	expiry DATE, 
	expiry_text TEXT, 
	qty_q6 BIGINT NOT NULL, 
	unit_code TEXT NOT NULL, 
	location_id BIGINT, 
	created_at TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_item PRIMARY KEY (id), 
	CONSTRAINT ck_item_container_has_origin CHECK (kind <> 'container' OR (origin_id IS NOT NULL AND unit_seq > 0)), 
	CONSTRAINT ck_item_unit_has_origin CHECK (kind <> 'unit' OR (origin_id IS NOT NULL AND unit_seq > 0)), 
	CONSTRAINT fk_item_kind FOREIGN KEY(kind) REFERENCES item_kind (code), 
	CONSTRAINT fk_item_location_id FOREIGN KEY(location_id) REFERENCES location (id), 
	CONSTRAINT fk_item_manufacturer_site_id FOREIGN KEY(manufacturer_site_id) REFERENCES supplier_site (id), 
	CONSTRAINT fk_item_origin_id FOREIGN KEY(origin_id) REFERENCES item (id), 
	CONSTRAINT fk_item_part_id FOREIGN KEY(part_id) REFERENCES part (id), 
	CONSTRAINT fk_item_part_revision_id FOREIGN KEY(part_revision_id) REFERENCES part_revision (id), 
	CONSTRAINT fk_item_receipt_id FOREIGN KEY(receipt_id) REFERENCES receipt (id), 
	CONSTRAINT fk_item_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_item_site_id FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT fk_item_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id), 
	CONSTRAINT fk_item_unit_code FOREIGN KEY(unit_code) REFERENCES unit (code)
);
CREATE TABLE item_kind (
	code TEXT NOT NULL, 
	CONSTRAINT pk_item_kind PRIMARY KEY (code)
);
INSERT INTO "item_kind" VALUES('lot');
INSERT INTO "item_kind" VALUES('production_lot');
INSERT INTO "item_kind" VALUES('unit');
INSERT INTO "item_kind" VALUES('container');
INSERT INTO "item_kind" VALUES('load');
INSERT INTO "item_kind" VALUES('shipment');
CREATE TABLE item_status (
	item_id BIGINT NOT NULL, 
	quality_state TEXT NOT NULL, 
	disposition_no INTEGER NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_item_status PRIMARY KEY (item_id), 
	CONSTRAINT ck_item_status_quality_state CHECK (quality_state IN ('quarantine', 'released', 'rejected', 'conditional', 'scrapped', 'returned', 'rework', 'split')), 
	CONSTRAINT fk_item_status_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_item_status_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE label_check (
	id BIGINT NOT NULL, 
	lot_id BIGINT NOT NULL, 
	container_id BIGINT NOT NULL, 
	label_status TEXT NOT NULL, 
	person_id BIGINT NOT NULL, 
	station_id BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_label_check PRIMARY KEY (id), 
	CONSTRAINT fk_label_check_container_id FOREIGN KEY(container_id) REFERENCES item (id), 
	CONSTRAINT fk_label_check_lot_id FOREIGN KEY(lot_id) REFERENCES item (id), 
	CONSTRAINT fk_label_check_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_label_check_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_label_check_station_id FOREIGN KEY(station_id) REFERENCES station (id), 
	CONSTRAINT uq_label_check_container_id_label_status UNIQUE (container_id, label_status)
);
CREATE TABLE label_version (
	id BIGINT NOT NULL, 
	part_id BIGINT NOT NULL, 
	version TEXT NOT NULL, 
	udi_di TEXT NOT NULL, 
	description TEXT NOT NULL, 
	state TEXT NOT NULL, 
	author_id BIGINT NOT NULL, 
	approved_by BIGINT, 
	approved_at TEXT, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_label_version PRIMARY KEY (id), 
	CONSTRAINT ck_label_version_state CHECK (state IN ('draft', 'effective', 'superseded')), 
	CONSTRAINT ck_label_version_other_approves CHECK (approved_by IS NULL OR approved_by <> author_id), 
	CONSTRAINT fk_label_version_approved_by FOREIGN KEY(approved_by) REFERENCES person (id), 
	CONSTRAINT fk_label_version_author_id FOREIGN KEY(author_id) REFERENCES person (id), 
	CONSTRAINT fk_label_version_part_id FOREIGN KEY(part_id) REFERENCES part (id), 
	CONSTRAINT fk_label_version_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_label_version_part_id_version UNIQUE (part_id, version)
);
CREATE TABLE line (
	id BIGINT NOT NULL, 
	site_id BIGINT NOT NULL, 
	code TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	location_id BIGINT NOT NULL, 
	is_active BOOLEAN NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, shift_starts TEXT, 
	CONSTRAINT pk_line PRIMARY KEY (id), 
	CONSTRAINT fk_line_location_id FOREIGN KEY(location_id) REFERENCES location (id), 
	CONSTRAINT fk_line_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_line_site_id FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT uq_line_site_id_code UNIQUE (site_id, code)
);
CREATE TABLE line_clearance (
	id BIGINT NOT NULL, 
	line_id BIGINT NOT NULL, 
	checklist TEXT NOT NULL, 
	evidence_id BIGINT, 
	cleared_by BIGINT NOT NULL, 
	cleared_at TEXT NOT NULL, 
	confirmed_by BIGINT, 
	confirmed_at TEXT, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_line_clearance PRIMARY KEY (id), 
	CONSTRAINT ck_line_clearance_other_confirms CHECK (confirmed_by IS NULL OR confirmed_by <> cleared_by), 
	CONSTRAINT fk_line_clearance_cleared_by FOREIGN KEY(cleared_by) REFERENCES person (id), 
	CONSTRAINT fk_line_clearance_confirmed_by FOREIGN KEY(confirmed_by) REFERENCES person (id), 
	CONSTRAINT fk_line_clearance_evidence_id FOREIGN KEY(evidence_id) REFERENCES evidence (id), 
	CONSTRAINT fk_line_clearance_line_id FOREIGN KEY(line_id) REFERENCES line (id), 
	CONSTRAINT fk_line_clearance_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE line_stop (
	id BIGINT NOT NULL, 
	line_id BIGINT NOT NULL, 
	run_id BIGINT, 
	stop_type TEXT NOT NULL, 
	note TEXT NOT NULL, 
	started_by BIGINT NOT NULL, 
	started_at TEXT NOT NULL, 
	ended_by BIGINT, 
	ended_at TEXT, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_line_stop PRIMARY KEY (id), 
	CONSTRAINT ck_line_stop_somebody_resumed CHECK (ended_at IS NULL OR ended_by IS NOT NULL), 
	CONSTRAINT fk_line_stop_ended_by FOREIGN KEY(ended_by) REFERENCES person (id), 
	CONSTRAINT fk_line_stop_line_id FOREIGN KEY(line_id) REFERENCES line (id), 
	CONSTRAINT fk_line_stop_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_line_stop_run_id FOREIGN KEY(run_id) REFERENCES operation_run (id), 
	CONSTRAINT fk_line_stop_started_by FOREIGN KEY(started_by) REFERENCES person (id)
);
CREATE TABLE link (
	parent_id BIGINT NOT NULL, 
	child_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	qty_q6 BIGINT NOT NULL, 
	unit_code TEXT NOT NULL, 
	seq_from INTEGER, 
	seq_to INTEGER, 
	site_id BIGINT NOT NULL, 
	record_id BIGINT NOT NULL, parent_origin_id BIGINT, 
	CONSTRAINT pk_link PRIMARY KEY (parent_id, child_id, record_id), 
	CONSTRAINT ck_link_not_itself CHECK (parent_id <> child_id), 
	CONSTRAINT ck_link_range CHECK (seq_from IS NULL OR seq_from <= seq_to), 
	CONSTRAINT fk_link_child_id FOREIGN KEY(child_id) REFERENCES item (id), 
	CONSTRAINT fk_link_kind FOREIGN KEY(kind) REFERENCES link_kind (code), 
	CONSTRAINT fk_link_parent_id FOREIGN KEY(parent_id) REFERENCES item (id), 
	CONSTRAINT fk_link_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_link_site_id FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT fk_link_unit_code FOREIGN KEY(unit_code) REFERENCES unit (code)
);
CREATE TABLE link_kind (
	code TEXT NOT NULL, 
	propagates BOOLEAN NOT NULL, 
	conserves BOOLEAN NOT NULL, 
	CONSTRAINT pk_link_kind PRIMARY KEY (code)
);
INSERT INTO "link_kind" VALUES('consumed',1,0);
INSERT INTO "link_kind" VALUES('split',1,1);
INSERT INTO "link_kind" VALUES('merged',1,1);
INSERT INTO "link_kind" VALUES('processed',1,0);
INSERT INTO "link_kind" VALUES('installed',1,0);
INSERT INTO "link_kind" VALUES('removed',0,0);
INSERT INTO "link_kind" VALUES('returned',1,0);
INSERT INTO "link_kind" VALUES('replaced',0,0);
INSERT INTO "link_kind" VALUES('handover',1,1);
CREATE TABLE location (
	id BIGINT NOT NULL, 
	site_id BIGINT NOT NULL, 
	code TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	zone TEXT NOT NULL, 
	is_active BOOLEAN NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_location PRIMARY KEY (id), 
	CONSTRAINT ck_location_zone CHECK (zone IN ('quarantine', 'pending', 'released', 'reject', 'wip', 'ship')), 
	CONSTRAINT fk_location_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_location_site_id FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT uq_location_site_id_code UNIQUE (site_id, code)
);
CREATE TABLE made_item (
	item_id BIGINT NOT NULL, 
	work_order_id BIGINT NOT NULL, 
	line_id BIGINT NOT NULL, 
	made_at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_made_item PRIMARY KEY (item_id), 
	CONSTRAINT fk_made_item_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_made_item_line_id FOREIGN KEY(line_id) REFERENCES line (id), 
	CONSTRAINT fk_made_item_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_made_item_work_order_id FOREIGN KEY(work_order_id) REFERENCES work_order (id)
);
CREATE TABLE material_load (
	id BIGINT NOT NULL, 
	run_id BIGINT NOT NULL, 
	bill_line_id BIGINT, 
	item_id BIGINT NOT NULL, 
	container_id BIGINT, 
	issued_q6 BIGINT NOT NULL, 
	left_q6 BIGINT NOT NULL, 
	returned_q6 BIGINT NOT NULL, 
	lost_q6 BIGINT NOT NULL, 
	piece_from INTEGER NOT NULL, 
	piece_to INTEGER, 
	is_closed BOOLEAN NOT NULL, 
	loaded_by BIGINT NOT NULL, 
	loaded_at TEXT NOT NULL, 
	deviation_id BIGINT, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_material_load PRIMARY KEY (id), 
	CONSTRAINT ck_material_load_left CHECK (left_q6 >= 0 AND left_q6 <= issued_q6), 
	CONSTRAINT fk_material_load_bill_line_id FOREIGN KEY(bill_line_id) REFERENCES bill_line (id), 
	CONSTRAINT fk_material_load_container_id FOREIGN KEY(container_id) REFERENCES item (id), 
	CONSTRAINT fk_material_load_deviation_id FOREIGN KEY(deviation_id) REFERENCES quality_case (id), 
	CONSTRAINT fk_material_load_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_material_load_loaded_by FOREIGN KEY(loaded_by) REFERENCES person (id), 
	CONSTRAINT fk_material_load_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_material_load_run_id FOREIGN KEY(run_id) REFERENCES operation_run (id)
);
CREATE TABLE movement (
	id BIGINT NOT NULL, 
	site_id BIGINT NOT NULL, 
	item_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	qty_q6 BIGINT NOT NULL, 
	unit_code TEXT NOT NULL, 
	from_location_id BIGINT, 
	to_location_id BIGINT, 
	at TEXT NOT NULL, 
	supersedes_id BIGINT, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_movement PRIMARY KEY (id), 
	CONSTRAINT ck_movement_qty_positive CHECK (qty_q6 > 0), 
	CONSTRAINT fk_movement_from_location_id FOREIGN KEY(from_location_id) REFERENCES location (id), 
	CONSTRAINT fk_movement_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_movement_kind FOREIGN KEY(kind) REFERENCES movement_kind (code), 
	CONSTRAINT fk_movement_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_movement_site_id FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT fk_movement_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES movement (id), 
	CONSTRAINT fk_movement_to_location_id FOREIGN KEY(to_location_id) REFERENCES location (id), 
	CONSTRAINT fk_movement_unit_code FOREIGN KEY(unit_code) REFERENCES unit (code), 
	CONSTRAINT uq_movement_supersedes_id UNIQUE (supersedes_id)
);
CREATE TABLE movement_kind (
	code TEXT NOT NULL, 
	CONSTRAINT pk_movement_kind PRIMARY KEY (code)
);
INSERT INTO "movement_kind" VALUES('receive');
INSERT INTO "movement_kind" VALUES('put_away');
INSERT INTO "movement_kind" VALUES('move');
INSERT INTO "movement_kind" VALUES('issue');
INSERT INTO "movement_kind" VALUES('sample');
INSERT INTO "movement_kind" VALUES('adjust');
INSERT INTO "movement_kind" VALUES('split');
INSERT INTO "movement_kind" VALUES('consume');
INSERT INTO "movement_kind" VALUES('return');
INSERT INTO "movement_kind" VALUES('produce');
INSERT INTO "movement_kind" VALUES('scrap');
INSERT INTO "movement_kind" VALUES('sample_return');
INSERT INTO "movement_kind" VALUES('ship');
CREATE TABLE msa_appraiser (
	id BIGINT NOT NULL, 
	study_id BIGINT NOT NULL, 
	no INTEGER NOT NULL, 
	person_id BIGINT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_msa_appraiser PRIMARY KEY (id), 
	CONSTRAINT fk_msa_appraiser_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_msa_appraiser_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_msa_appraiser_study_id FOREIGN KEY(study_id) REFERENCES msa_study (id), 
	CONSTRAINT uq_msa_appraiser_study_id_no UNIQUE (study_id, no), 
	CONSTRAINT uq_msa_appraiser_study_id_person_id UNIQUE (study_id, person_id)
);
CREATE TABLE msa_conclusion (
	study_id BIGINT NOT NULL, 
	verdict TEXT NOT NULL, 
	result TEXT NOT NULL, 
	note TEXT NOT NULL, 
	concluded_by BIGINT NOT NULL, 
	concluded_at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_msa_conclusion PRIMARY KEY (study_id), 
	CONSTRAINT ck_msa_conclusion_verdict CHECK (verdict IN ('acceptable', 'marginal', 'unacceptable')), 
	CONSTRAINT fk_msa_conclusion_concluded_by FOREIGN KEY(concluded_by) REFERENCES person (id), 
	CONSTRAINT fk_msa_conclusion_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_msa_conclusion_study_id FOREIGN KEY(study_id) REFERENCES msa_study (id)
);
CREATE TABLE msa_part (
	id BIGINT NOT NULL, 
	study_id BIGINT NOT NULL, 
	no INTEGER NOT NULL, 
	label TEXT NOT NULL, 
	reference TEXT, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_msa_part PRIMARY KEY (id), 
	CONSTRAINT fk_msa_part_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_msa_part_study_id FOREIGN KEY(study_id) REFERENCES msa_study (id), 
	CONSTRAINT uq_msa_part_study_id_no UNIQUE (study_id, no)
);
CREATE TABLE msa_study (
	id BIGINT NOT NULL, 
	site_id BIGINT NOT NULL, 
	number TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	gauge_id BIGINT NOT NULL, 
	title TEXT NOT NULL, 
	unit_code TEXT NOT NULL, 
	decimals INTEGER NOT NULL, 
	lsl TEXT, 
	usl TEXT, 
	trials INTEGER NOT NULL, 
	seed TEXT NOT NULL, 
	planned_by BIGINT NOT NULL, 
	planned_at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_msa_study PRIMARY KEY (id), 
	CONSTRAINT ck_msa_study_kind CHECK (kind IN ('grr', 'bias', 'agreement')), 
	CONSTRAINT ck_msa_study_trials CHECK (trials > 0), 
	CONSTRAINT fk_msa_study_gauge_id FOREIGN KEY(gauge_id) REFERENCES gauge (id), 
	CONSTRAINT fk_msa_study_planned_by FOREIGN KEY(planned_by) REFERENCES person (id), 
	CONSTRAINT fk_msa_study_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_msa_study_site_id FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT uq_msa_study_number UNIQUE (number)
);
CREATE TABLE msa_trial (
	id BIGINT NOT NULL, 
	study_id BIGINT NOT NULL, 
	appraiser_no INTEGER NOT NULL, 
	part_no INTEGER NOT NULL, 
	trial_no INTEGER NOT NULL, 
	value TEXT NOT NULL, 
	value_raw TEXT NOT NULL, 
	calibration_id BIGINT, 
	person_id BIGINT NOT NULL, 
	station_id BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	supersedes_id BIGINT, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_msa_trial PRIMARY KEY (id), 
	CONSTRAINT fk_msa_trial_calibration_id FOREIGN KEY(calibration_id) REFERENCES calibration (id), 
	CONSTRAINT fk_msa_trial_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_msa_trial_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_msa_trial_station_id FOREIGN KEY(station_id) REFERENCES station (id), 
	CONSTRAINT fk_msa_trial_study_id FOREIGN KEY(study_id) REFERENCES msa_study (id), 
	CONSTRAINT fk_msa_trial_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES msa_trial (id), 
	CONSTRAINT uq_msa_trial_supersedes_id UNIQUE (supersedes_id)
);
CREATE TABLE ncr (
	case_id BIGINT NOT NULL, 
	source TEXT NOT NULL, 
	inspection_id BIGINT, 
	description TEXT NOT NULL, 
	qty_affected_q6 BIGINT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_ncr PRIMARY KEY (case_id), 
	CONSTRAINT fk_ncr_case_id FOREIGN KEY(case_id) REFERENCES quality_case (id), 
	CONSTRAINT fk_ncr_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id), 
	CONSTRAINT fk_ncr_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE ncr_disposal (
	case_id BIGINT NOT NULL, 
	opened_by BIGINT NOT NULL, 
	decided_by BIGINT NOT NULL, 
	decided_at TEXT NOT NULL, 
	comment TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_ncr_disposal PRIMARY KEY (case_id), 
	CONSTRAINT ck_ncr_disposal_second_person CHECK (decided_by <> opened_by), 
	CONSTRAINT fk_ncr_disposal_case_id_opened_by FOREIGN KEY(case_id, opened_by) REFERENCES quality_case (id, opened_by), 
	CONSTRAINT fk_ncr_disposal_decided_by FOREIGN KEY(decided_by) REFERENCES person (id), 
	CONSTRAINT fk_ncr_disposal_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE ncr_line (
	case_id BIGINT NOT NULL, 
	no INTEGER NOT NULL, 
	item_id BIGINT NOT NULL, 
	qty_q6 BIGINT NOT NULL, 
	disposition TEXT NOT NULL, 
	lot_id BIGINT NOT NULL, 
	instruction TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_ncr_line PRIMARY KEY (case_id, no), 
	CONSTRAINT ck_ncr_line_disposition CHECK (disposition IN ('use_as_is', 'rework', 'return', 'scrap')), 
	CONSTRAINT ck_ncr_line_qty CHECK (qty_q6 > 0), 
	CONSTRAINT fk_ncr_line_case_id FOREIGN KEY(case_id) REFERENCES ncr_disposal (case_id), 
	CONSTRAINT fk_ncr_line_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_ncr_line_lot_id FOREIGN KEY(lot_id) REFERENCES item (id), 
	CONSTRAINT fk_ncr_line_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE number_series (
	site_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	year INTEGER NOT NULL, 
	next_no INTEGER NOT NULL, 
	CONSTRAINT pk_number_series PRIMARY KEY (site_id, kind, year), 
	CONSTRAINT fk_number_series_site_id FOREIGN KEY(site_id) REFERENCES site (id)
);
CREATE TABLE operation (
	id BIGINT NOT NULL, 
	route_revision_id BIGINT NOT NULL, 
	no INTEGER NOT NULL, 
	name_en TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	training_topic TEXT NOT NULL, 
	equipment_type TEXT NOT NULL, 
	makes_units BOOLEAN NOT NULL, 
	most_passes INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_operation PRIMARY KEY (id), 
	CONSTRAINT ck_operation_most_passes CHECK (most_passes >= 1), 
	CONSTRAINT fk_operation_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_operation_route_revision_id FOREIGN KEY(route_revision_id) REFERENCES route_revision (id), 
	CONSTRAINT uq_operation_route_revision_id_no UNIQUE (route_revision_id, no)
);
CREATE TABLE operation_run (
	id BIGINT NOT NULL, 
	work_order_id BIGINT NOT NULL, 
	operation_id BIGINT NOT NULL, 
	run_no INTEGER NOT NULL, 
	line_id BIGINT NOT NULL, 
	station_id BIGINT NOT NULL, 
	state TEXT NOT NULL, 
	clearance_id BIGINT, 
	started_by BIGINT NOT NULL, 
	started_at TEXT NOT NULL, 
	ended_by BIGINT, 
	ended_at TEXT, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_operation_run PRIMARY KEY (id), 
	CONSTRAINT ck_operation_run_state CHECK (state IN ('running', 'finished')), 
	CONSTRAINT fk_operation_run_clearance_id FOREIGN KEY(clearance_id) REFERENCES line_clearance (id), 
	CONSTRAINT fk_operation_run_ended_by FOREIGN KEY(ended_by) REFERENCES person (id), 
	CONSTRAINT fk_operation_run_line_id FOREIGN KEY(line_id) REFERENCES line (id), 
	CONSTRAINT fk_operation_run_operation_id FOREIGN KEY(operation_id) REFERENCES operation (id), 
	CONSTRAINT fk_operation_run_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_operation_run_started_by FOREIGN KEY(started_by) REFERENCES person (id), 
	CONSTRAINT fk_operation_run_station_id FOREIGN KEY(station_id) REFERENCES station (id), 
	CONSTRAINT fk_operation_run_work_order_id FOREIGN KEY(work_order_id) REFERENCES work_order (id), 
	CONSTRAINT uq_operation_run_work_order_id_operation_id_run_no UNIQUE (work_order_id, operation_id, run_no)
);
CREATE TABLE part (
	id BIGINT NOT NULL, 
	number TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	tracking TEXT NOT NULL, 
	criticality TEXT NOT NULL, 
	base_unit TEXT NOT NULL, 
	container_word TEXT NOT NULL, 
	shelf_life_days INTEGER, 
	over_delivery_pct INTEGER NOT NULL, 
	required_papers TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_part PRIMARY KEY (id), 
	CONSTRAINT ck_part_criticality CHECK (criticality IN ('critical', 'major', 'minor')), 
	CONSTRAINT ck_part_tracking CHECK (tracking IN ('lot', 'serial', 'none')), 
	CONSTRAINT fk_part_base_unit FOREIGN KEY(base_unit) REFERENCES unit (code), 
	CONSTRAINT fk_part_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_part_number UNIQUE (number)
);
CREATE TABLE part_code (
	id BIGINT NOT NULL, 
	part_id BIGINT NOT NULL, 
	revision_id BIGINT, 
	agency TEXT NOT NULL, 
	code TEXT NOT NULL, 
	package_level TEXT NOT NULL, 
	units_per_q6 BIGINT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_part_code PRIMARY KEY (id), 
	CONSTRAINT fk_part_code_part_id FOREIGN KEY(part_id) REFERENCES part (id), 
	CONSTRAINT fk_part_code_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_part_code_revision_id FOREIGN KEY(revision_id) REFERENCES part_revision (id), 
	CONSTRAINT uq_part_code_agency_code UNIQUE (agency, code)
);
CREATE TABLE part_revision (
	id BIGINT NOT NULL, 
	part_id BIGINT NOT NULL, 
	revision TEXT NOT NULL, 
	state TEXT NOT NULL, 
	drawing TEXT NOT NULL, 
	effective_from DATE, 
	author_id BIGINT NOT NULL, 
	approved_by BIGINT, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_part_revision PRIMARY KEY (id), 
	CONSTRAINT ck_part_revision_state CHECK (state IN ('draft', 'in_review', 'approved', 'effective', 'superseded', 'obsolete')), 
	CONSTRAINT ck_part_revision_other_approves CHECK (approved_by IS NULL OR approved_by <> author_id), 
	CONSTRAINT fk_part_revision_approved_by FOREIGN KEY(approved_by) REFERENCES person (id), 
	CONSTRAINT fk_part_revision_author_id FOREIGN KEY(author_id) REFERENCES person (id), 
	CONSTRAINT fk_part_revision_part_id FOREIGN KEY(part_id) REFERENCES part (id), 
	CONSTRAINT fk_part_revision_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_part_revision_part_id_revision UNIQUE (part_id, revision)
);
CREATE TABLE person (
	id BIGINT NOT NULL, 
	login TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	badge_code TEXT, 
	state TEXT NOT NULL, 
	language TEXT, 
	valid_to DATE, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (id), 
	CONSTRAINT ck_person_state CHECK (state IN ('active', 'locked', 'left')), 
	CONSTRAINT fk_person_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_person_badge_code UNIQUE (badge_code), 
	CONSTRAINT uq_person_login UNIQUE (login)
);
INSERT INTO "person" VALUES(382802382028800513,'admin','Ada Min','管理员','BDG-00099-2','active',NULL,NULL,1,382802382028800514);
CREATE TABLE person_role (
	id BIGINT NOT NULL, 
	person_id BIGINT NOT NULL, 
	role_code TEXT NOT NULL, 
	valid_from TEXT NOT NULL, 
	valid_to TEXT, 
	granted_by BIGINT, 
	supersedes_id BIGINT, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_person_role PRIMARY KEY (id), 
	CONSTRAINT ck_person_role_other_grants CHECK (granted_by IS NULL OR granted_by <> person_id), 
	CONSTRAINT fk_person_role_granted_by FOREIGN KEY(granted_by) REFERENCES person (id), 
	CONSTRAINT fk_person_role_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_person_role_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_person_role_role_code FOREIGN KEY(role_code) REFERENCES role (code), 
	CONSTRAINT fk_person_role_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES person_role (id), 
	CONSTRAINT uq_person_role_supersedes_id UNIQUE (supersedes_id)
);
INSERT INTO "person_role" VALUES(382802382028800516,382802382028800513,'administrator','2026-11-22T08:00:00.000000Z',NULL,NULL,NULL,382802382028800514);
CREATE TABLE "plan_class" (
	id BIGINT NOT NULL, 
	plan_revision_id BIGINT NOT NULL, 
	char_class TEXT NOT NULL, 
	sampling TEXT NOT NULL, 
	standard TEXT, 
	edition TEXT, 
	level TEXT, 
	aql TEXT, 
	fixed_n INTEGER, 
	ac INTEGER, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_plan_class PRIMARY KEY (id), 
	CONSTRAINT fk_plan_class_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_plan_class_char_class CHECK (char_class IN ('critical', 'major', 'minor')), 
	CONSTRAINT ck_plan_class_sampling CHECK (sampling IN ('aql', 'all', 'fixed', 'c0', 'double', 'variables', 'lq', 'success_run')), 
	CONSTRAINT fk_plan_class_plan_revision_id FOREIGN KEY(plan_revision_id) REFERENCES plan_revision (id), 
	CONSTRAINT uq_plan_class_plan_revision_id_char_class UNIQUE (plan_revision_id, char_class)
);
CREATE TABLE plan_class_terms (
	plan_class_id BIGINT NOT NULL, 
	sigma TEXT, 
	sigma_value TEXT, 
	method TEXT, 
	lq TEXT, 
	confidence TEXT, 
	reliability TEXT, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_plan_class_terms PRIMARY KEY (plan_class_id), 
	CONSTRAINT fk_plan_class_terms_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_plan_class_terms_sigma CHECK (sigma IN ('known', 'unknown')), 
	CONSTRAINT ck_plan_class_terms_method CHECK (method IN ('k', 'M')), 
	CONSTRAINT fk_plan_class_terms_plan_class_id FOREIGN KEY(plan_class_id) REFERENCES plan_class (id)
);
CREATE TABLE plan_option (
	plan_revision_id BIGINT NOT NULL, 
	first_lot TEXT NOT NULL, 
	skip_lot BOOLEAN NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_plan_option PRIMARY KEY (plan_revision_id), 
	CONSTRAINT fk_plan_option_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_plan_option_first_lot CHECK (first_lot IN ('tightened', 'all')), 
	CONSTRAINT fk_plan_option_plan_revision_id FOREIGN KEY(plan_revision_id) REFERENCES plan_revision (id)
);
CREATE TABLE plan_picture (
	id BIGINT NOT NULL, 
	plan_revision_id BIGINT NOT NULL, 
	role TEXT NOT NULL, 
	evidence_id BIGINT NOT NULL, 
	balloons TEXT NOT NULL, 
	person_id BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_plan_picture PRIMARY KEY (id), 
	CONSTRAINT fk_plan_picture_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_plan_picture_role CHECK (role IN ('drawing', 'instruction')), 
	CONSTRAINT fk_plan_picture_plan_revision_id FOREIGN KEY(plan_revision_id) REFERENCES plan_revision (id), 
	CONSTRAINT fk_plan_picture_evidence_id FOREIGN KEY(evidence_id) REFERENCES evidence (id), 
	CONSTRAINT fk_plan_picture_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE plan_revision (
	id BIGINT NOT NULL, 
	plan_id BIGINT NOT NULL, 
	version INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	signature_chain TEXT NOT NULL, 
	early_stop BOOLEAN NOT NULL, 
	author_id BIGINT NOT NULL, 
	approved_by BIGINT, 
	approved_at TEXT, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_plan_revision PRIMARY KEY (id), 
	CONSTRAINT ck_plan_revision_state CHECK (state IN ('draft', 'in_review', 'approved', 'effective', 'superseded', 'obsolete')), 
	CONSTRAINT ck_plan_revision_other_approves CHECK (approved_by IS NULL OR approved_by <> author_id), 
	CONSTRAINT fk_plan_revision_approved_by FOREIGN KEY(approved_by) REFERENCES person (id), 
	CONSTRAINT fk_plan_revision_author_id FOREIGN KEY(author_id) REFERENCES person (id), 
	CONSTRAINT fk_plan_revision_plan_id FOREIGN KEY(plan_id) REFERENCES inspection_plan (id), 
	CONSTRAINT fk_plan_revision_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_plan_revision_plan_id_version UNIQUE (plan_id, version)
);
CREATE TABLE plant (
	id BIGINT NOT NULL, 
	name_en TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	address TEXT NOT NULL, 
	language TEXT NOT NULL, 
	time_zone TEXT NOT NULL, 
	is_demo BOOLEAN NOT NULL, 
	demo_seed TEXT, 
	form_numbers TEXT NOT NULL, 
	quality_switches TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_plant PRIMARY KEY (id), 
	CONSTRAINT ck_plant_single CHECK (id = 1), 
	CONSTRAINT fk_plant_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "plant" VALUES(1,'Test plant','测试工厂','1 Test Road','en','Asia/Shanghai',1,'test','{"incoming_report": "QF-7.4-03/B"}','{}',1,382802382028800514);
CREATE TABLE print_event (
	id BIGINT NOT NULL, 
	job_id BIGINT NOT NULL, 
	outcome TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	symbols_read_back INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_print_event PRIMARY KEY (id), 
	CONSTRAINT ck_print_event_outcome CHECK (outcome IN ('printed', 'failed', 'refused')), 
	CONSTRAINT fk_print_event_job_id FOREIGN KEY(job_id) REFERENCES print_job (id), 
	CONSTRAINT fk_print_event_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE print_job (
	id BIGINT NOT NULL, 
	site_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	template TEXT NOT NULL, 
	item_id BIGINT NOT NULL, 
	document_id BIGINT, 
	label_status TEXT, 
	container_from INTEGER, 
	container_to INTEGER, 
	copy_no INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	state TEXT NOT NULL, 
	requested_by BIGINT NOT NULL, 
	requested_at TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, label_version_id BIGINT, 
	CONSTRAINT pk_print_job PRIMARY KEY (id), 
	CONSTRAINT ck_print_job_kind CHECK (kind IN ('label', 'document')), 
	CONSTRAINT ck_print_job_state CHECK (state IN ('waiting', 'printed', 'failed', 'void')), 
	CONSTRAINT fk_print_job_document_id FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_print_job_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_print_job_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_print_job_requested_by FOREIGN KEY(requested_by) REFERENCES person (id), 
	CONSTRAINT fk_print_job_site_id FOREIGN KEY(site_id) REFERENCES site (id)
);
CREATE TABLE production_output (
	id BIGINT NOT NULL, 
	run_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	piece_from INTEGER NOT NULL, 
	piece_to INTEGER NOT NULL, 
	pieces_after INTEGER NOT NULL, 
	item_id BIGINT, 
	reason TEXT NOT NULL, 
	person_id BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	deviation_id BIGINT, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_production_output PRIMARY KEY (id), 
	CONSTRAINT ck_production_output_reason CHECK (kind = 'good' OR reason <> ''), 
	CONSTRAINT ck_production_output_kind CHECK (kind IN ('good', 'rework', 'scrap')), 
	CONSTRAINT ck_production_output_range CHECK (piece_from <= piece_to), 
	CONSTRAINT fk_production_output_deviation_id FOREIGN KEY(deviation_id) REFERENCES quality_case (id), 
	CONSTRAINT fk_production_output_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_production_output_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_production_output_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_production_output_run_id FOREIGN KEY(run_id) REFERENCES operation_run (id), 
	CONSTRAINT uq_production_output_run_id_item_id UNIQUE (run_id, item_id), 
	CONSTRAINT uq_production_output_run_id_pieces_after UNIQUE (run_id, pieces_after)
);
CREATE TABLE purchase_order (
	id BIGINT NOT NULL, 
	number TEXT NOT NULL, 
	supplier_id BIGINT NOT NULL, 
	ordered_on DATE NOT NULL, 
	state TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_purchase_order PRIMARY KEY (id), 
	CONSTRAINT ck_purchase_order_state CHECK (state IN ('open', 'closed', 'void')), 
	CONSTRAINT fk_purchase_order_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_purchase_order_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id), 
	CONSTRAINT uq_purchase_order_number UNIQUE (number)
);
CREATE TABLE purchase_order_line (
	id BIGINT NOT NULL, 
	order_id BIGINT NOT NULL, 
	line_no INTEGER NOT NULL, 
	part_id BIGINT NOT NULL, 
	revision_id BIGINT NOT NULL, 
	qty_q6 BIGINT NOT NULL, 
	due_on DATE NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_purchase_order_line PRIMARY KEY (id), 
	CONSTRAINT fk_purchase_order_line_order_id FOREIGN KEY(order_id) REFERENCES purchase_order (id), 
	CONSTRAINT fk_purchase_order_line_part_id FOREIGN KEY(part_id) REFERENCES part (id), 
	CONSTRAINT fk_purchase_order_line_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_purchase_order_line_revision_id FOREIGN KEY(revision_id) REFERENCES part_revision (id), 
	CONSTRAINT uq_purchase_order_line_order_id_line_no UNIQUE (order_id, line_no)
);
CREATE TABLE quality_case (
	id BIGINT NOT NULL, 
	site_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	number TEXT NOT NULL, 
	state TEXT NOT NULL, 
	severity TEXT NOT NULL, 
	title TEXT NOT NULL, 
	owner_id BIGINT, 
	opened_by BIGINT NOT NULL, 
	opened_at TEXT NOT NULL, 
	due_at TEXT, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_quality_case PRIMARY KEY (id), 
	CONSTRAINT ck_quality_case_kind CHECK (kind IN ('ncr', 'hold', 'deviation', 'capa', 'scar', 'change', 'complaint', 'recall', 'data')), 
	CONSTRAINT ck_quality_case_severity CHECK (severity IN ('critical', 'major', 'minor')), 
	CONSTRAINT fk_quality_case_opened_by FOREIGN KEY(opened_by) REFERENCES person (id), 
	CONSTRAINT fk_quality_case_owner_id FOREIGN KEY(owner_id) REFERENCES person (id), 
	CONSTRAINT fk_quality_case_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_quality_case_site_id FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT uq_quality_case_site_id_kind_number UNIQUE (site_id, kind, number)
);
CREATE TABLE "reading" (
	id BIGINT NOT NULL, 
	site_id BIGINT NOT NULL, 
	inspection_id BIGINT NOT NULL, 
	characteristic_id BIGINT NOT NULL, 
	sample_no INTEGER NOT NULL, 
	value TEXT, 
	value_raw TEXT, 
	verdict TEXT NOT NULL, 
	defect_code TEXT, 
	lsl TEXT, 
	usl TEXT, 
	gauge_id BIGINT, 
	calibration_id BIGINT, 
	origin TEXT NOT NULL, 
	person_id BIGINT NOT NULL, 
	station_id BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	confirmed BOOLEAN NOT NULL, 
	supersedes_id BIGINT, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_reading PRIMARY KEY (id), 
	CONSTRAINT ck_reading_origin CHECK (origin IN ('keyboard', 'keypad', 'gauge', 'command', 'scanner', 'formula')), 
	CONSTRAINT ck_reading_says_something CHECK (value IS NOT NULL OR defect_code IS NOT NULL OR verdict = 'void'), 
	CONSTRAINT ck_reading_verdict CHECK (verdict IN ('pass', 'fail', 'void')), 
	CONSTRAINT fk_reading_calibration_id FOREIGN KEY(calibration_id) REFERENCES calibration (id), 
	CONSTRAINT fk_reading_characteristic_id FOREIGN KEY(characteristic_id) REFERENCES characteristic (id), 
	CONSTRAINT fk_reading_gauge_id FOREIGN KEY(gauge_id) REFERENCES gauge (id), 
	CONSTRAINT fk_reading_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id), 
	CONSTRAINT fk_reading_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_reading_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_reading_site_id FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT fk_reading_station_id FOREIGN KEY(station_id) REFERENCES station (id), 
	CONSTRAINT fk_reading_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES reading (id), 
	CONSTRAINT uq_reading_supersedes_id UNIQUE (supersedes_id)
);
CREATE TABLE receipt (
	id BIGINT NOT NULL, 
	number TEXT NOT NULL, 
	delivery_line_id BIGINT, 
	supplier_id BIGINT NOT NULL, 
	manufacturer_site_id BIGINT, 
	part_id BIGINT, 
	qty_q6 BIGINT NOT NULL, 
	containers INTEGER NOT NULL, 
	supplier_lot TEXT, 
	raw_code TEXT, 
	findings TEXT NOT NULL, 
	source_state TEXT NOT NULL, 
	received_by BIGINT NOT NULL, 
	received_at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_receipt PRIMARY KEY (id), 
	CONSTRAINT ck_receipt_containers_positive CHECK (containers > 0), 
	CONSTRAINT ck_receipt_qty_positive CHECK (qty_q6 > 0), 
	CONSTRAINT fk_receipt_delivery_line_id FOREIGN KEY(delivery_line_id) REFERENCES delivery_line (id), 
	CONSTRAINT fk_receipt_manufacturer_site_id FOREIGN KEY(manufacturer_site_id) REFERENCES supplier_site (id), 
	CONSTRAINT fk_receipt_part_id FOREIGN KEY(part_id) REFERENCES part (id), 
	CONSTRAINT fk_receipt_received_by FOREIGN KEY(received_by) REFERENCES person (id), 
	CONSTRAINT fk_receipt_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_receipt_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id)
);
CREATE TABLE record (
	site_id BIGINT NOT NULL, 
	station_id BIGINT NOT NULL, 
	station_seq BIGINT NOT NULL, 
	id BIGINT NOT NULL, 
	uid TEXT NOT NULL, 
	prev_hash BLOB NOT NULL, 
	leaf BLOB NOT NULL, 
	payload BLOB NOT NULL, 
	command_code TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	actor_id BIGINT, 
	entered_at TEXT NOT NULL, 
	CONSTRAINT pk_record PRIMARY KEY (site_id, station_id, station_seq), 
	CONSTRAINT ck_record_leaf CHECK (length(leaf) = 32), 
	CONSTRAINT uq_record_id UNIQUE (id), 
	CONSTRAINT uq_record_uid UNIQUE (uid)
);
INSERT INTO "record" VALUES(1,382802382028800512,1,382802382028800514,'01a20244-e800-7d8e-91b7-584a2265b1f5',X'',X'88946B02493789D8EA8F319B52EDE71CA22967B1D72997E971988F47ADB67AC9',X'7B22616374696F6E223A225345545F55505F504C414E542F31222C226163746F72223A22222C22626F6479223A7B22636F6D6D616E64223A7B2261646472657373223A2231205465737420526F6164222C2261646D696E6973747261746F72223A7B2262616467655F636F6465223A224244472D30303039392D32222C226C6F67696E223A2261646D696E222C226E616D655F656E223A22416461204D696E222C226E616D655F7A68223A22E7AEA1E79086E59198222C2270617373776F72645F68617368223A7B22736861323536223A2233316262656634663936666434373863623065353463343537316636653136653363633335626364363535373034313531316538323836363830386564393061222C2273697A65223A223934227D2C22706572736F6E5F6964223A22333832383032333832303238383030353133222C2270696E5F68617368223A7B22736861323536223A2265633366383235373334383136343066333463343961333031643961653661383834393336363737383832643331326130373936653039346134326664383935222C2273697A65223A223934227D7D2C22636C69656E745F6174223A22323032362D31312D32325430383A30303A30302E3030303030305A222C2264656D6F5F73656564223A2274657374222C22666F726D5F6E756D62657273223A5B5B22696E636F6D696E675F7265706F7274222C2251462D372E342D30332F42225D5D2C2269735F64656D6F223A747275652C226C616E6775616765223A22656E222C226E616D655F656E223A225465737420706C616E74222C226E616D655F7A68223A22E6B58BE8AF95E5B7A5E58E82222C22736974655F636F6465223A22535A222C22736974655F6E616D655F656E223A2253757A686F75222C22736974655F6E616D655F7A68223A22E88B8FE5B79E222C2274696D655F7A6F6E65223A22417369612F5368616E67686169227D2C226661637473223A7B2273697465223A22535A222C2273746174696F6E223A224951432D32227D7D2C22656E74657265645F6174223A22323032362D31312D32325430383A30303A30302E3030303030305A222C226576656E745F6174223A22323032362D31312D32325430383A30303A30302E3030303030305A222C226964223A22333832383032333832303238383030353134222C226F626A65637473223A5B5B22706572736F6E222C22333832383032333832303238383030353133225D2C5B22706C616E74222C2231225D2C5B2273746174696F6E222C22333832383032333832303238383030353132225D5D2C226F7574636F6D65223A22646F6E65222C2270726576223A22222C22726F7773223A5B5B2263726564656E7469616C222C223338323830323338323032383830303531332F70617373776F7264222C312C2266383766613135643462373539393061333466656262393064643530326662363634313736613530303561653061346264626136333733313537633233353662225D2C5B2263726564656E7469616C222C223338323830323338323032383830303531332F70696E222C312C2265636431383737626635353662303137366636333764616264346330373764346233346661313437653761313331636538666136653665363132366239616162225D2C5B22706572736F6E222C22333832383032333832303238383030353133222C312C2231616339333630323466343634613965343132626464373534383530393837326665353439353239643735343462346239393863666234383265383734663461225D2C5B22706572736F6E5F726F6C65222C22333832383032333832303238383030353136222C312C2239643165343138316263323963366633343264306137326365346261383665323637356565353034336161303036383738336332343264353364653164623438225D2C5B22706C616E74222C2231222C312C2239636363653762393736383033383431333561643438353565646433386239306132343439343232666631396664303631343037646166386264313233316633225D2C5B22726F6C65222C2261646D696E6973747261746F72222C312C2235653337373539623163303061656664386435336663386462353363303839623966316433346262313636333139353339316263333036373936343431336234225D2C5B22726F6C65222C2261756469746F72222C312C2233643166383366356330313433653334333863363861393664633762633932363234626638636666396232323766323836373766643438386563306534623264225D2C5B22726F6C65222C22696E73706563746F72222C312C2232623030666536353564623434623763353133363233376136393635666461336662633862636339356331393938646632336230326661326164656635356264225D2C5B22726F6C65222C226D6574726F6C6F6779222C312C2236336566336364373235636263616136323239343865306433653739363266306337356231373035363539656631363439396539323764343837366137613831225D2C5B22726F6C65222C226F70657261746F72222C312C2261623466306662393437366565303034356436666131396338646561656133376139346433303565653939313965663065636666653764303661343739343965225D2C5B22726F6C65222C227175616C697479222C312C2264313731646336303063363436643762373565653936633030616265346233623430393834353233613364373162386436306432623266373037663934663965225D2C5B22726F6C65222C2272656C656173655F6F666669636572222C312C2238623965393534646232353434373337366464656330366430383561666530396163396331383932343439366433613932393266656235316666316562633635225D2C5B22726F6C65222C227265766965776572222C312C2261363430633162346335613763613165336238373363646131643239633062656233353031313137636232333036396431373139336434323635323430626637225D2C5B22726F6C65222C2273757065727669736F72222C312C2263316563613033626131303234656639633562326532333032633764626636643636363063666463353336353335336533663862663734313563343865613838225D2C5B22726F6C65222C2277617265686F757365222C312C2238396537386565303265623635373466333766663061363361633864666233646434353762616530663766303634383933336638353462316330626131393931225D2C5B22726F6C655F7065726D697373696F6E222C2261646D696E6973747261746F722F4144445F4C4F434154494F4E222C312C2238356537313362633736323062623734303439336466616266393861373634616334653665336334623436636261356264636666303837373138653537376364225D2C5B22726F6C655F7065726D697373696F6E222C2261646D696E6973747261746F722F4144445F504552534F4E222C312C2235663039633939383830323233383634323137343238313963393661376631613236363964626233326562383434666662313330313532326233303534313134225D2C5B22726F6C655F7065726D697373696F6E222C2261646D696E6973747261746F722F4144445F554E4954222C312C2263366239663331373861393864613337396433626431383338303636353566356338653463393033653264353666336334663736336535363030363961646630225D2C5B22726F6C655F7065726D697373696F6E222C2261646D696E6973747261746F722F43414C4C5F53555045525649534F52222C312C2263366633643837366235383730626563346238336464646532376262633437303736393062653461373465323135366134373131326539663163633363386266225D2C5B22726F6C655F7065726D697373696F6E222C2261646D696E6973747261746F722F4348414E47455F4F574E5F534543524554222C312C2263353639373630646337626163373132363037336539356330313265656434393630346535316235386563323438343739636335366533373665363263636333225D2C5B22726F6C655F7065726D697373696F6E222C2261646D696E6973747261746F722F4348414E47455F504552534F4E222C312C2235386263383437656238313230643430326333663963353561383336636531633062326663666638643736333764653337613063663963663338386330636634225D2C5B22726F6C655F7065726D697373696F6E222C2261646D696E6973747261746F722F4348414E47455F53544154494F4E222C312C2238306562613030393664643336663731393535333633346464626539306134356639393938386135333339393862383637616665343538323231643562653839225D2C5B22726F6C655F7065726D697373696F6E222C2261646D696E6973747261746F722F454E445F524F4C45222C312C2234613734393863653335316334386635326433396136613138323538393861663864663762383936653963623662356532313738623630613063376365623565225D2C5B22726F6C655F7065726D697373696F6E222C2261646D696E6973747261746F722F454E524F4C5F53544154494F4E222C312C2266623365303862666665643565336231616635373436333261353065633931613431386436643137343966663661316639666630656230343766303130636461225D2C5B22726F6C655F7065726D697373696F6E222C2261646D696E6973747261746F722F4752414E545F524F4C45222C312C2263303666363932333333356432633863363539396165383036353834363965363265313431326138346139616137303734666639346439396439633562356138225D2C5B22726F6C655F7065726D697373696F6E222C2261646D696E6973747261746F722F504C4143455F484F4C44222C312C2231636630663637363364326130393134663334353535656663343564626534386635643033396366376637343466663065663066326664346565313161356663225D2C5B22726F6C655F7065726D697373696F6E222C2261646D696E6973747261746F722F5245434F52445F545249414C222C312C2230646463313432666535356333616235333931643938376137643565316337376666333538313365336438396631623861333765626264333634363831643963225D2C5B22726F6C655F7065726D697373696F6E222C2261646D696E6973747261746F722F5345545F534543524554222C312C2264323536346333656539346563643064663132303136313663303435626164616565356439613035336532333237323335653033373935373739623537383239225D2C5B22726F6C655F7065726D697373696F6E222C2261646D696E6973747261746F722F5345545F53544154494F4E5F50494E222C312C2237373234353838633433623938643236663539666432613562306437303437346537633136383638303963373763316235383831303164363436626130653231225D2C5B22726F6C655F7065726D697373696F6E222C2261646D696E6973747261746F722F5349474E5F4F5554222C312C2237306632393132303738626264633930656634356661376637643231373331626238626236326230653536383362643435626165353061373739383839393333225D2C5B22726F6C655F7065726D697373696F6E222C2261646D696E6973747261746F722F57495448445241575F43414C4C222C312C2236333839333433313733653735346164323638353562653962353035663132306336353238386463363430626232383530363530623166383431623736396466225D2C5B22726F6C655F7065726D697373696F6E222C2261756469746F722F4348414E47455F4F574E5F534543524554222C312C2232303730613534636536373236343031663038313661333166316366303036373165333166313834363732626461343366373464376635366564333838636231225D2C5B22726F6C655F7065726D697373696F6E222C2261756469746F722F5349474E5F4F5554222C312C2233343065383331303264323864333164326661343636343939376433636164346366613164313131316134656134623463303531373932636435333066333463225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F4154544143485F50484F544F222C312C2266663133663537363335323432393261666363633336636430636166333736663731363366386662393037643163323166316334623739643036366561643266225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F43414C4C5F53555045525649534F52222C312C2265653332633063666262666237393963336463326266653938333536643931313739653366323736366532353665356538386632656236653766653130666665225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F4348414E47455F4F574E5F534543524554222C312C2236376134373230323630313731386139363736613565336132366166326533336337353366386530373934656635306564623439633838646535373762376430225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F434845434B5F4C4142454C222C312C2236356437623065633431366366333465633632666231656234646266626539323866396463313062623733346565363936656335643132643634666139333233225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F434F4E4649524D5F434C454152414E4345222C312C2235626436343131376563353934353361313432353065643562313630653632373065396662633830386439363933656666396135633965306462393836613537225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F434F4E4649524D5F50524F434553535F434845434B222C312C2236623766313461306133633162343339653763613038303265326561343466613533346337303130386530663539333435353866663762323663363238336264225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F454E445F53414D504C45222C312C2233373165643336393962313132636562636339316134373161386435363739343461646666333134646163623266613332613932393034323639656430353339225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F46494E4953485F5245574F524B222C312C2263316438626333653339366338383935366465343830623163623135383061306231323933313565303862316162336430346633393637316230366635653939225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F494E53504543545F50415254222C312C2261333761663662343931316161653962376332666566346631383834366265323065393039376431346138396566333037306261303033393961373563653666225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F4D4F56455F4C4F54222C312C2266386532663730353134653331623231636666383262373234376230386430653532393938666439396130653231383962393765343665613230386537323738225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F504C4143455F484F4C44222C312C2237376261663338323363356466333964323264663364663830633163613463343764643539363532613165616361306165623165313362316661366462323263225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F524543454956455F44454C4956455259222C312C2263613530656564323033626233653339303935326330326334636236623938333837366435353463306436633637313034653061306365323530663661393536225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F5245434F52445F414C4C5F4F4B222C312C2235333662383965356434373463653234366637663334363464366463636230393039633163613634366330616135626462356339356664626264346266323738225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F5245434F52445F43455254494649434154455F56414C554553222C312C2264356661636332393832633264373261363065393137366133383637353531333265613863616631336264313134343635326132666364663637643265653133225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F5245434F52445F434845434B222C312C2231386363666566346537396238316262646461306566666332386234333866646163303636653462396461393230373163333730376532356662336131333236225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F5245434F52445F444546454354222C312C2262303664366330363639306439333561663334386533313937633032396335636230396438396433663630643835343034353832656362353962366431386537225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F5245434F52445F50484F544F222C312C2232373831303864356162303430383131383839623961613639656566666264313361346537383364383236653062376566613638666238376131383561643065225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F5245434F52445F5052494E54222C312C2231613961376139633137376165386163643361373966363466336562353638346562653566383339366136633432386233613730623036346435353331303134225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F5245434F52445F50524F434553535F434845434B222C312C2263356130623361356364313966643330343463623837336236626339663332363066353634643265343631306537643035653266343433313164346530383830225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F5245434F52445F52454144494E47222C312C2265356439326662316261623063373463633539323538653766623863366635613236323534313462373633373137663632313065613735366337383132643831225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F5245434F52445F545249414C222C312C2230303638666661363765653534396366306138353266666363633865623031356630613365646230633265363431653466636563343037613535346363353239225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F52454749535445525F5041504552222C312C2235353266336631663762643634396137643163393630393831323533313961316537356635653863363436663261633264303633613631633038663764633732225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F5245504F52545F53414D504C455F524553554C54222C312C2237333032316162323536636364363662393039306262326534646636323436383135663266626336303231623433343339393835333863336363363139343535225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F52455052494E545F444F43554D454E54222C312C2264646561333666313563373131316363386539393661326265616234623636353837316464373163663966343862346664633232653539333031383363626330225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F52455052494E545F4C4142454C222C312C2266353565313564363537663961303331336231653464363437626262383232373732623932643363623863616364666634363731306561343033646138363265225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F53454E445F53414D504C45222C312C2261353764366531323131626131323636393839383366303133356637663334323261323230633539643264653562623038316634633466643538313464343563225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F5349474E5F494E5350454354494F4E222C312C2232343534303135303763633330346566376432366139316332323637646362363463393964646365356166346637316531363237393931646363353037376237225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F5349474E5F4F5554222C312C2231626537623933373139666139623262616130396433353662376332316530333132363830393139643037656639306165386336326234383964386462636337225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F53504C49545F4C4F54222C312C2261393965653565363233653931373034623035386633633031353834313530353033313935636664363733363134326261376663393039363565633133663536225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F53504C49545F53414D504C45222C312C2231373032393364323438656636323166666432313835663736616138636361636461386162383761363431353961303663646631623434643937636662616561225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F53544152545F494E5350454354494F4E222C312C2261353739316537393761393238653531663233393737363233373430616637326537353030373961333237343664646239376234326432626631666264363736225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F53544F505F4C494E45222C312C2265613263653964643132626232343262356330303964353836663764653137663035386634666338383031613864353730353932306138333564303136386230225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F53544F52455F444F43554D454E54222C312C2232616230316365303066376264316335376536303764363437633639356561323630656334616430643632663330313664656332643061356263643935636333225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F54414B455F4241434B5F52454144494E47222C312C2231326234366234363066316533343364303334386361333330383566653464333335373464366339313835303762333032366163356632303732363138336137225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F54414B455F53414D504C45222C312C2263343163656434616562343733326535366165663138313932316339646561613462663832636362383165663132363033646434373866623030333664303064225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F574944454E5F484F4C44222C312C2237646337323962333932346135306563306339326634396562633564396263616662636435323862303430663339313862343939346633363763363665616533225D2C5B22726F6C655F7065726D697373696F6E222C22696E73706563746F722F57495448445241575F43414C4C222C312C2262373639613963306437613034363262306634383062333162623734316534653935393538636632336263383438363638373566303237663866356466306537225D2C5B22726F6C655F7065726D697373696F6E222C226D6574726F6C6F67792F4144445F4741554745222C312C2264343534386532633931393632316263356138643934643932303863306134376164333132633836396564333935323335353637346633653139343266326535225D2C5B22726F6C655F7065726D697373696F6E222C226D6574726F6C6F67792F43414C4C5F53555045525649534F52222C312C2234333339643038393165343965646463616531623232306630353030353063633463353963376637623939353561316332376133393139636433663836373337225D2C5B22726F6C655F7065726D697373696F6E222C226D6574726F6C6F67792F4348414E47455F4741554745222C312C2236346665393965393030346461666638616237396266636134343063346530353737383838343337613332663632383865356437613466393232666233616436225D2C5B22726F6C655F7065726D697373696F6E222C226D6574726F6C6F67792F4348414E47455F4F574E5F534543524554222C312C2262346237373636396365666130316530333235653339636331386365346263643037303832333030396631346135343730343037653061336135353639633565225D2C5B22726F6C655F7065726D697373696F6E222C226D6574726F6C6F67792F434F4E434C5544455F5354554459222C312C2266346262313337646435653836623535386333613132376161616566313962613136316439663861383337333632666166303066383432303234353930353534225D2C5B22726F6C655F7065726D697373696F6E222C226D6574726F6C6F67792F455854454E445F43414C4942524154494F4E222C312C2236613466643736323833386662333264643432643565363039386332376665623137653237383837636462326131626639313433363762373831663038393832225D2C5B22726F6C655F7065726D697373696F6E222C226D6574726F6C6F67792F484F4C445F4D454153555245445F4C4F5453222C312C2264363939656665666161353739623263666232333134633331383463373833363237323336373063626566373030346165383133616163656633306534356338225D2C5B22726F6C655F7065726D697373696F6E222C226D6574726F6C6F67792F504C4143455F484F4C44222C312C2234626465363232613733303966643739376536643130386666616363316431623035666136313632323365643637316235333864623263336463363938633139225D2C5B22726F6C655F7065726D697373696F6E222C226D6574726F6C6F67792F504C414E5F5354554459222C312C2263626138313862373762656533623963623731616530393166643037663237616162616161666633663430623038363863633732346164316464663438383065225D2C5B22726F6C655F7065726D697373696F6E222C226D6574726F6C6F67792F5245434F52445F43414C4942524154494F4E222C312C2234323635666665303931653139646333363864656632663566343666623762363338646465373838656238306236376564656537323631383139373135316537225D2C5B22726F6C655F7065726D697373696F6E222C226D6574726F6C6F67792F5245434F52445F434845434B222C312C2231386338333533346436323433323036343130643065656463366431336263663364633061376232623463323237383031323339613631303436366566353837225D2C5B22726F6C655F7065726D697373696F6E222C226D6574726F6C6F67792F5245434F52445F545249414C222C312C2232346662613363646262626537643531323436356133613863393530356136656635313734393866353465353431393631366263323330306463633366303335225D2C5B22726F6C655F7065726D697373696F6E222C226D6574726F6C6F67792F5345545F434845434B5F5354414E44415244222C312C2264636232346335356231623633353932343035333963376630383539363864306535393335363765613137646466383664343730666439323038316666303765225D2C5B22726F6C655F7065726D697373696F6E222C226D6574726F6C6F67792F5345545F47415547455F494E54455256414C222C312C2232316536303537613563623066653865363533366663613664343230303833666137613331306165383531643535343466366238616661653363616131353661225D2C5B22726F6C655F7065726D697373696F6E222C226D6574726F6C6F67792F5349474E5F4F5554222C312C2239366664653765306133383933356237663737653231346637343565616130393964373432363934353931326639646537633537343033356664646462633061225D2C5B22726F6C655F7065726D697373696F6E222C226D6574726F6C6F67792F57495448445241575F43414C4C222C312C2231343465323534326161353338386236623232663361316331393931356236633132343161663861376464383330386564393735333139333835383962386431225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F43414C4C5F53555045525649534F52222C312C2235656131626232376563636533613135366164386334663334306462633039333065386231373632376264373630663237616131376531333732643463383434225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F4348414E47455F4F574E5F534543524554222C312C2265343266303864363331333938303835326430343132343163323534373861396264363063363562626262313631346438663861613338333638343830393132225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F434845434B5F554E49545F4C4142454C222C312C2238646366646436333433613031326563646664336337366531633834393531633631353030396565323039623139653031386634613963386161653233666231225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F434C4541525F4C494E45222C312C2265393035303237623730316636306438643962653135666662626439636261646436353833373062396133626433313831623463643762663330383738643133225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F434F4E4649524D5F434C454152414E4345222C312C2264306436636335306437366164343162656166346337383361316665333437373334633162366337383036363135663435663466626238363233366633336434225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F46494E4953485F4F5045524154494F4E222C312C2233383935633634363736363637346138373636356438383837316538386338636162313835653931363666376530393431376138623865633335363432363532225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F48414E445F4F5645525F5348494654222C312C2236323939313162346533666266613436333665383133663538626539333832616234636337663332633964393536626434333462323632663336306138313162225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F49535355455F4D4154455249414C222C312C2239613064393436613065373061626239393166346266386266663966326565336662613562623437386261323835646139366337333135613434663739326433225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F504C4143455F484F4C44222C312C2265653331306239343461663165626533663931333765373639646539643037396331333166656264326361313166613039336132306438643635623266303136225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F5052494E545F554E49545F4C4142454C53222C312C2232326537666133636337363932343739346637343134366566326563393835356539653834663238373131646662383164616662306466646166323339656434225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F5245434F52445F4F5554505554222C312C2266303435623736383061356264633631333338613532346235656563656263383963366431303533396635376235343763343738666532366432376432663337225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F5245434F52445F504153545F4D4154455249414C222C312C2230343331613465313932626363383335623732633635353965653465666637383166626465326361326161336663353339336133646337383662373331313738225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F5245434F52445F504153545F4F5554505554222C312C2234376163326138306262376466393033626635653037336661623662383132323662343633653035323337393437343338373336376335386238623365663961225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F5245434F52445F504153545F5354415254222C312C2237623436373534343730643431393139333430366139636434653339366536396636613737393565313661623061316431356133643163653138333235393362225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F5245434F52445F5052494E54222C312C2265386662663631623031383635616338373332636631663264343431336336313138343364346532643931613331656635316466373935343736323364626332225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F5245434F52445F50524F434553535F434845434B222C312C2264373532626165366635633639303939646464616630383537656438656634353762383263336539343462363366366566333333616634343530303133333932225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F5245434F52445F545249414C222C312C2230323232646532313335613864353639313933336465383137663965316661393333343934373631623464303661623765616639393863383862356465636433225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F524553554D455F4C494E45222C312C2231633337616532306663313631656662373433386631646331393033613531353061396264623330633937303937346365316439616464313639636638653531225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F52455455524E5F4D4154455249414C222C312C2230323938313866343761376431643730333865353131336466666536353364373031616638373536323438646531376162626662613163376536383966663138225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F5349474E5F4F5554222C312C2261303465613133636236653663643935383761623634393962643139353833656438643163353336396366613635613666626438313937623862343563626665225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F53544152545F4F5045524154494F4E222C312C2265666333356231633931396162353930333038646135343931353464343436653439393833383238386538613234333036626266393661306534353130373431225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F53544F505F4C494E45222C312C2237333233333866363233336337626462393232393462623938356465383761323666346464376161363464323533393464626265613266343437633166656435225D2C5B22726F6C655F7065726D697373696F6E222C226F70657261746F722F57495448445241575F43414C4C222C312C2232643063336164336431323035393864326464353130633763663463623832643837313834393664613834383932343964343933663364326463346561383561225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4144445F42494C4C222C312C2234353164333437356233393935336230343265343166326661363030643266666433393536373033646431616233303537356336393037666261376466373565225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4144445F435553544F4D4552222C312C2261313963303633386439316665353839353564666533356633633761383334323262393036656137393366653265663131613635323032386264396335623136225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4144445F44454C4956455259222C312C2238303635613035393866643135356539343232363337303439616164663862373534656636326239633339323161303934396439313131323738383933306138225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4144445F45515549504D454E54222C312C2265373461643062666134623536396430353435363935336631626435353165396233613934323132633035313565643535366364616331643334366533636231225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4144445F4C4142454C5F56455253494F4E222C312C2238643861663465306436613930633130626132383535356463336161323066636565393534313136333666376234633634313731326235346439323137386366225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4144445F4C494E45222C312C2263643538623434393362663564313335336163333631396465333439636463396634333539366661646235306562656637313039623466643764613237303065225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4144445F4C4F434154494F4E222C312C2230663430306632356662616164636166653730383631336465633739613766613739623663343737663630616237373638653834613966653231633234393937225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4144445F4F52444552222C312C2262373664353565613737353937363566363832613532653134363137313965333234616661326539613834646637666438306130343262303531323835646465225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4144445F50415254222C312C2266633835383732376331353764336163393130393936343833653539303639373336653438393532333462396361633263663633356261623431653866373731225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4144445F504152545F434F4445222C312C2262323835323539303534643437316163353238653635346436336532393030356239316138346135373331383038316335613035393337666434656232323436225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4144445F504152545F5245564953494F4E222C312C2265313332383639313931363230316364396461326432396238333639366133653133656134306538316335333166303863366366633734616261303330326131225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4144445F504C414E222C312C2236393864623237336466376162393361633739643833363531613631633634333065363463666636636535653832643731393731366638333331396463663862225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4144445F524F555445222C312C2263636430326332326538333262636638336432656331396337623665306264333431363435353064316135653535313031313766393461633839393566346164225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4144445F535550504C494552222C312C2265643963353664386438383131623233616139623838643036643637323434393265643066313262366461373638303137326434616334303538383039336334225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4144445F535550504C4945525F464F524D4154222C312C2234343735323165396231613539323539623439316434383136313838373661393639316365643437363665396139386131636536653532366338313236616462225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4144445F535550504C4945525F53495445222C312C2234373165613865376561326139316131306633363139333533353964613637373335386435643233303139393935393861313435653064393538623866623939225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4144445F554E4954222C312C2230383762323735643032633762336536353862356465353837346436383737303162303431353836353761363763613631643566643734336333633766613432225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F41444D49545F4C4F54222C312C2264356331613437646435376336336466643261393866326163383533613661393962363436336563333436663962303435353738636333666461333737326433225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F415050524F56455F42494C4C222C312C2261396330616263333534653535373539323938623130616464663364616163666637396430653738313262363839373335376438306266333636333462363963225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F415050524F56455F494E5350454354494F4E222C312C2266363231313134663636366139363534303464323030326332366536363230373664613839653335653631316464623934316532646331383737643934613738225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F415050524F56455F4C4142454C5F56455253494F4E222C312C2264353935613736643331366238373538393437376166393433396338333366376437386663653534303132313638303538383536343838616666643863323665225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F415050524F56455F504152545F5245564953494F4E222C312C2233376263623366613362633766623638356664363035336534303662353637376632663134343338363062323836363431336234303564326637353563646231225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F415050524F56455F504C414E222C312C2238343338356431663136353434623734373862336539333833653634356233613664646264653465656161376134353932623336356234653363333063633233225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F415050524F56455F524F555445222C312C2235353139356538376633626632323264323138313736333266356130633164643532373338373236346335306436323136616162643039386338616532363065225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F415050524F56455F52554C45222C312C2261636335626230366465373930376630323333336339343034356261633863306233616638393563636237643533333165356536613238643332313165633331225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F41534B5F5245494E5350454354494F4E222C312C2261323439356230613832626539636432656135303764396638396130383839343534646432383736333033373439323663643130303831316633626433393465225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F41535349474E5F484F4C44222C312C2266653561653938393563653361373532613365346362313831346161383536616638636662386466623662353161626534383066363761323761613732396239225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4154544143485F50484F544F222C312C2235353462303961303338333963376232333736386136623565386539393366313336313432333431343935646565356432363630303831353862353161326139225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F43414C4C5F53555045525649534F52222C312C2231383134653235313464343161303230346664303639376437363165383637336430636636353462306336363635313333663430353163633966373739643636225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4348414E47455F435553544F4D4552222C312C2262396532653863346265656139613433636535653364333365303531356564306566313465653765373962663630343539653439373935333261303065643433225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4348414E47455F45515549504D454E54222C312C2234303933363862623132633931313434653562376634393831633364663066316537373032396563616335343866316231653862363931356233616262613734225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4348414E47455F4F574E5F534543524554222C312C2262653636323937643932353838306131663738643338383161643031383066633537656661306237363361663431306530353164323231356432373430626664225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F434845434B5F4C4142454C222C312C2237613865313761396438616531623163386362653965633336636662623965656136663964386265623062653362393666333163363862353132343165393937225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F434C4F53455F444556494154494F4E222C312C2239323933383664666363306164353463306166336266393064313764386436303037336664333365323435353938386136336264346665363437373132323738225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F434F4E434C5544455F5354554459222C312C2265626436613334343135653531623866663235653266323162663833656165643865393138383261336431666232363035306232346435333035663332333931225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F434F4E4649524D5F434C454152414E4345222C312C2236336266646636316430323933326165633161663634376238356236623039623835363465663632626637666161373165383061373435663031653130343566225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F434F4E4649524D5F50524F434553535F434845434B222C312C2236653534303239313762363064656231633564343830383630383465656361623564643530306330373634666262643535383534633161613630373130626231225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F434F4E4649524D5F53414D504C455F524553554C54222C312C2235313830303566353362356139633930316163373461366132663164383438336465323030646136396165333061386261343031643136326231656633653435225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F434F4E564552545F484F4C44222C312C2266373539363733356637616263646364383864323633333735303934306465393439653538323131303439323862393065663338636532353134363463343638225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F444953504F53455F4E4352222C312C2265653632613237323035623532336633396465343732653333333739316661373164633461623030623130663861613061656230343165323561386435336163225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F44524146545F52554C45222C312C2230653163373438396261656665316638386562376137623533383661333666373662643664643238643136303735626634396637363861373232626433326662225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F454E445F53414D504C45222C312C2234376361333765343937396339393038633266336264383862323830623035346262316564336330323138306137306262373466643663353166333062656264225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F455343414C4154455F484F4C4453222C312C2236353731643066373465393437323866656138343866356539646666383836356136373039336164356130663030343533373130656133656165666334386431225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F46494E4953485F5245574F524B222C312C2264313639353361623764353636666337656138626463373737636461323763373837393963643663366231633032333763613432353165333363333936393461225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F484F4C445F4D454153555245445F4C4F5453222C312C2231623735343532323562616462373237653266643063383736643436636337383363323334646435373864373265313739393935343364366339393031653765225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F494E53504543545F50415254222C312C2266623936346535646339636338616666396262383934316139326532613433323061363765363663613562316332613061353137373134643266303163363736225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F49535355455F4445564943455F484953544F5259222C312C2266396137653863623035396266336665333131303034623433336435326238623361353866393339313765323230666265343837666363373230373064366337225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4D4F56455F484F4C445F524556494557222C312C2239326563643935636632353766623763663633313664643533316539626234376337623234313132313438633635306435653733626337323530323061633733225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4D4F56455F4C4F54222C312C2265643866643833303332316266356435633136306333373038643262613363393836613165643433616661643762653733646565353964383263383031313165225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F4E4152524F575F484F4C44222C312C2234343034316561383465636637663432356130663730316538326435363130303533363334376364323264633861653262643130323435623934343463323830225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F504C4143455F484F4C44222C312C2232626431623938636666336330383935383164336130353831366131656339656332376630306166373165373562303135646432393530356337653666343839225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F504C414E5F5354554459222C312C2262303130353639343236623637356261323533306461643964663966656438346263666164643537653032366135326363343965313739633931376163306330225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F524543454956455F44454C4956455259222C312C2234646635393239336161633234336430316630383864373161333434653735383532636535343862353930303963366631393762613165636537393234626230225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5245434F52445F414C4C5F4F4B222C312C2262633039643263663532306131616132653761653139383031666661386437303737306333303865363736653561626131393239333461613636373133386534225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5245434F52445F43455254494649434154455F56414C554553222C312C2263306161353838633134366366653130613732366230373338366438306131633761396538663632386635363934303732306239643432386162313238303231225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5245434F52445F434845434B222C312C2264383133313937363865613539626566646462626264316630363638643635306163653736303638393162646466393037633064636164623463336336323730225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5245434F52445F444546454354222C312C2261656134356334653239323261623766343438356466366565356530356164396433343765353965616235386232303064633962356233623232656335663063225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5245434F52445F484F4C445F4348414E4745222C312C2264616634623835616334323633356135386630353363386637336436383931393961326463363432303830303039656366363561326463353262653365613766225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5245434F52445F50484F544F222C312C2236393630386535383735643338376339643833326135393764626238666361303566323534386238643536333066323332303365386435396133653036386130225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5245434F52445F5052494E54222C312C2261383932333132636363386365353033343233316231376338663262646631393935393332623731343430386565363636343734363263373364636165663335225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5245434F52445F50524F434553535F434845434B222C312C2230666338616566663463653532643832313937623634333635633939333737663162316663393933623831633539396264313832346138616534363862396666225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5245434F52445F52454144494E47222C312C2262333537616337396332636266636261353530623430656533663737663931313239383837626565313361346338646533383064373264663536396438343063225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5245434F52445F545241494E494E47222C312C2263323339663663376434623834343865326138666666346566653537303636666438653932643164306363623035316165613530306666626566306238393166225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5245434F52445F545249414C222C312C2238633730363465316362636631626531636636373834306363613062643631623763303361333131396466633933343632373962393837646331316564323438225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F52454749535445525F5041504552222C312C2235383239333863383635613032353566346530323637636336333234636161663666623465613831383534326565616663643130326336353639363865633264225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F52454A4543545F52454C45415345222C312C2236366630323537323330373739383262646665306566643630613239636138353933613963373630393239353832323166383566616665626264633133346561225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F52454C454153455F484F4C44222C312C2265626530336630353035316234373233346465393333666638636633643962306364383262303432333738613461623431623936396462633437346137343937225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F52454C454153455F534B49505045445F4C4F54222C312C2264386533613839386133336636363730363765646661636666656164616139393037336639316637636535613463306430373838393536666430313237376663225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5245504F52545F53414D504C455F524553554C54222C312C2239306634396462316664353933356338316332306130666462393464643736343064363430623033353439653632306533373534396462353364336331303335225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F52455052494E545F444F43554D454E54222C312C2266636136666430393762346139643633663535626563623431373735343735376631633665663936353063353634366439633961346531383431643263346466225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F52455052494E545F4C4142454C222C312C2232393436396262386336333131656432383366343431356662366130346438616461306161663637303732653564373661323338366239303361343432316531225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F524551554553545F52454C45415345222C312C2238633766386631363338353930643461653731623030343639336537633765303434306338313661373764313437373330313933316566306632636131303332225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5245544952455F535550504C4945525F464F524D4154222C312C2263353466366639313161656366333938326130326431643262356536653436623536643138303836613134303630633539656630643034326534666336333634225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F52455455524E5F4452414654222C312C2236613237633534323366336263363137613937643231353532613161363238386632313636303963323833386462643836373861343662613764353362616635225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F52455455524E5F494E5350454354494F4E222C312C2238376363383038623335396261646232326261326561633634303161333766376635313434336466333664306336386535323063303839623831373731636264225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F52455455524E5F52554C45222C312C2233643561326137613632663965356166343664663433656136373938326137303131303338303631646437383235353837356266666633656239316531643239225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5245564945575F494E5350454354494F4E222C312C2239326334313635633934343563613437316436623734633834333130316536336463366431623930326635653866646530323364386135383531363239303031225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F53454E445F53414D504C45222C312C2266316339623363666232623432633562393434343333636662646637333066393534666130313833343137613539373739323164393838316264613735326333225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5345545F434845434B5F5354414E44415244222C312C2230393864373534643366396130636137613564653737303139333666343132633130613739366466303736343834666666623634346362313839326131386664225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5345545F434F44455F50524F46494C45222C312C2232656431636366323837376431376166653864383662306563663333326534306630643038386536666263356434343036633739353662393939623863633239225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5345545F4C494E455F534849465453222C312C2261643937356263393065343761666434316534336332636539376334653839336266373563626462663736313735383065326533376239633839346462643363225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5345545F504C414E5F50494354555245222C312C2230343363346361653834313131666432366631353062316363363363386439366266343730653432653034366363386431383166636433363263303461316336225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5345545F5155414C4954595F535749544348222C312C2266333264616530383166303931636565303736656539336330626666346163316138383934643662613864386466316335343535346433313732653366663736225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5345545F534F555243455F5354415445222C312C2234633839326330666235646661623664633637613337633137383663333765383664343732376261393739306131383738303663663065656135366463323332225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5349474E5F494E5350454354494F4E222C312C2266623766663665356666643831303630656632663439643937393863376535393362336361326461376134383930346361633032653433633734366334373564225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5349474E5F4F5554222C312C2264613361383663303432646161633930376464323633653531366565333861613761623337626136643865313831306435353730353731646365663736306364225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F534B49505F4556454E54222C312C2238643762633037323430303064626666656663666330643132316534363362633664383037653535343034643836323837636131323038653738666530643432225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F53504C49545F4C4F54222C312C2235353565373033666136306264613065623962356566303337333234336464633533326462313830303135666439306631356563346238366630643661616139225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F53504C49545F53414D504C45222C312C2261616165316533646465613761646131386538636236666266646163366434623131623164366532653633396162366666303034633632646136326662616231225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F53544152545F494E5350454354494F4E222C312C2265366632333136386332653130366139636665313266663862353231626530313736613463623430393639636261393263643661663133373634666236333636225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F53544F505F4C494E45222C312C2230633639376637356333343830363337366463323362633334363763363662643064336332313163376231636361323639383135383137356439363934383561225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F53544F52455F444F43554D454E54222C312C2239663765313039373935633635306163336239313565366436313835336264343330623866613033326630633361396164353665353534366562316430373866225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5357495443485F4556454E54222C312C2237633339633536613234633465623239613837396236343638623532316366646230656631616563613538646638663732633162663565643030353539653738225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F54414B455F4241434B5F52454144494E47222C312C2266346166633231663533383633303038313831303362396336326131656130666434393435616132366465656566363765373963316561626362356137356233225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F54414B455F4C4142454C5F56455253494F4E222C312C2264353437653237383864646231643831326334323331346437393764303161633934643832303134373965383131623766383365383030666532663933333164225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F54414B455F53414D504C45222C312C2232326666333134376130623963313237623062616434376533633937653033626261363266373362373330383931643738386365306432643536373436663034225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F5553455F555247454E544C59222C312C2234626532646639656363653664623035633832313034623430313539383932623834376562353066613535313037306636633434623435643039323839306533225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F564F49445F494E5350454354494F4E222C312C2231616638343661666439323632636430666438393032323333663435343637356533363363656532313632616363316337383265663230353561356338363966225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F574944454E5F484F4C44222C312C2231303362376335306636643931303066616561376333353565336563626462313665333531373666323265653330623963323736336234323038353431383432225D2C5B22726F6C655F7065726D697373696F6E222C227175616C6974792F57495448445241575F43414C4C222C312C2234633333333662306630666431636464386131666537656239666630353837636434633565656636613431366165616630626665346264373438303532323465225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F415050524F56455F494E5350454354494F4E222C312C2239643163386331343864323230356533316638646333346336376334316139306432653835356562653066306532323130663463336136633065396562376136225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F41534B5F5245494E5350454354494F4E222C312C2231656436356663353661666239653965636530396131663162616439396263636464623765656133656238633934346537343632373337393231626662323764225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F43414C4C5F53555045525649534F52222C312C2266626561373639336261646464393633383264313432393562323931393938656665623032306663613130393034383464313964653237373439333966643862225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F4348414E47455F4F574E5F534543524554222C312C2230613462626134303761346233383962353562646637383239333830346638386466663134613636316234353065633038303461323464613731316234333661225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F434C4F53455F444556494154494F4E222C312C2264386633396532306433356665363031346239646464636362306232396133633034353436306238303837656162653937386261396561613464386433316561225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F434F4E4649524D5F53414D504C455F524553554C54222C312C2236363531356362636464636665303333333434323939643062663133383030623464353132636238393936653031306532333264666538303038386366666666225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F434F4E564552545F484F4C44222C312C2235363761356137393432643264386465653739383761316164636432613964646337363962323165653935393430356539346461353933396439646138363761225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F444953504F53455F4E4352222C312C2263383232633032613937656635626164626536656162383564376534623364623061646461313839666462373634623931396536396431363531623766626231225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F455343414C4154455F484F4C4453222C312C2238393239336664656235613266626161366630323836343736316335623736383832613930626532393632366136306664653235323238383933616164626138225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F49535355455F4445564943455F484953544F5259222C312C2261623335633038656266316631316461656535373430306330393163623862383365336331353466366330326630666238663466633033313538343639386439225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F4E4152524F575F484F4C44222C312C2238643765333935323734626464656135303262343437393162616136366261636635353061666563623662353736623164346335383737613036623934663132225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F504C4143455F484F4C44222C312C2233383564373261363938623036343761623263333532383439383534393162306465343462333565626431626136393433333162613735383132373639663130225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F5245434F52445F5052494E54222C312C2261383563323262346265303637376137656665653262613161346462613036326239643163343332663135666236656263383430323533383630653462326633225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F5245434F52445F545249414C222C312C2261663634663663626330386234363632356532383931366430623333363639316461666435373563633530376335356238353636346535616434323462313338225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F52454A4543545F52454C45415345222C312C2266623236383430393733333530633430343234393737363436303135636362633562656438306335633061363264643336393335666234393362653234393364225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F52454C454153455F4241544348222C312C2239316465666233663939333330306236333666363734626264623061653661343733363830633434353436366330383034316130653861373364356334386162225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F52454C454153455F484F4C44222C312C2236636464653538623434343736653261346231336263653662393936373766373830363230316164353436396264353230313862623933656535646264623837225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F52454C454153455F534B49505045445F4C4F54222C312C2230663430373766633132373632366638333835643931643263613562336438386638373135393831353636386335303965303837396532313464353638383765225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F52455052494E545F444F43554D454E54222C312C2233613831333131643739333362633538363734643236366638616432396635306463373661363436393932353364383539383430393032646663353631313665225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F52455052494E545F4C4142454C222C312C2239346637383736343433346232633130333261633330646532663363363538326363396239616537346332313737623461393631633664393966653530653338225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F52455455524E5F494E5350454354494F4E222C312C2261616664326662336430646539663065343235653639316464663539666535383863353737386430343062306633343332313361303834313136613831646563225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F5245564945575F494E5350454354494F4E222C312C2230373362633038373131333939623039303733623634373761333462666236326231326230326534396433313263626633323263623733613966643239616430225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F5349474E5F4F5554222C312C2265653065326665323732653939633533346664333464316563633131636430613633366136623566623566366564326162303461373630653134646662656638225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F53544F52455F444F43554D454E54222C312C2230643830373965623238636566366437346536366166613262303064613961626634323965646463383563393631323230343234663763343862616630636666225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F564F49445F494E5350454354494F4E222C312C2263393839333730383237656636363638383434383964323037353365326534643735386565373732663132366133346137666466646230336132623131363564225D2C5B22726F6C655F7065726D697373696F6E222C2272656C656173655F6F6666696365722F57495448445241575F43414C4C222C312C2264353137613664303163653932316463633261353233353166643031666261373530623237633534306562623336386263353235343662333331326230346334225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F41534B5F5245494E5350454354494F4E222C312C2238623733303131346638303132653730386339653338346530363636326438336137613066393365653566353731313531326139653033626430376361623462225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F4154544143485F50484F544F222C312C2263313064653362383832613063646538356431383739323662353737666231626331343063383734323364323966393835653930353438323437616163356139225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F43414C4C5F53555045525649534F52222C312C2239626433303838656234623464346334646165653864616134306637623866383038343638663130333664613730633734633136316165663736656538343930225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F4348414E47455F4F574E5F534543524554222C312C2264346435613337613037666530666661303932636339313535633439633262666134363135333538356538313835643864303536356136363632383063613534225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F434845434B5F4C4142454C222C312C2235396561353735663364623330646665333665653630333465343731323265393661623739303763393235643538616531626133343832643039636333646138225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F434F4E4649524D5F53414D504C455F524553554C54222C312C2239363465376564356638363638393934653663303631626432333465396264623463316136313464323962383362363366333639356433393636356564626263225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F454E445F53414D504C45222C312C2264373030303438663764346565386234373532306334323832386537303332386361376666643839313064653336346237376639376235323636623831353461225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F46494E4953485F5245574F524B222C312C2262616135616164353431386630383865613035626439633230663930373537393430616161396662386131623031326261343763323332613832336261666563225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F494E53504543545F50415254222C312C2234333831646161623335663462316339623536306661313334306665353464356462613836343336343865613365643036363563333634633663646535343235225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F4D4F56455F4C4F54222C312C2232396663343936333138386264616463323266653432633533646266383365363830626162623166616461356338633030666235326165376636383764653938225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F504C4143455F484F4C44222C312C2230393162653130653965336538623632616465616437633635396661396263633166623565633132326436643862636335663430376334366135663539353936225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F5245434F52445F414C4C5F4F4B222C312C2237376334313361626638623637336637336663366637306564613764663564393066323263343664326434626137333766386561363638313663346361306662225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F5245434F52445F43455254494649434154455F56414C554553222C312C2262363165343938323664343039616261306538653132333739303837363738303563383931353563653165656532373539643630346432306133323361383137225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F5245434F52445F434845434B222C312C2235353262303931656161613932306563653861313763363764393835636164356531383036333865326661343464633135376165363634306564343336386236225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F5245434F52445F444546454354222C312C2239643137373133383564393662396364666637303161636238303063303065653337666165396637666462333532623438363130633633633936353163656430225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F5245434F52445F50484F544F222C312C2231613363323937363264396632643666666432396264666130306364616534636462623966646533316663323433363931626235643230386665373030393461225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F5245434F52445F5052494E54222C312C2263313362323339623532623337323632333335343263313163303336336531653738623366333630333461623930323236343462383734613338636635653961225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F5245434F52445F52454144494E47222C312C2239346461323565366461646437323939613563343063613161373965643132316436396430313535316336326561643366633633363061333730363662646661225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F5245434F52445F545249414C222C312C2234336639313137336635386533636133386361343939616463373464393637623165653665363161306564396562626162636535343265353061633730643837225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F52454749535445525F5041504552222C312C2262346437616332326562376530316338396638656266313561313930366139626637653933353762373536306634333733623236646666663733336662363965225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F5245504F52545F53414D504C455F524553554C54222C312C2237306263653664333339666462623734313436613063323630306463373964333064376365626635316232313638333765346330623932353361626535336536225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F52455052494E545F444F43554D454E54222C312C2236326364613066303766373639346337316232323832333930396436616338636134653138366461626665656261623431313639623137613137623735643466225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F52455052494E545F4C4142454C222C312C2264393161323961366563623563336234663630316338636532393338356334323135376662333139613538626334316238313331393863343632643662653632225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F52455455524E5F494E5350454354494F4E222C312C2264656430333662376563316566356262396466316366373264643939353838623931343963303537663562643937353130353738326162303833363132656436225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F5245564945575F494E5350454354494F4E222C312C2233653566303339363937613733383565613935306630333934623439613732626234666366306139346235643732613537626235383635333565633961663536225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F53454E445F53414D504C45222C312C2265326435303731353131346635643434386338646331383231633936393136396434616638323138393262626433383838333565663261303631346664653033225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F5349474E5F494E5350454354494F4E222C312C2237323331396266633566326137376433323566396461303164316335343934376636626661646130626533346531383537383361616263333365356265396133225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F5349474E5F4F5554222C312C2266643061646132366366363136313634663233333463356362383666323639376630333062636463396139633066383636373639363262646339383334653932225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F53504C49545F4C4F54222C312C2261653133386430393262303930656634613564336537633163613564663066326161336165363236663030323332363537383933666362333864396333346436225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F53504C49545F53414D504C45222C312C2261656134656430323261653761393066323135346532643062613836636430333530306164336330366361653235313137643166636532333639653935633330225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F53544152545F494E5350454354494F4E222C312C2262343764663238306636323934663764336334313864646564636534366133393561363134646430336337363338333331386566376535313362316264366636225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F53544F52455F444F43554D454E54222C312C2239646566616665313632663462346434326566336663383934383864336539356361313231303434346638326165363333323661633562303463306261656435225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F54414B455F4241434B5F52454144494E47222C312C2261636630626464333438396335396433336265613930383265613034313730303434653233633437383835343365626263363364373862626631313033353564225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F54414B455F53414D504C45222C312C2261306333393662663934396630623737643236633961373463336431336263383738386362326238396465323065316665616165316434663861373461646338225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F564F49445F494E5350454354494F4E222C312C2266393932353936333533323438306136663835376639666366663132646261373839316637636430643938373762326266336335323466643130333530373433225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F574944454E5F484F4C44222C312C2238646261316233663132613434646533366532396235616430613633633962393032643634393039623533383135396538653235393465633533333161303737225D2C5B22726F6C655F7065726D697373696F6E222C2272657669657765722F57495448445241575F43414C4C222C312C2263323538666239333733396533313732366566373234633365326537373338343739373532336233386532646437343161653266343337373537376639343363225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F4144445F435553544F4D4552222C312C2264623865363665393534333461663033636165393165613239333566616633313830363462643438383831623538396437313037323836633334313439643965225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F4144445F534849504D454E545F4C494E45222C312C2237326338343636333439666366656265373761383663323462343034653433373336343165633561633336383335343865303234646165653537383266613735225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F4144445F574F524B5F4F52444552222C312C2232613739343831653262626162333364636433643339366433303635653664333064666134393464633633333831346638383435663832616338396362613063225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F414E535745525F43414C4C222C312C2239366632343738373363396265376235356638656632633965353732323662666261353830343639313435626337356139643931333164653338643466663833225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F41534B5F5245494E5350454354494F4E222C312C2235306362306463303434353834316230636339313632326332356330363064386633666137626235376366373338613163653932366230346463666165396235225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F41535349474E5F484F4C44222C312C2239353336376364393538643966623634326366353234346663626534313233316166643864663439336539323030393365646336376164653666333430626463225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F43414C4C5F53555045525649534F52222C312C2237336266383436646461326135613661353965353366653533353364666464346266343861363066653639663232373439376436613263623434363534613165225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F43414E43454C5F534849504D454E54222C312C2264326563653535393065306236373566643161346166336438363265393861636364316537373738343061303739393635646531393934356437306566376161225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F4348414E47455F435553544F4D4552222C312C2264326330376632666464613831346334366262366364316264656661313565346365646434653362346434313839306566343132396563623636356634396165225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F4348414E47455F4F574E5F534543524554222C312C2237613730383030336261653630316435336234373632666566636237656632333938356337343364613031656439376633653463616232653831323638356635225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F434845434B5F4C4142454C222C312C2238343432353131383261643536366431376666383161666330373837656666306238646433306432303230313231623535643639363665353266613331303230225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F434845434B5F554E49545F4C4142454C222C312C2265636130356461626335316238663933633266623132353562313435623738343639363836373663333334386533326438666337386664626339383834333935225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F434C4541525F4C494E45222C312C2265333331343065376636373165666132636661366132643233303337356164656539613436653837646561363735633064653832313738376235343931383639225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F434C4F53455F5041434B494E47222C312C2235353161376134653433386565643630646164653030343266613739623066316361303036333630623434383839353462343931303966376434376330616633225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F434F4E4649524D5F434C454152414E4345222C312C2264326464626263613437393937303437636665623864613335643238386161353334356132363663353830316531353039306163396239366565633264343330225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F434F4E4649524D5F50524F434553535F434845434B222C312C2237353237376433346534643435616235363363656265383339336366613965663663363763653637376562396634396431343162656135373136636230626337225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F434F4E4649524D5F53414D504C455F524553554C54222C312C2236656262323163393937613865636238313961326236386231313164636461343965373864386362393761333562333734663736656130316634373562333135225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F455343414C4154455F484F4C4453222C312C2239306263336237313964333232346262366335343834363035353738636365386565343465386361323337316262323030373563623736376566306130363262225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F46494E4953485F4F5045524154494F4E222C312C2233323338333632613465313032613539616633346163656263643330316635386661396566623733303531643465353561643337336464353735373935343935225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F46494E4953485F5245574F524B222C312C2264626435383861336331326136353562306434643035666565613262356366376138626332323733363562613639313563616366343934646637613638366134225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F46494E4953485F574F524B5F4F52444552222C312C2265626531333763353662383836663034373862656464356237383137643061396533323663626334633036333830373832623639333038343433386537653666225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F48414E445F4F5645525F5348494654222C312C2265313536366438626236346535383737663232356264306264323062333835343835343564383064626439383264666337383936316631363465373438303339225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F49535355455F4445564943455F484953544F5259222C312C2263666233316332646562303666616538333064363039636662376539383565633137663433613839656161393065623932626263346439393836353032396236225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F49535355455F4D4154455249414C222C312C2236623861306531633861653036643737666461343333393930616231653639346433386430393963613632353531656535346238633561366337626465363965225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F4D4F56455F484F4C445F524556494557222C312C2232396163663330623731373331386239396364623539613531323837633436343436393638316433656565633336666264303263333538646435626664346134225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F4D4F56455F4C4F54222C312C2232346133633938323266396138316635386633326530653462616437316639613766396564356237363630653964613061656435653166373339336133643434225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F4F50454E5F534849504D454E54222C312C2230343664303632616239366565653832346431303964326632616535633434343634653737383939353735373835356463333533373764666638656539666130225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F5041434B5F4954454D222C312C2230633861313133326366373037396461393437636464326162373866663534373464383665393235623037373436633435303262396239653762356430313535225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F504C4143455F484F4C44222C312C2261366633353763346533323032656564386364376266373433396638326135386165366362366534336537336562373362346366336332346364616161613963225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F5052494E545F554E49545F4C4142454C53222C312C2264663432646163613663343838313139363537636336353635623334373965623261393037633537646637353063663063663932626337626532636439323934225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F524543454956455F44454C4956455259222C312C2233373664646439626235363533623666353762646434396638326664656334633362376432373531373837303865663633363635663465306465343633323064225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F5245434F52445F43455254494649434154455F56414C554553222C312C2264366663623138363764333535643435323432386363643030653265323130636439316639383862623863663266613537313339316565646530623433653132225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F5245434F52445F484F4C445F4348414E4745222C312C2230366531333437613266626131303433653364613036663633336634656538343131353437373064393736393938353964316163653933386662313336356533225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F5245434F52445F4F5554505554222C312C2264346630313866366235623962383435663365653766666539376638383537323733323334303661316136623432356334326433343165623635636464373236225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F5245434F52445F504153545F4D4154455249414C222C312C2262616134333539666538356664396164346630653561613338333731613931663263303563323166366364386266356431376637646264376264323735613166225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F5245434F52445F504153545F4F5554505554222C312C2264393539313234643566633737666536323661373533666362653735393335346461646631646565336661623638646236313261303066646438326139356431225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F5245434F52445F504153545F5354415254222C312C2238376137613232663465373630383634393565633963623233306638373831656166663139323731626461666636616539323536646665323563333037376463225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F5245434F52445F5052494E54222C312C2238366139643664656134386164306635366333323139626132396362663139346662323561363462633032386432346566383765616161623737653061643830225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F5245434F52445F50524F434553535F434845434B222C312C2230303137353132373731303833663532633439633239313934613263326661616539316464633733613566663730633437303334333638363663313665353634225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F5245434F52445F545241494E494E47222C312C2239646565356363343236613336636332646562633562323162376532653833363661353037653633353236633032316663383931316537353936383236656436225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F5245434F52445F545249414C222C312C2234646233643630333036316165316161366165313636353335376166633366376435336535626266316237353731653235643362306233343735383032333165225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F52454749535445525F5041504552222C312C2261373863323862363962633739386430353565643565303263666662333034396662313334356664643563363436303439323037326133363434666233383631225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F52454F50454E5F5041434B494E47222C312C2263636437303732326231396264656234363139633139313266333462623161373761616139373536616137613065383431373733326239303635653231663436225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F52455052494E545F444F43554D454E54222C312C2262303966346533656661623435353661363632373336363135626239653433346366626664353436316533313330663138343938366530343238373631386434225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F52455052494E545F4C4142454C222C312C2261646430356133616136633234623533383534373866376135633263316339373734326464363830656130313164396239363430336438336365386436373531225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F524551554553545F52454C45415345222C312C2263626431303031383266616166323866383037666239333061393432666339633132336365613035343736623133613336313139383361383666633861306630225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F524553554D455F4C494E45222C312C2234303165356364323434353033646334346266656666663565316239336338626561373261393066616166623664356666663734373533333937646333303865225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F52455455524E5F494E5350454354494F4E222C312C2239333338663635353335313365316231333038613932356462336633653066366536313637366333333336336561313639383466363665656437666662383339225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F52455455524E5F4D4154455249414C222C312C2232613833643238646366326164643262396435653535356165303336333833663630386632666431353334356465613166646631333733613234653065663064225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F5245564945575F494E5350454354494F4E222C312C2234373830313830633234613333666261373964323131303339316234336461306566323362653035383234326265623065393564633930386364303334313734225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F5345545F4C494E455F534849465453222C312C2233626665346533616464656264633431353463636165616536356561386265373631633861336665623233313666326530333936653835396437393832383133225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F534849505F534849504D454E54222C312C2265346564633637383436623061333062643838376630376433323931386664383438333939373461363134383835383531323963633462356130376331383835225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F5349474E5F4F5554222C312C2237643266616235643937363933343034363732326164383062333238663161633138646166643836383064383230666466353034363833316439313130653363225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F53544152545F4F5045524154494F4E222C312C2262383532636361353030373863633034356661666464323765303630626635623836396165623461653765366335323363376563373835353633303766653461225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F53544F505F4C494E45222C312C2234616333353363366435306431393761663839333531306238313934376334313039323866386535663063616330383433363065316465316137356233353833225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F53544F52455F444F43554D454E54222C312C2263636437613665326437336438373061633432333633356530646338306263363138396638666632323366333362383233316661383539636339346164323134225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F554E5041434B5F4954454D222C312C2266363065326365303631643634393732326134366362643166343363316662313033636365343335656262356461623639326537376531376263326134653266225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F564F49445F494E5350454354494F4E222C312C2231326135313531313261643739323561633334643863666334663532366663383566303631363463333933346233376330643531623766353735333362613337225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F574944454E5F484F4C44222C312C2262653061323262653938346534356136343531656433373561653539373031663533396636623035646466386530376134386536353830633239613630336264225D2C5B22726F6C655F7065726D697373696F6E222C2273757065727669736F722F57495448445241575F43414C4C222C312C2239613361383462633163613837396439623837343937383663356531346430396461653433366236323935663462626665323266653239306133653663333032225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F4144445F534849504D454E545F4C494E45222C312C2239623862643265623966323162373433303331623534343539356237656265306635336438353064366363346661316339313931313961636535653632336437225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F43414C4C5F53555045525649534F52222C312C2265633864346463353631616161393730663038623230366639313137356433656562303033616663363862366235623735326330333562366364353332633732225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F43414E43454C5F534849504D454E54222C312C2238636264623132383865613432613131636661626233396332666336666239653535636263366465353736663531363633323432653061623366663130653433225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F4348414E47455F4F574E5F534543524554222C312C2233346434386238366635303663663837613932373531633530383830326237643230306162396237316237633730656230306461346562326136353965306365225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F434845434B5F4C4142454C222C312C2235356163323930393435386261626533303065333062643166383130373438653832653635323263613563626666626561303033323164303739396438666339225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F434C4F53455F5041434B494E47222C312C2237303834323734383838616361383330643837633066633232343738383062316463376435326639643264336230633133323262623038313165353765643666225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F4D4F56455F4C4F54222C312C2235633532326130343236643230343164313733383739633632356566633233313662333264303864336130336361323932333136346138656466336336633434225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F4F50454E5F534849504D454E54222C312C2232656166613462653532666461646366353338666333306564346165313131393732646163326535353766633030353165666432363730663231386632353763225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F5041434B5F4954454D222C312C2231373466373866383166623235633262386532333364366135646564666462663135373661353062383062663964333062346632653665643031353535393430225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F504C4143455F484F4C44222C312C2239336235623734666266646436646336613837353863316432333462373433393461323835326537343162333461646434626139306363653334613661316465225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F524543454956455F44454C4956455259222C312C2266386666373962303836376633393961313933643037613430636238393936643138636461336261363935616631376464633963656134656465343563346165225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F5245434F52445F43455254494649434154455F56414C554553222C312C2232343562653839393439313536386363643330376363633966383233643834623463613636626662393235303435323365353033616165373766633732353735225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F5245434F52445F5052494E54222C312C2264363663313364653337396337373735653637316237616334666430316131353231663664643361363763353638353732323838333138356366376637663762225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F5245434F52445F545249414C222C312C2237346630396136623339376631343237353834356637393433666236636635626265623134323033346331393438643437643264323432313531653230386139225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F52454749535445525F5041504552222C312C2261356265633134633238643032393261663864376565613833343562353164326262306466636562626363383032343136316234333139393836393862663132225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F52454F50454E5F5041434B494E47222C312C2261386266373637373866653563363836386664356131313230383838323239346232393463373163376161613364633266363538303261396561363361316538225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F52455052494E545F444F43554D454E54222C312C2230313430386535636433363964353566663761643839666132393463653937653163373863343831666136613134316336643931633631306139623438653061225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F52455052494E545F4C4142454C222C312C2233663366336631666161343463613636376236386234633766616634633466613931393232356637386532633330393566613134383630316631636563646231225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F534849505F534849504D454E54222C312C2233383938373137633762363631616663393766303933303965343264626165303066326134346530323038386164393664646236313463323162393634303933225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F5349474E5F4F5554222C312C2235363561363635333339306639353531393662393234363361393438616139386437663632336331663330663434656635353831613665666238326234653962225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F53544F52455F444F43554D454E54222C312C2239363461653361343961623364383837383962343433366636633139656235643538613361303464623465323164383261653965633063343938333763653736225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F554E5041434B5F4954454D222C312C2230383136666463626136363035656365303733663861326636393839666238333363373933313131383637356562313530363337386230633430366538633264225D2C5B22726F6C655F7065726D697373696F6E222C2277617265686F7573652F57495448445241575F43414C4C222C312C2263363930343863363933653261326339373062396637316330306365353730356239616637646530343836646631303938636561303839316539373533303736225D2C5B2273697465222C2231222C312C2235663466623432366534363462303133303732346437383834353061313236313335366233326163343864666562343430333235333434393538653439656632225D2C5B2273746174696F6E222C22333832383032333832303238383030353132222C312C2231383132656261333037343330363261373164623237393531323833353932353163646430323065333930633435323864333361623137323566666336353039225D2C5B2273746174696F6E222C22333832383032333832303238383030353135222C312C2266316137326565623030393339646232373061363131363732626335643663356632653638333263326664616462326338616362383335356662386662643438225D2C5B2273746174696F6E5F70696E222C223338323830323338323032383830303531332F333832383032333832303238383030353132222C312C2266363266396239636233616565316465656363663037396462623237623730653835633231393733636230633130636638336565386335333830353235383639225D5D2C22736571223A312C2273697465223A2231222C2273746174696F6E223A22333832383032333832303238383030353132222C22756964223A2230316132303234342D653830302D376438652D393162372D353834613232363562316635222C2276223A317D','SET_UP_PLANT','done',NULL,'2026-11-22T08:00:00.000000Z');
CREATE TABLE record_object (
	target_kind TEXT NOT NULL, 
	target_id BIGINT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_record_object PRIMARY KEY (target_kind, target_id, record_id)
);
INSERT INTO "record_object" VALUES('person',382802382028800513,382802382028800514);
INSERT INTO "record_object" VALUES('plant',1,382802382028800514);
INSERT INTO "record_object" VALUES('station',382802382028800512,382802382028800514);
CREATE TABLE reinspection (
	inspection_id BIGINT NOT NULL, 
	original_id BIGINT NOT NULL, 
	inspector_id BIGINT NOT NULL, 
	reason TEXT NOT NULL, 
	note TEXT NOT NULL, 
	asked_by BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_reinspection PRIMARY KEY (inspection_id), 
	CONSTRAINT fk_reinspection_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_reinspection_reason CHECK (reason IN ('measurement_error', 'wrong_gauge', 'wrong_sample')), 
	CONSTRAINT ck_reinspection_other_asks CHECK (asked_by <> inspector_id), 
	CONSTRAINT fk_reinspection_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id), 
	CONSTRAINT fk_reinspection_original_id FOREIGN KEY(original_id) REFERENCES inspection (id), 
	CONSTRAINT fk_reinspection_inspector_id FOREIGN KEY(inspector_id) REFERENCES person (id), 
	CONSTRAINT fk_reinspection_asked_by FOREIGN KEY(asked_by) REFERENCES person (id), 
	CONSTRAINT uq_reinspection_original_id UNIQUE (original_id)
);
CREATE TABLE role (
	code TEXT NOT NULL, 
	is_active BOOLEAN NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_role PRIMARY KEY (code), 
	CONSTRAINT fk_role_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "role" VALUES('warehouse',1,1,382802382028800514);
INSERT INTO "role" VALUES('inspector',1,1,382802382028800514);
INSERT INTO "role" VALUES('reviewer',1,1,382802382028800514);
INSERT INTO "role" VALUES('operator',1,1,382802382028800514);
INSERT INTO "role" VALUES('supervisor',1,1,382802382028800514);
INSERT INTO "role" VALUES('quality',1,1,382802382028800514);
INSERT INTO "role" VALUES('release_officer',1,1,382802382028800514);
INSERT INTO "role" VALUES('metrology',1,1,382802382028800514);
INSERT INTO "role" VALUES('administrator',1,1,382802382028800514);
INSERT INTO "role" VALUES('auditor',1,1,382802382028800514);
CREATE TABLE role_permission (
	role_code TEXT NOT NULL, 
	command_code TEXT NOT NULL, 
	is_allowed BOOLEAN NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_role_permission PRIMARY KEY (role_code, command_code), 
	CONSTRAINT fk_role_permission_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_role_permission_role_code FOREIGN KEY(role_code) REFERENCES role (code)
);
INSERT INTO "role_permission" VALUES('warehouse','ADD_SHIPMENT_LINE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','CALL_SUPERVISOR',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','CANCEL_SHIPMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','CHANGE_OWN_SECRET',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','CHECK_LABEL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','CLOSE_PACKING',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','MOVE_LOT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','OPEN_SHIPMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','PACK_ITEM',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','PLACE_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','RECEIVE_DELIVERY',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','RECORD_CERTIFICATE_VALUES',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','RECORD_PRINT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','RECORD_TRIAL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','REGISTER_PAPER',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','REOPEN_PACKING',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','REPRINT_DOCUMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','REPRINT_LABEL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','SHIP_SHIPMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','SIGN_OUT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','STORE_DOCUMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','UNPACK_ITEM',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('warehouse','WITHDRAW_CALL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','ATTACH_PHOTO',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','CALL_SUPERVISOR',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','CHANGE_OWN_SECRET',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','CHECK_LABEL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','CONFIRM_CLEARANCE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','CONFIRM_PROCESS_CHECK',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','END_SAMPLE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','FINISH_REWORK',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','INSPECT_PART',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','MOVE_LOT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','PLACE_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','RECEIVE_DELIVERY',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','RECORD_ALL_OK',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','RECORD_CERTIFICATE_VALUES',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','RECORD_CHECK',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','RECORD_DEFECT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','RECORD_PHOTO',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','RECORD_PRINT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','RECORD_PROCESS_CHECK',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','RECORD_READING',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','RECORD_TRIAL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','REGISTER_PAPER',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','REPORT_SAMPLE_RESULT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','REPRINT_DOCUMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','REPRINT_LABEL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','SEND_SAMPLE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','SIGN_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','SIGN_OUT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','SPLIT_LOT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','SPLIT_SAMPLE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','START_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','STOP_LINE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','STORE_DOCUMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','TAKE_BACK_READING',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','TAKE_SAMPLE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','WIDEN_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('inspector','WITHDRAW_CALL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','ASK_REINSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','ATTACH_PHOTO',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','CALL_SUPERVISOR',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','CHANGE_OWN_SECRET',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','CHECK_LABEL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','CONFIRM_SAMPLE_RESULT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','END_SAMPLE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','FINISH_REWORK',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','INSPECT_PART',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','MOVE_LOT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','PLACE_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','RECORD_ALL_OK',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','RECORD_CERTIFICATE_VALUES',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','RECORD_CHECK',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','RECORD_DEFECT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','RECORD_PHOTO',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','RECORD_PRINT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','RECORD_READING',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','RECORD_TRIAL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','REGISTER_PAPER',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','REPORT_SAMPLE_RESULT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','REPRINT_DOCUMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','REPRINT_LABEL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','RETURN_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','REVIEW_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','SEND_SAMPLE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','SIGN_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','SIGN_OUT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','SPLIT_LOT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','SPLIT_SAMPLE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','START_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','STORE_DOCUMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','TAKE_BACK_READING',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','TAKE_SAMPLE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','VOID_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','WIDEN_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('reviewer','WITHDRAW_CALL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','CALL_SUPERVISOR',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','CHANGE_OWN_SECRET',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','CHECK_UNIT_LABEL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','CLEAR_LINE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','CONFIRM_CLEARANCE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','FINISH_OPERATION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','HAND_OVER_SHIFT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','ISSUE_MATERIAL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','PLACE_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','PRINT_UNIT_LABELS',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','RECORD_OUTPUT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','RECORD_PAST_MATERIAL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','RECORD_PAST_OUTPUT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','RECORD_PAST_START',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','RECORD_PRINT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','RECORD_PROCESS_CHECK',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','RECORD_TRIAL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','RESUME_LINE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','RETURN_MATERIAL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','SIGN_OUT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','START_OPERATION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','STOP_LINE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('operator','WITHDRAW_CALL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','ADD_CUSTOMER',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','ADD_SHIPMENT_LINE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','ADD_WORK_ORDER',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','ANSWER_CALL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','ASK_REINSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','ASSIGN_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','CALL_SUPERVISOR',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','CANCEL_SHIPMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','CHANGE_CUSTOMER',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','CHANGE_OWN_SECRET',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','CHECK_LABEL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','CHECK_UNIT_LABEL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','CLEAR_LINE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','CLOSE_PACKING',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','CONFIRM_CLEARANCE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','CONFIRM_PROCESS_CHECK',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','CONFIRM_SAMPLE_RESULT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','ESCALATE_HOLDS',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','FINISH_OPERATION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','FINISH_REWORK',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','FINISH_WORK_ORDER',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','HAND_OVER_SHIFT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','ISSUE_DEVICE_HISTORY',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','ISSUE_MATERIAL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','MOVE_HOLD_REVIEW',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','MOVE_LOT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','OPEN_SHIPMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','PACK_ITEM',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','PLACE_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','PRINT_UNIT_LABELS',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','RECEIVE_DELIVERY',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','RECORD_CERTIFICATE_VALUES',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','RECORD_HOLD_CHANGE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','RECORD_OUTPUT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','RECORD_PAST_MATERIAL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','RECORD_PAST_OUTPUT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','RECORD_PAST_START',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','RECORD_PRINT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','RECORD_PROCESS_CHECK',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','RECORD_TRAINING',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','RECORD_TRIAL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','REGISTER_PAPER',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','REOPEN_PACKING',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','REPRINT_DOCUMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','REPRINT_LABEL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','REQUEST_RELEASE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','RESUME_LINE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','RETURN_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','RETURN_MATERIAL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','REVIEW_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','SET_LINE_SHIFTS',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','SHIP_SHIPMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','SIGN_OUT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','START_OPERATION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','STOP_LINE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','STORE_DOCUMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','UNPACK_ITEM',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','VOID_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','WIDEN_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('supervisor','WITHDRAW_CALL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ADD_BILL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ADD_CUSTOMER',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ADD_DELIVERY',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ADD_EQUIPMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ADD_LABEL_VERSION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ADD_LINE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ADD_LOCATION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ADD_ORDER',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ADD_PART',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ADD_PART_CODE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ADD_PART_REVISION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ADD_PLAN',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ADD_ROUTE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ADD_SUPPLIER',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ADD_SUPPLIER_FORMAT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ADD_SUPPLIER_SITE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ADD_UNIT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ADMIT_LOT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','APPROVE_BILL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','APPROVE_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','APPROVE_LABEL_VERSION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','APPROVE_PART_REVISION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','APPROVE_PLAN',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','APPROVE_ROUTE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','APPROVE_RULE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ASK_REINSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ASSIGN_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ATTACH_PHOTO',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','CALL_SUPERVISOR',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','CHANGE_CUSTOMER',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','CHANGE_EQUIPMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','CHANGE_OWN_SECRET',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','CHECK_LABEL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','CLOSE_DEVIATION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','CONCLUDE_STUDY',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','CONFIRM_CLEARANCE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','CONFIRM_PROCESS_CHECK',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','CONFIRM_SAMPLE_RESULT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','CONVERT_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','DISPOSE_NCR',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','DRAFT_RULE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','END_SAMPLE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ESCALATE_HOLDS',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','FINISH_REWORK',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','HOLD_MEASURED_LOTS',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','INSPECT_PART',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','ISSUE_DEVICE_HISTORY',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','MOVE_HOLD_REVIEW',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','MOVE_LOT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','NARROW_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','PLACE_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','PLAN_STUDY',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','RECEIVE_DELIVERY',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','RECORD_ALL_OK',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','RECORD_CERTIFICATE_VALUES',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','RECORD_CHECK',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','RECORD_DEFECT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','RECORD_HOLD_CHANGE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','RECORD_PHOTO',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','RECORD_PRINT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','RECORD_PROCESS_CHECK',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','RECORD_READING',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','RECORD_TRAINING',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','RECORD_TRIAL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','REGISTER_PAPER',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','REJECT_RELEASE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','RELEASE_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','RELEASE_SKIPPED_LOT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','REPORT_SAMPLE_RESULT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','REPRINT_DOCUMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','REPRINT_LABEL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','REQUEST_RELEASE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','RETIRE_SUPPLIER_FORMAT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','RETURN_DRAFT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','RETURN_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','RETURN_RULE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','REVIEW_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','SEND_SAMPLE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','SET_CHECK_STANDARD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','SET_CODE_PROFILE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','SET_LINE_SHIFTS',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','SET_PLAN_PICTURE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','SET_QUALITY_SWITCH',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','SET_SOURCE_STATE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','SIGN_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','SIGN_OUT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','SKIP_EVENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','SPLIT_LOT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','SPLIT_SAMPLE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','START_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','STOP_LINE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','STORE_DOCUMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','SWITCH_EVENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','TAKE_BACK_READING',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','TAKE_LABEL_VERSION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','TAKE_SAMPLE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','USE_URGENTLY',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','VOID_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','WIDEN_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('quality','WITHDRAW_CALL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','APPROVE_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','ASK_REINSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','CALL_SUPERVISOR',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','CHANGE_OWN_SECRET',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','CLOSE_DEVIATION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','CONFIRM_SAMPLE_RESULT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','CONVERT_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','DISPOSE_NCR',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','ESCALATE_HOLDS',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','ISSUE_DEVICE_HISTORY',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','NARROW_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','PLACE_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','RECORD_PRINT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','RECORD_TRIAL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','REJECT_RELEASE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','RELEASE_BATCH',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','RELEASE_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','RELEASE_SKIPPED_LOT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','REPRINT_DOCUMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','REPRINT_LABEL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','RETURN_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','REVIEW_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','SIGN_OUT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','STORE_DOCUMENT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','VOID_INSPECTION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('release_officer','WITHDRAW_CALL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('metrology','ADD_GAUGE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('metrology','CALL_SUPERVISOR',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('metrology','CHANGE_GAUGE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('metrology','CHANGE_OWN_SECRET',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('metrology','CONCLUDE_STUDY',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('metrology','EXTEND_CALIBRATION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('metrology','HOLD_MEASURED_LOTS',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('metrology','PLACE_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('metrology','PLAN_STUDY',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('metrology','RECORD_CALIBRATION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('metrology','RECORD_CHECK',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('metrology','RECORD_TRIAL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('metrology','SET_CHECK_STANDARD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('metrology','SET_GAUGE_INTERVAL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('metrology','SIGN_OUT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('metrology','WITHDRAW_CALL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('administrator','ADD_LOCATION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('administrator','ADD_PERSON',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('administrator','ADD_UNIT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('administrator','CALL_SUPERVISOR',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('administrator','CHANGE_OWN_SECRET',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('administrator','CHANGE_PERSON',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('administrator','CHANGE_STATION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('administrator','END_ROLE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('administrator','ENROL_STATION',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('administrator','GRANT_ROLE',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('administrator','PLACE_HOLD',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('administrator','RECORD_TRIAL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('administrator','SET_SECRET',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('administrator','SET_STATION_PIN',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('administrator','SIGN_OUT',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('administrator','WITHDRAW_CALL',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('auditor','CHANGE_OWN_SECRET',1,1,382802382028800514);
INSERT INTO "role_permission" VALUES('auditor','SIGN_OUT',1,1,382802382028800514);
CREATE TABLE route (
	id BIGINT NOT NULL, 
	code TEXT NOT NULL, 
	part_id BIGINT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_route PRIMARY KEY (id), 
	CONSTRAINT fk_route_part_id FOREIGN KEY(part_id) REFERENCES part (id), 
	CONSTRAINT fk_route_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_route_code UNIQUE (code)
);
CREATE TABLE route_revision (
	id BIGINT NOT NULL, 
	route_id BIGINT NOT NULL, 
	version INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	author_id BIGINT NOT NULL, 
	approved_by BIGINT, 
	approved_at TEXT, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_route_revision PRIMARY KEY (id), 
	CONSTRAINT ck_route_revision_state CHECK (state IN ('draft', 'effective', 'superseded')), 
	CONSTRAINT ck_route_revision_other_approves CHECK (approved_by IS NULL OR approved_by <> author_id), 
	CONSTRAINT fk_route_revision_approved_by FOREIGN KEY(approved_by) REFERENCES person (id), 
	CONSTRAINT fk_route_revision_author_id FOREIGN KEY(author_id) REFERENCES person (id), 
	CONSTRAINT fk_route_revision_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_route_revision_route_id FOREIGN KEY(route_id) REFERENCES route (id), 
	CONSTRAINT uq_route_revision_route_id_version UNIQUE (route_id, version)
);
CREATE TABLE rule_decision (
	draft_id BIGINT NOT NULL, 
	drafted_by BIGINT NOT NULL, 
	decision TEXT NOT NULL, 
	decided_by BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	comment TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_rule_decision PRIMARY KEY (draft_id), 
	CONSTRAINT ck_rule_decision_decision CHECK (decision IN ('approved', 'returned')), 
	CONSTRAINT ck_rule_decision_other_decides CHECK (decided_by <> drafted_by), 
	CONSTRAINT fk_rule_decision_decided_by FOREIGN KEY(decided_by) REFERENCES person (id), 
	CONSTRAINT fk_rule_decision_draft_id_drafted_by FOREIGN KEY(draft_id, drafted_by) REFERENCES rule_draft (id, drafted_by), 
	CONSTRAINT fk_rule_decision_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE "rule_draft" (
	id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	code TEXT NOT NULL, 
	content TEXT NOT NULL, 
	drafted_by BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_rule_draft PRIMARY KEY (id), 
	CONSTRAINT ck_rule_draft_kind CHECK (kind IN ('hold_reason', 'stop_type', 'isolation_rule', 'block_profile', 'state_rule')), 
	CONSTRAINT fk_rule_draft_drafted_by FOREIGN KEY(drafted_by) REFERENCES person (id), 
	CONSTRAINT fk_rule_draft_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_rule_draft_id_drafted_by UNIQUE (id, drafted_by)
);
CREATE TABLE run_equipment (
	run_id BIGINT NOT NULL, 
	equipment_id BIGINT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_run_equipment PRIMARY KEY (run_id, equipment_id), 
	CONSTRAINT fk_run_equipment_equipment_id FOREIGN KEY(equipment_id) REFERENCES equipment (id), 
	CONSTRAINT fk_run_equipment_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_run_equipment_run_id FOREIGN KEY(run_id) REFERENCES operation_run (id)
);
CREATE TABLE run_equipment_change (
	id BIGINT NOT NULL, 
	run_id BIGINT NOT NULL, 
	no INTEGER NOT NULL, 
	equipment_id BIGINT NOT NULL, 
	is_taken BOOLEAN NOT NULL, 
	pieces INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	person_id BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_run_equipment_change PRIMARY KEY (id), 
	CONSTRAINT ck_run_equipment_change_reason CHECK (reason <> ''), 
	CONSTRAINT fk_run_equipment_change_equipment_id FOREIGN KEY(equipment_id) REFERENCES equipment (id), 
	CONSTRAINT fk_run_equipment_change_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_run_equipment_change_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_run_equipment_change_run_id FOREIGN KEY(run_id) REFERENCES operation_run (id), 
	CONSTRAINT uq_run_equipment_change_run_id_no UNIQUE (run_id, no)
);
CREATE TABLE sample (
	id BIGINT NOT NULL, 
	inspection_id BIGINT NOT NULL, 
	no INTEGER NOT NULL, 
	container_no INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_sample PRIMARY KEY (id), 
	CONSTRAINT fk_sample_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id), 
	CONSTRAINT fk_sample_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_sample_inspection_id_no UNIQUE (inspection_id, no)
);
CREATE TABLE sample_act (
	id BIGINT NOT NULL, 
	sample_id BIGINT NOT NULL, 
	act TEXT NOT NULL, 
	child_id BIGINT, 
	laboratory TEXT, 
	characteristic_id BIGINT, 
	piece INTEGER, 
	value TEXT, 
	reading_id BIGINT, 
	note TEXT NOT NULL, 
	person_id BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_sample_act PRIMARY KEY (id), 
	CONSTRAINT fk_sample_act_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_sample_act_act CHECK (act IN ('split', 'send', 'report', 'confirm', 'destroy', 'return', 'retain')), 
	CONSTRAINT fk_sample_act_sample_id FOREIGN KEY(sample_id) REFERENCES sample_object (id), 
	CONSTRAINT fk_sample_act_child_id FOREIGN KEY(child_id) REFERENCES sample_object (id), 
	CONSTRAINT fk_sample_act_characteristic_id FOREIGN KEY(characteristic_id) REFERENCES characteristic (id), 
	CONSTRAINT fk_sample_act_reading_id FOREIGN KEY(reading_id) REFERENCES reading (id), 
	CONSTRAINT fk_sample_act_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_sample_act_child_id UNIQUE (child_id)
);
CREATE TABLE sample_object (
	id BIGINT NOT NULL, 
	site_id BIGINT NOT NULL, 
	code TEXT NOT NULL, 
	lot_id BIGINT NOT NULL, 
	inspection_id BIGINT, 
	parent_id BIGINT, 
	location_id BIGINT, 
	container_no INTEGER NOT NULL, 
	qty_q6 BIGINT NOT NULL, 
	unit_code TEXT NOT NULL, 
	purpose TEXT NOT NULL, 
	taken_by BIGINT NOT NULL, 
	taken_at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_sample_object PRIMARY KEY (id), 
	CONSTRAINT fk_sample_object_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_sample_object_qty_positive CHECK (qty_q6 > 0), 
	CONSTRAINT ck_sample_object_one_origin CHECK ((parent_id IS NULL) = (location_id IS NOT NULL)), 
	CONSTRAINT fk_sample_object_site_id FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT fk_sample_object_lot_id FOREIGN KEY(lot_id) REFERENCES item (id), 
	CONSTRAINT fk_sample_object_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id), 
	CONSTRAINT fk_sample_object_parent_id FOREIGN KEY(parent_id) REFERENCES sample_object (id), 
	CONSTRAINT fk_sample_object_location_id FOREIGN KEY(location_id) REFERENCES location (id), 
	CONSTRAINT fk_sample_object_unit_code FOREIGN KEY(unit_code) REFERENCES unit (code), 
	CONSTRAINT fk_sample_object_taken_by FOREIGN KEY(taken_by) REFERENCES person (id), 
	CONSTRAINT uq_sample_object_code UNIQUE (code)
);
CREATE TABLE shift_handover (
	id BIGINT NOT NULL, 
	line_id BIGINT NOT NULL, 
	since TEXT NOT NULL, 
	until TEXT NOT NULL, 
	given_by BIGINT NOT NULL, 
	taken_by BIGINT NOT NULL, 
	note TEXT NOT NULL, 
	content_sha256 BLOB NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_shift_handover PRIMARY KEY (id), 
	CONSTRAINT ck_shift_handover_content_sha256 CHECK (length(content_sha256) = 32), 
	CONSTRAINT ck_shift_handover_span CHECK (since < until), 
	CONSTRAINT ck_shift_handover_other_takes CHECK (taken_by <> given_by), 
	CONSTRAINT fk_shift_handover_given_by FOREIGN KEY(given_by) REFERENCES person (id), 
	CONSTRAINT fk_shift_handover_line_id FOREIGN KEY(line_id) REFERENCES line (id), 
	CONSTRAINT fk_shift_handover_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_shift_handover_taken_by FOREIGN KEY(taken_by) REFERENCES person (id)
);
CREATE TABLE shipment (
	id BIGINT NOT NULL, 
	site_id BIGINT NOT NULL, 
	number TEXT NOT NULL, 
	customer_id BIGINT NOT NULL, 
	state TEXT NOT NULL, 
	ship_by DATE, 
	carrier TEXT NOT NULL, 
	opened_by BIGINT NOT NULL, 
	opened_at TEXT NOT NULL, 
	shipped_by BIGINT, 
	shipped_at TEXT, 
	item_id BIGINT, 
	reason TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_shipment PRIMARY KEY (id), 
	CONSTRAINT ck_shipment_item CHECK ((state = 'shipped') = (item_id IS NOT NULL)), 
	CONSTRAINT ck_shipment_shipped_at CHECK ((state = 'shipped') = (shipped_at IS NOT NULL)), 
	CONSTRAINT ck_shipment_shipped_by CHECK ((state = 'shipped') = (shipped_by IS NOT NULL)), 
	CONSTRAINT ck_shipment_reason CHECK (state <> 'cancelled' OR reason <> ''), 
	CONSTRAINT ck_shipment_state CHECK (state IN ('open', 'packed', 'shipped', 'cancelled')), 
	CONSTRAINT fk_shipment_customer_id FOREIGN KEY(customer_id) REFERENCES customer (id), 
	CONSTRAINT fk_shipment_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_shipment_opened_by FOREIGN KEY(opened_by) REFERENCES person (id), 
	CONSTRAINT fk_shipment_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_shipment_shipped_by FOREIGN KEY(shipped_by) REFERENCES person (id), 
	CONSTRAINT fk_shipment_site_id FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT uq_shipment_number UNIQUE (number)
);
CREATE TABLE shipment_line (
	id BIGINT NOT NULL, 
	shipment_id BIGINT NOT NULL, 
	no INTEGER NOT NULL, 
	part_id BIGINT NOT NULL, 
	part_revision_id BIGINT NOT NULL, 
	qty_q6 BIGINT NOT NULL, 
	unit_code TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_shipment_line PRIMARY KEY (id), 
	CONSTRAINT ck_shipment_line_qty_positive CHECK (qty_q6 > 0), 
	CONSTRAINT fk_shipment_line_part_id FOREIGN KEY(part_id) REFERENCES part (id), 
	CONSTRAINT fk_shipment_line_part_revision_id FOREIGN KEY(part_revision_id) REFERENCES part_revision (id), 
	CONSTRAINT fk_shipment_line_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_shipment_line_shipment_id FOREIGN KEY(shipment_id) REFERENCES shipment (id), 
	CONSTRAINT fk_shipment_line_unit_code FOREIGN KEY(unit_code) REFERENCES unit (code), 
	CONSTRAINT uq_shipment_line_shipment_id_no UNIQUE (shipment_id, no)
);
CREATE TABLE shipment_pick (
	id BIGINT NOT NULL, 
	shipment_id BIGINT NOT NULL, 
	lot_id BIGINT NOT NULL, 
	unit_id BIGINT, 
	qty_q6 BIGINT NOT NULL, 
	unit_code TEXT NOT NULL, 
	packed_by BIGINT NOT NULL, 
	packed_at TEXT NOT NULL, 
	out_by BIGINT, 
	out_at TEXT, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_shipment_pick PRIMARY KEY (id), 
	CONSTRAINT ck_shipment_pick_taken_out CHECK ((out_at IS NULL) = (out_by IS NULL)), 
	CONSTRAINT ck_shipment_pick_qty_positive CHECK (qty_q6 > 0), 
	CONSTRAINT fk_shipment_pick_lot_id FOREIGN KEY(lot_id) REFERENCES item (id), 
	CONSTRAINT fk_shipment_pick_out_by FOREIGN KEY(out_by) REFERENCES person (id), 
	CONSTRAINT fk_shipment_pick_packed_by FOREIGN KEY(packed_by) REFERENCES person (id), 
	CONSTRAINT fk_shipment_pick_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_shipment_pick_shipment_id FOREIGN KEY(shipment_id) REFERENCES shipment (id), 
	CONSTRAINT fk_shipment_pick_unit_code FOREIGN KEY(unit_code) REFERENCES unit (code), 
	CONSTRAINT fk_shipment_pick_unit_id FOREIGN KEY(unit_id) REFERENCES item (id)
);
CREATE TABLE sign_in_event (
	id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	person_id BIGINT, 
	station_id BIGINT NOT NULL, 
	method TEXT NOT NULL, 
	at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_sign_in_event PRIMARY KEY (id), 
	CONSTRAINT ck_sign_in_event_kind CHECK (kind IN ('in', 'out', 'lock', 'refused', 'lockout')), 
	CONSTRAINT fk_sign_in_event_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_sign_in_event_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_sign_in_event_station_id FOREIGN KEY(station_id) REFERENCES station (id)
);
CREATE TABLE signature (
	id BIGINT NOT NULL, 
	signer_id BIGINT NOT NULL, 
	name_as_printed TEXT NOT NULL, 
	role_code TEXT NOT NULL, 
	meaning TEXT NOT NULL, 
	target_kind TEXT NOT NULL, 
	target_id BIGINT NOT NULL, 
	target_version INTEGER NOT NULL, 
	content_sha256 BLOB NOT NULL, 
	at TEXT NOT NULL, 
	station_id BIGINT NOT NULL, 
	factors TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_signature PRIMARY KEY (id), 
	CONSTRAINT ck_signature_content_sha256 CHECK (length(content_sha256) = 32), 
	CONSTRAINT fk_signature_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_signature_signer_id FOREIGN KEY(signer_id) REFERENCES person (id), 
	CONSTRAINT fk_signature_station_id FOREIGN KEY(station_id) REFERENCES station (id), 
	CONSTRAINT uq_signature_record_id_signer_id_meaning UNIQUE (record_id, signer_id, meaning)
);
CREATE TABLE site (
	id BIGINT NOT NULL, 
	code TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_site PRIMARY KEY (id), 
	CONSTRAINT fk_site_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_site_code UNIQUE (code)
);
INSERT INTO "site" VALUES(1,'SZ','Suzhou','苏州',1,382802382028800514);
CREATE TABLE skip_event (
	id BIGINT NOT NULL, 
	part_id BIGINT NOT NULL, 
	supplier_id BIGINT, 
	manufacturer_site_id BIGINT, 
	event TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	person_id BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_skip_event PRIMARY KEY (id), 
	CONSTRAINT fk_skip_event_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT ck_skip_event_event CHECK (event IN ('agreed', 'product_changed', 'production_interrupted', 'supplier_disqualified', 'authority')), 
	CONSTRAINT fk_skip_event_part_id FOREIGN KEY(part_id) REFERENCES part (id), 
	CONSTRAINT fk_skip_event_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id), 
	CONSTRAINT fk_skip_event_manufacturer_site_id FOREIGN KEY(manufacturer_site_id) REFERENCES supplier_site (id), 
	CONSTRAINT fk_skip_event_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE skipped_inspection (
	inspection_id BIGINT NOT NULL, 
	plan_revision_id BIGINT NOT NULL, 
	one_in INTEGER NOT NULL, 
	seed TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	person_id BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_skipped_inspection PRIMARY KEY (inspection_id), 
	CONSTRAINT fk_skipped_inspection_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_skipped_inspection_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id), 
	CONSTRAINT fk_skipped_inspection_plan_revision_id FOREIGN KEY(plan_revision_id) REFERENCES plan_revision (id), 
	CONSTRAINT fk_skipped_inspection_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE station (
	id BIGINT NOT NULL, 
	site_id BIGINT NOT NULL, 
	code TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	writer_no INTEGER NOT NULL, 
	mode TEXT NOT NULL, 
	is_active BOOLEAN NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_station PRIMARY KEY (id), 
	CONSTRAINT ck_station_mode CHECK (mode IN ('receiving', 'line', 'desk', 'server', 'command_line')), 
	CONSTRAINT fk_station_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_station_site_id FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT uq_station_site_id_code UNIQUE (site_id, code), 
	CONSTRAINT uq_station_writer_no UNIQUE (writer_no)
);
INSERT INTO "station" VALUES(382802382028800512,1,'IQC-2','IQC-2','IQC-2',1,'receiving',1,1,382802382028800514);
INSERT INTO "station" VALUES(382802382028800515,1,'CLI-1','Command line','命令行',2,'command_line',1,1,382802382028800514);
CREATE TABLE station_gate (
	station_id BIGINT NOT NULL, 
	hold_seq BIGINT NOT NULL, 
	CONSTRAINT pk_station_gate PRIMARY KEY (station_id), 
	CONSTRAINT fk_station_gate_station_id FOREIGN KEY(station_id) REFERENCES station (id)
);
INSERT INTO "station_gate" VALUES(382802382028800512,0);
INSERT INTO "station_gate" VALUES(382802382028800515,0);
CREATE TABLE station_pin (
	person_id BIGINT NOT NULL, 
	station_id BIGINT NOT NULL, 
	is_allowed BOOLEAN NOT NULL, 
	changed_at TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_station_pin PRIMARY KEY (person_id, station_id), 
	CONSTRAINT fk_station_pin_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_station_pin_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_station_pin_station_id FOREIGN KEY(station_id) REFERENCES station (id)
);
INSERT INTO "station_pin" VALUES(382802382028800513,382802382028800512,1,'2026-11-22T08:00:00.000000Z',1,382802382028800514);
CREATE TABLE stock (
	item_id BIGINT NOT NULL, 
	location_id BIGINT NOT NULL, 
	on_hand_q6 BIGINT NOT NULL, 
	CONSTRAINT pk_stock PRIMARY KEY (item_id, location_id), 
	CONSTRAINT ck_stock_not_negative CHECK (on_hand_q6 >= 0), 
	CONSTRAINT fk_stock_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_stock_location_id FOREIGN KEY(location_id) REFERENCES location (id)
);
CREATE TABLE stop_type (
	code TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	is_planned BOOLEAN NOT NULL, 
	is_active BOOLEAN NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_stop_type PRIMARY KEY (code), 
	CONSTRAINT fk_stop_type_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE superseded_signature (
	signature_id BIGINT NOT NULL, 
	return_id BIGINT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_superseded_signature PRIMARY KEY (signature_id), 
	CONSTRAINT fk_superseded_signature_return_id FOREIGN KEY(return_id) REFERENCES inspection_return (id), 
	CONSTRAINT fk_superseded_signature_signature_id FOREIGN KEY(signature_id) REFERENCES signature (id), 
	CONSTRAINT fk_superseded_signature_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE supervisor_call (
	id BIGINT NOT NULL, 
	station_id BIGINT NOT NULL, 
	area TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	state TEXT NOT NULL, 
	called_by BIGINT NOT NULL, 
	called_at TEXT NOT NULL, 
	answered_by BIGINT, 
	ended_at TEXT, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_supervisor_call PRIMARY KEY (id), 
	CONSTRAINT ck_supervisor_call_area CHECK (area IN ('receiving', 'inspection', 'line', 'other')), 
	CONSTRAINT ck_supervisor_call_state CHECK (state IN ('open', 'answered', 'withdrawn')), 
	CONSTRAINT ck_supervisor_call_other_answers CHECK (answered_by IS NULL OR answered_by <> called_by), 
	CONSTRAINT ck_supervisor_call_answered CHECK ((state = 'answered') = (answered_by IS NOT NULL)), 
	CONSTRAINT fk_supervisor_call_station_id FOREIGN KEY(station_id) REFERENCES station (id), 
	CONSTRAINT fk_supervisor_call_called_by FOREIGN KEY(called_by) REFERENCES person (id), 
	CONSTRAINT fk_supervisor_call_answered_by FOREIGN KEY(answered_by) REFERENCES person (id), 
	CONSTRAINT fk_supervisor_call_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE supplier (
	id BIGINT NOT NULL, 
	code TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	state TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_supplier PRIMARY KEY (id), 
	CONSTRAINT ck_supplier_state CHECK (state IN ('candidate', 'conditional', 'approved', 'preferred', 'probation', 'suspended', 'removed')), 
	CONSTRAINT fk_supplier_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_supplier_code UNIQUE (code)
);
CREATE TABLE supplier_format (
	id BIGINT NOT NULL, 
	supplier_id BIGINT NOT NULL, 
	name TEXT NOT NULL, 
	pattern TEXT NOT NULL, 
	state TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_supplier_format PRIMARY KEY (id), 
	CONSTRAINT ck_supplier_format_pattern CHECK (pattern <> ''), 
	CONSTRAINT ck_supplier_format_state CHECK (state IN ('active', 'retired')), 
	CONSTRAINT fk_supplier_format_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_supplier_format_supplier_id FOREIGN KEY(supplier_id) REFERENCES supplier (id), 
	CONSTRAINT uq_supplier_format_supplier_id_name UNIQUE (supplier_id, name)
);
CREATE TABLE supplier_paper (
	id BIGINT NOT NULL, 
	item_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	number TEXT NOT NULL, 
	evidence_id BIGINT, 
	seen_by BIGINT NOT NULL, 
	seen_at TEXT NOT NULL, 
	supersedes_id BIGINT, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_supplier_paper PRIMARY KEY (id), 
	CONSTRAINT fk_supplier_paper_evidence_id FOREIGN KEY(evidence_id) REFERENCES evidence (id), 
	CONSTRAINT fk_supplier_paper_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_supplier_paper_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_supplier_paper_seen_by FOREIGN KEY(seen_by) REFERENCES person (id), 
	CONSTRAINT fk_supplier_paper_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES supplier_paper (id), 
	CONSTRAINT uq_supplier_paper_supersedes_id UNIQUE (supersedes_id)
);
CREATE TABLE supplier_site (
	id BIGINT NOT NULL, 
	code TEXT NOT NULL, 
	maker_en TEXT NOT NULL, 
	maker_zh TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	name_zh TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_supplier_site PRIMARY KEY (id), 
	CONSTRAINT fk_supplier_site_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_supplier_site_code UNIQUE (code)
);
CREATE TABLE switching_event (
	id BIGINT NOT NULL, 
	switching_key TEXT NOT NULL, 
	event TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	person_id BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_switching_event PRIMARY KEY (id), 
	CONSTRAINT ck_switching_event_event CHECK (event IN ('resume', 'irregular_production', 'discontinued', 'authority_normal', 'authority_tightened')), 
	CONSTRAINT fk_switching_event_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_switching_event_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE training_record (
	id BIGINT NOT NULL, 
	person_id BIGINT NOT NULL, 
	topic TEXT NOT NULL, 
	done_on DATE NOT NULL, 
	valid_to DATE, 
	trainer_id BIGINT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_training_record PRIMARY KEY (id), 
	CONSTRAINT ck_training_record_topic CHECK (topic <> ''), 
	CONSTRAINT ck_training_record_other_trains CHECK (trainer_id <> person_id), 
	CONSTRAINT fk_training_record_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_training_record_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_training_record_trainer_id FOREIGN KEY(trainer_id) REFERENCES person (id)
);
CREATE TABLE unit (
	code TEXT NOT NULL, 
	symbol_en TEXT NOT NULL, 
	symbol_zh TEXT NOT NULL, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_unit PRIMARY KEY (code), 
	CONSTRAINT fk_unit_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE unit_label (
	id BIGINT NOT NULL, 
	item_id BIGINT NOT NULL, 
	label_version_id BIGINT NOT NULL, 
	scanned TEXT NOT NULL, 
	person_id BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_unit_label PRIMARY KEY (id), 
	CONSTRAINT fk_unit_label_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_unit_label_label_version_id FOREIGN KEY(label_version_id) REFERENCES label_version (id), 
	CONSTRAINT fk_unit_label_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_unit_label_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE urgent_release (
	id BIGINT NOT NULL, 
	item_id BIGINT NOT NULL, 
	qty_q6 BIGINT NOT NULL, 
	reason TEXT NOT NULL, 
	deadline DATE NOT NULL, 
	asked_by BIGINT NOT NULL, 
	approved_by BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_urgent_release PRIMARY KEY (id), 
	CONSTRAINT ck_urgent_release_reason CHECK (reason <> ''), 
	CONSTRAINT ck_urgent_release_other_approves CHECK (approved_by <> asked_by), 
	CONSTRAINT ck_urgent_release_qty_positive CHECK (qty_q6 > 0), 
	CONSTRAINT fk_urgent_release_approved_by FOREIGN KEY(approved_by) REFERENCES person (id), 
	CONSTRAINT fk_urgent_release_asked_by FOREIGN KEY(asked_by) REFERENCES person (id), 
	CONSTRAINT fk_urgent_release_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_urgent_release_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE work_order (
	id BIGINT NOT NULL, 
	site_id BIGINT NOT NULL, 
	number TEXT NOT NULL, 
	part_id BIGINT NOT NULL, 
	part_revision_id BIGINT NOT NULL, 
	route_revision_id BIGINT NOT NULL, 
	bill_revision_id BIGINT NOT NULL, 
	label_version_id BIGINT, 
	line_id BIGINT NOT NULL, 
	item_id BIGINT NOT NULL, 
	planned INTEGER NOT NULL, 
	needed_at TEXT, 
	state TEXT NOT NULL, 
	ordered_by BIGINT NOT NULL, 
	ordered_at TEXT NOT NULL, 
	finished_by BIGINT, 
	finished_at TEXT, 
	row_version INTEGER NOT NULL, 
	record_id BIGINT NOT NULL, 
	CONSTRAINT pk_work_order PRIMARY KEY (id), 
	CONSTRAINT ck_work_order_state CHECK (state IN ('planned', 'running', 'finished', 'cancelled')), 
	CONSTRAINT ck_work_order_planned CHECK (planned > 0), 
	CONSTRAINT fk_work_order_bill_revision_id FOREIGN KEY(bill_revision_id) REFERENCES bill_revision (id), 
	CONSTRAINT fk_work_order_finished_by FOREIGN KEY(finished_by) REFERENCES person (id), 
	CONSTRAINT fk_work_order_item_id FOREIGN KEY(item_id) REFERENCES item (id), 
	CONSTRAINT fk_work_order_label_version_id FOREIGN KEY(label_version_id) REFERENCES label_version (id), 
	CONSTRAINT fk_work_order_line_id FOREIGN KEY(line_id) REFERENCES line (id), 
	CONSTRAINT fk_work_order_ordered_by FOREIGN KEY(ordered_by) REFERENCES person (id), 
	CONSTRAINT fk_work_order_part_id FOREIGN KEY(part_id) REFERENCES part (id), 
	CONSTRAINT fk_work_order_part_revision_id FOREIGN KEY(part_revision_id) REFERENCES part_revision (id), 
	CONSTRAINT fk_work_order_record_id FOREIGN KEY(record_id) REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_work_order_route_revision_id FOREIGN KEY(route_revision_id) REFERENCES route_revision (id), 
	CONSTRAINT fk_work_order_site_id FOREIGN KEY(site_id) REFERENCES site (id), 
	CONSTRAINT uq_work_order_id_finished_by UNIQUE (id, finished_by), 
	CONSTRAINT uq_work_order_item_id UNIQUE (item_id), 
	CONSTRAINT uq_work_order_site_id_number UNIQUE (site_id, number)
);
CREATE INDEX ix_record_entered_at ON record (entered_at);
CREATE INDEX ix_calibration_gauge_id_due_on ON calibration (gauge_id, due_on);
CREATE INDEX ix_delivery_sscc ON delivery (sscc);
CREATE INDEX ix_evidence_target_kind_target_id ON evidence (target_kind, target_id);
CREATE INDEX ix_person_role_person_id ON person_role (person_id);
CREATE INDEX ix_quality_case_owner_id_state ON quality_case (owner_id, state);
CREATE INDEX ix_quality_case_site_id_kind_state_due_at ON quality_case (site_id, kind, state, due_at);
CREATE INDEX ix_switching_event_switching_key_id ON switching_event (switching_key, id);
CREATE INDEX ix_approved_source_part_id ON approved_source (part_id);
CREATE INDEX ix_case_link_effect_id ON case_link (effect_id);
CREATE INDEX ix_inspection_plan_part_id ON inspection_plan (part_id);
CREATE UNIQUE INDEX uq_part_revision_effective ON part_revision (part_id) WHERE state = 'effective';
CREATE INDEX ix_sign_in_event_station_id_at ON sign_in_event (station_id, at);
CREATE INDEX ix_signature_target_kind_target_id ON signature (target_kind, target_id);
CREATE INDEX ix_part_code_part_id ON part_code (part_id);
CREATE UNIQUE INDEX uq_plan_revision_effective ON plan_revision (plan_id) WHERE state = 'effective';
CREATE INDEX ix_purchase_order_line_part_id ON purchase_order_line (part_id);
CREATE INDEX ix_delivery_line_order_line_id ON delivery_line (order_line_id);
CREATE INDEX ix_delivery_line_part_id ON delivery_line (part_id);
CREATE INDEX ix_delivery_line_state ON delivery_line (state);
CREATE INDEX ix_receipt_delivery_line_id ON receipt (delivery_line_id);
CREATE INDEX ix_item_location_id ON item (location_id);
CREATE INDEX ix_item_lot ON item (lot);
CREATE INDEX ix_item_origin_id_unit_seq ON item (origin_id, unit_seq);
CREATE INDEX ix_item_part_id_expiry ON item (part_id, expiry);
CREATE INDEX ix_item_receipt_id ON item (receipt_id);
CREATE INDEX ix_item_serial ON item (serial);
CREATE INDEX ix_item_supplier_id_part_id_supplier_lot ON item (supplier_id, part_id, supplier_lot);
CREATE INDEX ix_item_supplier_lot ON item (supplier_lot);
CREATE UNIQUE INDEX uq_item_part_id_lot ON item (part_id, lot) WHERE serial IS NULL AND lot IS NOT NULL AND kind <> 'container';
CREATE UNIQUE INDEX uq_item_part_id_serial ON item (part_id, serial) WHERE serial IS NOT NULL;
CREATE INDEX ix_case_item_case_id ON case_item (case_id);
CREATE INDEX ix_case_item_item_id ON case_item (item_id);
CREATE INDEX ix_hold_member_hold_id_item_id ON hold_member (hold_id, item_id);
CREATE INDEX ix_inspection_item_id ON inspection (item_id);
CREATE INDEX ix_inspection_site_id_state ON inspection (site_id, state);
CREATE INDEX ix_item_status_quality_state ON item_status (quality_state);
CREATE INDEX ix_label_check_lot_id ON label_check (lot_id);
CREATE INDEX ix_link_child_id_parent_id ON link (child_id, parent_id);
CREATE INDEX ix_movement_item_id_id ON movement (item_id, id);
CREATE INDEX ix_movement_to_location_id_id ON movement (to_location_id, id);
CREATE INDEX ix_supplier_paper_item_id ON supplier_paper (item_id);
CREATE INDEX ix_attribute_count_inspection_id_characteristic_id ON attribute_count (inspection_id, characteristic_id);
CREATE INDEX ix_inspection_class_switching_key_id ON inspection_class (switching_key, id);
CREATE INDEX ix_inspection_result_switching_key_id ON inspection_result (switching_key, id);
CREATE INDEX ix_print_job_item_id ON print_job (item_id);
CREATE INDEX ix_print_job_state ON print_job (state);
CREATE INDEX ix_print_event_job_id ON print_event (job_id);
CREATE INDEX ix_inspection_return_inspection_id_id ON inspection_return (inspection_id, id);
CREATE INDEX ix_superseded_signature_return_id ON superseded_signature (return_id);
CREATE INDEX ix_gauge_lookback_gauge_id ON gauge_lookback (gauge_id);
CREATE INDEX ix_training_record_person_id_topic ON training_record (person_id, topic);
CREATE INDEX ix_bill_part_id ON bill (part_id);
CREATE UNIQUE INDEX uq_label_version_effective ON label_version (part_id) WHERE state = 'effective';
CREATE INDEX ix_route_part_id ON route (part_id);
CREATE UNIQUE INDEX uq_bill_revision_effective ON bill_revision (bill_id) WHERE state = 'effective';
CREATE INDEX ix_equipment_line_id ON equipment (line_id);
CREATE INDEX ix_line_clearance_line_id_id ON line_clearance (line_id, id);
CREATE UNIQUE INDEX uq_route_revision_effective ON route_revision (route_id) WHERE state = 'effective';
CREATE INDEX ix_shift_handover_line_id_until ON shift_handover (line_id, until);
CREATE INDEX ix_unit_label_item_id ON unit_label (item_id);
CREATE INDEX ix_urgent_release_item_id ON urgent_release (item_id);
CREATE INDEX ix_work_order_line_id_state ON work_order (line_id, state);
CREATE INDEX ix_made_item_line_id_made_at ON made_item (line_id, made_at);
CREATE INDEX ix_made_item_work_order_id ON made_item (work_order_id);
CREATE INDEX ix_operation_run_line_id_started_at ON operation_run (line_id, started_at);
CREATE INDEX ix_check_result_definition_id_at ON check_result (definition_id, at);
CREATE INDEX ix_check_result_run_id_definition_id ON check_result (run_id, definition_id);
CREATE INDEX ix_line_stop_line_id_started_at ON line_stop (line_id, started_at);
CREATE UNIQUE INDEX uq_line_stop_open ON line_stop (line_id) WHERE ended_at IS NULL;
CREATE INDEX ix_material_load_container_id ON material_load (container_id);
CREATE INDEX ix_material_load_item_id ON material_load (item_id);
CREATE INDEX ix_material_load_run_id_id ON material_load (run_id, id);
CREATE INDEX ix_production_output_item_id ON production_output (item_id);
CREATE INDEX ix_run_equipment_equipment_id ON run_equipment (equipment_id);
CREATE INDEX ix_consumption_item_id ON consumption (item_id);
CREATE INDEX ix_consumption_load_id ON consumption (load_id);
CREATE INDEX ix_consumption_output_id ON consumption (output_id);
CREATE INDEX ix_check_standard_gauge_id_set_at ON check_standard (gauge_id, set_at);
CREATE INDEX ix_check_reading_standard_id_at ON check_reading (standard_id, at);
CREATE INDEX ix_msa_study_gauge_id ON msa_study (gauge_id);
CREATE INDEX ix_msa_trial_study_id_appraiser_no_part_no_trial_no ON msa_trial (study_id, appraiser_no, part_no, trial_no);
CREATE INDEX ix_certificate_value_paper_id_characteristic_id_no ON certificate_value (paper_id, characteristic_id, no);
CREATE INDEX ix_skip_event_part_id_id ON skip_event (part_id, id);
CREATE INDEX ix_link_parent_origin_id ON link (parent_origin_id) WHERE parent_origin_id IS NOT NULL;
CREATE UNIQUE INDEX uq_quality_case_id_opened_by ON quality_case (id, opened_by);
CREATE INDEX ix_hold_scope_hold_id ON hold_scope (hold_id);
CREATE UNIQUE INDEX uq_interlock_open ON interlock (target_kind, target_id, kind) WHERE cleared_at IS NULL;
CREATE INDEX ix_hold_change_hold_id ON hold_change (hold_id);
CREATE INDEX ix_hold_release_hold_id ON hold_release (hold_id);
CREATE INDEX ix_hold_exempt_item_id ON hold_exempt (item_id);
CREATE INDEX ix_ncr_line_item_id ON ncr_line (item_id);
CREATE INDEX ix_concession_item_id ON concession (item_id);
CREATE UNIQUE INDEX uq_supervisor_call_open ON supervisor_call (station_id) WHERE state = 'open';
CREATE INDEX ix_supervisor_call_state_called_at ON supervisor_call (state, called_at);
CREATE INDEX ix_sample_object_lot_id ON sample_object (lot_id);
CREATE INDEX ix_sample_object_parent_id ON sample_object (parent_id);
CREATE INDEX ix_sample_act_sample_id_id ON sample_act (sample_id, id);
CREATE INDEX ix_document_item_id ON document (item_id);
CREATE INDEX ix_inspection_part_whole_id ON inspection_part (whole_id);
CREATE INDEX ix_reading_gauge_id_at ON reading (gauge_id, at);
CREATE INDEX ix_reading_inspection_id_characteristic_id_sample_no ON reading (inspection_id, characteristic_id, sample_no);
CREATE INDEX ix_plan_picture_plan_revision_id_id ON plan_picture (plan_revision_id, id);
CREATE INDEX ix_shipment_customer_id_shipped_at ON shipment (customer_id, shipped_at);
CREATE INDEX ix_shipment_item_id ON shipment (item_id);
CREATE INDEX ix_shipment_state_ship_by ON shipment (state, ship_by);
CREATE INDEX ix_shipment_pick_lot_id ON shipment_pick (lot_id);
CREATE INDEX ix_shipment_pick_shipment_id ON shipment_pick (shipment_id);
CREATE UNIQUE INDEX uq_shipment_pick_unit ON shipment_pick (unit_id) WHERE unit_id IS NOT NULL AND out_at IS NULL;
CREATE INDEX ix_rule_draft_kind_code ON rule_draft (kind, code);
CREATE UNIQUE INDEX uq_hold_release_key ON hold_release (id, hold_id, requested_by, released_by);
CREATE UNIQUE INDEX uq_signature_key ON signature (id, target_id, signer_id);
CREATE INDEX ix_hold_active_seq ON hold (seq) WHERE state IN ('active', 'requested');
CREATE UNIQUE INDEX uq_hold_case_id_placed_by ON hold (case_id, placed_by);
CREATE INDEX ix_hold_event_hold_id ON hold_event (hold_id);
CREATE INDEX ix_run_equipment_change_equipment_id ON run_equipment_change (equipment_id);
CREATE TRIGGER guard_record_update BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY record'); END;
CREATE TRIGGER guard_record_delete BEFORE DELETE ON record BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY record'); END;
CREATE TRIGGER guard_record_object_update BEFORE UPDATE ON record_object BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY record_object'); END;
CREATE TRIGGER guard_record_object_delete BEFORE DELETE ON record_object BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY record_object'); END;
CREATE TRIGGER guard_case_item_update BEFORE UPDATE ON case_item BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY case_item'); END;
CREATE TRIGGER guard_case_item_delete BEFORE DELETE ON case_item BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY case_item'); END;
CREATE TRIGGER guard_signature_update BEFORE UPDATE ON signature BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY signature'); END;
CREATE TRIGGER guard_signature_delete BEFORE DELETE ON signature BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY signature'); END;
CREATE TRIGGER guard_ncr_delete BEFORE DELETE ON ncr BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY ncr'); END;
CREATE TRIGGER guard_concession_update BEFORE UPDATE ON concession BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY concession'); END;
CREATE TRIGGER guard_concession_delete BEFORE DELETE ON concession BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY concession'); END;
CREATE TRIGGER guard_msa_trial_update BEFORE UPDATE ON msa_trial BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY msa_trial'); END;
CREATE TRIGGER guard_msa_trial_delete BEFORE DELETE ON msa_trial BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY msa_trial'); END;
CREATE TRIGGER guard_hold_exempt_update BEFORE UPDATE ON hold_exempt BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_exempt'); END;
CREATE TRIGGER guard_hold_exempt_delete BEFORE DELETE ON hold_exempt BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_exempt'); END;
CREATE TRIGGER guard_print_job_delete BEFORE DELETE ON print_job BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY print_job'); END;
CREATE TRIGGER guard_shipment_pick_delete BEFORE DELETE ON shipment_pick BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY shipment_pick'); END;
CREATE TRIGGER guard_msa_part_update BEFORE UPDATE ON msa_part BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY msa_part'); END;
CREATE TRIGGER guard_msa_part_delete BEFORE DELETE ON msa_part BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY msa_part'); END;
CREATE TRIGGER guard_quality_case_delete BEFORE DELETE ON quality_case BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY quality_case'); END;
CREATE TRIGGER guard_inspection_delete BEFORE DELETE ON inspection BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY inspection'); END;
CREATE TRIGGER guard_evidence_update BEFORE UPDATE ON evidence BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY evidence'); END;
CREATE TRIGGER guard_evidence_delete BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY evidence'); END;
CREATE TRIGGER guard_approved_source_delete BEFORE DELETE ON approved_source BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY approved_source'); END;
CREATE TRIGGER guard_person_role_update BEFORE UPDATE ON person_role BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY person_role'); END;
CREATE TRIGGER guard_person_role_delete BEFORE DELETE ON person_role BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY person_role'); END;
CREATE TRIGGER guard_label_check_update BEFORE UPDATE ON label_check BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY label_check'); END;
CREATE TRIGGER guard_label_check_delete BEFORE DELETE ON label_check BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY label_check'); END;
CREATE TRIGGER guard_isolation_rule_delete BEFORE DELETE ON isolation_rule BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY isolation_rule'); END;
CREATE TRIGGER guard_supplier_delete BEFORE DELETE ON supplier BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY supplier'); END;
CREATE TRIGGER guard_reading_update BEFORE UPDATE ON reading BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY reading'); END;
CREATE TRIGGER guard_reading_delete BEFORE DELETE ON reading BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY reading'); END;
CREATE TRIGGER guard_plan_class_update BEFORE UPDATE ON plan_class BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY plan_class'); END;
CREATE TRIGGER guard_plan_class_delete BEFORE DELETE ON plan_class BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY plan_class'); END;
CREATE TRIGGER guard_plan_picture_update BEFORE UPDATE ON plan_picture BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY plan_picture'); END;
CREATE TRIGGER guard_plan_picture_delete BEFORE DELETE ON plan_picture BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY plan_picture'); END;
CREATE TRIGGER guard_delivery_line_delete BEFORE DELETE ON delivery_line BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY delivery_line'); END;
CREATE TRIGGER guard_equipment_delete BEFORE DELETE ON equipment BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY equipment'); END;
CREATE TRIGGER guard_hold_request_item_update BEFORE UPDATE ON hold_request_item BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_request_item'); END;
CREATE TRIGGER guard_hold_request_item_delete BEFORE DELETE ON hold_request_item BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_request_item'); END;
CREATE TRIGGER guard_supplier_site_delete BEFORE DELETE ON supplier_site BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY supplier_site'); END;
CREATE TRIGGER guard_supplier_format_delete BEFORE DELETE ON supplier_format BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY supplier_format'); END;
CREATE TRIGGER guard_sample_update BEFORE UPDATE ON sample BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY sample'); END;
CREATE TRIGGER guard_sample_delete BEFORE DELETE ON sample BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY sample'); END;
CREATE TRIGGER guard_line_delete BEFORE DELETE ON line BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY line'); END;
CREATE TRIGGER guard_inspection_plan_delete BEFORE DELETE ON inspection_plan BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY inspection_plan'); END;
CREATE TRIGGER guard_hold_request_update BEFORE UPDATE ON hold_request BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_request'); END;
CREATE TRIGGER guard_hold_request_delete BEFORE DELETE ON hold_request BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_request'); END;
CREATE TRIGGER guard_skip_event_update BEFORE UPDATE ON skip_event BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY skip_event'); END;
CREATE TRIGGER guard_skip_event_delete BEFORE DELETE ON skip_event BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY skip_event'); END;
CREATE TRIGGER guard_hold_release_update BEFORE UPDATE ON hold_release BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_release'); END;
CREATE TRIGGER guard_hold_release_delete BEFORE DELETE ON hold_release BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_release'); END;
CREATE TRIGGER guard_case_event_update BEFORE UPDATE ON case_event BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY case_event'); END;
CREATE TRIGGER guard_case_event_delete BEFORE DELETE ON case_event BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY case_event'); END;
CREATE TRIGGER guard_hold_scope_end_update BEFORE UPDATE ON hold_scope_end BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_scope_end'); END;
CREATE TRIGGER guard_hold_scope_end_delete BEFORE DELETE ON hold_scope_end BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_scope_end'); END;
CREATE TRIGGER guard_plan_option_update BEFORE UPDATE ON plan_option BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY plan_option'); END;
CREATE TRIGGER guard_plan_option_delete BEFORE DELETE ON plan_option BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY plan_option'); END;
CREATE TRIGGER guard_item_delete BEFORE DELETE ON item BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY item'); END;
CREATE TRIGGER guard_plan_revision_delete BEFORE DELETE ON plan_revision BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY plan_revision'); END;
CREATE TRIGGER guard_role_delete BEFORE DELETE ON role BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY role'); END;
CREATE TRIGGER guard_hold_release_inspector_update BEFORE UPDATE ON hold_release_inspector BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_release_inspector'); END;
CREATE TRIGGER guard_hold_release_inspector_delete BEFORE DELETE ON hold_release_inspector BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_release_inspector'); END;
CREATE TRIGGER guard_movement_update BEFORE UPDATE ON movement BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY movement'); END;
CREATE TRIGGER guard_movement_delete BEFORE DELETE ON movement BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY movement'); END;
CREATE TRIGGER guard_person_delete BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY person'); END;
CREATE TRIGGER guard_customer_delete BEFORE DELETE ON customer BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY customer'); END;
CREATE TRIGGER guard_delivery_delete BEFORE DELETE ON delivery BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY delivery'); END;
CREATE TRIGGER guard_label_version_delete BEFORE DELETE ON label_version BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY label_version'); END;
CREATE TRIGGER guard_purchase_order_delete BEFORE DELETE ON purchase_order BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY purchase_order'); END;
CREATE TRIGGER guard_production_output_update BEFORE UPDATE ON production_output BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY production_output'); END;
CREATE TRIGGER guard_production_output_delete BEFORE DELETE ON production_output BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY production_output'); END;
CREATE TRIGGER guard_case_link_update BEFORE UPDATE ON case_link BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY case_link'); END;
CREATE TRIGGER guard_case_link_delete BEFORE DELETE ON case_link BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY case_link'); END;
CREATE TRIGGER guard_run_equipment_change_update BEFORE UPDATE ON run_equipment_change BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY run_equipment_change'); END;
CREATE TRIGGER guard_run_equipment_change_delete BEFORE DELETE ON run_equipment_change BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY run_equipment_change'); END;
CREATE TRIGGER guard_shipment_line_update BEFORE UPDATE ON shipment_line BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY shipment_line'); END;
CREATE TRIGGER guard_shipment_line_delete BEFORE DELETE ON shipment_line BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY shipment_line'); END;
CREATE TRIGGER guard_route_delete BEFORE DELETE ON route BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY route'); END;
CREATE TRIGGER guard_reinspection_update BEFORE UPDATE ON reinspection BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY reinspection'); END;
CREATE TRIGGER guard_reinspection_delete BEFORE DELETE ON reinspection BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY reinspection'); END;
CREATE TRIGGER guard_plan_class_terms_update BEFORE UPDATE ON plan_class_terms BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY plan_class_terms'); END;
CREATE TRIGGER guard_plan_class_terms_delete BEFORE DELETE ON plan_class_terms BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY plan_class_terms'); END;
CREATE TRIGGER guard_disposition_update BEFORE UPDATE ON disposition BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY disposition'); END;
CREATE TRIGGER guard_disposition_delete BEFORE DELETE ON disposition BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY disposition'); END;
CREATE TRIGGER guard_inspection_part_update BEFORE UPDATE ON inspection_part BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY inspection_part'); END;
CREATE TRIGGER guard_inspection_part_delete BEFORE DELETE ON inspection_part BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY inspection_part'); END;
CREATE TRIGGER guard_item_status_delete BEFORE DELETE ON item_status BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY item_status'); END;
CREATE TRIGGER guard_route_revision_delete BEFORE DELETE ON route_revision BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY route_revision'); END;
CREATE TRIGGER guard_sample_object_update BEFORE UPDATE ON sample_object BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY sample_object'); END;
CREATE TRIGGER guard_sample_object_delete BEFORE DELETE ON sample_object BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY sample_object'); END;
CREATE TRIGGER guard_characteristic_update BEFORE UPDATE ON characteristic BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY characteristic'); END;
CREATE TRIGGER guard_characteristic_delete BEFORE DELETE ON characteristic BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY characteristic'); END;
CREATE TRIGGER guard_material_load_delete BEFORE DELETE ON material_load BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY material_load'); END;
CREATE TRIGGER guard_calibration_finding_update BEFORE UPDATE ON calibration_finding BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY calibration_finding'); END;
CREATE TRIGGER guard_calibration_finding_delete BEFORE DELETE ON calibration_finding BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY calibration_finding'); END;
CREATE TRIGGER guard_skipped_inspection_update BEFORE UPDATE ON skipped_inspection BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY skipped_inspection'); END;
CREATE TRIGGER guard_skipped_inspection_delete BEFORE DELETE ON skipped_inspection BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY skipped_inspection'); END;
CREATE TRIGGER guard_switching_event_update BEFORE UPDATE ON switching_event BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY switching_event'); END;
CREATE TRIGGER guard_switching_event_delete BEFORE DELETE ON switching_event BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY switching_event'); END;
CREATE TRIGGER guard_station_delete BEFORE DELETE ON station BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY station'); END;
CREATE TRIGGER guard_gauge_lookback_update BEFORE UPDATE ON gauge_lookback BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY gauge_lookback'); END;
CREATE TRIGGER guard_gauge_lookback_delete BEFORE DELETE ON gauge_lookback BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY gauge_lookback'); END;
CREATE TRIGGER guard_hold_signee_delete BEFORE DELETE ON hold_signee BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_signee'); END;
CREATE TRIGGER guard_hold_criterion_update BEFORE UPDATE ON hold_criterion BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_criterion'); END;
CREATE TRIGGER guard_hold_criterion_delete BEFORE DELETE ON hold_criterion BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_criterion'); END;
CREATE TRIGGER guard_interlock_delete BEFORE DELETE ON interlock BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY interlock'); END;
CREATE TRIGGER guard_shipment_delete BEFORE DELETE ON shipment BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY shipment'); END;
CREATE TRIGGER guard_check_standard_update BEFORE UPDATE ON check_standard BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY check_standard'); END;
CREATE TRIGGER guard_check_standard_delete BEFORE DELETE ON check_standard BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY check_standard'); END;
CREATE TRIGGER guard_hold_delete BEFORE DELETE ON hold BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold'); END;
CREATE TRIGGER guard_supervisor_call_delete BEFORE DELETE ON supervisor_call BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY supervisor_call'); END;
CREATE TRIGGER guard_stop_type_delete BEFORE DELETE ON stop_type BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY stop_type'); END;
CREATE TRIGGER guard_block_rule_delete BEFORE DELETE ON block_rule BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY block_rule'); END;
CREATE TRIGGER guard_role_permission_delete BEFORE DELETE ON role_permission BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY role_permission'); END;
CREATE TRIGGER guard_document_update BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY document'); END;
CREATE TRIGGER guard_document_delete BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY document'); END;
CREATE TRIGGER guard_rule_draft_update BEFORE UPDATE ON rule_draft BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY rule_draft'); END;
CREATE TRIGGER guard_rule_draft_delete BEFORE DELETE ON rule_draft BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY rule_draft'); END;
CREATE TRIGGER guard_work_order_delete BEFORE DELETE ON work_order BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY work_order'); END;
CREATE TRIGGER guard_unit_label_update BEFORE UPDATE ON unit_label BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY unit_label'); END;
CREATE TRIGGER guard_unit_label_delete BEFORE DELETE ON unit_label BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY unit_label'); END;
CREATE TRIGGER guard_sample_act_update BEFORE UPDATE ON sample_act BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY sample_act'); END;
CREATE TRIGGER guard_sample_act_delete BEFORE DELETE ON sample_act BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY sample_act'); END;
CREATE TRIGGER guard_hold_change_update BEFORE UPDATE ON hold_change BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_change'); END;
CREATE TRIGGER guard_hold_change_delete BEFORE DELETE ON hold_change BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_change'); END;
CREATE TRIGGER guard_part_revision_delete BEFORE DELETE ON part_revision BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY part_revision'); END;
CREATE TRIGGER guard_rule_decision_update BEFORE UPDATE ON rule_decision BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY rule_decision'); END;
CREATE TRIGGER guard_rule_decision_delete BEFORE DELETE ON rule_decision BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY rule_decision'); END;
CREATE TRIGGER guard_site_delete BEFORE DELETE ON site BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY site'); END;
CREATE TRIGGER guard_document_file_update BEFORE UPDATE ON document_file BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY document_file'); END;
CREATE TRIGGER guard_document_file_delete BEFORE DELETE ON document_file BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY document_file'); END;
CREATE TRIGGER guard_hold_snapshot_update BEFORE UPDATE ON hold_snapshot BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_snapshot'); END;
CREATE TRIGGER guard_hold_snapshot_delete BEFORE DELETE ON hold_snapshot BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_snapshot'); END;
CREATE TRIGGER guard_gauge_delete BEFORE DELETE ON gauge BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY gauge'); END;
CREATE TRIGGER guard_hold_scope_update BEFORE UPDATE ON hold_scope BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_scope'); END;
CREATE TRIGGER guard_hold_scope_delete BEFORE DELETE ON hold_scope BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_scope'); END;
CREATE TRIGGER guard_calibration_update BEFORE UPDATE ON calibration BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY calibration'); END;
CREATE TRIGGER guard_calibration_delete BEFORE DELETE ON calibration BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY calibration'); END;
CREATE TRIGGER guard_msa_conclusion_update BEFORE UPDATE ON msa_conclusion BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY msa_conclusion'); END;
CREATE TRIGGER guard_msa_conclusion_delete BEFORE DELETE ON msa_conclusion BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY msa_conclusion'); END;
CREATE TRIGGER guard_hold_event_update BEFORE UPDATE ON hold_event BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_event'); END;
CREATE TRIGGER guard_hold_event_delete BEFORE DELETE ON hold_event BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_event'); END;
CREATE TRIGGER guard_check_result_update BEFORE UPDATE ON check_result BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY check_result'); END;
CREATE TRIGGER guard_check_result_delete BEFORE DELETE ON check_result BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY check_result'); END;
CREATE TRIGGER guard_operation_update BEFORE UPDATE ON operation BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY operation'); END;
CREATE TRIGGER guard_operation_delete BEFORE DELETE ON operation BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY operation'); END;
CREATE TRIGGER guard_supplier_paper_update BEFORE UPDATE ON supplier_paper BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY supplier_paper'); END;
CREATE TRIGGER guard_supplier_paper_delete BEFORE DELETE ON supplier_paper BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY supplier_paper'); END;
CREATE TRIGGER guard_ncr_line_update BEFORE UPDATE ON ncr_line BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY ncr_line'); END;
CREATE TRIGGER guard_ncr_line_delete BEFORE DELETE ON ncr_line BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY ncr_line'); END;
CREATE TRIGGER guard_ncr_disposal_update BEFORE UPDATE ON ncr_disposal BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY ncr_disposal'); END;
CREATE TRIGGER guard_ncr_disposal_delete BEFORE DELETE ON ncr_disposal BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY ncr_disposal'); END;
CREATE TRIGGER guard_inspection_class_terms_update BEFORE UPDATE ON inspection_class_terms BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY inspection_class_terms'); END;
CREATE TRIGGER guard_inspection_class_terms_delete BEFORE DELETE ON inspection_class_terms BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY inspection_class_terms'); END;
CREATE TRIGGER guard_code_profile_delete BEFORE DELETE ON code_profile BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY code_profile'); END;
CREATE TRIGGER guard_made_item_update BEFORE UPDATE ON made_item BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY made_item'); END;
CREATE TRIGGER guard_made_item_delete BEFORE DELETE ON made_item BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY made_item'); END;
CREATE TRIGGER guard_print_event_update BEFORE UPDATE ON print_event BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY print_event'); END;
CREATE TRIGGER guard_print_event_delete BEFORE DELETE ON print_event BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY print_event'); END;
CREATE TRIGGER guard_bill_line_update BEFORE UPDATE ON bill_line BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY bill_line'); END;
CREATE TRIGGER guard_bill_line_delete BEFORE DELETE ON bill_line BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY bill_line'); END;
CREATE TRIGGER guard_training_record_update BEFORE UPDATE ON training_record BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY training_record'); END;
CREATE TRIGGER guard_training_record_delete BEFORE DELETE ON training_record BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY training_record'); END;
CREATE TRIGGER guard_location_delete BEFORE DELETE ON location BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY location'); END;
CREATE TRIGGER guard_station_pin_delete BEFORE DELETE ON station_pin BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY station_pin'); END;
CREATE TRIGGER guard_link_update BEFORE UPDATE ON link BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY link'); END;
CREATE TRIGGER guard_link_delete BEFORE DELETE ON link BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY link'); END;
CREATE TRIGGER guard_inspection_class_update BEFORE UPDATE ON inspection_class BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY inspection_class'); END;
CREATE TRIGGER guard_inspection_class_delete BEFORE DELETE ON inspection_class BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY inspection_class'); END;
CREATE TRIGGER guard_run_equipment_update BEFORE UPDATE ON run_equipment BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY run_equipment'); END;
CREATE TRIGGER guard_run_equipment_delete BEFORE DELETE ON run_equipment BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY run_equipment'); END;
CREATE TRIGGER guard_msa_appraiser_update BEFORE UPDATE ON msa_appraiser BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY msa_appraiser'); END;
CREATE TRIGGER guard_msa_appraiser_delete BEFORE DELETE ON msa_appraiser BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY msa_appraiser'); END;
CREATE TRIGGER guard_part_delete BEFORE DELETE ON part BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY part'); END;
CREATE TRIGGER guard_receipt_update BEFORE UPDATE ON receipt BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY receipt'); END;
CREATE TRIGGER guard_receipt_delete BEFORE DELETE ON receipt BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY receipt'); END;
CREATE TRIGGER guard_line_stop_delete BEFORE DELETE ON line_stop BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY line_stop'); END;
CREATE TRIGGER guard_bill_delete BEFORE DELETE ON bill BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY bill'); END;
CREATE TRIGGER guard_check_reading_update BEFORE UPDATE ON check_reading BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY check_reading'); END;
CREATE TRIGGER guard_check_reading_delete BEFORE DELETE ON check_reading BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY check_reading'); END;
CREATE TRIGGER guard_characteristic_terms_update BEFORE UPDATE ON characteristic_terms BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY characteristic_terms'); END;
CREATE TRIGGER guard_characteristic_terms_delete BEFORE DELETE ON characteristic_terms BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY characteristic_terms'); END;
CREATE TRIGGER guard_superseded_signature_update BEFORE UPDATE ON superseded_signature BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY superseded_signature'); END;
CREATE TRIGGER guard_superseded_signature_delete BEFORE DELETE ON superseded_signature BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY superseded_signature'); END;
CREATE TRIGGER guard_hold_reason_delete BEFORE DELETE ON hold_reason BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY hold_reason'); END;
CREATE TRIGGER guard_msa_study_update BEFORE UPDATE ON msa_study BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY msa_study'); END;
CREATE TRIGGER guard_msa_study_delete BEFORE DELETE ON msa_study BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY msa_study'); END;
CREATE TRIGGER guard_unit_delete BEFORE DELETE ON unit BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY unit'); END;
CREATE TRIGGER guard_inspection_result_update BEFORE UPDATE ON inspection_result BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY inspection_result'); END;
CREATE TRIGGER guard_inspection_result_delete BEFORE DELETE ON inspection_result BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY inspection_result'); END;
CREATE TRIGGER guard_inspection_return_update BEFORE UPDATE ON inspection_return BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY inspection_return'); END;
CREATE TRIGGER guard_inspection_return_delete BEFORE DELETE ON inspection_return BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY inspection_return'); END;
CREATE TRIGGER guard_gauge_interval_delete BEFORE DELETE ON gauge_interval BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY gauge_interval'); END;
CREATE TRIGGER guard_sign_in_event_update BEFORE UPDATE ON sign_in_event BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY sign_in_event'); END;
CREATE TRIGGER guard_sign_in_event_delete BEFORE DELETE ON sign_in_event BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY sign_in_event'); END;
CREATE TRIGGER guard_check_confirmation_update BEFORE UPDATE ON check_confirmation BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY check_confirmation'); END;
CREATE TRIGGER guard_check_confirmation_delete BEFORE DELETE ON check_confirmation BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY check_confirmation'); END;
CREATE TRIGGER guard_credential_delete BEFORE DELETE ON credential BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY credential'); END;
CREATE TRIGGER guard_part_code_update BEFORE UPDATE ON part_code BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY part_code'); END;
CREATE TRIGGER guard_part_code_delete BEFORE DELETE ON part_code BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY part_code'); END;
CREATE TRIGGER guard_line_clearance_delete BEFORE DELETE ON line_clearance BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY line_clearance'); END;
CREATE TRIGGER guard_consumption_update BEFORE UPDATE ON consumption BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY consumption'); END;
CREATE TRIGGER guard_consumption_delete BEFORE DELETE ON consumption BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY consumption'); END;
CREATE TRIGGER guard_deviation_closing_update BEFORE UPDATE ON deviation_closing BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY deviation_closing'); END;
CREATE TRIGGER guard_deviation_closing_delete BEFORE DELETE ON deviation_closing BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY deviation_closing'); END;
CREATE TRIGGER guard_operation_run_delete BEFORE DELETE ON operation_run BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY operation_run'); END;
CREATE TRIGGER guard_batch_release_update BEFORE UPDATE ON batch_release BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY batch_release'); END;
CREATE TRIGGER guard_batch_release_delete BEFORE DELETE ON batch_release BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY batch_release'); END;
CREATE TRIGGER guard_draft_return_update BEFORE UPDATE ON draft_return BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY draft_return'); END;
CREATE TRIGGER guard_draft_return_delete BEFORE DELETE ON draft_return BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY draft_return'); END;
CREATE TRIGGER guard_urgent_release_update BEFORE UPDATE ON urgent_release BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY urgent_release'); END;
CREATE TRIGGER guard_urgent_release_delete BEFORE DELETE ON urgent_release BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY urgent_release'); END;
CREATE TRIGGER guard_shift_handover_update BEFORE UPDATE ON shift_handover BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY shift_handover'); END;
CREATE TRIGGER guard_shift_handover_delete BEFORE DELETE ON shift_handover BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY shift_handover'); END;
CREATE TRIGGER guard_check_definition_update BEFORE UPDATE ON check_definition BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY check_definition'); END;
CREATE TRIGGER guard_check_definition_delete BEFORE DELETE ON check_definition BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY check_definition'); END;
CREATE TRIGGER guard_certificate_value_update BEFORE UPDATE ON certificate_value BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY certificate_value'); END;
CREATE TRIGGER guard_certificate_value_delete BEFORE DELETE ON certificate_value BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY certificate_value'); END;
CREATE TRIGGER guard_plant_delete BEFORE DELETE ON plant BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY plant'); END;
CREATE TRIGGER guard_bill_revision_delete BEFORE DELETE ON bill_revision BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY bill_revision'); END;
CREATE TRIGGER guard_blob_update BEFORE UPDATE ON blob BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY blob'); END;
CREATE TRIGGER guard_blob_delete BEFORE DELETE ON blob BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY blob'); END;
CREATE TRIGGER guard_purchase_order_line_delete BEFORE DELETE ON purchase_order_line BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY purchase_order_line'); END;
CREATE TRIGGER guard_attribute_count_update BEFORE UPDATE ON attribute_count BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY attribute_count'); END;
CREATE TRIGGER guard_attribute_count_delete BEFORE DELETE ON attribute_count BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY attribute_count'); END;
CREATE TRIGGER guard_record_insert BEFORE INSERT ON record WHEN EXISTS (SELECT 1 FROM record WHERE id = NEW.id OR uid = NEW.uid OR (site_id = NEW.site_id AND station_id = NEW.station_id AND station_seq = NEW.station_seq)) BEGIN SELECT RAISE(ABORT, 'QTRACE_APPEND_ONLY record'); END;
COMMIT;
