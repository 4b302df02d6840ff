//! The object of the story and its messengers: the jade lantern, the phone, the receipt.

use super::super::Who;
use super::super::garment::Light;
use super::super::geometry::{Map, Point, points, through};
use super::super::ornament::{along, cloud, flower, rosette};
use super::super::pen::Pen;
use super::super::puppet;
use super::super::puppet::head::{Face, Head};

const HALF: &str = "3,-42c -24,-36 -37,0 -26,34 3,42c 11,25c -4,10c 11,-8c -4,-24c";

/// One half; the broken edge is to the right.
pub(super) fn half(pen: &mut Pen) {
    let (x, y) = pen.map().at(-6.0, 0.0);
    let size = pen.map().size();
    let glow = pen.radial(
        x,
        y,
        48.0 * size,
        &[(0.0, "#e2fff2"), (0.3, "#8ff0c8"), (0.68, "#25b885"), (1.0, "#0a6a50")],
    );
    let outline = pen.path(&points(HALF), true);
    pen.fill(&outline, &glow, 1.0);
    pen.clip(&outline, |pen| {
        pen.stroke(&outline, "#eafff4", 5.0 * size, 0.5);
        flower(pen, -17.0, 0.0, 11.0, "#0c7a5c", 5, 0.85);
        for t in [-0.62, 0.62] {
            let rib = through(&[(-33.0, t * 30.0), (-14.0, t * 38.0), (4.0, t * 36.0)]);
            pen.brush(&rib, &[1.0, 2.2, 1.0], "#0c7a5c", 0.9);
        }
        for (x, y, side) in [(-14.0, -27.0, 1.0), (-14.0, 27.0, -1.0)] {
            cloud(pen, x, y, 5.0, "#0c7a5c", 0.8, side);
        }
    });
    pen.stroke(&outline, "#03211a", (2.4 * size).clamp(2.0, 6.0), 1.0);
    for s in [-1.0, 1.0] {
        let cap = [(5.0, 40.0), (-17.0, 37.0), (-15.0, 47.0), (5.0, 50.0)]
            .map(|(x, y)| Point::new(x, y * s));
        pen.facet(&cap, "#0a1c16", 1.0);
    }
}

/// The two halves joined; a crack of light where they meet.
pub(super) fn whole(pen: &mut Pen) {
    pen.under(Map::shift(-3.0, 0.0), half);
    pen.under(Map::shift(3.0, 0.0).then(Map::scale(-1.0, -1.0)), half);
    let crack = points("1,-42 8,-24 -4,-8 6,8 -6,24 0,42");
    pen.brush(&crack, &[1.0, 2.4, 2.6, 2.4, 1.0], "#ffffff", 0.95);
    for i in -1..2 {
        let x = i as f32 * 5.0;
        pen.brush(
            &through(&[(x, 50.0), (x * 1.5, 64.0), (x * 2.0, 80.0)]),
            &[3.0, 2.4, 0.4],
            "#2fd095",
            1.0,
        );
    }
    pen.brush(&points("0,-50 0,-66"), &[2.4, 2.0], "#0a1c16", 1.0);
}

/// The flame shows through the jade.
pub(super) fn lit(pen: &mut Pen) {
    whole(pen);
    pen.halo(0.0, 4.0, 34.0, "#ffd890", 0.8);
    let fire =
        pen.radial_here(0.0, 8.0, 26.0, &[(0.0, "#ffffff"), (0.5, "#fff0b0"), (1.0, "#ff9a3c")]);
    pen.shape(&points("-8,20c -12,4 -3,-8 -1,-26c 9,-8 12,4 7,20c"), &fire, 1.0);
}

