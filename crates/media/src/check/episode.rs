//! Looking at the files of one episode, or of the trailer.

use std::io;
use std::path::{Path, PathBuf};

use tokio::io::AsyncReadExt;

use super::Part;
use super::measure::{self, DECODED_SECONDS_MAX, Measurement, Wanted};
use super::run::{CheckError, Checker};
use crate::delivery::{Footage, Whose};
use crate::ffmpeg::RunError;
use crate::probe::{self, Audio, Probe, ProbeError, Video};
use crate::subtitles::{self, Cues, SubtitleError};

/// Why a file tells nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It is not there.
    Absent,
    /// It is there, and this is wrong with it.
    Unreadable(String),
}

/// The files of an episode or the trailer, as probes see them.
pub(super) struct Probed<'a> {
    pub(super) whose: Whose,
    pub(super) footage: &'a Footage,
    pub(super) master: Result<Probe, Trouble>,
    pub(super) sides: Vec<Side<'a>>,
}

/// A dub or a stem.
pub(super) struct Side<'a> {
    pub(super) part: Part,
    pub(super) file: &'a Path,
    pub(super) audio: Result<Audio, Trouble>,
}

/// All that is known of it. Whether it is as wanted, the rules say.
pub(super) struct Facts<'a> {
    pub(super) whose: Whose,
    pub(super) footage: &'a Footage,
    pub(super) master: Result<Master, Trouble>,
    pub(super) sounds: Vec<Sound<'a>>,
    pub(super) subtitles: Vec<Subtitles<'a>>,
}

/// A master that can be opened.
pub(super) struct Master {
    pub(super) seconds: Option<f64>,
    pub(super) video: Option<Video>,
    pub(super) audio: Option<Audio>,
    /// None if there is no picture to decode, or too much.
    pub(super) measured: Option<Result<Measurement, Trouble>>,
}

/// A dub or a stem, decoded.
pub(super) struct Sound<'a> {
    pub(super) part: Part,
    pub(super) file: &'a Path,
    pub(super) heard: Result<(Audio, Measurement), Trouble>,
}

/// A file of subtitles, read.
pub(super) struct Subtitles<'a> {
    pub(super) file: &'a Path,
    pub(super) cues: Result<Cues, Trouble>,
}

impl Probed<'_> {
    /// How much of the whole work this is: seconds of picture, and a little for sound alone.
    pub(super) fn weight(&self) -> f64 {
        let seconds = |it: Option<f64>| it.unwrap_or(60.0).min(f64::from(DECODED_SECONDS_MAX));
        let master = self.master.as_ref().map_or(0.0, |it| seconds(it.seconds));
        let sides = self.sides.iter().filter_map(|it| it.audio.as_ref().ok());
        master + sides.map(|it| seconds(it.seconds) * SOUND_WEIGHT).sum::<f64>()
    }
}

/// Decoding a second of sound costs so much of a second of picture.
pub(super) const SOUND_WEIGHT: f64 = 0.1;

