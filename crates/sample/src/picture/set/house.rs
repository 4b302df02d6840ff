//! The Lantern House: a moon window, a throne on a dais, a hundred lanterns, teal night outside.

use super::super::garment::{Hide, garment, plain};
use super::super::geometry::{Map, points, through};
use super::super::noise::Dice;
use super::super::ornament::{LIT, Paper, UNLIT, along, cloud, rosette};
use super::super::pen::Pen;
use super::scenery::{Fret, Houses, dusk, flood, lantern, lattice, skyline};
use super::{Easel, Hanging, Plane, Scene, Weather};

/// The colours of the hall with its lanterns lit, or before.
struct Tone {
    wall: [(f32, &'static str); 6],
    moon: [(f32, &'static str); 4],
    bars: &'static str,
    frame: &'static str,
    gold: &'static str,
    gold_level: f32,
    pillar: [(f32, &'static str); 3],
    throne: [&'static str; 3],
    steps: [&'static str; 4],
    carpet: [&'static str; 3],
}

const WARM: Tone = Tone {
    wall: [
        (0.0, "#fff4c8"),
        (0.14, "#ffd684"),
        (0.3, "#f39a48"),
        (0.48, "#b8442c"),
        (0.68, "#5e1622"),
        (1.0, "#1c0710"),
    ],
    moon: [(0.0, "#fffbe0"), (0.45, "#ffe29a"), (0.8, "#ffb85a"), (1.0, "#f08a3c")],
    bars: "#7a2018",
    frame: "#3a0d14",
    gold: "#ffb45c",
    gold_level: 0.55,
    pillar: [(0.0, "#1c060b"), (0.7, "#6a1418"), (1.0, "#ff9a4a")],
    throne: ["#7a2016", "#4a0f14", "#22060c"],
    steps: ["#a3341f", "#8f2a1e", "#4a121a", "#16060c"],
    carpet: ["#ff9a4a70", "#d8432f50", "#d8432f00"],
};

const COLD: Tone = Tone {
    wall: [
        (0.0, "#2a4a58"),
        (0.14, "#1f3a48"),
        (0.3, "#182a38"),
        (0.48, "#151c2a"),
        (0.68, "#120f1a"),
        (1.0, "#0a060c"),
    ],
    moon: [(0.0, "#c8f0e6"), (0.45, "#7fc0bc"), (0.8, "#3a7a84"), (1.0, "#1f5460")],
    bars: "#1a1420",
    frame: "#14080f",
    gold: "#7a5a5c",
    gold_level: 0.3,
    pillar: [(0.0, "#0c0609"), (0.7, "#24121a"), (1.0, "#3f6a70")],
    throne: ["#3a1618", "#200c12", "#0e0508"],
    steps: ["#3a1a22", "#30161e", "#1a0c14", "#0a0508"],
    carpet: ["#5fa0a040", "#3a5a6a20", "#3a5a6a00"],
};

/// Where a lantern hangs: place, width, how far away.
type Spot = (f32, f32, f32, usize);

pub(super) fn house(easel: &Easel, lit: bool) -> Scene {
    let mut scene = Scene::new(Weather::Motes);
    let spots = spots(&mut easel.dice(4));
    scene.back.push(plate(easel, if lit { &WARM } else { &COLD }, &spots, lit));
    if lit {
        scene.lamps.push(easel.lamp((540.0, 520.0), 560.0, "#8a4a18", 0.4));
        scene.lamps.push(easel.lamp((200.0, 260.0), 300.0, "#7a3410", 0.34));
        scene.lamps.push(easel.lamp((880.0, 260.0), 300.0, "#7a3410", 0.34));
    }
    hang(easel, &mut scene, lit);
    scene.front.push(front(lit));
    scene
}

/// The dark house and, group by group, its lanterns; in the end the whole hall is warm.
pub(super) fn kindling(easel: &Easel) -> Scene {
    let mut scene = house(easel, false);
    // The few that swing would stay dark.
    scene.hung.clear();
    let spots = spots(&mut easel.dice(4));
    for group in 0..5 {
        let mut near = easel.pen();
        for (i, &(x, y, w, _)) in spots.iter().enumerate() {
            let from_middle = ((x - 540.0).abs() / 118.0) as usize;
            if (from_middle + i % 2).min(4) == group {
                lantern(&mut near, (x, y), w, LIT, 0.45);
            }
        }
        scene.kindled.push(Plane::new(0.2).layer(near, easel.soft(0.8)));
    }
    scene.kindled.push(plate(easel, &WARM, &spots, true));
    scene
}

/// Wall, window, pillars, lanterns, throne and dais as one: the camera is far away.
fn plate(easel: &Easel, tone: &Tone, spots: &[Spot], lit: bool) -> Plane {
    let mut wall = easel.pen();
    outside(&mut wall, easel, tone);
    let mut plane = Plane::new(0.2).layer(wall, easel.blur);
    let mut frets = easel.pen();
    for x in [-30.0, 810.0] {
        lattice(&mut frets, [x, 150.0, 300.0, 900.0], 75.0, 9.0, tone.frame, Fret::Key);
    }
    lattice(&mut frets, [300.0, 120.0, 480.0, 420.0], 60.0, 6.0, tone.bars, Fret::Diamond);
    plane = plane.layer(frets, easel.soft(1.0));
    let mut window = easel.pen();
    moon_window(&mut window, tone);
    pillars(&mut window, tone);
    plane = plane.layer(window, easel.blur);
    for depth in 0..3 {
        let mut pen = easel.pen();
        let paper = paper(depth, lit);
        for &(x, y, w, _) in spots.iter().filter(|spot| spot.3 == depth) {
            let wire = through(&[(x, y), (x, y - if depth == 1 { 420.0 } else { 90.0 })]);
            pen.brush(&wire, &[2.0, 2.0], "#1a0608", 1.0);
            lantern(&mut pen, (x, y), w, paper, if lit { 0.35 + 0.08 * depth as f32 } else { 0.0 });
        }
        plane = plane.layer(pen, easel.soft([2.2, 0.0, 1.6][depth]));
    }
    let mut floor = easel.pen();
    dais(&mut floor, tone);
    throne(&mut floor, tone);
    plane.layer(floor, easel.blur)
}

fn paper(depth: usize, lit: bool) -> Paper {
    if !lit {
        return UNLIT;
    }
    let (lit, mid, dark) = [
        ("#ffe9a0", "#f07a2c", "#8a1a18"),
        ("#ffefb4", "#ff8f3a", "#a3241c"),
        ("#fff3c4", "#ffa548", "#b5301e"),
    ][depth];
    Paper { lit, mid, dark, ..LIT }
}

/// Rows by depth: many small ones far away, thirty in the middle, clusters at the sides.
fn spots(dice: &mut Dice) -> Vec<Spot> {
    let mut out = Vec::new();
    for k in 0..6 {
        let (q, count) = (k as f32, 17 - k);
        for i in 0..count {
            let x =
                540.0 + (i as f32 - (count - 1) as f32 / 2.0) * 68.0 + dice.between(-10.0, 10.0);
            let u = (x - 540.0).abs() / 540.0;
            let mut y =
                24.0 + q * 58.0 + u * u * 130.0 * (1.0 + q * 0.16) + dice.between(-12.0, 12.0);
            let middle = (x - 540.0).abs();
            if middle < 330.0 && y > 120.0 {
                y = 24.0 + q * 34.0 + dice.between(-10.0, 10.0);
            }
            if k < 3 || middle >= 250.0 + 30.0 * q {
                out.push((x, y, 34.0 + q * 2.0, 0));
            }
        }
    }
    for k in 0..3 {
        for i in 0..11 {
            let x = 540.0 + (i as f32 - 5.0) * 104.0 + dice.between(-14.0, 14.0);
            let u = (x - 540.0) / 540.0;
            let y = 60.0 + k as f32 * 120.0 + u * u * 230.0 + dice.between(-16.0, 16.0);
            if (x - 540.0).abs() >= [90.0, 300.0, 340.0][k] {
                out.push((x, y, 58.0 + k as f32 * 6.0, 1));
            }
        }
    }
    for i in 0..34 {
        let side = if i % 2 == 1 { -1.0 } else { 1.0 };
        let x = 540.0 + side * dice.between(370.0, 540.0);
        out.push((x, dice.between(420.0, 800.0), dice.between(26.0, 40.0), 2));
    }
    out
}

fn outside(pen: &mut Pen, easel: &Easel, tone: &Tone) {
    flood(pen, "#12060a");
    let wall = pen.radial_here(540.0, 520.0, 980.0, &tone.wall);
    flood(pen, &wall);
    for x in [0.0, 1080.0] {
        let night = pen.radial_here(
            x,
            820.0,
            520.0,
            &[(0.0, "#1f8f96"), (0.4, "#0e5a68d8"), (0.75, "#0a344650"), (1.0, "#0a344600")],
        );
        pen.block(x - 520.0, 300.0, 1040.0, 900.0, &night, 1.0);
    }
    for x in [-60.0, 930.0] {
        let houses = Houses {
            base: 1060.0,
            height: (60.0, 260.0),
            width: (36.0, 70.0),
            cell: 12.0,
            lit: (0.3, 0.8),
            from: x,
            to: x + 210.0,
        };
        skyline(pen, &mut easel.dice(17 + x as u64), &houses, "#06303c", "#ffd98a");
    }
}

fn moon_window(pen: &mut Pen, tone: &Tone) {
    let size = pen.map().size();
    let glass = pen.radial_here(540.0, 540.0, 330.0, &tone.moon);
    pen.dot(540.0, 520.0, 330.0, &glass, 1.0);
    for (r, width, paint, alpha) in [
        (330.0, 20.0, tone.frame, 1.0),
        (304.0, 4.0, tone.bars, 1.0),
        (256.0, 4.0, tone.bars, 0.7),
        (212.0, 6.0, tone.bars, 0.8),
    ] {
        let ring = pen.circle(540.0, 520.0, r);
        pen.stroke(&ring, paint, width * size, alpha);
    }
    for i in 0..36 {
        let turn = i as f32 * 10.0;
        let (sin, cos) = turn.to_radians().sin_cos();
        let at = Map::shift(540.0 + 317.0 * cos, 520.0 + 317.0 * sin).then(Map::turn(turn + 90.0));
        pen.under(at, |pen| rosette(pen, 0.0, 0.0, 9.0, tone.gold, 4, 0.9));
    }
    for i in 0..24 {
        let (sin, cos) = (i as f32 * 15.0).to_radians().sin_cos();
        let ray = through(&[
            (540.0 + 210.0 * cos, 520.0 + 210.0 * sin),
            (540.0 + 304.0 * cos, 520.0 + 304.0 * sin),
        ]);
        pen.brush(&ray, &[3.0, 5.0], tone.bars, 0.8);
    }
}

fn pillars(pen: &mut Pen, tone: &Tone) {
    for (x, side) in [(206.0, 1.0), (874.0, -1.0)] {
        let wood = pen.linear_here((x - 38.0 * side, 0.0), (x + 38.0 * side, 0.0), &tone.pillar);
        pen.block(x - 38.0, -400.0, 76.0, 1610.0, &wood, 1.0);
        for j in 0..24 {
            let q = j as f32;
            let turn = if j % 2 == 1 { 1.0 } else { -1.0 };
            let at = x + (j % 2) as f32 * 8.0 - 4.0;
            cloud(pen, at, 120.0 + q * 46.0, 15.0, tone.gold, tone.gold_level, turn);
        }
    }
}

fn dais(pen: &mut Pen, tone: &Tone) {
    let [a, b, c, d] = tone.steps;
    for i in 0..6 {
        let q = i as f32;
        let (y, w) = (884.0 + q * 52.0, 330.0 + q * 78.0);
        let wood =
            pen.radial_here(540.0, 900.0, 780.0, &[(0.0, [a, b][i % 2]), (0.5, c), (1.0, d)]);
        let step = [(540.0 - w, y), (540.0 + w, y), (566.0 + w, y + 54.0), (514.0 - w, y + 54.0)];
        pen.facet(&through(&step), &wood, 1.0);
        let edge = through(&[(540.0 - w, y), (540.0, y - 1.0), (540.0 + w, y)]);
        pen.brush(&edge, &[1.0, 5.0, 1.0], tone.gold, 0.8 - 0.08 * q);
        let count = 14 + i * 3;
        for j in 0..count {
            let x = 540.0 + (j as f32 + 0.5 - count as f32 / 2.0) * (2.0 * w / count as f32);
            if i % 2 == 0 {
                rosette(pen, x, y + 28.0, 11.0, tone.gold, 4, 0.42);
            } else {
                cloud(pen, x, y + 28.0, 12.0, tone.gold, 0.42, if j % 2 == 1 { 1.0 } else { -1.0 });
            }
        }
    }
    pen.block(-700.0, 1196.0, 2480.0, 1900.0, d, 1.0);
    let mut dice = Dice::new(61);
    for _ in 0..60 {
        let (x, y) = (dice.between(-40.0, 1120.0), dice.between(1200.0, 1560.0));
        let w = dice.between(14.0, 46.0);
        let gleam = through(&[(x - w, y), (x, y - 2.0), (x + w, y)]);
        let h = dice.between(4.0, 9.0);
        pen.brush(&gleam, &[0.3, h, 0.3], tone.gold, dice.between(0.15, 0.5));
    }
    let [a, b, c] = tone.carpet;
    let light = pen.linear_here((0.0, 884.0), (0.0, 1600.0), &[(0.0, a), (0.4, b), (1.0, c)]);
    pen.facet(&points("430,884 650,884 860,1920 220,1920"), &light, 1.0);
}

/// The throne's back rises as a carved screen.
fn throne(pen: &mut Pen, tone: &Tone) {
    let [a, b, c] = tone.throne;
    let wood = pen.radial_here(540.0, 600.0, 360.0, &[(0.0, a), (0.7, b), (1.0, c)]);
    let holes = pen.radial_here(
        540.0,
        560.0,
        520.0,
        &[(0.0, "#fffbe0"), (0.4, "#ffe39a"), (0.75, "#ffae58"), (1.0, "#b8602c")],
    );
    let edge = 6.0 * pen.map().size();
    let hide = Hide { cloth: wood, holes, ink: "#1a040a", edge, glow: tone.gold_level };
    let back = points(
        "372,900c 366,700 340,560 356,470 420,430 470,360 540,320 610,360 660,430 724,470 740,560 714,700 708,900c",
    );
    let rim = points(
        "384,880 378,700 356,560 372,486 430,446 480,380 540,342 600,380 650,446 708,486 724,560 702,700 696,880",
    );
    garment(pen, &back, &hide, |pen, holes| {
        along(pen, &rim, 46, |pen, i| {
            cloud(pen, 0.0, 6.0, 9.0, holes, 0.85, if i < 23 { 1.0 } else { -1.0 });
        });
        for i in 0..5 {
            let q = i as f32;
            for side in [-1.0, 1.0] {
                cloud(
                    pen,
                    540.0 + side * (128.0 - q * 4.0),
                    560.0 + q * 58.0,
                    26.0,
                    holes,
                    0.6,
                    side,
                );
            }
        }
    });
    let seat = points("330,880c 750,880c 786,960c 294,960c");
    garment(pen, &seat, &hide.with(b), plain);
    for i in 0..14 {
        let side = if i % 2 == 1 { 1.0 } else { -1.0 };
        cloud(pen, 330.0 + i as f32 * 34.0, 922.0, 15.0, &hide.holes, tone.gold_level + 0.3, side);
    }
}

/// A few lanterns of the middle row hang free and swing.
fn hang(easel: &Easel, scene: &mut Scene, lit: bool) {
    for (i, (x, y)) in
        [(96.0, 470.0), (986.0, 520.0), (250.0, 240.0), (830.0, 230.0)].into_iter().enumerate()
    {
        let mut pen = easel.pen();
        pen.brush(&through(&[(x, y - 700.0), (x, y - 50.0)]), &[2.4, 2.4], "#1a0608", 1.0);
        lantern(&mut pen, (x, y), 84.0, if lit { LIT } else { UNLIT }, if lit { 0.4 } else { 0.0 });
        let pivot = easel.map.at(x, y - 700.0);
        let degrees = 0.6 + 0.2 * (i % 3) as f32;
        scene.hung.push(Hanging { pen, blur: easel.blur, pivot, depth: 0.35, degrees });
    }
}

/// Great lanterns close to the eye, out of focus; the floor falls to ink.
fn front(lit: bool) -> Plane {
    let mut dark = Pen::new();
    dusk(&mut dark, "#0a0206", 1180.0, 1780.0);
    let mut near = Pen::new();
    let paper =
        Paper { hot: "#ffcf6a", lit: "#ffb850", mid: "#e0621e", dark: "#5a0e14", ink: "#0a0206" };
    for (x, y, w) in [(-30.0, 1600.0, 240.0), (1110.0, 1560.0, 270.0)] {
        let wire = through(&[(x, y), (x, y - 160.0)]);
        pen_wire(&mut near, &wire);
        if lit {
            near.halo(x, y, w * 1.3, "#ff7a30", 0.5);
        }
        super::super::ornament::lantern(
            &mut near,
            (x, y),
            w,
            6,
            if lit { paper } else { UNLIT },
            false,
        );
    }
    Plane::new(1.3).layer(dark, 0.0).layer(near, 9.0).swaying(7.0, 2.0, 0.17)
}

fn pen_wire(pen: &mut Pen, wire: &[super::super::geometry::Point]) {
    pen.brush(wire, &[5.0, 5.0], "#0a0206", 1.0);
}
