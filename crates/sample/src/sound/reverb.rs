//! Rooms: a network of eight delays that feed each other.

use super::buffer::{RATE_F, Stereo, samples};
use super::filter::OnePole;

/// Where a sound is heard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Room {
    /// How long the sound stays, in seconds.
    pub(crate) decay_s: f32,
    /// How large it is; 1 is a hall.
    pub(crate) size: f32,
    /// What the walls swallow is above this.
    pub(crate) bright_hertz: f32,
}

/// In samples for a size of 1; no two have a common divisor.
const DELAYS: [f32; 8] = [1433.0, 1601.0, 1867.0, 2053.0, 2251.0, 2399.0, 2617.0, 2797.0];
const SIDE: f32 = 0.353_553_4;
const BEFORE_S: f32 = 0.012;

impl Room {
    /// What the room answers, without the sound itself.
    pub(crate) fn answer(&self, dry: &Stereo) -> Stereo {
        let mut lines: Vec<Line> = DELAYS.iter().map(|&it| self.line(it * self.size)).collect();
        let mut wet = Stereo::silence(dry.len());
        let before = samples(BEFORE_S * self.size);
        for nth in before..dry.len() {
            let (left, right) = (dry.left[nth - before], dry.right[nth - before]);
            let mut out = [0.0; 8];
            for (out, line) in out.iter_mut().zip(&mut lines) {
                *out = line.read();
            }
            wet.left[nth] = (out[0] - out[2] + out[4] - out[6]) * 0.5;
            wet.right[nth] = (out[1] - out[3] + out[5] - out[7]) * 0.5;
            hadamard(&mut out);
            for (which, (line, back)) in lines.iter_mut().zip(out).enumerate() {
                let input = if which % 2 == 0 { left } else { right };
                line.write(back * SIDE + input);
            }
        }
        wet
    }

    fn line(&self, delay: f32) -> Line {
        let delay = (delay as usize).max(1);
        let kept = 10.0_f32.powf(-3.0 * delay as f32 / RATE_F / self.decay_s);
        Line { past: vec![0.0; delay], at: 0, kept, wall: OnePole::new(self.bright_hertz) }
    }
}

struct Line {
    past: Vec<f32>,
    at: usize,
    kept: f32,
    wall: OnePole,
}

impl Line {
    fn read(&mut self) -> f32 {
        self.wall.next(self.past[self.at]) * self.kept
    }

    fn write(&mut self, sample: f32) {
        self.past[self.at] = sample;
        self.at = (self.at + 1) % self.past.len();
    }
}

/// Every line feeds every other, with nothing gained or lost but a factor of √8.
fn hadamard(it: &mut [f32; 8]) {
    for half in [1, 2, 4] {
        for at in (0..8).filter(|at| at & half == 0) {
            let (a, b) = (it[at], it[at + half]);
            (it[at], it[at + half]) = (a + b, a - b);
        }
    }
}
