//! Puppets: a figure is cut into parts once a shot, and the parts are turned about their joints.

mod arif;
pub(crate) mod character;
pub(crate) mod hand;
pub(crate) mod head;
mod koh;
mod lamplighter;
mod lian;
mod limb;
mod mei;
mod mother;
mod swimmer;

use self::character::Character;
use self::head::{Face, Head, NECK};
use self::limb::Limb;
use super::Who;
use super::compose::Frame;
use super::darkroom::{Darkroom, Sprite, Window};
use super::garment::{Light, garment, joint, plain};
use super::geometry::{Map, points};
use super::pen::Pen;
use super::story::{Actor, Feeling, Figure};
use std::rc::Rc;

pub(crate) fn character(who: Who) -> &'static Character {
    match who {
        Who::Mei => &mei::MEI,
        Who::Arif => &arif::ARIF,
        Who::Koh => &koh::KOH,
        Who::Lian => &lian::LIAN,
        Who::Lamplighter => &lamplighter::LAMPLIGHTER,
        Who::Mother => &mother::MOTHER,
    }
}

/// The steps in which a jaw opens, in degrees.
const JAWS: [f32; 5] = [0.0, 3.0, 5.5, 8.0, 11.0];

/// What a puppet does at one moment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stance {
    /// Degrees the head leans forward, and a moment ago.
    pub(crate) tilt: f32,
    pub(crate) tilt_before: f32,
    /// How far the jaw is open, in degrees.
    pub(crate) jaw: f32,
    /// Which of the feelings.
    pub(crate) mood: usize,
    /// 0 open, 1 half shut, 2 shut.
    pub(crate) lid: usize,
    /// Pixels the chest rises.
    pub(crate) breath: f32,
    /// Wrists, in puppet units, and whether what they hold is still there.
    pub(crate) wrists: Vec<(f32, f32, bool)>,
    /// Seconds, for what drifts.
    pub(crate) time: f32,
    /// The whole figure moved about.
    pub(crate) whole: Option<Map>,
}

/// A figure cut into bitmaps.
pub(crate) struct Puppet {
    map: Map,
    back: Rc<Sprite>,
    body: Rc<Sprite>,
    jaws: Vec<Rc<Sprite>>,
    /// By feeling: eyes open, half shut, shut.
    faces: Vec<[Rc<Sprite>; 3]>,
    limbs: Vec<Limb>,
    /// Parts that drift in the water instead of a body.
    drift: Vec<swimmer::Part>,
    afloat: bool,
}

impl Actor {
    /// From puppet units to the picture; the head's middle is at (x, y).
    pub(crate) fn map(&self) -> Map {
        Map::shift(self.x, self.y)
            .then(Map::scale(self.facing * self.size, self.size))
            .then(Map::shift(-52.0, -52.0))
    }
}

impl Puppet {
    pub(crate) fn new(actor: &Actor, light: &Light, room: &mut Darkroom) -> Self {
        let who = character(actor.who);
        let map = actor.map();
        let afloat = actor.figure == Figure::Swimming;
        let small = actor.size < 2.4;
        let head = Head {
            character: who,
            light,
            map: if afloat { map.then(swimmer::HEAD) } else { map },
            eye: if small { 1.25 } else { 1.12 },
            line: if small { 1.5 } else { 1.15 },
            adrift: afloat,
        };
        let mut develop = |pen: &Pen| room.develop(pen, Window::PART, 0.0);
        let faces = actor
            .feelings
            .iter()
            .map(|&(_, feeling)| {
                let face = face(feeling, actor);
                [face.lid, face.lid.max(1.0), 2.0]
                    .map(|lid| develop(&head.upper(&Face { lid, ..face })))
            })
            .collect();
        let jaws = JAWS.iter().map(|&degrees| develop(&head.jaw(degrees))).collect();
        let back = develop(&head.hair_back());
        let body = develop(&body(actor, who, light));
        let drift = if afloat { swimmer::parts(actor, who, light, room) } else { Vec::new() };
        let limbs = actor
            .arms
            .iter()
            .enumerate()
            .map(|(i, arm)| Limb::new(actor, arm, i, light, room))
            .collect();
        Self { map, back, body, jaws, faces, limbs, drift, afloat }
    }

