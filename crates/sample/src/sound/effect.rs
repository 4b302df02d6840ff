//! What happens: horns, phones, locks, water. Each gives one channel.

use std::f32::consts::TAU;

use super::buffer::{RATE_F, samples};
use super::filter::{Biquad, OnePole, swept};
use super::instrument::{BRONZE, GLASS, bell, fade, thud};
use super::noise::Noise;

/// Adds a part from a second on.
fn put(out: &mut [f32], at_s: f32, part: &[f32], gain: f32) {
    let from = out.get_mut(samples(at_s)..).unwrap_or_default();
    from.iter_mut().zip(part).for_each(|(to, from)| *to += gain * from);
}

/// Noise that is struck and gone.
fn burst(noise: &mut Noise, hertz: f32, q: f32, seconds: f32) -> Vec<f32> {
    let mut out = noise.samples(samples(seconds));
    Biquad::band_pass(hertz, q).run(&mut out);
    let count = out.len().max(1) as f32;
    out.iter_mut().enumerate().for_each(|(nth, it)| *it *= (-6.0 * nth as f32 / count).exp());
    fade(&mut out, 0.001, seconds * 0.2);
    out
}

/// A ferry's horn: two pipes, a fifth apart and never quite in tune.
pub(crate) fn horn(noise: &mut Noise, seconds: f32) -> Vec<f32> {
    let mut phases = [0.0_f32, 0.4, 0.8];
    let mut breath = OnePole::new(900.0);
    let mut out = vec![0.0; samples(seconds)];
    for (nth, out) in out.iter_mut().enumerate() {
        let at_s = nth as f32 / RATE_F;
        let press = 1.0 - 0.035 * (-at_s * 9.0).exp();
        for (phase, hertz) in phases.iter_mut().zip([98.0, 98.7, 146.2]) {
            *phase = (*phase + hertz * press / RATE_F).fract();
            *out += 0.33 * (2.6 * (*phase - 0.5)).tanh();
        }
        *out += 0.1 * breath.next(noise.white());
    }
    Biquad::low_pass(760.0, 0.9).run(&mut out);
    Biquad::low_pass(1400.0, 0.6).run(&mut out);
    fade(&mut out, 0.14, 0.3_f32.min(seconds * 0.4));
    out
}

/// A phone that shakes on wood.
pub(crate) fn buzz(noise: &mut Noise) -> Vec<f32> {
    let mut out = vec![0.0; samples(1.25)];
    for at_s in [0.0, 0.62] {
        let mut shake: Vec<f32> = (0..samples(0.42))
            .map(|nth| {
                let at_s = nth as f32 / RATE_F;
                let motor = (TAU * 158.0 * at_s).sin() + 0.5 * (TAU * 316.0 * at_s).sin();
                // It jumps on the wood at every turn.
                motor * 0.5 + motor.max(0.0).powi(6) * 0.35 * noise.white()
            })
            .collect();
        Biquad::low_pass(2600.0, 0.7).run(&mut shake);
        fade(&mut shake, 0.02, 0.05);
        put(&mut out, at_s, &shake, 1.0);
    }
    out
}

/// Two halves of jade that find each other.
pub(crate) fn click(noise: &mut Noise) -> Vec<f32> {
    let mut out = bell(99.0, 1.6, &GLASS);
    put(&mut out, 0.0, &burst(noise, 3200.0, 1.2, 0.03), 2.6);
    put(&mut out, 0.055, &burst(noise, 1900.0, 1.5, 0.05), 2.2);
    put(&mut out, 0.055, &bell(94.0, 1.4, &GLASS), 0.8);
    put(&mut out, 0.055, &thud(240.0, 140.0, 0.12), 0.5);
    out
}

/// A motorbike: explosions in a pipe, as fast as the throttle says.
pub(crate) fn engine(noise: &mut Noise, seconds: f32, throttle: impl Fn(f32) -> f32) -> Vec<f32> {
    let mut phase = 0.0_f32;
    let mut kick = 1.0;
    let mut out = vec![0.0; samples(seconds)];
    let count = out.len().max(1) as f32;
    for (nth, out) in out.iter_mut().enumerate() {
        let speed = throttle(nth as f32 / count);
        phase += (24.0 + 95.0 * speed) / RATE_F;
        if phase >= 1.0 {
            phase -= 1.0;
            kick = noise.between(0.7, 1.1);
        }
        *out = kick * (-phase * 7.0).exp() * (0.5 + 0.5 * speed) * (1.0 + 0.35 * noise.white());
    }
    let mut pipe = [(110.0, 1.5, 1.2), (330.0, 2.0, 0.8), (900.0, 1.2, 0.35)]
        .map(|(hertz, q, gain)| (Biquad::band_pass(hertz, q), gain));
    for it in &mut out {
        let x = *it;
        *it = pipe.iter_mut().map(|(filter, gain)| filter.next(x) * *gain).sum::<f32>() * 1.6;
    }
    fade(&mut out, 0.05, 0.12);
    out
}

