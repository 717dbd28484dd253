-- "This party is not that designation." Kept for ever: a withdrawal is added to the row. `party` is JSON;
-- `entry_digest` is that of the entry's facts as they were judged, `list_digest` that of its list.
CREATE TABLE clearances (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    organisation TEXT NOT NULL,
    party_key TEXT NOT NULL,
    party TEXT NOT NULL,
    designation TEXT COLLATE "C" NOT NULL,
    designation_name TEXT NOT NULL,
    entry_digest TEXT NOT NULL,
    list_id TEXT NOT NULL,
    list_version TEXT NOT NULL,
    list_digest TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_on DATE,
    withdrawn_at TIMESTAMP,
    withdrawn_reason TEXT,
    withdrawn_by TEXT
);
CREATE INDEX clearances_by_time ON clearances (organisation, created_at, id);
CREATE INDEX clearances_by_designation ON clearances (organisation, designation, created_at, id);
