-- The ledger: one entry a state change, in the change's own transaction.
CREATE TABLE ledger_head (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    size     bigint  NOT NULL
);
INSERT INTO ledger_head (size) VALUES (0);

CREATE TABLE ledger_entry (
    seq   bigint PRIMARY KEY,
    bytes bytea  NOT NULL,
    leaf  bytea  NOT NULL CHECK (length(leaf) = 32)
);

CREATE FUNCTION ledger_is_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is insert-only: % refused', TG_OP;
END $$;
CREATE TRIGGER ledger_entry_insert_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_insert_only();

-- Who steers. The token rises at each start; whoever acts with an older one is refused.
CREATE TABLE ownership (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    token    bigint      NOT NULL,
    owner    text        NOT NULL,
    since    timestamptz NOT NULL
);
INSERT INTO ownership (token, owner, since) VALUES (0, 'nobody', now());
