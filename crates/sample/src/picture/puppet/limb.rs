//! An arm: sleeve, forearm, hand. The elbow follows from where the wrist shall be.

use super::super::compose::Frame;
use super::super::darkroom::{Darkroom, Sprite, Window};
use super::super::garment::{Hide, Light, garment, joint, rod};
use super::super::geometry::{Map, Point, lerp, through};
use super::super::ornament::beads;
use super::super::pen::Pen;
use super::super::prop::{self, Grip, Thing};
use super::super::story::{Actor, Arm, Figure};
use super::character;
use super::character::Character;
use super::hand::{self, Pose};
use std::rc::Rc;

/// Hands are this much smaller than their drawing.
const HAND: f32 = 0.64;

/// Lengths of one arm, in puppet units.
#[derive(Clone, Copy, Debug)]
struct Build {
    shoulder: (f32, f32),
    upper: f32,
    fore: f32,
    width: f32,
    cuff: f32,
}

impl Build {
    fn new(figure: Figure, far: bool) -> Self {
        let side = if far { 1.0 } else { 0.0 };
        match figure {
            Figure::Bust => Self {
                shoulder: (4.0 + 58.0 * side, 166.0),
                upper: 112.0,
                fore: 104.0,
                width: 76.0,
                cuff: 15.0,
            },
            Figure::Seated => Self {
                shoulder: (4.0 + 50.0 * side, 166.0),
                upper: 70.0,
                fore: 78.0,
                width: 58.0,
                cuff: 14.0,
            },
            Figure::Swimming => {
                Self { shoulder: (-18.0, 89.0), upper: 84.0, fore: 90.0, width: 56.0, cuff: 15.0 }
            }
            Figure::Full | Figure::Rider => Self {
                shoulder: (22.0 + 34.0 * side, 152.0),
                upper: 68.0,
                fore: 72.0,
                width: 46.0,
                cuff: 13.0,
            },
        }
    }
}

/// Angles of the bones and how much they are stretched to reach.
#[derive(Clone, Copy, Debug)]
struct Bend {
    upper: f32,
    fore: f32,
    stretch: f32,
    elbow: (f32, f32),
}

/// The wrist decides: of the two ways to bend, the elbow hangs.
fn bend(build: &Build, wrist: (f32, f32)) -> Bend {
    let (dx, dy) = (wrist.0 - build.shoulder.0, wrist.1 - build.shoulder.1);
    let distance = dx.hypot(dy).max(build.upper.max(build.fore) * 0.3);
    let reach = (build.upper + build.fore) * 0.985;
    let stretch = (distance / reach).max(1.0);
    let (a, b) = (build.upper * stretch, build.fore * stretch);
    let straight = dy.atan2(dx);
    let cos = ((a * a + distance * distance - b * b) / (2.0 * a * distance)).clamp(-1.0, 1.0);
    let at = |angle: f32| (build.shoulder.0 + a * angle.cos(), build.shoulder.1 + a * angle.sin());
    let (one, two) = (straight + cos.acos(), straight - cos.acos());
    let upper = if at(one).1 >= at(two).1 { one } else { two };
    let elbow = at(upper);
    let fore = (wrist.1 - elbow.1).atan2(wrist.0 - elbow.0);
    Bend { upper: upper.to_degrees(), fore: fore.to_degrees(), stretch, elbow }
}

fn along_bone(from: (f32, f32), degrees: f32, stretch: f32) -> Map {
    Map::shift(from.0, from.1).then(Map::turn(degrees)).then(Map::scale(stretch, 1.0))
}

/// One arm as bitmaps, drawn at rest as its first place demands.
pub(crate) struct Limb {
    build: Build,
    rest: Bend,
    angle: Option<f32>,
    rest_wrist: (f32, f32),
    upper: Rc<Sprite>,
    fore: Rc<Sprite>,
    hand: Rc<Sprite>,
    empty: Rc<Sprite>,
    rod: Rc<Sprite>,
    /// Middle of the held thing from the wrist, puppet units, at rest.
    held: Option<(f32, f32)>,
}

