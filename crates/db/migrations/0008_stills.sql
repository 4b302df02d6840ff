-- In which widths the art of a series is kept besides the one that was delivered: by the name of the
-- picture, as JSON. A picture that is not in here is shown as it was delivered.
ALTER TABLE series ADD COLUMN renditions TEXT NOT NULL DEFAULT '{}';
