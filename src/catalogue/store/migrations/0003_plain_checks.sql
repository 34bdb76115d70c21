DROP VIEW agreements;

DROP VIEW technoparks;

DROP VIEW clusters;

DROP VIEW organisations;

DROP VIEW people;

DROP VIEW places;

DROP VIEW events;

DROP VIEW projects;

DROP VIEW measures;

DROP VIEW milestones;

DROP VIEW sources;

DROP VIEW links;

CREATE TABLE record_new (
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  kind TEXT NOT NULL CHECK (kind = 'agreement' OR kind = 'technopark' OR kind = 'cluster' OR kind = 'organisation' OR kind = 'person' OR kind = 'place' OR kind = 'event' OR kind = 'project' OR kind = 'measure' OR kind = 'milestone' OR kind = 'source'),
  form TEXT,
  status TEXT,
  "country" TEXT,
  "region" TEXT,
  "summary" TEXT,
  "lat" REAL,
  "lon" REAL,
  "level" TEXT CHECK ("level" = 'interstate' OR "level" = 'intergovernmental' OR "level" = 'interregional' OR "level" = 'interagency' OR "level" = 'municipal' OR "level" = 'business' OR "level" = 'mixed'),
  "binding" TEXT CHECK ("binding" IN ('yes', 'no')),
  "announced" TEXT,
  "agreed" TEXT,
  "signed" TEXT,
  "approved" TEXT,
  "effective" TEXT,
  "term" TEXT,
  "renewal" TEXT CHECK ("renewal" = 'none' OR "renewal" = 'auto' OR "renewal" = 'on_notice'),
  "notice_days" INTEGER,
  "registration_no" TEXT,
  "site_type" TEXT CHECK ("site_type" = 'greenfield' OR "site_type" = 'brownfield' OR "site_type" = 'mixed'),
  "ownership" TEXT CHECK ("ownership" = 'state' OR "ownership" = 'private' OR "ownership" = 'mixed'),
  "founded" TEXT,
  "construction_start" TEXT,
  "opened" TEXT,
  "valid_until" TEXT,
  "area_ha" TEXT,
  "free_ha" TEXT,
  "floor_m2" TEXT,
  "residents" TEXT,
  "jobs" TEXT,
  "investment" TEXT,
  "power_mw" TEXT,
  "gas_m3h" TEXT,
  "water_m3d" TEXT,
  "rail" TEXT CHECK ("rail" IN ('yes', 'no')),
  "benefits" TEXT,
  "website" TEXT,
  "members" TEXT,
  "sme_members" TEXT,
  "employees" TEXT,
  "maturity" TEXT CHECK ("maturity" = 'initial' OR "maturity" = 'middle' OR "maturity" = 'high'),
  "date" TEXT,
  "edition" INTEGER,
  "mode" TEXT CHECK ("mode" = 'in_person' OR "mode" = 'online'),
  "value" TEXT,
  "declared_count" TEXT,
  "due" TEXT,
  "met_on" TEXT,
  "disclosed" TEXT CHECK ("disclosed" IN ('yes', 'no')),
  "reviewed_on" TEXT,
  "publisher" TEXT,
  "published" TEXT,
  "accessed" TEXT,
  "url" TEXT,
  "file" TEXT,
  "sha256" TEXT,
  "licence" TEXT,
  label TEXT NOT NULL,
  "announced_from" TEXT,
  "announced_to" TEXT,
  "agreed_from" TEXT,
  "agreed_to" TEXT,
  "signed_from" TEXT,
  "signed_to" TEXT,
  "approved_from" TEXT,
  "approved_to" TEXT,
  "effective_from" TEXT,
  "effective_to" TEXT,
  "term_from" TEXT,
  "term_to" TEXT,
  "founded_from" TEXT,
  "founded_to" TEXT,
  "construction_start_from" TEXT,
  "construction_start_to" TEXT,
  "opened_from" TEXT,
  "opened_to" TEXT,
  "valid_until_from" TEXT,
  "valid_until_to" TEXT,
  "area_ha_number" REAL,
  "free_ha_number" REAL,
  "floor_m2_number" REAL,
  "residents_number" REAL,
  "jobs_number" REAL,
  "investment_number" REAL,
  "power_mw_number" REAL,
  "gas_m3h_number" REAL,
  "water_m3d_number" REAL,
  "members_number" REAL,
  "sme_members_number" REAL,
  "employees_number" REAL,
  "date_from" TEXT,
  "date_to" TEXT,
  "value_number" REAL,
  "declared_count_number" REAL,
  "due_from" TEXT,
  "due_to" TEXT,
  "met_on_from" TEXT,
  "met_on_to" TEXT,
  "reviewed_on_from" TEXT,
  "reviewed_on_to" TEXT,
  "published_from" TEXT,
  "published_to" TEXT,
  "accessed_from" TEXT,
  "accessed_to" TEXT,
  main_date TEXT,
  main_from TEXT,
  main_to TEXT,
  inferred INTEGER NOT NULL DEFAULT 0 CHECK (inferred IN (0, 1)),
  conflicting INTEGER NOT NULL DEFAULT 0 CHECK (conflicting IN (0, 1)),
  fingerprint TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  CHECK (CASE kind WHEN 'agreement' THEN form = 'treaty' OR form = 'agreement' OR form = 'contract' OR form = 'memorandum' OR form = 'protocol' OR form = 'declaration' OR form = 'roadmap' OR form = 'action_plan' OR form = 'understanding' WHEN 'technopark' THEN form = 'technopark' OR form = 'industrial_park' OR form = 'technopolis' OR form = 'sez' OR form = 'small_industrial_zone' OR form = 'it_park' OR form = 'agropark' OR form = 'industrial_zone' WHEN 'cluster' THEN form = 'industrial' OR form = 'innovative' OR form = 'it' OR form = 'agro' OR form = 'initiative' WHEN 'organisation' THEN form = 'state' OR form = 'government' OR form = 'ministry' OR form = 'ministry_unit' OR form = 'regional_authority' OR form = 'city_authority' OR form = 'trade_mission' OR form = 'agency' OR form = 'association' OR form = 'chamber' OR form = 'business_council' OR form = 'company' OR form = 'fund' OR form = 'development_corporation' OR form = 'park_operator' OR form = 'cluster_directorate' OR form = 'university' OR form = 'institute' OR form = 'media' WHEN 'person' THEN form = 'official' OR form = 'executive' OR form = 'contact' WHEN 'place' THEN form = 'country' OR form = 'region' OR form = 'city' OR form = 'district' WHEN 'event' THEN form = 'forum' OR form = 'session' OR form = 'negotiations' OR form = 'working_meeting' OR form = 'visit' OR form = 'ceremony' WHEN 'project' THEN form = 'investment' OR form = 'joint_production' OR form = 'portfolio' OR form = 'initiative' WHEN 'measure' THEN form = 'fund' OR form = 'competition' OR form = 'subsidy' OR form = 'tax_regime' OR form = 'legal_regime' OR form = 'service' WHEN 'milestone' THEN form = 'commitment' OR form = 'deadline' OR form = 'review' OR form = 'term_end' WHEN 'source' THEN form = 'press_release' OR form = 'news' OR form = 'document' OR form = 'dataset' OR form = 'website' END),
  CHECK (CASE kind WHEN 'agreement' THEN status = 'idea' OR status = 'negotiating' OR status = 'agreed' OR status = 'initialled' OR status = 'signed' OR status = 'approved' OR status = 'in_force' OR status = 'suspended' OR status = 'completed' OR status = 'expired' OR status = 'terminated' OR status = 'superseded' WHEN 'technopark' THEN status = 'idea' OR status = 'agreed' OR status = 'planned' OR status = 'under_construction' OR status = 'operating' OR status = 'expanding' OR status = 'stalled' OR status = 'closed' WHEN 'cluster' THEN status = 'forming' OR status = 'operating' OR status = 'dormant' OR status = 'closed' WHEN 'organisation' THEN status = 'active' OR status = 'renamed' OR status = 'merged' OR status = 'closed' WHEN 'person' THEN status IS NULL WHEN 'place' THEN status IS NULL WHEN 'event' THEN status = 'planned' OR status = 'held' OR status = 'cancelled' WHEN 'project' THEN status = 'pipeline' OR status = 'implementation' OR status = 'finalisation' OR status = 'closed' OR status = 'suspended' OR status = 'cancelled' WHEN 'measure' THEN status = 'announced' OR status = 'active' OR status = 'closed' WHEN 'milestone' THEN status = 'scheduled' OR status = 'met' OR status = 'partially_met' OR status = 'not_met' OR status = 'cancelled' WHEN 'source' THEN status IS NULL END)
) STRICT;

