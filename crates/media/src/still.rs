//! Pictures that stand still, in the widths in which they are shown.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::ffmpeg::{Command, Limits, RunError, Tools};

/// What is read has no more pixels.
pub const PIXELS_MAX: u32 = 16 << 20;
/// A picture takes a second; one that takes a minute is an attack.
const LIMITS: Limits = Limits {
    memory_bytes: 1 << 30,
    processor_s: 60,
    stall: Duration::from_secs(60),
    file_bytes: 8 << 20,
    cores: 1,
};
/// Of 100. Lines stay clean, and skies without steps, at a third of what a JPEG takes.
const QUALITY: &str = "80";

/// A picture in one width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Still {
    /// In pixels.
    pub width: u32,
    /// The file, WebP.
    pub path: PathBuf,
}

/// Which of the wanted widths a picture can be had in without being blown up: those below its own,
/// and where it is no wider than the widest, its own. From small to large.
pub fn widths(wanted: &[u32], own: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = wanted.iter().map(|it| (*it).min(own)).collect();
    widths.sort_unstable();
    widths.dedup();
    widths
}

/// Makes a JPEG in these widths, as WebP, in `work`.
///
/// # Errors
///
/// When ffmpeg is missing or fails, and when the picture outgrows a limit.
pub async fn scale(
    tools: &Tools,
    jpeg: &Path,
    widths: &[u32],
    work: &Path,
) -> Result<Vec<Still>, RunError> {
    let mut command = Command::ffmpeg(tools, LIMITS)
        .args(["-max_pixels", &PIXELS_MAX.to_string()])
        .jpeg(jpeg)
        .args(["-filter_complex", &graph(widths)]);
    let mut stills = Vec::with_capacity(widths.len());
    for (index, &width) in widths.iter().enumerate() {
        let path = work.join(format!("{width}.webp"));
        command = command
            .args(["-map", &format!("[w{index}]"), "-frames:v", "1", "-c:v", "libwebp"])
            .args(["-quality", QUALITY, "-compression_level", "6", "-preset", "photo"])
            .args(["-update", "1", "-f", "image2"])
            .output(&path);
        stills.push(Still { width, path });
    }
    command.run(|_| {}).await?;
    Ok(stills)
}

/// One decode feeds all widths. WebP has no colours of the full range: without a word of it they
/// would be clipped.
fn graph(widths: &[u32]) -> String {
    let pads = |name: char| (0..widths.len()).map(move |it| format!("[{name}{it}]"));
    let split = format!("[0:v]split={}{}", widths.len(), pads('s').collect::<String>());
    let scaled = widths.iter().zip(pads('s').zip(pads('w'))).map(|(width, (from, to))| {
        format!("{from}scale={width}:-1:flags=lanczos:out_range=limited,format=yuv420p{to}")
    });
    std::iter::once(split).chain(scaled).collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests;
