//! Smaller things: keys, ropes, doors, fires, and people who are only shadows.

use super::super::geometry::{Map, Point, points, through};
use super::super::ornament::{self, along, beads, cloud, flower, rosette};
use super::super::pen::Pen;
use super::super::spline;

const BRASS: &str = "#ffd27c";
const WOOD: &str = "#2a0f08";
const GOLD: &str = "#ffb95a";

pub(super) fn ticket(pen: &mut Pen) {
    let sheet = points("-96,-50c 96,-50c 96,50c -96,50c");
    pen.shape(&sheet, "#fff0c4", 1.0);
    for i in 0..9 {
        pen.dot(-40.0, -44.0 + i as f32 * 11.0, 3.0, "#a8301c", 1.0);
    }
    flower(pen, 30.0, 0.0, 34.0, "#d8432f", 6, 0.9);
    let outline = pen.path(&sheet, true);
    pen.stroke(&outline, "#4a1a0c", 2.0 * pen.map().size(), 1.0);
}

fn coins(pen: &mut Pen) {
    for (x, y) in [(-20.0, 0.0), (16.0, -6.0)] {
        pen.dot(x, y, 26.0, "#3a1a08", 1.0);
        pen.dot(x, y, 23.0, BRASS, 1.0);
        pen.block(x - 6.0, y - 6.0, 12.0, 12.0, "#5a2c0c", 1.0);
    }
}

/// The bow at the fist, the bit upwards.
pub(super) fn key(pen: &mut Pen) {
    for (grow, paint) in [(5.0, "#1c0c06"), (0.0, BRASS)] {
        let ring = pen.circle(-6.0, 0.0, 30.0);
        let w = (12.0 + grow * 1.6) * pen.map().size();
        pen.stroke(&ring, paint, w, 1.0);
        pen.brush(&points("24,0 130,0"), &[12.0 + grow, 11.0 + grow], paint, 1.0);
        for (x, y) in [(126.0, 30.0), (104.0, 24.0)] {
            pen.brush(&through(&[(x, 0.0), (x, y)]), &[11.0 + grow, 11.0 + grow], paint, 1.0);
        }
    }
    flower(pen, -6.0, 0.0, 20.0, "#ff9a3c", 6, 1.0);
}

pub(super) fn knife(pen: &mut Pen) {
    pen.shape(&points("26,-12c 110,-16 150,6c 110,16 26,12c"), "#05100e", 1.0);
    pen.shape(&points("28,-8c 108,-11 140,5c 108,11 28,8c"), "#dff2ea", 1.0);
    pen.brush(&points("-34,0 26,0"), &[18.0, 20.0], WOOD, 1.0);
    beads(pen, &points("-28,0 20,0"), 4, 3.4, BRASS);
}

/// Opens upwards from the fist.
pub(super) fn fan(pen: &mut Pen) {
    let (x, y) = pen.map().at(30.0, -40.0);
    let size = pen.map().size();
    let silk = pen.radial(
        x,
        y,
        120.0 * size,
        &[(0.0, "#ff7a52"), (0.35, "#d0253a"), (0.75, "#7a1024"), (1.0, "#30070f")],
    );
    for i in 0..11 {
        let turn = -78.0 + i as f32 * 15.6;
        pen.under(Map::turn(turn), |pen| {
            let blade = points("0,0c -7.5,-44 -9.4,-66c 0,-70 9.4,-66c 7.5,-44");
            pen.under(Map::scale(1.0, 1.1), |pen| pen.shape(&blade, &silk, 1.0));
            pen.brush(&points("0,0 0,-74"), &[1.6, 1.0], "#1a040a", 1.0);
            rosette(pen, 4.6, -60.0, 4.8, "#ffe39a", 5, 0.95);
            pen.brush(&points("-7,-44 0,-46.4 7,-44"), &[0.8, 1.0, 0.8], "#ffe39a", 0.9);
        });
    }
    pen.dot(0.0, 0.0, 5.0, BRASS, 1.0);
}