impl Checker<'_> {
    pub(super) async fn probe<'a>(
        &self,
        whose: Whose,
        it: &'a Footage,
    ) -> Result<Probed<'a>, CheckError> {
        let master = self.probe_file(&it.master).await?;
        let dubs = it.dubs.iter().map(|(key, file)| (Part::Dub(key.clone()), file));
        let stems = it.stems.iter().map(|(key, file)| (Part::Stem(*key), file));
        let mut sides = Vec::new();
        for (part, file) in dubs.chain(stems) {
            let probe = self.probe_file(file).await?;
            let audio = probe.and_then(|it| {
                let none = || Trouble::Unreadable("there is no sound in it".to_owned());
                it.audio.into_iter().next().ok_or_else(none)
            });
            sides.push(Side { part, file, audio });
        }
        Ok(Probed { whose, footage: it, master, sides })
    }

    async fn probe_file(&self, file: &Path) -> Result<Result<Probe, Trouble>, CheckError> {
        let _memory = self.memory(probe::MEMORY_BYTES).await;
        match probe::probe(self.tools, &self.delivery.path(file)).await {
            Ok(probe) => Ok(Ok(probe)),
            Err(ProbeError::Open { source }) if source.kind() == io::ErrorKind::NotFound => {
                Ok(Err(Trouble::Absent))
            }
            Err(ProbeError::Run(error)) => trouble(error).map(Err),
            Err(error) => Ok(Err(Trouble::Unreadable(in_full(&error)))),
        }
    }

    pub(super) async fn examine<'a>(&self, it: Probed<'a>) -> Result<Facts<'a>, CheckError> {
        let Probed { whose, footage, master, sides } = it;
        let master = match master {
            Ok(probe) => Ok(self.master(&footage.master, probe).await?),
            Err(trouble) => Err(trouble),
        };
        let mut sounds = Vec::new();
        for Side { part, file, audio } in sides {
            let heard = match audio {
                Ok(audio) => self.decode(file, None, Some(&audio)).await?.map(|it| (audio, it)),
                Err(trouble) => Err(trouble),
            };
            sounds.push(Sound { part, file, heard });
        }
        let subtitles = self.all_subtitles(footage).await;
        Ok(Facts { whose, footage, master, sounds, subtitles })
    }

    async fn master(&self, file: &Path, probe: Probe) -> Result<Master, CheckError> {
        let audio = probe.audio.into_iter().next();
        let seconds = probe.seconds;
        let endless = seconds.is_some_and(|it| it > f64::from(DECODED_SECONDS_MAX));
        let measured = match &probe.video {
            Some(video) if !endless => Some(self.decode(file, Some(video), audio.as_ref()).await?),
            _ => None,
        };
        Ok(Master { seconds, video: probe.video, audio, measured })
    }

    /// Decodes within an estimate of the memory; where that was too little, within all of it.
    async fn decode(
        &self,
        file: &Path,
        video: Option<&Video>,
        audio: Option<&Audio>,
    ) -> Result<Result<Measurement, Trouble>, CheckError> {
        let estimate = self.estimate(video).min(self.limits.memory_bytes);
        let mut decoded = self.decode_within(file, video, audio, estimate).await;
        if matches!(decoded, Err(RunError::Memory { .. })) && estimate < self.limits.memory_bytes {
            decoded = self.decode_within(file, video, audio, self.limits.memory_bytes).await;
        }
        match decoded {
            Ok(measurement) => Ok(Ok(measurement)),
            Err(error) => trouble(error).map(Err),
        }
    }

    async fn decode_within(
        &self,
        file: &Path,
        video: Option<&Video>,
        audio: Option<&Audio>,
        memory_bytes: u64,
    ) -> Result<Measurement, RunError> {
        let _memory = self.memory(memory_bytes).await;
        let path = self.delivery.path(file);
        let wanted = Wanted {
            path: &path,
            video: video.map(|it| it.stream),
            audio,
            limits: measure::limits(memory_bytes, self.limits.stall, self.threads),
        };
        let weight = if video.is_some() { 1.0 } else { SOUND_WEIGHT };
        let mut before_s = 0.0;
        measure::measure(self.tools, self.profile, wanted, |done_s| {
            self.progress.decoded((done_s - before_s).max(0.0) * weight);
            before_s = done_s.max(before_s);
        })
        .await
    }

    /// A decoder keeps up to 16 frames to refer to, one or two a thread, and filters some more.
    fn estimate(&self, video: Option<&Video>) -> u64 {
        const BASE: u64 = 96 << 20;
        let frames = 24 + 2 * self.threads as u64;
        BASE + video.map_or(0, |it| it.frame_bytes() * frames)
    }

    async fn all_subtitles<'a>(&self, footage: &'a Footage) -> Vec<Subtitles<'a>> {
        let mut all = Vec::new();
        for file in footage.subtitles.values() {
            let cues = read_subtitles(self.delivery.path(file)).await;
            all.push(Subtitles { file, cues });
        }
        all
    }
}

async fn read_subtitles(path: PathBuf) -> Result<Cues, Trouble> {
    let unread = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Trouble::Absent,
        _ => Trouble::Unreadable(error.to_string()),
    };
    let about = tokio::fs::metadata(&path).await.map_err(unread)?;
    if !about.is_file() {
        return Err(Trouble::Unreadable(ProbeError::NotAFile.to_string()));
    }
    let file = tokio::fs::File::open(&path).await.map_err(unread)?;
    let mut bytes = Vec::new();
    let most = subtitles::BYTES_MAX as u64 + 1;
    file.take(most).read_to_end(&mut bytes).await.map_err(unread)?;
    let wrong = |it: SubtitleError| Trouble::Unreadable(it.to_string());
    subtitles::parse(&bytes).map_err(wrong)
}

/// A file may make ffmpeg fail. If ffmpeg cannot even be started, no file is to blame.
fn trouble(error: RunError) -> Result<Trouble, CheckError> {
    match error {
        RunError::Missing { .. } | RunError::Start { .. } => Err(CheckError::Tools(error)),
        error => Ok(Trouble::Unreadable(in_full(&error))),
    }
}

/// An error with its causes: reports have no chain.
fn in_full(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |it| it.source());
    causes.fold(error.to_string(), |said, it| format!("{said}: {it}"))
}
