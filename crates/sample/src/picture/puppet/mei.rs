//! Mei, 23: jade, a bob cut blunt, fish scales, a ticket punch on a red cord.

use super::super::garment::{Hide, Light, garment, joint};
use super::super::geometry::{Map, Point, lerp, points, through};
use super::super::ornament::{along, beads, cloud, flower, rosette, scales};
use super::super::pen::Pen;
use super::character::Character;

pub(crate) const MEI: Character = Character {
    upper: "60,10 73,18 80.5,30 82.3,40 80.6,48 81.8,53 86.2,60 91.2,66.2 91.6,69 88,71.2 \
            84.6,72.2c 85.2,75 87.6,77.4 86.6,79.6 78.5,80.6c",
    lower: "78.5,80.6c 85.2,81 86.4,83.4 83.4,86.2 82.6,89 83.6,92.6 81.4,96.6 75.5,98.8 65,95.6 \
            54,87.5 48,77 46.5,66",
    skin: ["#ffdca4", "#f3a05e", "#b0573c", "#4a1d22"],
    skin_ink: "#3a0f16",
    lips: ("#a3222c", "#c63a3c"),
    iris: "#1e9c78",
    nails: "#c8424c",
    brow: "#3a0f16",
    male: false,
    old: false,
    cloth: ["#38c096", "#127a66", "#0a453f", "#041a1c"],
    holes: ["#fffdf0", "#e2ffe0", "#6fe6b8", "#1c7a68"],
    ink: "#02120f",
    drape: 10.0,
    hair_back: back,
    hair_front: front,
    beard: |_, _| (),
    bust,
    full,
    sleeve,
};

const HAIR: [&str; 3] = ["#1f7a64", "#062a2a", "#020c0e"];
const STRAND: [&str; 3] = ["#f4ffd8", "#6fe8bc", "#14564e"];
const HAIR_INK: &str = "#030b0d";

fn back(pen: &mut Pen, light: &Light) {
    let hair = light.hair(pen, HAIR);
    pen.shape(&points("50,10 20,18 8,50 10,80 17,92c 37,95 52,90c 50,50"), &hair, 1.0);
}

fn front(pen: &mut Pen, light: &Light) {
    let hair = light.hair(pen, HAIR);
    let strand = light.hair(pen, STRAND);
    let bob = points(
        "83.8,36c 85,28 80,15 66,2 44,-4.5 21,1 6,19 0,43 1,66 8,87 5,97c 17,97 29,94 41,97.5 \
         50.6,97 66.4,88c 61.5,80 57.6,70 56.4,60 58,52 61,45 65,37c 68,39 71,34c 75,37.4 77.2,33c 80.8,35.8",
    );
    let outline = pen.path(&bob, true);
    pen.fill(&outline, &hair, 1.0);
    pen.clip(&outline, |pen| {
        strands(pen, &strand);
        pen.stroke(&outline, &strand, 7.0, 0.22);
        pen.stroke(&outline, &strand, 3.0, 0.35);
    });
    pen.stroke(&outline, HAIR_INK, 3.4, 1.0);
    pen.brush(&points("6,84 2,92 -5,97"), &[2.4, 1.8, 0.1], &hair, 1.0);
    pen.brush(&points("83.6,30 87,36 86.4,43"), &[1.2, 1.3, 0.1], &hair, 1.0);
    hairpin(pen, 40.0, 36.0, &strand);
}

