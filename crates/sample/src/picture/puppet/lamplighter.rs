//! The Lamplighter, 70: pale gold, a turban, a beard that hangs from the jaw, a stoop.

use super::super::garment::{Hide, Light, garment};
use super::super::geometry::{points, through};
use super::super::ornament::{along, cloud, flower, rosette};
use super::super::pen::Pen;
use super::character::Character;

pub(crate) const LAMPLIGHTER: Character = Character {
    upper: "60,8 73,15 80,27 83.8,36 84.6,42 81.6,48.6 84.6,54 91,60 97,68 96.6,72 90.6,73.6 \
            85,73.6c 85,76.4 86.6,78.6 85,80.6 77,81.6c",
    lower: "77,81.6c 84.2,81.6 85.6,83.8 83,87 83,90.4 85.4,94.6 83.6,99.6 77,102 67,99.6 53,91 \
            47,79 45.5,66",
    skin: ["#ffd898", "#d18f4e", "#854822", "#361a12"],
    skin_ink: "#2a100a",
    lips: ("#7a3a28", "#8f4a34"),
    iris: "#8a6a2a",
    nails: "#e8c890",
    brow: "#d8b070",
    male: true,
    old: true,
    cloth: ["#d8a850", "#86602a", "#3c2610", "#120a04"],
    holes: ["#fffdf0", "#fffbe0", "#ffdf90", "#8a6020"],
    ink: "#120a04",
    drape: 20.0,
    hair_back: |_, _| (),
    hair_front: front,
    beard,
    bust,
    full,
    sleeve,
};

const WHITE: [&str; 3] = ["#fff0c4", "#d8b070", "#6a4a2a"];

fn beard(pen: &mut Pen, light: &Light) {
    let hair = light.hair(pen, WHITE);
    for lock in [
        "80,93 86,112 80,134 86,156",
        "76,96 78,116 70,138 74,160",
        "68,96 68,116 60,136 60,156",
        "58,92 56,110 48,126 46,142",
        "50,84 46,98 40,110 36,122",
    ] {
        let line = points(lock);
        pen.brush(&line, &[9.6, 11.6, 8.0, 0.3], "#2a160a", 1.0);
        pen.brush(&line, &[8.0, 10.0, 6.6, 0.2], &hair, 1.0);
        pen.brush(&line, &[0.2, 1.0, 0.8, 0.1], "#4a2c14", 0.7);
    }
}

fn front(pen: &mut Pen, light: &Light) {
    let hair = light.hair(pen, WHITE);
    pen.brush(&points("85,76 80,78 74,84 72,92"), &[2.0, 5.0, 4.0, 0.3], &hair, 1.0);
    pen.brush(&points("81,42 75,38.5 66,37 57,41"), &[2.4, 5.0, 4.0, 0.3], &hair, 1.0);
    let cloth = light.cloth(pen, ["#c89a4a", "#7a5420", "#3c2610", "#1c1006"]);
    let holes = light.hair(pen, ["#fffbe0", "#ffe29a", "#b08038"]);
    let size = pen.map().size();
    let hide = Hide {
        cloth: cloth.clone(),
        holes: holes.clone(),
        ink: "#120a04",
        edge: 1.7 * size,
        glow: 0.5,
    };
    let turban = points("84,33c 83,20 70,2 46,-8 22,-2 8,20 6,44 14,58 30,62c 42,52 48,42 66,34");
    garment(pen, &turban, &hide, |pen, holes| {
        for i in 0..5 {
            let q = i as f32;
            let fold =
                through(&[(82.0, 36.0 - q * 8.0), (50.0, 34.0 - q * 9.0), (6.0, 50.0 - q * 10.0)]);
            pen.brush(&fold, &[0.8, 1.4, 0.8], holes, 0.8);
        }
    });
    along(pen, &points("83,34 60,37 34,62"), 9, |pen, _| {
        rosette(pen, 0.0, -2.0, 4.0, &holes, 5, 1.0)
    });
    let tail = points("30,60 14,78 2,76 -12,92");
    pen.brush(&tail, &[9.0, 8.0, 6.0, 0.3], &cloth, 1.0);
    pen.brush(&tail, &[0.3, 1.2, 1.2, 0.2], &holes, 1.0);
}

fn rows(pen: &mut Pen, holes: &str, top: f32, count: usize) {
    for i in 0..count {
        let y = top + i as f32 * 24.0;
        let line = through(&[(-48.0, y), (30.0, y - 6.0), (116.0, y + 10.0)]);
        along(pen, &line, 13, |pen, _| {
            if i % 2 == 1 {
                rosette(pen, 0.0, 0.0, 5.0, holes, 4, 0.9)
            } else {
                cloud(pen, 0.0, 0.0, 5.4, holes, 0.9, 1.0)
            }
        });
    }
}

fn bust(pen: &mut Pen, light: &Light, hide: &Hide) {
    let skin = light.skin(pen, LAMPLIGHTER.skin);
    pen.shape(&points("40,84 36,110 30,128 74,128 66,108 64,92"), &skin, 1.0);
    let coat = points(
        "48,100c 20,96 -14,106 -36,146 -48,240 -56,420c 122,420c 112,250 104,180 90,144 78,122 66,110c",
    );
    garment(pen, &coat, hide, |pen, holes| rows(pen, holes, 158.0, 10));
    scarf(pen, hide);
}

fn full(pen: &mut Pen, light: &Light, hide: &Hide) {
    let skin = light.skin(pen, LAMPLIGHTER.skin);
    pen.shape(&points("40,84 36,110 30,128 74,128 66,108 64,92"), &skin, 1.0);
    let coat = points(
        "48,100c 16,98 -12,120 -22,170 -34,330 -54,556c 34,572 118,554c 100,380 98,240 92,150 78,122 66,110c",
    );
    garment(pen, &coat, hide, |pen, holes| rows(pen, holes, 170.0, 16));
    scarf(pen, hide);
}

fn scarf(pen: &mut Pen, hide: &Hide) {
    let wrap = points("22,112 44,128 76,124 82,138 52,150 18,134");
    garment(pen, &wrap, &hide.glowing(0.7), |pen, holes| {
        along(pen, &points("22,124 48,138 80,132"), 9, |pen, _| {
            flower(pen, 0.0, 0.0, 3.6, holes, 5, 0.95)
        });
    });
}

fn sleeve(pen: &mut Pen, holes: &str, length: f32, width: f32, _forearm: bool) {
    for row in [-0.2f32, 0.2] {
        let line = through(&[(0.0, row * width), (length, row * width)]);
        along(pen, &line, 8, |pen, _| cloud(pen, 0.0, 0.0, width * 0.12, holes, 0.9, 1.0));
    }
}
