-- One text for SQLite and PostgreSQL. Columns are TEXT, BIGINT, SMALLINT and DOUBLE PRECISION;
-- times are milliseconds since 1970 in columns that end in _at_ms; documents are JSON in TEXT.

CREATE TABLE viewers (
    viewer_id     TEXT   NOT NULL PRIMARY KEY,
    created_at_ms BIGINT NOT NULL
);

-- A viewer on one device. The cookie holds a secret; only its hash is kept.
CREATE TABLE sessions (
    session_id    TEXT   NOT NULL PRIMARY KEY,
    viewer_id     TEXT   NOT NULL REFERENCES viewers (viewer_id),
    secret_sha256 TEXT   NOT NULL,
    created_at_ms BIGINT NOT NULL
);

CREATE TABLE series (
    series_id       TEXT   NOT NULL PRIMARY KEY,
    slug            TEXT   NOT NULL UNIQUE,
    description     TEXT   NOT NULL,
    created_at_ms   BIGINT NOT NULL,
    published_at_ms BIGINT
);

CREATE TABLE episodes (
    episode_id      TEXT   NOT NULL PRIMARY KEY,
    series_id       TEXT   NOT NULL REFERENCES series (series_id),
    number          BIGINT NOT NULL CHECK (number BETWEEN 1 AND 9999),
    title           TEXT   NOT NULL,
    released_cut_id TEXT,
    UNIQUE (series_id, number)
);

-- What was delivered, by its content.
CREATE TABLE masters (
    sha256        TEXT   NOT NULL PRIMARY KEY,
    bytes         BIGINT NOT NULL CHECK (bytes > 0),
    created_at_ms BIGINT NOT NULL
);

CREATE TABLE cuts (
    cut_id        TEXT   NOT NULL PRIMARY KEY,
    episode_id    TEXT   NOT NULL REFERENCES episodes (episode_id),
    master_sha256 TEXT   NOT NULL REFERENCES masters (sha256),
    duration_ms   BIGINT NOT NULL CHECK (duration_ms BETWEEN 1 AND 180000),
    -- Encrypts the segments of this cut where that is wanted: 16 bytes in hexadecimal.
    content_key   TEXT   NOT NULL,
    pictures      TEXT,
    created_at_ms BIGINT NOT NULL,
    UNIQUE (episode_id, master_sha256)
);

-- One stored stream of a cut: an immutable file, named by its content.
CREATE TABLE tracks (
    track_id      TEXT     NOT NULL PRIMARY KEY,
    cut_id        TEXT     NOT NULL REFERENCES cuts (cut_id),
    kind          TEXT     NOT NULL CHECK (kind IN ('video', 'audio', 'subtitles')),
    language      TEXT,
    original      SMALLINT NOT NULL CHECK (original IN (0, 1)),
    -- What it was made from and how: the same recipe need not be cooked twice.
    recipe        TEXT     NOT NULL,
    active        SMALLINT NOT NULL CHECK (active IN (0, 1)),
    object_key    TEXT     NOT NULL,
    bytes         BIGINT   NOT NULL CHECK (bytes > 0),
    duration_ms   BIGINT   NOT NULL CHECK (duration_ms > 0),
    -- The codec and its parameters, as JSON; then ticks a second, and moov in base64.
    stream        TEXT     NOT NULL,
    timescale     BIGINT   NOT NULL CHECK (timescale > 0),
    init          TEXT     NOT NULL,
    created_at_ms BIGINT   NOT NULL,
    retired_at_ms BIGINT,
    UNIQUE (cut_id, recipe)
);

CREATE INDEX tracks_by_cut ON tracks (cut_id);

CREATE TABLE fragments (
    track_id    TEXT   NOT NULL REFERENCES tracks (track_id),
    number      BIGINT NOT NULL,
    byte_offset BIGINT NOT NULL CHECK (byte_offset >= 0),
    bytes       BIGINT NOT NULL CHECK (bytes > 0),
    decode_time BIGINT NOT NULL CHECK (decode_time >= 0),
    duration    BIGINT NOT NULL CHECK (duration > 0),
    PRIMARY KEY (track_id, number)
);

-- A folder that was handed in. What it says becomes visible in one step, when all is ready.
CREATE TABLE deliveries (
    delivery_id     TEXT   NOT NULL PRIMARY KEY,
    series_id       TEXT   NOT NULL REFERENCES series (series_id),
    content_sha256  TEXT   NOT NULL,
    manifest        TEXT   NOT NULL,
    delivered_at_ms BIGINT NOT NULL,
    published_at_ms BIGINT,
    UNIQUE (series_id, content_sha256)
);

-- Where a viewer was in a series.
CREATE TABLE places (
    viewer_id     TEXT   NOT NULL REFERENCES viewers (viewer_id),
    series_id     TEXT   NOT NULL REFERENCES series (series_id),
    episode_id    TEXT   NOT NULL REFERENCES episodes (episode_id),
    position_ms   BIGINT NOT NULL CHECK (position_ms BETWEEN 0 AND 180000),
    updated_at_ms BIGINT NOT NULL,
    PRIMARY KEY (viewer_id, series_id)
);

-- Keys that sign tickets. The newest signs; older ones are honoured until they are retired.
CREATE TABLE signing_keys (
    key_id        BIGINT NOT NULL PRIMARY KEY,
    secret        TEXT   NOT NULL,
    created_at_ms BIGINT NOT NULL
);

CREATE TABLE jobs (
    job_id         TEXT             NOT NULL PRIMARY KEY,
    kind           TEXT             NOT NULL,
    subject        TEXT             NOT NULL,
    payload        TEXT             NOT NULL,
    priority       SMALLINT         NOT NULL,
    state          TEXT             NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    attempts       SMALLINT         NOT NULL,
    run_at_ms      BIGINT           NOT NULL,
    owner          TEXT,
    lease_until_at_ms BIGINT,
    progress       DOUBLE PRECISION NOT NULL,
    error          TEXT,
    created_at_ms  BIGINT           NOT NULL,
    finished_at_ms BIGINT,
    UNIQUE (kind, subject)
);

CREATE INDEX jobs_by_turn ON jobs (state, priority, run_at_ms);
