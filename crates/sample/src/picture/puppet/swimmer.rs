//! Mei under water: she lies in the stream, and hair and cloth lag behind her.

use super::super::darkroom::{Darkroom, Sprite, Window};
use super::super::garment::{Hide, Light, garment};
use super::super::geometry::{Map, Point, lerp, points};
use super::super::ornament::{along, beads, cloud, flower, rosette, scales};
use super::super::pen::Pen;
use super::super::story::Actor;
use super::character::Character;
use super::hand::{self, Pose};
use std::f32::consts::TAU;
use std::rc::Rc;

/// From the swimmer's own units (neck at 0, body along −x) to puppet units: 27 degrees down.
const BODY: Map = Map { a: 0.891, b: 0.454, c: -0.454, d: 0.891, e: 19.0, f: 79.0 };
/// The head leans a little more: 34 degrees about the neck at (40, 93).
pub(crate) const HEAD: Map = Map { a: 0.829, b: 0.559, c: -0.559, d: 0.829, e: 37.8, f: -20.5 };

/// A part that swings about a pivot.
pub(crate) struct Part {
    pub(crate) sprite: Rc<Sprite>,
    pivot: (f32, f32),
    degrees: f32,
    phase: f32,
}

impl Part {
    pub(crate) fn turned(&self, time: f32) -> Map {
        let angle = self.degrees * (TAU * (time / 2.6 + self.phase)).sin();
        BODY.then(Map::turn_about(angle, self.pivot.0, self.pivot.1)).then(BODY.inverse())
    }
}

pub(crate) fn parts(
    actor: &Actor,
    who: &Character,
    light: &Light,
    room: &mut Darkroom,
) -> Vec<Part> {
    let map = actor.map().then(BODY);
    let edge = (actor.size * 1.6).clamp(2.2, 4.0);
    let mut part = |draw: Draw, pivot, degrees, phase| {
        let mut pen = Pen::on(map);
        let hide = who.hide(&mut pen, light, edge);
        draw(&mut pen, who, light, &hide);
        Part { sprite: room.develop(&pen, Window::PART, 0.0), pivot, degrees, phase }
    };
    vec![
        part(far_arm, (-40.0, 0.0), 4.0, 0.1),
        part(far_leg, (-140.0, 0.0), 5.0, 0.5),
        part(near_leg, (-140.0, 14.0), 5.0, 0.0),
        part(tail, (-130.0, 4.0), 3.0, 0.3),
        part(torso, (0.0, 0.0), 0.0, 0.0),
    ]
}

type Draw = fn(&mut Pen, &Character, &Light, &Hide);

fn far_arm(pen: &mut Pen, who: &Character, light: &Light, hide: &Hide) {
    let dark = light.cloth(pen, ["#1a7a64", "#084640", "#042422", "#020e10"]);
    let sleeve = points(
        "-30,-14c -70,-40 -110,-52 -150,-86 -196,-104 -176,-78 -186,-60 -150,-48 -156,-26 -110,-14 -70,4 -36,16c",
    );
    let wrist = Map::shift(-168.0, -78.0).then(Map::turn(196.0)).then(Map::scale(0.62, 0.62));
    pen.under(wrist, |pen| hand::hand(pen, Pose::Soft, who, light, 8.6));
    garment(pen, &sleeve, &hide.with(&dark), |pen, holes| {
        scales(pen, [-200.0, -110.0, -30.0, 20.0], 8.0, holes, 0.6, 0.12);
    });
}

fn foot(pen: &mut Pen, who: &Character, light: &Light, at: Map) {
    let sole = points("-4,-7c 14,-9 34,-6 46,1 34,6 12,8 -4,7c");
    let skin = light.skin(pen, who.skin);
    pen.under(at, |pen| {
        let outline = pen.path(&sole, true);
        pen.fill(&outline, &skin, 1.0);
        pen.stroke(&outline, who.skin_ink, 3.0, 1.0);
    });
}