INSERT INTO record_new ("num", "id", "kind", "form", "status", "country", "region", "summary", "lat", "lon", "level", "binding", "announced", "agreed", "signed", "approved", "effective", "term", "renewal", "notice_days", "registration_no", "site_type", "ownership", "founded", "construction_start", "opened", "valid_until", "area_ha", "free_ha", "floor_m2", "residents", "jobs", "investment", "power_mw", "gas_m3h", "water_m3d", "rail", "benefits", "website", "members", "sme_members", "employees", "maturity", "date", "edition", "mode", "value", "declared_count", "due", "met_on", "disclosed", "reviewed_on", "publisher", "published", "accessed", "url", "file", "sha256", "licence", "label", "announced_from", "announced_to", "agreed_from", "agreed_to", "signed_from", "signed_to", "approved_from", "approved_to", "effective_from", "effective_to", "term_from", "term_to", "founded_from", "founded_to", "construction_start_from", "construction_start_to", "opened_from", "opened_to", "valid_until_from", "valid_until_to", "area_ha_number", "free_ha_number", "floor_m2_number", "residents_number", "jobs_number", "investment_number", "power_mw_number", "gas_m3h_number", "water_m3d_number", "members_number", "sme_members_number", "employees_number", "date_from", "date_to", "value_number", "declared_count_number", "due_from", "due_to", "met_on_from", "met_on_to", "reviewed_on_from", "reviewed_on_to", "published_from", "published_to", "accessed_from", "accessed_to", "main_date", "main_from", "main_to", "inferred", "conflicting", "fingerprint", "created_at", "updated_at") SELECT "num", "id", "kind", "form", "status", "country", "region", "summary", "lat", "lon", "level", "binding", "announced", "agreed", "signed", "approved", "effective", "term", "renewal", "notice_days", "registration_no", "site_type", "ownership", "founded", "construction_start", "opened", "valid_until", "area_ha", "free_ha", "floor_m2", "residents", "jobs", "investment", "power_mw", "gas_m3h", "water_m3d", "rail", "benefits", "website", "members", "sme_members", "employees", "maturity", "date", "edition", "mode", "value", "declared_count", "due", "met_on", "disclosed", "reviewed_on", "publisher", "published", "accessed", "url", "file", "sha256", "licence", "label", "announced_from", "announced_to", "agreed_from", "agreed_to", "signed_from", "signed_to", "approved_from", "approved_to", "effective_from", "effective_to", "term_from", "term_to", "founded_from", "founded_to", "construction_start_from", "construction_start_to", "opened_from", "opened_to", "valid_until_from", "valid_until_to", "area_ha_number", "free_ha_number", "floor_m2_number", "residents_number", "jobs_number", "investment_number", "power_mw_number", "gas_m3h_number", "water_m3d_number", "members_number", "sme_members_number", "employees_number", "date_from", "date_to", "value_number", "declared_count_number", "due_from", "due_to", "met_on_from", "met_on_to", "reviewed_on_from", "reviewed_on_to", "published_from", "published_to", "accessed_from", "accessed_to", "main_date", "main_from", "main_to", "inferred", "conflicting", "fingerprint", "created_at", "updated_at" FROM record;

