//! One episode, from its number to its files.

use std::path::Path;

use media::ffmpeg::Tools;

use crate::describe::Names;
use crate::folder::{Folder, failed};
use crate::master::{Master, encode_sound};
use crate::script::RECORDED;
use crate::sound::{mix, write_wav};
use crate::subtitles::{cues, srt};
use crate::text::{LANGUAGES, text};
use crate::timeline::Timeline;
use crate::voices::voices;
use crate::{Sample, SampleError};

/// The share of the work that is done before the first frame is painted.
const BEFORE_PAINTING: f64 = 0.1;
/// Sounds that are mixed, but only to be encoded: names for a work folder.
const ORIGINAL_WAV: &str = "original.wav";
const DUB_WAV: &str = "dub.wav";

/// Makes all files of an episode in the work folder, and moves them when they are whole.
///
/// Dropping the future stops the encoder, the painter at its next frame, and the mixer when it is
/// done.
pub(crate) async fn make(
    sample: &Sample,
    number: u32,
    folder: &Folder,
    tools: &Tools,
    on_fraction: impl Fn(f64),
) -> Result<(), SampleError> {
    let names = Names::of(number);
    let made_of = sample.made_of();
    if folder.is_whole(&names.stem(), &made_of) {
        on_fraction(1.0);
        return Ok(());
    }
    on_fraction(0.0);
    let timeline = Timeline::plan(number, sample.seconds as f32);
    let (files, scratch) = (folder.work()?, folder.work()?);
    write_subtitles(&timeline, &names, files.path())?;
    on_fraction(BEFORE_PAINTING * 0.1);
    write_sounds(&timeline, sample.seed, tools, files.path(), scratch.path()).await?;
    on_fraction(BEFORE_PAINTING);

    let dub = files.path().join(names.dub());
    encode_sound(&scratch.path().join(DUB_WAV), &dub, number, tools).await?;
    let master = Master {
        timeline: &timeline,
        seed: sample.seed,
        wav: &scratch.path().join(ORIGINAL_WAV),
        folder: scratch.path(),
        tools,
    };
    let on_frame = |done: usize, of: usize| {
        // The last share is for closing the file.
        let painted = done as f64 / of.max(1) as f64 * 0.99;
        on_fraction(BEFORE_PAINTING + (1.0 - BEFORE_PAINTING) * painted);
    };
    master.encode(&files.path().join(names.master()), on_frame).await?;
    folder.take(&names.stem(), &made_of, files.path())?;
    on_fraction(1.0);
    Ok(())
}

fn write_subtitles(timeline: &Timeline, names: &Names, to: &Path) -> Result<(), SampleError> {
    let Some(original) = text(RECORDED[0]) else { return Ok(()) };
    for language in LANGUAGES {
        let Some(text) = text(language) else { continue };
        let path = to.join(names.subtitles(language));
        let file = srt(&cues(timeline, original, text));
        std::fs::write(&path, file).map_err(failed("writing", &path))?;
    }
    Ok(())
}

/// Mixes on a thread of its own: it takes a second or two.
async fn write_sounds(
    timeline: &Timeline,
    seed: u64,
    tools: &Tools,
    files: &Path,
    scratch: &Path,
) -> Result<(), SampleError> {
    let original = voices(timeline, RECORDED[0], tools).await?;
    let dubbed = voices(timeline, RECORDED[1], tools).await?;
    let names = Names::of(timeline.number);
    let paths = [
        files.join(names.dialogue()),
        files.join(names.music_and_effects()),
        scratch.join(ORIGINAL_WAV),
        scratch.join(DUB_WAV),
    ];
    let timeline = timeline.clone();
    let number = timeline.number;
    let mixing = tokio::task::spawn_blocking(move || {
        let mix = mix(&timeline, seed, &original, &dubbed);
        let sounds = [&mix.dialogue, &mix.music_and_effects, &mix.original, &mix.dub];
        for (path, sound) in paths.iter().zip(sounds) {
            write_wav(path, sound).map_err(failed("writing", path))?;
        }
        Ok(())
    });
    let broken = |source| SampleError::Broken { doing: format!("mixing episode {number}"), source };
    mixing.await.map_err(broken)?
}
