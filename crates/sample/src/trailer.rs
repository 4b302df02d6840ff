//! The trailer: what is said first in a few episodes, one after the other, then the cover.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use media::ffmpeg::{Command, Limits, Tools};

use crate::describe::{ART, Names, TRAILER};
use crate::folder::{Folder, failed};
use crate::master::{FRAMES_A_SECOND, aac, bitexact, picture};
use crate::script::RECORDED;
use crate::subtitles::{Cue, cues, millis, srt};
use crate::text::{LANGUAGES, Text, text};
use crate::timeline::{BLACK_S, Timeline};
use crate::{Sample, SampleError};

/// Raised whenever something else is made of the same episodes.
const EDITION: u32 = 1;
/// Those of more episodes would tell too much.
const EPISODES_MAX: usize = 5;
/// Without the cover.
const SECONDS_MAX: f32 = 17.0;
const COVER_S: f32 = 2.4;
/// A scene is seen before the first word, and after the last.
const BEFORE_S: f32 = 0.4;
const AFTER_S: f32 = 0.5;
/// Sound that is cut is faded, so that it does not click.
const FADE_S: f32 = 0.06;
/// What is encoded twice peaks a little higher.
const QUIETER: &str = "volume=-1dB";

/// A part of an episode.
#[derive(Clone, Debug, PartialEq)]
struct Scene<'a> {
    of: &'a Timeline,
    from_s: f32,
    to_s: f32,
    /// When it begins in the trailer.
    at_s: f32,
}

/// Makes the trailer of episodes that are there, and moves its files when they are whole.
pub(crate) async fn make(
    sample: &Sample,
    timelines: &[Timeline],
    folder: &Folder,
    tools: &Tools,
) -> Result<(), SampleError> {
    let made_of = format!("{} episodes={} trailer={EDITION}", sample.made_of(), sample.episodes);
    if folder.is_whole(&TRAILER.stem(), &made_of) {
        return Ok(());
    }
    let scenes = scenes(timelines);
    let files = folder.work()?;
    let sources = |name: fn(&Scene<'_>) -> String| -> Vec<_> {
        scenes.iter().map(|it| folder.path().join(name(it))).collect()
    };
    let masters = sources(|it| Names::of(it.of.number).master());
    let cover = folder.path().join(ART[2].1);
    encode(master(&scenes, &masters, &cover, tools), &files.path().join(TRAILER.master())).await?;
    let dubs = sources(|it| Names::of(it.of.number).dub());
    encode(dub(&scenes, &dubs, tools), &files.path().join(TRAILER.dub())).await?;
    write_subtitles(&scenes, files.path())?;
    folder.take(&TRAILER.stem(), &made_of, files.path())
}

/// The first line of each of the first episodes, as many as there is time for.
fn scenes(timelines: &[Timeline]) -> Vec<Scene<'_>> {
    let mut scenes = Vec::new();
    let mut at_s = 0.0;
    for of in timelines.iter().take(EPISODES_MAX) {
        let Some(line) = of.lines.first() else { continue };
        // Whole frames, so that sound and picture are cut at the same time.
        let frames =
            |seconds: f32| (seconds * FRAMES_A_SECOND as f32).round() / FRAMES_A_SECOND as f32;
        let next_s = of.lines.get(1).map_or(of.seconds - BLACK_S, |it| it.start_s);
        let from_s = frames((line.start_s - BEFORE_S).max(0.0));
        let to_s = frames((line.end_s + AFTER_S).min(next_s));
        if at_s + to_s - from_s > SECONDS_MAX {
            break;
        }
        scenes.push(Scene { of, from_s, to_s, at_s });
        at_s += to_s - from_s;
    }
    scenes
}

