-- Passkeys: a second way into an account, from a device that keeps a key for it.

-- Under what authenticators file a viewer's passkeys: drawn by chance, so that it says nothing of him.
ALTER TABLE viewers ADD COLUMN passkey_handle TEXT;

CREATE UNIQUE INDEX viewers_by_passkey_handle ON viewers (passkey_handle);

-- What is kept of a passkey proves nothing to anybody: the key that signs stays with its device.
CREATE TABLE passkeys (
    passkey_id      TEXT   NOT NULL PRIMARY KEY,
    viewer_id       TEXT   NOT NULL REFERENCES viewers (viewer_id),
    -- What the authenticator calls it, in base64url, and the name of ours at which it is good.
    credential_id   TEXT   NOT NULL,
    host            TEXT   NOT NULL,
    -- A COSE key, in base64url.
    public_key      TEXT   NOT NULL,
    -- How often it has signed, if its authenticator counts. It never goes back.
    sign_count      BIGINT NOT NULL CHECK (sign_count >= 0),
    name            TEXT   NOT NULL,
    created_at_ms   BIGINT NOT NULL,
    last_used_at_ms BIGINT
);

CREATE UNIQUE INDEX passkeys_by_credential ON passkeys (credential_id);
CREATE INDEX passkeys_by_viewer ON passkeys (viewer_id);

-- What an authenticator is to sign: for one device, for some minutes, once. Kept for an hour after
-- that, to count them.
CREATE TABLE passkey_challenges (
    challenge_sha256 TEXT   NOT NULL PRIMARY KEY,
    session_id       TEXT   NOT NULL,
    viewer_id        TEXT   NOT NULL REFERENCES viewers (viewer_id),
    purpose          TEXT   NOT NULL CHECK (purpose IN ('add', 'sign-in')),
    drawn_at_ms      BIGINT NOT NULL,
    used_at_ms       BIGINT
);

CREATE INDEX passkey_challenges_by_session ON passkey_challenges (session_id, drawn_at_ms);
CREATE INDEX passkey_challenges_by_viewer ON passkey_challenges (viewer_id);
CREATE INDEX passkey_challenges_by_age ON passkey_challenges (drawn_at_ms);
