//! Arif, 26: amber, hair in the wind, a courier's jacket with its collar up.

use super::super::garment::{Hide, Light, garment, joint};
use super::super::geometry::{Point, points, through};
use super::super::ornament::{along, beads, cloud, flower, rosette};
use super::super::pen::Pen;
use super::character::Character;

pub(crate) const ARIF: Character = Character {
    upper: "60,8 74,16 81,28 83.6,38 84,43 81.8,48.6 83.6,54 88.6,61 94,67 94.2,70 90,72.6 \
            85.4,73.6c 86,76 88,78.4 86.6,80.6 78,81.4c",
    lower: "78,81.4c 85.8,81.8 87,84.4 84,87.4 84,90.6 86.6,94.6 85.4,100 78.6,103 66,99.6 53,91 \
            47,79 45.5,66",
    skin: ["#ffcf8c", "#d98a48", "#8a4424", "#361513"],
    skin_ink: "#2a0c0a",
    lips: ("#7a2e22", "#9a4430"),
    iris: "#c47a1c",
    nails: "#ffe9cf",
    brow: "#2a0c0a",
    male: true,
    old: false,
    cloth: ["#e8962e", "#a4541a", "#5c2812", "#200d0a"],
    holes: ["#fffdf0", "#fff0c0", "#ffb95a", "#94501e"],
    ink: "#180705",
    drape: 4.0,
    hair_back: |_, _| (),
    hair_front: front,
    beard: |_, _| (),
    bust,
    full,
    sleeve,
};

const LOCKS: [&str; 9] = [
    "66,28 46,30 24,52 8,66",
    "70,24 50,16 24,36 0,46",
    "54,32 38,40 26,62 10,80",
    "46,44 36,54 30,70 24,88",
    "74,21 58,2 28,6 -6,24",
    "76,20 62,-8 34,-8 2,2",
    "78,23 73,-3 50,-16 24,-14",
    "79,25 80,7 70,-8 52,-17",
    "79.5,27 85.6,16 84,2 74,-6",
];

fn front(pen: &mut Pen, light: &Light) {
    let hair = light.hair(pen, ["#7a4418", "#25100a", "#0b0505"]);
    let strand = light.hair(pen, ["#fff0c0", "#ffb65a", "#6a3414"]);
    let skull = "77,22 66,6 46,0 26,6 14,24 14,46 22,66 31,78c 38,72 42,60 44,50 50,46c 51.6,57 55,44 60,34 68,29";
    pen.shape(&points(skull), &hair, 1.0);
    for lock in LOCKS {
        let line = points(lock);
        pen.brush(&line, &[7.4, 15.6, 10.6, 0.5], "#140706", 1.0);
        pen.brush(&line, &[6.6, 14.6, 9.6, 0.2], &hair, 1.0);
        for (offset, w) in [(-4.0, 0.5), (-1.2, 1.3), (2.4, 0.7)] {
            let thread: Vec<Point> = line
                .iter()
                .enumerate()
                .map(|(j, p)| {
                    Point::new(p.x + offset * 0.35, p.y + offset * (1.0 - j as f32 * 0.27))
                })
                .collect();
            pen.brush(&thread, &[0.1, w, w * 0.9, 0.1], &strand, 0.75);
        }
    }
    pen.brush(
        &points("80,29 74,26.6 66,29 58,37 53,50 52,60"),
        &[0.4, 3.0, 4.6, 4.0, 3.0, 0.4],
        &hair,
        1.0,
    );
    pen.brush(&points("79.4,27 84.6,16 83,3 74.6,-7"), &[0.1, 1.2, 1.2, 0.1], "#fff0c8", 0.9);
    pen.brush(&points("51.6,54 50.4,62 50.8,71"), &[3.0, 3.6, 0.4], &hair, 1.0);
}

fn neck(pen: &mut Pen, light: &Light) {
    let skin = light.skin(pen, ["#ffcf8c", "#c47a42", "#7a3a20", "#2c1210"]);
    pen.shape(&points("46,78 42,100 38,136 86,140 74,114 69,92"), &skin, 1.0);
    pen.brush(&points("69.4,95 74,116 84,138"), &[1.0, 1.3, 1.0], "#2a0c0a", 1.0);
    pen.shape(&points("42,90 54,106 68,107 72.6,103 60,99"), "#2c1210", 0.75);
    pen.brush(&points("47,100 58,118 62,136"), &[0.2, 1.6, 0.2], "#2c1210", 0.6);
}

/// Two blades of hide that stand up to the ears.
fn collar(pen: &mut Pen, light: &Light, hide: &Hide) {
    let cloth = light.cloth(pen, ["#f2a238", "#b4621e", "#6c3014", "#280f0a"]);
    let hide = hide.with(&cloth).glowing(0.6);
    let blade = points("22,130c 14,108 19,84c 31,90 43,110 54,136 52,152c 36,142");
    garment(pen, &blade, &hide, |pen, holes| {
        along(pen, &points("21,92 30,108 48,146"), 9, |pen, _| {
            rosette(pen, 0.0, 0.0, 3.6, holes, 4, 0.95)
        });
        pen.brush(&points("26,96 36,110 50,140"), &[0.6, 0.9, 0.6], holes, 0.8);
    });
    let front = points("52,152c 62,136 78,116 94,100c 95,120 92,140 84,158c 66,156");
    garment(pen, &front, &hide, |pen, holes| {
        along(pen, &points("91,108 86,126 64,152"), 9, |pen, _| {
            rosette(pen, 0.0, 0.0, 3.6, holes, 4, 0.95)
        });
        pen.brush(&points("86,112 76,124 60,148"), &[0.6, 0.9, 0.6], holes, 0.8);
    });
}

