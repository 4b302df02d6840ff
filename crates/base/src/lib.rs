//! The words that every layer shares: ids, languages, territories, time and chance.
//!
//! Nothing here does any input or output. Time and chance are parameters: whoever needs them
//! takes a [`Clock`] or an [`Rng`], so that a test can hold both still.

mod clock;
mod id;
mod language;
mod rng;
mod territory;

pub use clock::{Clock, ManualClock, SharedClock, SystemClock, Timestamp};
pub use id::{
    CutId, DeliveryId, EpisodeId, InvalidId, JobId, MailId, PasskeyId, SeriesId, SessionId,
    TrackId, ViewId, ViewerId,
};
pub use language::{INTERFACE_LANGUAGES, InvalidLanguage, Language, best_language};
pub use rng::Rng;
pub use territory::{InvalidTerritory, Territory};

/// No episode is longer, in milliseconds: a view is a set of 180 seconds.
pub const EPISODE_MS_MAX: i64 = 180_000;