/// Strands converge at the crown and sweep to the blunt hem; every third is wide.
fn strands(pen: &mut Pen, paint: &str) {
    for i in 0..21 {
        let t = (i as f32 + 0.4) / 21.0;
        let w = [1.5, 0.6, 0.9][i % 3];
        let line = through(&[
            (lerp(58.0, 69.0, t), lerp(5.0, 13.0, t)),
            (lerp(20.0, 64.0, t), lerp(12.0, 30.0, t)),
            (lerp(6.5, 57.0, t), lerp(42.0, 52.0, t)),
            (lerp(6.0, 57.5, t), lerp(72.0, 76.0, t)),
            (lerp(12.0, 65.0, t), lerp(97.0, 90.0, t)),
        ]);
        let alpha = if i % 3 == 0 { 0.85 } else { 0.35 };
        pen.brush(&line, &[0.1, w * 0.5, w, w * 1.1, 0.2], paint, alpha);
    }
    for fringe in [
        "68,4 77.6,17 81.4,27 81.4,37",
        "64,4.5 73,16 77,27 76.2,37",
        "60,5 69,17 71.6,28 71,37",
        "58,6 64,18 66,28 66,37",
    ] {
        pen.brush(&points(fringe), &[0.1, 0.8, 1.1, 0.1], paint, 0.75);
    }
}

fn hairpin(pen: &mut Pen, x: f32, y: f32, paint: &str) {
    flower(pen, x, y, 8.6, HAIR_INK, 6, 1.0);
    rosette(pen, x, y, 7.4, paint, 6, 1.0);
    pen.dot(x, y, 2.6, "#ff6a4a", 1.0);
}

fn neck(pen: &mut Pen, light: &Light) {
    let skin = light.skin(pen, ["#ffdcab", "#d68c58", "#8c4334", "#32141a"]);
    pen.shape(&points("36,82 34,110 28,134 74,134 64,112 62.5,92"), &skin, 1.0);
    pen.shape(&points("40,86 52,102 63,103 65,94 54,95"), "#32141a", 0.7);
    pen.brush(&points("62.8,95 64,112 71,130"), &[1.0, 1.2, 1.0], "#3a0f16", 1.0);
}

fn collar(pen: &mut Pen, light: &Light, hide: &Hide) {
    let cloth = light.cloth(pen, ["#3cc49a", "#14806a", "#0c5048", "#052022"]);
    let shape = points("26,124c 29,104 40,110 54,112 65,106 69,123c 56,130 40,132");
    garment(pen, &shape, &hide.with(&cloth).glowing(0.6), |pen, holes| {
        along(pen, &points("28,117 48,122 67,116"), 7, |pen, _| {
            flower(pen, 0.0, 0.0, 3.9, holes, 5, 0.95);
        });
    });
}

fn bust(pen: &mut Pen, light: &Light, hide: &Hide) {
    neck(pen, light);
    let body = points(
        "28,114c 8,124 -12,140 -26,176 -34,250 -38,420c 98,420c 98,300 96,236 94,190 86,156 76,136 66,120c 48,128",
    );
    garment(pen, &body, hide, |pen, holes| {
        scales(pen, [-40.0, 190.0, 100.0, 430.0], 13.5, holes, 0.9, 0.105);
        let yoke = points("-30,130 20,128 60,124 100,160 100,176 60,168 10,176 -40,190");
        pen.shape(&yoke, &hide.cloth, 1.0);
        along(pen, &points("-30,186 20,172 62,166 100,178"), 14, |pen, _| {
            cloud(pen, 0.0, -1.0, 5.4, holes, 0.95, 1.0);
        });
        pen.brush(&points("-32,192 20,180 62,174 100,186"), &[1.0, 1.2, 1.0], holes, 0.8);
    });
    let placket = points("62,122 78,152 85,200 85,420");
    pen.brush(&placket, &[7.5, 8.0, 8.0, 8.0], hide.ink, 1.0);
    along(pen, &placket, 40, |pen, _| {
        pen.brush(&points("-2.2,0 0,-2 2.2,0 0,2 -2.2,0.1"), &[0.7, 0.8, 0.7], &hide.holes, 0.95);
    });
    for (x, y) in [(72.0, 140.0), (83.5, 182.0)] {
        let knot = through(&[(x - 11.0, y + 2.0), (x - 3.0, y - 2.0), (x + 8.0, y)]);
        pen.brush(&knot, &[1.6, 2.2, 1.2], "#ffdf94", 1.0);
        pen.dot(x + 1.0, y - 0.6, 2.8, "#ff5a3c", 1.0);
    }
    collar(pen, light, hide);
    punch(pen, hide);
}

