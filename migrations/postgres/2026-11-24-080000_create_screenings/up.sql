-- Ids compare byte by byte, as on SQLite, so that both list in the same order.
CREATE TABLE screenings (
    id TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    organisation TEXT NOT NULL,
    kind TEXT NOT NULL,
    reference TEXT,
    verdict TEXT NOT NULL,
    risk_score INTEGER NOT NULL,
    created_at TIMESTAMP NOT NULL,
    record TEXT NOT NULL,
    screening TEXT NOT NULL
);
CREATE INDEX screenings_by_time ON screenings (organisation, created_at, id);
CREATE INDEX screenings_by_reference ON screenings (organisation, reference, created_at, id);
CREATE INDEX screenings_by_verdict ON screenings (organisation, verdict, created_at, id);

-- `created_at` stands here again so that the list of a measure can be read from one index, in order.
CREATE TABLE screening_measures (
    screening_id TEXT COLLATE "C" NOT NULL REFERENCES screenings (id) ON DELETE CASCADE,
    measure_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (screening_id, measure_id)
);
CREATE INDEX screening_measures_by_measure
    ON screening_measures (organisation, measure_id, created_at, screening_id);