fn card(w: f32, h: f32, r: f32) -> Vec<Point> {
    let k = r * 0.3;
    let corner = |x: f32, y: f32, sx: f32, sy: f32| {
        [Point::new(x, y - sy * r), Point::new(x - sx * k, y - sy * k), Point::new(x - sx * r, y)]
    };
    let mut out = Vec::with_capacity(12);
    let [a, b, c] = corner(-w, -h, -1.0, -1.0);
    out.extend([a, b, c]);
    let [a, b, c] = corner(w, -h, 1.0, -1.0);
    out.extend([c, b, a]);
    let [a, b, c] = corner(w, h, 1.0, 1.0);
    out.extend([a, b, c]);
    let [a, b, c] = corner(-w, h, -1.0, 1.0);
    out.extend([c, b, a]);
    for p in &mut out {
        p.corner = true;
    }
    out
}

/// 160 by 288, as held upright.
pub(super) fn phone(pen: &mut Pen, lit: bool) {
    pen.facet(&card(82.0, 146.0, 18.0), "#04090c", 1.0);
    pen.facet(&card(78.0, 142.0, 17.0), "#0b1a20", 1.0);
    let screen = pen.polygon(&card(69.0, 132.0, 12.0));
    if !lit {
        pen.fill(&screen, "#07242a", 1.0);
        pen.facet(&points("-60,-126 10,-126 -50,60 -69,60"), "#4f8f90", 0.18);
        return;
    }
    let (top, foot) = (pen.map().at(0.0, -132.0), pen.map().at(0.0, 132.0));
    let light = pen.linear(top, foot, &[(0.0, "#eafff8"), (0.5, "#9fe8d4"), (1.0, "#4fb8a4")]);
    pen.fill(&screen, &light, 1.0);
    pen.clip(&screen, |pen| {
        pen.dot(0.0, -42.0, 66.0, "#ffffff", 1.0);
        pen.dot(0.0, -42.0, 62.0, "#06343a", 1.0);
        let disc = pen.circle(0.0, -42.0, 62.0);
        pen.clip(&disc, portrait);
        waves(pen);
        call(pen, -36.0, 94.0, "#d8302c", true);
        call(pen, 36.0, 94.0, "#14905c", false);
    });
}

/// Mother, as the phone knows her.
fn portrait(pen: &mut Pen) {
    let map = pen.map().then(Map::shift(2.0, -36.0)).then(Map::scale(0.98, 0.98));
    let (x, y) = map.at(70.0, 20.0);
    let light = Light::lamp(x, y, 190.0 * map.size());
    let head = Head {
        character: puppet::character(Who::Mother),
        light: &light,
        map: map.then(Map::shift(-48.0, -50.0)),
        eye: 1.25,
        line: 1.7,
        adrift: false,
    };
    let face =
        Face { lid: 0.3, low: 0.5, brow: (1.6, 0.6), gaze: (0.4, 0.2), smile: 1.0, tear: false };
    head.portrait(pen, &face);
}

/// The sea that took her, under her picture.
fn waves(pen: &mut Pen) {
    for (i, paint) in ["#1f8f86", "#0f5a5c"].into_iter().enumerate() {
        let y = 40.0 + i as f32 * 12.0;
        let line = through(&[
            (-56.0, y),
            (-34.0, y - 7.0),
            (-12.0, y + 3.0),
            (12.0, y - 7.0),
            (34.0, y + 3.0),
            (56.0, y - 4.0),
        ]);
        pen.brush(&line, &[2.0, 7.0, 6.0, 7.0, 2.0], paint, 0.95);
    }
}

/// Take it, or do not.
fn call(pen: &mut Pen, x: f32, y: f32, paint: &str, down: bool) {
    pen.dot(x, y, 23.0, paint, 1.0);
    pen.under(Map::shift(x, y).then(Map::turn(if down { 135.0 } else { 0.0 })), |pen| {
        let receiver = points("-9,-7 -8,2 -2,8 7,9");
        pen.brush(&receiver, &[7.0, 4.0, 4.0, 7.0], "#ffffff", 1.0);
    });
}

