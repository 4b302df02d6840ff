//! The whole series, several episodes at once.

use std::io;
use std::num::NonZero;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread::available_parallelism;
use std::time::Duration;

use futures::stream::{self, StreamExt, TryStreamExt};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder};
use media::delivery::MANIFEST;
use media::ffmpeg::Tools;

use crate::describe::{self, ART};
use crate::folder::{Folder, failed};
use crate::timeline::Timeline;
use crate::{
    EPISODES_MAX, SECONDS_MAX, SECONDS_MIN, Sample, SampleError, episode, picture, trailer,
};

/// Raised whenever what is made of the same values changes.
const EDITION: u32 = 1;
/// Whoever says something else of the series, and draws nothing else, counts this up.
const WORDS: u32 = 3;
/// More episodes at once need more memory, and finish the first later.
const AT_ONCE_MAX: usize = 4;
const LOCK_TRIES: u32 = 20;
const LOCK_WAIT: Duration = Duration::from_millis(50);
const JPEG_QUALITY: u8 = 90;
/// What belongs to no episode, in the folder's book-keeping.
const ART_STAMP: &str = "art";
const ABOUT_STAMP: &str = "about";
const SERIES_STAMP: &str = "series";
const LICENCE: &str = include_str!("../voices/LICENCE.md");

/// How far an episode is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Its number, from 1.
    pub episode: u32,
    /// Of how many.
    pub of: u32,
    /// How much of it is done, from 0 to 1; never less than before.
    pub fraction: f64,
    /// How much of the series is done, from 0 to 1; never less than before.
    pub total: f64,
}

impl Sample {
    /// Writes the series into a folder, which is made if it is not there. What a run before has
    /// finished with the same values is not done again.
    ///
    /// Dropping the future stops the encoders at once and the painters at their next frame; a
    /// later run goes on from there.
    ///
    /// # Errors
    ///
    /// When a value is out of its limits, the folder has files of somebody else in it, a file
    /// cannot be written, or ffmpeg fails.
    pub async fn write(
        &self,
        folder: &Path,
        tools: &Tools,
        progress: impl Fn(Progress) + Send + Sync,
    ) -> Result<(), SampleError> {
        self.check()?;
        let folder = open(folder).await?;
        let made_of = format!("{} episodes={} words={WORDS}", self.made_of(), self.episodes);
        if !folder.is_whole(SERIES_STAMP, &made_of) {
            // Until all is there, the folder must not look like a delivery.
            folder.remove(MANIFEST)?;
        }
        let meter = Meter::new(self.episodes, &progress);
        let episodes = stream::iter(1..=self.episodes)
            .map(|number| {
                let (meter, folder) = (&meter, &folder);
                let on_fraction = move |fraction| meter.tell(number, fraction);
                episode::make(self, number, folder, tools, on_fraction)
            })
            .buffer_unordered(at_once())
            .try_collect::<()>();
        futures::try_join!(self.write_art(&folder), episodes)?;
        let timelines = self.timelines();
        trailer::make(self, &timelines, &folder, tools).await?;
        self.write_series(&folder, &timelines, &made_of)
    }

    fn check(&self) -> Result<(), SampleError> {
        if !(1..=EPISODES_MAX).contains(&self.episodes) {
            return Err(SampleError::Episodes { found: self.episodes });
        }
        if !(SECONDS_MIN..=SECONDS_MAX).contains(&self.seconds) {
            return Err(SampleError::Seconds { found: self.seconds });
        }
        Ok(())
    }

    /// What an episode depends on besides its number.
    pub(crate) fn made_of(&self) -> String {
        let Self { seconds, seed, .. } = self;
        format!(
            "version={} edition={EDITION} seconds={seconds} seed={seed}",
            env!("CARGO_PKG_VERSION")
        )
    }

