-- Policies, service definitions and their configuration files, as they were applied. A version is
-- never changed: promotions are pinned to it.
CREATE TABLE policy (
    version    bigint      PRIMARY KEY CHECK (version > 0),
    text       text        NOT NULL,
    digest     text        NOT NULL,
    applied_at timestamptz NOT NULL,
    applied_by text        NOT NULL
);

CREATE TABLE service_definition (
    service    text        NOT NULL,
    version    bigint      NOT NULL CHECK (version > 0),
    text       text        NOT NULL,
    digest     text        NOT NULL,
    applied_at timestamptz NOT NULL,
    applied_by text        NOT NULL,
    PRIMARY KEY (service, version)
);

-- Raw bytes, before references to the environment are filled in; so no secret is here.
CREATE TABLE config_file (
    digest text  PRIMARY KEY,
    bytes  bytea NOT NULL
);

CREATE TABLE service_config (
    service text   NOT NULL,
    version bigint NOT NULL,
    name    text   NOT NULL,
    digest  text   NOT NULL REFERENCES config_file (digest),
    PRIMARY KEY (service, version, name),
    FOREIGN KEY (service, version) REFERENCES service_definition (service, version)
);

CREATE FUNCTION definitions_are_insert_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'applied versions are insert-only: % on % refused', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER policy_insert_only BEFORE UPDATE OR DELETE ON policy
    FOR EACH STATEMENT EXECUTE FUNCTION definitions_are_insert_only();
CREATE TRIGGER service_definition_insert_only BEFORE UPDATE OR DELETE ON service_definition
    FOR EACH STATEMENT EXECUTE FUNCTION definitions_are_insert_only();
CREATE TRIGGER config_file_insert_only BEFORE UPDATE OR DELETE ON config_file
    FOR EACH STATEMENT EXECUTE FUNCTION definitions_are_insert_only();
CREATE TRIGGER service_config_insert_only BEFORE UPDATE OR DELETE ON service_config
    FOR EACH STATEMENT EXECUTE FUNCTION definitions_are_insert_only();