/// 180 by 250: a child's shape, columns of brush marks, the house's seal, a thumb.
pub(super) fn receipt(pen: &mut Pen) {
    let (x, y) = pen.map().at(10.0, -40.0);
    let size = pen.map().size();
    let paper =
        pen.radial(x, y, 190.0 * size, &[(0.0, "#fffbe6"), (0.5, "#f4dfae"), (1.0, "#c8974e")]);
    let sheet = points("-90,-122c 0,-127 88,-120c 93,0 90,122c 30,126 -30,120 -88,124c -93,0");
    let outline = pen.path(&sheet, true);
    pen.fill(&outline, &paper, 1.0);
    pen.clip(&outline, |pen| {
        pen.stroke(&outline, "#8a4a1c", 5.0 * size, 0.35);
        for (i, x) in [70.0, 46.0].into_iter().enumerate() {
            for j in 0..(9 - i * 3) {
                let y = -98.0 + j as f32 * 22.0;
                mark(pen, x, y, i + j);
            }
        }
        child(pen);
    });
    pen.stroke(&outline, "#4a2410", (2.0 * size).clamp(1.6, 5.0), 1.0);
    seal(pen, 46.0, 76.0);
    thumb(pen, -50.0, 84.0);
}

/// A stroke of the brush that is no letter of any script.
fn mark(pen: &mut Pen, x: f32, y: f32, kind: usize) {
    let ink = "#3a1c10";
    if kind % 3 == 2 {
        pen.dot(x, y, 3.0, ink, 0.8);
        return;
    }
    let side = if kind.is_multiple_of(2) { 3.0 } else { -3.0 };
    let line = through(&[(x - side, y - 8.0), (x + side, y - 2.0), (x - side, y + 8.0)]);
    pen.brush(&line, &[0.8, 4.2, 1.0], ink, 0.8);
}

/// Two years old, in a coat with one flower.
fn child(pen: &mut Pen) {
    let ink = "#5a2a66";
    pen.dot(-34.0, -64.0, 25.0, ink, 1.0);
    pen.brush(&points("-54,-72 -68,-60 -66,-42"), &[9.0, 10.0, 1.0], ink, 1.0);
    pen.brush(&points("-14,-72 0,-60 -2,-42"), &[9.0, 10.0, 1.0], ink, 1.0);
    pen.brush(&points("-44,-88 -34,-94 -24,-88"), &[3.0, 9.0, 3.0], ink, 1.0);
    pen.shape(&points("-46,-44c -62,-2 -66,26c -34,34 -4,26c -10,-4 -22,-44c"), ink, 1.0);
    pen.brush(&points("-22,-30 -6,-16 2,0"), &[8.0, 7.0, 5.0], ink, 1.0);
    pen.brush(&points("-46,-30 -62,-16 -70,0"), &[8.0, 7.0, 5.0], ink, 1.0);
    pen.brush(&points("-46,26 -46,44"), &[9.0, 8.0], ink, 1.0);
    pen.brush(&points("-24,26 -24,44"), &[9.0, 8.0], ink, 1.0);
    flower(pen, -34.0, 4.0, 12.0, "#f4dfae", 6, 0.95);
}

fn seal(pen: &mut Pen, x: f32, y: f32) {
    pen.block(x - 26.0, y - 26.0, 52.0, 52.0, "#c3202a", 0.92);
    rosette(pen, x, y, 20.0, "#fbe3b0", 8, 0.95);
    let frame = through(&[
        (x - 22.0, y - 22.0),
        (x + 22.0, y - 22.0),
        (x + 22.0, y + 22.0),
        (x - 22.0, y + 22.0),
        (x - 22.0, y - 22.0),
    ]);
    along(pen, &frame, 16, |pen, _| pen.dot(0.0, 0.0, 1.6, "#fbe3b0", 0.9));
}

fn thumb(pen: &mut Pen, x: f32, y: f32) {
    for r in [4.0f32, 8.0, 12.0, 16.0] {
        let line = through(&[
            (x - r, y + r * 1.2),
            (x - r, y - r * 0.3),
            (x, y - r * 1.2),
            (x + r, y - r * 0.3),
            (x + r, y + r * 1.2),
        ]);
        pen.brush(&line, &[1.2, 2.4, 2.4, 2.4, 1.2], "#b02a30", 0.85);
    }
}
