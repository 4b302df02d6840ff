use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::io;
use std::num::NonZero;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::thread::available_parallelism;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};
use tokio::process::Child;
use tokio::time::{Instant, timeout, timeout_at};

use super::spawn::{self, Group};
use super::{Level, Line, Progress, RunError};

/// Where the programs are: a name that is looked for on the path, or a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tools {
    /// `ffmpeg`.
    pub ffmpeg: PathBuf,
    /// `ffprobe`.
    pub ffprobe: PathBuf,
}

impl Default for Tools {
    fn default() -> Self {
        Self { ffmpeg: "ffmpeg".into(), ffprobe: "ffprobe".into() }
    }
}

/// What one run may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Memory for its data, in bytes.
    pub memory_bytes: u64,
    /// Processor time, in seconds, all threads together.
    pub processor_s: u64,
    /// How long its progress may stand still; for a probe, how long it may last.
    pub stall: Duration,
    /// The largest file that it may write, in bytes.
    pub file_bytes: u64,
    /// How many processor cores it may keep busy.
    pub cores: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            memory_bytes: 2 << 30,
            processor_s: 4 * 60 * 60,
            stall: Duration::from_secs(120),
            file_bytes: 16 << 30,
            cores: available_parallelism().map_or(1, NonZero::get),
        }
    }
}

/// Something that happened in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// It is that far.
    Progress(Progress),
    /// It wrote a line.
    Line(Line<'a>),
}

/// Containers that are opened. No playlists, no lists of files, no pictures by pattern: nothing
/// that names other files.
const CONTAINERS: &str = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mxf,flv,asf,\
     wav,w64,aiff,flac,mp3,aac,ac3,eac3,ogg,caf";

/// Decoders of pictures that masters come in. Rare decoders are where the holes are.
pub const VIDEO_CODECS: &[&str] = &[
    "h264",
    "hevc",
    "vp8",
    "vp9",
    "av1",
    "mpeg1video",
    "mpeg2video",
    "mpeg4",
    "prores",
    "dnxhd",
    "cfhd",
    "mjpeg",
    "ffv1",
    "vc1",
    "rawvideo",
    "v210",
];

/// Decoders of sound that masters, dubs and stems come in.
pub const AUDIO_CODECS: &[&str] = &[
    "aac",
    "mp3",
    "mp2",
    "ac3",
    "eac3",
    "flac",
    "alac",
    "opus",
    "vorbis",
    "pcm_s16le",
    "pcm_s16be",
    "pcm_s24le",
    "pcm_s24be",
    "pcm_s32le",
    "pcm_s32be",
    "pcm_f32le",
    "pcm_f32be",
    "pcm_f64le",
    "pcm_u8",
    "pcm_bluray",
    "wmav2",
];

/// The decoders' own names, where they differ from the codecs'.
const DECODERS: &str = "libdav1d,libaom-av1,libvpx,libvpx-vp9,mp3float,mp2float,libopus,libvorbis";

/// Longer lines are cut; nothing we look for is longer.
const LINE_BYTES_MAX: usize = 4096;
/// The last error lines that are kept for a message.
const TAIL_LINES: usize = 4;
/// Each of them cut to this.
const TAIL_CHARS: usize = 300;

/// A run of one of the programs, not yet begun.
#[derive(Clone, Debug)]
pub struct Command {
    program: PathBuf,
    args: Vec<OsString>,
    limits: Limits,
}

impl Command {
    /// A run of ffmpeg that reports its progress and marks its lines with their level.
    pub fn ffmpeg(tools: &Tools, limits: Limits) -> Self {
        Self { program: tools.ffmpeg.clone(), args: Vec::new(), limits }
            .args(["-hide_banner", "-nostdin", "-nostats", "-y"])
            .args(["-loglevel", "repeat+level+info"])
            .args(["-progress", "pipe:1", "-stats_period", "0.5"])
    }

    /// A run of ffprobe.
    pub fn ffprobe(tools: &Tools, limits: Limits) -> Self {
        Self { program: tools.ffprobe.clone(), args: Vec::new(), limits }.args([
            "-hide_banner",
            "-loglevel",
            "repeat+level+error",
        ])
    }

    /// One more argument.
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    /// More arguments.
    pub fn args<A: AsRef<OsStr>>(self, args: impl IntoIterator<Item = A>) -> Self {
        args.into_iter().fold(self, Self::arg)
    }

