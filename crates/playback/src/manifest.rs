//! Playlists for a ticket: only what it allows, and addresses that carry it.

use base::{CutId, TrackId};
use media::hls;
use media::index::{Bandwidth, Index, Plan, Segment, Stream};

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
            Content::Text { .. } if plan == Plan::Keyframes => {
                Err(PlaybackError::NoTrack(track_id))
            }
            Content::Text { .. } => {
                let segments = self.picture_segments(ticket.cut_id, plan).await?;
                let entries = segments.iter().enumerate().map(|(number, segment)| hls::Entry {
                    uri: format!("/s/{text}/{track_id}/{}/{number}.vtt", plan.name()),
                    seconds: segment.seconds,
                    bitrate: None,
                    iv: None,
                });
                Ok(hls::playlist(&hls::Playlist {
                    target_seconds: plan.target_seconds(),
                    init_uri: None,
                    key_uri: None,
                    keyframes_only: false,
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
        let entries: Vec<_> = index
            .segments(plan)
            .iter()
            .enumerate()
            .map(|(number, segment)| hls::Entry {
                uri: format!("/{room}/{text}/{track_id}/{plan_name}/{number}.m4s"),
                seconds: segment.seconds,
                bitrate: (plan != Plan::Keyframes).then(|| segment.bitrate()),
                iv: key.map(|key| cipher::iv(&key, track_id, plan, number)),
            })
            .collect();
        // Sound has no keyframes.
        if entries.is_empty() {
            return Err(PlaybackError::NoTrack(track_id));
        }
        let key_uri = key.map(|_| format!("/k/{text}/key"));
        Ok(hls::playlist(&hls::Playlist {
            target_seconds: plan.target_seconds(),
            init_uri: Some(&format!("/s/{text}/{track_id}/{plan_name}/init.mp4")),
            key_uri: key_uri.as_deref(),
            keyframes_only: plan == Plan::Keyframes,
            entries,
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
            let keyframes = bandwidth(index, Plan::Keyframes);
            master.variants.push(hls::Variant {
                uri,
                bandwidth: bandwidth(index, plan),
                keyframes: (keyframes.peak > 0).then(|| hls::Keyframes {
                    uri: address(track.id, Plan::Keyframes),
                    bandwidth: keyframes,
                }),
                codecs: codecs.clone(),
                resolution: (*width, *height),
                frame_rate: f64::from(frame_rate.0) / f64::from(frame_rate.1.max(1)),
            });
        }
        Content::Media { stream: Stream::Audio { codecs, channels, .. }, index } => {
            master.audio.push(hls::Audio {
                uri,
                language: tag,
                name,
                default: track.original,
                original: track.original,
                channels: *channels,
                codecs: codecs.clone(),
                bandwidth: bandwidth(index, plan),
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

pub(crate) fn bandwidth(index: &Index, plan: Plan) -> Bandwidth {
    Bandwidth::of(&index.segments(plan), plan.target_seconds())
}
