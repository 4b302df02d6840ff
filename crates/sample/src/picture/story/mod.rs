//! The storyboard as data: shots, who stands where, what they hold, when it changes.

mod cover;
mod e01;
mod e02;
mod e03;
mod e04;
mod e05;
mod e06;
mod e07;
mod e08;
mod e09;
mod e10;
mod e11;
mod e12;

use super::Who;
use super::garment::Light;
use super::prop::Thing;
use super::puppet::hand::Pose;
use super::set::Place;

/// A moment, told by the words spoken; a longer episode just stretches. Lines count from 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cue {
    /// Seconds from the start of a line.
    At(u32, f32),
    /// Seconds from the end of a line.
    After(u32, f32),
    /// A share of the shot.
    Shot(f32),
    /// Seconds from the start of the episode.
    Begin(f32),
    /// Seconds before the end of the episode.
    End(f32),
}

/// A feeling sets lids, brows, tilt of the head (ART's table).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Feeling {
    Calm,
    Fear,
    Anger,
    Sorrow,
    Tender,
    /// Wary: eyes narrowed to the side.
    Wary,
    /// Eyes wide, without fear.
    Wonder,
    /// Eyes shut: she hums.
    Dreaming,
}

/// How much of a figure is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Figure {
    Bust,
    Full,
    Seated,
    /// Astride a motorbike.
    Rider,
    /// Under water, lying in the stream (Mei only).
    Swimming,
}

/// An arm: the first of an actor is the near one. Places are in puppet units, right of the
/// crown's origin and below it. At a cue the hand sets out for its next place.
#[derive(Clone, Debug)]
pub(crate) struct Arm {
    pub(crate) pose: Pose,
    pub(crate) keys: Vec<(Cue, f32, f32)>,
    pub(crate) holds: Option<Thing>,
    /// Degrees of the hand on the screen of the puppet; `None` goes on from the forearm.
    pub(crate) angle: Option<f32>,
    /// From when and until when the thing is in the hand.
    pub(crate) since: Option<Cue>,
    pub(crate) until: Option<Cue>,
}

/// Place, size factor and turn at a moment; between moments they glide. Pixels, 1, degrees.
pub(crate) type Key = (Cue, f32, f32, f32, f32);

#[derive(Clone, Debug)]
pub(crate) struct Actor {
    pub(crate) who: Who,
    /// The middle of the head, picture pixels.
    pub(crate) x: f32,
    pub(crate) y: f32,
    /// Pixels a unit: the head is 100 units high.
    pub(crate) size: f32,
    /// 1 looks right, −1 left.
    pub(crate) facing: f32,
    pub(crate) figure: Figure,
    pub(crate) feelings: Vec<(Cue, Feeling)>,
    pub(crate) tilt: f32,
    pub(crate) gaze: Option<(f32, f32)>,
    pub(crate) arms: Vec<Arm>,
    /// Offsets from the place of the first drawing.
    pub(crate) moves: Vec<Key>,
    /// Lit from here instead of by the shot's lamp.
    pub(crate) light: Option<Light>,
    /// Under water: hair drifts, no breath.
    pub(crate) adrift: bool,
    /// There from this moment on.
    pub(crate) since: Option<Cue>,
}

/// A thing by itself.
#[derive(Clone, Debug)]
pub(crate) struct Prop {
    pub(crate) thing: Thing,
    pub(crate) keys: Vec<Key>,
    /// Degrees of idle swing about the top.
    pub(crate) swing: f32,
    pub(crate) blur: f32,
    /// Shown only between these moments.
    pub(crate) since: Option<Cue>,
    pub(crate) until: Option<Cue>,
    /// How its light falls, when it is lit at all.
    pub(crate) glow: f32,
    /// When it begins to turn about its upright axis, until it is seen from the edge.
    pub(crate) spin: Option<Cue>,
}

/// A light that comes and goes: place, radius, colour, strength over time.
#[derive(Clone, Debug)]
pub(crate) struct Glow {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) radius: f32,
    pub(crate) colour: &'static str,
    pub(crate) keys: Vec<(Cue, f32)>,
    pub(crate) moves: Vec<(Cue, f32, f32)>,
}

#[derive(Clone, Debug)]
pub(crate) enum Item {
    Actor(Box<Actor>),
    Prop(Prop),
    Glow(Glow),
}

/// Where the camera looks: offset of the middle (pixels), zoom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct View {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) zoom: f32,
}

/// The place seen from nearer: enlarged about a point, moved, out of focus.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ground {
    pub(crate) zoom: f32,
    /// What point of the place lies in the middle of the picture.
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) blur: f32,
}

