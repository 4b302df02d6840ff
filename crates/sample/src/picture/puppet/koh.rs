//! Madam Koh, 62: crimson, a high knot with a long pin, a hooked nose, a robe like a bell.

use super::super::garment::{Hide, Light, garment, plain};
use super::super::geometry::{lerp, points, through};
use super::super::ornament::{along, beads, cloud, flower, rosette};
use super::super::pen::Pen;
use super::character::Character;

pub(crate) const KOH: Character = Character {
    upper: "60,8 74,16 81,28 83.4,38 83,44 81.4,49 84.6,54.6 90.6,61 94.6,68 93.6,71.4 88.6,72.4 \
            84.6,73.2c 84.6,76 86.4,78.4 85,80.2 77,82c",
    lower: "77,82c 83.6,81.2 85.2,83.2 82.8,86.4 83,90 84.8,94 82.6,98.6 76,101 68,100 62,103 54,99 \
            47,84 45.5,66",
    skin: ["#ffd296", "#e08c52", "#9c4a3a", "#3f161c"],
    skin_ink: "#360c14",
    lips: ("#7d1424", "#a01f2e"),
    iris: "#8a1f2a",
    nails: "#a3142a",
    brow: "#2a0810",
    male: false,
    old: true,
    cloth: ["#f2432f", "#a8142a", "#560b1c", "#1c040c"],
    holes: ["#fffbe0", "#ffe39a", "#ffae58", "#b8602c"],
    ink: "#1a040a",
    drape: 34.0,
    hair_back: back,
    hair_front: front,
    beard: |_, _| (),
    bust,
    full,
    sleeve,
};

const HAIR: [&str; 3] = ["#5a2630", "#2a0c16", "#0c0408"];

fn back(pen: &mut Pen, light: &Light) {
    let hair = light.hair(pen, HAIR);
    pen.shape(&points("60,6 30,4 8,28 8,60 22,80 40,84c 50,60"), &hair, 1.0);
}

fn front(pen: &mut Pen, light: &Light) {
    let hair = light.hair(pen, HAIR);
    let strand = light.hair(pen, ["#fff6d8", "#ffb070", "#7a2a2c"]);
    let knot = pen.path(&points("36,4 20,-8 18,-30 34,-46 56,-44 66,-28 62,-10 54,2"), true);
    pen.fill(&knot, &hair, 1.0);
    pen.clip(&knot, |pen| {
        for i in 0..9 {
            let t = i as f32 / 8.0;
            let line = through(&[
                (lerp(38.0, 56.0, t), 4.0),
                (lerp(20.0, 66.0, t), -18.0),
                (lerp(34.0, 54.0, t), -46.0),
            ]);
            pen.brush(&line, &[0.2, 0.9, 0.2], &strand, 0.7);
        }
    });
    pen.stroke(&knot, "#0c0408", 3.0, 1.0);
    let cap = points(
        "80,31c 76,19 64,6 46,0 26,4 10,20 5,46 12,70 26,86 38,84c 40,72 42,58 48,50 54,58c 56,47 62,38 71,33",
    );
    let outline = pen.path(&cap, true);
    pen.fill(&outline, &hair, 1.0);
    pen.clip(&outline, |pen| {
        for i in 0..15 {
            let t = i as f32 / 14.0;
            let line = through(&[
                (lerp(79.0, 34.0, t), lerp(30.0, 86.0, t)),
                (lerp(64.0, 14.0, t), lerp(18.0, 60.0, t)),
                (lerp(52.0, 38.0, t), lerp(2.0, 4.0, t)),
            ]);
            pen.brush(&line, &[0.2, 1.0, 0.2], &strand, 0.65);
        }
    });
    pen.stroke(&outline, "#0c0408", 3.0, 1.0);
    jewels(pen);
}

fn jewels(pen: &mut Pen) {
    pen.brush(&points("30,6 46,-1 60,4"), &[5.0, 6.0, 5.0], "#ffd27c", 1.0);
    beads(pen, &points("30,2 46,-5 60,0"), 9, 1.7, "#c81f33");
    let pin = points("-26,-6 20,-22 70,-36 96,-44");
    pen.brush(&pin, &[1.0, 2.6, 3.0, 2.0], "#2a0c08", 1.0);
    pen.brush(&pin, &[0.4, 1.4, 1.7, 1.0], "#ffe9a8", 1.0);
    flower(pen, 99.0, -45.0, 9.0, "#ffd27c", 6, 1.0);
    pen.dot(99.0, -45.0, 3.0, "#c81f33", 1.0);
    for j in 0..4 {
        pen.dot(99.0, -33.0 + j as f32 * 6.0, 1.8, "#ffe9a8", 1.0);
    }
    pen.dot(43.0, 76.0, 3.4, "#37d69a", 1.0);
    pen.dot(43.0, 84.0, 2.2, "#ffd27c", 1.0);
}