fn leg(pen: &mut Pen, outline: &str, hide: &Hide) {
    garment(pen, &points(outline), hide, |pen, holes| {
        scales(pen, [-370.0, -90.0, -250.0, 60.0], 9.0, holes, 0.75, 0.12);
        for i in 0..4 {
            let q = i as f32;
            let fold = [
                Point::new(-160.0, 8.0 + q * 7.0),
                Point::new(-220.0, q * 8.0),
                Point::new(-270.0, -2.0 + q * 9.0),
            ];
            pen.brush(&fold, &[0.3, 1.2, 0.3], holes, 0.4);
        }
    });
}

fn far_leg(pen: &mut Pen, who: &Character, light: &Light, hide: &Hide) {
    let dark = light.cloth(pen, ["#1a7a64", "#084640", "#042422", "#020e10"]);
    foot(pen, who, light, Map::shift(-344.0, -66.0).then(Map::turn(206.0)));
    leg(
        pen,
        "-130,-10c -200,-34 -262,-40 -318,-74 -346,-86c -338,-58 -352,-40c -300,-14 -240,6 -140,26c",
        &hide.with(&dark),
    );
}

fn near_leg(pen: &mut Pen, who: &Character, light: &Light, hide: &Hide) {
    foot(pen, who, light, Map::shift(-352.0, 18.0).then(Map::turn(184.0)));
    leg(
        pen,
        "-130,-4c -206,-8 -266,4 -322,-8 -362,-2c -344,18 -354,38c -300,44 -230,44 -140,36c",
        hide,
    );
}

fn tail(pen: &mut Pen, _: &Character, _: &Light, hide: &Hide) {
    let cloth = points(
        "-110,-30c -170,-52 -214,-50 -250,-80 -236,-46 -262,-30 -222,-14 -230,12 -190,16 -170,44 -120,40c",
    );
    garment(pen, &cloth, &hide.glowing(0.55), |pen, holes| {
        scales(pen, [-270.0, -90.0, -150.0, 60.0], 9.0, holes, 0.85, 0.12);
        along(pen, &points("-150,-36 -156,0 -150,36"), 7, |pen, _| {
            rosette(pen, 0.0, 0.0, 4.6, holes, 4, 1.0);
        });
    });
}

fn torso(pen: &mut Pen, who: &Character, light: &Light, hide: &Hide) {
    let trunk = points(
        "6,-22c -30,-38 -80,-40 -124,-32 -150,-30c -158,4 -150,40c -110,44 -70,54 -34,50 -6,32c 4,6",
    );
    garment(pen, &trunk, hide, |pen, holes| {
        scales(pen, [-160.0, -40.0, -60.0, 60.0], 10.0, holes, 0.9, 0.115);
        pen.shape(&points("-62,-60c -68,0 -60,70c 20,70c 20,-60c"), &hide.cloth, 1.0);
        along(pen, &points("-66,-44 -72,4 -64,54"), 9, |pen, _| {
            cloud(pen, 0.0, 0.0, 5.0, holes, 0.95, 1.0);
        });
        pen.brush(&points("-60,-44 -66,4 -58,54"), &[1.0, 1.2, 1.0], holes, 0.8);
    });
    let seam = points("-2,30 -40,50 -80,53 -150,40");
    pen.brush(&seam, &[6.0; 4], hide.ink, 1.0);
    beads(pen, &seam, 16, 1.8, &hide.holes);
    let skin = light.skin(pen, who.skin);
    // The neck bridges two angles: it follows the head's, seen from the body.
    let head = BODY.inverse().then(HEAD);
    let at = |x: f32, y: f32| {
        let (x, y) = head.at(x, y);
        Point::corner(x, y)
    };
    let neck = [
        Point::corner(-14.0, -22.0),
        at(34.0, 80.0),
        at(50.0, 84.0),
        at(64.0, 94.0),
        at(62.0, 112.0),
        Point::new(-2.0, 34.0),
    ];
    pen.shape(&neck, &skin, 1.0);
    let collar = points("-12,-27c 8,-26 16,2 12,30 -4,36c -14,4");
    garment(pen, &collar, &hide.glowing(0.6), |pen, holes| {
        along(pen, &points("1,-24 6,4 2,32"), 7, |pen, _| {
            flower(pen, 0.0, 0.0, 3.7, holes, 5, 1.0)
        });
    });
    for cord in ["6,26 10,60 -14,84 -40,92", "2,30 -2,56 -22,76 -40,92"] {
        pen.brush(&points(cord), &[2.2; 4], hide.ink, 1.0);
        pen.brush(&points(cord), &[1.1; 4], "#ff6a4a", 1.0);
    }
}

