//! Mother, 55: pearl white, a shawl over silver hair, five notes falling along its hem.

use super::super::garment::{Hide, Light, garment};
use super::super::geometry::{lerp, points, through};
use super::super::ornament::{along, beads, flower, rosette, scales};
use super::super::pen::Pen;
use super::character::Character;

pub(crate) const MOTHER: Character = Character {
    upper: "60,9 73,16 80.6,28 82.8,39 82,44.6 81.2,50 84.8,56 90.4,62.4 93.4,68 92.4,71 88.2,72 \
            84.6,72.8c 84.8,75.4 87,77.8 85.8,80 77.8,81.2c",
    lower: "77.8,81.2c 84.4,81.2 86,83.4 83.2,86.4 82.8,89.6 84.2,93.4 82,98 75.8,100.2 65,97 54,89 \
            47.6,78 46,66",
    skin: ["#ffe0b4", "#eba672", "#a65c48", "#42202a"],
    skin_ink: "#300f18",
    lips: ("#93303a", "#b4494c"),
    iris: "#3f8f7c",
    nails: "#e0a898",
    brow: "#4a4650",
    male: false,
    old: true,
    cloth: ["#f4efe2", "#b9b2a8", "#5c6068", "#14191f"],
    holes: ["#ffffff", "#ffffff", "#e8f4ff", "#8fa0b0"],
    ink: "#0c1014",
    drape: 30.0,
    hair_back: back,
    hair_front: front,
    beard: |_, _| (),
    bust,
    full,
    sleeve,
};

const SILVER: [&str; 3] = ["#d8dce0", "#8a929c", "#2c343c"];

/// The shawl is a shade darker than its holes, else they would not show.
fn shawl(pen: &mut Pen, light: &Light) -> Hide {
    let cloth = light.cloth(pen, ["#d9d2c4", "#8f8c8c", "#484e58", "#11161c"]);
    let holes = light.holes(pen, MOTHER.holes);
    Hide { cloth, holes, ink: MOTHER.ink, edge: 1.1 * pen.map().size().min(3.6), glow: 0.6 }
}

fn back(pen: &mut Pen, light: &Light) {
    let hide = shawl(pen, light);
    let fall = points("52,4 22,4 0,34 -8,78 -20,120 -40,160c 8,168 52,140 60,112c 56,60");
    garment(pen, &fall, &hide, |pen, holes| {
        along(pen, &points("-36,152 4,156 50,134"), 9, |pen, _| {
            rosette(pen, 0.0, 0.0, 4.0, holes, 5, 0.95)
        });
    });
    let hair = light.hair(pen, SILVER);
    pen.shape(&points("56,20 34,24 24,60 34,96c 52,94 58,70"), &hair, 1.0);
}

fn front(pen: &mut Pen, light: &Light) {
    let hair = light.hair(pen, SILVER);
    let strand = light.hair(pen, ["#ffffff", "#e8f4ff", "#8fa0b0"]);
    let wave = points(
        "82,34c 78,20 66,9 48,8 30,24 27,54 32,84 39,92c 41,78 42,62 46,52 53,59c 55,49 62,41 72,36",
    );
    let outline = pen.path(&wave, true);
    pen.fill(&outline, &hair, 1.0);
    pen.clip(&outline, |pen| {
        for i in 0..12 {
            let t = i as f32 / 11.0;
            let line = through(&[
                (lerp(81.0, 36.0, t), lerp(32.0, 90.0, t)),
                (lerp(68.0, 34.0, t), lerp(18.0, 62.0, t)),
                (lerp(50.0, 30.0, t), lerp(8.0, 30.0, t)),
            ]);
            pen.brush(&line, &[0.2, 1.1, 0.3], &strand, 0.8);
        }
    });
    pen.stroke(&outline, "#14191f", 1.6, 1.0);
    pen.brush(&points("80,31 85,40 81,50 84,60"), &[0.3, 1.6, 1.2, 0.1], &hair, 1.0);
    hood(pen, light);
    pen.dot(43.6, 75.0, 2.8, "#2fd095", 1.0);
    pen.dot(43.6, 81.6, 1.7, "#ffd27c", 1.0);
}

