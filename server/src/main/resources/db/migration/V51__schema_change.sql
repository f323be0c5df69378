-- What candidates change in the databases of environments.
CREATE TABLE schema_change (
    id          uuid        PRIMARY KEY,
    service     text        NOT NULL,
    environment text        NOT NULL,
    candidate   uuid        NOT NULL REFERENCES candidate (id),
    subject     jsonb       NOT NULL,
    state       text        NOT NULL,
    state_body  jsonb       NOT NULL,
    since       timestamptz NOT NULL,
    ended       boolean     NOT NULL,
    version     bigint      NOT NULL
);
CREATE UNIQUE INDEX schema_change_open
    ON schema_change (service, environment, candidate) WHERE NOT ended;
CREATE INDEX schema_change_place ON schema_change (service, environment, id DESC);

-- Each state it was in, and why.
CREATE TABLE schema_event (
    change  uuid        NOT NULL REFERENCES schema_change (id),
    version bigint      NOT NULL,
    at      timestamptz NOT NULL,
    state   text        NOT NULL,
    why     text        NOT NULL,
    PRIMARY KEY (change, version)
);

-- The whole report of its last trial on a shadow.
CREATE TABLE schema_report (
    change uuid        PRIMARY KEY REFERENCES schema_change (id),
    at     timestamptz NOT NULL,
    report jsonb       NOT NULL
);

-- Since when nobody but the new version was seen at the database.
CREATE TABLE schema_quiet (
    change uuid        PRIMARY KEY REFERENCES schema_change (id),
    since  timestamptz,
    looked timestamptz NOT NULL,
    others text        NOT NULL
);
