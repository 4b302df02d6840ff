//! Under the pier: shafts of light, piles, kelp, a school of fish, a bed of cut paper.

use super::super::geometry::{Map, Point, points, through};
use super::super::noise::Dice;
use super::super::pen::Pen;
use super::super::spline;
use super::scenery::{dusk, flood};
use super::{Easel, Plane, Scene, Weather};

pub(super) fn under(easel: &Easel, lit: bool) -> Scene {
    let mut scene = Scene::new(Weather::Bubbles);
    scene.back.push(water(easel, lit));
    if lit {
        scene.back.push(shafts(easel));
        scene.lamps.push(easel.lamp((712.0, 318.0), 520.0, "#6a5228", 0.2));
    }
    scene.back.push(bed(easel, lit));
    scene.back.push(kelp_forest(easel, lit));
    scene.back.push(school(easel, lit));
    scene.front.push(front());
    scene
}

fn water(easel: &Easel, lit: bool) -> Plane {
    let mut pen = easel.pen();
    let stops: [(f32, &str); 5] = if lit {
        [(0.0, "#2a9a92"), (0.12, "#137a7c"), (0.35, "#0a4c5a"), (0.6, "#052c3c"), (1.0, "#020d16")]
    } else {
        [(0.0, "#0f4a54"), (0.12, "#0a3a48"), (0.35, "#062838"), (0.6, "#031824"), (1.0, "#01080d")]
    };
    let sea = pen.linear_here((0.0, 0.0), (0.0, 1920.0), &stops);
    flood(&mut pen, &sea);
    if lit {
        let lamp = pen.radial_here(
            712.0,
            318.0,
            900.0,
            &[
                (0.0, "#fff4c8"),
                (0.1, "#ffe09a"),
                (0.24, "#9fd8a4d8"),
                (0.42, "#2f9a90a0"),
                (0.7, "#0c525c50"),
                (1.0, "#04202c00"),
            ],
        );
        pen.dot(712.0, 318.0, 900.0, &lamp, 1.0);
    }
    ripples(&mut pen, &mut easel.dice(7), if lit { 1.0 } else { 0.4 });
    let mut plane = Plane::new(0.12).layer(pen, easel.blur);
    let mut pen = easel.pen();
    for (x, w, paint) in [
        (90.0, 64.0, "#0d5560"),
        (300.0, 44.0, "#13646a"),
        (890.0, 50.0, "#0f5a62"),
        (1030.0, 70.0, "#0a4a56"),
    ] {
        let paint = if lit { paint } else { "#072e3a" };
        pile(&mut pen, x, w, paint);
    }
    plane = plane.layer(pen, easel.soft(5.0));
    plane
}

fn pile(pen: &mut Pen, x: f32, w: f32, paint: &str) {
    let post = [
        Point::corner(x - w * 0.5, -400.0),
        Point::new(x - w * 0.46, 700.0),
        Point::corner(x - w * 0.56, 1600.0),
        Point::corner(x + w * 0.56, 1600.0),
        Point::new(x + w * 0.46, 700.0),
        Point::corner(x + w * 0.5, -400.0),
    ];
    pen.shape(&post, paint, 0.75);
    for y in [180.0, 520.0, 860.0] {
        pen.block(x - w * 0.6, y, w * 1.2, 18.0, paint, 0.9);
    }
}

fn ripples(pen: &mut Pen, dice: &mut Dice, level: f32) {
    for _ in 0..46 {
        let t = dice.share();
        let (x, y) = (dice.between(-60.0, 1140.0), 4.0 + 150.0 * t * t);
        let w = dice.between(40.0, 170.0) * (1.2 - t * 0.5);
        let line = through(&[
            (x - w, y),
            (x - w * 0.3, y + dice.between(4.0, 12.0)),
            (x + w * 0.3, y - dice.between(2.0, 9.0)),
            (x + w, y),
        ]);
        let widths = [0.3, 9.0 * (1.0 - t) + 3.0, 7.0 * (1.0 - t) + 2.0, 0.3];
        pen.brush(&line, &widths, "#d8fff0", level * dice.between(0.15, 0.6));
    }
}