DROP TABLE record;

ALTER TABLE record_new RENAME TO record;

CREATE TABLE name_new (
  num INTEGER PRIMARY KEY,
  record INTEGER NOT NULL REFERENCES record (num) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  text TEXT NOT NULL,
  lang TEXT NOT NULL DEFAULT '',
  type TEXT NOT NULL DEFAULT '' CHECK (type = 'preferred' OR type = 'official' OR type = 'short' OR type = 'acronym' OR type = 'alias' OR type = 'former' OR type = 'hidden'),
  "start" TEXT NOT NULL DEFAULT '',
  "end" TEXT NOT NULL DEFAULT '',
  source INTEGER REFERENCES record (num) DEFERRABLE INITIALLY DEFERRED,
  basis TEXT NOT NULL DEFAULT '' CHECK (basis = '' OR basis = 'stated' OR basis = 'inferred' OR basis = 'editor'),
  reason TEXT NOT NULL DEFAULT ''
) STRICT;

INSERT INTO name_new ("num", "record", "text", "lang", "type", "start", "end", "source", "basis", "reason") SELECT "num", "record", "text", "lang", "type", "start", "end", "source", "basis", "reason" FROM name;

DROP TABLE name;

ALTER TABLE name_new RENAME TO name;

CREATE TABLE link_new (
  num INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES record (num) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL,
  object INTEGER NOT NULL REFERENCES record (num) DEFERRABLE INITIALLY DEFERRED,
  side TEXT NOT NULL DEFAULT '',
  "start" TEXT NOT NULL DEFAULT '',
  "end" TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  source INTEGER REFERENCES record (num) DEFERRABLE INITIALLY DEFERRED,
  basis TEXT NOT NULL DEFAULT '' CHECK (basis = '' OR basis = 'stated' OR basis = 'inferred' OR basis = 'editor'),
  reason TEXT NOT NULL DEFAULT ''
) STRICT;

