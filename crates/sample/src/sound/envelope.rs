//! How loud a voice is from moment to moment: what lips follow.

use super::buffer::samples;

/// From 0 to 1, a hundred values a second. Speech is loud in its vowels only: the root brings
/// consonants up to where a mouth moves for them.
pub(crate) fn envelope(voice: &[f32]) -> Vec<f32> {
    let (hop, half) = (samples(0.01), samples(0.005));
    let level = |nth: usize| {
        let window =
            &voice[(nth * hop).saturating_sub(half)..voice.len().min(nth * hop + hop + half)];
        let energy: f32 = window.iter().map(|it| it * it).sum();
        (energy / (2 * hop) as f32).sqrt()
    };
    let levels: Vec<f32> = (0..voice.len().div_ceil(hop)).map(level).collect();
    let mut sorted = levels.clone();
    sorted.sort_by(f32::total_cmp);
    let loudest = sorted.get(sorted.len() * 98 / 100).copied().unwrap_or(1.0).max(1e-6);
    levels.into_iter().map(|it| (it / loudest).min(1.0).powf(0.6)).collect()
}
