-- Who is signed in to the pages. The cookie's text is nowhere; a session ends with its token.
CREATE TABLE web_session (
    sha256     bytea       PRIMARY KEY CHECK (length(sha256) = 32),
    token      uuid        NOT NULL REFERENCES access_token (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX web_session_expires ON web_session (expires_at);