/// Something heavy falls into water.
pub(crate) fn splash(noise: &mut Noise) -> Vec<f32> {
    let mut out = vec![0.0; samples(2.2)];
    put(&mut out, 0.0, &thud(120.0, 45.0, 0.5), 0.9);
    let mut water = noise.samples(samples(1.9));
    swept(&mut water, 0.6, |at| 2600.0 * 0.16_f32.powf(at));
    water.iter_mut().enumerate().for_each(|(nth, it)| {
        let at_s = nth as f32 / RATE_F;
        *it *= (at_s * 60.0).min(1.0) * ((-at_s * 9.0).exp() + 0.35 * (-at_s * 2.2).exp());
    });
    put(&mut out, 0.0, &water, 1.3);
    for _ in 0..26 {
        let at_s = 0.25 + 1.5 * noise.between(0.0, 1.0).powi(2);
        put(&mut out, at_s, &drop(noise, 700.0, 2600.0), noise.between(0.02, 0.1));
    }
    out
}

/// A drop, or a bubble: a tone that rises.
fn drop(noise: &mut Noise, low: f32, high: f32) -> Vec<f32> {
    let hertz = noise.between(low, high);
    let mut phase = 0.0_f32;
    let mut out = vec![0.0; samples(0.06)];
    let count = out.len() as f32;
    for (nth, out) in out.iter_mut().enumerate() {
        let at = nth as f32 / count;
        phase = (phase + hertz * (1.0 + 0.7 * at) / RATE_F).fract();
        *out = (TAU * phase).sin() * (-5.0 * at).exp();
    }
    fade(&mut out, 0.003, 0.01);
    out
}

/// Somebody breathes out under water.
pub(crate) fn bubbles(noise: &mut Noise) -> Vec<f32> {
    let mut out = vec![0.0; samples(1.6)];
    let mut at_s = 0.0;
    while at_s < 1.45 {
        put(&mut out, at_s, &drop(noise, 180.0, 620.0), noise.between(0.2, 0.7));
        at_s += noise.between(0.02, 0.09);
    }
    out
}

/// Wood that breaks.
pub(crate) fn crack(noise: &mut Noise) -> Vec<f32> {
    let mut out = vec![0.0; samples(1.0)];
    for (at_s, level) in [(0.0, 0.5), (0.05, 0.3), (0.13, 1.0), (0.17, 0.6), (0.26, 0.35)] {
        put(&mut out, at_s, &burst(noise, noise_hertz(at_s), 0.9, 0.09), 2.6 * level);
        put(&mut out, at_s, &thud(310.0, 120.0, 0.16), 0.8 * level);
    }
    out
}

fn noise_hertz(at_s: f32) -> f32 {
    1300.0 + 3100.0 * (at_s * 17.0).fract()
}

/// Something under load that gives, jerk by jerk: a rope, a chair.
pub(crate) fn creak(noise: &mut Noise, hertz: f32, seconds: f32) -> Vec<f32> {
    let mut out = vec![0.0; samples(seconds)];
    let mut at_s = 0.0;
    while at_s < seconds {
        let share = at_s / seconds;
        let jerk = burst(noise, hertz * (1.0 + 0.5 * share), 7.0, 0.035);
        put(&mut out, at_s, &jerk, 1.5 * (0.3 + 0.7 * (share * 3.0).sin().abs()));
        at_s += noise.between(0.9, 1.3) * (0.034 - 0.02 * share);
    }
    let mut body = Biquad::band_pass(hertz * 0.6, 2.0);
    out.iter_mut().for_each(|it| *it += 1.2 * body.next(*it));
    fade(&mut out, 0.05, 0.1);
    out
}

/// A bolt, then a second one.
pub(crate) fn lock(noise: &mut Noise) -> Vec<f32> {
    let mut out = vec![0.0; samples(1.5)];
    for (at_s, level) in [(0.0, 0.55), (0.32, 1.0)] {
        put(&mut out, at_s, &burst(noise, 2300.0, 1.1, 0.04), 1.8 * level);
        put(&mut out, at_s + 0.012, &burst(noise, 620.0, 2.0, 0.12), 2.0 * level);
        put(&mut out, at_s, &bell(80.0, 0.5, &BRONZE), 0.22 * level);
        put(&mut out, at_s, &thud(130.0, 62.0, 0.35), 0.9 * level);
    }
    out
}

