//! Filters: second-order sections as Robert Bristow-Johnson's cookbook has them.

use std::f32::consts::TAU;

use super::buffer::RATE_F;

/// One second-order section.
#[derive(Clone, Debug)]
pub(crate) struct Biquad {
    b: [f32; 3],
    a: [f32; 2],
    state: [f32; 2],
}

impl Biquad {
    /// From the coefficients themselves, with `a0` as 1.
    pub(crate) fn new(b: [f32; 3], a: [f32; 2]) -> Self {
        Self { b, a, state: [0.0; 2] }
    }

    pub(crate) fn low_pass(hertz: f32, q: f32) -> Self {
        let (cos, alpha) = corner(hertz, q);
        let side = (1.0 - cos) / 2.0;
        Self::divided([side, 1.0 - cos, side], [1.0 + alpha, -2.0 * cos, 1.0 - alpha])
    }

    pub(crate) fn high_pass(hertz: f32, q: f32) -> Self {
        let (cos, alpha) = corner(hertz, q);
        let side = (1.0 + cos) / 2.0;
        Self::divided([side, -1.0 - cos, side], [1.0 + alpha, -2.0 * cos, 1.0 - alpha])
    }

    /// Passes the middle as loud as it came.
    pub(crate) fn band_pass(hertz: f32, q: f32) -> Self {
        let (cos, alpha) = corner(hertz, q);
        Self::divided([alpha, 0.0, -alpha], [1.0 + alpha, -2.0 * cos, 1.0 - alpha])
    }

    fn divided(b: [f32; 3], [a0, a1, a2]: [f32; 3]) -> Self {
        Self::new(b.map(|it| it / a0), [a1 / a0, a2 / a0])
    }

    /// The same filter at another place, without a click.
    pub(crate) fn retune(&mut self, to: &Self) {
        (self.b, self.a) = (to.b, to.a);
    }

    pub(crate) fn next(&mut self, x: f32) -> f32 {
        let y = self.b[0] * x + self.state[0];
        self.state[0] = self.b[1] * x - self.a[0] * y + self.state[1];
        self.state[1] = self.b[2] * x - self.a[1] * y;
        y
    }

    pub(crate) fn run(mut self, samples: &mut [f32]) {
        samples.iter_mut().for_each(|it| *it = self.next(*it));
    }
}

fn corner(hertz: f32, q: f32) -> (f32, f32) {
    let angle = TAU * hertz.clamp(5.0, RATE_F * 0.45) / RATE_F;
    (angle.cos(), angle.sin() / (2.0 * q))
}

/// The gentlest low pass, for what changes from sample to sample.
#[derive(Clone, Debug)]
pub(crate) struct OnePole {
    share: f32,
    state: f32,
}

impl OnePole {
    pub(crate) fn new(hertz: f32) -> Self {
        Self { share: 1.0 - (-TAU * hertz / RATE_F).exp(), state: 0.0 }
    }

    pub(crate) fn next(&mut self, x: f32) -> f32 {
        self.state += self.share * (x - self.state);
        self.state
    }
}

/// Noise in a band whose middle moves: wind, rushing, falling.
pub(crate) fn swept(samples: &mut [f32], q: f32, hertz_at: impl Fn(f32) -> f32) {
    const STEP: usize = 64;
    let count = samples.len().max(1) as f32;
    let mut filter = Biquad::band_pass(hertz_at(0.0), q);
    for (nth, part) in samples.chunks_mut(STEP).enumerate() {
        filter.retune(&Biquad::band_pass(hertz_at((nth * STEP) as f32 / count), q));
        part.iter_mut().for_each(|it| *it = filter.next(*it));
    }
}
