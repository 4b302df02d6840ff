//! The red ferry's upper deck: columns, a scalloped roof, a rail, the city going away.

use super::super::geometry::{points, through};
use super::super::ornament::{LIT, along, cloud, flower, rosette};
use super::super::pen::Pen;
use super::scenery::{Houses, dusk, flood, lantern, reflect, skyline, waves};
use super::{Easel, Hanging, Lamp, Plane, Scene, Weather};

pub(super) fn deck(easel: &Easel) -> Scene {
    let mut scene = Scene::new(Weather::Embers);
    scene.back.push(night(easel));
    scene.back.push(sea(easel));
    scene.back.push(woodwork(easel));
    for (i, (x, y)) in [(250.0, 196.0), (540.0, 236.0), (830.0, 196.0)].into_iter().enumerate() {
        let mut pen = easel.pen();
        pen.brush(&through(&[(x, y - 160.0), (x, y - 60.0)]), &[3.0, 3.0], "#12060a", 1.0);
        lantern(&mut pen, (x, y), 122.0, LIT, 0.4);
        let pivot = easel.map.at(x, y - 160.0);
        let degrees = 3.0 + (i % 2) as f32;
        scene.hung.push(Hanging { pen, blur: easel.blur, pivot, depth: 0.55, degrees });
        scene.lamps.push(Lamp { depth: 0.55, ..easel.lamp((x, y + 10.0), 260.0, "#8a3c10", 0.5) });
    }
    scene.front.push(front());
    scene
}

fn night(easel: &Easel) -> Plane {
    let mut pen = easel.pen();
    let air = pen.linear_here(
        (0.0, 0.0),
        (0.0, 900.0),
        &[(0.0, "#041320"), (0.4, "#08344a"), (0.75, "#126068"), (1.0, "#2a8a80")],
    );
    flood(&mut pen, &air);
    let glow = pen.radial_here(
        560.0,
        800.0,
        620.0,
        &[
            (0.0, "#ffe0a0"),
            (0.16, "#f7a454"),
            (0.34, "#c2624ac0"),
            (0.55, "#6a405870"),
            (0.8, "#1f3c5420"),
            (1.0, "#1f3c5400"),
        ],
    );
    pen.dot(560.0, 800.0, 620.0, &glow, 1.0);
    for (x, y, r) in [(180.0, 420.0, 1.0), (860.0, 360.0, 1.2), (520.0, 520.0, 0.8)] {
        for j in 0..3 {
            let q = j as f32;
            let line = through(&[
                (x - 200.0 * r + q * 50.0, y + q * 24.0),
                (x - 40.0 * r, y - 14.0 + q * 20.0),
                (x + 220.0 * r - q * 40.0, y + q * 22.0),
            ]);
            pen.brush(&line, &[0.4, 15.0 * r, 0.4], "#1a5a66", 0.4);
        }
    }
    let plane = Plane::new(0.12).layer(pen, easel.blur);
    let mut pen = easel.pen();
    let far = pen.radial_here(
        560.0,
        800.0,
        520.0,
        &[(0.0, "#a8604a"), (0.4, "#4a4654"), (0.8, "#123a48"), (1.0, "#0a2c38")],
    );
    let houses = Houses {
        base: 838.0,
        height: (30.0, 150.0),
        width: (40.0, 96.0),
        cell: 11.0,
        lit: (0.34, 0.7),
        from: -300.0,
        to: 1380.0,
    };
    skyline(&mut pen, &mut easel.dice(7), &houses, &far, "#ffd98a");
    plane.layer(pen, easel.soft(2.4))
}

fn sea(easel: &Easel) -> Plane {
    let mut pen = easel.pen();
    let water = pen.linear_here(
        (0.0, 830.0),
        (0.0, 1300.0),
        &[(0.0, "#2a8478"), (0.3, "#0e4a54"), (1.0, "#041820")],
    );
    pen.block(-700.0, 830.0, 2480.0, 2200.0, &water, 1.0);
    let mut dice = easel.dice(9);
    for (x, w) in [(300.0, 40.0), (470.0, 60.0), (560.0, 100.0), (680.0, 60.0), (850.0, 40.0)] {
        reflect(&mut pen, &mut dice, x, (840.0, 1150.0), w, "#ffc667", 0.7);
    }
    waves(&mut pen, 930.0, 20.0, 130.0, -20.0, ["#0d4a52", "#8fe0c8"], 1200.0);
    Plane::new(0.3).layer(pen, easel.blur).swaying(8.0, 3.0, 0.17)
}

