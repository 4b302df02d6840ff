//! Rain, motes, embers and bubbles: small sprites whose places follow from the time alone.

use super::compose::{Frame, HEIGHT, WIDTH};
use super::darkroom::{Sprite, Window, develop};
use super::geometry::{Map, lerp, through};
use super::noise::{hash, smooth};
use super::pen::Pen;
use super::set::Weather as Kind;

pub(crate) struct Weather {
    kind: Kind,
    sprites: Vec<Sprite>,
    drops: Vec<Drop>,
}

struct Drop {
    sprite: usize,
    x: f32,
    y: f32,
    pace: f32,
    seed: u64,
}

impl Weather {
    pub(crate) fn new(kind: Kind, seed: u64) -> Self {
        let (sprites, count): (Vec<Sprite>, usize) = match kind {
            Kind::Rain => ((0..6).map(rain).collect(), 96),
            Kind::Motes => ((0..4).map(mote).collect(), 34),
            Kind::Embers => ((0..4).map(ember).collect(), 26),
            Kind::Bubbles => ((0..6).map(bubble).collect(), 44),
        };
        let kinds = sprites.len();
        let drops = (0..count)
            .map(|i| {
                let roll = |salt: u64| hash(seed ^ salt, i as i64);
                Drop {
                    sprite: i % kinds,
                    x: roll(1) * 1240.0 - 60.0,
                    y: roll(2) * 2200.0,
                    pace: lerp(0.8, 1.25, roll(3)),
                    seed: seed ^ (i as u64 * 31),
                }
            })
            .collect();
        Self { kind, sprites, drops }
    }

    pub(crate) fn paint(&self, frame: &mut Frame, t: f32) {
        for drop in &self.drops {
            let (x, y) = drop.place(self.kind, t);
            if (-200.0..WIDTH as f32 + 60.0).contains(&x) && (-400.0..HEIGHT as f32).contains(&y) {
                // Whole pixels: nobody sees the difference, and rain is cheap.
                frame.lay(&self.sprites[drop.sprite], x.round(), y.round());
            }
        }
    }
}

impl Drop {
    fn place(&self, kind: Kind, t: f32) -> (f32, f32) {
        match kind {
            Kind::Rain => {
                let fallen = (self.y + 1500.0 * self.pace * t).rem_euclid(2320.0);
                (self.x + 190.0 - fallen * 0.16, fallen - 360.0)
            }
            Kind::Motes => {
                let drift = smooth(self.seed, t * 0.3) * 60.0;
                let rise = (self.y - 22.0 * self.pace * t).rem_euclid(2000.0);
                (self.x + drift, rise - 40.0)
            }
            Kind::Embers => {
                let drift = smooth(self.seed, t * 0.7) * 50.0 + 40.0 * t * self.pace;
                let rise = (self.y - 90.0 * self.pace * t).rem_euclid(2000.0);
                ((self.x + drift).rem_euclid(1240.0) - 80.0, rise - 40.0)
            }
            Kind::Bubbles => {
                let drift = smooth(self.seed, t * 0.8) * 24.0;
                let rise = (self.y - 120.0 * self.pace * t).rem_euclid(2000.0);
                (self.x + drift, rise - 60.0)
            }
        }
    }
}

fn sprite(pen: &Pen) -> Sprite {
    develop(&pen.svg(), Window::PART, 0.0)
}

fn rain(i: usize) -> Sprite {
    let mut pen = Pen::new();
    let near = i >= 4;
    let length = if near { 190.0 + 70.0 * (i - 4) as f32 } else { 46.0 + 30.0 * i as f32 };
    let w = if near { 3.4 } else { 1.8 };
    let slant = length * 0.16;
    let sliver = [(0.0, 0.0), (-slant + w * 0.5, length), (-slant - w * 0.5, length)];
    let (paint, alpha) = if near { ("#e8fff8", 0.3) } else { ("#cfeee6", 0.24) };
    pen.facet(&through(&sliver), paint, alpha);
    sprite(&pen)
}

fn mote(i: usize) -> Sprite {
    let mut pen = Pen::new();
    let r = 2.0 + i as f32 * 1.2;
    pen.halo(0.0, 0.0, r * 3.0, "#ffe6b0", 0.5);
    pen.dot(0.0, 0.0, r * 0.5, "#fff6dc", 0.7);
    sprite(&pen)
}

fn ember(i: usize) -> Sprite {
    let mut pen = Pen::new();
    let r = 1.8 + i as f32;
    pen.halo(0.0, 0.0, r * 4.0, "#ff9a3c", 0.6);
    pen.dot(0.0, 0.0, r * 0.7, "#ffe0a0", 0.95);
    sprite(&pen)
}

fn bubble(i: usize) -> Sprite {
    let mut pen = Pen::new();
    let r = [1.6, 2.2, 3.0, 5.0, 8.0, 12.0][i];
    if r < 4.0 {
        pen.dot(0.0, 0.0, r, "#eafff0", 0.5);
    } else {
        let ring = pen.circle(0.0, 0.0, r);
        pen.stroke(&ring, "#eafff4", 2.0, 0.6);
        pen.under(Map::shift(-r * 0.3, -r * 0.5), |pen| pen.dot(0.0, 0.0, r * 0.2, "#ffffff", 0.9));
    }
    sprite(&pen)
}