fn shafts(easel: &Easel) -> Plane {
    let mut pen = easel.pen();
    for (x, w, lean, level) in [
        (640.0, 60.0, -330.0, 0.3),
        (720.0, 90.0, -120.0, 0.4),
        (800.0, 60.0, 120.0, 0.28),
        (560.0, 40.0, -520.0, 0.2),
        (900.0, 70.0, 360.0, 0.18),
        (300.0, 60.0, -420.0, 0.16),
    ] {
        let light = |alpha: f32, colour: &str| format!("{colour}{:02x}", (255.0 * alpha) as u8);
        let (a, b) = (light(level * 0.6, "#f2ffd8"), light(level * 0.42, "#bfffe0"));
        let paint = pen.linear_here(
            (x, 0.0),
            (x + lean, 1450.0),
            &[(0.0, &a), (0.4, &b), (1.0, "#7fe8d000")],
        );
        let beam = [
            (x - w * 0.4, -140.0),
            (x + w * 0.4, -140.0),
            (x + lean + w * 1.6, 1500.0),
            (x + lean - w * 1.6, 1500.0),
        ];
        pen.facet(&through(&beam), &paint, 1.0);
    }
    Plane::new(0.2).layer(pen, easel.soft(14.0)).swaying(26.0, 0.0, 0.09)
}

fn bed(easel: &Easel, lit: bool) -> Plane {
    let mut pen = easel.pen();
    let edges =
        if lit { ["#3fb7a4", "#2a8f88", "#1a6a6a"] } else { ["#14505a", "#104450", "#0c3844"] };
    for (i, (y, h, paint)) in
        [(1330.0, 120.0, "#063544"), (1470.0, 150.0, "#042634"), (1640.0, 170.0, "#02151f")]
            .into_iter()
            .enumerate()
    {
        let mut dice = easel.dice(41 + i as u64);
        let mut crest = Vec::new();
        let mut x = -200.0;
        while x < 1320.0 {
            crest.push(Point::new(x, y + dice.between(-h * 0.4, h * 0.3)));
            x += dice.between(70.0, 150.0);
        }
        let mut body = vec![Point::corner(-260.0, 2100.0), Point::corner(-260.0, y)];
        body.extend(&crest);
        body.extend([Point::corner(1380.0, y), Point::corner(1380.0, 2100.0)]);
        pen.shape(&body, paint, 1.0);
        pen.brush(&crest, &[2.0, 3.4, 2.0], edges[i], 0.5);
    }
    Plane::new(0.5).layer(pen, easel.blur)
}

/// A stem with leaves on both sides.
struct Kelp {
    foot: (f32, f32),
    height: f32,
    leaves: usize,
    paint: &'static str,
    edge: &'static str,
    width: f32,
    lean: f32,
}

fn kelp(pen: &mut Pen, dice: &mut Dice, kelp: &Kelp) {
    let ((x, y), h, w, lean) = (kelp.foot, kelp.height, kelp.width, kelp.lean);
    let stem = through(&[
        (x, y),
        (x + dice.between(-20.0, 20.0) + lean * 0.2, y - h * 0.33),
        (x + dice.between(-40.0, 40.0) + lean * 0.6, y - h * 0.68),
        (x + lean, y - h),
    ]);
    pen.brush(&stem, &[w * 0.3, w * 0.24, w * 0.16, 1.0], kelp.paint, 1.0);
    let path = spline::sample(&stem, 100);
    for i in 0..kelp.leaves {
        let t = 0.08 + 0.9 * i as f32 / kelp.leaves as f32;
        let p = path[(t * (path.len() - 1) as f32) as usize];
        let side = if i % 2 == 1 { 1.0 } else { -1.0 };
        let l = h * 0.2 * (1.0 - t * 0.5);
        let leaf = through(&[
            (p.x, p.y),
            (p.x + side * l * 0.5, p.y - l * 0.25),
            (p.x + side * l * 0.8, p.y - l * 0.8),
        ]);
        pen.brush(&leaf, &[2.0, w * 0.62 * (1.0 - t * 0.5), 1.0], kelp.paint, 1.0);
        let vein = through(&[
            (p.x + side * 4.0, p.y - 3.0),
            (p.x + side * l * 0.48, p.y - l * 0.28),
            (p.x + side * l * 0.74, p.y - l * 0.72),
        ]);
        pen.brush(&vein, &[0.2, 1.8, 0.2], kelp.edge, 0.6);
    }
}