fn lozenge(pen: &mut Pen, paint: &str) {
    pen.brush(&points("-4,0 0,-3.4 4,0 0,3.4 -4,0.2"), &[0.9; 3], paint, 0.9);
}

fn bust(pen: &mut Pen, light: &Light, hide: &Hide) {
    neck(pen, light);
    let body = points(
        "26,116c 4,124 -22,138 -40,172 -50,250 -54,420c 92,420c 94,300 95,220 93,176 88,148 78,128c 58,152",
    );
    garment(pen, &body, hide, |pen, holes| {
        for row in 0..7 {
            let y = 196.0 + row as f32 * 27.0;
            for o in [-7.4, 7.4] {
                let line = through(&[(100.0, y - 4.0 + o), (50.0, y + 6.0 + o), (-60.0, y + o)]);
                pen.brush(&line, &[0.7, 0.9, 0.7], holes, 0.7);
            }
            let line = through(&[(98.0, y - 4.0), (50.0, y + 6.0), (-58.0, y)]);
            along(pen, &line, 17, |pen, i| {
                if i % 2 == 1 {
                    rosette(pen, 0.0, 0.0, 5.0, holes, 4, 0.95)
                } else {
                    lozenge(pen, holes)
                }
            });
        }
        for i in 0..9 {
            let (column, row) = ((i % 3) as f32, (i / 3) as f32);
            let side = if i % 2 == 1 { 1.0 } else { -1.0 };
            cloud(pen, 6.0 + column * 34.0 - row * 10.0, 146.0 + row * 15.0, 8.0, holes, 0.7, side);
        }
    });
    pen.brush(&points("80,136 88,200 88,420"), &[9.0, 10.0, 10.0], hide.ink, 1.0);
    for j in 0..36 {
        pen.block(85.4, 140.0 + j as f32 * 7.5, 5.0, 4.0, &hide.holes, 0.95);
    }
    let strap = points("28,124 56,186 90,262");
    pen.brush(&strap, &[12.0, 13.0, 13.0], hide.ink, 1.0);
    along(pen, &strap, 13, |pen, _| {
        pen.brush(&points("-4,3.4 0,-3.6 4,3.4"), &[1.1, 1.3, 1.1], &hide.holes, 0.95);
    });
    collar(pen, light, hide);
}

fn full(pen: &mut Pen, light: &Light, hide: &Hide) {
    let trousers = points(
        "10,280c 2,380 -2,470 -6,556c -8,570 30,570 32,556c 40,420c 50,556 52,570 94,570 90,556c 84,470 82,370 78,280c",
    );
    garment(pen, &trousers, &hide.glowing(0.35), |pen, holes| {
        for x in [8.0, 66.0] {
            pen.brush(&through(&[(x, 300.0), (x - 4.0, 540.0)]), &[1.2, 1.4], holes, 0.5);
        }
        for y in [470.0, 500.0] {
            let line = through(&[(-10.0, y), (44.0, y + 8.0), (96.0, y)]);
            along(pen, &line, 12, |pen, _| rosette(pen, 0.0, 0.0, 4.0, holes, 4, 0.7));
        }
    });
    neck(pen, light);
    let jacket = points(
        "26,116c 2,128 -6,170 4,230 2,304c 44,312 86,300c 82,230 90,176 84,140 72,122c 54,134",
    );
    garment(pen, &jacket, hide, |pen, holes| {
        for row in 0..4 {
            let y = 206.0 + row as f32 * 26.0;
            let line = through(&[(-10.0, y), (40.0, y + 6.0), (94.0, y - 2.0)]);
            along(pen, &line, 11, |pen, i| {
                if i % 2 == 1 {
                    rosette(pen, 0.0, 0.0, 5.0, holes, 4, 0.95)
                } else {
                    lozenge(pen, holes)
                }
            });
        }
    });
    let strap = points("24,126 50,190 86,256");
    pen.brush(&strap, &[9.0, 10.0, 10.0], hide.ink, 1.0);
    beads(pen, &strap, 13, 1.8, &hide.holes);
    collar(pen, light, &Hide { edge: hide.edge * 0.8, ..hide.clone() });
    joint(pen, 22.0, 152.0, 6.5, hide);
    flower(pen, 50.0, 186.0, 6.0, &hide.holes, 5, 0.9);
}

fn sleeve(pen: &mut Pen, holes: &str, length: f32, width: f32, forearm: bool) {
    let rows = if forearm { 4 } else { 3 };
    for row in 0..rows {
        let x = length * (0.2 + 0.26 * row as f32);
        for o in [-0.13, 0.13] {
            let line = through(&[(x + o * width, -width), (x + o * width, width)]);
            pen.brush(&line, &[width * 0.015; 2], holes, 0.6);
        }
        let line = through(&[(x, -width * 0.7), (x, width * 0.7)]);
        along(pen, &line, 8, |pen, _| rosette(pen, 0.0, 0.0, width * 0.1, holes, 4, 0.8));
    }
}
