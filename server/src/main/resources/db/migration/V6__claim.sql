-- Reports as they came; claims point here by hash.
CREATE TABLE raw_evidence (
    digest      text        PRIMARY KEY,
    name        text        NOT NULL,
    bytes       bytea       NOT NULL,
    received_at timestamptz NOT NULL
);

CREATE TABLE claim (
    id          text        NOT NULL,
    subject     text        NOT NULL,
    kind        text        NOT NULL,
    suite       text        NOT NULL,
    claimed_at  timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    body        jsonb       NOT NULL,
    PRIMARY KEY (id, received_at)
);
CREATE INDEX claim_by_subject ON claim (subject, kind);
