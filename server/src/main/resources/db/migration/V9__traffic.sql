-- What each instance served in each minute, kept 30 days: the judge's history.
-- Buckets are by duration, in the order of the router's bounds; a router without a histogram has none.
CREATE TABLE traffic_minute (
    service     text        NOT NULL,
    environment text        NOT NULL,
    slot        text        NOT NULL CHECK (slot IN ('BLUE', 'GREEN')),
    instance    text        NOT NULL,
    minute      timestamptz NOT NULL CHECK (date_trunc('minute', minute) = minute),
    requests    bigint      NOT NULL CHECK (requests >= 0),
    errors      bigint      NOT NULL CHECK (errors BETWEEN 0 AND requests),
    buckets     bigint[]    NOT NULL,
    PRIMARY KEY (service, environment, slot, instance, minute)
);
CREATE INDEX traffic_minute_age ON traffic_minute (minute);

-- Up to where a route's counters are in traffic_minute: written with the minutes, so that a crash
-- neither loses nor repeats anything. The version lets only one writer at a time get through.
CREATE TABLE traffic_position (
    service     text   NOT NULL,
    environment text   NOT NULL,
    version     bigint NOT NULL,
    snapshot    text   NOT NULL,
    PRIMARY KEY (service, environment)
);
