//! Sound in memory.

use std::f32::consts::FRAC_PI_4;

/// Samples a second, everywhere.
pub(crate) const RATE: u32 = 48_000;
/// The same, for reckoning.
pub(crate) const RATE_F: f32 = RATE as f32;

/// How many samples last so long.
pub(crate) fn samples(seconds: f32) -> usize {
    (seconds.max(0.0) * RATE_F).round() as usize
}

/// A factor for a level in decibels.
pub(crate) fn factor(db: f32) -> f32 {
    10.0_f32.powf(db / 20.0)
}

/// Two channels of the same length.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stereo {
    pub(crate) left: Vec<f32>,
    pub(crate) right: Vec<f32>,
}

impl Stereo {
    pub(crate) fn silence(samples: usize) -> Self {
        Self { left: vec![0.0; samples], right: vec![0.0; samples] }
    }

    pub(crate) fn len(&self) -> usize {
        self.left.len()
    }

    /// Adds one channel from a sample on, between left (-1) and right (1). What is beyond the end
    /// is left away.
    pub(crate) fn add(&mut self, at: usize, mono: &[f32], gain: f32, pan: f32) {
        let angle = (pan.clamp(-1.0, 1.0) + 1.0) * FRAC_PI_4;
        add(&mut self.left, at, mono, gain * angle.cos());
        add(&mut self.right, at, mono, gain * angle.sin());
    }

    /// Adds another sound from the beginning.
    pub(crate) fn mix(&mut self, other: &Self, gain: f32) {
        add(&mut self.left, 0, &other.left, gain);
        add(&mut self.right, 0, &other.right, gain);
    }

    /// Multiplies each sample with its own factor.
    pub(crate) fn shape(&mut self, gains: &[f32]) {
        for channel in [&mut self.left, &mut self.right] {
            channel.iter_mut().zip(gains).for_each(|(it, gain)| *it *= gain);
        }
    }

    pub(crate) fn scale(&mut self, gain: f32) {
        for channel in [&mut self.left, &mut self.right] {
            channel.iter_mut().for_each(|it| *it *= gain);
        }
    }

    /// The larger of both channels, sample by sample.
    pub(crate) fn magnitudes(&self) -> impl Iterator<Item = f32> {
        self.left.iter().zip(&self.right).map(|(left, right)| left.abs().max(right.abs()))
    }
}

fn add(to: &mut [f32], at: usize, from: &[f32], gain: f32) {
    let to = to.get_mut(at..).unwrap_or_default();
    to.iter_mut().zip(from).for_each(|(to, from)| *to += gain * from);
}
