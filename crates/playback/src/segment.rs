//! The bytes behind the addresses.

use base::TrackId;
use bytes::{BufMut, Bytes, BytesMut};
use media::index::Plan;
use media::subtitles;

use crate::shelf::{Content, SegmentKey, Shelved};
use crate::ticket::Ticket;
use crate::{Playback, PlaybackError, cipher};

impl Playback {
    /// What a player needs of a track before its first segment.
    pub async fn init(&self, ticket: &Ticket, track_id: TrackId) -> Result<Bytes, PlaybackError> {
        let track = self.track(ticket, track_id).await?;
        Ok(Bytes::copy_from_slice(&track.index()?.init))
    }

    /// One segment of pictures or sound in the clear. There is none where segments are encrypted.
    pub async fn segment(
        &self,
        ticket: &Ticket,
        track_id: TrackId,
        plan: Plan,
        number: usize,
    ) -> Result<Bytes, PlaybackError> {
        match self.settings.encrypt {
            true => Err(PlaybackError::NoSegment(number)),
            false => self.part(ticket, track_id, plan, number, false).await,
        }
    }

    /// One segment of pictures or sound, encrypted with AES-128.
    pub async fn encrypted_segment(
        &self,
        ticket: &Ticket,
        track_id: TrackId,
        plan: Plan,
        number: usize,
    ) -> Result<Bytes, PlaybackError> {
        self.part(ticket, track_id, plan, number, true).await
    }

    async fn part(
        &self,
        ticket: &Ticket,
        track_id: TrackId,
        plan: Plan,
        number: usize,
        encrypted: bool,
    ) -> Result<Bytes, PlaybackError> {
        let track = self.track(ticket, track_id).await?;
        let key = SegmentKey { track_id, plan, number, encrypted };
        if let Some(bytes) = self.segments.get(&key).await {
            metrics::counter!("cliffhanger_segment_cache_total", "outcome" => "hit").increment(1);
            return Ok(bytes);
        }
        metrics::counter!("cliffhanger_segment_cache_total", "outcome" => "miss").increment(1);
        let mut bytes = self.read(&track, plan, number).await?;
        if encrypted {
            let key = self.content_key(track.cut_id).await?;
            let iv = cipher::iv(&key, track_id, plan, number);
            bytes = cipher::encrypt(&key, &iv, &bytes).into();
        }
        self.segments.insert(key, bytes.clone()).await;
        Ok(bytes)
    }

    /// What decrypts the segments of the ticket's cut.
    pub async fn key(&self, ticket: &Ticket) -> Result<Bytes, PlaybackError> {
        Ok(Bytes::copy_from_slice(&self.content_key(ticket.cut_id).await?))
    }

    /// Everything before the first frame in one answer: four big-endian lengths, then the heads of
    /// picture and sound, the first segment of the sound and that of the picture. The picture is
    /// most of it and comes last: whoever reads as it comes shows its first frame long before its
    /// end. Always in the clear: it is that first second which costs a viewer his patience. Where
    /// segments are encrypted there is none of another plan, whose first segment is longer.
    pub async fn start(
        &self,
        ticket: &Ticket,
        video: TrackId,
        audio: TrackId,
        plan: Plan,
    ) -> Result<Bytes, PlaybackError> {
        if self.settings.encrypt && plan != Plan::Feed {
            return Err(PlaybackError::NoSegment(0));
        }
        let parts = [
            self.init(ticket, video).await?,
            self.init(ticket, audio).await?,
            self.part(ticket, audio, plan, 0, false).await?,
            self.part(ticket, video, plan, 0, false).await?,
        ];
        let length: usize = parts.iter().map(Bytes::len).sum();
        let mut pack = BytesMut::with_capacity(4 * parts.len() + length);
        for part in &parts {
            pack.put_u32(u32::try_from(part.len()).unwrap_or(u32::MAX));
        }
        for part in parts {
            pack.put(part);
        }
        Ok(pack.freeze())
    }

    /// The subtitles of one segment, as WebVTT.
    pub async fn subtitle_segment(
        &self,
        ticket: &Ticket,
        track_id: TrackId,
        plan: Plan,
        number: usize,
    ) -> Result<String, PlaybackError> {
        if plan == Plan::Keyframes {
            return Err(PlaybackError::NoSegment(number));
        }
        let track = self.track(ticket, track_id).await?;
        let cues = cues(&track)?;
        let segments = self.picture_segments(ticket.cut_id, plan).await?;
        let length = segments.get(number).ok_or(PlaybackError::NoSegment(number))?.seconds;
        let begin: f64 = segments[..number].iter().map(|it| it.seconds).sum();
        let ms = |seconds: f64| (seconds * 1000.0).round() as i64;
        Ok(subtitles::segment_webvtt(cues, ms(begin), ms(begin + length)))
    }

    /// All subtitles of a track, as WebVTT.
    pub async fn subtitles(
        &self,
        ticket: &Ticket,
        track_id: TrackId,
    ) -> Result<String, PlaybackError> {
        let track = self.track(ticket, track_id).await?;
        Ok(subtitles::to_webvtt(cues(&track)?))
    }

    /// The storyboard of the ticket's cut.
    pub async fn storyboard(&self, ticket: &Ticket) -> Result<Bytes, PlaybackError> {
        let pictures = {
            let mut tx = self.db.begin_read().await?;
            catalogue::cut::find_pictures(&mut tx, ticket.cut_id).await?
        };
        let pictures = pictures.ok_or(PlaybackError::Empty)?;
        Ok(self.store.get(&pictures.storyboard.key).await?)
    }

    /// A public picture.
    pub async fn picture(&self, name: &str) -> Result<Bytes, PlaybackError> {
        Ok(self.store.get(&format!("pictures/{name}")).await?)
    }

    async fn read(
        &self,
        track: &Shelved,
        plan: Plan,
        number: usize,
    ) -> Result<Bytes, PlaybackError> {
        let index = track.index()?;
        let segment = index.segment(plan, number).ok_or(PlaybackError::NoSegment(number))?;
        let bytes = self.store.get_range(&track.object_key, segment.bytes).await?;
        if segment.head_bytes == 0 {
            return Ok(bytes);
        }
        let broken = |source| PlaybackError::Record { track_id: track.id, source };
        let head = index.head(plan, number).map_err(|it| broken(it.into()))?;
        Ok([&head[..], &bytes].concat().into())
    }
}

fn cues(track: &Shelved) -> Result<&[subtitles::Cue], PlaybackError> {
    match &track.content {
        Content::Text { cues } => Ok(cues),
        Content::Media { .. } => Err(PlaybackError::NoTrack(track.id)),
    }
}