    pub(crate) fn paint(&self, frame: &mut Frame, stance: &Stance) {
        let whole = stance.whole.unwrap_or(Map::SAME);
        let out = self.map.inverse();
        let place = |local: Map| whole.then(self.map).then(local).then(out);
        let chest = Map::shift(0.0, -stance.breath).then(whole);
        let frame_map = if self.afloat { self.map.then(swimmer::HEAD) } else { self.map };
        let head_out = frame_map.inverse();
        let head = |tilt: f32| {
            chest.then(frame_map).then(Map::turn_about(tilt, NECK.0, NECK.1)).then(head_out)
        };
        let limb = |frame: &mut Frame, i: usize| {
            if let (Some(limb), Some(&wrist)) = (self.limbs.get(i), stance.wrists.get(i)) {
                limb.paint(frame, chest.then(self.map), out, wrist);
            }
        };
        (1..self.limbs.len()).for_each(|i| limb(frame, i));
        for part in &self.drift {
            frame.turn(&part.sprite, place(part.turned(stance.time)));
        }
        let hair = head(stance.tilt_before * 1.2);
        frame.turn(&self.back, hair);
        frame.turn(&self.body, chest);
        let step = JAWS.iter().rposition(|&j| j <= stance.jaw + 1.2).unwrap_or(0);
        let now = head(stance.tilt);
        frame.turn(&self.jaws[step.min(self.jaws.len() - 1)], now);
        if let Some(face) = self.faces.get(stance.mood) {
            frame.turn(&face[stance.lid.min(2)], now);
        }
        limb(frame, 0);
    }

    /// Where a held thing shines, in the picture.
    pub(crate) fn held(&self, i: usize, stance: &Stance) -> Option<(f32, f32)> {
        let (x, y) = self.limbs.get(i)?.held(*stance.wrists.get(i)?)?;
        Some(stance.whole.unwrap_or(Map::SAME).then(self.map).at(x, y))
    }
}

/// ART's table: lids, brows and where the eyes go.
fn face(feeling: Feeling, actor: &Actor) -> Face {
    let base =
        Face { lid: 0.15, low: 0.0, brow: (0.5, 0.0), gaze: (0.3, 0.4), smile: 0.0, tear: false };
    let mut face = match feeling {
        Feeling::Calm => base,
        Feeling::Fear => Face { lid: -0.45, low: -0.5, brow: (6.0, 4.0), ..base },
        Feeling::Anger => Face { lid: 0.45, low: 0.5, brow: (-4.6, 4.4), ..base },
        Feeling::Sorrow => {
            Face { lid: 0.62, brow: (5.4, -4.6), gaze: (0.2, 2.6), tear: true, ..base }
        }
        Feeling::Tender => Face { lid: 0.5, low: 0.9, brow: (2.0, 1.0), smile: 1.0, ..base },
        Feeling::Wary => Face { lid: 0.34, low: 0.4, brow: (-1.8, 2.2), ..base },
        Feeling::Dreaming => Face { lid: 2.0, low: 0.6, brow: (2.4, 1.0), smile: 1.0, ..base },
        Feeling::Wonder => Face { lid: -0.2, low: -0.2, brow: (3.6, 3.0), ..base },
    };
    if let Some(gaze) = actor.gaze {
        face.gaze = gaze;
    }
    face
}

/// Degrees a feeling leans the head forward.
pub(crate) fn lean(feeling: Feeling) -> f32 {
    match feeling {
        Feeling::Calm => 0.0,
        Feeling::Fear => -6.0,
        Feeling::Anger => 5.0,
        Feeling::Sorrow => 10.0,
        Feeling::Tender => -5.0,
        Feeling::Wary => 2.5,
        Feeling::Wonder => -3.0,
        Feeling::Dreaming => -4.0,
    }
}

fn body(actor: &Actor, who: &Character, light: &Light) -> Pen {
    let mut pen = Pen::on(actor.map());
    let hide = who.hide(&mut pen, light, (actor.size * 1.1).clamp(2.2, 4.5));
    match actor.figure {
        Figure::Bust => (who.bust)(&mut pen, light, &hide),
        Figure::Full => (who.full)(&mut pen, light, &hide),
        Figure::Seated => koh::seated(&mut pen, light, &hide),
        Figure::Rider => rider(&mut pen, who, light, &hide),
        Figure::Swimming => (),
    }
    pen
}

/// Astride: the coat to the saddle, one bent leg.
fn rider(pen: &mut Pen, who: &Character, light: &Light, hide: &super::garment::Hide) {
    let coat = pen.path(&points("-90,60c 150,60c 150,262c 60,292 0,296 -90,282c"), true);
    pen.clip(&coat, |pen| (who.full)(pen, light, hide));
    let thigh = points("2,262c 30,250 90,262 128,282 138,300 126,318 70,312 14,312 -4,290c");
    let shin = points("104,284 136,290 138,312 122,360 112,398c 78,394c 92,340 96,304");
    garment(pen, &shin, &hide.glowing(0.4), plain);
    let boot = points("78,392c 112,396 136,408 142,418c 74,418c");
    garment(pen, &boot, &hide.with("#0a0606"), plain);
    garment(pen, &thigh, &hide.glowing(0.4), plain);
    joint(pen, 122.0, 300.0, 9.0, hide);
}
