//! The words that every layer shares: ids, languages, time and chance.
//!
//! Nothing here does any input or output. Time and chance are parameters: whoever needs them
//! takes a [`Clock`] or an [`Rng`], so that a test can hold both still.

mod clock;
mod id;
mod language;
mod rng;

pub use clock::{Clock, ManualClock, SharedClock, SystemClock, Timestamp};
pub use id::{
    CutId, DeliveryId, EpisodeId, InvalidId, JobId, SeriesId, SessionId, TrackId, ViewId, ViewerId,
};
pub use language::{InvalidLanguage, Language};
pub use rng::Rng;

/// No episode is longer, in milliseconds: a view is a set of 180 seconds.
pub const EPISODE_MS_MAX: i64 = 180_000;
