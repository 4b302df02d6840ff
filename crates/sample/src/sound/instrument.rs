//! What plays the music: plucked strings, a humming voice, bells, bowed strings, a drone, drums.

use std::f32::consts::{PI, TAU};

use super::buffer::{RATE_F, samples};
use super::filter::{Biquad, OnePole, swept};
use super::noise::Noise;

/// The frequency of a note, where 69 is 440 Hz.
pub(crate) fn hertz(note: f32) -> f32 {
    440.0 * ((note - 69.0) / 12.0).exp2()
}

/// A string that is plucked and bent, as on a zither (Karplus and Strong's delay line).
pub(crate) fn pluck(noise: &mut Noise, note: f32, force: f32, seconds: f32) -> Vec<f32> {
    let hertz = hertz(note);
    let period = RATE_F / hertz;
    let mut string = excited(noise, period, force);
    let size = string.len();
    // High strings ring shorter.
    let rings_s = (3.6 * (220.0 / hertz).powf(0.45)).clamp(0.7, 5.0);
    let kept = 10.0_f32.powf(-3.0 / (hertz * rings_s));
    let dull = 0.5 - 0.28 * force;
    let depth = 0.0022 * noise.between(0.4, 1.0);

    let mut out = vec![0.0; samples(seconds)];
    for (nth, out) in out.iter_mut().enumerate() {
        let at_s = nth as f32 / RATE_F;
        // The finger pulls the string a little sharp, then trembles.
        let bend =
            0.004 * (-at_s * 28.0).exp() + depth * (at_s * 1.6).min(1.0) * (TAU * 5.1 * at_s).sin();
        let delay = period * (1.0 - bend) - dull;
        let (whole, part) = (delay as usize, delay.fract());
        let past = |back: usize| string[(nth + size - back.min(size - 1)) % size];
        let (a, b, c) = (past(whole), past(whole + 1), past(whole + 2));
        let (now, before) = (a + (b - a) * part, b + (c - b) * part);
        let plucked = nth < period as usize;
        *out = if plucked { string[nth] } else { kept * (now * (1.0 - dull) + before * dull) };
        string[nth % size] = *out;
    }
    soundboard(&mut out);
    fade(&mut out, 0.0, 0.08);
    out
}

/// A delay line long enough for the lowest bend, with one period of what a finger does in it.
fn excited(noise: &mut Noise, period: f32, force: f32) -> Vec<f32> {
    let size = (period * 1.02) as usize + 8;
    let mut string = vec![0.0; size];
    // A fingertip, not a nail: two soft corners.
    let soft = 900.0 + 6500.0 * force * force;
    let (mut finger, mut tip) = (OnePole::new(soft), OnePole::new(soft * 1.7));
    let place = (period * 0.17) as usize;
    let burst: Vec<f32> =
        (0..period as usize).map(|_| tip.next(finger.next(noise.white()))).collect();
    for (nth, it) in string.iter_mut().enumerate().take(burst.len()) {
        // Where it is plucked, some overtones are missing.
        *it = force * (burst[nth] - 0.7 * burst[(nth + burst.len() - place) % burst.len()]);
    }
    string
}

fn soundboard(samples: &mut [f32]) {
    let mut wood = [(210.0, 2.0, 0.5), (420.0, 2.5, 0.35), (960.0, 3.0, 0.3)]
        .map(|(hertz, q, gain)| (Biquad::band_pass(hertz, q), gain));
    let mut rumble = Biquad::high_pass(70.0, 0.7);
    for it in samples {
        let ring: f32 = wood.iter_mut().map(|(filter, gain)| filter.next(*it) * *gain).sum();
        *it = rumble.next(*it + ring);
    }
}

/// Somebody who hums, with a closed mouth: the nose is all that sounds.
pub(crate) fn hum(noise: &mut Noise, note: f32, from_note: f32, seconds: f32) -> Vec<f32> {
    let mut phase = 0.0_f32;
    let mut throat = [(300.0, 1.3, 1.0), (1000.0, 3.0, 0.32), (2400.0, 4.0, 0.12)]
        .map(|(hertz, q, gain)| (Biquad::band_pass(hertz, q), gain));
    let mut breath = OnePole::new(700.0);
    let mut drift = OnePole::new(3.0);
    let mut out = vec![0.0; samples(seconds)];
    for (nth, out) in out.iter_mut().enumerate() {
        let at_s = nth as f32 / RATE_F;
        let slide = note + (from_note - note) * (-at_s * 16.0).exp();
        let vibrato = 0.22 * (at_s * 1.4 - 0.25).clamp(0.0, 1.0) * (TAU * 5.3 * at_s).sin();
        let wander = 9.0 * drift.next(noise.white());
        phase = (phase + hertz(slide + vibrato + wander * 0.12) / RATE_F).fract();
        let glottis = (0.5 - phase) + 0.06 * breath.next(noise.white());
        *out = throat.iter_mut().map(|(filter, gain)| filter.next(glottis) * *gain).sum();
    }
    fade(&mut out, 0.09, 0.16_f32.min(seconds * 0.4));
    out
}