impl Ground {
    pub(crate) const WIDE: Self = Self { zoom: 1.0, x: 540.0, y: 960.0, blur: 0.0 };
}

#[derive(Clone, Debug)]
pub(crate) struct Shot {
    pub(crate) from: Cue,
    pub(crate) place: Place,
    /// How the place is framed behind the figures: larger and softer in a close shot.
    pub(crate) ground: Ground,
    pub(crate) light: Light,
    pub(crate) start: View,
    pub(crate) end: View,
    /// The point the camera closes in on.
    pub(crate) focus: (f32, f32),
    /// Moments at which the picture shakes.
    pub(crate) shakes: Vec<Cue>,
    /// Brightness over time; none is always 1.
    pub(crate) exposure: Vec<(Cue, f32)>,
    /// When the house's lanterns light, if they do.
    pub(crate) kindle: Option<(Cue, Cue)>,
    /// Begins with a whip pan.
    pub(crate) whip: bool,
    pub(crate) items: Vec<Item>,
}

/// The shots of an episode, in order.
pub(crate) fn shots(episode: u32) -> Vec<Shot> {
    let board = [
        e01::shots,
        e02::shots,
        e03::shots,
        e04::shots,
        e05::shots,
        e06::shots,
        e07::shots,
        e08::shots,
        e09::shots,
        e10::shots,
        e11::shots,
        e12::shots,
    ];
    let index = (episode.max(1) as usize - 1) % board.len();
    board[index]()
}

pub(crate) use self::cover::cover;

// ---- words to write a storyboard with ----

pub(crate) fn shot(from: Cue, place: Place, light: Light) -> Shot {
    Shot {
        from,
        place,
        ground: Ground::WIDE,
        light,
        start: View { x: 0.0, y: 0.0, zoom: 1.0 },
        end: View { x: 0.0, y: 0.0, zoom: 1.06 },
        focus: (540.0, 620.0),
        shakes: Vec::new(),
        exposure: Vec::new(),
        kindle: None,
        whip: false,
        items: Vec::new(),
    }
}

impl Shot {
    /// The place from nearer: (x, y) of it comes to the middle, out of focus.
    pub(crate) fn near(mut self, zoom: f32, x: f32, y: f32, blur: f32) -> Self {
        self.ground = Ground { zoom, x, y, blur };
        self
    }

    pub(crate) fn pan(mut self, from: (f32, f32), to: (f32, f32)) -> Self {
        (self.start.x, self.start.y) = from;
        (self.end.x, self.end.y) = to;
        self
    }

    pub(crate) fn zoom(mut self, from: f32, to: f32) -> Self {
        (self.start.zoom, self.end.zoom) = (from, to);
        self
    }

    pub(crate) fn focus(mut self, x: f32, y: f32) -> Self {
        self.focus = (x, y);
        self
    }

    pub(crate) fn shake(mut self, at: Cue) -> Self {
        self.shakes.push(at);
        self
    }

    pub(crate) fn expose(mut self, keys: &[(Cue, f32)]) -> Self {
        self.exposure = keys.to_vec();
        self
    }

    pub(crate) fn kindle(mut self, from: Cue, to: Cue) -> Self {
        self.kindle = Some((from, to));
        self
    }

    pub(crate) fn whip(mut self) -> Self {
        self.whip = true;
        self
    }

    pub(crate) fn actor(mut self, actor: Actor) -> Self {
        self.items.push(Item::Actor(Box::new(actor)));
        self
    }

    pub(crate) fn prop(mut self, prop: Prop) -> Self {
        self.items.push(Item::Prop(prop));
        self
    }

    pub(crate) fn glow(mut self, glow: Glow) -> Self {
        self.items.push(Item::Glow(glow));
        self
    }
}

/// A bust that looks right (`facing` 1) or left (−1).
pub(crate) fn bust(who: Who, x: f32, y: f32, size: f32, facing: f32) -> Actor {
    Actor {
        who,
        x,
        y,
        size,
        facing,
        figure: Figure::Bust,
        feelings: vec![(Cue::Shot(0.0), Feeling::Calm)],
        tilt: 0.0,
        gaze: None,
        arms: Vec::new(),
        moves: Vec::new(),
        light: None,
        adrift: false,
        since: None,
    }
}

pub(crate) fn full(who: Who, x: f32, y: f32, size: f32, facing: f32) -> Actor {
    Actor { figure: Figure::Full, ..bust(who, x, y, size, facing) }
}