impl Limb {
    pub(crate) fn new(
        actor: &Actor,
        arm: &Arm,
        index: usize,
        light: &Light,
        room: &mut Darkroom,
    ) -> Self {
        let who = character(actor.who);
        let far = index > 0;
        let build = Build::new(actor.figure, far);
        let rest_wrist = arm.keys.first().map_or((70.0, 210.0), |key| (key.1, key.2));
        let rest = bend(&build, rest_wrist);
        let map = actor.map();
        let edge = (actor.size * 1.1).clamp(2.2, 4.5);
        let limb = Drawing { who, light, build, rest, map, edge };
        // A card stays upright whatever the forearm does.
        let card = arm.holds.is_some_and(|thing| thing.grip() == Grip::Card);
        let angle = if card { Some(arm.angle.unwrap_or(0.0)) } else { arm.angle };
        let turn = angle.unwrap_or(rest.fore);
        let hand = limb.hand(arm.pose, arm.holds, turn, rest_wrist);
        let empty = limb.hand(arm.pose, None, turn, rest_wrist);
        let rod = if far || actor.adrift || actor.figure != Figure::Bust {
            Pen::new()
        } else {
            limb.rod(rest_wrist)
        };
        let mut develop = |pen: &Pen| room.develop(pen, Window::PART, 0.0);
        Self {
            build,
            rest,
            angle,
            rest_wrist,
            upper: develop(&limb.sleeve()),
            fore: develop(&limb.forearm()),
            hand: develop(&hand),
            empty: develop(&empty),
            rod: develop(&rod),
            held: arm.holds.map(|thing| held_at(thing, turn)),
        }
    }

    /// `map` takes puppet units to the moved picture, `out` the picture at rest to puppet units.
    pub(crate) fn paint(&self, frame: &mut Frame, map: Map, out: Map, wrist: (f32, f32, bool)) {
        let now = bend(&self.build, (wrist.0, wrist.1));
        let bone = |now: Map, rest: Map| map.then(now).then(rest.inverse()).then(out);
        let rest = &self.rest;
        let rod = Map::shift(wrist.0 - self.rest_wrist.0, wrist.1 - self.rest_wrist.1);
        frame.turn(
            &self.upper,
            bone(
                along_bone(self.build.shoulder, now.upper, now.stretch),
                along_bone(self.build.shoulder, rest.upper, rest.stretch),
            ),
        );
        frame.turn(
            &self.fore,
            bone(
                along_bone(now.elbow, now.fore, now.stretch),
                along_bone(rest.elbow, rest.fore, rest.stretch),
            ),
        );
        let turn = if self.angle.is_some() { 0.0 } else { now.fore - rest.fore };
        let hand = Map::shift(wrist.0, wrist.1)
            .then(Map::turn(turn))
            .then(Map::shift(-self.rest_wrist.0, -self.rest_wrist.1));
        let sprite = if wrist.2 { &self.hand } else { &self.empty };
        frame.turn(sprite, map.then(hand).then(out));
        frame.turn(&self.rod, map.then(rod).then(out));
    }

    pub(crate) fn held(&self, wrist: (f32, f32, bool)) -> Option<(f32, f32)> {
        let (x, y) = self.held.filter(|_| wrist.2)?;
        let now = bend(&self.build, (wrist.0, wrist.1));
        let turn = if self.angle.is_some() { 0.0 } else { now.fore - self.rest.fore };
        let (x, y) = Map::turn(turn).at(x, y);
        Some((wrist.0 + x, wrist.1 + y))
    }
}

/// Where the middle of a held thing lies from the wrist, puppet units.
fn held_at(thing: Thing, turn: f32) -> (f32, f32) {
    match thing.grip() {
        Grip::Card => Map::turn(turn).at(31.0, -50.0),
        Grip::Palm | Grip::Fist => {
            let (x, y) = thing.in_hand();
            Map::turn(turn).at(x * HAND, y * HAND)
        }
    }
}

/// What is needed to draw an arm at rest.
struct Drawing<'a> {
    who: &'a Character,
    light: &'a Light,
    build: Build,
    rest: Bend,
    map: Map,
    edge: f32,
}

