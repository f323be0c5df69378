-- What should run in a slot, whatever happens to processes and servers.
CREATE TABLE running (
    service       text NOT NULL,
    environment   text NOT NULL,
    slot          text NOT NULL CHECK (slot IN ('BLUE', 'GREEN')),
    digest        text NOT NULL,
    config_digest text NOT NULL,
    purpose       text NOT NULL CHECK (purpose IN ('BASELINE', 'CANARY', 'WARM')),
    warm_until    timestamptz CHECK (warm_until IS NULL OR purpose = 'WARM'),
    since         timestamptz NOT NULL,
    PRIMARY KEY (service, environment, slot)
);
CREATE UNIQUE INDEX running_one_baseline ON running (service, environment)
    WHERE purpose = 'BASELINE';

-- The newest token a slot has seen; who comes with an older one is refused.
CREATE TABLE runtime_token (
    service     text   NOT NULL,
    environment text   NOT NULL,
    slot        text   NOT NULL CHECK (slot IN ('BLUE', 'GREEN')),
    token       bigint NOT NULL,
    PRIMARY KEY (service, environment, slot)
);

-- One row a launch, written before the process exists. Without pid: not yet known whether it does.
CREATE TABLE instance (
    launch        uuid PRIMARY KEY,
    service       text        NOT NULL,
    environment   text        NOT NULL,
    slot          text        NOT NULL CHECK (slot IN ('BLUE', 'GREEN')),
    name          text        NOT NULL,
    port          integer     NOT NULL,
    digest        text        NOT NULL,
    config_digest text        NOT NULL,
    restarts      integer     NOT NULL CHECK (restarts >= 0),
    intended_at   timestamptz NOT NULL,
    pid           bigint,
    start_mark    text CHECK ((pid IS NULL) = (start_mark IS NULL)),
    started_at    timestamptz CHECK ((pid IS NULL) = (started_at IS NULL)),
    ready_at      timestamptz,
    leaving       boolean     NOT NULL DEFAULT false,
    ended_at      timestamptz,
    ending        text CHECK (ending IN ('STOPPED', 'DIED', 'NEVER_STARTED')),
    CHECK ((ended_at IS NULL) = (ending IS NULL))
);
CREATE UNIQUE INDEX instance_one_at_a_time ON instance (service, environment, name)
    WHERE ended_at IS NULL;
CREATE INDEX instance_newest ON instance (service, environment, slot, name, intended_at DESC);
