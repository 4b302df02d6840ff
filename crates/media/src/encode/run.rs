use std::path::{Path, PathBuf};

use crate::encode::graph::{POSTER_WIDTH, Picture, STORYBOARD_COLUMNS, Sound, TILE_WIDTH};
use crate::encode::threads::Threads;
use crate::ffmpeg::{Command, Event, Limits, RunError, Tools};
use crate::finish::{self, FinishError, Finished};
use crate::index::Index;
use crate::ladder::{Ladder, Rendition};

/// A master could not be encoded.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// ffmpeg did not do it.
    #[error(transparent)]
    Run(#[from] RunError),
    /// What it wrote could not be made into a track.
    #[error("could not finish what was encoded")]
    Finish(#[from] FinishError),
    /// Two renditions were not cut at the same times.
    #[error("the rendition {other} pixels wide is not cut where the one of {one} pixels is")]
    CutApart {
        /// The width of one, in pixels.
        one: u32,
        /// The width of the other, in pixels.
        other: u32,
    },
    /// The ladder has no rung.
    #[error("the ladder has no rung")]
    NoRung,
}

/// Encodes by this ladder.
#[derive(Clone, Debug, Default)]
pub struct Encoder {
    /// Where the programs are.
    pub tools: Tools,
    /// What one run may use.
    pub limits: Limits,
    /// Which renditions are made.
    pub ladder: Ladder,
}

/// A track file in the working folder.
#[derive(Clone, Debug)]
pub struct Track {
    /// Where.
    pub path: PathBuf,
    /// What is in it.
    pub finished: Finished,
}

/// What is needed to watch.
#[derive(Clone, Debug)]
pub struct First {
    /// One rendition.
    pub video: Track,
    /// The sound of the master.
    pub audio: Option<Track>,
    /// One frame, as JPEG.
    pub poster: PathBuf,
    /// Width and height of the poster, in pixels.
    pub poster_size: (u32, u32),
    /// Small pictures of all of it, as one JPEG.
    pub storyboard: PathBuf,
    /// How they lie.
    pub sheet: Sheet,
}

/// How the pictures of a storyboard lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Pictures beside each other.
    pub columns: u32,
    /// Pictures below each other.
    pub rows: u32,
    /// In pixels.
    pub tile_width: u32,
    /// In pixels.
    pub tile_height: u32,
    /// From one to the next.
    pub interval_ms: u32,
    /// How many.
    pub count: u32,
}