/// The shawl's edge frames the face; it falls behind the shoulder in one sharp fold.
fn hood(pen: &mut Pen, light: &Light) {
    let hide = shawl(pen, light);
    let edge = points(
        "74,12c 66,-2 46,-9 24,-4 4,16 -5,50 -8,84 -18,112 -30,132c 4,142 30,128 46,112c 36,96 30,72 30,48 38,28 54,17",
    );
    garment(pen, &edge, &hide, |pen, holes| {
        scales(pen, [-34.0, 70.0, 30.0, 140.0], 8.0, holes, 0.55, 0.11);
        let hem = points("72,14 54,18.5 39,30 32,48 32,72 38,96 46,110");
        pen.brush(&hem, &[1.4, 2.0, 2.0, 2.0, 1.4], holes, 0.9);
        for i in 0..5 {
            // Five falling notes.
            let t = i as f32 / 4.0;
            let (x, y) = (lerp(50.0, 14.0, t), lerp(4.0, 74.0, t));
            pen.dot(x, y, 4.4, hide.ink, 0.6);
            pen.dot(x, y, 3.6, holes, 1.0);
            pen.brush(&through(&[(x - 3.0, y), (x - 3.4, y - 11.0)]), &[1.0, 0.8], holes, 1.0);
        }
    });
}

fn neck(pen: &mut Pen, light: &Light) {
    let skin = light.skin(pen, MOTHER.skin);
    pen.shape(&points("38,84 36,110 30,130 74,130 64,110 62,92"), &skin, 1.0);
    pen.shape(&points("40,88 52,102 63,103 64,95 54,96"), "#42202a", 0.7);
}

fn front_fold(pen: &mut Pen, hide: &Hide, foot: f32) {
    let fold = through(&[(72.0, 122.0), (50.0, 160.0), (40.0, 220.0), (34.0, foot)]);
    pen.brush(&fold, &[4.0, 6.0, 7.0, 8.0], hide.ink, 1.0);
    beads(pen, &fold, 26, 1.6, &hide.holes);
}

fn collar(pen: &mut Pen, hide: &Hide) {
    let shape = points("28,124c 32,108 46,114 60,110 70,124c 50,136");
    garment(pen, &shape, &hide.glowing(0.7), |pen, holes| {
        along(pen, &points("32,119 48,124 66,119"), 6, |pen, _| {
            flower(pen, 0.0, 0.0, 3.0, holes, 5, 0.95)
        });
    });
}

fn bust(pen: &mut Pen, light: &Light, hide: &Hide) {
    neck(pen, light);
    let body = points(
        "28,116c 4,124 -20,142 -32,180 -42,260 -48,420c 112,420c 104,310 98,240 94,192 86,152 76,134 66,120c 48,128",
    );
    garment(pen, &body, hide, |pen, holes| {
        for row in 0..4 {
            let y = 212.0 + row as f32 * 52.0;
            let line = through(&[(-50.0, y - 8.0), (30.0, y + 10.0), (112.0, y - 6.0)]);
            along(pen, &line, 13, |pen, i| {
                if (i + row) % 2 == 0 {
                    flower(pen, 0.0, 0.0, 7.0, holes, 6, 0.9)
                } else {
                    pen.dot(0.0, 0.0, 2.2, holes, 0.9)
                }
            });
            let under = through(&[(-50.0, y + 8.0), (30.0, y + 26.0), (112.0, y + 10.0)]);
            pen.brush(&under, &[0.8, 1.3, 0.8], holes, 0.7);
        }
    });
    front_fold(pen, hide, 420.0);
    collar(pen, hide);
}

fn full(pen: &mut Pen, light: &Light, hide: &Hide) {
    neck(pen, light);
    let gown = points(
        "28,116c 6,128 -2,170 4,230 -12,340 -30,450 -44,556c 34,574 112,556c 98,450 86,330 78,232 86,176 78,136 64,118c 48,126",
    );
    garment(pen, &gown, hide, |pen, holes| {
        for row in 0..9 {
            let y = 170.0 + row as f32 * 42.0;
            let line = through(&[(-50.0, y - 4.0), (34.0, y + 8.0), (112.0, y - 4.0)]);
            along(pen, &line, 13, |pen, i| {
                if (i + row) % 2 == 0 {
                    flower(pen, 0.0, 0.0, 6.4, holes, 6, 0.9)
                } else {
                    pen.dot(0.0, 0.0, 2.0, holes, 0.9)
                }
            });
        }
    });
    front_fold(pen, hide, 556.0);
    collar(pen, &Hide { edge: hide.edge * 0.8, ..hide.clone() });
}

fn sleeve(pen: &mut Pen, holes: &str, length: f32, width: f32, forearm: bool) {
    let r = width * 0.18;
    if forearm {
        scales(pen, [length * 0.2, -width, length + width, width * 2.0], r, holes, 0.6, 0.11);
    }
    let line = through(&[(0.0, 0.0), (length, 0.0)]);
    along(pen, &line, 5, |pen, _| flower(pen, 0.0, 0.0, width * 0.12, holes, 6, 0.9));
}
