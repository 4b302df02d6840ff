//! Detail is never shading: it is holes that repeat and let light through.

use super::geometry::{Map, Point, through};
use super::pen::Pen;
use super::spline;

pub(crate) fn rosette(pen: &mut Pen, x: f32, y: f32, r: f32, paint: &str, petals: u32, alpha: f32) {
    for i in 0..petals {
        let turn = 360.0 * i as f32 / petals as f32 - 90.0;
        pen.under(Map::shift(x, y).then(Map::turn(turn)), |pen| {
            let tip = Point { x: r, y: 0.0, corner: petals > 6 };
            let petal = [
                Point::corner(r * 0.28, 0.0),
                Point::new(r * 0.6, -r * 0.27),
                tip,
                Point::new(r * 0.6, r * 0.27),
            ];
            pen.shape(&petal, paint, alpha);
        });
    }
}

/// A rosette with a heart.
pub(crate) fn flower(pen: &mut Pen, x: f32, y: f32, r: f32, paint: &str, petals: u32, alpha: f32) {
    rosette(pen, x, y, r, paint, petals, alpha);
    pen.dot(x, y, r * 0.16, paint, alpha);
}

/// Calls `draw` at `count` places along a line, turned with it.
pub(crate) fn along(
    pen: &mut Pen,
    line: &[Point],
    count: usize,
    mut draw: impl FnMut(&mut Pen, usize),
) {
    let path = spline::sample(line, 200);
    for i in 0..count {
        let t = (i as f32 + 0.5) / count as f32;
        let j = ((t * (path.len() - 1) as f32) as usize).min(path.len() - 2);
        let (a, b) = (path[j], path[j + 1]);
        let turn = (b.y - a.y).atan2(b.x - a.x).to_degrees();
        pen.under(Map::shift(a.x, a.y).then(Map::turn(turn)), |pen| draw(pen, i));
    }
}

/// Fish scales: three arcs each, rows laid like tiles.
pub(crate) fn scales(pen: &mut Pen, area: [f32; 4], r: f32, paint: &str, alpha: f32, weight: f32) {
    let [x0, y0, x1, y1] = area;
    let (mut y, mut row) = (y0, 0);
    while y < y1 {
        let mut x = x0 + if row % 2 == 1 { r } else { 0.0 };
        while x < x1 + r {
            for k in [1.0f32, 0.66, 0.32] {
                let q = r * k * 0.92;
                let arc = through(&[
                    (x - q, y),
                    (x - q * 0.72, y - q * 0.7),
                    (x, y - q),
                    (x + q * 0.72, y - q * 0.7),
                    (x + q, y),
                ]);
                let w = r * weight;
                let outline =
                    pen.stroke_outline(&arc, &[w * 0.3, w * 1.6 * k.powf(0.3), w * 0.3], 16);
                pen.fill(&outline, paint, alpha);
            }
            x += 2.0 * r;
        }
        y += r * 0.62;
        row += 1;
    }
}

/// One curl of cloud; `side` is 1 or −1.
pub(crate) fn cloud(pen: &mut Pen, x: f32, y: f32, r: f32, paint: &str, alpha: f32, side: f32) {
    let curl = [
        (-1.5, 0.25),
        (-0.6, 0.45),
        (0.3, 0.35),
        (0.75, -0.1),
        (0.45, -0.6),
        (-0.05, -0.55),
        (-0.15, -0.12),
        (0.2, -0.02),
    ]
    .map(|(dx, dy)| (x + side * dx * r, y + dy * r));
    pen.brush(&through(&curl), &[r * 0.04, r * 0.2, r * 0.22, r * 0.1], paint, alpha);
}

/// A row of dots along a line.
pub(crate) fn beads(pen: &mut Pen, line: &[Point], count: usize, r: f32, paint: &str) {
    along(pen, line, count, |pen, _| pen.dot(0.0, 0.0, r, paint, 1.0));
}

/// Colours of a paper lantern, from its heart outwards, and of its wood.
#[derive(Clone, Copy)]
pub(crate) struct Paper {
    pub(crate) hot: &'static str,
    pub(crate) lit: &'static str,
    pub(crate) mid: &'static str,
    pub(crate) dark: &'static str,
    pub(crate) ink: &'static str,
}

