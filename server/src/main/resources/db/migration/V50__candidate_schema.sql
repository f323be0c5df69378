-- What a candidate brings for its database: the digest of a bundle, '' for nothing.
ALTER TABLE candidate ADD COLUMN schema_bundle text NOT NULL DEFAULT '';
ALTER TABLE candidate DROP CONSTRAINT candidate_service_artifact_repository_commit_id_key;
ALTER TABLE candidate ADD UNIQUE (service, artifact, repository, commit_id, schema_bundle);
