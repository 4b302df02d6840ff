//! Lian, 24: violet, hair to the hip, a bride's flowers.

use super::super::garment::{Hide, Light, garment, joint};
use super::super::geometry::{lerp, points, through};
use super::super::ornament::{along, beads, cloud, flower, rosette};
use super::super::pen::Pen;
use super::character::Character;

pub(crate) const LIAN: Character = Character {
    upper: "60,10 72,17 79.8,28 82,39 80,47.6 81,53 85.4,60 90.2,65.2 90.6,68 87.2,70.6 84,71.6c \
            84.8,74.6 87.6,77 86.4,79.4 78.5,80.2c",
    lower: "78.5,80.2c 85,80.8 86.6,83.2 83,86 81.8,88.6 82.8,92 80.4,95.8 74.5,97.8 64.5,94.4 \
            54,86.5 48,77 46.5,66",
    skin: ["#ffdcb4", "#f5a074", "#b45a58", "#4c1c2e"],
    skin_ink: "#3c0f22",
    lips: ("#a8284a", "#cf4a62"),
    iris: "#7a4ad0",
    nails: "#d85a8a",
    brow: "#3c0f22",
    male: false,
    old: false,
    cloth: ["#b78aff", "#6a3cc0", "#331a66", "#0e061e"],
    holes: ["#fffdf0", "#f6e8ff", "#c9a0ff", "#5a34a0"],
    ink: "#10071f",
    drape: 44.0,
    hair_back: back,
    hair_front: front,
    beard: |_, _| (),
    bust,
    full,
    sleeve,
};

const HAIR: [&str; 3] = ["#5a2a66", "#26102e", "#0c0512"];

fn back(pen: &mut Pen, light: &Light) {
    let hair = light.hair(pen, HAIR);
    let strand = light.hair(pen, ["#f6e0ff", "#a878d8", "#3c1c58"]);
    let fall = points(
        "50,6 24,8 4,34 -2,80 -10,140 -20,200 -34,262 -20,280 6,262 24,220 36,160 46,110 50,60",
    );
    let outline = pen.path(&fall, true);
    pen.fill(&outline, &hair, 1.0);
    pen.clip(&outline, |pen| {
        for i in 0..9 {
            let t = i as f32 / 8.0;
            let line = through(&[
                (30.0, 10.0),
                (lerp(2.0, 44.0, t), 80.0),
                (lerp(-14.0, 30.0, t), 170.0),
                (lerp(-30.0, 4.0, t), 270.0),
            ]);
            pen.brush(&line, &[0.2, 1.3, 1.3, 0.2], &strand, 0.55);
        }
    });
    pen.stroke(&outline, "#0c0512", 2.2, 1.0);
}

fn front(pen: &mut Pen, light: &Light) {
    let hair = light.hair(pen, HAIR);
    let strand = light.hair(pen, ["#f6e0ff", "#b080e0", "#3c1c58"]);
    let cap = points(
        "81,31c 76,17 62,3 42,-3 20,6 6,30 2,60 4,96c 30,100 42,84 44,62 52,56c 60,44 70,35",
    );
    let outline = pen.path(&cap, true);
    pen.fill(&outline, &hair, 1.0);
    pen.clip(&outline, |pen| {
        for i in 0..11 {
            let t = i as f32 / 10.0;
            let line = through(&[
                (lerp(78.0, 56.0, t), lerp(26.0, 4.0, t)),
                (lerp(56.0, 24.0, t), lerp(40.0, 16.0, t)),
                (lerp(42.0, 8.0, t), lerp(66.0, 50.0, t)),
                (lerp(36.0, 4.0, t), 100.0),
            ]);
            pen.brush(&line, &[0.2, 1.2, 1.2, 0.2], &strand, 0.7);
        }
    });
    pen.stroke(&outline, "#0c0512", 2.2, 1.0);
    for (x, y, r, colour) in [
        (50.0, 14.0, 12.0, "#fff0ff"),
        (34.0, 20.0, 10.0, "#ffb0d8"),
        (64.0, 16.0, 8.0, "#ffb0d8"),
        (24.0, 34.0, 8.0, "#fff0ff"),
    ] {
        flower(pen, x, y, r + 1.6, "#2a0c2e", 5, 1.0);
        rosette(pen, x, y, r, colour, 5, 1.0);
        pen.dot(x, y, r * 0.3, "#ffd27c", 1.0);
    }
    for j in 0..5 {
        pen.dot(46.0, 76.0 + j as f32 * 7.0, 2.0, "#ffe0a0", 1.0);
    }
}