/// Keys on a ring.
pub(crate) fn keys(noise: &mut Noise) -> Vec<f32> {
    let mut out = vec![0.0; samples(0.9)];
    for _ in 0..7 {
        let (at_s, note) = (noise.between(0.0, 0.5), noise.between(103.0, 113.0));
        put(&mut out, at_s, &bell(note, 0.25, &GLASS), noise.between(0.2, 0.5));
    }
    out
}

/// The bell of a house, struck in alarm.
pub(crate) fn alarm(seconds: f32) -> Vec<f32> {
    let mut out = vec![0.0; samples(seconds + 1.0)];
    let strike = bell(74.0, 1.4, &BRONZE);
    let mut at_s = 0.0;
    while at_s < seconds {
        put(&mut out, at_s, &strike, 0.7);
        at_s += 0.24;
    }
    fade(&mut out, 0.01, 0.5);
    out
}

/// Flames that take, one after the other, each with the glass around it ringing.
pub(crate) fn lanterns(noise: &mut Noise) -> Vec<f32> {
    let mut out = vec![0.0; samples(3.6)];
    let scale = [88.0, 91.0, 93.0, 95.0, 98.0, 100.0, 103.0];
    for nth in 0..22 {
        let at_s = 2.4 * (nth as f32 / 22.0).powf(0.8) + noise.between(0.0, 0.05);
        let note = scale[(noise.between(0.0, 6.99)) as usize];
        put(&mut out, at_s, &bell(note, 1.0, &GLASS), noise.between(0.08, 0.2));
        put(&mut out, at_s, &burst(noise, 900.0, 0.7, 0.16), 0.25);
    }
    out
}

/// Air that something moves: a light that sweeps by, a thing that falls.
pub(crate) fn rush(noise: &mut Noise, seconds: f32) -> Vec<f32> {
    let mut out = noise.samples(samples(seconds));
    swept(&mut out, 1.6, |at| 250.0 + 1900.0 * (at * std::f32::consts::PI).sin().powi(2));
    let count = out.len().max(1) as f32;
    out.iter_mut().enumerate().for_each(|(nth, it)| {
        *it *= (std::f32::consts::PI * nth as f32 / count).sin().powi(2) * 1.6;
    });
    out
}

/// A sheet of paper is unfolded.
pub(crate) fn paper(noise: &mut Noise) -> Vec<f32> {
    let mut out = vec![0.0; samples(0.9)];
    for _ in 0..40 {
        let (at_s, hertz) = (noise.between(0.0, 0.8), noise.between(2500.0, 7000.0));
        put(&mut out, at_s, &burst(noise, hertz, 1.0, 0.03), noise.between(0.1, 0.6));
    }
    out
}

/// Somebody comes up and takes a breath.
pub(crate) fn gasp(noise: &mut Noise) -> Vec<f32> {
    let mut out = noise.samples(samples(0.75));
    swept(&mut out, 1.4, |at| 900.0 + 1500.0 * at);
    fade(&mut out, 0.3, 0.12);
    out.iter_mut().for_each(|it| *it *= 1.3);
    out
}

/// A gull, far away.
pub(crate) fn gull(noise: &mut Noise) -> Vec<f32> {
    let mut out = vec![0.0; samples(1.5)];
    for at_s in [0.0, 0.42, 0.8] {
        let (mut phase, top) = (0.0_f32, noise.between(1250.0, 1500.0));
        let mut cry: Vec<f32> = (0..samples(0.3))
            .map(|nth| {
                let at = nth as f32 / RATE_F / 0.3;
                phase =
                    (phase + top * (1.0 + 0.25 * (at * 3.0).sin() - 0.35 * at) / RATE_F).fract();
                (TAU * phase).sin() + 0.4 * (TAU * 2.0 * phase).sin()
            })
            .collect();
        fade(&mut cry, 0.05, 0.14);
        put(&mut out, at_s, &cry, 0.4);
    }
    out
}

/// A machine comes down on wood, and stands.
pub(crate) fn landing(noise: &mut Noise) -> Vec<f32> {
    let mut out = vec![0.0; samples(1.5)];
    put(&mut out, 0.0, &thud(150.0, 38.0, 0.7), 1.2);
    put(&mut out, 0.0, &burst(noise, 700.0, 0.6, 0.3), 2.0);
    let mut tyre = noise.samples(samples(0.7));
    swept(&mut tyre, 6.0, |at| 1500.0 - 700.0 * at);
    fade(&mut tyre, 0.03, 0.45);
    put(&mut out, 0.12, &tyre, 1.4);
    out
}

/// A step, or a hand on a door.
pub(crate) fn knock(noise: &mut Noise) -> Vec<f32> {
    let mut out = thud(140.0, 70.0, 0.25);
    put(&mut out, 0.0, &burst(noise, 500.0, 1.5, 0.08), 1.0);
    out
}
