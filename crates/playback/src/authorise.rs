//! The one place that decides whether somebody may watch something now.

use std::time::Duration;

use base::{EpisodeId, Timestamp};
use catalogue::episode::{self, Episode};
use db::{DbError, Tx};
use people::guest::Session;

use crate::ticket::LIFE_MAX;

/// What was decided, and why.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// He may.
    Allowed(Box<Grant>),
    /// He may not.
    Refused(Refusal),
}

/// Permission to watch one episode.
#[derive(Clone, Debug, PartialEq)]
pub struct Grant {
    /// Which, with the cut that is released.
    pub episode: Episode,
    /// When it ends.
    pub until: Timestamp,
}

/// Why somebody may not watch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no such episode, or it is not published.
    Unknown,
}

/// Decides. Everything that is published is open; what is not known is refused.
///
/// Rights, prices and entitlements are decided here and nowhere else: whoever may watch holds a
/// [`Grant`], and nothing but a grant becomes a ticket.
pub async fn authorise(
    tx: &mut Tx,
    _session: Session,
    episode_id: EpisodeId,
    now: Timestamp,
    life: Duration,
) -> Result<Decision, DbError> {
    let Some(episode) = episode::find(tx, episode_id).await? else {
        return Ok(Decision::Refused(Refusal::Unknown));
    };
    let until = now + life.min(LIFE_MAX);
    Ok(Decision::Allowed(Box::new(Grant { episode, until })))
}
