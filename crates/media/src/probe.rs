//! What a file is, by its bytes and not by its name.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::ffmpeg::{AUDIO_CODECS, Command, Limits, RunError, Tools, VIDEO_CODECS};

/// The largest width and height that are decoded, in pixels.
pub const SIDE_MAX: u32 = 8192;
/// The largest picture that is decoded, in pixels: a vertical 8K picture has half as many.
pub const PIXELS_MAX: u64 = 64_000_000;
/// The longest file that is looked at, in seconds.
pub const SECONDS_MAX: f64 = 24.0 * 60.0 * 60.0;
/// The most frames a second.
pub const FRAME_RATE_MAX: f64 = 480.0;
/// The most channels of a sound.
pub const CHANNELS_MAX: u16 = 32;
/// The highest sampling rate, in hertz.
pub const SAMPLE_RATE_MAX: u32 = 384_000;
/// The largest file, in bytes: three minutes of the heaviest ProRes in 4K are 20 GB.
pub const FILE_BYTES_MAX: u64 = 32 << 30;

/// Nobody needs more to say what a file is.
const ANSWER_BYTES_MAX: usize = 256 << 10;
/// What a probe may use: it decodes a frame or two.
const PROBE_LIMITS: Limits = Limits {
    memory_bytes: MEMORY_BYTES,
    processor_s: 30,
    stall: Duration::from_secs(30),
    file_bytes: 0,
    cores: 1,
};
/// What one probe may need of the memory, in bytes.
pub(crate) const MEMORY_BYTES: u64 = 256 << 20;

/// What a file is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Probe {
    /// ffmpeg's names of the container: `mov,mp4,m4a,3gp,3g2,mj2`.
    pub container: String,
    /// How long it lasts, if it says so.
    pub seconds: Option<f64>,
    /// Its first moving picture. Cover pictures do not count.
    pub video: Option<Video>,
    /// Its sounds, in order.
    pub audio: Vec<Audio>,
}

/// A moving picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Video {
    /// Which stream of the file.
    pub stream: u32,
    /// ffmpeg's name: `h264`.
    pub codec: String,
    /// As it is stored, in pixels.
    pub width: u32,
    /// As it is stored, in pixels.
    pub height: u32,
    /// Width to height of a pixel.
    pub sample_aspect: (u32, u32),
    /// How a player has to turn it, clockwise: 0, 90, 180 or 270 degrees.
    pub rotation: u16,
    /// Frames in so many seconds, as the smallest step between two frames gives it.
    pub frame_rate: (u32, u32),
    /// Frames in so many seconds, on the average.
    pub average_frame_rate: (u32, u32),
    /// ffmpeg's name: `yuv420p10le`.
    pub pixel_format: String,
    /// Of each colour.
    pub bits: u8,
    /// How light is coded: `smpte2084` and `arib-std-b67` are HDR.
    pub transfer: Option<String>,
    /// `bt709`, `bt2020`.
    pub primaries: Option<String>,
    /// `bt709`, `bt2020nc`.
    pub matrix: Option<String>,
    /// How long it lasts, if it says so.
    pub seconds: Option<f64>,
}

/// A sound.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Audio {
    /// Which stream of the file.
    pub stream: u32,
    /// ffmpeg's name: `aac`.
    pub codec: String,
    /// How many.
    pub channels: u16,
    /// ffmpeg's name: `stereo`, `5.1(side)`.
    pub layout: Option<String>,
    /// In hertz.
    pub sample_rate: u32,
    /// How long it lasts, if it says so.
    pub seconds: Option<f64>,
}

/// Frame rates that exist, in frames and seconds.
const FRAME_RATES: [(u32, u32); 9] = [
    (24_000, 1001),
    (24, 1),
    (25, 1),
    (30_000, 1001),
    (30, 1),
    (48, 1),
    (50, 1),
    (60_000, 1001),
    (60, 1),
];

impl Video {
    /// Width and height as it is shown: upright, with square pixels.
    pub fn shown(&self) -> (u32, u32) {
        let (across, up) = self.sample_aspect;
        // Widened and never narrowed, so that nothing is lost.
        let (width, height) = if across >= up {
            (scaled(self.width, across, up), self.height)
        } else {
            (self.width, scaled(self.height, up, across))
        };
        if self.rotation % 180 == 90 { (height, width) } else { (width, height) }
    }