INSERT INTO link_new ("num", "subject", "role", "object", "side", "start", "end", "note", "source", "basis", "reason") SELECT "num", "subject", "role", "object", "side", "start", "end", "note", "source", "basis", "reason" FROM link;

DROP TABLE link;

ALTER TABLE link_new RENAME TO link;

CREATE TABLE claim_new (
  num INTEGER PRIMARY KEY,
  record INTEGER NOT NULL REFERENCES record (num) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  op TEXT,
  number REAL,
  unit TEXT,
  phase TEXT,
  as_of TEXT NOT NULL DEFAULT '',
  source INTEGER REFERENCES record (num) DEFERRABLE INITIALLY DEFERRED,
  locator TEXT NOT NULL DEFAULT '',
  basis TEXT NOT NULL DEFAULT '' CHECK (basis = '' OR basis = 'stated' OR basis = 'inferred' OR basis = 'editor'),
  reason TEXT NOT NULL DEFAULT '',
  rank TEXT NOT NULL DEFAULT 'normal' CHECK (rank = 'preferred' OR rank = 'normal' OR rank = 'deprecated'),
  original TEXT NOT NULL DEFAULT ''
) STRICT;

INSERT INTO claim_new ("num", "record", "field", "value", "op", "number", "unit", "phase", "as_of", "source", "locator", "basis", "reason", "rank", "original") SELECT "num", "record", "field", "value", "op", "number", "unit", "phase", "as_of", "source", "locator", "basis", "reason", "rank", "original" FROM claim;

DROP TABLE claim;

ALTER TABLE claim_new RENAME TO claim;

CREATE INDEX record_by_kind ON record (kind, main_from DESC, id);

CREATE INDEX record_by_date ON record (main_from DESC, id);

CREATE INDEX record_by_name ON record (label);

CREATE INDEX record_by_area_ha ON record ("area_ha_number", "area_ha") WHERE "area_ha_number" IS NOT NULL;

CREATE INDEX record_by_free_ha ON record ("free_ha_number", "free_ha") WHERE "free_ha_number" IS NOT NULL;

CREATE INDEX record_by_floor_m2 ON record ("floor_m2_number", "floor_m2") WHERE "floor_m2_number" IS NOT NULL;

CREATE INDEX record_by_residents ON record ("residents_number", "residents") WHERE "residents_number" IS NOT NULL;

CREATE INDEX record_by_jobs ON record ("jobs_number", "jobs") WHERE "jobs_number" IS NOT NULL;

CREATE INDEX record_by_investment ON record ("investment_number", "investment") WHERE "investment_number" IS NOT NULL;

CREATE INDEX record_by_power_mw ON record ("power_mw_number", "power_mw") WHERE "power_mw_number" IS NOT NULL;

CREATE INDEX record_by_gas_m3h ON record ("gas_m3h_number", "gas_m3h") WHERE "gas_m3h_number" IS NOT NULL;

CREATE INDEX record_by_water_m3d ON record ("water_m3d_number", "water_m3d") WHERE "water_m3d_number" IS NOT NULL;

CREATE INDEX record_by_members ON record ("members_number", "members") WHERE "members_number" IS NOT NULL;

CREATE INDEX record_by_sme_members ON record ("sme_members_number", "sme_members") WHERE "sme_members_number" IS NOT NULL;

CREATE INDEX record_by_employees ON record ("employees_number", "employees") WHERE "employees_number" IS NOT NULL;

CREATE INDEX record_by_value ON record ("value_number", "value") WHERE "value_number" IS NOT NULL;

CREATE INDEX record_by_declared_count ON record ("declared_count_number", "declared_count") WHERE "declared_count_number" IS NOT NULL;

CREATE INDEX record_ranged ON record (num) WHERE instr("area_ha", '..') > 0 OR instr("free_ha", '..') > 0 OR instr("floor_m2", '..') > 0 OR instr("residents", '..') > 0 OR instr("jobs", '..') > 0 OR instr("investment", '..') > 0 OR instr("power_mw", '..') > 0 OR instr("gas_m3h", '..') > 0 OR instr("water_m3d", '..') > 0 OR instr("members", '..') > 0 OR instr("sme_members", '..') > 0 OR instr("employees", '..') > 0 OR instr("value", '..') > 0 OR instr("declared_count", '..') > 0;

