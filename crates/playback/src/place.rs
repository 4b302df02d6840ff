//! Where a viewer was in a series.

use base::{EpisodeId, SeriesId, Timestamp, ViewerId};
use db::sqlx::{self, Row as _};
use db::{DbError, Tx, expect_rows};

/// How many places of one viewer are read at most.
pub const PLACES_MAX: i64 = 1_000;
/// So far in an episode it is begun, in milliseconds: whoever swipes past has done so by then. The
/// app tells a place as the picture comes, and every five seconds from there: what is watched has
/// come so far by the second time, even where it stood still for a moment.
pub const BEGUN_MS: i64 = 4_000;
/// So much of an episode is credits and silence: who came that far has seen it.
const END_MS: i64 = 2_000;

/// A place in a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// In which series.
    pub series_id: SeriesId,
    /// In which episode.
    pub episode_id: EpisodeId,
    /// How far into it, in milliseconds.
    pub position_ms: i64,
}

/// A place that was kept, in an episode that can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bookmark {
    /// The place.
    pub place: Place,
    /// The number of its episode.
    pub episode_number: u32,
    /// How long that episode is, in milliseconds.
    pub duration_ms: i64,
    /// When the viewer was there.
    pub updated_at: Timestamp,
    /// Whether he has begun the series, or has only seen it fly by.
    pub begun: bool,
}

impl Bookmark {
    /// Whether the viewer was at the end of the episode.
    pub fn is_at_end(&self) -> bool {
        self.place.position_ms >= self.duration_ms - END_MS
    }

    /// Whether the viewer has seen the episode of that number.
    pub fn is_past(&self, number: u32) -> bool {
        number < self.episode_number || (number == self.episode_number && self.is_at_end())
    }
}

/// Whether whoever has a place has begun the series: a condition on the tables of `bookmarks!`.
/// `$1` is `BEGUN_MS`, `$2` is `END_MS`.
///
/// A place is kept from the first picture on: it tells For You what is no longer new, and whoever
/// comes back goes on from it. So what flew by has a place, too, and lists need more to call a
/// series begun. The viewer stayed for a while, or was at the end, now or in a view before this
/// one; or he is in a later episode, to which For You takes nobody who has not begun: he chose it,
/// or came through the one before. Where he goes on asks for none of this.
macro_rules! begun {
    () => {
        "(places.position_ms >= $1
          OR places.position_ms >= cuts.duration_ms - $2
          OR EXISTS (SELECT 1 FROM episodes AS earlier
                      WHERE earlier.series_id = episodes.series_id
                        AND earlier.number < episodes.number
                        AND earlier.released_cut_id IS NOT NULL)
          OR EXISTS (SELECT 1 FROM views
                      WHERE views.viewer_id = places.viewer_id
                        AND views.episode_id = places.episode_id
                        AND views.ended = 1))"
    };
}

/// A place with what is shown of it: the beginning of every query. `$3` is the viewer.
macro_rules! bookmarks {
    ($($rest:tt)*) => {
        concat!(
            "SELECT places.series_id, places.episode_id, places.position_ms, places.updated_at_ms,
                    episodes.number, cuts.duration_ms,
                    CASE WHEN ", begun!(), " THEN 1 ELSE 0 END AS begun
               FROM places
               JOIN episodes ON episodes.episode_id = places.episode_id
               JOIN cuts ON cuts.cut_id = episodes.released_cut_id
              WHERE places.viewer_id = $3",
            $($rest)*
        )
    };
}

/// Remembers a place. `false`: that episode is not of that series.
pub async fn put(
    tx: &mut Tx,
    viewer_id: ViewerId,
    place: &Place,
    now: Timestamp,
) -> Result<bool, DbError> {
    const BELONGS: &str = "
        SELECT episode_id FROM episodes
         WHERE episode_id = $1 AND series_id = $2 AND kind = 'episode'";
    const PUT: &str = "
        INSERT INTO places (viewer_id, series_id, episode_id, position_ms, updated_at_ms)
        VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (viewer_id, series_id) DO UPDATE
           SET episode_id = $3, position_ms = $4, updated_at_ms = $5";

    let belongs = sqlx::query(BELONGS)
        .bind(place.episode_id.to_string())
        .bind(place.series_id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("look for an episode"))?;
    if belongs.is_none() {
        return Ok(false);
    }
    let result = sqlx::query(PUT)
        .bind(viewer_id.to_string())
        .bind(place.series_id.to_string())
        .bind(place.episode_id.to_string())
        .bind(place.position_ms.clamp(0, base::EPISODE_MS_MAX))
        .bind(now.as_millis())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("remember a place"))?;
    expect_rows(&result, 1, "remembering a place")?;
    Ok(true)
}

/// Where the viewer was in that series.
pub async fn find(
    tx: &mut Tx,
    viewer_id: ViewerId,
    series_id: SeriesId,
) -> Result<Option<Bookmark>, DbError> {
    const FIND: &str = bookmarks!(" AND places.series_id = $4");

    let row = sqlx::query(FIND)
        .bind(BEGUN_MS)
        .bind(END_MS)
        .bind(viewer_id.to_string())
        .bind(series_id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("look up a place"))?;
    row.map(|row| read(&row)).transpose()
}

