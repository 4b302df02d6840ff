-- What was watched, as far as the player last told, and where viewers came from.

-- A view and the seconds of it that were shown: bit s of `seconds` is second s, of `again` the same for
-- seconds that were shown twice; 24 bytes each, in hexadecimal. Written by its newest state, merged.
CREATE TABLE views (
    view_id       TEXT     NOT NULL PRIMARY KEY,
    viewer_id     TEXT     NOT NULL REFERENCES viewers (viewer_id),
    series_id     TEXT     NOT NULL REFERENCES series (series_id),
    episode_id    TEXT     NOT NULL REFERENCES episodes (episode_id),
    cut_id        TEXT     NOT NULL REFERENCES cuts (cut_id),
    started_at_ms BIGINT   NOT NULL,
    updated_at_ms BIGINT   NOT NULL,
    seconds       TEXT     NOT NULL,
    again         TEXT     NOT NULL,
    position_ms   BIGINT   NOT NULL CHECK (position_ms BETWEEN 0 AND 180000),
    ended         SMALLINT NOT NULL CHECK (ended IN (0, 1)),
    -- How well it played, as JSON.
    quality       TEXT     NOT NULL
);

CREATE INDEX views_by_viewer ON views (viewer_id, episode_id);
CREATE INDEX views_by_series ON views (series_id, started_at_ms);

-- A visit that came by a link with parameters of a campaign.
CREATE TABLE arrivals (
    viewer_id     TEXT   NOT NULL REFERENCES viewers (viewer_id),
    arrived_at_ms BIGINT NOT NULL,
    path          TEXT   NOT NULL,
    -- The parameters, as a JSON object of texts.
    campaign      TEXT   NOT NULL,
    referrer      TEXT,
    PRIMARY KEY (viewer_id, arrived_at_ms)
);
