//! The voices: the recordings that are built in, or a machine's for what was not recorded.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use media::ffmpeg::{Command, Limits, Tools};
use rust_embed::RustEmbed;
use tempfile::TempDir;
use tokio::fs;

use crate::SampleError;
use crate::script::RECORDED;
use crate::sound::{RATE, samples};
use crate::text;
use crate::timeline::{TimedLine, Timeline, Who};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/voices"]
struct Recordings;

/// Longer than any of our lines takes to speak.
const ESPEAK_STALL: Duration = Duration::from_secs(30);
/// What espeak-ng writes: a second of it in bytes, after a head.
const ESPEAK_BYTES_A_SECOND: f32 = 22_050.0 * 2.0;
/// Faster than this, nobody understands it.
const HURRY_MAX: f32 = 1.8;

/// A line as a file that ffmpeg reads.
struct Source {
    path: PathBuf,
    /// How much faster it has to be, to fit where it stands.
    hurry: f32,
}

/// The voices of an episode in a language, one for each of its lines: a channel at our rate.
pub(crate) async fn voices(
    timeline: &Timeline,
    language: &str,
    tools: &Tools,
) -> Result<Vec<Vec<f32>>, SampleError> {
    if timeline.lines.is_empty() {
        return Ok(Vec::new());
    }
    let folder = TempDir::new().map_err(|source| {
        let path = std::env::temp_dir();
        SampleError::File { doing: "making a folder in", path, source }
    })?;
    let mut sources = Vec::new();
    for line in &timeline.lines {
        sources.push(source(line, language, folder.path()).await?);
    }
    decode(&sources, timeline, tools, folder.path()).await
}

async fn source(line: &TimedLine, language: &str, folder: &Path) -> Result<Source, SampleError> {
    let Some(recording) = recording(line, language) else {
        return spoken(line, language, folder).await;
    };
    let path = folder.join(format!("{}.opus", line.id));
    let written = fs::write(&path, &recording).await;
    written.map_err(|source| SampleError::File { doing: "writing", path: path.clone(), source })?;
    Ok(Source { path, hurry: 1.0 })
}

fn recording(line: &TimedLine, language: &str) -> Option<Vec<u8>> {
    let name = match line.who {
        Who::Mei => "mei",
        Who::Arif => "arif",
        Who::Koh => "koh",
        Who::Lian => "lian",
        Who::Lamplighter => "lamplighter",
        Who::Mother => "mother",
    };
    let known = RECORDED.contains(&language);
    let file = known.then(|| Recordings::get(&format!("{language}/{}-{name}.opus", line.id)));
    file.flatten().map(|it| it.data.into_owned())
}

/// Lets a machine speak the line: in no voice that anybody would mistake for a person's.
async fn spoken(line: &TimedLine, language: &str, folder: &Path) -> Result<Source, SampleError> {
    let path = folder.join(format!("{}.wav", line.id));
    let failed = |source| SampleError::Speak {
        line: line.id.clone(),
        language: language.to_owned(),
        source,
    };
    let words = text::text(language).map(|it| it.line(&line.id));
    let words = words.ok_or_else(|| failed(io::Error::other("it is not translated")))?;
    espeak(&words, language, line.who, &path).await.map_err(failed)?;
    let bytes = fs::metadata(&path).await.map_err(failed)?.len();
    let lasts_s = bytes as f32 / ESPEAK_BYTES_A_SECOND;
    let hurry = (lasts_s / (line.end_s - line.start_s)).clamp(1.0, HURRY_MAX);
    Ok(Source { path, hurry })
}

async fn espeak(words: &str, language: &str, who: Who, path: &Path) -> io::Result<()> {
    // Its names are older than the scripts in ours.
    let voice = if language.starts_with("zh") { "cmn" } else { language };
    let variant = match who {
        Who::Mei => "f2",
        Who::Lian => "f4",
        Who::Koh => "f5",
        Who::Mother => "f3",
        Who::Arif => "m3",
        Who::Lamplighter => "whisper",
    };
    let mut command = tokio::process::Command::new("espeak-ng");
    command.arg("-v").arg(format!("{voice}+{variant}")).arg("-w").arg(path).arg("--").arg(words);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    let status = tokio::time::timeout(ESPEAK_STALL, command.status()).await??;
    if status.success() { Ok(()) } else { Err(io::Error::other(status.to_string())) }
}

/// Decodes all lines in one run.
async fn decode(
    sources: &[Source],
    timeline: &Timeline,
    tools: &Tools,
    folder: &Path,
) -> Result<Vec<Vec<f32>>, SampleError> {
    let limits = Limits { stall: Duration::from_secs(60), ..Limits::default() };
    let inputs = sources.iter().fold(Command::ffmpeg(tools, limits), |it, source| {
        it.args(["-threads", "1"]).input(&source.path)
    });
    let raw = |nth: usize| folder.join(format!("{nth}.f32"));
    let outputs = sources.iter().enumerate().fold(inputs, |it, (nth, source)| {
        let tempo =
            if source.hurry > 1.0 { format!("atempo={}", source.hurry) } else { "anull".into() };
        it.args(["-map", &format!("{nth}:a:0"), "-af", &tempo])
            .args(["-ac", "1", "-ar", &RATE.to_string(), "-f", "f32le"])
            .output(&raw(nth))
    });
    outputs.run(|_| {}).await.map_err(|source| SampleError::Ffmpeg {
        doing: format!("decoding the voices of episode {}", timeline.number),
        source,
    })?;
    let mut voices = Vec::new();
    for (nth, line) in timeline.lines.iter().enumerate() {
        let path = raw(nth);
        let bytes = fs::read(&path).await;
        let bytes = bytes.map_err(|source| SampleError::File { doing: "reading", path, source })?;
        let mut voice: Vec<f32> = bytes
            .chunks_exact(4)
            .map(|it| f32::from_le_bytes([it[0], it[1], it[2], it[3]]))
            .collect();
        voice.truncate(samples(line.end_s - line.start_s + 0.05));
        voices.push(voice);
    }
    Ok(voices)
}

#[cfg(test)]
mod tests;