impl Encoder {
    /// Makes what is needed to watch, in `work`. `progress` is told the fraction that is done.
    pub async fn first(
        &self,
        master: &Path,
        picture: &Picture,
        sound: Option<&Sound>,
        work: &Path,
        progress: impl FnMut(f64),
    ) -> Result<First, EncodeError> {
        let size = (picture.width, picture.height);
        let rendition = self.ladder.first(size.0, size.1).ok_or(EncodeError::NoRung)?;
        let (video, audio) = (work.join("first.mp4"), work.join("sound.mp4"));
        let (poster, storyboard) = (work.join("poster.jpg"), work.join("storyboard.jpg"));

        let mut command = self
            .master(master)
            .args(["-filter_complex", &picture.first_graph(&rendition), "-map", "[v0]"])
            .args(self.video_options(picture, &rendition, &self.ladder.first_preset))
            .output(&video);
        for (pad, path) in [("[tiles]", &storyboard), ("[poster]", &poster)] {
            command = command
                .args(["-map", pad, "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "5"])
                .args(["-fps_mode", "passthrough", "-update", "1", "-f", "image2"])
                .output(path);
        }
        if let Some(sound) = sound {
            command = self.add_sound(command, sound, picture.seconds, &audio);
        }
        run(command, picture.seconds, progress).await?;

        let video = finish_video(video, work.join("first.cmf")).await?;
        let audio = match sound {
            Some(_) => {
                let track = work.join("sound.cmf");
                Some(finish_audio(audio, video.finished.index.clone(), track).await?)
            }
            None => None,
        };
        let poster_size = picture.scaled_to(POSTER_WIDTH);
        Ok(First { video, audio, poster, poster_size, storyboard, sheet: sheet(picture) })
    }

    /// Makes every rendition of the ladder, in `work`, from small to large.
    pub async fn ladder(
        &self,
        master: &Path,
        picture: &Picture,
        work: &Path,
        progress: impl FnMut(f64),
    ) -> Result<Vec<(Rendition, Track)>, EncodeError> {
        let renditions = self.ladder.renditions(picture.width, picture.height);
        if renditions.is_empty() {
            return Err(EncodeError::NoRung);
        }
        let path = |it: &Rendition, end| work.join(format!("{}.{end}", it.width));
        let mut command =
            self.master(master).args(["-filter_complex", &picture.ladder_graph(&renditions)]);
        for (index, rendition) in renditions.iter().enumerate() {
            command = command
                .args(["-map", &format!("[v{index}]")])
                .args(self.video_options(picture, rendition, &self.ladder.final_preset))
                .output(&path(rendition, "mp4"));
        }
        run(command, picture.seconds, progress).await?;

        let mut tracks = Vec::with_capacity(renditions.len());
        for rendition in renditions {
            let track = finish_video(path(&rendition, "mp4"), path(&rendition, "cmf")).await?;
            tracks.push((rendition, track));
        }
        cut_alike(&tracks)?;
        Ok(tracks)
    }

    /// Makes the sound of a dub, cut where the picture `beside` is cut.
    pub async fn sound(
        &self,
        file: &Path,
        sound: &Sound,
        beside: Index,
        work: &Path,
        progress: impl FnMut(f64),
    ) -> Result<Track, EncodeError> {
        self.sound_of(self.command().input(file), sound, beside, work, progress).await
    }

    /// Makes the sound of a master alone, cut where its picture `beside` is cut.
    pub async fn own_sound(
        &self,
        master: &Path,
        sound: &Sound,
        beside: Index,
        work: &Path,
        progress: impl FnMut(f64),
    ) -> Result<Track, EncodeError> {
        self.sound_of(self.master(master), sound, beside, work, progress).await
    }

    async fn sound_of(
        &self,
        input: Command,
        sound: &Sound,
        beside: Index,
        work: &Path,
        progress: impl FnMut(f64),
    ) -> Result<Track, EncodeError> {
        let seconds = beside.duration_ms() as f64 / 1000.0;
        let encoded = work.join("dub.mp4");
        let command = self.add_sound(input, sound, seconds, &encoded);
        run(command, seconds, progress).await?;
        finish_audio(encoded, beside, work.join("dub.cmf")).await
    }

    /// A master as input, counted from where its first stream begins. Without an offset ffmpeg
    /// counts a transport stream from the first of those that it is asked for: pictures that are
    /// encoded with the sound would then come at other times than those that are encoded alone.
    fn master(&self, path: &Path) -> Command {
        let Threads { decoder, filter, .. } = self.threads();
        self.command()
            .args(["-filter_complex_threads", &filter.to_string()])
            .args(["-threads", &decoder.to_string(), "-itsoffset", "0.000001"])
            .input(path)
    }

    fn video_options(&self, picture: &Picture, rendition: &Rendition, preset: &str) -> Vec<String> {
        let mut options = picture.video_options(rendition, preset);
        options.extend(["-threads".to_owned(), self.threads().encoder.to_string()]);
        options
    }

    fn threads(&self) -> Threads {
        Threads::on(self.limits.cores)
    }

    fn command(&self) -> Command {
        Command::ffmpeg(&self.tools, self.limits)
    }

    fn add_sound(&self, command: Command, sound: &Sound, seconds: f64, to: &Path) -> Command {
        command
            .args(["-map", &format!("0:{}", sound.stream), "-af", &sound.filters(seconds)])
            .args(sound.options(self.ladder.audio_kbps))
            .output(to)
    }
}

/// A player that changes from one to another goes on at the same fragment.
pub(super) fn cut_alike(tracks: &[(Rendition, Track)]) -> Result<(), EncodeError> {
    for pair in tracks.windows(2) {
        let [(one, a), (other, b)] = pair else { continue };
        if !a.finished.index.is_cut_like(&b.finished.index) {
            return Err(EncodeError::CutApart { one: one.width, other: other.width });
        }
    }
    Ok(())
}

async fn run(
    command: Command,
    seconds: f64,
    mut progress: impl FnMut(f64),
) -> Result<(), RunError> {
    let on = |event: Event<'_>| {
        if let Event::Progress(at) = event {
            progress((at.out_time.as_secs_f64() / seconds.max(0.001)).min(1.0));
        }
    };
    command.run(on).await
}

/// Finishing reads and writes files: it is done where that holds nobody up.
async fn finish_video(encoded: PathBuf, path: PathBuf) -> Result<Track, EncodeError> {
    let at = path.clone();
    let finished = blocking(move || finish::finish_video(&encoded, &at)).await?;
    Ok(Track { path, finished })
}

async fn finish_audio(
    encoded: PathBuf,
    beside: Index,
    path: PathBuf,
) -> Result<Track, EncodeError> {
    let at = path.clone();
    let finished = blocking(move || finish::finish_audio(&encoded, &beside, &at)).await?;
    Ok(Track { path, finished })
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, FinishError> + Send + 'static,
) -> Result<T, FinishError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(panic) => Err(FinishError::Write(std::io::Error::other(panic))),
    }
}

fn sheet(picture: &Picture) -> Sheet {
    let (tile_width, tile_height) = picture.scaled_to(TILE_WIDTH);
    let (frames, seconds) = picture.frame_rate;
    let step = u64::from(picture.storyboard_step()) * 1000 * u64::from(seconds);
    let count = picture.storyboard_count();
    Sheet {
        columns: STORYBOARD_COLUMNS,
        rows: count.div_ceil(STORYBOARD_COLUMNS),
        tile_width,
        tile_height,
        interval_ms: u32::try_from(step / u64::from(frames.max(1))).unwrap_or(u32::MAX),
        count,
    }
}
