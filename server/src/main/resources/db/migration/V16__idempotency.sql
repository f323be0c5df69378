-- What was answered to calls that carried an Idempotency-Key. Without a status: not answered yet.
CREATE TABLE idempotent_call (
    caller       text        NOT NULL,
    key          text        NOT NULL,
    request      text        NOT NULL,
    at           timestamptz NOT NULL,
    status       integer,
    content_type text,
    etag         text,
    body         text,
    PRIMARY KEY (caller, key),
    CHECK ((status IS NULL) = (body IS NULL))
);
CREATE INDEX idempotent_call_age ON idempotent_call (at);
