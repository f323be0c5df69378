CREATE TABLE access_token (
    id         uuid        PRIMARY KEY,
    name       text        NOT NULL UNIQUE,
    sha256     bytea       NOT NULL UNIQUE CHECK (length(sha256) = 32),
    created_at timestamptz NOT NULL,
    revoked_at timestamptz
);