/// Along +x: the flame is at the far end.
pub(super) fn pole(pen: &mut Pen) {
    let shaft = points("-300,0 0,2 262,0");
    pen.brush(&shaft, &[9.0, 9.0, 7.0], "#120a04", 1.0);
    pen.brush(&points("-296,-1 0,1 256,-1"), &[0.6, 2.6, 1.4], "#ffe2a0", 0.9);
    pen.brush(&points("250,-10 258,0 250,10"), &[3.0, 7.0, 3.0], "#86602a", 1.0);
    pen.under(Map::shift(290.0, 0.0).then(Map::turn(90.0)), |pen| flame(pen, 1.0));
}

/// A flame 90 units high that stands on y = 34.
fn flame(pen: &mut Pen, size: f32) {
    pen.under(Map::scale(size, size), |pen| {
        let (x, y) = pen.map().at(0.0, 12.0);
        let r = 58.0 * pen.map().size();
        let fire = pen.radial(x, y, r, &[(0.0, "#ffffff"), (0.4, "#fff0b0"), (1.0, "#ff9a3c")]);
        pen.shape(&points("-18,30c -27,4 -6,-24 -2,-58c 20,-20 27,6 14,32c"), &fire, 1.0);
    });
}

pub(super) fn lamp(pen: &mut Pen) {
    ornament::lantern(pen, (0.0, 0.0), 150.0, 7, ornament::LIT, true);
}

fn strands(pen: &mut Pen, line: &[Point], width: f32) {
    let w = vec![width; 3];
    let wide: Vec<f32> = w.iter().map(|w| w + 6.0).collect();
    pen.brush(line, &wide, "#160a06", 1.0);
    pen.brush(line, &w, "#c79a5a", 1.0);
    let turns = spline::sample(line, 200).windows(2).map(|p| p[0].distance(p[1])).sum::<f32>();
    along(pen, line, (turns / width / 0.8) as usize, |pen, _| {
        let ply = through(&[(-width * 0.35, -width * 0.46), (width * 0.35, width * 0.46)]);
        pen.brush(&ply, &[width * 0.08, width * 0.2, width * 0.08], "#6a3c18", 1.0);
    });
}

/// From a hand at (0, 0) down, out of the picture; a short end falls over the hand.
pub(super) fn rope(pen: &mut Pen) {
    strands(pen, &points("0,0 26,420 8,1300"), 20.0);
    strands(pen, &points("0,0 -46,20 -60,120"), 20.0);
    for x in [-8.0, 0.0, 8.0] {
        pen.brush(
            &through(&[(-60.0 + x, 116.0), (-62.0 + x * 1.6, 160.0)]),
            &[7.0, 1.0],
            "#c79a5a",
            1.0,
        );
    }
}

/// Round the wrists, with an end that leads away to the left.
pub(super) fn bonds(pen: &mut Pen) {
    strands(pen, &points("-16,14 -120,40 -260,10"), 13.0);
    for x in [-18.0, 0.0, 18.0] {
        strands(pen, &through(&[(x - 3.0, -34.0), (x + 7.0, 0.0), (x - 3.0, 34.0)]), 14.0);
    }
}

pub(super) fn cut(pen: &mut Pen) {
    strands(pen, &points("-70,-20 -20,14 20,-14 76,12"), 13.0);
    for y in [-8.0, 4.0, 14.0] {
        pen.brush(&through(&[(74.0, 10.0), (100.0, y + 10.0)]), &[5.0, 0.6], "#c79a5a", 1.0);
    }
}

/// A hat, a coat, a slit of eyes; the coat goes on below, out of the picture.
pub(super) fn watcher(pen: &mut Pen) {
    let ink = "#02080c";
    pen.shape(
        &points("-70,-190c -40,-206 -36,-262 0,-268 38,-262 42,-206 74,-190c 0,-176"),
        ink,
        1.0,
    );
    pen.shape(&points("-36,-196c -34,-140 -20,-118 6,-120 34,-130 40,-196c"), ink, 1.0);
    pen.shape(
        &points(
            "-30,-128c -96,-104 -110,0 -104,120 -140,1000c 140,1000c 108,120 112,0 96,-104 34,-128c",
        ),
        ink,
        1.0,
    );
    pen.brush(&points("8,-172 26,-168"), &[3.0, 6.0], "#fff0b4", 1.0);
    pen.brush(&points("40,-120 84,-84 98,20 96,300"), &[0.6, 2.6, 2.0, 0.6], "#ff9a4a", 0.55);
    pen.brush(&points("-66,-191 0,-179 72,-191"), &[0.6, 2.4, 0.6], "#ff9a4a", 0.7);
}

