-- What a token may do: 'ROLE' everywhere, or 'ROLE@ENVIRONMENT'. Tokens from before are the owner's.
ALTER TABLE access_token ADD COLUMN grants text[] NOT NULL DEFAULT '{admin}';
ALTER TABLE access_token ALTER COLUMN grants DROP DEFAULT;
ALTER TABLE access_token ADD COLUMN person text;
