//! Everything that a player needs to begin, in one answer.

use base::{Language, Timestamp, TrackId, ViewId, best_language};
use catalogue::cut::Storyboard;
use media::index::{Plan, Stream};
use people::guest::Session;

use crate::authorise::Grant;
use crate::language::autonym;
use crate::manifest::bandwidth;
use crate::shelf::{Content, Shelved};
use crate::ticket::Ticket;
use crate::{Playback, PlaybackError};

/// The start pack holds a picture of about this width, in pixels.
const START_WIDTH: u32 = 540;

/// A view that may begin.
#[derive(Clone, Debug)]
pub struct Play {
    /// The view that this playing counts for.
    pub view_id: ViewId,
    /// The ticket, as it stands in addresses.
    pub ticket: String,
    /// When the ticket is over.
    pub expires_at: Timestamp,
    /// How long the cut lasts, in milliseconds.
    pub duration_ms: i64,
    /// The address of the multivariant playlist.
    pub master: String,
    /// The address of the start pack.
    pub start: String,
    /// Whether the segments are encrypted. The start pack never is.
    pub encrypted: bool,
    /// From small to large.
    pub video: Vec<VideoChoice>,
    /// The original first.
    pub audio: Vec<AudioChoice>,
    /// By language.
    pub subtitles: Vec<SubtitlesChoice>,
    /// The address of the storyboard and its measures, if there is one.
    pub storyboard: Option<(String, Storyboard)>,
}

/// A quality.
#[derive(Clone, Debug)]
pub struct VideoChoice {
    /// Its track.
    pub track_id: TrackId,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Bits a second at its worst.
    pub bandwidth: u64,
    /// As RFC 6381 writes it.
    pub codecs: String,
}

/// A language of the sound.
#[derive(Clone, Debug)]
pub struct AudioChoice {
    /// Its track.
    pub track_id: TrackId,
    /// In which language.
    pub language: Language,
    /// What it calls itself.
    pub name: String,
    /// The language in which the series was made.
    pub original: bool,
    /// What this viewer hears first; the start pack is in it.
    pub default: bool,
}

/// A language of the subtitles.
#[derive(Clone, Debug)]
pub struct SubtitlesChoice {
    /// Its track.
    pub track_id: TrackId,
    /// BCP-47.
    pub language: String,
    /// What it calls itself.
    pub name: String,
    /// The address of all of it in one file.
    pub url: String,
}

impl Playback {
    /// Begins a view of what was granted, for somebody who `wants` these languages, best first.
    pub async fn play(
        &self,
        session: Session,
        grant: &Grant,
        wants: &[Language],
    ) -> Result<Play, PlaybackError> {
        let view_id = ViewId::generate(self.clock.now(), &self.rng);
        let ticket = Ticket {
            cut_id: grant.cut_id,
            session_id: session.session_id,
            view_id,
            expires_at: grant.until,
        };
        let text = self.sign(&ticket);
        let offered = self.offered(ticket.cut_id).await?;
        let video: Vec<_> = offered.iter().filter_map(|it| video_choice(it)).collect();
        let mut audio: Vec<_> = offered.iter().filter_map(|it| audio_choice(it)).collect();
        audio.sort_by_key(|it| !it.original);
        let languages = audio.iter().map(|it| &it.language);
        let heard = best_language(wants, languages).or(audio.first().map(|it| &it.language));
        let heard = heard.ok_or(PlaybackError::Empty)?.clone();
        for it in &mut audio {
            it.default = it.language == heard;
        }
        let distance = |it: &&VideoChoice| it.width.abs_diff(START_WIDTH);
        let first = video.iter().min_by_key(distance).ok_or(PlaybackError::Empty)?.track_id;
        let sound = audio.iter().find(|it| it.default).ok_or(PlaybackError::Empty)?.track_id;
        let storyboard = grant.pictures.as_ref().map(|it| it.storyboard.clone());
        Ok(Play {
            view_id,
            expires_at: grant.until,
            duration_ms: grant.duration_ms,
            master: format!("/m/{text}/master.m3u8"),
            start: format!("/p/{text}/{first}/{sound}/{}/start", Plan::Feed.name()),
            encrypted: self.settings.encrypt,
            subtitles: offered.iter().filter_map(|it| subtitles_choice(it, &text)).collect(),
            storyboard: storyboard.map(|it| (format!("/s/{text}/storyboard.jpg"), it)),
            video,
            audio,
            ticket: text,
        })
    }
}

fn video_choice(track: &Shelved) -> Option<VideoChoice> {
    let Content::Media { stream: Stream::Video { codecs, width, height, .. }, index } =
        &track.content
    else {
        return None;
    };
    let bandwidth = bandwidth(index, Plan::Feed).peak;
    let codecs = codecs.clone();
    Some(VideoChoice { track_id: track.id, width: *width, height: *height, bandwidth, codecs })
}

fn audio_choice(track: &Shelved) -> Option<AudioChoice> {
    let Content::Media { stream: Stream::Audio { .. }, .. } = &track.content else { return None };
    let language = track.language.as_ref()?;
    Some(AudioChoice {
        track_id: track.id,
        language: language.clone(),
        name: autonym(language).to_owned(),
        original: track.original,
        default: false,
    })
}

fn subtitles_choice(track: &Shelved, ticket: &str) -> Option<SubtitlesChoice> {
    let Content::Text { .. } = &track.content else { return None };
    let language = track.language.as_ref()?;
    Some(SubtitlesChoice {
        track_id: track.id,
        language: language.to_string(),
        name: autonym(language).to_owned(),
        url: format!("/s/{ticket}/{}/whole.vtt", track.id),
    })
}
