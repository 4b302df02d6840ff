//! Loudness as ITU-R BS.1770 measures it, and a limiter.

use std::collections::VecDeque;

use super::buffer::{RATE_F, Stereo, factor, samples};
use super::filter::Biquad;

/// Integrated loudness in LUFS; nothing if there is no sound.
pub(crate) fn integrated_lufs(sound: &Stereo) -> Option<f32> {
    let hop = samples(0.1);
    let left = hop_energies(&sound.left, hop);
    let right = hop_energies(&sound.right, hop);
    let hops: Vec<f32> = left.iter().zip(&right).map(|(left, right)| left + right).collect();
    // Blocks of 400 ms, of which three quarters overlap.
    let blocks: Vec<f32> = hops.windows(4).map(|it| it.iter().sum::<f32>() / 4.0).collect();
    let audible: Vec<f32> = blocks.into_iter().filter(|&it| lufs(it) > -70.0).collect();
    let threshold = lufs(mean(&audible)?) - 10.0;
    let counted: Vec<f32> = audible.into_iter().filter(|&it| lufs(it) > threshold).collect();
    mean(&counted).map(lufs)
}

fn mean(values: &[f32]) -> Option<f32> {
    let sum: f32 = values.iter().sum();
    (!values.is_empty()).then(|| sum / values.len() as f32)
}

fn lufs(energy: f32) -> f32 {
    -0.691 + 10.0 * energy.max(1e-12).log10()
}

/// The mean square of each tenth of a second, after the filters that stand for head and ear. Their
/// coefficients are the standard's, for 48 kHz.
fn hop_energies(channel: &[f32], hop: usize) -> Vec<f32> {
    let mut weighted = channel.to_vec();
    Biquad::new([1.535_124_9, -2.691_696_2, 1.198_392_8], [-1.690_659_3, 0.732_480_77])
        .run(&mut weighted);
    Biquad::new([1.0, -2.0, 1.0], [-1.990_047_5, 0.990_072_25]).run(&mut weighted);
    let parts = weighted.chunks_exact(hop);
    parts.map(|it| it.iter().map(|it| it * it).sum::<f32>() / hop as f32).collect()
}

/// How far ahead the limiter looks.
const AHEAD_S: f32 = 0.004;
/// How soon it lets go.
const RELEASE_S: f32 = 0.08;

/// A factor for each sample that keeps the sound below a ceiling, softly.
pub(crate) fn limiting(sound: &Stereo, ceiling_db: f32) -> Vec<f32> {
    let ceiling = factor(ceiling_db);
    let ahead = samples(AHEAD_S);
    let wanted: Vec<f32> = sound.magnitudes().map(|it| ceiling / it.max(ceiling)).collect();
    let mut least = least_ahead(&wanted, ahead);
    let back = 1.0 - (-1.0 / (RELEASE_S * RATE_F)).exp();
    let mut gain = 1.0_f32;
    for it in &mut least {
        gain = if *it < gain { *it } else { gain + (*it - gain) * back };
        *it = gain;
    }
    averaged(&least, ahead)
}

/// The least of each value and those that follow it.
fn least_ahead(values: &[f32], ahead: usize) -> Vec<f32> {
    let mut rising: VecDeque<usize> = VecDeque::new();
    let mut least = vec![1.0; values.len()];
    for nth in (0..values.len()).rev() {
        while rising.back().is_some_and(|&it| values[it] >= values[nth]) {
            rising.pop_back();
        }
        rising.push_back(nth);
        while rising.front().is_some_and(|&it| it > nth + ahead) {
            rising.pop_front();
        }
        least[nth] = rising.front().map_or(1.0, |&it| values[it]);
    }
    least
}

/// The mean of each value and those before it, so that it has come down when the peak is there.
fn averaged(values: &[f32], behind: usize) -> Vec<f32> {
    // What was before the first is taken to be like it: there may be a peak at once.
    let value = |nth: usize| f64::from(values[nth.saturating_sub(behind)]);
    let mut sum = values.first().map_or(0.0, |it| f64::from(*it) * behind as f64);
    (0..values.len())
        .map(|nth| {
            sum += f64::from(values[nth]) - value(nth);
            (sum / behind as f64) as f32
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::f32::consts::TAU;

    use super::*;

    fn tone(hertz: f32, level: f32) -> Stereo {
        let wave = |nth: usize| level * (TAU * hertz * nth as f32 / RATE_F).sin();
        let mono: Vec<f32> = (0..samples(3.0)).map(wave).collect();
        Stereo { left: mono.clone(), right: mono }
    }

    /// EBU Tech 3341, case 1: a tone of 1 kHz at -23 dBFS in both channels is -23 LUFS.
    #[test]
    fn a_known_tone_has_its_loudness() {
        let lufs = integrated_lufs(&tone(1000.0, factor(-23.0))).unwrap();
        assert!((lufs + 23.0).abs() < 0.1, "{lufs}");
        assert_eq!(integrated_lufs(&Stereo::silence(samples(1.0))), None);
    }

    #[test]
    fn nothing_is_above_the_ceiling() {
        let mut sound = tone(220.0, 0.1);
        for at in [0, 100, 48_000, 48_003, 143_999] {
            (sound.left[at], sound.right[at]) = (1.7, -0.3);
        }
        let gains = limiting(&sound, -3.0);
        sound.shape(&gains);
        let peak = sound.magnitudes().fold(0.0, f32::max);
        assert!(peak <= factor(-3.0) + 0.001, "{peak}");
        assert!(gains.iter().filter(|&&it| it < 0.99).count() < samples(1.5));
    }
}
