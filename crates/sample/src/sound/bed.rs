//! What is heard all the time: weather, water, rooms.

use std::f32::consts::TAU;

use super::buffer::{RATE_F, Stereo, samples};
use super::effect;
use super::filter::{Biquad, OnePole};
use super::noise::Noise;

/// What lies under a scene.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Bed {
    Rain,
    Sea,
    Wind,
    /// A large old house.
    House,
    /// A ship's engine, through its deck.
    Deck,
    /// Below the surface.
    Under,
    Fire,
}

/// How loud each is before the scene says how loud it shall be, as a root mean square.
const LEVEL: f32 = 0.1;

impl Bed {
    pub(crate) fn render(self, noise: &Noise, count: usize) -> Stereo {
        let channel = |name: u64| {
            let mut noise = noise.fork(name);
            let mut out = match self {
                Self::Rain => rain(&mut noise, count),
                Self::Sea => sea(&mut noise, count),
                Self::Wind => wind(&mut noise, count),
                Self::House => house(&mut noise, count),
                Self::Deck => deck(&mut noise, count),
                Self::Under => under(&mut noise, count),
                Self::Fire => fire(&mut noise, count),
            };
            level(&mut out);
            out
        };
        Stereo { left: channel(1), right: channel(2) }
    }
}

fn level(out: &mut [f32]) {
    let energy: f32 = out.iter().map(|it| it * it).sum::<f32>() / out.len().max(1) as f32;
    let gain = LEVEL / energy.sqrt().max(1e-6);
    out.iter_mut().for_each(|it| *it *= gain);
}

/// A slow wave between 0 and 1, which begins somewhere.
fn slow(noise: &mut Noise, period_s: f32) -> impl Fn(usize) -> f32 + use<> {
    let offset = noise.between(0.0, TAU);
    move |nth| 0.5 + 0.5 * (TAU * nth as f32 / RATE_F / period_s + offset).sin()
}

fn rain(noise: &mut Noise, count: usize) -> Vec<f32> {
    let mut out = noise.samples(count);
    Biquad::high_pass(900.0, 0.6).run(&mut out);
    Biquad::low_pass(6500.0, 0.5).run(&mut out);
    let (gust, sway) = (slow(noise, 5.3), slow(noise, 1.9));
    for (nth, it) in out.iter_mut().enumerate() {
        *it *= 0.20 * (0.7 + 0.25 * gust(nth) + 0.08 * sway(nth));
    }
    // Drops that fall near: on wood, on an umbrella.
    for _ in 0..(count as f32 / RATE_F * 26.0) as usize {
        let at = noise.between(0.0, count as f32) as usize;
        let (hertz, level) = (noise.between(1400.0, 5200.0), noise.between(0.02, 0.35));
        let mut ring = Biquad::band_pass(hertz, 5.0);
        for (nth, it) in out.iter_mut().skip(at).take(700).enumerate() {
            *it += level * ring.next(if nth < 12 { noise.white() } else { 0.0 });
        }
    }
    out
}

fn sea(noise: &mut Noise, count: usize) -> Vec<f32> {
    let mut body = OnePole::new(240.0);
    let mut foam = Biquad::band_pass(1500.0, 0.5);
    let (swell, lap) = (slow(noise, 6.1), slow(noise, 2.3));
    (0..count)
        .map(|nth| {
            let white = noise.white();
            let crest = swell(nth).powi(3);
            body.next(white) * (0.5 + swell(nth) + 0.3 * lap(nth)) + 0.30 * crest * foam.next(white)
        })
        .collect()
}

fn wind(noise: &mut Noise, count: usize) -> Vec<f32> {
    let mut pipe = Biquad::band_pass(420.0, 1.8);
    let mut body = OnePole::new(300.0);
    let (gust, howl) = (slow(noise, 4.3), slow(noise, 7.1));
    let mut out = vec![0.0; count];
    for (nth, it) in out.iter_mut().enumerate() {
        if nth % 64 == 0 {
            pipe.retune(&Biquad::band_pass(280.0 + 380.0 * gust(nth) * howl(nth), 1.8));
        }
        let white = noise.white();
        *it = pipe.next(white) * (0.3 + gust(nth)) + 0.5 * body.next(white);
    }
    out
}

fn house(noise: &mut Noise, count: usize) -> Vec<f32> {
    let mut air = OnePole::new(180.0);
    let (a, b) = (slow(noise, 3.7), slow(noise, 9.1));
    (0..count).map(|nth| air.next(noise.white()) * (0.6 + 0.25 * a(nth) + 0.15 * b(nth))).collect()
}

fn deck(noise: &mut Noise, count: usize) -> Vec<f32> {
    let mut air = OnePole::new(260.0);
    let mut phase = 0.0_f32;
    let sway = slow(noise, 3.1);
    (0..count)
        .map(|nth| {
            phase = (phase + (6.1 + 0.2 * sway(nth)) / RATE_F).fract();
            let stroke = (-phase * 5.0).exp();
            let tone = (TAU * 49.0 * nth as f32 / RATE_F).sin()
                + 0.6 * (TAU * 98.3 * nth as f32 / RATE_F).sin();
            0.06 * tone * (0.6 + 0.6 * stroke) + air.next(noise.white()) * (0.35 + 0.5 * stroke)
        })
        .collect()
}

fn under(noise: &mut Noise, count: usize) -> Vec<f32> {
    let (mut first, mut second) = (OnePole::new(170.0), OnePole::new(230.0));
    let (a, b) = (slow(noise, 4.7), slow(noise, 2.9));
    let mut out: Vec<f32> = (0..count)
        .map(|nth| second.next(first.next(noise.white())) * (0.5 + 0.5 * a(nth) + 0.2 * b(nth)))
        .collect();
    for _ in 0..(count as f32 / RATE_F / 3.0).ceil() as usize {
        let at = noise.between(0.0, count as f32) as usize;
        let bubbles = effect::bubbles(noise);
        out.iter_mut().skip(at).zip(&bubbles).for_each(|(to, from)| *to += 0.012 * from);
    }
    out
}

fn fire(noise: &mut Noise, count: usize) -> Vec<f32> {
    let mut roar = OnePole::new(320.0);
    let lick = slow(noise, 0.9);
    let mut out: Vec<f32> =
        (0..count).map(|nth| 0.7 * roar.next(noise.white()) * (0.6 + 0.4 * lick(nth))).collect();
    for _ in 0..(count as f32 / RATE_F * 14.0) as usize {
        let at = noise.between(0.0, count as f32) as usize;
        let (hertz, level) = (noise.between(900.0, 4200.0), noise.between(0.1, 1.2));
        let mut snap = Biquad::band_pass(hertz, 1.5);
        for (nth, it) in out.iter_mut().skip(at).take(samples(0.02)).enumerate() {
            *it += level * snap.next(if nth < 30 { noise.white() } else { 0.0 });
        }
    }
    out
}
