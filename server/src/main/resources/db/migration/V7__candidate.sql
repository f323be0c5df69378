CREATE TABLE candidate (
    id         uuid        PRIMARY KEY,
    service    text        NOT NULL,
    artifact   text        NOT NULL REFERENCES artifact (digest),
    repository text        NOT NULL,
    commit_id  text        NOT NULL,
    created_at timestamptz NOT NULL,
    created_by text        NOT NULL,
    UNIQUE (service, artifact, repository, commit_id)
);
CREATE INDEX candidate_by_service ON candidate (service, id DESC);