    /// A file to read, which may be hostile: it is opened as what its bytes say, with nothing
    /// beside it. Options of this input come before.
    pub fn input(self, path: &Path) -> Self {
        let codecs = [VIDEO_CODECS.join(","), AUDIO_CODECS.join(","), DECODERS.to_owned()];
        self.args(["-protocol_whitelist", "file,pipe", "-format_whitelist", CONTAINERS])
            .args(["-codec_whitelist", &codecs.join(",")])
            .args(["-max_streams", "64"])
            .arg("-i")
            .arg(file_url(path))
    }

    /// A JPEG to read, which may be hostile: it is opened as that or not at all. Options of this
    /// input come before.
    pub(crate) fn jpeg(self, path: &Path) -> Self {
        self.args(["-protocol_whitelist", "file,pipe", "-format_whitelist", "jpeg_pipe"])
            .args(["-codec_whitelist", "mjpeg", "-f", "jpeg_pipe"])
            .arg("-i")
            .arg(file_url(path))
    }

    /// A file to write, over what may be there. Options of this output come before.
    pub fn output(self, path: &Path) -> Self {
        self.arg(file_url(path))
    }

    /// Runs to the end, handing on each progress report and each line as it comes.
    ///
    /// Dropping the future kills the program and whatever it started.
    ///
    /// # Errors
    ///
    /// When the program is missing, fails, is killed, stands still, or outgrows a limit.
    pub async fn run(self, mut on: impl FnMut(Event<'_>)) -> Result<(), RunError> {
        let mut running = self.start().await?;
        let mut reports = Lines::of(running.child.stdout.take());
        let mut lines = Lines::of(running.child.stderr.take());
        let mut watch = Watch::new(self.limits.stall);
        let mut tail = Tail::default();

        while !(reports.ended && lines.ended) {
            let ready = async {
                tokio::select! {
                    read = reports.next(), if !reports.ended => read.map(|()| true),
                    read = lines.next(), if !lines.ended => read.map(|()| false),
                }
            };
            let read = timeout_at(watch.until, ready).await.map_err(|_| self.stalled())?;
            let report = read.map_err(|source| self.unread(source))?;
            if report {
                if let Some(progress) = watch.take(&reports.text()) {
                    on(Event::Progress(progress));
                }
            } else {
                let text = lines.text();
                let line = Line::parse(&text);
                tail.take(&line);
                on(Event::Line(line));
            }
        }
        let status = running.wait(self.limits.stall).await.map_err(|it| self.unwaited(it))?;
        self.judge(status, tail)
    }

    /// Runs to the end and gives what it wrote.
    ///
    /// # Errors
    ///
    /// As [`Self::run`], and when it writes more than `bytes_max`.
    pub async fn read(self, bytes_max: usize) -> Result<Vec<u8>, RunError> {
        let mut running = self.start().await?;
        let mut lines = Lines::of(running.child.stderr.take());
        let mut stdout = running.child.stdout.take();
        let mut written = Vec::new();
        let mut tail = Tail::default();

        let both = async {
            let read_all = async {
                if let Some(stdout) = &mut stdout {
                    let mut bounded = stdout.take(bytes_max as u64 + 1);
                    bounded.read_to_end(&mut written).await?;
                }
                // A program that writes on must not wait for us for ever.
                stdout.take();
                Ok(())
            };
            let read_lines = async {
                while !lines.ended {
                    lines.next().await?;
                    tail.take(&Line::parse(&lines.text()));
                }
                Ok(())
            };
            tokio::try_join!(read_all, read_lines)
        };
        let read: io::Result<_> =
            timeout(self.limits.stall, both).await.map_err(|_| self.stalled())?;
        read.map_err(|source| self.unread(source))?;
        if written.len() > bytes_max {
            return Err(RunError::TooMuch { program: self.name(), limit_bytes: bytes_max });
        }
        let status = running.wait(self.limits.stall).await.map_err(|it| self.unwaited(it))?;
        self.judge(status, tail)?;
        Ok(written)
    }

    async fn start(&self) -> Result<Running, RunError> {
        let mut command = tokio::process::Command::new(&self.program);
        command
            .args(&self.args)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .env("AV_LOG_FORCE_NOCOLOR", "1")
            .env("MALLOC_ARENA_MAX", "2")
            .env_remove("FFREPORT");
        let child = spawn::spawn(command, &self.limits).await.map_err(|source| {
            let program = self.name();
            match source.kind() {
                io::ErrorKind::NotFound => RunError::Missing { program },
                _ => RunError::Start { program, source },
            }
        })?;
        Ok(Running { group: Group::of(&child), child })
    }

    fn judge(&self, status: ExitStatus, tail: Tail) -> Result<(), RunError> {
        let program = self.name();
        if status.success() && !tail.says_no_memory {
            return Ok(());
        }
        let Limits { memory_bytes: limit_bytes, processor_s: limit_s, .. } = self.limits;
        if tail.says_no_processor || status.signal() == Some(nix::libc::SIGXCPU) {
            return Err(RunError::Processor { program, limit_s });
        }
        if tail.says_no_memory {
            return Err(RunError::Memory { program, limit_bytes });
        }
        let tail = tail.lines.into();
        match status.signal() {
            Some(signal) => Err(RunError::Killed { program, signal, tail }),
            None => Err(RunError::Failed { program, code: status.code().unwrap_or(-1), tail }),
        }
    }

    fn name(&self) -> String {
        self.program.to_string_lossy().into_owned()
    }

    fn stalled(&self) -> RunError {
        RunError::Stalled { program: self.name(), after: self.limits.stall }
    }

    fn unread(&self, source: io::Error) -> RunError {
        RunError::Read { program: self.name(), source }
    }

    fn unwaited(&self, source: io::Error) -> RunError {
        match source.kind() {
            io::ErrorKind::TimedOut => self.stalled(),
            _ => self.unread(source),
        }
    }
}

/// The path as ffmpeg takes it literally, whatever characters it begins with or contains.
fn file_url(path: &Path) -> OsString {
    let mut url = OsString::from("file:");
    url.push(path);
    url
}

/// The group is dropped, and so killed, before the child is.
struct Running {
    group: Group,
    child: Child,
}

impl Running {
    /// A program that has closed its outputs has next to nothing left to do.
    async fn wait(&mut self, within: Duration) -> io::Result<ExitStatus> {
        let status = timeout(within, self.child.wait()).await??;
        self.group.ended();
        Ok(status)
    }
}

/// Looks whether anything moves.
struct Watch {
    stall: Duration,
    until: Instant,
    now: Progress,
    moved_to: Progress,
}

impl Watch {
    fn new(stall: Duration) -> Self {
        let until = in_time(stall);
        Self { stall, until, now: Progress::default(), moved_to: Progress::default() }
    }

