//! Playlists for a ticket: only what it allows, and addresses that carry it.

use base::{CutId, TrackId};
use media::hls;
use media::index::{Index, Plan, Segment, Stream};

use crate::language::autonym;
use crate::shelf::{Content, Shelved};
use crate::ticket::Ticket;
use crate::{Playback, PlaybackError, cipher};

/// Players that begin with the first variant should begin with one for a phone, in pixels.
const FIRST_WIDTH: u32 = 540;

impl Playback {
    /// The multivariant playlist of the ticket's cut. `text`: the ticket as it stood in the
    /// address.
    pub async fn master(&self, ticket: &Ticket, plan: Plan) -> Result<String, PlaybackError> {
        let offered = self.offered(ticket.cut_id).await?;
        let mut master = hls::Master::default();
        for track in offered.iter() {
            add(&mut master, track, plan);
        }
        if master.variants.is_empty() {
            return Err(PlaybackError::Empty);
        }
        master.audio.sort_by_key(|it| !it.default);
        let first = |it: &hls::Variant| it.resolution.0.abs_diff(FIRST_WIDTH);
        if let Some(best) = (0..master.variants.len()).min_by_key(|&it| first(&master.variants[it]))
        {
            master.variants[..=best].rotate_right(1);
        }
        Ok(hls::master(&master))
    }

    /// The playlist of one track. `text`: the ticket as it stood in the address.
    pub async fn playlist(
        &self,
        ticket: &Ticket,
        text: &str,
        track_id: TrackId,
        plan: Plan,
    ) -> Result<String, PlaybackError> {
        let track = self.track(ticket, track_id).await?;
        match &track.content {
            Content::Media { index, .. } => {
                self.media_playlist(ticket, text, &track, index, plan).await
            }
            Content::Text { .. } => {
                let segments = self.picture_segments(ticket.cut_id, plan).await?;
                let entries = segments.iter().enumerate().map(|(number, segment)| hls::Entry {
                    uri: format!("/s/{text}/{track_id}/{}/{number}.vtt", plan.name()),
                    seconds: segment.seconds,
                    iv: None,
                });
                Ok(hls::playlist(&hls::Playlist {
                    target_seconds: plan.target_seconds(),
                    init_uri: None,
                    key_uri: None,
                    entries: entries.collect(),
                }))
            }
        }
    }

    async fn media_playlist(
        &self,
        ticket: &Ticket,
        text: &str,
        track: &Shelved,
        index: &Index,
        plan: Plan,
    ) -> Result<String, PlaybackError> {
        let (track_id, plan_name) = (track.id, plan.name());
        let key = match self.settings.encrypt {
            true => Some(self.content_key(ticket.cut_id).await?),
            false => None,
        };
        let room = if key.is_some() { "e" } else { "s" };
        let entries =
            index.segments(plan).into_iter().enumerate().map(|(number, segment)| hls::Entry {
                uri: format!("/{room}/{text}/{track_id}/{plan_name}/{number}.m4s"),
                seconds: segment.seconds,
                iv: key.map(|key| cipher::iv(&key, track_id, plan, number)),
            });
        let key_uri = key.map(|_| format!("/k/{text}/key"));
        Ok(hls::playlist(&hls::Playlist {
            target_seconds: plan.target_seconds(),
            init_uri: Some(&format!("/s/{text}/{track_id}/{plan_name}/init.mp4")),
            key_uri: key_uri.as_deref(),
            entries: entries.collect(),
        }))
    }

    /// Text is cut where the pictures are.
    pub(crate) async fn picture_segments(
        &self,
        cut_id: CutId,
        plan: Plan,
    ) -> Result<Vec<Segment>, PlaybackError> {
        let offered = self.offered(cut_id).await?;
        let picture = offered.iter().find_map(|it| match &it.content {
            Content::Media { stream: Stream::Video { .. }, index } => Some(index),
            _ => None,
        });
        Ok(picture.ok_or(PlaybackError::Empty)?.segments(plan))
    }
}

fn add(master: &mut hls::Master, track: &Shelved, plan: Plan) {
    let uri = address(track.id, plan);
    let language = track.language.as_ref();
    let tag = language.map(|it| it.as_str().to_owned()).unwrap_or_default();
    let name = language.map(|it| autonym(it).to_owned()).unwrap_or_default();
    match &track.content {
        Content::Media { stream: Stream::Video { codecs, width, height, frame_rate }, index } => {
            let (bandwidth, average_bandwidth) = bandwidths(index, plan);
            master.variants.push(hls::Variant {
                uri,
                bandwidth,
                average_bandwidth,
                codecs: codecs.clone(),
                resolution: (*width, *height),
                frame_rate: f64::from(frame_rate.0) / f64::from(frame_rate.1.max(1)),
            });
        }
        Content::Media { stream: Stream::Audio { codecs, channels, .. }, index } => {
            let (bandwidth, average_bandwidth) = bandwidths(index, plan);
            master.audio.push(hls::Audio {
                uri,
                language: tag,
                name,
                default: track.original,
                original: track.original,
                channels: *channels,
                codecs: codecs.clone(),
                bandwidth,
                average_bandwidth,
            });
        }
        Content::Text { .. } => {
            master.subtitles.push(hls::Subtitles { uri, language: tag, name });
        }
    }
}

/// Relative to the multivariant playlist, which stands beside the folders of the tracks.
fn address(track_id: TrackId, plan: Plan) -> String {
    format!("{track_id}/{}.m3u8", plan.name())
}

/// At the worst segment and over the whole length, in bits a second.
pub(crate) fn bandwidths(index: &Index, plan: Plan) -> (u64, u64) {
    let segments = index.segments(plan);
    // A last segment of a few frames has its keyframe and nothing to spread it over: a player
    // that reads it never waits for it, so it does not count as the worst.
    let whole = segments.iter().filter(|it| it.seconds >= 0.5);
    let peak = whole.map(Segment::bandwidth).fold(0.0, f64::max);
    let seconds: f64 = segments.iter().map(|it| it.seconds).sum();
    let bytes: u64 = segments.iter().map(|it| it.bytes.end - it.bytes.start).sum();
    let average = if seconds > 0.0 { bytes as f64 * 8.0 / seconds } else { 0.0 };
    (peak.max(average).ceil() as u64, average.ceil() as u64)
}
