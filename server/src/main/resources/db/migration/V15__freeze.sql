-- What may neither start nor grow, and until when. What is not named is meant in full.
CREATE TABLE release_freeze (
    id          uuid        PRIMARY KEY,
    service     text,
    environment text,
    digest      text CHECK (digest IS NULL OR (service IS NULL AND environment IS NULL)),
    reason      text        NOT NULL CHECK (reason <> ''),
    started_by  text        NOT NULL,
    started_at  timestamptz NOT NULL,
    until       timestamptz NOT NULL CHECK (until > started_at),
    ended_by    text,
    ended_at    timestamptz,
    CHECK ((ended_by IS NULL) = (ended_at IS NULL))
);
CREATE INDEX freeze_holding ON release_freeze (until) WHERE ended_at IS NULL;
