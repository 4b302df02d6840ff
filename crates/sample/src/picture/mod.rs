//! The pictures of the sample series: backlit shadow puppets, drawn by code.
//!
//! A storyboard says who stands where and when something changes. For each shot every part is
//! drawn once as SVG and developed into a bitmap; a frame is only loops over pixels.

mod brush;
mod compose;
mod cue;
mod darkroom;
mod garment;
mod geometry;
mod grade;
mod noise;
mod ornament;
mod pen;
mod prop;
mod puppet;
mod scale;
mod set;
mod spline;
mod stage;
mod story;
#[cfg(test)]
mod tests;
mod weather;

use self::compose::{Frame, HEIGHT, WIDTH};
use self::cue::{Beats, Voices};
use self::darkroom::Darkroom;
use self::grade::Grade;
use self::stage::Stage;
use self::story::Shot;
use crate::timeline::{Timeline, Who};

/// Pictures a second.
pub(crate) const RATE: f32 = 25.0;
/// Black at the end, seconds; the lamp goes out in the four frames before.
const BLACK_S: f32 = 0.5;
const FADE_S: f32 = 0.16;

/// Paints an episode, frame by frame: 1080×1920, 25 a second, I420 (BT.709, limited range).
pub(crate) struct Painter {
    shots: Vec<Shot>,
    spans: Vec<(f32, f32)>,
    beats: Beats,
    voices: Voices,
    seed: u64,
    room: Darkroom,
    /// The shot that is set up, by its number.
    stage: Option<(usize, Stage)>,
    frame: Frame,
    zoomed: Frame,
    grade: Grade,
}

/// A picture of red, green and blue bytes.
pub(crate) struct Rgb {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) pixels: Vec<u8>,
}

/// Cover art in any format, though portraits are what it is composed for.
pub(crate) fn cover(width: u32, height: u32) -> Rgb {
    const SEED: u64 = 7;
    /// What must be seen lies about this row: eyes, and what is between the hands.
    const HEART: f32 = 700.0;
    let timeline = Timeline { number: 0, seconds: 2.0, lines: Vec::new() };
    let (beats, voices) = (Beats::new(&timeline), Voices::new(&timeline));
    let shot = story::cover();
    let stage = Stage::new(&shot, (0.0, 2.0), &beats, &mut Darkroom::default(), SEED);
    let (mut frame, mut zoomed) = (Frame::new(), Frame::new());
    stage.paint(&mut frame, &voices, 1.0);
    stage.finish(&mut frame, &mut zoomed, 1.0);
    let mut grade = Grade::new(SEED);
    grade.bloom(&mut zoomed);
    scale::cut(&grade.rgba(&zoomed), width, height, HEART)
}

impl Painter {
    pub(crate) fn new(timeline: &Timeline, seed: u64) -> Self {
        let shots = story::shots(timeline.number);
        let beats = Beats::new(timeline);
        let spans = beats.spans(&shots);
        Self {
            shots,
            spans,
            beats,
            voices: Voices::new(timeline),
            seed,
            room: Darkroom::default(),
            stage: None,
            frame: Frame::new(),
            zoomed: Frame::new(),
            grade: Grade::new(seed),
        }
    }

    pub(crate) fn frames(&self) -> usize {
        ((self.beats.seconds * RATE).round() as usize).max(1)
    }

    /// The picture at `frame`; any order works, but a new shot takes seconds to set up.
    pub(crate) fn paint(&mut self, frame: usize, out: &mut Vec<u8>) {
        out.resize(WIDTH * HEIGHT * 3 / 2, 0);
        let t = frame as f32 / RATE;
        let left = self.beats.seconds - t;
        let ending = ((left - BLACK_S) / FADE_S).clamp(0.0, 1.0);
        if ending <= 0.0 {
            grade::black(out);
            return;
        }
        self.set_up(t);
        let Some((_, stage)) = &self.stage else { return };
        stage.paint(&mut self.frame, &self.voices, t);
        stage.finish(&mut self.frame, &mut self.zoomed, t);
        let picture = &mut self.zoomed;
        let smear = stage.smear(t);
        if smear > 0 {
            picture.smear(smear);
        }
        self.grade.bloom(picture);
        self.grade.write(picture, stage.exposure(t) * ending, out);
    }

    fn set_up(&mut self, t: f32) {
        let index = self.spans.iter().rposition(|span| span.0 <= t + 1e-4).unwrap_or(0);
        if self.stage.as_ref().is_some_and(|(now, _)| *now == index) {
            return;
        }
        // The old shot goes first: two at once are a hundred megabytes more.
        self.stage = None;
        self.room.new_shot();
        let (shot, span) = (&self.shots[index], self.spans[index]);
        let stage = Stage::new(shot, span, &self.beats, &mut self.room, self.seed);
        self.stage = Some((index, stage));
    }
}
