//! Ferry, motorbike, car: cut paper with lit holes.

use super::super::geometry::{Map, Point, points, through};
use super::super::ornament::{flower, rosette};
use super::super::pen::Pen;

/// Colours of a ferry.
pub(crate) struct Paint {
    pub(crate) hull: &'static str,
    pub(crate) deck: &'static str,
    pub(crate) lit: &'static str,
    pub(crate) ink: &'static str,
    pub(crate) band: &'static str,
}

pub(crate) const NIGHT: Paint =
    Paint { hull: "#0a262e", deck: "#123f44", lit: "#ffd27c", ink: "#06181e", band: "#d8432f" };
const RED: Paint =
    Paint { hull: "#8a1420", deck: "#5e0f1c", lit: "#ffe0a0", ink: "#22060c", band: "#ffc06a" };

/// The red ferry, its water line at y = 120, middle of its length at x = 0.
pub(super) fn ferry(pen: &mut Pen) {
    pen.under(Map::shift(-305.0, 120.0), |pen| boat(pen, &RED));
}

/// A ferry from x = 0 to 600, water line at y = 0.
pub(crate) fn boat(pen: &mut Pen, paint: &Paint) {
    let hull = points("-30,-70c 300,-62 640,-92c 600,-30 560,8c 20,8c -10,-30");
    pen.shape(&hull, paint.hull, 1.0);
    for i in 0..22 {
        let i = i as f32;
        pen.dot(20.0 + i * 26.0, -34.0 - i * 0.6, 5.2, paint.lit, 0.85);
    }
    pen.brush(&points("-26,-58 300,-50 628,-78"), &[5.0; 3], paint.lit, 0.5);
    saloon(pen, paint, [20.0, 560.0, -150.0, -70.0], 15);
    saloon(pen, paint, [60.0, 500.0, -226.0, -152.0], 12);
    pen.facet(&points("400,-330 456,-336 466,-240 398,-240"), paint.ink, 1.0);
    pen.facet(&points("398,-312 459,-318 461,-296 397,-290"), paint.band, 1.0);
    pen.facet(&points("120,-300 240,-300 252,-240 112,-240"), paint.deck, 1.0);
    for i in 0..4 {
        let x = 128.0 + i as f32 * 29.0;
        pen.facet(
            &through(&[(x, -290.0), (x + 22.0, -290.0), (x + 23.0, -262.0), (x - 1.0, -262.0)]),
            paint.lit,
            0.95,
        );
    }
    pen.shape(&points("100,-296c 180,-322 262,-296c"), paint.ink, 1.0);
    pen.brush(&points("180,-310 180,-420"), &[4.0, 2.0], paint.ink, 1.0);
}

/// One deck of arched windows, people in every third.
fn saloon(pen: &mut Pen, paint: &Paint, [x0, x1, y0, y1]: [f32; 4], windows: usize) {
    let wall = [(x0 - 14.0, y0 - 8.0), (x1 + 14.0, y0 - 8.0), (x1, y1 + 6.0), (x0, y1 + 6.0)];
    pen.facet(&through(&wall), paint.deck, 1.0);
    let roof = [
        Point::corner(x0 - 34.0, y0 - 4.0),
        Point::new(x0 - 10.0, y0 - 16.0),
        Point::new(x1 + 10.0, y0 - 16.0),
        Point::corner(x1 + 34.0, y0 - 4.0),
        Point::new(x1, y0 - 6.0),
    ];
    pen.shape(&roof, paint.ink, 1.0);
    let step = (x1 - x0) / windows as f32;
    for i in 0..windows {
        let (x, w) = (x0 + (i as f32 + 0.14) * step, step * 0.72);
        let (y, h) = (y0 + 10.0, y1 - y0 - 22.0);
        let arch = [
            Point::corner(x, y + h),
            Point::new(x, y + h * 0.35),
            Point::new(x + w / 2.0, y),
            Point::new(x + w, y + h * 0.35),
            Point::corner(x + w, y + h),
        ];
        pen.shape(&arch, paint.lit, 0.55 + 0.45 * ((i * 7) % 5) as f32 / 4.0);
        if i % 3 == 1 {
            passenger(pen, paint, x, y, w, h);
        }
    }
}

fn passenger(pen: &mut Pen, paint: &Paint, x: f32, y: f32, w: f32, h: f32) {
    pen.dot(x + w * 0.5, y + h * 0.55, w * 0.18, paint.ink, 0.9);
    let body = [
        Point::corner(x + w * 0.15, y + h),
        Point::new(x + w * 0.25, y + h * 0.76),
        Point::new(x + w * 0.75, y + h * 0.76),
        Point::corner(x + w * 0.85, y + h),
    ];
    pen.shape(&body, paint.ink, 0.9);
}