/// One leaf, 480 by 1500.
pub(super) fn door(pen: &mut Pen) {
    pen.block(-240.0, -750.0, 480.0, 1500.0, "#1c0408", 1.0);
    pen.block(-206.0, -700.0, 412.0, 900.0, "#6a1418", 1.0);
    for i in 0..5 {
        for j in 0..11 {
            let (x, y) = (-165.0 + i as f32 * 82.0, -660.0 + j as f32 * 82.0);
            let bar = through(&[
                (x, y - 41.0),
                (x + 41.0, y),
                (x, y + 41.0),
                (x - 41.0, y),
                (x, y - 41.0),
            ]);
            let mut bar = bar;
            bar.iter_mut().for_each(|p| p.corner = true);
            pen.brush(&bar, &[9.0, 9.0], "#1c0408", 1.0);
            rosette(pen, x, y, 15.0, "#ffae58", 4, 0.5);
        }
    }
    pen.block(-206.0, 250.0, 412.0, 440.0, "#3a0a10", 1.0);
    for j in 0..4 {
        for side in [-1.0, 1.0] {
            cloud(pen, side * 90.0, 320.0 + j as f32 * 90.0, 38.0, GOLD, 0.5, side);
        }
    }
    let ring = pen.circle(186.0, 120.0, 40.0);
    pen.stroke(&ring, BRASS, 12.0 * pen.map().size(), 1.0);
    pen.dot(186.0, 82.0, 16.0, BRASS, 1.0);
}

/// Hangs from (0, −150).
pub(super) fn bell(pen: &mut Pen) {
    pen.brush(&points("0,-320 0,-140"), &[8.0, 10.0], "#120604", 1.0);
    pen.brush(&points("0,40 0,128"), &[9.0, 20.0], "#120604", 1.0);
    let (x, y) = pen.map().at(-30.0, -40.0);
    let r = 240.0 * pen.map().size();
    let bronze = pen.radial(
        x,
        y,
        r,
        &[(0.0, "#ffe9a0"), (0.35, "#e0902c"), (0.7, "#7a3410"), (1.0, "#2a0e06")],
    );
    let body = points(
        "-26,-140c -70,-120 -92,-30 -104,60 -132,96c 0,112 132,96c 104,60 92,-30 70,-120 26,-140c",
    );
    let outline = pen.path(&body, true);
    pen.fill(&outline, &bronze, 1.0);
    pen.stroke(&outline, "#1a0804", 5.0 * pen.map().size(), 1.0);
    along(pen, &points("-96,40 0,54 96,40"), 9, |pen, _| {
        rosette(pen, 0.0, 0.0, 11.0, "#2a0e06", 5, 0.9)
    });
    flower(pen, 0.0, -34.0, 44.0, "#2a0e06", 8, 0.8);
    pen.brush(&points("-112,74 0,90 112,74"), &[2.0, 5.0, 2.0], "#2a0e06", 0.9);
}

pub(super) fn bowl(pen: &mut Pen) {
    pen.shape(&points("-70,-16c -60,40 -30,56 0,56 30,56 60,40 70,-16c"), "#0c1014", 1.0);
    pen.shape(&points("-66,-14c -57,37 -28,51 0,51 28,51 57,37 66,-14c"), "#cdbf9e", 1.0);
    along(pen, &points("-56,12 0,24 56,12"), 7, |pen, _| {
        rosette(pen, 0.0, 0.0, 8.0, "#3f7f9c", 5, 0.9)
    });
    pen.shape(&points("-68,-16c -30,-40 30,-42 68,-16c 0,-6"), "#f6e2b4", 1.0);
    for (x, t) in [(-24.0, 12.0), (4.0, -12.0), (30.0, 10.0)] {
        let steam = through(&[(x, -44.0), (x + t, -70.0), (x - t, -96.0), (x + t, -128.0)]);
        pen.brush(&steam, &[1.0, 6.0, 5.0, 0.4], "#fff6dc", 0.4);
    }
}

