-- Rises with each saved change of any promotion; routers refuse an older one.
CREATE SEQUENCE act_token AS bigint;

CREATE TABLE promotion (
    id           uuid        PRIMARY KEY,
    service      text        NOT NULL,
    environment  text        NOT NULL,
    candidate    uuid        NOT NULL REFERENCES candidate (id),
    requested_at timestamptz NOT NULL,
    subject      jsonb       NOT NULL,
    plan         jsonb       NOT NULL,
    limits       jsonb       NOT NULL,
    arms         jsonb,
    recovery     jsonb,
    exposed_at   timestamptz,
    state        text        NOT NULL,
    state_body   jsonb       NOT NULL,
    version      bigint      NOT NULL,
    token        bigint      NOT NULL
);
CREATE INDEX promotion_by_place ON promotion (service, environment, id DESC);

-- One promotion holds the lane of a service and environment, one waits for it.
CREATE UNIQUE INDEX promotion_holds_lane ON promotion (service, environment)
    WHERE state IN ('GATED', 'PREPARING', 'EXPANDING', 'EXPOSING', 'JUDGING', 'WATCHING',
                    'BAKING', 'FROZEN', 'ROLLING_BACK');
CREATE UNIQUE INDEX promotion_waits_for_lane ON promotion (service, environment)
    WHERE state = 'REQUESTED';

CREATE TABLE promotion_event (
    promotion uuid        NOT NULL REFERENCES promotion (id),
    ordinal   bigint      NOT NULL,
    at        timestamptz NOT NULL,
    state     text        NOT NULL,
    share_bp  integer,
    why       text        NOT NULL,
    PRIMARY KEY (promotion, ordinal)
);

-- What the judge knows: replaced at each checkpoint, gone with nothing.
CREATE TABLE judge_checkpoint (
    promotion uuid        PRIMARY KEY REFERENCES promotion (id),
    at        timestamptz NOT NULL,
    plan      jsonb       NOT NULL,
    state     bytea       NOT NULL,
    counted   jsonb,
    evidence  jsonb,
    words     text        NOT NULL
);