impl Drawing<'_> {
    fn hide(&self, pen: &mut Pen) -> Hide {
        self.who.hide(pen, self.light, self.edge).glowing(0.4)
    }

    fn sleeve(&self) -> Pen {
        let mut pen = Pen::on(self.map);
        let hide = self.hide(&mut pen);
        let (length, w) = (self.build.upper, self.build.width);
        let bone = along_bone(self.build.shoulder, self.rest.upper, self.rest.stretch);
        pen.under(bone, |pen| {
            let outline = through(&[
                (-0.42 * w, 0.02 * w),
                (-0.28 * w, -0.34 * w),
                (0.1 * length, -0.47 * w),
                (0.6 * length, -0.5 * w),
                (length, -0.44 * w),
                (length + 0.32 * w, -0.14 * w),
                (length + 0.3 * w, 0.18 * w),
                (length, 0.42 * w),
                (0.6 * length, 0.46 * w),
                (0.1 * length, 0.4 * w),
                (-0.28 * w, 0.32 * w),
            ]);
            garment(pen, &outline, &hide, |pen, holes| {
                (self.who.sleeve)(pen, holes, length, w, false);
            });
            joint(pen, 0.0, 0.0, w * 0.12, &hide);
        });
        pen
    }

    fn forearm(&self) -> Pen {
        let mut pen = Pen::on(self.map);
        let hide = self.hide(&mut pen);
        let (length, c) = (self.build.fore, self.build.cuff);
        let w = self.build.width * 0.72;
        let bone = along_bone(self.rest.elbow, self.rest.fore, self.rest.stretch);
        // The sleeve's mouth hangs: down in the picture, whichever way the arm points.
        let (sin, cos) = self.rest.fore.to_radians().sin_cos();
        let drape = self.who.drape * self.build.width / 76.0 + 4.0;
        let (hx, hy) = (sin * drape, cos.abs() * drape);
        let s = if cos < 0.0 { -1.0 } else { 1.0 };
        pen.under(bone, |pen| {
            let outline = [
                Point::new(-0.48 * w, 0.0),
                Point::new(-0.3 * w, -0.4 * w * s),
                Point::new(0.3 * length, -0.46 * w * s),
                Point::new(0.7 * length, -(c + 3.0) * s),
                Point::corner(length, -c * s),
                Point::corner(length, c * s),
                Point::corner(length - 3.0 + hx * 0.9, (c + hy) * s),
                Point::new(0.66 * length + hx * 0.6, (c + 4.0 + hy * 0.82) * s),
                Point::new(0.3 * length, (0.5 * w + hy * 0.22) * s),
                Point::new(-0.26 * w, 0.4 * w * s),
            ];
            garment(pen, &outline, &hide, |pen, holes| {
                (self.who.sleeve)(pen, holes, length, w * 1.3, true);
            });
            let cuff = through(&[(length - 1.0, -c * s), (length - 1.0, c * s)]);
            pen.brush(&cuff, &[c * 0.6, c * 0.6], hide.ink, 1.0);
            beads(pen, &cuff, 6, c * 0.12, &hide.holes);
            joint(pen, 0.0, 0.0, w * 0.15, &hide);
        });
        pen
    }

    fn hand(&self, pose: Pose, holds: Option<Thing>, turn: f32, wrist: (f32, f32)) -> Pen {
        let mut pen = Pen::on(self.map);
        // A hand that does something is never lost in the dark: its lamp comes nearer.
        let (who, key) = (self.who, self.light.key);
        let (x, y) = self.map.at(wrist.0, wrist.1);
        let card = holds.is_some_and(|thing| thing.grip() == Grip::Card);
        let share = if card { 0.3 } else { 0.62 };
        let near = (lerp(key.0, x, share), lerp(key.1, y, share));
        let light = &Light { key: near, ..*self.light };
        let at = Map::shift(wrist.0, wrist.1).then(Map::turn(turn));
        if let Some(thing) = holds.filter(|thing| thing.grip() == Grip::Card) {
            pen.under(at, |pen| {
                hand::grip(pen, who, light, |pen| {
                    let size = thing.held_size();
                    pen.under(Map::scale(size, size), |pen| prop::draw(pen, thing));
                });
            });
            return pen;
        }
        pen.under(at.then(Map::scale(HAND, HAND)), |pen| {
            let thing = holds.map(|thing| (thing, thing.in_hand()));
            let upright = |x: f32, y: f32, thing: Thing| {
                let turned = if thing.grip() == Grip::Palm { -turn } else { thing.held_turn() };
                Map::shift(x, y)
                    .then(Map::turn(turned))
                    .then(Map::scale(1.0 / HAND, 1.0 / HAND))
                    .then(Map::scale(thing.held_size(), thing.held_size()))
            };
            if let Some((thing, (x, y))) = thing {
                if thing.grip() == Grip::Palm {
                    hand::hand(pen, pose, who, light, 8.6);
                    pen.under(upright(x, y, thing), |pen| prop::draw(pen, thing));
                    hand::thumb(pen, pose, who, light, 8.6);
                    return;
                }
                pen.under(upright(x, y, thing), |pen| prop::draw(pen, thing));
            }
            hand::hand(pen, pose, who, light, 8.6);
        });
        pen
    }

    fn rod(&self, wrist: (f32, f32)) -> Pen {
        let mut pen = Pen::new();
        let from = self.map.at(wrist.0 + 4.0, wrist.1 + 6.0);
        rod(&mut pen, from, (from.0 - self.map.a.signum() * 46.0, 2300.0), self.map.size() * 2.0);
        pen
    }
}