    /// Takes a line of a report; gives the report when it is whole.
    fn take(&mut self, line: &str) -> Option<Progress> {
        if !self.now.take(line) {
            return None;
        }
        if self.now != self.moved_to {
            self.moved_to = self.now;
            self.until = in_time(self.stall);
        }
        Some(self.now)
    }
}

#[expect(clippy::disallowed_methods, reason = "a program that hangs does so in real time")]
fn in_time(stall: Duration) -> Instant {
    Instant::now() + stall
}

/// The last error lines, and what they tell of limits.
#[derive(Default)]
struct Tail {
    lines: VecDeque<String>,
    says_no_memory: bool,
    says_no_processor: bool,
}

impl Tail {
    fn take(&mut self, line: &Line<'_>) {
        // Where a decoder gets no picture to write into, ffmpeg goes on without it.
        self.says_no_memory |= line.text.contains("Cannot allocate memory")
            || line.text.contains("get_buffer() failed");
        self.says_no_processor |= line.text.contains("received signal 24");
        if line.level < Level::Error {
            return;
        }
        if self.lines.len() == TAIL_LINES {
            self.lines.pop_front();
        }
        self.lines.push_back(line.text.chars().take(TAIL_CHARS).collect());
    }
}

/// Lines of bounded length. Reading one may be given up and taken up again.
struct Lines<R> {
    reader: Option<BufReader<R>>,
    line: Vec<u8>,
    whole: bool,
    ended: bool,
}

impl<R: AsyncRead + Unpin> Lines<R> {
    fn of(stream: Option<R>) -> Self {
        let ended = stream.is_none();
        Self { reader: stream.map(BufReader::new), line: Vec::new(), whole: false, ended }
    }

    /// Reads up to the end of a line, or of everything.
    async fn next(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.whole) {
            self.line.clear();
        }
        let Some(reader) = &mut self.reader else { return Ok(()) };
        loop {
            let buffer = reader.fill_buf().await?;
            if buffer.is_empty() {
                self.ended = true;
                break;
            }
            let end = buffer.iter().position(|&it| it == b'\n' || it == b'\r');
            let part = &buffer[..end.unwrap_or(buffer.len())];
            let room = LINE_BYTES_MAX.saturating_sub(self.line.len());
            self.line.extend_from_slice(&part[..part.len().min(room)]);
            let used = end.map_or(buffer.len(), |it| it + 1);
            reader.consume(used);
            if end.is_some() {
                break;
            }
        }
        self.whole = true;
        Ok(())
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.line).into_owned()
    }
}