pub(super) fn fire(pen: &mut Pen) {
    for (x, y, s) in
        [(-52.0, -46.0, 1.5), (48.0, -52.0, 1.6), (-6.0, -84.0, 2.4), (20.0, -30.0, 1.3)]
    {
        pen.under(Map::shift(x, y), |pen| flame(pen, s));
    }
    pen.shape(
        &points("-150,0c -120,90 -60,110 0,110 60,110 120,90 150,0c 80,16 -80,16"),
        "#0a0506",
        1.0,
    );
    along(pen, &points("-120,30 0,48 120,30"), 9, |pen, _| {
        rosette(pen, 0.0, 0.0, 12.0, "#ff9a3c", 4, 0.9)
    });
    pen.brush(&points("-60,104 -96,200"), &[16.0, 10.0], "#0a0506", 1.0);
    pen.brush(&points("60,104 96,200"), &[16.0, 10.0], "#0a0506", 1.0);
}

pub(super) fn puff(pen: &mut Pen) {
    for (x, y, r, a) in [
        (0.0, 0.0, 46.0, 0.5),
        (30.0, -52.0, 60.0, 0.42),
        (80.0, -110.0, 76.0, 0.34),
        (150.0, -160.0, 92.0, 0.26),
    ] {
        pen.halo(x, y, r * 1.5, "#ffe6c0", a);
        cloud(pen, x, y, r * 0.4, "#fff6dc", a, 1.0);
    }
}

/// From behind: carved back, 520 by 900.
pub(super) fn chair(pen: &mut Pen) {
    let back = points(
        "-176,450c -182,250 -208,110 -192,20 -128,-20 -74,-90 0,-130 74,-90 128,-20 192,20 208,110 182,250 176,450c",
    );
    let (x, y) = pen.map().at(0.0, 100.0);
    let r = 420.0 * pen.map().size();
    let wood = pen.radial(x, y, r, &[(0.0, "#8a2618"), (0.6, "#4a0f14"), (1.0, "#1c0508")]);
    let outline = pen.path(&back, true);
    pen.fill(&outline, &wood, 1.0);
    let rim = points(
        "-160,430 -168,250 -188,120 -176,40 -116,2 -66,-68 0,-106 66,-68 116,2 176,40 188,120 168,250 160,430",
    );
    along(pen, &rim, 44, |pen, i| {
        cloud(pen, 0.0, 7.0, 10.0, GOLD, 0.85, if i < 22 { 1.0 } else { -1.0 })
    });
    flower(pen, 0.0, 90.0, 84.0, GOLD, 8, 0.7);
    for j in 0..4 {
        for side in [-1.0, 1.0] {
            cloud(pen, side * 84.0, 220.0 + j as f32 * 64.0, 26.0, GOLD, 0.6, side);
        }
    }
    pen.stroke(&outline, "#1a040a", 6.0 * pen.map().size(), 1.0);
}

pub(super) fn splash(pen: &mut Pen) {
    for (i, (x, y)) in [
        (-150.0, -90.0),
        (-96.0, -190.0),
        (-34.0, -270.0),
        (30.0, -290.0),
        (92.0, -200.0),
        (150.0, -100.0),
    ]
    .into_iter()
    .enumerate()
    {
        let from = x * 0.3;
        let line = through(&[(from, 20.0), (x * 0.7, y * 0.6), (x, y)]);
        pen.brush(&line, &[30.0, 20.0, 1.0], if i % 2 == 0 { "#8fe0c8" } else { "#d8fff0" }, 0.8);
        pen.dot(x * 1.1, y - 24.0, 8.0 - (i % 3) as f32 * 2.0, "#eafff8", 0.9);
    }
    let ring = points("-240,20 -120,34 0,38 120,34 240,20");
    pen.brush(&ring, &[2.0, 9.0, 12.0, 9.0, 2.0], "#bff5e6", 0.7);
}