pub(crate) const LIT: Paper =
    Paper { hot: "#fffbe2", lit: "#fff0b4", mid: "#ff9a3c", dark: "#a8301c", ink: "#1c0806" };
pub(crate) const UNLIT: Paper =
    Paper { hot: "#7a3020", lit: "#6a2418", mid: "#4c1812", dark: "#2a0c0c", ink: "#120405" };

/// A papercut lantern hung at its middle: hot heart, ribs, pierced bands, caps, tassel.
pub(crate) fn lantern(pen: &mut Pen, at: (f32, f32), w: f32, ribs: u32, paper: Paper, rich: bool) {
    let h = w * 1.14;
    pen.under(Map::shift(at.0, at.1), |pen| {
        let size = pen.map().size();
        let (cx, cy) = pen.map().at(0.0, h * 0.1);
        let glow = pen.radial(
            cx,
            cy,
            h * 0.6 * size,
            &[(0.0, paper.hot), (0.22, paper.lit), (0.55, paper.mid), (1.0, paper.dark)],
        );
        let side = [(-0.26, -0.5), (-0.45, -0.3), (-0.5, 0.0), (-0.45, 0.3), (-0.26, 0.5)];
        let mut body: Vec<Point> = side.iter().map(|&(x, y)| Point::new(x * w, y * h)).collect();
        body.extend(side.iter().rev().map(|&(x, y)| Point::new(-x * w, y * h)));
        for i in [0, 4, 5, 9] {
            body[i].corner = true;
        }
        pen.shape(&body, &glow, 1.0);
        lantern_ribs(pen, w, h, ribs, paper);
        for s in [-1.0, 1.0] {
            lantern_cap(pen, w, h, s, paper, rich);
        }
        if rich {
            rosette(pen, 0.0, 0.0, w * 0.2, paper.dark, 6, 0.55);
        }
        tassel(pen, w, h, paper);
        pen.brush(&through(&[(0.0, -h * 0.57), (0.0, -h * 0.8)]), &[w * 0.025; 2], paper.ink, 1.0);
    });
}

fn lantern_ribs(pen: &mut Pen, w: f32, h: f32, ribs: u32, paper: Paper) {
    for i in 0..ribs {
        let t = (-1.0 + 2.0 * (i as f32 + 0.5) / ribs as f32) * 0.92;
        let rib = through(&[(w * 0.27 * t, -h * 0.5), (w * 0.5 * t, 0.0), (w * 0.27 * t, h * 0.5)]);
        pen.brush(&rib, &[w * 0.02, w * 0.012, w * 0.02], paper.dark, 0.85);
    }
}

fn lantern_cap(pen: &mut Pen, w: f32, h: f32, s: f32, paper: Paper, rich: bool) {
    let band = through(&[(-w * 0.4, s * h * 0.33), (0.0, s * h * 0.38), (w * 0.4, s * h * 0.33)]);
    pen.brush(&band, &[w * 0.02, w * 0.04, w * 0.02], paper.dark, 0.75);
    if rich {
        for i in 0..7 {
            let t = -1.0 + 2.0 * (i as f32 + 0.5) / 7.0;
            pen.dot(w * 0.36 * t, s * h * (0.44 - 0.03 * t.abs()), w * 0.022, "#fff6cc", 0.9);
        }
    }
    let cap = [(-0.29, 0.48), (0.29, 0.48), (0.24, 0.57), (-0.24, 0.57)]
        .map(|(x, y)| Point::new(x * w, s * y * h));
    pen.facet(&cap, paper.ink, 1.0);
}

fn tassel(pen: &mut Pen, w: f32, h: f32, paper: Paper) {
    pen.brush(&through(&[(0.0, h * 0.58), (0.0, h * 0.72)]), &[w * 0.03; 2], paper.ink, 1.0);
    pen.dot(0.0, h * 0.66, w * 0.05, paper.lit, 1.0);
    for i in -2..3 {
        let i = i as f32;
        let thread = through(&[(0.0, h * 0.7), (i * w * 0.03, h * 0.9), (i * w * 0.045, h * 1.2)]);
        pen.brush(&thread, &[w * 0.035, w * 0.03, w * 0.01], paper.mid, 0.9);
    }
}