/// Where the viewer was, the latest first, so many at most: what flew by is there, too.
pub async fn history(
    tx: &mut Tx,
    viewer_id: ViewerId,
    most: i64,
) -> Result<Vec<Bookmark>, DbError> {
    const HISTORY: &str =
        bookmarks!(" ORDER BY places.updated_at_ms DESC, places.series_id DESC LIMIT $4");

    many(tx, HISTORY, viewer_id, most).await
}

/// Where the viewer was in what he has begun, the latest first, so many at most.
pub async fn begun(tx: &mut Tx, viewer_id: ViewerId, most: i64) -> Result<Vec<Bookmark>, DbError> {
    const BEGUN: &str = bookmarks!(
        " AND ",
        begun!(),
        " ORDER BY places.updated_at_ms DESC, places.series_id DESC LIMIT $4"
    );

    many(tx, BEGUN, viewer_id, most).await
}

async fn many(
    tx: &mut Tx,
    query: &'static str,
    viewer_id: ViewerId,
    most: i64,
) -> Result<Vec<Bookmark>, DbError> {
    let rows = sqlx::query(query)
        .bind(BEGUN_MS)
        .bind(END_MS)
        .bind(viewer_id.to_string())
        .bind(most.min(PLACES_MAX))
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("read a history"))?;
    rows.iter().map(read).collect()
}

/// Where the viewer goes on: where he was, or at the beginning of the next episode if he was at the
/// end of one that is not the last.
pub async fn onward(tx: &mut Tx, bookmark: &Bookmark) -> Result<Bookmark, DbError> {
    const NEXT: &str = "
        SELECT episodes.episode_id, episodes.number, cuts.duration_ms
          FROM episodes
          JOIN cuts ON cuts.cut_id = episodes.released_cut_id
         WHERE episodes.series_id = $1 AND episodes.number > $2
         ORDER BY episodes.number
         LIMIT 1";

    if !bookmark.is_at_end() {
        return Ok(*bookmark);
    }
    let row: Option<(String, i64, i64)> = sqlx::query_as(NEXT)
        .bind(bookmark.place.series_id.to_string())
        .bind(i64::from(bookmark.episode_number))
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("find the next episode"))?;
    let Some((episode_id, number, duration_ms)) = row else { return Ok(*bookmark) };
    let broken = |column, found: String| DbError::Inconsistent {
        table: "episodes",
        column,
        row: episode_id.clone(),
        found,
    };
    let next = episode_id.parse().map_err(|_| broken("episode_id", episode_id.clone()))?;
    Ok(Bookmark {
        place: Place { episode_id: next, position_ms: 0, ..bookmark.place },
        episode_number: u32::try_from(number).map_err(|_| broken("number", number.to_string()))?,
        duration_ms,
        ..*bookmark
    })
}

/// Forgets where the viewer was in that series.
pub async fn forget(tx: &mut Tx, viewer_id: ViewerId, series_id: SeriesId) -> Result<(), DbError> {
    const FORGET: &str = "DELETE FROM places WHERE viewer_id = $1 AND series_id = $2";

    sqlx::query(FORGET)
        .bind(viewer_id.to_string())
        .bind(series_id.to_string())
        .execute(tx.conn())
        .await
        .map(drop)
        .map_err(DbError::doing("forget a place"))
}

/// Forgets where the viewer was at all.
pub async fn forget_all(tx: &mut Tx, viewer_id: ViewerId) -> Result<(), DbError> {
    const FORGET: &str = "DELETE FROM places WHERE viewer_id = $1";

    sqlx::query(FORGET)
        .bind(viewer_id.to_string())
        .execute(tx.conn())
        .await
        .map(drop)
        .map_err(DbError::doing("forget a history"))
}

fn read(row: &sqlx::any::AnyRow) -> Result<Bookmark, DbError> {
    let text = |column| row.try_get::<String, _>(column).map_err(DbError::doing("read a place"));
    let number = |column| row.try_get::<i64, _>(column).map_err(DbError::doing("read a place"));
    let broken = |column, found: String| DbError::Inconsistent {
        table: "places",
        column,
        row: found.clone(),
        found,
    };
    let (series_id, episode_id) = (text("series_id")?, text("episode_id")?);
    let episode_number = number("number")?;
    Ok(Bookmark {
        place: Place {
            series_id: series_id.parse().map_err(|_| broken("series_id", series_id))?,
            episode_id: episode_id.parse().map_err(|_| broken("episode_id", episode_id))?,
            position_ms: number("position_ms")?,
        },
        episode_number: u32::try_from(episode_number)
            .map_err(|_| broken("number", episode_number.to_string()))?,
        duration_ms: number("duration_ms")?,
        updated_at: Timestamp::from_millis(number("updated_at_ms")?),
        begun: number("begun")? == 1,
    })
}
