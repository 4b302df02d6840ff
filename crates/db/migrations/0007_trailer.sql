-- The trailer of a series. Cuts, tracks and jobs hang on episodes, so it has a row among them; but it is none, and is
-- never released: what lists, counts or plays episodes looks for a released cut, and passes it by. The cut that
-- viewers see of it is named by its series, and by nothing else.

ALTER TABLE episodes ADD COLUMN kind TEXT NOT NULL DEFAULT 'episode'
    CHECK (kind = 'episode' OR (kind = 'trailer' AND released_cut_id IS NULL));
ALTER TABLE series ADD COLUMN trailer_cut_id TEXT;