fn kelp_forest(easel: &Easel, lit: bool) -> Plane {
    let mut pen = easel.pen();
    let mut dice = easel.dice(3);
    let edge = if lit { "#4fd0b0" } else { "#1a6a6a" };
    for (foot, height, leaves, paint, width, lean) in [
        ((70.0, 1640.0), 620.0, 22, "#05303c", 34.0, 60.0),
        ((190.0, 1660.0), 420.0, 16, "#06303c", 28.0, -40.0),
        ((960.0, 1650.0), 520.0, 18, "#052c38", 30.0, -50.0),
    ] {
        kelp(&mut pen, &mut dice, &Kelp { foot, height, leaves, paint, edge, width, lean });
    }
    Plane::new(0.6).layer(pen, easel.blur).swaying(12.0, 3.0, 0.15)
}

fn school(easel: &Easel, lit: bool) -> Plane {
    let mut pen = easel.pen();
    let mut dice = easel.dice(13);
    let hole = if lit { "#7fe8c8" } else { "#2a7a78" };
    for i in 0..15 {
        let t = i as f32 / 15.0;
        let at = Map::shift(
            120.0 + 250.0 * t + dice.between(-40.0, 40.0),
            1010.0 + dice.between(-90.0, 90.0) - 60.0 * t,
        )
        .then(Map::turn(-16.0 + dice.between(-10.0, 10.0)));
        let size = dice.between(0.5, 0.95);
        pen.under(at.then(Map::scale(size, size)), |pen| fish(pen, hole));
    }
    Plane::new(0.45).layer(pen, easel.blur).swaying(46.0, 9.0, 0.07)
}

fn fish(pen: &mut Pen, hole: &str) {
    pen.shape(&points("-30,0 -10,-13 16,-11 32,0 16,11 -10,13"), "#063c48", 1.0);
    pen.shape(&points("-26,0c -48,-14c -42,0 -48,14c"), "#063c48", 1.0);
    for i in 0..4 {
        let x = i as f32 * 9.0;
        let gill = through(&[(-16.0 + x, -8.0), (-12.0 + x, 0.0), (-16.0 + x, 8.0)]);
        pen.brush(&gill, &[0.3, 2.0, 0.3], hole, 0.9);
    }
    pen.dot(22.0, -3.0, 2.4, hole, 1.0);
}

fn front() -> Plane {
    let mut dark = Pen::new();
    dusk(&mut dark, "#01080d", 1240.0, 1850.0);
    let mut near = Pen::new();
    let mut dice = Dice::new(11);
    for (foot, height, leaves, lean) in
        [((-10.0, 1960.0), 700.0, 18, 110.0), ((1070.0, 1990.0), 520.0, 14, -90.0)]
    {
        let (paint, edge) = ("#010a10", "#0c3a40");
        kelp(&mut near, &mut dice, &Kelp { foot, height, leaves, paint, edge, width: 60.0, lean });
    }
    Plane::new(1.3).layer(dark, 0.0).layer(near, 8.0).swaying(10.0, 3.0, 0.13)
}
