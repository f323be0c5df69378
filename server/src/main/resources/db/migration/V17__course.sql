-- What has happened to a promotion's exposure: how often it lapsed, and when somebody let it go on.
ALTER TABLE promotion ADD COLUMN course jsonb NOT NULL DEFAULT '{"lapses": 0}';
ALTER TABLE promotion ALTER COLUMN course DROP DEFAULT;