fn wheel(pen: &mut Pen, x: f32, y: f32, r: f32) {
    pen.dot(x, y, r, "#050304", 1.0);
    pen.dot(x, y, r * 0.74, "#3a1a0c", 1.0);
    let outline = pen.circle(x, y, r * 0.84);
    pen.stroke(&outline, "#e8962e", 2.4 * pen.map().size(), 0.8);
    rosette(pen, x, y, r * 0.64, "#ffb95a", 8, 0.9);
    pen.dot(x, y, r * 0.16, "#050304", 1.0);
}

/// Faces right; wheels at x = ±170, the ground at y = 170, the saddle at (−40, 0).
pub(super) fn motorbike(pen: &mut Pen) {
    for (line, widths) in [
        ("-170,100 -90,70 -20,96", [14.0, 16.0, 14.0]),
        ("170,100 132,10 104,-58", [16.0, 14.0, 12.0]),
        ("104,-58 124,-104 106,-128 76,-130", [11.0, 10.0, 9.0]),
    ] {
        pen.brush(&points(line), &widths, "#0a0506", 1.0);
    }
    wheel(pen, -170.0, 100.0, 68.0);
    wheel(pen, 170.0, 100.0, 68.0);
    pen.shape(
        &points("-70,40c -30,30 50,30 84,44c 74,112 40,128 -40,126 -74,100c"),
        "#120808",
        1.0,
    );
    flower(pen, -4.0, 82.0, 30.0, "#94501e", 8, 0.9);
    pen.brush(&points("-40,112 -120,124 -216,118"), &[13.0, 15.0, 18.0], "#1c0c08", 1.0);
    pen.brush(&points("-40,108 -120,120 -212,114"), &[1.0, 3.0, 2.0], "#ffb95a", 0.7);
    let (from, to) = (pen.map().at(0.0, -40.0), pen.map().at(0.0, 60.0));
    let paint = pen.linear(from, to, &[(0.0, "#f29a34"), (0.5, "#a4541a"), (1.0, "#3a1608")]);
    let tank = points("-36,6c -20,-30 40,-44 86,-36 112,-20c 96,18 40,36 -20,34c");
    pen.shape(&tank, &paint, 1.0);
    flower(pen, 36.0, -6.0, 20.0, "#ffe0a0", 6, 0.9);
    let saddle = points("-190,6c -160,-18 -120,-2 -70,4 -30,10c -36,30 -110,36 -180,24c");
    pen.shape(&saddle, "#160a08", 1.0);
    pen.brush(&points("-182,8 -120,6 -40,16"), &[1.0, 3.0, 1.0], "#ffb95a", 0.6);
    pen.shape(&points("-214,40c -190,22 -130,26 -100,44c -150,38"), "#120808", 1.0);
    pen.shape(&points("120,-66c 154,-70 170,-46 158,-24c 136,-26c"), "#1c0c08", 1.0);
    pen.dot(152.0, -46.0, 17.0, "#fffbe0", 1.0);
    pen.dot(-212.0, 44.0, 8.0, "#ff4a30", 1.0);
}

/// From the front: two lamps, a grin of chrome, a roof of ink.
pub(super) fn car(pen: &mut Pen) {
    pen.shape(&points("-150,10c -120,-70 -84,-110 0,-116 84,-110 120,-70 150,10c"), "#04070a", 1.0);
    pen.shape(&points("-100,-10c -84,-70 -60,-92 0,-96 60,-92 84,-70 100,-10c"), "#123038", 1.0);
    pen.shape(
        &points("-172,20c -150,-12 0,-22 150,-12 172,20c 176,110c 0,122 -176,110c"),
        "#04070a",
        1.0,
    );
    for s in [-1.0, 1.0] {
        pen.dot(s * 122.0, 40.0, 33.0, "#ffe9a8", 1.0);
        pen.dot(s * 122.0, 40.0, 22.0, "#ffffff", 1.0);
        pen.block(s * 130.0 - 28.0, 100.0, 56.0, 60.0, "#020304", 1.0);
    }
    for i in -4..5 {
        let x = i as f32 * 16.0;
        pen.brush(&through(&[(x, 28.0), (x, 76.0)]), &[5.0, 4.0], "#7a8f90", 0.7);
    }
}

/// Two lamps alone, with the rays they throw.
pub(super) fn headlights(pen: &mut Pen) {
    for s in [-1.0, 1.0] {
        pen.halo(s * 122.0, 0.0, 120.0, "#fff0c0", 0.9);
        for i in 0..8 {
            let (sin, cos) = (i as f32 * 45.0 + 12.0).to_radians().sin_cos();
            let x = s * 122.0;
            let ray =
                through(&[(x, 0.0), (x + 60.0 * cos, 60.0 * sin), (x + 150.0 * cos, 150.0 * sin)]);
            pen.brush(&ray, &[9.0, 5.0, 0.3], "#fff6d8", 0.5);
        }
        pen.dot(s * 122.0, 0.0, 30.0, "#ffffff", 1.0);
    }
}
