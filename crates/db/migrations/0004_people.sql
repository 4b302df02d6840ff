-- Viewers who have an account, how they get into it, and the mails that go out to them.

-- A viewer has an account when he has a confirmed address. What he says of himself is his choice.
ALTER TABLE viewers ADD COLUMN email TEXT;
ALTER TABLE viewers ADD COLUMN age_band TEXT
    CHECK (age_band IN ('under-18', '18-24', '25-34', '35-44', '45-54', '55-plus'));
ALTER TABLE viewers ADD COLUMN gender TEXT CHECK (gender IN ('woman', 'man', 'other'));
-- When he said that he is old enough for what is not for everybody.
ALTER TABLE viewers ADD COLUMN of_age_at_ms BIGINT;

CREATE UNIQUE INDEX viewers_by_email ON viewers (email);

-- Signing in gives a device another secret. For a moment we still know the former one, so that a
-- request that was under way is not taken for a new guest's.
ALTER TABLE sessions ADD COLUMN former_sha256 TEXT;
ALTER TABLE sessions ADD COLUMN renewed_at_ms BIGINT;

CREATE INDEX sessions_by_viewer ON sessions (viewer_id);

-- Mails to be sent, and those that were. What makes a link work is never in here: it is drawn when
-- the mail is written.
CREATE TABLE outbox (
    mail_id        TEXT     NOT NULL PRIMARY KEY,
    -- Who asked, on which device. He need not be the one to whom the address belongs.
    viewer_id      TEXT     NOT NULL REFERENCES viewers (viewer_id),
    session_id     TEXT     NOT NULL,
    email          TEXT     NOT NULL,
    template       TEXT     NOT NULL CHECK (template IN ('sign-in')),
    language       TEXT     NOT NULL,
    -- What the service calls itself, what the links begin with, and where they lead in the end.
    service        TEXT     NOT NULL,
    origin         TEXT     NOT NULL,
    next           TEXT,
    attempts       SMALLINT NOT NULL,
    created_at_ms  BIGINT   NOT NULL,
    sent_at_ms     BIGINT,
    given_up_at_ms BIGINT
);

CREATE INDEX outbox_by_email ON outbox (email, created_at_ms);
CREATE INDEX outbox_by_viewer ON outbox (viewer_id);
CREATE INDEX outbox_by_age ON outbox (created_at_ms);

-- A link that signs in whoever holds it, once.
CREATE TABLE sign_in_links (
    token_sha256  TEXT   NOT NULL PRIMARY KEY,
    email         TEXT   NOT NULL,
    expires_at_ms BIGINT NOT NULL
);

CREATE INDEX sign_in_links_by_email ON sign_in_links (email);
