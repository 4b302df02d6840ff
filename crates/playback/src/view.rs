//! Views: what was shown of an episode, and how well it played.
//!
//! An episode has at most 180 seconds, so a view is a set of seconds. A player sends the whole state again every few
//! seconds; states are merged by OR and by the larger number, so that retries and reordering do no harm.

use std::collections::HashSet;
use std::time::Duration;

use base::{CutId, EpisodeId, SeriesId, Timestamp, ViewId, ViewerId};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use catalogue::cut::Belonging;
use db::sqlx::{self, Row as _};
use db::{DbError, Tx};
use serde::{Deserialize, Serialize};

/// What comes later than this after a ticket's end is no longer taken.
pub const LATE_MAX: Duration = Duration::from_secs(24 * 60 * 60);
/// A view has no more shown seconds than this many times the time that has passed: nobody invents an audience.
const SPEED_MAX: u64 = 2;
/// Clocks count whole seconds, and a second counts when half of it was shown.
const SLACK_S: u64 = 4;
/// No view names more kinds of error.
pub const ERRORS_MAX: usize = 10;
/// How often a state is merged anew when another one of the same view came in between.
const TRIES: usize = 5;

/// A set of seconds of an episode: bit `s` of byte `s / 8`, the lowest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seconds(pub [u8; 24]);

impl Seconds {
    /// Reads 24 bytes in base64; `None` for any other text.
    pub fn from_base64(text: &str) -> Option<Self> {
        STANDARD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// How many there are.
    pub fn count(self) -> u32 {
        self.0.iter().map(|it| it.count_ones()).sum()
    }

    /// Whether that second is in it.
    pub fn contains(self, second: usize) -> bool {
        self.0.get(second / 8).is_some_and(|it| it >> (second % 8) & 1 == 1)
    }

    /// The seconds of both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] | other.0[at]))
    }

    fn is_within(self, duration_ms: i64) -> bool {
        let seconds = usize::try_from(duration_ms.max(0)).unwrap_or(0).div_ceil(1000);
        (seconds..self.0.len() * 8).all(|it| !self.contains(it))
    }
}

/// What a player says of a view.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Shown for at least half of the second.
    pub seconds: Seconds,
    /// Shown twice.
    pub again: Seconds,
    /// Where the viewer is.
    pub position_ms: i64,
    /// Whether the end was reached.
    pub ended: bool,
    /// How well it played.
    pub quality: Quality,
}

/// How well a view played. Stored as JSON: fields may be added, none may change its meaning.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quality {
    /// From the wish to play to the first frame.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub startup_ms: Option<u32>,
    /// How often it stood still.
    #[serde(default)]
    pub stalls: u32,
    /// For how long, together.
    #[serde(default)]
    pub stalled_ms: u32,
    /// The names of what went wrong.
    #[serde(default)]
    pub errors: Vec<String>,
    /// Of the picture that was shown last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bitrate_kbps: Option<u32>,
    /// The best that there was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub top_bitrate_kbps: Option<u32>,
    /// For how long it ran.
    #[serde(default)]
    pub played_ms: u32,
    /// The viewer went on before its end.
    #[serde(default)]
    pub swiped_away: bool,
    /// It was ready before he came.
    #[serde(default)]
    pub prepared: bool,
    /// What the browser calls the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<String>,
    /// Data were being saved.
    #[serde(default)]
    pub saver: bool,
}

/// Whose view it is, and of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Of {
    /// The view.
    pub view_id: ViewId,
    /// Whose.
    pub viewer_id: ViewerId,
    /// The cut that was played.
    pub cut_id: CutId,
    /// Where the cut belongs.
    pub belonging: Belonging,
}

/// What became of a state.
#[derive(Clone, Debug, PartialEq)]
pub enum Noted {
    /// It is in the view. What is new in it, for whoever counts.
    Merged(Box<News>),
    /// It says what cannot be.
    Implausible,
}

/// What a state added to a view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct News {
    /// The view was not known.
    pub begun: bool,
    /// The start-up is known since now.
    pub startup_ms: Option<u32>,
    /// Stalls that were not known.
    pub stalls: u32,
    /// The time they took.
    pub stalled_ms: u32,
    /// Time that it ran.
    pub played_ms: u32,
    /// Errors that were not known.
    pub errors: Vec<String>,
}

/// Merges a state into its view.
pub async fn note(tx: &mut Tx, of: &Of, state: &State, now: Timestamp) -> Result<Noted, DbError> {
    if !is_plausible(of, state, now) {
        return Ok(Noted::Implausible);
    }
    for _ in 0..TRIES {
        let Some(kept) = find(tx, of.view_id).await? else {
            if add(tx, of, state, now).await? {
                return Ok(Noted::Merged(Box::new(news(
                    &Quality::default(),
                    &state.quality,
                    true,
                ))));
            }
            continue;
        };
        if kept.viewer_id != of.viewer_id.to_string() {
            return Ok(Noted::Implausible);
        }
        let merged = kept.state.merged(state);
        if replace(tx, of.view_id, &kept, &merged, now).await? {
            return Ok(Noted::Merged(Box::new(news(&kept.state.quality, &merged.quality, false))));
        }
    }
    // The next state says all of it again.
    Ok(Noted::Merged(Box::default()))
}

