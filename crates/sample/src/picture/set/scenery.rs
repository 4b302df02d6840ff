//! What several places are made of: skylines, waves, reflections, lattices, strings of lanterns.

use super::super::geometry::{Point, points, through};
use super::super::noise::Dice;
use super::super::ornament::{self, Paper};
use super::super::pen::Pen;
use super::super::spline;

/// Everything, far beyond the picture's edges.
pub(super) const ALL: [f32; 4] = [-700.0, -700.0, 2480.0, 3320.0];

pub(super) fn flood(pen: &mut Pen, paint: &str) {
    pen.block(ALL[0], ALL[1], ALL[2], ALL[3], paint, 1.0);
}

/// Sizes of a row of houses.
pub(super) struct Houses {
    pub(super) base: f32,
    pub(super) height: (f32, f32),
    pub(super) width: (f32, f32),
    pub(super) cell: f32,
    /// How many of the windows are lit, and how brightly.
    pub(super) lit: (f32, f32),
    pub(super) from: f32,
    pub(super) to: f32,
}

pub(super) fn skyline(pen: &mut Pen, dice: &mut Dice, houses: &Houses, paint: &str, window: &str) {
    let mut x = houses.from;
    let mut roof = vec![(x, houses.base)];
    let mut windows = Vec::new();
    while x < houses.to {
        let w = dice.between(houses.width.0, houses.width.1);
        let h = dice.between(houses.height.0, houses.height.1);
        let y = houses.base - h;
        roof.extend(gable(dice.share(), x, y, w, h));
        let mut row = y + houses.cell;
        while row < houses.base - houses.cell {
            let mut column = x + houses.cell * 0.6;
            while column < x + w - houses.cell * 0.8 {
                if dice.share() < houses.lit.0 {
                    windows.push((column, row, dice.share()));
                }
                column += houses.cell;
            }
            row += houses.cell * 1.25;
        }
        x += w + [0.0, 0.0, 3.0, 8.0][(dice.share() * 4.0) as usize];
    }
    roof.push((x, houses.base));
    pen.facet(&through(&roof), paint, 1.0);
    for (x, y, level) in windows {
        let (w, h) = (houses.cell * 0.48, houses.cell * 0.62);
        pen.block(x, y, w, h, window, houses.lit.1 * (0.25 + 0.75 * level));
    }
}

/// Gabled shophouses, steps, towers with a mast, flat roofs.
fn gable(kind: f32, x: f32, y: f32, w: f32, h: f32) -> Vec<(f32, f32)> {
    if kind < 0.3 {
        vec![(x, y), (x + w * 0.5, y - w * 0.22), (x + w, y)]
    } else if kind < 0.55 {
        let (a, b) = (x + w * 0.2, x + w * 0.75);
        vec![(x, y), (a, y), (a, y - 14.0), (b, y - 14.0), (b, y), (x + w, y)]
    } else if kind < 0.72 {
        vec![
            (x, y),
            (x + w * 0.46, y),
            (x + w * 0.48, y - h * 0.28),
            (x + w * 0.52, y - h * 0.28),
            (x + w * 0.54, y),
            (x + w, y),
        ]
    } else {
        vec![(x, y), (x + w * 0.1, y - 10.0), (x + w * 0.9, y - 10.0), (x + w, y)]
    }
}

/// One band of waves with a lit edge, down to `bottom`.
pub(super) fn waves(
    pen: &mut Pen,
    y: f32,
    h: f32,
    step: f32,
    phase: f32,
    paint: [&str; 2],
    bottom: f32,
) {
    let mut crest = Vec::new();
    let mut x = -260.0 + phase;
    while x < 1400.0 {
        crest.push(Point::new(x, y + h * 0.5));
        crest.push(Point::new(x + step * 0.32, y + h * 0.1));
        crest.push(Point::new(x + step * 0.55, y - h * 0.35));
        crest.push(Point::new(x + step * 0.66, y - h * 0.1));
        crest.push(Point::corner(x + step * 0.6, y + h * 0.12));
        crest.push(Point::new(x + step * 0.78, y + h * 0.4));
        x += step;
    }
    let mut body = vec![Point::corner(-300.0, bottom), Point::corner(-300.0, y)];
    body.extend(&crest);
    body.extend([Point::corner(1420.0, y), Point::corner(1420.0, bottom)]);
    pen.shape(&body, paint[0], 1.0);
    let outline = pen.stroke_outline(&crest, &[2.0, 2.6, 2.0], crest.len() * 4);
    pen.fill(&outline, paint[1], 0.24);
}

