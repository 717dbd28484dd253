CREATE TABLE basis_versions (
    organisation TEXT NOT NULL,
    digest TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    content TEXT NOT NULL,
    stored_at TIMESTAMP NOT NULL,
    PRIMARY KEY (organisation, digest)
);
