use base::TrackId;
use catalogue::DbError;
use media::store::StoreError;

use crate::ticket::TicketError;

/// Why something cannot be played.
#[derive(Debug, thiserror::Error)]
pub enum PlaybackError {
    /// The ticket does not allow it.
    #[error("the ticket does not allow this")]
    Ticket(#[from] TicketError),
    /// There is no such track.
    #[error("there is no track {0} here")]
    NoTrack(TrackId),
    /// There is no such segment.
    #[error("there is no segment {0} here")]
    NoSegment(usize),
    /// The cut has nothing to play.
    #[error("nothing of this cut can be played yet")]
    Empty,
    /// The records are out of reach.
    #[error("could not read what is known of a cut")]
    Database(#[from] DbError),
    /// The media are out of reach.
    #[error("could not read the media")]
    Store(#[from] StoreError),
    /// A record is broken.
    #[error("the record of track {track_id} is broken")]
    Record {
        /// Which.
        track_id: TrackId,
        /// What is wrong with it.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}