fn master(scenes: &[Scene<'_>], masters: &[PathBuf], cover: &Path, tools: &Tools) -> Command {
    let mut graph = String::new();
    for (nth, scene) in scenes.iter().enumerate() {
        let Scene { from_s, to_s, .. } = scene;
        let _ = write!(graph, "[{nth}:v]trim={from_s}:{to_s},setpts=PTS-STARTPTS[v{nth}];");
        graph += &cut_sound(nth, scene);
    }
    let count = scenes.len();
    // The cover comes out of the dark, and its sound is the room's: none.
    let _ = write!(graph, "[{count}:v]format=yuv420p,setsar=1,fade=in:d=0.4[v{count}];");
    graph += &silence(count);
    let pairs: String = (0..=count).map(|it| format!("[v{it}][a{it}]")).collect();
    let _ = write!(graph, "{pairs}concat=n={}:v=1:a=1[v][mix];[mix]{QUIETER}[a]", count + 1);
    let command = masters
        .iter()
        .fold(Command::ffmpeg(tools, Limits::default()), |command, it| command.input(it));
    let (rate, seconds) = (FRAMES_A_SECOND.to_string(), COVER_S.to_string());
    // The folder's name may have a percent sign, which means nothing.
    let still = ["-f", "image2", "-pattern_type", "none", "-loop", "1", "-framerate", &rate];
    let command = command.args(still).args(["-t", &seconds, "-i"]).arg(cover);
    let command = command.args(["-filter_complex", &graph, "-map", "[v]", "-map", "[a]"]);
    aac(picture(command))
}

fn dub(scenes: &[Scene<'_>], dubs: &[PathBuf], tools: &Tools) -> Command {
    let cuts: String = scenes.iter().enumerate().map(|(nth, it)| cut_sound(nth, it)).collect();
    let count = scenes.len();
    let names: String = (0..=count).map(|it| format!("[a{it}]")).collect();
    let end = silence(count);
    let graph = format!("{cuts}{end}{names}concat=n={}:v=0:a=1[mix];[mix]{QUIETER}[a]", count + 1);
    let command = dubs
        .iter()
        .fold(Command::ffmpeg(tools, Limits::default()), |command, it| command.input(it));
    aac(command.args(["-filter_complex", &graph, "-map", "[a]"]))
}

fn cut_sound(nth: usize, Scene { from_s, to_s, .. }: &Scene<'_>) -> String {
    let out_s = to_s - from_s - FADE_S;
    format!(
        "[{nth}:a]atrim={from_s}:{to_s},asetpts=PTS-STARTPTS,afade=t=in:d={FADE_S},\
         afade=t=out:st={out_s}:d={FADE_S}[a{nth}];"
    )
}

fn silence(nth: usize) -> String {
    format!("anullsrc=r=48000:cl=stereo,atrim=0:{COVER_S}[a{nth}];")
}

async fn encode(command: Command, to: &Path) -> Result<(), SampleError> {
    let run = bitexact(command).output(to).run(|_| {}).await;
    run.map_err(|source| SampleError::Ffmpeg { doing: "encoding the trailer".to_owned(), source })
}

fn write_subtitles(scenes: &[Scene<'_>], to: &Path) -> Result<(), SampleError> {
    let Some(original) = text(RECORDED[0]) else { return Ok(()) };
    for language in LANGUAGES {
        let Some(text) = text(language) else { continue };
        let shown: Vec<Cue> = scenes.iter().flat_map(|it| it.cues(original, text)).collect();
        let path = to.join(TRAILER.subtitles(language));
        std::fs::write(&path, srt(&shown)).map_err(failed("writing", &path))?;
    }
    Ok(())
}

impl Scene<'_> {
    /// What is said in it, by the trailer's clock.
    fn cues(&self, original: &Text, text: &Text) -> Vec<Cue> {
        let (from_ms, to_ms, at_ms) = (millis(self.from_s), millis(self.to_s), millis(self.at_s));
        let said = cues(self.of, original, text).into_iter();
        let said = said.filter(|it| it.start_ms >= from_ms && it.start_ms < to_ms);
        said.map(|it| Cue {
            start_ms: it.start_ms - from_ms + at_ms,
            end_ms: it.end_ms.min(to_ms) - from_ms + at_ms,
            text: it.text,
        })
        .collect()
    }
}