CREATE INDEX name_by_record ON name (record);

CREATE INDEX link_by_subject ON link (subject, role);

CREATE INDEX link_by_object ON link (object, role);

CREATE INDEX claim_by_record ON claim (record, field);

CREATE INDEX name_by_source ON name (source) WHERE source IS NOT NULL;

CREATE INDEX link_by_source ON link (source) WHERE source IS NOT NULL;

CREATE INDEX claim_by_source ON claim (source) WHERE source IS NOT NULL;

CREATE VIEW agreements AS SELECT "id", "label", "form", "status", "country", "region", "summary", "lat", "lon", "level", "binding", "announced", "announced_from", "announced_to", "agreed", "agreed_from", "agreed_to", "signed", "signed_from", "signed_to", "approved", "approved_from", "approved_to", "effective", "effective_from", "effective_to", "term", "term_from", "term_to", "renewal", "notice_days", "registration_no", created_at, updated_at FROM record WHERE kind = 'agreement';

CREATE VIEW technoparks AS SELECT "id", "label", "form", "status", "country", "region", "summary", "lat", "lon", "site_type", "ownership", "founded", "founded_from", "founded_to", "agreed", "agreed_from", "agreed_to", "construction_start", "construction_start_from", "construction_start_to", "opened", "opened_from", "opened_to", "valid_until", "valid_until_from", "valid_until_to", "area_ha", "area_ha_number", "free_ha", "free_ha_number", "floor_m2", "floor_m2_number", "residents", "residents_number", "jobs", "jobs_number", "investment", "investment_number", "power_mw", "power_mw_number", "gas_m3h", "gas_m3h_number", "water_m3d", "water_m3d_number", "rail", "benefits", "website", created_at, updated_at FROM record WHERE kind = 'technopark';

CREATE VIEW clusters AS SELECT "id", "label", "form", "status", "country", "region", "summary", "lat", "lon", "founded", "founded_from", "founded_to", "members", "members_number", "sme_members", "sme_members_number", "employees", "employees_number", "maturity", "valid_until", "valid_until_from", "valid_until_to", "website", created_at, updated_at FROM record WHERE kind = 'cluster';

CREATE VIEW organisations AS SELECT "id", "label", "form", "status", "country", "region", "summary", "lat", "lon", "website", created_at, updated_at FROM record WHERE kind = 'organisation';

CREATE VIEW people AS SELECT "id", "label", "form", "country", "region", "summary", "lat", "lon", created_at, updated_at FROM record WHERE kind = 'person';

CREATE VIEW places AS SELECT "id", "label", "form", "country", "region", "summary", "lat", "lon", created_at, updated_at FROM record WHERE kind = 'place';

CREATE VIEW events AS SELECT "id", "label", "form", "status", "country", "region", "summary", "lat", "lon", "date", "date_from", "date_to", "edition", "mode", created_at, updated_at FROM record WHERE kind = 'event';

CREATE VIEW projects AS SELECT "id", "label", "form", "status", "country", "region", "summary", "lat", "lon", "value", "value_number", "jobs", "jobs_number", "declared_count", "declared_count_number", created_at, updated_at FROM record WHERE kind = 'project';

CREATE VIEW measures AS SELECT "id", "label", "form", "status", "country", "region", "summary", "lat", "lon", created_at, updated_at FROM record WHERE kind = 'measure';

CREATE VIEW milestones AS SELECT "id", "label", "form", "status", "country", "region", "summary", "lat", "lon", "due", "due_from", "due_to", "met_on", "met_on_from", "met_on_to", "disclosed", "reviewed_on", "reviewed_on_from", "reviewed_on_to", created_at, updated_at FROM record WHERE kind = 'milestone';

CREATE VIEW sources AS SELECT "id", "label", "form", "country", "region", "summary", "lat", "lon", "publisher", "published", "published_from", "published_to", "accessed", "accessed_from", "accessed_to", "url", "file", "sha256", "licence", created_at, updated_at FROM record WHERE kind = 'source';

CREATE VIEW links AS SELECT s.id AS subject, s.label AS subject_label, l.role, o.id AS object, o.label AS object_label, l.side, l."start", l."end", l.note, q.id AS source, l.basis, l.reason FROM link l JOIN record s ON s.num = l.subject JOIN record o ON o.num = l.object LEFT JOIN record q ON q.num = l.source;
