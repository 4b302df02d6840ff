//! The pier: a harbour at night or at dawn, strings of lanterns, water that never rests.

use super::super::geometry::{Map, lerp, points, through};
use super::super::ornament::LIT;
use super::super::prop::vehicle;
use super::scenery::{Houses, dusk, flood, lantern, post, reflect, skyline, string, waves};
use super::{Easel, Hanging, Plane, Scene, Weather};

/// The colours of an hour.
pub(super) struct Hour {
    sky: [&'static str; 4],
    sun: [(f32, &'static str); 8],
    sea: [&'static str; 4],
    bands: [&'static str; 3],
    crest: &'static str,
    far: [&'static str; 4],
    near: [&'static str; 3],
    window: &'static str,
    shine: &'static str,
    ink: &'static str,
    night: bool,
}

pub(super) const NIGHT: Hour = Hour {
    sky: ["#03101a", "#06283a", "#0c4654", "#1b6a6a"],
    sun: [
        (0.0, "#fff6cc"),
        (0.12, "#ffd98a"),
        (0.25, "#f7a454"),
        (0.37, "#c2624ae0"),
        (0.5, "#6a4058a8"),
        (0.66, "#1f3c5460"),
        (0.83, "#082c3c18"),
        (1.0, "#0a303c00"),
    ],
    sea: ["#1d6f6c", "#0c4450", "#06232e", "#030f16"],
    bands: ["#0d4650", "#0a3641", "#072833"],
    crest: "#8fe0c8",
    far: ["#b8705a", "#6a4a56", "#1c4a56", "#0c3540"],
    near: ["#6a3a40", "#233f4c", "#08262f"],
    window: "#ffd98a",
    shine: "#ffc667",
    ink: "#02080c",
    night: true,
};

pub(super) const DAWN: Hour = Hour {
    sky: ["#173f5c", "#3a7488", "#8f9a8c", "#d8a47c"],
    sun: [
        (0.0, "#fff0c4"),
        (0.1, "#ffdc98"),
        (0.22, "#f4b878"),
        (0.35, "#dc8c6cd0"),
        (0.5, "#b0787890"),
        (0.66, "#8a808850"),
        (0.83, "#5a808c18"),
        (1.0, "#5a808c00"),
    ],
    sea: ["#b89878", "#4f8a88", "#1f565e", "#0a242c"],
    bands: ["#3f7c7c", "#2a6468", "#16464e"],
    crest: "#fff0d0",
    far: ["#d0946c", "#a07a74", "#5a7480", "#3f6474"],
    near: ["#8a5c50", "#465c66", "#244450"],
    window: "#fff0c8",
    shine: "#fff0c0",
    ink: "#06141a",
    night: false,
};

/// What is on the water, or before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum With {
    Ferry,
    Quay,
    Nothing,
}

pub(super) fn pier(easel: &Easel, hour: &Hour, with: With) -> Scene {
    let ferry = with == With::Ferry;
    let mut scene = Scene::new(if hour.night { Weather::Rain } else { Weather::Motes });
    scene.back.push(sky(easel, hour));
    scene.back.push(water(easel, hour, ferry));
    for i in 0..3 {
        scene.back.push(band(easel, hour, i));
    }
    scene.back.push(far_lanterns(easel, hour));
    near_lanterns(easel, hour, &mut scene);
    let strength = if hour.night { 0.34 } else { 0.12 };
    scene.lamps.push(easel.lamp((545.0, 740.0), 560.0, "#7a3a1c", strength));
    if ferry {
        scene.lamps.push(easel.lamp((545.0, 700.0), 300.0, "#6a4018", 0.4));
    }
    if with == With::Quay {
        scene.back.push(quay(easel, hour));
    }
    scene.front.push(rail(hour));
    scene
}

/// Stones by the water, with a wet gleam.
fn quay(easel: &Easel, hour: &Hour) -> Plane {
    let mut pen = easel.pen();
    let shine = if hour.night { "#5a3a30" } else { "#d8b088" };
    let stone = pen.radial_here(
        545.0,
        1190.0,
        760.0,
        &[(0.0, shine), (0.3, "#1c3036"), (0.7, "#0a1a20"), (1.0, hour.ink)],
    );
    pen.block(-700.0, 1200.0, 2480.0, 1800.0, &stone, 1.0);
    pen.brush(&points("-700,1202 545,1198 1780,1202"), &[4.0, 9.0, 4.0], hour.shine, 0.55);
    for row in 0..4 {
        let y = 1226.0 + row as f32 * (34.0 + row as f32 * 10.0);
        let line = through(&[(-700.0, y), (545.0, y), (1780.0, y)]);
        pen.brush(&line, &[2.0, 4.0, 2.0], hour.ink, 0.6);
    }
    let mut dice = easel.dice(77);
    for _ in 0..40 {
        let (x, y) = (dice.between(-100.0, 1180.0), dice.between(1215.0, 1420.0));
        let w = dice.between(12.0, 60.0);
        let gleam = through(&[(x - w, y), (x, y - 2.0), (x + w, y)]);
        pen.brush(&gleam, &[0.3, dice.between(3.0, 7.0), 0.3], hour.shine, dice.between(0.1, 0.4));
    }
    Plane::new(0.9).layer(pen, easel.blur)
}

fn sky(easel: &Easel, hour: &Hour) -> Plane {
    let mut pen = easel.pen();
    let [a, b, c, d] = hour.sky;
    let air = pen.linear_here((0.0, 0.0), (0.0, 900.0), &[(0.0, a), (0.3, b), (0.65, c), (1.0, d)]);
    flood(&mut pen, &air);
    let sun = pen.radial_here(545.0, 720.0, 740.0, &hour.sun);
    pen.dot(545.0, 720.0, 740.0, &sun, 1.0);
    for (i, (x, y, r)) in
        [(120.0, 360.0, 1.2), (900.0, 250.0, 1.5), (620.0, 300.0, 1.0), (260.0, 210.0, 0.9)]
            .into_iter()
            .enumerate()
    {
        for j in 0..3 {
            let q = j as f32;
            let line = through(&[
                (x - 230.0 * r + q * 60.0, y + q * 26.0),
                (x - 60.0 * r, y - 14.0 + q * 22.0),
                (x + 110.0 * r, y + 10.0 + q * 20.0),
                (x + 260.0 * r - q * 50.0, y + q * 24.0),
            ]);
            let paint = if hour.night { ["#123f44", "#0c4a52"][i % 2] } else { "#fff0d8" };
            pen.brush(&line, &[0.4, 16.0 * r, 11.0 * r, 0.4], paint, 0.3);
        }
    }
    let mut plane = Plane::new(0.15).layer(pen, easel.blur);
    let mut pen = easel.pen();
    let [a, b, c, d] = hour.far;
    let far = pen.radial_here(545.0, 740.0, 560.0, &[(0.0, a), (0.35, b), (0.7, c), (1.0, d)]);
    let houses = Houses {
        base: 812.0,
        height: (90.0, 300.0),
        width: (46.0, 104.0),
        cell: 12.0,
        lit: (0.3, if hour.night { 0.5 } else { 0.2 }),
        from: -300.0,
        to: 1380.0,
    };
    skyline(&mut pen, &mut easel.dice(5), &houses, &far, hour.window);
    plane = plane.layer(pen, easel.soft(3.0));
    let mut pen = easel.pen();
    let [a, b, c] = hour.near;
    let near = pen.radial_here(545.0, 760.0, 520.0, &[(0.0, a), (0.5, b), (1.0, c)]);
    let houses = Houses {
        base: 816.0,
        height: (30.0, 150.0),
        width: (60.0, 130.0),
        cell: 14.0,
        lit: (0.32, if hour.night { 0.75 } else { 0.25 }),
        ..houses
    };
    skyline(&mut pen, &mut easel.dice(11), &houses, &near, hour.window);
    plane.layer(pen, easel.soft(1.4))
}

fn water(easel: &Easel, hour: &Hour, ferry: bool) -> Plane {
    let mut pen = easel.pen();
    let [a, b, c, d] = hour.sea;
    let sea =
        pen.linear_here((0.0, 800.0), (0.0, 1500.0), &[(0.0, a), (0.25, b), (0.6, c), (1.0, d)]);
    pen.block(-700.0, 800.0, 2480.0, 2300.0, &sea, 1.0);
    pen.under(Map::shift(0.0, 540.0).then(Map::scale(1.0, 0.34)), |pen| {
        pen.halo(545.0, 815.0, 480.0, if hour.night { "#c87a34" } else { "#fff0c0" }, 0.7);
    });
    let mut plane = Plane::new(0.35).layer(pen, easel.blur);
    if ferry {
        let mut pen = easel.pen();
        pen.under(Map::shift(318.0, 812.0).then(Map::scale(0.78, 0.78)), |pen| {
            vehicle::boat(pen, &vehicle::NIGHT);
        });
        plane = plane.layer(pen, easel.soft(1.2));
    }
    let mut pen = easel.pen();
    let mut dice = easel.dice(21);
    for (x, w) in
        [(400.0, 40.0), (470.0, 46.0), (545.0, 70.0), (620.0, 50.0), (690.0, 44.0), (770.0, 36.0)]
    {
        reflect(&mut pen, &mut dice, x, (822.0, 1320.0), w, hour.shine, 0.8);
    }
    reflect(&mut pen, &mut dice, 545.0, (830.0, 1250.0), 150.0, "#ffe6ac", 0.5);
    plane.layer(pen, easel.blur)
}

/// Bands of waves reach only as far down as the next one, so that little is painted twice.
fn band(easel: &Easel, hour: &Hour, i: usize) -> Plane {
    let y = [900.0, 985.0, 1090.0][i];
    let bottom = [1030.0, 1150.0, 1300.0][i];
    let mut pen = easel.pen();
    let clear = format!("{}00", hour.bands[i]);
    let paint = pen.linear_here(
        (0.0, y),
        (0.0, bottom),
        &[(0.0, hour.bands[i]), (0.6, hour.bands[i]), (1.0, &clear)],
    );
    let q = i as f32;
    waves(&mut pen, y, 26.0 + q * 10.0, 120.0 + q * 44.0, -q * 37.0, [&paint, hour.crest], bottom);
    let mut dice = easel.dice(31 + i as u64);
    for x in [430.0, 560.0, 700.0] {
        reflect(&mut pen, &mut dice, x, (y + 20.0, bottom - 10.0), 60.0, hour.shine, 0.45);
    }
    Plane::new(0.5 + 0.1 * q).layer(pen, easel.blur).swaying(
        9.0 + 5.0 * q,
        2.0 + q,
        0.16 - 0.02 * q,
    )
}

fn far_lanterns(easel: &Easel, hour: &Hour) -> Plane {
    let mut pen = easel.pen();
    let places = string(&mut pen, (-240.0, 190.0), (1320.0, 80.0), 110.0, 12);
    let halo = if hour.night { 0.4 } else { 0.12 };
    for (x, y) in places {
        lantern(&mut pen, (x, y + 42.0), 58.0, LIT, halo);
    }
    Plane::new(0.6).layer(pen, easel.soft(1.6)).swaying(3.0, 1.0, 0.21)
}

fn near_lanterns(easel: &Easel, hour: &Hour, scene: &mut Scene) {
    let mut wires = easel.pen();
    let mut places = string(&mut wires, (-80.0, -20.0), (560.0, -70.0), 180.0, 4);
    places.extend(string(&mut wires, (520.0, -60.0), (1180.0, 0.0), 170.0, 4));
    scene.back.push(Plane::new(0.8).layer(wires, easel.blur));
    for (i, (x, y)) in places.into_iter().enumerate() {
        let mut pen = easel.pen();
        lantern(&mut pen, (x, y + 78.0), 112.0, LIT, 0.0);
        let pivot = easel.map.at(x, y - 20.0);
        let degrees = lerp(2.0, 3.6, (i % 3) as f32 / 2.0);
        scene.hung.push(Hanging { pen, blur: easel.blur, pivot, depth: 0.8, degrees });
        scene.lamps.push(super::Lamp {
            depth: 0.8,
            ..easel.lamp((x, y + 90.0), 200.0, "#a84a18", if hour.night { 0.5 } else { 0.2 })
        });
    }
}

/// Posts and ropes of ink at the lower edge: always in the same size, it frames the picture.
fn rail(hour: &Hour) -> Plane {
    let mut pen = super::Pen::new();
    dusk(&mut pen, hour.ink, 1240.0, 1800.0);
    for x in [-300.0, 60.0, 420.0, 780.0, 1060.0, 1400.0] {
        post(&mut pen, x);
    }
    for (a, b) in [(-300.0, 60.0), (60.0, 420.0), (420.0, 780.0), (780.0, 1060.0), (1060.0, 1400.0)]
    {
        let middle = (a + b) / 2.0;
        for y in [1650.0, 1760.0] {
            let rope = through(&[(a, y), (middle, y + 60.0), (b, y)]);
            pen.brush(&rope, &[15.0; 3], "#03090c", 1.0);
        }
        let lit = through(&[(a, 1646.0), (middle, 1706.0), (b, 1646.0)]);
        pen.brush(&lit, &[1.0, 3.0, 1.0], "#e79a4a", 0.5);
    }
    pen.brush(&points("-600,1900 540,1890 1680,1900"), &[60.0; 3], "#02060a", 1.0);
    Plane::new(1.3).layer(pen, 0.0)
}
