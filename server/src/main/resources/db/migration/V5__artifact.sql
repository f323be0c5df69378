CREATE TABLE artifact (
    digest      text        PRIMARY KEY,
    size        bigint      NOT NULL CHECK (size > 0),
    received_at timestamptz NOT NULL,
    received_by text        NOT NULL
);
