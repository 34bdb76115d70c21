CREATE TABLE record (
  num INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('agreement', 'technopark', 'cluster', 'organisation', 'person', 'place', 'event', 'project', 'measure', 'milestone', 'source')),
  form TEXT,
  status TEXT,
  "country" TEXT,
  "region" TEXT,
  "summary" TEXT,
  "lat" REAL,
  "lon" REAL,
  "level" TEXT CHECK ("level" IN ('interstate', 'intergovernmental', 'interregional', 'interagency', 'municipal', 'business', 'mixed')),
  "binding" TEXT CHECK ("binding" IN ('yes', 'no')),
  "announced" TEXT,
  "agreed" TEXT,
  "signed" TEXT,
  "approved" TEXT,
  "effective" TEXT,
  "term" TEXT,
  "renewal" TEXT CHECK ("renewal" IN ('none', 'auto', 'on_notice')),
  "notice_days" INTEGER,
  "registration_no" TEXT,
  "site_type" TEXT CHECK ("site_type" IN ('greenfield', 'brownfield', 'mixed')),
  "ownership" TEXT CHECK ("ownership" IN ('state', 'private', 'mixed')),
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
  "maturity" TEXT CHECK ("maturity" IN ('initial', 'middle', 'high')),
  "date" TEXT,
  "edition" INTEGER,
  "mode" TEXT CHECK ("mode" IN ('in_person', 'online')),
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
  CHECK (CASE kind WHEN 'agreement' THEN form IN ('treaty', 'agreement', 'contract', 'memorandum', 'protocol', 'declaration', 'roadmap', 'action_plan', 'understanding') WHEN 'technopark' THEN form IN ('technopark', 'industrial_park', 'technopolis', 'sez', 'small_industrial_zone', 'it_park', 'agropark', 'industrial_zone') WHEN 'cluster' THEN form IN ('industrial', 'innovative', 'it', 'agro', 'initiative') WHEN 'organisation' THEN form IN ('state', 'government', 'ministry', 'ministry_unit', 'regional_authority', 'city_authority', 'trade_mission', 'agency', 'association', 'chamber', 'business_council', 'company', 'fund', 'development_corporation', 'park_operator', 'cluster_directorate', 'university', 'institute', 'media') WHEN 'person' THEN form IN ('official', 'executive', 'contact') WHEN 'place' THEN form IN ('country', 'region', 'city', 'district') WHEN 'event' THEN form IN ('forum', 'session', 'negotiations', 'working_meeting', 'visit', 'ceremony') WHEN 'project' THEN form IN ('investment', 'joint_production', 'portfolio', 'initiative') WHEN 'measure' THEN form IN ('fund', 'competition', 'subsidy', 'tax_regime', 'legal_regime', 'service') WHEN 'milestone' THEN form IN ('commitment', 'deadline', 'review', 'term_end') WHEN 'source' THEN form IN ('press_release', 'news', 'document', 'dataset', 'website') END),
  CHECK (CASE kind WHEN 'agreement' THEN status IN ('idea', 'negotiating', 'agreed', 'initialled', 'signed', 'approved', 'in_force', 'suspended', 'completed', 'expired', 'terminated', 'superseded') WHEN 'technopark' THEN status IN ('idea', 'agreed', 'planned', 'under_construction', 'operating', 'expanding', 'stalled', 'closed') WHEN 'cluster' THEN status IN ('forming', 'operating', 'dormant', 'closed') WHEN 'organisation' THEN status IN ('active', 'renamed', 'merged', 'closed') WHEN 'person' THEN status IS NULL WHEN 'place' THEN status IS NULL WHEN 'event' THEN status IN ('planned', 'held', 'cancelled') WHEN 'project' THEN status IN ('pipeline', 'implementation', 'finalisation', 'closed', 'suspended', 'cancelled') WHEN 'measure' THEN status IN ('announced', 'active', 'closed') WHEN 'milestone' THEN status IN ('scheduled', 'met', 'partially_met', 'not_met', 'cancelled') WHEN 'source' THEN status IS NULL END)
) STRICT;

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

