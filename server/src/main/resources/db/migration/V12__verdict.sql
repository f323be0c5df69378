-- Gates as they were when they gave a verdict, by SHA-256 of the canonical text.
CREATE TABLE gate_definition (
    digest text PRIMARY KEY,
    body   text NOT NULL
);

-- A row each time that a verdict, or what it rests on, changed. "Blocked" is never stored.
CREATE TABLE verdict (
    ordinal      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id           uuid        NOT NULL UNIQUE,
    promotion    uuid        NOT NULL,
    gate         text        NOT NULL,
    mode         text        NOT NULL CHECK (mode IN ('ENFORCE', 'WARN', 'OBSERVE')),
    definition   text        NOT NULL REFERENCES gate_definition (digest),
    subject      jsonb       NOT NULL,
    at           timestamptz NOT NULL,
    confirmed_at timestamptz NOT NULL,
    facts        bytea       NOT NULL,
    facts_hash   text        NOT NULL,
    verdict      text        NOT NULL
        CHECK (verdict IN ('PASS', 'FAIL', 'INCONCLUSIVE', 'OVERRIDDEN')),
    body         text        NOT NULL,
    lapses_at    timestamptz,
    cel_version  text        NOT NULL,
    gist         text        NOT NULL
);
CREATE INDEX verdict_by_gate ON verdict (promotion, gate, ordinal DESC);