/// A woman runs right, a child in her arms: a shadow 380 high about the middle.
pub(super) fn flight(pen: &mut Pen) {
    let ink = "#2a0c14";
    pen.shape(&points("-22,-108c -36,-144 -20,-182 12,-184 38,-182 46,-162 44,-148 52,-140 44,-134 40,-120 20,-102c"), ink, 1.0);
    pen.brush(&points("-16,-124 -46,-104 -74,-110 -112,-92"), &[26.0, 20.0, 12.0, 0.6], ink, 1.0);
    pen.brush(&points("34,-150 20,-168 -6,-164 -18,-136"), &[0.4, 2.4, 2.4, 0.4], "#ffd684", 0.8);
    pen.shape(&points("-14,-112c -40,-80 -44,-20 -70,60 -110,150 -150,178c -60,190 20,186 78,176c 50,120 36,40 40,-20 30,-80 24,-108c"), ink, 1.0);
    pen.brush(&points("4,-84 40,-40 84,-58"), &[34.0, 28.0, 16.0], ink, 1.0);
    pen.dot(78.0, -84.0, 24.0, ink, 1.0);
    pen.dot(88.0, -108.0, 7.0, ink, 1.0);
    pen.shape(&points("44,-66c 70,-72 96,-56 92,-20 60,0 34,-16c"), ink, 1.0);
    for i in 0..5 {
        let t = i as f32;
        flower(pen, -86.0 + t * 34.0, 150.0 - (t - 2.0).abs() * 4.0, 11.0, "#ffd684", 6, 0.9);
    }
    pen.brush(&points("-30,-60 -36,20 -60,120"), &[1.0, 3.0, 1.0], "#ffd684", 0.8);
    flower(pen, 66.0, -34.0, 12.0, "#c9a0ff", 6, 1.0);
}

pub(super) fn moon(pen: &mut Pen) {
    let (x, y) = pen.map().at(0.0, 10.0);
    let size = pen.map().size();
    let disc = pen.radial(
        x,
        y,
        300.0 * size,
        &[(0.0, "#fffbe0"), (0.45, "#ffe29a"), (0.8, "#ffb85a"), (1.0, "#f08a3c")],
    );
    pen.dot(0.0, 0.0, 300.0, &disc, 1.0);
    let ring = pen.circle(0.0, 0.0, 300.0);
    pen.stroke(&ring, "#3a0d14", 18.0 * size, 1.0);
    for i in 0..36 {
        let (sin, cos) = (i as f32 * 10.0).to_radians().sin_cos();
        rosette(pen, 288.0 * cos, 288.0 * sin, 9.0, BRASS, 4, 0.9);
    }
}

/// 1400 wide; when broken, a piece of the middle hangs down.
pub(super) fn rail(pen: &mut Pen, broken: bool) {
    let ink = "#0c0306";
    for i in -6..7 {
        let x = i as f32 * 110.0;
        if broken && (-40.0..240.0).contains(&x) {
            continue;
        }
        pen.brush(&through(&[(x, -8.0), (x, 260.0)]), &[18.0, 18.0], ink, 1.0);
        rosette(pen, x, 60.0, 12.0, GOLD, 5, 0.8);
    }
    let spans: &[(f32, f32)] =
        if broken { &[(-760.0, -60.0), (250.0, 760.0)] } else { &[(-760.0, 760.0)] };
    for &(a, b) in spans {
        for y in [0.0, 120.0] {
            let bar = through(&[(a, y), ((a + b) / 2.0, y), (b, y)]);
            pen.brush(&bar, &[24.0; 3], ink, 1.0);
            let lit = through(&[(a, y - 9.0), ((a + b) / 2.0, y - 9.0), (b, y - 9.0)]);
            pen.brush(&lit, &[1.0, 4.0, 1.0], "#e79a4a", 0.8);
        }
    }
    if broken {
        pen.brush(&points("-60,0 -10,60 20,170"), &[24.0, 22.0, 16.0], ink, 1.0);
        pen.brush(&points("250,0 220,50 214,120"), &[24.0, 20.0, 8.0], ink, 1.0);
        for (x, y) in [(26.0, 190.0), (208.0, 140.0)] {
            pen.brush(&through(&[(x - 8.0, y - 26.0), (x + 4.0, y)]), &[6.0, 0.6], GOLD, 1.0);
        }
    }
}