fn robe_pattern(pen: &mut Pen, holes: &str, foot: f32, wide: f32) {
    for row in 0..4 {
        let q = row as f32;
        let line = through(&[
            (-70.0 - wide + q * 3.0, foot - 10.0 - q * 17.0),
            (40.0, foot - 18.0 - q * 17.0),
            (160.0 + wide - q * 6.0, foot - 10.0 - q * 17.0),
        ]);
        along(pen, &line, 24 - row * 2, |pen, _| {
            if row % 2 == 0 {
                rosette(pen, 0.0, 0.0, 4.6, holes, 4, 0.9);
            } else {
                pen.brush(&points("-4,2 0,-3 4,2"), &[0.8, 1.2, 0.8], holes, 0.9);
            }
        });
    }
    let places =
        [(0.0, 160.0), (40.0, 166.0), (20.0, 196.0), (66.0, 200.0), (-10.0, 214.0), (50.0, 228.0)];
    for (i, (x, y)) in places.into_iter().enumerate() {
        flower(pen, x, y, 13.0 - (i % 2) as f32 * 3.0, holes, 8, 0.95);
    }
    for i in 0..9 {
        let side = if i % 2 == 1 { 1.0 } else { -1.0 };
        let y = [140.0, 182.0, 230.0][i % 3] + (i / 3) as f32 * 18.0;
        cloud(pen, -20.0 + i as f32 * 14.0, y, 6.0, holes, 0.8, side);
    }
}

fn cloud_collar(pen: &mut Pen, light: &Light, hide: &Hide) {
    let cloth = light.cloth(pen, ["#ffb45a", "#d8542a", "#7c1a1c", "#2a060c"]);
    for (lobe, x, y) in [
        ("16,116c -10,124 -26,140 -22,158 -6,156 -2,168 14,166 24,150 40,124c", 4.0, 146.0),
        ("36,120c 24,150 28,172 42,180 56,172 66,158 66,122c", 45.0, 154.0),
        ("60,116c 66,146 78,160 90,158 92,142 80,126 66,112c", 77.0, 140.0),
    ] {
        garment(pen, &points(lobe), &hide.with(&cloth).glowing(0.7), plain);
        flower(pen, x, y, 9.0, &hide.holes, 8, 0.95);
    }
    let skin = light.skin(pen, KOH.skin);
    pen.shape(&points("40,86 38,110 30,124 66,122 62,108 62,94"), &skin, 1.0);
    pen.shape(&points("42,90 52,102 63,104 64,96 54,96"), "#3f161c", 0.7);
    let stand = light.cloth(pen, ["#ff8a58", "#e0392e", "#8a1524", "#300812"]);
    let collar = points("22,120c 26,100 42,110 58,106 68,120c 50,130 34,128");
    garment(pen, &collar, &hide.with(&stand).glowing(0.6), |pen, holes| {
        beads(pen, &points("26,112 46,118 66,114"), 9, 1.8, holes);
    });
}

fn seam(pen: &mut Pen, hide: &Hide, line: &str) {
    pen.brush(&points(line), &[5.0, 7.0, 8.0, 9.0], hide.ink, 1.0);
    beads(pen, &points(line), 22, 1.6, &hide.holes);
}

fn bust(pen: &mut Pen, light: &Light, hide: &Hide) {
    let robe = points(
        "20,112c -8,124 -30,150 -42,200 -56,290 -66,420c 140,420c 122,300 106,226 94,186 88,150 74,124 62,112c 44,122",
    );
    garment(pen, &robe, hide, |pen, holes| robe_pattern(pen, holes, 340.0, 10.0));
    seam(pen, hide, "54,116 72,160 80,230 92,420");
    cloud_collar(pen, light, hide);
}

/// Standing, the robe falls to the floor and spreads.
fn full(pen: &mut Pen, light: &Light, hide: &Hide) {
    let robe = points(
        "20,112c -8,124 -22,160 -18,220 -36,330 -62,460 -84,560c 40,580 160,556c 138,450 112,330 96,240 92,180 84,140 62,112c 44,122",
    );
    garment(pen, &robe, hide, |pen, holes| robe_pattern(pen, holes, 540.0, 20.0));
    seam(pen, hide, "54,116 72,170 76,300 104,560");
    cloud_collar(pen, light, hide);
}

/// Seated, the robe spreads like a bell; the throne is drawn behind.
pub(crate) fn seated(pen: &mut Pen, light: &Light, hide: &Hide) {
    let robe = points(
        "20,112c -8,124 -30,150 -42,200 -58,256 -76,286c 170,286c 154,250 134,226 104,214 92,190 88,150 74,124 62,112c 44,122",
    );
    garment(pen, &robe, hide, |pen, holes| robe_pattern(pen, holes, 286.0, 0.0));
    seam(pen, hide, "54,116 70,150 74,200 96,262");
    cloud_collar(pen, light, hide);
}

fn sleeve(pen: &mut Pen, holes: &str, length: f32, width: f32, forearm: bool) {
    let start = if forearm { 0.05 } else { 0.3 };
    for i in 0..15 {
        let (column, row) = ((i % 5) as f32, (i / 5) as f32);
        let side = if i % 2 == 1 { 1.0 } else { -1.0 };
        let x = length * (start + column * 0.22);
        cloud(pen, x, (row - 0.7) * width * 0.5, width * 0.15, holes, 0.85, side);
    }
}
