//! Hands: a palm, fingers from far to near, a patch that melts their bases, the thumb last.

use super::super::garment::Light;
use super::super::geometry::{Map, Point, lerp, points, through};
use super::super::pen::{Paint, Pen};
use super::character::Character;

/// How a hand is held. Tips differ, nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Pose {
    Reach,
    Soft,
    Orchid,
    Cup,
    Fist,
}

impl Pose {
    /// Four fingers, far to near, then the thumb.
    fn digits(self) -> [&'static str; 5] {
        match self {
            Self::Reach => [
                "27,12 38,16 47,19 55,21",
                "31,6 46,8 58,9 69,8",
                "32,-2 48,-3 61,-5 73,-8",
                "31,-10 45,-14 57,-18 68,-23",
                "8,-9 18,-19 28,-25 39,-28",
            ],
            Self::Soft => [
                "27,12 38,17 46,23 52,30",
                "31,6 46,9 58,14 66,22",
                "32,-2 48,-2 62,2 71,10",
                "31,-10 46,-13 60,-12 70,-7",
                "8,-8 20,-16 31,-17 41,-13",
            ],
            Self::Orchid => [
                "28,10 41,11 53,8 63,1",
                "30,5 44,5 57,0 67,-9",
                "32,-1 45,-6 51,-16 45,-25",
                "30,-8 40,-19 53,-26 66,-27",
                "9,-8 20,-19 31,-26 41,-27",
            ],
            Self::Cup => [
                "26,10 38,12 48,6 53,-3",
                "29,6 42,8 53,2 58,-8",
                "31,0 45,2 57,-4 62,-15",
                "30,-5 44,-5 56,-12 60,-23",
                "8,-7 15,-18 24,-25 33,-29",
            ],
            Self::Fist => [
                "22,10 33,12 34,17 24,18",
                "26,5 38,6 40,13 29,14",
                "28,-2 41,-2 43,6 31,8",
                "27,-8 40,-9 43,-1 31,2",
                "8,-9 19,-14 30,-11 38,-5",
            ],
        }
    }
}

/// A hand in its own units: wrist at 0,0, pointing +x, 72 long.
pub(crate) fn hand(pen: &mut Pen, pose: Pose, who: &Character, light: &Light, width: f32) {
    let skin = light.skin(pen, who.skin);
    let cold = light.cold(pen);
    let line = 1.1;
    let digits = pose.digits().map(points);
    let palm = points("-6,-7.5c 8,-10.5 22,-13.5 33,-11 35,0 31,12 20,14 8,10 -6,7.5c");
    let outline = pen.path(&palm, true);
    pen.stroke(&outline, who.skin_ink, line * 2.0 * pen.map().size(), 1.0);
    for paint in [&skin, &cold] {
        pen.fill(&outline, paint, 1.0);
    }
    for (digit, size) in digits[..4].iter().zip([0.82, 0.95, 1.0, 0.97]) {
        finger(pen, digit, width * size, line, who, [&skin, &cold]);
    }
    let base = points("2,-6 10,-8 22,-10.5 31,-8 32,0 28.5,9 20,11 8,8 2,5");
    for paint in [&skin, &cold] {
        pen.shape(&base, paint, 1.0);
    }
    thumb(pen, pose, who, light, width);
    pen.brush(&points("15,-6 21,-1 23,7"), &[0.2, 0.9, 0.1], who.skin_ink, 0.5);
    for digit in &digits[1..4] {
        let (a, b) = (digit[0], digit[1]);
        let rim = through(&[(lerp(a.x, b.x, 0.1), a.y - width * 0.42), (b.x, b.y - width * 0.4)]);
        pen.brush(&rim, &[0.1, 0.5, 0.1], light.rim, 0.5);
    }
}

/// The thumb alone: it lies over what the hand holds.
pub(crate) fn thumb(pen: &mut Pen, pose: Pose, who: &Character, light: &Light, width: f32) {
    let skin = light.skin(pen, who.skin);
    let cold = light.cold(pen);
    let [.., digit] = pose.digits().map(points);
    finger(pen, &digit, width * 1.12, 1.1, who, [&skin, &cold]);
    let root = points("3,-5 9,-9.4 14,-12 17,-8 14,-3 8,-1");
    for paint in [&skin, &cold] {
        pen.shape(&root, paint, 1.0);
    }
}

fn finger(pen: &mut Pen, line: &[Point], w: f32, edge: f32, who: &Character, skin: [&Paint; 2]) {
    let widths = [w, w * 0.98, w * 0.86, w * 0.42];
    pen.brush(line, &widths.map(|w| w + 2.0 * edge), who.skin_ink, 1.0);
    for paint in skin {
        pen.brush(line, &widths, paint, 1.0);
    }
    let (a, b) = (line[2], line[3]);
    pen.brush(&[a.to(b, 0.55), b], &[w * 0.34, w * 0.2], who.nails, 0.55);
}

/// A hand that holds a card or phone upright: wrist at 0,0, the held thing drawn between palm
/// and fingers by `held`, in puppet units, its middle at (31, −50).
pub(crate) fn grip(pen: &mut Pen, who: &Character, light: &Light, held: impl FnOnce(&mut Pen)) {
    let paints = [light.skin(pen, who.skin), light.cold(pen)];
    let part = |pen: &mut Pen, line: &[Point], widths: &[f32], edge: f32| {
        let wide: Vec<f32> = widths.iter().map(|w| w + 2.0 * edge).collect();
        pen.brush(line, &wide, who.skin_ink, 1.0);
        for paint in &paints {
            pen.brush(line, widths, paint, 1.0);
        }
    };
    let palm = points("0,0 6,-10.7 14.9,-23.5 22.3,-31.6");
    part(pen, &palm, &[16.7, 19.5, 24.2, 19.5], 0.8);
    pen.under(Map::shift(31.0, -50.0).then(Map::turn(12.0)), held);
    for (i, (x, y)) in
        [(53.5, -45.0), (53.0, -35.8), (51.6, -26.7), (49.0, -18.1)].iter().enumerate()
    {
        let reach = 12.6 - i as f32 * 0.7;
        let line = through(&[
            (x - 1.4, y + 2.1),
            (x - 0.9, y - 0.2),
            (x - 6.0, y - 2.1),
            (x - reach, y - 1.9),
        ]);
        part(pen, &line, &[4.7, 6.7, 7.0, 4.0], 0.65);
        let nail = through(&[(x - reach + 3.0, y - 2.2), (x - reach + 0.2, y - 2.0)]);
        pen.brush(&nail, &[2.1, 1.4], "#ffe9cf", 0.55);
    }
    let thumb = points("1.9,-5.1 5.6,-19 10.7,-31.6 16.3,-41.9");
    part(pen, &thumb, &[15.3, 13.0, 10.7, 6.0], 0.8);
    pen.brush(&points("13.5,-37.2 16,-42.6"), &[4.0, 2.6], "#fff3dc", 0.6);
}