/// What is nailed to the ship: it rolls a little against the sea.
fn woodwork(easel: &Easel) -> Plane {
    let mut pen = easel.pen();
    rail(&mut pen);
    planks(&mut pen);
    for (x, side) in [(70.0, 1.0), (1010.0, -1.0)] {
        column(&mut pen, x, side);
    }
    roof(&mut pen);
    Plane::new(0.55).layer(pen, easel.blur).swaying(2.0, 5.0, 0.13)
}

fn rail(pen: &mut Pen) {
    for i in -3..16 {
        let x = 20.0 + i as f32 * 92.0;
        pen.brush(&through(&[(x, 962.0), (x, 1200.0)]), &[15.0, 15.0], "#3a0a12", 1.0);
        rosette(pen, x, 1070.0, 12.0, "#ffb45c", 5, 0.55);
    }
    for y in [962.0, 1030.0] {
        pen.brush(&through(&[(-400.0, y), (540.0, y), (1480.0, y)]), &[20.0; 3], "#4a0c16", 1.0);
        let lit = through(&[(-400.0, y - 8.0), (540.0, y - 8.0), (1480.0, y - 8.0)]);
        pen.brush(&lit, &[2.0, 5.0, 2.0], "#ffb45c", 0.7);
    }
}

fn planks(pen: &mut Pen) {
    let wood = pen.radial_here(
        560.0,
        1160.0,
        820.0,
        &[(0.0, "#b0502a"), (0.35, "#6a2420"), (0.7, "#2a0c14"), (1.0, "#0c0408")],
    );
    pen.block(-700.0, 1180.0, 2480.0, 1900.0, &wood, 1.0);
    for i in -9..10 {
        let x = i as f32;
        let seam = through(&[(560.0 + x * 80.0, 1184.0), (560.0 + x * 260.0, 1920.0)]);
        pen.brush(&seam, &[2.0, 7.0], "#14050a", 0.8);
    }
    pen.brush(&points("-400,1182 540,1180 1480,1182"), &[3.0, 6.0, 3.0], "#ffb45c", 0.6);
}

fn column(pen: &mut Pen, x: f32, side: f32) {
    let wood = pen.linear_here(
        (x - 44.0 * side, 0.0),
        (x + 44.0 * side, 0.0),
        &[(0.0, "#1c060b"), (0.6, "#8a1420"), (1.0, "#ff8a4a")],
    );
    pen.block(x - 44.0, -300.0, 88.0, 1620.0, &wood, 1.0);
    for j in 0..18 {
        let turn = if j % 2 == 0 { 1.0 } else { -1.0 };
        cloud(pen, x, 300.0 + j as f32 * 54.0, 17.0, "#ffc06a", 0.6, turn);
    }
}

fn roof(pen: &mut Pen) {
    let edge = points(
        "-400,-400c -400,96c -300,140 -200,96c -100,140 0,96c 108,144 216,96c 324,144 432,96c 540,144 648,96c 756,144 864,96c 972,144 1080,96c 1180,140 1280,96c 1380,140 1480,96c 1480,-400c",
    );
    pen.shape(&edge, "#3a0812", 1.0);
    for i in -2..8 {
        let x = 108.0 + i as f32 * 216.0;
        flower(pen, x, 84.0, 26.0, "#ffb45c", 8, 0.7);
        flower(pen, x - 108.0, 58.0, 16.0, "#ffb45c", 6, 0.5);
    }
    along(pen, &points("-300,20 540,20 1380,20"), 34, |pen, i| {
        cloud(pen, 0.0, 0.0, 13.0, "#ffb45c", 0.5, if i % 2 == 0 { 1.0 } else { -1.0 });
    });
}

fn front() -> Plane {
    let mut pen = Pen::new();
    dusk(&mut pen, "#0a0306", 1220.0, 1780.0);
    Plane::new(1.3).layer(pen, 0.0)
}
