-- What git says of a candidate: the commits since the newest earlier candidate among its ancestors.
CREATE TABLE source_history (
    candidate uuid PRIMARY KEY REFERENCES candidate (id),
    base      text
);

CREATE TABLE source_change (
    candidate   uuid        NOT NULL REFERENCES source_history (candidate),
    ordinal     integer     NOT NULL,
    sha         text        NOT NULL,
    authored_at timestamptz NOT NULL,
    on_trunk_at timestamptz NOT NULL,
    added       bigint      NOT NULL CHECK (added >= 0),
    deleted     bigint      NOT NULL CHECK (deleted >= 0),
    paths       jsonb       NOT NULL,
    author      text        NOT NULL,
    PRIMARY KEY (candidate, ordinal)
);
