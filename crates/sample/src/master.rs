//! Masters and dubs: what is painted and mixed, encoded by ffmpeg.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use media::ffmpeg::{Command, Limits, Tools};
use nix::sys::stat::Mode;
use tokio::io::AsyncWriteExt;
use tokio::net::unix::pipe;
use tokio::sync::mpsc;

use crate::SampleError;
use crate::picture::Painter;
use crate::timeline::Timeline;

/// Frames a second.
pub(crate) const FRAMES_A_SECOND: u32 = 25;
const SIZE: &str = "1080x1920";
/// Frames that wait for the encoder: enough that neither waits for a hiccup of the other.
const FRAMES_WAITING: usize = 3;
/// How often we look whether ffmpeg has opened the pipe.
const LOOK: Duration = Duration::from_millis(5);
/// The encoder's threads. Their number shows in the bits that it writes, so that it is the same
/// on every machine.
const THREADS: &str = "2";
/// A painter may take so long for the first picture of a scene on a slow machine.
const STALL: Duration = Duration::from_secs(180);

/// What an episode's master is made of.
pub(crate) struct Master<'a> {
    pub(crate) timeline: &'a Timeline,
    pub(crate) seed: u64,
    /// The mix.
    pub(crate) wav: &'a Path,
    /// For the pipe; nobody else writes there.
    pub(crate) folder: &'a Path,
    pub(crate) tools: &'a Tools,
}

impl Master<'_> {
    /// Paints and encodes, and tells after each frame how many are done, of how many.
    ///
    /// Dropping the future stops the encoder, and the painter at its next frame.
    pub(crate) async fn encode(
        &self,
        to: &Path,
        on_frame: impl Fn(usize, usize),
    ) -> Result<(), SampleError> {
        let pipe = self.folder.join("picture.yuv");
        let failed = |doing| {
            let path = pipe.clone();
            move |source| SampleError::File { doing, path, source }
        };
        nix::unistd::mkfifo(&pipe, Mode::S_IRUSR | Mode::S_IWUSR)
            .map_err(|it| failed("making the pipe")(it.into()))?;

        let (frames, painted) = mpsc::channel(FRAMES_WAITING);
        let (timeline, seed) = (self.timeline.clone(), self.seed);
        let painting = tokio::task::spawn_blocking(move || paint(&timeline, seed, &frames));
        let number = self.timeline.number;
        let encoding = async {
            let run = self.command(&pipe, to).run(|_| {}).await;
            run.map_err(|source| SampleError::Ffmpeg {
                doing: format!("encoding episode {number}"),
                source,
            })
        };
        let feeding = async {
            let fed = feed(&pipe, painted, on_frame).await;
            fed.map_err(failed("writing frames into"))
        };
        tokio::try_join!(encoding, feeding)?;
        painting.await.map_err(|source| SampleError::Broken {
            doing: format!("painting episode {number}"),
            source,
        })
    }

    fn command(&self, pipe: &Path, to: &Path) -> Command {
        let mut pipe_url = std::ffi::OsString::from("file:");
        pipe_url.push(pipe);
        let command = Command::ffmpeg(self.tools, Limits { stall: STALL, ..Limits::default() })
            .args(["-f", "rawvideo", "-pixel_format", "yuv420p", "-video_size", SIZE])
            .args(["-framerate", &FRAMES_A_SECOND.to_string()])
            .args(["-protocol_whitelist", "file,pipe", "-i"])
            .arg(pipe_url)
            .input(self.wav)
            .args(["-map", "0:v:0", "-map", "1:a:0"]);
        bitexact(aac(picture(command))).output(to)
    }
}

pub(crate) fn picture(command: Command) -> Command {
    command
        .args(["-c:v", "libx264", "-profile:v", "high", "-preset", "veryfast", "-crf", "20"])
        .args(["-pix_fmt", "yuv420p", "-g", "50", "-threads", THREADS])
        .args(["-color_primaries", "bt709", "-color_trc", "bt709"])
        .args(["-colorspace", "bt709", "-color_range", "tv"])
}

/// Encodes a mix that has no picture.
pub(crate) async fn encode_sound(
    wav: &Path,
    to: &Path,
    number: u32,
    tools: &Tools,
) -> Result<(), SampleError> {
    let command = Command::ffmpeg(tools, Limits::default()).input(wav).args(["-map", "0:a:0"]);
    let run = bitexact(aac(command)).output(to).run(|_| {}).await;
    let doing = || format!("encoding the dub of episode {number}");
    run.map_err(|source| SampleError::Ffmpeg { doing: doing(), source })
}

pub(crate) fn aac(command: Command) -> Command {
    command.args(["-c:a", "aac", "-b:a", "192k", "-movflags", "+faststart"])
}

/// Without dates and versions, which would be others each time.
pub(crate) fn bitexact(command: Command) -> Command {
    command.args(["-map_metadata", "-1", "-fflags", "+bitexact"]).args([
        "-flags:v",
        "+bitexact",
        "-flags:a",
        "+bitexact",
    ])
}

/// A frame: which, of how many, and its pixels.
type Painted = (usize, usize, Vec<u8>);

/// Paints until all is painted, or nobody wants more.
fn paint(timeline: &Timeline, seed: u64, frames: &mpsc::Sender<Painted>) {
    let mut painter = Painter::new(timeline, seed);
    let count = painter.frames();
    for frame in 0..count {
        let mut pixels = Vec::new();
        painter.paint(frame, &mut pixels);
        if frames.blocking_send((frame, count, pixels)).is_err() {
            return;
        }
    }
}

async fn feed(
    pipe: &PathBuf,
    mut painted: mpsc::Receiver<Painted>,
    on_frame: impl Fn(usize, usize),
) -> io::Result<()> {
    let mut sender = loop {
        match pipe::OpenOptions::new().open_sender(pipe) {
            Ok(sender) => break sender,
            // Nobody reads yet.
            Err(error) if error.raw_os_error() == Some(nix::libc::ENXIO) => {
                tokio::time::sleep(LOOK).await;
            }
            Err(error) => return Err(error),
        }
    };
    while let Some((frame, count, pixels)) = painted.recv().await {
        match sender.write_all(&pixels).await {
            // ffmpeg is gone, and says itself why.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
            written => written?,
        }
        on_frame(frame + 1, count);
    }
    Ok(())
}