fn is_plausible(of: &Of, state: &State, now: Timestamp) -> bool {
    let shown = u64::from(state.seconds.count() + state.again.count());
    let passed = now.since(of.view_id.made_at()).as_secs();
    let fits = state.seconds.is_within(of.belonging.duration_ms)
        && state.again.is_within(of.belonging.duration_ms);
    let twice_after_once = state.again.or(state.seconds) == state.seconds;
    fits && twice_after_once && shown <= SPEED_MAX * passed + SLACK_S
}

impl State {
    fn merged(&self, newer: &Self) -> Self {
        Self {
            seconds: self.seconds.or(newer.seconds),
            again: self.again.or(newer.again),
            position_ms: newer.position_ms,
            ended: self.ended || newer.ended,
            quality: self.quality.merged(&newer.quality),
        }
    }
}

impl Quality {
    fn merged(&self, newer: &Self) -> Self {
        let later = if newer.played_ms >= self.played_ms { newer } else { self };
        let mut errors = self.errors.clone();
        errors.extend(newer.errors.iter().filter(|it| !self.errors.contains(it)).cloned());
        errors.truncate(ERRORS_MAX);
        Self {
            startup_ms: self.startup_ms.or(newer.startup_ms),
            stalls: self.stalls.max(newer.stalls),
            stalled_ms: self.stalled_ms.max(newer.stalled_ms),
            errors,
            played_ms: later.played_ms,
            swiped_away: self.swiped_away || newer.swiped_away,
            ..later.clone()
        }
    }
}

fn news(kept: &Quality, merged: &Quality, begun: bool) -> News {
    let errors = merged.errors.iter().filter(|it| !kept.errors.contains(it));
    News {
        begun,
        startup_ms: merged.startup_ms.filter(|_| kept.startup_ms.is_none()),
        stalls: merged.stalls.saturating_sub(kept.stalls),
        stalled_ms: merged.stalled_ms.saturating_sub(kept.stalled_ms),
        played_ms: merged.played_ms.saturating_sub(kept.played_ms),
        errors: errors.cloned().collect(),
    }
}

/// A view as it is stored.
struct Kept {
    viewer_id: String,
    state: State,
    /// As they stand in the row: only the row that was read is replaced.
    raw: [String; 3],
}

async fn find(tx: &mut Tx, view_id: ViewId) -> Result<Option<Kept>, DbError> {
    const FIND: &str = "
        SELECT viewer_id, seconds, again, position_ms, ended, quality
          FROM views
         WHERE view_id = $1";

    let doing = || DbError::doing("look up a view");
    let row = sqlx::query(FIND)
        .bind(view_id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(doing())?;
    let Some(row) = row else { return Ok(None) };
    let text = |column| row.try_get::<String, _>(column).map_err(doing());
    let raw = [text("seconds")?, text("again")?, text("quality")?];
    let broken = |column, found: &str| DbError::Inconsistent {
        table: "views",
        column,
        row: view_id.to_string(),
        found: found.to_owned(),
    };
    let seconds = |column, found: &str| {
        let mut bytes = [0; 24];
        hex::decode_to_slice(found, &mut bytes).map_err(|_| broken(column, found))?;
        Ok::<_, DbError>(Seconds(bytes))
    };
    let quality = serde_json::from_str(&raw[2]).map_err(|_| broken("quality", &raw[2]))?;
    let state = State {
        seconds: seconds("seconds", &raw[0])?,
        again: seconds("again", &raw[1])?,
        position_ms: row.try_get("position_ms").map_err(doing())?,
        ended: row.try_get::<i16, _>("ended").map_err(doing())? != 0,
        quality,
    };
    Ok(Some(Kept { viewer_id: text("viewer_id")?, state, raw }))
}

/// `false`: somebody else added it at the same moment.
async fn add(tx: &mut Tx, of: &Of, state: &State, now: Timestamp) -> Result<bool, DbError> {
    const ADD: &str = "
        INSERT INTO views (view_id, viewer_id, series_id, episode_id, cut_id, started_at_ms,
                           updated_at_ms, seconds, again, position_ms, ended, quality)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (view_id) DO NOTHING";

    let added = sqlx::query(ADD)
        .bind(of.view_id.to_string())
        .bind(of.viewer_id.to_string())
        .bind(of.belonging.series_id.to_string())
        .bind(of.belonging.episode_id.to_string())
        .bind(of.cut_id.to_string())
        .bind(of.view_id.made_at().as_millis())
        .bind(now.as_millis())
        .bind(hex::encode(state.seconds.0))
        .bind(hex::encode(state.again.0))
        .bind(state.position_ms)
        .bind(i16::from(state.ended))
        .bind(quality_text(&state.quality, of.view_id)?)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("note a view"))?;
    Ok(added.rows_affected() == 1)
}

