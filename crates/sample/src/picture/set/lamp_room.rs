//! The lamp room: a cellar of dark lanterns, a barred moon, warm light behind a lattice door.

use super::super::geometry::{points, through};
use super::super::ornament::{Paper, UNLIT, cloud};
use super::super::pen::Pen;
use super::scenery::{Fret, dusk, flood, lantern, lattice};
use super::{Easel, Hanging, Plane, Scene, Weather};

const SLEEPING: Paper =
    Paper { hot: "#5a3a30", lit: "#4a2a24", mid: "#35201e", dark: "#1c1014", ink: "#0c0608" };

pub(super) fn lamp_room(easel: &Easel) -> Scene {
    let mut scene = Scene::new(Weather::Motes);
    scene.back.push(wall(easel));
    for (i, (x, y, w)) in
        [(120.0, 250.0, 120.0), (330.0, 150.0, 96.0), (560.0, 210.0, 110.0), (470.0, 420.0, 76.0)]
            .into_iter()
            .enumerate()
    {
        let mut pen = easel.pen();
        pen.brush(&through(&[(x, y - 600.0), (x, y - 40.0)]), &[3.0, 3.0], "#0a0507", 1.0);
        lantern(&mut pen, (x, y), w, if i % 2 == 0 { SLEEPING } else { UNLIT }, 0.0);
        let pivot = easel.map.at(x, y - 600.0);
        scene.hung.push(Hanging {
            pen,
            blur: easel.soft(0.6),
            pivot,
            depth: 0.5,
            degrees: 0.7 + 0.3 * (i % 2) as f32,
        });
    }
    scene.lamps.push(easel.lamp((905.0, 640.0), 420.0, "#a85a20", 0.5));
    scene.front.push(front());
    scene
}

fn wall(easel: &Easel) -> Plane {
    let mut pen = easel.pen();
    let stone = pen.radial_here(
        860.0,
        640.0,
        1150.0,
        &[
            (0.0, "#a8602c"),
            (0.2, "#6a3020"),
            (0.42, "#3a1a20"),
            (0.7, "#1a1018"),
            (1.0, "#0a0a10"),
        ],
    );
    flood(&mut pen, &stone);
    bricks(&mut pen);
    moon(&mut pen);
    shelves(&mut pen);
    let mut plane = Plane::new(0.25).layer(pen, easel.soft(0.8));
    let mut pen = easel.pen();
    doorway(&mut pen);
    floor(&mut pen);
    plane = plane.layer(pen, easel.blur);
    plane
}

fn bricks(pen: &mut Pen) {
    for row in 0..26 {
        let y = row as f32 * 46.0;
        let line = through(&[(-200.0, y), (500.0, y + 3.0), (1300.0, y)]);
        pen.brush(&line, &[1.0, 2.4, 1.0], "#0a0508", 0.55);
        for column in 0..13 {
            let x = column as f32 * 96.0 + (row % 2) as f32 * 48.0;
            pen.brush(&through(&[(x, y), (x, y + 46.0)]), &[2.0, 2.0], "#0a0508", 0.45);
        }
    }
}

/// A round barred window, high up on the left: the only cold light.
fn moon(pen: &mut Pen) {
    let size = pen.map().size();
    pen.halo(220.0, 520.0, 300.0, "#1f8f96", 0.5);
    let night = pen.radial_here(
        220.0,
        520.0,
        110.0,
        &[(0.0, "#d8fff0"), (0.4, "#7fc8c0"), (0.8, "#1f7a84"), (1.0, "#0e4a58")],
    );
    pen.dot(220.0, 520.0, 104.0, &night, 1.0);
    let ring = pen.circle(220.0, 520.0, 106.0);
    pen.stroke(&ring, "#0a0508", 18.0 * size, 1.0);
    for i in -1..2 {
        let x = 220.0 + i as f32 * 52.0;
        pen.brush(&through(&[(x, 412.0), (x, 628.0)]), &[11.0, 11.0], "#0a0508", 1.0);
    }
    pen.brush(&points("112,520 328,520"), &[11.0, 11.0], "#0a0508", 1.0);
}

/// Shelves with lanterns that wait.
fn shelves(pen: &mut Pen) {
    for (y, from, to) in [(760.0, -120.0, 520.0), (950.0, -120.0, 560.0)] {
        pen.block(from, y, to - from, 22.0, "#140a0c", 1.0);
        pen.brush(&through(&[(from, y), (to, y)]), &[3.0, 3.0], "#c87a34", 0.45);
        let count = ((to - from) / 110.0) as usize;
        for i in 0..count {
            let x = from + 60.0 + i as f32 * 108.0;
            lantern(pen, (x, y - 58.0), 74.0, if i % 2 == 0 { UNLIT } else { SLEEPING }, 0.0);
        }
    }
}

fn doorway(pen: &mut Pen) {
    let glow = pen.radial_here(
        900.0,
        600.0,
        620.0,
        &[
            (0.0, "#fff0b8"),
            (0.25, "#ffc870"),
            (0.55, "#e07a34"),
            (0.85, "#8a2c1c"),
            (1.0, "#4a1418"),
        ],
    );
    let arch = points("716,1130c 716,420 780,270 905,232 1030,270 1094,420 1094,1130c");
    pen.shape(&arch, &glow, 1.0);
    let outline = pen.path(&arch, true);
    pen.clip(&outline, |pen| {
        lattice(pen, [720.0, 240.0, 372.0, 900.0], 62.0, 7.0, "#3a0d14", Fret::Key);
    });
    pen.stroke(&outline, "#12060a", 34.0 * pen.map().size(), 1.0);
    pen.stroke(&outline, "#c87a34", 3.0 * pen.map().size(), 0.7);
    for i in 0..9 {
        cloud(
            pen,
            688.0,
            420.0 + i as f32 * 80.0,
            15.0,
            "#c87a34",
            0.5,
            if i % 2 == 0 { 1.0 } else { -1.0 },
        );
    }
}

fn floor(pen: &mut Pen) {
    let stone = pen.linear_here(
        (0.0, 1120.0),
        (0.0, 1700.0),
        &[(0.0, "#3a1c1c"), (0.4, "#1c1014"), (1.0, "#08060a")],
    );
    pen.block(-700.0, 1120.0, 2480.0, 2000.0, &stone, 1.0);
    let spill = pen.linear_here(
        (900.0, 1120.0),
        (560.0, 1700.0),
        &[(0.0, "#ffb45c88"), (0.6, "#d8602f30"), (1.0, "#d8602f00")],
    );
    pen.facet(&points("716,1120 1094,1120 1000,1900 300,1900"), &spill, 1.0);
}

fn front() -> Plane {
    let mut pen = Pen::new();
    dusk(&mut pen, "#060408", 1200.0, 1760.0);
    Plane::new(1.3).layer(pen, 0.0)
}
