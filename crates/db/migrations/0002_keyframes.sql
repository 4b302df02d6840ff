-- Where the first picture of a fragment lies in it, for playlists of keyframes. Nothing in sound, and
-- in pictures that were finished before this was written down.

ALTER TABLE fragments ADD COLUMN keyframe_offset BIGINT;
ALTER TABLE fragments ADD COLUMN keyframe_bytes BIGINT;