CREATE TABLE name (
  num INTEGER PRIMARY KEY,
  record INTEGER NOT NULL REFERENCES record (num) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  text TEXT NOT NULL,
  lang TEXT NOT NULL DEFAULT '',
  type TEXT NOT NULL DEFAULT '' CHECK (type IN ('preferred', 'official', 'short', 'acronym', 'alias', 'former', 'hidden')),
  "start" TEXT NOT NULL DEFAULT '',
  "end" TEXT NOT NULL DEFAULT '',
  source INTEGER REFERENCES record (num) DEFERRABLE INITIALLY DEFERRED,
  basis TEXT NOT NULL DEFAULT '' CHECK (basis IN ('', 'stated', 'inferred', 'editor')),
  reason TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX name_by_record ON name (record);

CREATE TABLE link (
  num INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES record (num) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL,
  object INTEGER NOT NULL REFERENCES record (num) DEFERRABLE INITIALLY DEFERRED,
  side TEXT NOT NULL DEFAULT '',
  "start" TEXT NOT NULL DEFAULT '',
  "end" TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  source INTEGER REFERENCES record (num) DEFERRABLE INITIALLY DEFERRED,
  basis TEXT NOT NULL DEFAULT '' CHECK (basis IN ('', 'stated', 'inferred', 'editor')),
  reason TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX link_by_subject ON link (subject, role);

CREATE INDEX link_by_object ON link (object, role);

CREATE TABLE term (
  record INTEGER NOT NULL REFERENCES record (num) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (record, field, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX term_by_value ON term (field, value);

CREATE TABLE claim (
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
  basis TEXT NOT NULL DEFAULT '' CHECK (basis IN ('', 'stated', 'inferred', 'editor')),
  reason TEXT NOT NULL DEFAULT '',
  rank TEXT NOT NULL DEFAULT 'normal' CHECK (rank IN ('preferred', 'normal', 'deprecated')),
  original TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX claim_by_record ON claim (record, field);

CREATE INDEX name_by_source ON name (source) WHERE source IS NOT NULL;

CREATE INDEX link_by_source ON link (source) WHERE source IS NOT NULL;

CREATE INDEX claim_by_source ON claim (source) WHERE source IS NOT NULL;

CREATE TABLE batch (
  num INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  undoes INTEGER REFERENCES batch (num)
) STRICT;

CREATE TABLE change (
  num INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES batch (num),
  record TEXT NOT NULL,
  field TEXT NOT NULL,
  old TEXT,
  new TEXT
) STRICT;

CREATE INDEX change_by_batch ON change (batch);

CREATE INDEX change_by_record ON change (record);

CREATE TABLE within (
  record INTEGER NOT NULL REFERENCES record (num) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  code TEXT NOT NULL,
  PRIMARY KEY (record, code)
) STRICT, WITHOUT ROWID;

CREATE INDEX within_by_code ON within (code);

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5(keys, tokenize='ascii', prefix='3', content='', columnsize=0, detail=none);

CREATE TABLE entry (
  row INTEGER PRIMARY KEY,
  record INTEGER UNIQUE REFERENCES record (num) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  length INTEGER NOT NULL,
  hash INTEGER NOT NULL
) STRICT;

CREATE TABLE word (
  text TEXT PRIMARY KEY,
  whole INTEGER NOT NULL CHECK (whole IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE arrival (
  record INTEGER PRIMARY KEY REFERENCES record (num) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  hash INTEGER NOT NULL
) STRICT;

CREATE TABLE tag (
  record TEXT NOT NULL CHECK (record <> ''),
  tag TEXT NOT NULL CHECK (tag <> ''),
  at TEXT NOT NULL,
  PRIMARY KEY (record, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX tag_by_tag ON tag (tag);

CREATE TABLE note (
  record TEXT NOT NULL CHECK (record <> ''),
  text TEXT NOT NULL CHECK (text <> ''),
  at TEXT NOT NULL,
  PRIMARY KEY (record, text)
) STRICT, WITHOUT ROWID;

CREATE TABLE star (
  record TEXT NOT NULL CHECK (record <> ''),
  at TEXT NOT NULL,
  PRIMARY KEY (record)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved (
  name TEXT PRIMARY KEY CHECK (name <> ''),
  query TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE partner (
  name TEXT PRIMARY KEY,
  number INTEGER NOT NULL DEFAULT 0,
  base INTEGER NOT NULL DEFAULT 0,
  there INTEGER NOT NULL DEFAULT 0,
  digest TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE bundle (
  number INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE received (
  partner TEXT NOT NULL,
  record TEXT NOT NULL,
  told TEXT,
  batch INTEGER NOT NULL,
  PRIMARY KEY (partner, record)
) STRICT, WITHOUT ROWID;

CREATE TABLE rival (
  num INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  field TEXT NOT NULL,
  base TEXT,
  ours TEXT,
  theirs TEXT,
  partner TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  settled TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE travelled (
  office TEXT NOT NULL,
  batch INTEGER NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  changes TEXT NOT NULL,
  received INTEGER NOT NULL,
  PRIMARY KEY (office, batch)
) STRICT, WITHOUT ROWID;

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