/// Metal that was struck: partials that are not in tune with each other, the high ones gone first.
pub(crate) fn bell(note: f32, seconds: f32, metal: &[(f32, f32)]) -> Vec<f32> {
    let base = hertz(note);
    let mut out = vec![0.0; samples(seconds)];
    for (nth, &(ratio, level)) in metal.iter().enumerate() {
        let hertz = base * ratio;
        if hertz > 15_000.0 {
            continue;
        }
        let decay = 2.6 * ratio.powf(0.75) / seconds.max(0.1) + 0.3;
        let detune = 1.0 + 0.0007 * nth as f32;
        for (at, out) in out.iter_mut().enumerate() {
            let at_s = at as f32 / RATE_F;
            *out += level * (-decay * at_s).exp() * (TAU * hertz * detune * at_s).sin();
        }
    }
    fade(&mut out, 0.001, seconds * 0.3);
    out
}

/// A small bright bell, like a lantern's glass.
pub(crate) const GLASS: [(f32, f32); 4] = [(1.0, 0.6), (2.76, 0.3), (5.4, 0.12), (8.93, 0.05)];
/// A bronze bell of a house.
pub(crate) const BRONZE: [(f32, f32); 7] =
    [(0.5, 0.35), (1.0, 0.5), (1.2, 0.35), (1.5, 0.2), (2.0, 0.3), (2.67, 0.15), (4.1, 0.1)];

/// Strings that are bowed softly, together: a chord that swells and goes.
pub(crate) fn bowed(noise: &mut Noise, note: f32, seconds: f32) -> Vec<f32> {
    let mut out = vec![0.0; samples(seconds)];
    for player in 0..3 {
        let tuning = note + noise.between(-0.07, 0.07);
        let speed = noise.between(4.2, 5.6);
        let mut phase = noise.between(0.0, 1.0);
        for (nth, out) in out.iter_mut().enumerate() {
            let at_s = nth as f32 / RATE_F;
            let vibrato = 0.09 * (TAU * speed * at_s + player as f32).sin();
            phase = (phase + hertz(tuning + vibrato) / RATE_F).fract();
            *out += (phase - 0.5) * 0.4;
        }
    }
    let cutoff = (hertz(note) * 3.2).clamp(320.0, 1500.0);
    Biquad::low_pass(cutoff, 0.6).run(&mut out);
    Biquad::low_pass(cutoff * 1.6, 0.6).run(&mut out);
    fade(&mut out, seconds * 0.35, seconds * 0.4);
    out
}

/// One low tone under everything, that beats with itself and breathes.
pub(crate) fn drone(noise: &mut Noise, note: f32, seconds: f32) -> Vec<f32> {
    let base = hertz(note);
    let mut out = vec![0.0; samples(seconds)];
    for (ratio, level) in
        [(1.0, 0.5), (1.004, 0.4), (1.5, 0.16), (2.003, 0.2), (3.0, 0.07), (4.01, 0.04)]
    {
        let (speed, offset) = (noise.between(0.05, 0.21), noise.between(0.0, TAU));
        for (nth, out) in out.iter_mut().enumerate() {
            let at_s = nth as f32 / RATE_F;
            let breath = 0.7 + 0.3 * (TAU * speed * at_s + offset).sin();
            *out += level * breath * (TAU * base * ratio * at_s + offset).sin();
        }
    }
    fade(&mut out, 1.2_f32.min(seconds * 0.3), 0.25);
    out
}

/// Two thuds, as a heart does.
pub(crate) fn heartbeat() -> Vec<f32> {
    let mut out = vec![0.0; samples(0.7)];
    for (at_s, level) in [(0.0, 1.0), (0.27, 0.7)] {
        let thud = thud(58.0, 34.0, 0.3);
        let at = samples(at_s);
        out[at..].iter_mut().zip(&thud).for_each(|(to, from)| *to += level * from);
    }
    out
}

/// A drum: a tone that falls.
pub(crate) fn thud(from_hertz: f32, to_hertz: f32, seconds: f32) -> Vec<f32> {
    let mut phase = 0.0_f32;
    let mut out = vec![0.0; samples(seconds)];
    for (nth, out) in out.iter_mut().enumerate() {
        let at = nth as f32 / RATE_F / seconds;
        let hertz = to_hertz + (from_hertz - to_hertz) * (-at * 7.0).exp();
        phase = (phase + hertz / RATE_F).fract();
        *out = (TAU * phase).sin() * (-at * 5.5).exp();
    }
    fade(&mut out, 0.004, seconds * 0.3);
    out
}