    async fn write_art(&self, folder: &Folder) -> Result<(), SampleError> {
        let made_of = self.made_of();
        if folder.is_whole(ART_STAMP, &made_of) {
            return Ok(());
        }
        let work = folder.work()?;
        let art = work.path().join("art");
        std::fs::create_dir(&art).map_err(failed("making", &art))?;
        // One thread after the other: whoever stops us waits for one picture at most.
        for (_, file, width, height) in ART {
            let to = work.path().join(file);
            let drawing = tokio::task::spawn_blocking(move || draw(&to, width, height));
            let broken =
                |source| SampleError::Broken { doing: "drawing the art".to_owned(), source };
            drawing.await.map_err(broken)??;
        }
        folder.take(ART_STAMP, &made_of, work.path())
    }

    fn timelines(&self) -> Vec<Timeline> {
        (1..=self.episodes).map(|it| Timeline::plan(it, self.seconds as f32)).collect()
    }

    /// The manifest comes last: with it, the folder is a delivery.
    fn write_series(
        &self,
        folder: &Folder,
        timelines: &[Timeline],
        made_of: &str,
    ) -> Result<(), SampleError> {
        if [ABOUT_STAMP, SERIES_STAMP].iter().all(|it| folder.is_whole(it, made_of)) {
            return Ok(());
        }
        let script = describe::script_json(timelines).map_err(io::Error::other);
        let manifest = describe::series_toml(self.episodes).map_err(io::Error::other);
        let about = vec![
            ("LICENCE.md", Ok(LICENCE.to_owned())),
            ("script.json", script),
            ("script.md", Ok(describe::script_md(timelines))),
        ];
        for (stamp, files) in [(ABOUT_STAMP, about), (SERIES_STAMP, vec![(MANIFEST, manifest)])] {
            let work = folder.work()?;
            for (name, text) in files {
                let path = work.path().join(name);
                text.and_then(|it| std::fs::write(&path, it)).map_err(failed("writing", &path))?;
            }
            folder.take(stamp, made_of, work.path())?;
        }
        Ok(())
    }
}

/// A program that this process was starting when it gave up a folder has the lock too, until it
/// has become itself: a moment's patience tells it from another writer.
async fn open(path: &Path) -> Result<Folder, SampleError> {
    for _ in 0..LOCK_TRIES {
        match Folder::open(path) {
            Err(SampleError::Busy { .. }) => tokio::time::sleep(LOCK_WAIT).await,
            opened => return opened,
        }
    }
    Folder::open(path)
}

fn draw(path: &Path, width: u32, height: u32) -> Result<(), SampleError> {
    let drawn = picture::cover(width, height);
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
    let (pixels, width, height) = (&drawn.pixels, drawn.width, drawn.height);
    let encoded = encoder.write_image(pixels, width, height, ExtendedColorType::Rgb8);
    encoded.map_err(|source| SampleError::Picture { path: path.to_owned(), source })?;
    std::fs::write(path, bytes).map_err(failed("writing", path))
}

/// A painter fills a core, an encoder half of one.
fn at_once() -> usize {
    available_parallelism().map_or(1, NonZero::get).clamp(1, AT_ONCE_MAX)
}

/// Adds up how far the episodes are.
struct Meter<'a, F> {
    fractions: Mutex<Vec<f64>>,
    progress: &'a F,
}

impl<'a, F: Fn(Progress)> Meter<'a, F> {
    fn new(episodes: u32, progress: &'a F) -> Self {
        Self { fractions: Mutex::new(vec![0.0; episodes as usize]), progress }
    }

    fn tell(&self, number: u32, fraction: f64) {
        let mut fractions = self.fractions.lock().unwrap_or_else(PoisonError::into_inner);
        let of = u32::try_from(fractions.len()).unwrap_or(u32::MAX);
        fractions[number as usize - 1] = fraction;
        let total = fractions.iter().sum::<f64>() / f64::from(of);
        // Told under the lock, so that what is told never goes back.
        (self.progress)(Progress { episode: number, of, fraction, total });
    }
}

#[cfg(test)]
mod tests;