    /// True if it is brighter than a usual screen.
    pub fn is_high_dynamic_range(&self) -> bool {
        matches!(self.transfer.as_deref(), Some("smpte2084" | "arib-std-b67"))
    }

    /// The constant frame rate that comes closest, at most 60, in frames and seconds.
    pub fn constant_frame_rate(&self) -> (u32, u32) {
        let average = ratio(self.average_frame_rate);
        let rate = if average > 0.0 { average } else { ratio(self.frame_rate) };
        let off = |it: (u32, u32)| (ratio(it) / rate - 1.0).abs();
        let nearest = FRAME_RATES.into_iter().min_by(|a, b| off(*a).total_cmp(&off(*b)));
        match nearest {
            // 29.97 and 30 are a thousandth apart.
            Some(nearest) if off(nearest) < 0.0004 => nearest,
            _ if let Some(own) = self.dropped_from() => own,
            _ if rate > 60.0 => (60, 1),
            _ if rate < 1.0 => (25, 1),
            // The average of an unsteady rate is a fraction like 13717/458: the nearest real rate
            // plays it as well, with the same clock.
            Some(nearest) if off(nearest) < 0.04 => nearest,
            _ => ((rate * 1000.0).round() as u32, 1000),
        }
    }

    /// The rate of a camera that leaves out frames in the dark: repeating others in their place
    /// is smoother than spreading what is left.
    fn dropped_from(&self) -> Option<(u32, u32)> {
        let average = ratio(self.average_frame_rate);
        FRAME_RATES.into_iter().find(|&own| {
            let is_own = (ratio(self.frame_rate) / ratio(own) - 1.0).abs() < 0.0004;
            is_own && (0.6..0.98).contains(&(average / ratio(own)))
        })
    }

    /// An estimate of what one decoded frame takes, in bytes.
    pub(crate) fn frame_bytes(&self) -> u64 {
        let format = &self.pixel_format;
        let half_samples = match () {
            () if format.contains("444") || format.contains("rgb") || format.contains("gbr") => 6,
            () if format.contains("422") => 4,
            () => 3,
        };
        let bytes = if self.bits > 8 { 2 } else { 1 };
        u64::from(self.width) * u64::from(self.height) * half_samples * bytes / 2
    }
}

fn scaled(side: u32, by: u32, of: u32) -> u32 {
    let side = u64::from(side) * u64::from(by) / u64::from(of.max(1));
    u32::try_from(side).unwrap_or(u32::MAX)
}

pub(crate) fn ratio((above, below): (u32, u32)) -> f64 {
    f64::from(above) / f64::from(below.max(1))
}