/// A roof with a fringe and one post, 760 wide, its eaves at y = 0.
pub(super) fn booth(pen: &mut Pen) {
    let ink = "#07171c";
    pen.block(-430.0, -40.0, 46.0, 1400.0, ink, 1.0);
    pen.brush(&points("-386,-20 -386,400 -386,900"), &[2.0, 4.0, 1.0], "#ffb45c", 0.5);
    let roof =
        points("-520,20c -420,-60 -100,-110 200,-90 340,-60c 360,10c 200,-22 -200,-30 -520,40c");
    pen.shape(&roof, ink, 1.0);
    pen.brush(&points("-510,34 -200,-26 200,-18 352,10"), &[2.0, 5.0, 5.0, 3.0], "#ffb45c", 0.7);
    along(pen, &points("-480,40 -200,-18 200,-10 340,16"), 20, |pen, _| {
        pen.brush(&points("0,0 0,30"), &[4.0, 9.0], "#d8432f", 1.0);
        pen.dot(0.0, 36.0, 6.0, BRASS, 1.0);
    });
}

/// A board with a lit edge at y = 0, 760 wide, down to the floor.
pub(super) fn counter(pen: &mut Pen) {
    pen.block(-430.0, 20.0, 760.0, 900.0, "#0a1e24", 1.0);
    pen.block(-450.0, 0.0, 810.0, 30.0, "#143038", 1.0);
    pen.brush(&points("-450,2 0,0 360,2"), &[2.0, 6.0, 3.0], "#ffb45c", 0.9);
    for i in 0..7 {
        rosette(pen, -370.0 + i as f32 * 106.0, 110.0, 34.0, "#ffb45c", 6, 0.35);
        cloud(pen, -370.0 + i as f32 * 106.0, 190.0, 20.0, "#ffb45c", 0.25, 1.0);
    }
}

/// An arm that reaches in from the right with two coins.
pub(super) fn passenger(pen: &mut Pen) {
    let ink = "#03090c";
    pen.shape(&points("40,-30c 180,-56 420,-40 640,20c 640,260c 420,150 200,70 40,44c"), ink, 1.0);
    pen.brush(&points("60,0 0,6 -50,2"), &[70.0, 56.0, 18.0], ink, 1.0);
    pen.brush(&points("20,24 -20,34 -56,28"), &[24.0, 20.0, 10.0], ink, 1.0);
    pen.brush(&points("60,-26 240,-46 520,0"), &[0.6, 4.0, 1.0], "#ff9a4a", 0.6);
    pen.under(Map::shift(-66.0, 12.0), coins);
}

/// Three rings, as a horn is heard.
pub(super) fn sound(pen: &mut Pen) {
    for (r, w, alpha) in [(60.0f32, 9.0, 0.8), (96.0, 7.0, 0.6), (136.0, 5.0, 0.4)] {
        let ring: Vec<Point> = (0..13)
            .map(|i| {
                let (sin, cos) = (i as f32 * 30.0).to_radians().sin_cos();
                Point::new(r * cos, r * sin)
            })
            .collect();
        pen.brush(&ring, &[w * 0.4, w, w * 0.5, w, w * 0.4], "#fff6dc", alpha);
    }
}

/// A note as a blossom on a stem.
pub(super) fn note(pen: &mut Pen) {
    pen.brush(&points("17,6 20,-40 18,-74"), &[4.0, 3.4, 3.0], "#eafff4", 0.95);
    pen.brush(&points("18,-74 34,-60 36,-40"), &[6.0, 5.0, 0.6], "#eafff4", 0.95);
    flower(pen, 0.0, 8.0, 22.0, "#eafff4", 5, 0.98);
    pen.dot(0.0, 8.0, 6.0, "#25b885", 1.0);
}
