-- A list, whose versions stand below. Its generation grows with every change to any list, so that
-- every service on this database sees that there is something new, and no two of them change at once.
CREATE TABLE watchlists (
    organisation TEXT NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    authority TEXT NOT NULL,
    is_default BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (organisation, id)
);
CREATE TABLE watchlist_generations (
    organisation TEXT PRIMARY KEY NOT NULL,
    generation BIGINT NOT NULL
);

-- Kept for ever. `content` is the file, compressed with gzip; `digest` is that of the file itself.
-- `reasons` says why a version is or was held; it counts only once `accepted_at` is there.
CREATE TABLE watchlist_versions (
    organisation TEXT NOT NULL,
    list_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    format TEXT NOT NULL,
    published_on DATE NOT NULL,
    reasons TEXT,
    content BLOB NOT NULL,
    size BIGINT NOT NULL,
    received_at TIMESTAMP NOT NULL,
    accepted_at TIMESTAMP,
    PRIMARY KEY (organisation, list_id, digest)
);

-- What came of fetching a list from its source, and when that is due again.
CREATE TABLE watchlist_refreshes (
    organisation TEXT NOT NULL,
    list_id TEXT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    attempted_at TIMESTAMP,
    succeeded_at TIMESTAMP,
    failures INTEGER NOT NULL,
    error TEXT,
    etag TEXT,
    last_modified TEXT,
    PRIMARY KEY (organisation, list_id)
);