/// `false`: the row is no longer as it was read.
async fn replace(
    tx: &mut Tx,
    view_id: ViewId,
    kept: &Kept,
    merged: &State,
    now: Timestamp,
) -> Result<bool, DbError> {
    const REPLACE: &str = "
        UPDATE views
           SET seconds = $1, again = $2, position_ms = $3, ended = $4, quality = $5, updated_at_ms = $6
         WHERE view_id = $7 AND seconds = $8 AND again = $9 AND quality = $10";

    let replaced = sqlx::query(REPLACE)
        .bind(hex::encode(merged.seconds.0))
        .bind(hex::encode(merged.again.0))
        .bind(merged.position_ms)
        .bind(i16::from(merged.ended))
        .bind(quality_text(&merged.quality, view_id)?)
        .bind(now.as_millis())
        .bind(view_id.to_string())
        .bind(&kept.raw[0])
        .bind(&kept.raw[1])
        .bind(&kept.raw[2])
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("merge a view"))?;
    Ok(replaced.rows_affected() == 1)
}

fn quality_text(quality: &Quality, view_id: ViewId) -> Result<String, DbError> {
    serde_json::to_string(quality).map_err(|error| DbError::Inconsistent {
        table: "views",
        column: "quality",
        row: view_id.to_string(),
        found: error.to_string(),
    })
}

/// The episodes of that series that the viewer has seen to their end.
pub async fn completed(
    tx: &mut Tx,
    viewer_id: ViewerId,
    series_id: SeriesId,
) -> Result<HashSet<EpisodeId>, DbError> {
    const COMPLETED: &str = "
        SELECT DISTINCT episode_id FROM views
         WHERE viewer_id = $1 AND series_id = $2 AND ended = 1";

    let ids: Vec<String> = sqlx::query_scalar(COMPLETED)
        .bind(viewer_id.to_string())
        .bind(series_id.to_string())
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("look what was seen to its end"))?;
    let broken = |id: &String| DbError::Inconsistent {
        table: "views",
        column: "episode_id",
        row: id.clone(),
        found: id.clone(),
    };
    ids.iter().map(|id| id.parse().map_err(|_| broken(id))).collect()
}

/// Views by series since then, most watched first: how many viewers each had.
pub async fn viewers_by_series(
    tx: &mut Tx,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<(SeriesId, i64)>, DbError> {
    const COUNT: &str = "
        SELECT series_id, COUNT(DISTINCT viewer_id) AS viewers
          FROM views
         WHERE started_at_ms >= $1
         GROUP BY series_id
         ORDER BY viewers DESC, series_id
         LIMIT $2";

    let rows: Vec<(String, i64)> = sqlx::query_as(COUNT)
        .bind(since.as_millis())
        .bind(limit)
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("count viewers"))?;
    let read = |(id, viewers): (String, i64)| {
        let series_id = id.parse().map_err(|_| DbError::Inconsistent {
            table: "views",
            column: "series_id",
            row: id.clone(),
            found: id.clone(),
        })?;
        Ok((series_id, viewers))
    };
    rows.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(of: impl IntoIterator<Item = usize>) -> Seconds {
        let mut bytes = [0; 24];
        for second in of {
            bytes[second / 8] |= 1 << (second % 8);
        }
        Seconds(bytes)
    }

    fn state(shown: Seconds, quality: Quality) -> State {
        State { seconds: shown, again: Seconds::default(), position_ms: 0, ended: false, quality }
    }

    #[test]
    fn states_merge_in_any_order() {
        let one =
            state(seconds(0..5), Quality { stalls: 1, played_ms: 5000, ..Quality::default() });
        let two = State {
            ended: true,
            ..state(
                seconds(3..9),
                Quality {
                    startup_ms: Some(80),
                    errors: vec!["media".into()],
                    played_ms: 9000,
                    ..Quality::default()
                },
            )
        };
        let (forth, back) = (one.merged(&two), two.merged(&one));
        assert_eq!((forth.seconds, forth.ended), (seconds(0..9), true));
        assert_eq!((back.seconds, back.ended), (forth.seconds, true));
        assert_eq!(forth.quality, back.quality);
        assert_eq!(forth.merged(&two).quality, forth.quality, "said again, nothing changes");
        assert_eq!(news(&forth.quality, &forth.quality, false), News::default());
    }

    #[test]
    fn seconds_lie_inside_of_the_episode() {
        assert!(seconds(0..8).is_within(7_200));
        assert!(!seconds(0..9).is_within(7_200));
        assert!(seconds([]).is_within(0) && !seconds([191]).is_within(180_000));
        assert_eq!(seconds([0, 9, 191]).count(), 3);
    }
}