const HAIR: [&str; 3] = ["#1a6a58", "#052625", "#020c0e"];
const STRAND: [&str; 3] = ["#f4ffd8", "#6fe8bc", "#14564e"];
const INK: &str = "#030b0d";

fn streamer(pen: &mut Pen, light: &Light, line: &str, widths: [f32; 5], threads: &[(f32, f32)]) {
    let hair = light.hair(pen, HAIR);
    let strand = light.hair(pen, STRAND);
    let line = points(line);
    pen.brush(&line, &widths.map(|w| w + 1.3), INK, 1.0);
    pen.brush(&line, &widths, &hair, 1.0);
    for &(offset, w) in threads {
        let thread: Vec<Point> = line
            .iter()
            .enumerate()
            .map(|(j, p)| {
                let fade = 1.0 - j as f32 * 0.23;
                Point::new(p.x + offset * 0.5 * fade, p.y + offset * 0.9 * fade)
            })
            .collect();
        pen.brush(&thread, &[0.1, w, w, w * 0.8, 0.1], &strand, 0.85);
    }
}

pub(crate) fn hair_back(pen: &mut Pen, light: &Light) {
    let threads = [(-11.0, 0.8), (-6.5, 1.5), (-2.0, 0.8), (3.0, 1.5), (7.5, 0.8), (11.0, 1.2)];
    for line in [
        "36,74 10,84 -22,66 -52,84 -84,70",
        "30,62 -2,68 -34,46 -64,58 -98,36",
        "26,48 -8,48 -40,20 -70,26 -104,-2",
        "26,34 -6,26 -34,-6 -66,-8 -92,-40",
        "32,22 2,6 -20,-28 -52,-36 -70,-68",
        "42,12 18,-10 2,-42 -28,-56 -40,-88",
    ] {
        streamer(pen, light, line, [28.6, 31.6, 24.6, 13.8, 0.2], &threads);
    }
}

pub(crate) fn hair_front(pen: &mut Pen, light: &Light) {
    let hair = light.hair(pen, HAIR);
    let strand = light.hair(pen, STRAND);
    let cap = points(
        "82,33c 80,19 68,5 48,-3 28,2 14,18 8,42 14,66 30,80c 40,70 43,56 50,46 58,40 67,35c 72,33 76,35c 79,32",
    );
    let outline = pen.path(&cap, true);
    pen.fill(&outline, &hair, 1.0);
    pen.clip(&outline, |pen| {
        for i in 0..15 {
            let t = i as f32 / 14.0;
            let line = [
                Point::new(lerp(80.0, 42.0, t), lerp(30.0, 70.0, t)),
                Point::new(lerp(64.0, 20.0, t), lerp(16.0, 56.0, t)),
                Point::new(lerp(36.0, 8.0, t), lerp(2.0, 44.0, t)),
            ];
            pen.brush(&line, &[0.2, 1.3, 0.9, 0.2], &strand, 0.75);
        }
    });
    let threads = [(-5.0, 0.8), (-1.5, 1.5), (2.5, 0.8), (5.6, 1.2)];
    for line in [
        "60,10 40,-12 30,-44 4,-64 -2,-92",
        "70,16 58,-8 50,-38 28,-62 24,-86",
        "78,26 78,4 66,-20 62,-46 48,-64",
    ] {
        streamer(pen, light, line, [11.0, 17.6, 14.8, 8.0, 0.2], &threads);
    }
    flower(pen, 37.0, 34.0, 8.6, INK, 6, 1.0);
    rosette(pen, 37.0, 34.0, 7.4, &strand, 6, 1.0);
    pen.dot(37.0, 34.0, 2.6, "#ff6a4a", 1.0);
}
