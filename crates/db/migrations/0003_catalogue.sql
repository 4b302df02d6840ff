-- What a viewer does with the catalogue. One row a viewer and a thing: asking twice counts once.

-- My list.
CREATE TABLE listings (
    viewer_id    TEXT   NOT NULL REFERENCES viewers (viewer_id),
    series_id    TEXT   NOT NULL REFERENCES series (series_id),
    listed_at_ms BIGINT NOT NULL,
    PRIMARY KEY (viewer_id, series_id)
);

CREATE TABLE likes (
    viewer_id   TEXT   NOT NULL REFERENCES viewers (viewer_id),
    episode_id  TEXT   NOT NULL REFERENCES episodes (episode_id),
    liked_at_ms BIGINT NOT NULL,
    PRIMARY KEY (viewer_id, episode_id)
);

-- In which language somebody would watch a series that has it not.
CREATE TABLE asked_languages (
    viewer_id   TEXT   NOT NULL REFERENCES viewers (viewer_id),
    series_id   TEXT   NOT NULL REFERENCES series (series_id),
    language    TEXT   NOT NULL,
    asked_at_ms BIGINT NOT NULL,
    PRIMARY KEY (viewer_id, series_id, language)
);

-- What was watched lately.
CREATE INDEX places_by_time ON places (updated_at_ms, series_id);

-- How often a part of the records has changed that is kept at hand: whoever keeps it sees that it is
-- old. The row is locked until what changed is committed, so the numbers go the way of the commits.
CREATE TABLE revisions (
    part   TEXT   NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL
);

-- With which revision of the catalogue the series changed last, and what is in it, counted when it
-- was published (JSON). Nothing: it was published before this was written down.
ALTER TABLE series ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
ALTER TABLE series ADD COLUMN digest TEXT;

CREATE INDEX series_by_revision ON series (revision);

ALTER TABLE episodes ADD COLUMN synopsis TEXT NOT NULL DEFAULT '{}';