/// Lenses of light that widen downwards, under a lamp.
pub(super) fn reflect(
    pen: &mut Pen,
    dice: &mut Dice,
    x: f32,
    y: (f32, f32),
    w: f32,
    paint: &str,
    alpha: f32,
) {
    let count = 18;
    for i in 0..count {
        let t = (i as f32 + dice.share() * 0.7) / count as f32;
        let row = y.0 + (y.1 - y.0) * t.powf(1.15);
        let wide = w * (0.35 + t * 0.9) * dice.between(0.5, 1.1);
        let at = x + dice.between(-0.35, 0.35) * w * (0.4 + t);
        let h = 3.0 + 7.0 * t;
        let lens = through(&[
            (at - wide, row),
            (at - wide * 0.2, row - h * 0.3),
            (at + wide, row + h * 0.2),
        ]);
        let level = alpha * (1.0 - t * 0.75) * dice.between(0.5, 1.0);
        pen.brush(&lens, &[0.3, h, 0.3], paint, level);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fret {
    Key,
    Diamond,
}

/// Fretwork: one cell repeated.
pub(super) fn lattice(
    pen: &mut Pen,
    area: [f32; 4],
    cell: f32,
    width: f32,
    paint: &str,
    fret: Fret,
) {
    let [x, y, w, h] = area;
    let (nx, ny) = ((w / cell).round().max(1.0) as i32, (h / cell).round().max(1.0) as i32);
    let (cw, ch) = (w / nx as f32, h / ny as f32);
    let thick = width * pen.map().size();
    let mut bars = String::new();
    for i in 0..nx {
        for j in 0..ny {
            let (left, top) = (x + i as f32 * cw, y + j as f32 * ch);
            let cellwork = match fret {
                Fret::Key => key(left, top, cw, ch, (i + j) % 2 == 1),
                Fret::Diamond => vec![
                    (left, top + ch / 2.0, left + cw / 2.0, top),
                    (left + cw / 2.0, top, left + cw, top + ch / 2.0),
                    (left + cw, top + ch / 2.0, left + cw / 2.0, top + ch),
                    (left + cw / 2.0, top + ch, left, top + ch / 2.0),
                ],
            };
            for (x1, y1, x2, y2) in cellwork {
                let ((a, b), (c, d)) = (pen.map().at(x1, y1), pen.map().at(x2, y2));
                bars.push_str(&format!("M{a:.1} {b:.1}L{c:.1} {d:.1}"));
            }
        }
    }
    pen.stroke(&bars, paint, thick, 1.0);
    let frame = pen.polygon(&through(&[(x, y), (x + w, y), (x + w, y + h), (x, y + h)]));
    pen.stroke(&frame, paint, thick * 1.8, 1.0);
}

fn key(x: f32, y: f32, w: f32, h: f32, odd: bool) -> Vec<(f32, f32, f32, f32)> {
    let (cx, cy, a, b) = (x + w / 2.0, y + h / 2.0, w * 0.24, h * 0.24);
    let mut bars = vec![
        (cx - a, cy - b, cx + a, cy - b),
        (cx + a, cy - b, cx + a, cy + b),
        (cx + a, cy + b, cx - a, cy + b),
        (cx - a, cy + b, cx - a, cy - b),
    ];
    if odd {
        bars.extend([
            (cx, y, cx, cy - b),
            (cx, cy + b, cx, y + h),
            (x, cy - b, cx - a, cy - b),
            (cx + a, cy + b, x + w, cy + b),
        ]);
    } else {
        bars.extend([
            (x, cy, cx - a, cy),
            (cx + a, cy, x + w, cy),
            (cx - a, cy - b, cx - a, y),
            (cx + a, cy + b, cx + a, y + h),
        ]);
    }
    bars
}

/// Where `count` lanterns hang on a slack wire; draws the wire.
pub(super) fn string(
    pen: &mut Pen,
    from: (f32, f32),
    to: (f32, f32),
    sag: f32,
    count: usize,
) -> Vec<(f32, f32)> {
    let wire = through(&[from, ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0 + sag), to]);
    pen.brush(&wire, &[3.0; 3], "#0a0607", 1.0);
    let path = spline::sample(&wire, 120);
    (0..count)
        .map(|i| {
            let j = ((i as f32 + 0.5) / count as f32 * (path.len() - 1) as f32) as usize;
            (path[j].x, path[j].y)
        })
        .collect()
}

pub(super) fn lantern(pen: &mut Pen, at: (f32, f32), w: f32, paper: Paper, halo: f32) {
    if halo > 0.0 {
        pen.halo(at.0, at.1, w * 1.9, "#ff8a36", halo);
    }
    let (ribs, rich) = if w < 50.0 { (4, false) } else { (6, true) };
    ornament::lantern(pen, at, w, ribs, paper, rich);
}

/// The floor falls to ink.
pub(super) fn dusk(pen: &mut Pen, ink: &str, from: f32, to: f32) {
    let [clear, half, full] = ["00", "d0", "ff"].map(|alpha| format!("{ink}{alpha}"));
    let paint = pen.linear((0.0, from), (0.0, to), &[(0.0, &clear), (0.55, &half), (1.0, &full)]);
    let whole = [(-600.0, from), (1680.0, from), (1680.0, 2020.0), (-600.0, 2020.0)];
    pen.facet(&through(&whole), &paint, 1.0);
}

/// A bollard or post of ink with a lit rim, standing on the lower edge.
pub(super) fn post(pen: &mut Pen, x: f32) {
    pen.under(super::Map::shift(x, 0.0), |pen| {
        let post =
            points("-26,2080c -22,1640 -30,1606c -18,1580 18,1580 30,1606c 22,1640 26,2080c");
        pen.shape(&post, "#03090c", 1.0);
        pen.brush(&points("-24,1606 24,1606"), &[3.0, 3.0], "#ffb45c", 0.6);
        pen.brush(&points("-16,1583 16,1583"), &[1.0, 4.0], "#8fe0c8", 0.5);
    });
}
