-- Files that a policy names, as they came with it: public keys, never anything secret.
CREATE TABLE policy_file (
    version bigint NOT NULL REFERENCES policy (version),
    path    text   NOT NULL,
    text    text   NOT NULL,
    PRIMARY KEY (version, path)
);
CREATE TRIGGER policy_file_insert_only BEFORE UPDATE OR DELETE ON policy_file
    FOR EACH STATEMENT EXECUTE FUNCTION definitions_are_insert_only();