/// Why it is not known what a file is, or why it is not looked at any further.
#[derive(Debug, thiserror::Error)]
pub enum ProbeError {
    /// It cannot be opened.
    #[error("it cannot be opened")]
    Open {
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// It is a folder, a pipe or the like.
    #[error("it is not a plain file")]
    NotAFile,
    /// It has no bytes.
    #[error("it is empty")]
    Empty,
    /// Its bytes are not those of a video or a sound.
    #[error("it is neither video nor sound: {said}")]
    NotMedia {
        /// What ffprobe said.
        said: String,
    },
    /// Its container has neither picture nor sound in it.
    #[error("it has neither picture nor sound")]
    NoStreams,
    /// A value is beyond all reason.
    #[error("{what} of {found}; at most {max} is read")]
    Absurd {
        /// Which value.
        what: &'static str,
        /// What was found.
        found: String,
        /// What is allowed.
        max: String,
    },
    /// It is coded in a way that we do not read.
    #[error("its {what} is coded as {found}, which is not read")]
    Codec {
        /// Picture or sound.
        what: &'static str,
        /// ffmpeg's name, if it has one.
        found: String,
    },
    /// ffprobe could not be run, or not to its end.
    #[error(transparent)]
    Run(#[from] RunError),
}

/// Looks what a file is. Nothing else is opened, whatever the file says.
///
/// # Errors
///
/// When it is no video and no sound, or one that is beyond the limits.
pub async fn probe(tools: &Tools, path: &Path) -> Result<Probe, ProbeError> {
    plain_file(path.to_owned()).await?;
    let answer = Command::ffprobe(tools, PROBE_LIMITS)
        .args(["-threads", "1", "-of", "json", "-show_entries", ENTRIES])
        .input(path)
        .read(ANSWER_BYTES_MAX)
        .await;
    let answer = answer.map_err(|error| match error {
        RunError::Failed { tail, .. } => ProbeError::NotMedia { said: tail.join("; ") },
        error => ProbeError::Run(error),
    })?;
    read_answer(&answer)
}

const ENTRIES: &str = "format=format_name,duration,start_time:\
     stream=index,codec_type,codec_name,width,height,sample_aspect_ratio,r_frame_rate,\
     avg_frame_rate,pix_fmt,color_transfer,color_primaries,color_space,duration,channels,\
     channel_layout,sample_rate:stream_disposition=attached_pic:stream_side_data=rotation:\
     stream_tags=rotate";

/// A pipe would keep ffprobe waiting, an empty file is told apart from a broken one.
async fn plain_file(path: PathBuf) -> Result<(), ProbeError> {
    let open = |source| ProbeError::Open { source };
    let about = tokio::fs::metadata(&path).await.map_err(open)?;
    if !about.is_file() {
        return Err(ProbeError::NotAFile);
    }
    tokio::fs::File::open(&path).await.map_err(open)?;
    match about.len() {
        0 => Err(ProbeError::Empty),
        bytes if bytes > FILE_BYTES_MAX => {
            absurd("a size", format!("{bytes} bytes"), format!("{FILE_BYTES_MAX} bytes"))
        }
        _ => Ok(()),
    }
}

fn absurd<T>(what: &'static str, found: String, max: String) -> Result<T, ProbeError> {
    Err(ProbeError::Absurd { what, found, max })
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    streams: Vec<StreamAnswer>,
    #[serde(default)]
    format: FormatAnswer,
}

#[derive(Default, Deserialize)]
struct FormatAnswer {
    #[serde(default)]
    format_name: String,
    duration: Option<String>,
    start_time: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct StreamAnswer {
    index: u32,
    codec_type: String,
    codec_name: Option<String>,
    width: u32,
    height: u32,
    sample_aspect_ratio: Option<String>,
    r_frame_rate: Option<String>,
    avg_frame_rate: Option<String>,
    pix_fmt: Option<String>,
    color_transfer: Option<String>,
    color_primaries: Option<String>,
    color_space: Option<String>,
    duration: Option<String>,
    channels: u16,
    channel_layout: Option<String>,
    sample_rate: Option<String>,
    disposition: Disposition,
    side_data_list: Vec<SideData>,
    tags: Tags,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Disposition {
    attached_pic: u8,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct SideData {
    rotation: Option<f64>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Tags {
    rotate: Option<String>,
}

fn read_answer(answer: &[u8]) -> Result<Probe, ProbeError> {
    let Answer { streams, format } = serde_json::from_slice(answer)
        .map_err(|error| ProbeError::NotMedia { said: format!("ffprobe's answer: {error}") })?;
    let is_picture =
        |it: &&StreamAnswer| it.codec_type == "video" && it.disposition.attached_pic == 0;
    let video = streams.iter().find(is_picture).map(StreamAnswer::video).transpose()?;
    let sounds = streams.iter().filter(|it| it.codec_type == "audio");
    let audio = sounds.map(StreamAnswer::audio).collect::<Result<Vec<_>, _>>()?;
    if video.is_none() && audio.is_empty() {
        return Err(ProbeError::NoStreams);
    }
    let seconds = format.seconds()?;
    Ok(Probe { container: format.format_name, seconds, video, audio })
}

impl FormatAnswer {
    /// How long it lasts. Matroska writes down when it ends, which is later where it begins late.
    fn seconds(&self) -> Result<Option<f64>, ProbeError> {
        let lasts = seconds(self.duration.as_deref())?;
        if !self.format_name.contains("matroska") {
            return Ok(lasts);
        }
        let begins = seconds(self.start_time.as_deref())?.unwrap_or(0.0);
        Ok(lasts.map(|it| (it - begins).max(0.0)))
    }
}

impl StreamAnswer {
    fn video(&self) -> Result<Video, ProbeError> {
        let (width, height) = (self.width, self.height);
        let pixels = u64::from(width) * u64::from(height);
        if width > SIDE_MAX || height > SIDE_MAX || pixels > PIXELS_MAX {
            let max = format!("{SIDE_MAX}×{SIDE_MAX} and {PIXELS_MAX} pixels");
            return absurd("a picture", format!("{width}×{height}"), max);
        }
        let frame_rate = fraction(self.r_frame_rate.as_deref(), '/').unwrap_or((0, 1));
        let average_frame_rate = fraction(self.avg_frame_rate.as_deref(), '/').unwrap_or((0, 1));
        if ratio(average_frame_rate) > FRAME_RATE_MAX {
            let found = format!("{:.0} a second", ratio(average_frame_rate));
            return absurd("frames", found, format!("{FRAME_RATE_MAX}"));
        }
        let pixel_format = self.pix_fmt.clone().unwrap_or_default();
        Ok(Video {
            stream: self.index,
            codec: self.codec("picture", VIDEO_CODECS)?,
            width,
            height,
            sample_aspect: fraction(self.sample_aspect_ratio.as_deref(), ':')
                .filter(|&(across, up)| across > 0 && up > 0)
                .unwrap_or((1, 1)),
            rotation: self.rotation(),
            frame_rate,
            average_frame_rate,
            bits: bits(&pixel_format),
            pixel_format,
            transfer: known(&self.color_transfer),
            primaries: known(&self.color_primaries),
            matrix: known(&self.color_space),
            seconds: seconds(self.duration.as_deref())?,
        })
    }

    fn audio(&self) -> Result<Audio, ProbeError> {
        let sample_rate = self.sample_rate.as_deref().and_then(|it| it.parse().ok()).unwrap_or(0);
        if self.channels > CHANNELS_MAX {
            return absurd("channels", self.channels.to_string(), CHANNELS_MAX.to_string());
        }
        if sample_rate > SAMPLE_RATE_MAX {
            return absurd(
                "samples a second",
                sample_rate.to_string(),
                SAMPLE_RATE_MAX.to_string(),
            );
        }
        Ok(Audio {
            stream: self.index,
            codec: self.codec("sound", AUDIO_CODECS)?,
            channels: self.channels,
            layout: known(&self.channel_layout),
            sample_rate,
            seconds: seconds(self.duration.as_deref())?,
        })
    }

    fn codec(&self, what: &'static str, read: &[&str]) -> Result<String, ProbeError> {
        let found = self.codec_name.clone().unwrap_or_else(|| "something unknown".to_owned());
        if read.contains(&found.as_str()) {
            Ok(found)
        } else {
            Err(ProbeError::Codec { what, found })
        }
    }

    /// ffprobe gives it counter-clockwise in the side data, clockwise in the older tag.
    fn rotation(&self) -> u16 {
        let side = self.side_data_list.iter().find_map(|it| it.rotation).map(|it| -it);
        let tag = || self.tags.rotate.as_deref().and_then(|it| it.parse::<f64>().ok());
        let degrees = side.or_else(tag).filter(|it| it.is_finite()).unwrap_or(0.0);
        let quarters = (degrees / 90.0).round().rem_euclid(4.0);
        90 * quarters as u16
    }
}

fn known(value: &Option<String>) -> Option<String> {
    value.clone().filter(|it| it != "unknown" && it != "unspecified" && !it.is_empty())
}

fn seconds(text: Option<&str>) -> Result<Option<f64>, ProbeError> {
    let Some(seconds) = text.and_then(|it| it.parse::<f64>().ok()) else { return Ok(None) };
    if !seconds.is_finite() || seconds > SECONDS_MAX {
        return absurd("a length", format!("{seconds} s"), format!("{SECONDS_MAX} s"));
    }
    Ok(Some(seconds.max(0.0)))
}

fn fraction(text: Option<&str>, by: char) -> Option<(u32, u32)> {
    let (above, below) = text?.split_once(by)?;
    let (above, below) = (above.parse().ok()?, below.parse().ok()?);
    (below > 0).then_some((above, below))
}

/// `yuv420p10le` and `p010le` have ten.
fn bits(pixel_format: &str) -> u8 {
    let name = pixel_format.trim_end_matches("le").trim_end_matches("be");
    let digits = name.len() - name.bytes().rev().take_while(u8::is_ascii_digit).count();
    let at_end = name[digits..].trim_start_matches('0').parse().unwrap_or(8);
    if (9..=16).contains(&at_end) && name != pixel_format { at_end } else { 8 }
}

#[cfg(test)]
mod tests;