/// The blow on which an episode ends.
pub(crate) fn boom(noise: &mut Noise) -> Vec<f32> {
    let mut out = thud(92.0, 29.0, 2.4);
    for (out, hit) in out.iter_mut().zip(thud(230.0, 85.0, 0.5)) {
        *out += 0.5 * hit;
    }
    let mut dust = noise.samples(samples(0.7));
    Biquad::low_pass(420.0, 0.7).run(&mut dust);
    for (nth, (out, dust)) in out.iter_mut().zip(&dust).enumerate() {
        *out += 0.8 * dust * (-(nth as f32) / RATE_F * 9.0).exp();
    }
    // Phones have no bass: what they can play must say it too.
    out.iter_mut().for_each(|it| *it = (*it * 1.9).tanh() * 0.8);
    out
}

/// What rises before the blow: air and a cluster of strings, cut off at the end.
pub(crate) fn riser(noise: &mut Noise, note: f32, seconds: f32) -> Vec<f32> {
    let mut air = noise.samples(samples(seconds));
    swept(&mut air, 1.1, |at| 280.0 * 9.0_f32.powf(at));
    let mut phases = [0.0_f32, 0.33, 0.7, 0.1];
    let mut filter = Biquad::low_pass(1800.0, 0.7);
    let count = air.len().max(1) as f32;
    for (nth, it) in air.iter_mut().enumerate() {
        let at = nth as f32 / count;
        let mut strings = 0.0;
        for (phase, tone) in phases.iter_mut().zip([0.0, 1.06, 12.0, 13.1]) {
            let tremor = 0.2 * (TAU * (5.0 + 9.0 * at) * nth as f32 / RATE_F).sin();
            *phase = (*phase + hertz(note + tone + at * 1.0 + tremor * at) / RATE_F).fract();
            strings += (*phase - 0.5) * 0.14;
        }
        *it = at.powf(2.2) * (0.55 * *it + filter.next(strings));
    }
    fade(&mut air, 0.05, 0.03);
    air
}

/// Comes from nothing and goes into nothing, so that neither clicks.
pub(crate) fn fade(samples_of: &mut [f32], in_s: f32, out_s: f32) {
    let count = samples_of.len();
    let (rise, fall) = (samples(in_s).min(count), samples(out_s).min(count));
    let curve = |share: f32| 0.5 - 0.5 * (PI * share).cos();
    for (nth, it) in samples_of[..rise].iter_mut().enumerate() {
        *it *= curve(nth as f32 / rise as f32);
    }
    for (nth, it) in samples_of[count - fall..].iter_mut().rev().enumerate() {
        *it *= curve(nth as f32 / fall as f32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The frequency near one where the sound is most like itself, a period later.
    fn frequency_near(sound: &[f32], hertz: f32) -> f32 {
        let (from, to) = (samples(0.15), samples(0.55));
        let alike =
            |lag: usize| -> f32 { (from..to).map(|nth| sound[nth] * sound[nth + lag]).sum() };
        let period = RATE_F / hertz;
        let lags = (period * 0.95) as usize..=(period * 1.05) as usize + 1;
        let best = lags.max_by(|&a, &b| alike(a).total_cmp(&alike(b))).unwrap();
        let (left, middle, right) = (alike(best - 1), alike(best), alike(best + 1));
        let part = 0.5 * (left - right) / (left - 2.0 * middle + right);
        RATE_F / (best as f32 + part)
    }

    #[test]
    fn strings_and_voices_are_in_tune() {
        let mut noise = Noise::new(1);
        for note in [45.0, 57.0, 64.0, 69.0, 76.0] {
            let tones = [
                ("pluck", pluck(&mut noise, note, 0.5, 1.0)),
                ("hum", hum(&mut noise, note, note + 2.0, 1.0)),
                ("bowed", bowed(&mut noise, note, 1.0)),
            ];
            for (name, tone) in tones {
                let cents = 1200.0 * (frequency_near(&tone, hertz(note)) / hertz(note)).log2();
                assert!(cents.abs() < 22.0, "{name}: note {note} is off by {cents} cents");
            }
        }
    }

    #[test]
    fn a_string_rings_and_dies_away() {
        let tone = pluck(&mut Noise::new(1), 57.0, 0.5, 3.0);
        let energy = |at_s: f32| -> f32 {
            tone[samples(at_s)..samples(at_s + 0.2)].iter().map(|it| it * it).sum()
        };
        assert!(energy(0.05) > energy(0.8) && energy(0.8) > 4.0 * energy(2.5));
        assert!(energy(0.8) > 1e-4 * energy(0.05), "it is not only a click");
        assert!(tone.iter().all(|it| it.is_finite()));
    }
}