/// The ticket punch on its cord.
fn punch(pen: &mut Pen, hide: &Hide) {
    for cord in ["34,126 28,150 40,176", "62,124 62,152 44,176"] {
        pen.brush(&points(cord), &[2.6; 3], hide.ink, 1.0);
        pen.brush(&points(cord), &[1.3; 3], "#ff6a4a", 1.0);
    }
    pen.under(Map::shift(42.0, 176.0).then(Map::turn(84.0)), |pen| {
        for side in [-1.0, 1.0] {
            let arm = [(30.0, 9.0), (20.0, 6.4), (9.0, 1.5), (3.0, -3.4), (-3.0, -3.0)]
                .map(|(x, y)| Point::new(x, y * side));
            pen.brush(&arm, &[3.0, 4.6, 5.4, 6.0, 4.4], "#05100e", 1.0);
            pen.brush(&arm, &[1.6, 2.9, 3.5, 4.2, 2.8], "#e6f2da", 1.0);
        }
        pen.dot(8.0, 0.0, 2.4, "#05100e", 1.0);
        pen.dot(8.0, 0.0, 1.0, "#ffffff", 1.0);
    });
}

fn full(pen: &mut Pen, light: &Light, hide: &Hide) {
    let trousers =
        points("14,270c 4,380 -2,470 -4,556c 36,562 40,440c 48,562 84,556c 82,470 80,370 72,270c");
    garment(pen, &trousers, hide, |pen, holes| {
        scales(pen, [-10.0, 440.0, 90.0, 570.0], 11.0, holes, 0.85, 0.12);
        for x in [10.0, 60.0] {
            pen.brush(&through(&[(x, 290.0), (x, 440.0)]), &[1.0, 1.2], holes, 0.5);
        }
    });
    let jacket = points(
        "28,116c 8,128 2,170 14,220 10,296c 44,304 84,292c 76,224 84,176 76,136 64,118c 48,126",
    );
    garment(pen, &jacket, hide, |pen, holes| {
        scales(pen, [0.0, 190.0, 90.0, 300.0], 11.0, holes, 0.9, 0.12);
    });
    let placket = points("60,122 76,160 72,220 80,292");
    pen.brush(&placket, &[5.0, 6.0, 6.0, 7.0], hide.ink, 1.0);
    beads(pen, &placket, 13, 1.9, &hide.holes);
    let sash = points("8,222 40,230 78,222");
    pen.brush(&sash, &[9.0, 10.0, 9.0], hide.ink, 1.0);
    along(pen, &sash, 8, |pen, _| flower(pen, 0.0, 0.0, 4.4, &hide.holes, 4, 1.0));
    let skin = light.skin(pen, MEI.skin);
    pen.shape(&points("38,84 37,108 32,124 68,122 62,108 61,92"), &skin, 1.0);
    pen.shape(&points("40,88 52,101 62,102 62,94 54,95"), "#3a1420", 0.7);
    collar(pen, light, &Hide { edge: hide.edge * 0.8, ..hide.clone() });
    joint(pen, 22.0, 152.0, 6.0, hide);
}

fn sleeve(pen: &mut Pen, holes: &str, length: f32, width: f32, forearm: bool) {
    let r = width * 0.2;
    let from = if forearm { -width * 0.6 } else { length * 0.34 };
    scales(pen, [from, -width, length + width, width * 1.2], r, holes, 0.8, 0.115);
    if !forearm {
        let line = through(&[(length * 0.3, -width * 0.6), (length * 0.3, width * 0.6)]);
        along(pen, &line, 6, |pen, _| cloud(pen, 0.0, -1.0, width * 0.1, holes, 0.8, 1.0));
    }
}
