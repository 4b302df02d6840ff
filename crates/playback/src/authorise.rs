//! The one place that decides whether somebody may watch something now.

use base::{CutId, EpisodeId, SeriesId, Timestamp};
use catalogue::cut::Pictures;
use catalogue::{episode, series, trailer};
use db::{DbError, Tx};
use people::guest::Session;
use people::viewer;

use crate::Settings;
use crate::ticket::LIFE_MAX;

/// What somebody wants to watch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// An episode.
    Episode(EpisodeId),
    /// The trailer of a series.
    Trailer(SeriesId),
}

/// What was decided, and why.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// He may.
    Allowed(Box<Grant>),
    /// He may not.
    Refused(Refusal),
}

/// Permission to watch one episode or trailer.
#[derive(Clone, Debug, PartialEq)]
pub struct Grant {
    /// The cut of it that viewers see.
    pub cut_id: CutId,
    /// How long that cut lasts, in milliseconds.
    pub duration_ms: i64,
    /// What is shown of it besides its pictures in motion.
    pub pictures: Option<Pictures>,
    /// When it ends.
    pub until: Timestamp,
}

/// Why somebody may not watch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such episode or trailer, or it is not published.
    Unknown,
    /// It is for adults, and he has not said that he is one.
    AgeGate,
}

/// Decides. Everything that is published is open, what is for adults to those who say that they are of age; what is not
/// known is refused.
///
/// Rights, prices and entitlements are decided here and nowhere else: whoever may watch holds a
/// [`Grant`], and nothing but a grant becomes a ticket.
pub async fn authorise(
    tx: &mut Tx,
    session: Session,
    wanted: Wanted,
    now: Timestamp,
    settings: &Settings,
) -> Result<Decision, DbError> {
    let Some(found) = find(tx, wanted).await? else {
        return Ok(Decision::Refused(Refusal::Unknown));
    };
    let series = series::find_published(tx, &found.series_id.to_string()).await?;
    let rating = series.and_then(|it| it.description.rating);
    if asks_for_age(tx, session, rating.as_deref(), settings).await? {
        return Ok(Decision::Refused(Refusal::AgeGate));
    }
    let until = now + settings.ticket_life.min(LIFE_MAX);
    let Found { cut_id, duration_ms, pictures, .. } = found;
    Ok(Decision::Allowed(Box::new(Grant { cut_id, duration_ms, pictures, until })))
}

/// What can be seen of what is wanted.
struct Found {
    series_id: SeriesId,
    cut_id: CutId,
    duration_ms: i64,
    pictures: Option<Pictures>,
}

async fn find(tx: &mut Tx, wanted: Wanted) -> Result<Option<Found>, DbError> {
    Ok(match wanted {
        Wanted::Episode(id) => episode::find(tx, id).await?.map(|it| Found {
            series_id: it.series_id,
            cut_id: it.cut_id,
            duration_ms: it.duration_ms,
            pictures: it.pictures,
        }),
        Wanted::Trailer(of) => trailer::of_series(tx, of).await?.map(|it| Found {
            series_id: it.series_id,
            cut_id: it.cut_id,
            duration_ms: it.duration_ms,
            pictures: it.pictures,
        }),
    })
}

/// Whether a viewer must say that he is of age before he may watch what is rated so.
pub async fn asks_for_age(
    tx: &mut Tx,
    session: Session,
    rating: Option<&str>,
    settings: &Settings,
) -> Result<bool, DbError> {
    Ok(settings.is_for_adults(rating) && !viewer::is_of_age(tx, session.viewer_id).await?)
}