fn neck(pen: &mut Pen, light: &Light) {
    let skin = light.skin(pen, ["#ffd8b4", "#e09070", "#9c4c50", "#3a1428"]);
    pen.shape(&points("38,84 37,108 30,128 72,128 63,108 61,92"), &skin, 1.0);
    pen.shape(&points("40,88 52,101 62,102 62,94 54,95"), "#3a1420", 0.7);
    pen.brush(&points("61.6,95 63,110 70,126"), &[0.8, 1.1, 0.8], "#3c0f22", 1.0);
}

fn collar(pen: &mut Pen, hide: &Hide) {
    let shape = points("27,124c 31,104 44,110 60,106 67,122c 48,130");
    garment(pen, &shape, &hide.glowing(0.6), |pen, holes| {
        beads(pen, &points("30,116 46,119 64,114"), 9, 1.7, holes);
    });
}

fn blossoms(pen: &mut Pen, holes: &str, top: f32, rows: usize, left: f32, columns: usize) {
    for i in 0..rows * columns {
        let (row, column) = (i / columns, i % columns);
        let shift = if row % 2 == 1 { 13.0 } else { 0.0 };
        let (x, y) = (left + column as f32 * 27.0 + shift, top + row as f32 * 30.0);
        let r = if (row + column) % 3 == 0 { 10.0 } else { 7.0 };
        flower(pen, x, y, r, holes, 7, 0.92);
    }
}

fn placket(pen: &mut Pen, hide: &Hide, line: &str) {
    pen.brush(&points(line), &[5.0, 6.0, 6.0, 7.0], hide.ink, 1.0);
    beads(pen, &points(line), 20, 1.9, &hide.holes);
}

fn bust(pen: &mut Pen, light: &Light, hide: &Hide) {
    neck(pen, light);
    let body = points(
        "28,116c 8,124 -8,138 -20,172 -26,250 -34,420c 104,420c 100,310 96,240 93,190 85,152 76,134 66,120c 48,128",
    );
    garment(pen, &body, hide, |pen, holes| {
        blossoms(pen, holes, 216.0, 7, -24.0, 5);
        along(pen, &points("-22,186 24,176 62,170 98,182"), 12, |pen, i| {
            cloud(pen, 0.0, 0.0, 5.4, holes, 0.95, if i % 2 == 0 { 1.0 } else { -1.0 });
        });
        pen.brush(&points("-24,194 24,184 62,178 98,190"), &[1.0, 1.2, 1.0], holes, 0.8);
    });
    placket(pen, hide, "62,122 80,158 84,210 88,420");
    collar(pen, hide);
}

fn full(pen: &mut Pen, light: &Light, hide: &Hide) {
    let skirt = points("16,250c -6,330 -30,450 -52,560c 30,576 118,556c 96,450 82,330 72,250c");
    garment(pen, &skirt, hide, |pen, holes| {
        for row in 0..7 {
            let q = row as f32;
            let y = 548.0 - q * 34.0;
            let line = through(&[(-50.0 + q * 4.0, y), (34.0, y + 12.0), (112.0 - q * 4.0, y)]);
            along(pen, &line, 11 - row / 2, |pen, _| {
                if row % 2 == 0 {
                    flower(pen, 0.0, 0.0, 8.0 - q * 0.5, holes, 6, 0.95);
                } else {
                    cloud(pen, 0.0, 0.0, 6.0, holes, 0.9, 1.0);
                }
            });
        }
    });
    neck(pen, light);
    let top = points(
        "28,116c 8,128 2,170 14,220 10,296c 44,304 84,292c 76,224 84,176 76,136 64,118c 48,126",
    );
    garment(pen, &top, hide, |pen, holes| {
        for i in 0..12 {
            let (column, row) = ((i % 3) as f32, (i / 3) as f32);
            let shift = if (i / 3) % 2 == 1 { 12.0 } else { 0.0 };
            flower(pen, 16.0 + column * 26.0 + shift, 146.0 + row * 40.0, 9.0, holes, 7, 0.95);
        }
    });
    placket(pen, hide, "60,122 76,160 72,220 80,292");
    collar(pen, &Hide { edge: hide.edge * 0.8, ..hide.clone() });
    joint(pen, 22.0, 152.0, 6.0, hide);
}

fn sleeve(pen: &mut Pen, holes: &str, length: f32, width: f32, forearm: bool) {
    let rows = if forearm { 4 } else { 2 };
    for i in 0..rows * 4 {
        let (column, row) = ((i % 4) as f32, (i / 4) as f32);
        let shift = if (i / 4) % 2 == 1 { 0.13 } else { 0.0 };
        let x = length * (0.12 + column * 0.26 + shift);
        flower(pen, x, (row - 0.5) * width * 0.52, width * 0.16, holes, 6, 0.9);
    }
}