impl Actor {
    pub(crate) fn feels(mut self, feeling: Feeling) -> Self {
        self.feelings = vec![(Cue::Shot(0.0), feeling)];
        self
    }

    pub(crate) fn then_feels(mut self, at: Cue, feeling: Feeling) -> Self {
        self.feelings.push((at, feeling));
        self
    }

    pub(crate) fn tilt(mut self, degrees: f32) -> Self {
        self.tilt = degrees;
        self
    }

    pub(crate) fn looks(mut self, x: f32, y: f32) -> Self {
        self.gaze = Some((x, y));
        self
    }

    pub(crate) fn figure(mut self, figure: Figure) -> Self {
        self.figure = figure;
        self
    }

    pub(crate) fn hand(mut self, pose: Pose, x: f32, y: f32) -> Self {
        let keys = vec![(Cue::Shot(0.0), x, y)];
        self.arms.push(Arm { pose, keys, holds: None, angle: None, since: None, until: None });
        self
    }

    pub(crate) fn holds(mut self, thing: Thing, pose: Pose, x: f32, y: f32) -> Self {
        let keys = vec![(Cue::Shot(0.0), x, y)];
        let holds = Some(thing);
        self.arms.push(Arm { pose, keys, holds, angle: None, since: None, until: None });
        self
    }

    /// What the hand drawn last holds comes into it now.
    pub(crate) fn takes(mut self, at: Cue) -> Self {
        if let Some(arm) = self.arms.last_mut() {
            arm.since = Some(at);
        }
        self
    }

    /// What the hand drawn last holds leaves it now.
    pub(crate) fn gives(mut self, at: Cue) -> Self {
        if let Some(arm) = self.arms.last_mut() {
            arm.until = Some(at);
        }
        self
    }

    /// The hand drawn last goes on to here.
    pub(crate) fn hand_to(mut self, at: Cue, x: f32, y: f32) -> Self {
        if let Some(arm) = self.arms.last_mut() {
            arm.keys.push((at, x, y));
        }
        self
    }

    pub(crate) fn hand_turn(mut self, degrees: f32) -> Self {
        if let Some(arm) = self.arms.last_mut() {
            arm.angle = Some(degrees);
        }
        self
    }

    pub(crate) fn moves(mut self, keys: &[Key]) -> Self {
        self.moves = keys.to_vec();
        self
    }

    pub(crate) fn lit(mut self, light: Light) -> Self {
        self.light = Some(light);
        self
    }

    pub(crate) fn adrift(mut self) -> Self {
        self.adrift = true;
        self
    }

    pub(crate) fn since(mut self, at: Cue) -> Self {
        self.since = Some(at);
        self
    }
}

pub(crate) fn prop(thing: Thing, x: f32, y: f32, size: f32, turn: f32) -> Prop {
    let keys = vec![(Cue::Shot(0.0), x, y, size, turn)];
    Prop { thing, keys, swing: 0.0, blur: 0.0, since: None, until: None, glow: 1.0, spin: None }
}

impl Prop {
    pub(crate) fn to(mut self, at: Cue, x: f32, y: f32, size: f32, turn: f32) -> Self {
        self.keys.push((at, x, y, size, turn));
        self
    }

    pub(crate) fn swing(mut self, degrees: f32) -> Self {
        self.swing = degrees;
        self
    }

    pub(crate) fn blurred(mut self, pixels: f32) -> Self {
        self.blur = pixels;
        self
    }

    pub(crate) fn since(mut self, at: Cue) -> Self {
        self.since = Some(at);
        self
    }

    pub(crate) fn until(mut self, at: Cue) -> Self {
        self.until = Some(at);
        self
    }

    /// Turns away like a door and is gone.
    pub(crate) fn spins(mut self, at: Cue) -> Self {
        self.spin = Some(at);
        self
    }

    /// How strongly it shines, if it is a thing that shines.
    pub(crate) fn shining(mut self, strength: f32) -> Self {
        self.glow = strength;
        self
    }
}

pub(crate) fn glow(x: f32, y: f32, radius: f32, colour: &'static str, strength: f32) -> Glow {
    Glow { x, y, radius, colour, keys: vec![(Cue::Shot(0.0), strength)], moves: Vec::new() }
}

impl Glow {
    pub(crate) fn then(mut self, at: Cue, strength: f32) -> Self {
        self.keys.push((at, strength));
        self
    }

    /// At a cue it sets out for (x, y).
    pub(crate) fn moves(mut self, at: Cue, x: f32, y: f32) -> Self {
        self.moves.push((at, x, y));
        self
    }
}
