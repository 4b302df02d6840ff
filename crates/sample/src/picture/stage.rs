//! The stage of one shot: everything is drawn once, then played frame by frame.

use super::Who;
use super::compose::{Frame, glow_sprite};
use super::cue::{Beats, Track, Voices};
use super::darkroom::{Darkroom, Sprite, Window, flatten};
use super::geometry::{Map, ease, lerp};
use super::noise::{flicker, hash, smooth};
use super::pen::Pen;
use super::prop::{self, Shine};
use super::puppet::{self, Puppet, Stance};
use super::set::{self, Hanging, Lamp, Plane};
use super::story::{Actor, Arm, Cue, Glow, Item, Prop, Shot, View};
use super::weather::Weather;
use std::collections::HashMap;
use std::f32::consts::TAU;
use std::rc::Rc;

/// A frame of the camera: where it looks, how near, how crooked.
#[derive(Clone, Copy, Debug)]
struct Look {
    x: f32,
    y: f32,
    zoom: f32,
    degrees: f32,
}

pub(crate) struct Stage {
    span: (f32, f32),
    camera: (View, View),
    focus: (f32, f32),
    shakes: Vec<f32>,
    exposure: Track<1>,
    whip: bool,
    back: Vec<Sheet>,
    kindled: Vec<Sheet>,
    kindling: Option<(f32, f32)>,
    hung: Vec<Swing>,
    lamps: Vec<Shining>,
    cast: Vec<Ready>,
    front: Vec<Sheet>,
    weather: Weather,
    seed: u64,
}

/// A plane as a bitmap.
struct Sheet {
    sprite: Rc<Sprite>,
    depth: f32,
    sway: (f32, f32, f32),
}

struct Swing {
    sprite: Rc<Sprite>,
    pivot: (f32, f32),
    depth: f32,
    degrees: f32,
}

struct Shining {
    sprite: Rc<Sprite>,
    x: f32,
    y: f32,
    strength: f32,
    depth: f32,
}

enum Ready {
    Player(Box<Player>),
    Thing(Object),
    Light(Light),
}

/// An actor with everything resolved to seconds.
struct Player {
    who: Who,
    puppet: Puppet,
    actor: Actor,
    moods: Vec<f32>,
    wrists: Vec<Wrist>,
    moves: Track<4>,
    since: f32,
    seed: u64,
}

struct Wrist {
    track: Track<2>,
    since: f32,
    until: f32,
    shine: Option<(Rc<Sprite>, f32)>,
}

struct Object {
    sprite: Rc<Sprite>,
    rest: Map,
    track: Track<4>,
    swing: f32,
    shown: (f32, f32),
    spin: Option<f32>,
    shine: Option<(Rc<Sprite>, f32)>,
    seed: u64,
}

struct Light {
    sprite: Rc<Sprite>,
    level: Track<1>,
    place: Track<2>,
    seed: u64,
}

/// Glow sprites, made once for a colour and a radius.
#[derive(Default)]
struct Glows(HashMap<(&'static str, u32), Rc<Sprite>>);

impl Glows {
    fn get(&mut self, colour: &'static str, radius: f32) -> Rc<Sprite> {
        let radius = radius.clamp(4.0, 900.0);
        let sprite = self.0.entry((colour, radius as u32));
        Rc::clone(sprite.or_insert_with(|| Rc::new(glow_sprite(colour, radius))))
    }

    fn shine(&mut self, shine: Option<Shine>, size: f32) -> Option<(Rc<Sprite>, f32)> {
        shine.map(|(colour, radius, level)| (self.get(colour, radius * size), level))
    }
}

/// What is needed to turn a storyboard's words into seconds.
struct Clock<'a> {
    beats: &'a Beats,
    span: (f32, f32),
}

impl Clock<'_> {
    fn at(&self, cue: Cue) -> f32 {
        self.beats.at(cue, self.span)
    }

    /// From when until when; without cues, always.
    fn shown(&self, since: Option<Cue>, until: Option<Cue>) -> (f32, f32) {
        let from = since.map_or(f32::MIN, |cue| self.at(cue));
        (from, until.map_or(f32::MAX, |cue| self.at(cue)))
    }
}

impl Stage {
    pub(crate) fn new(
        shot: &Shot,
        span: (f32, f32),
        beats: &Beats,
        room: &mut Darkroom,
        seed: u64,
    ) -> Self {
        let clock = Clock { beats, span };
        let scene = set::build(shot.place, shot.ground, seed);
        let mut glows = Glows::default();
        let pan = [shot.start, shot.end].map(|view| view.x.abs().max(view.y.abs()));
        let pan = pan[0].max(pan[1]);
        let mut sheets = |planes: Vec<Plane>| -> Vec<Sheet> {
            planes.into_iter().map(|plane| Sheet::new(plane, pan, room)).collect()
        };
        let (mut back, kindled) = (sheets(scene.back), sheets(scene.kindled));
        let front = sheets(scene.front);
        // Far out of focus nobody sees the sea move.
        if shot.ground.blur > 3.5 {
            back.iter_mut().for_each(|sheet| sheet.sway = (0.0, 0.0, 0.0));
        }
        if (shot.start.x, shot.start.y) == (shot.end.x, shot.end.y) {
            back = united(back);
        }
        let hung = scene.hung.into_iter().map(|hanging| Swing::new(hanging, room)).collect();
        let lamps = scene.lamps.into_iter().map(|lamp| Shining::new(lamp, &mut glows)).collect();
        let items = shot.items.iter().enumerate();
        let cast = items
            .map(|(i, item)| {
                let seed = seed ^ (i as u64 + 1).wrapping_mul(7919);
                Ready::new(item, shot, &clock, room, &mut glows, seed)
            })
            .collect();
        Self {
            span,
            camera: (shot.start, shot.end),
            focus: shot.focus,
            shakes: shot.shakes.iter().map(|&cue| clock.at(cue)).collect(),
            exposure: Track::gliding(
                shot.exposure.iter().map(|&(cue, level)| (clock.at(cue), [level])).collect(),
            ),
            whip: shot.whip,
            back,
            kindled,
            kindling: shot.kindle.map(|(from, to)| (clock.at(from), clock.at(to))),
            hung,
            lamps,
            cast,
            front,
            weather: Weather::new(scene.weather, seed),
            seed,
        }
    }

    pub(crate) fn exposure(&self, t: f32) -> f32 {
        self.exposure.at(t).map_or(1.0, |[level]| level)
    }

    /// Paints everything but the camera's nearness, which [`Stage::finish`] adds.
    pub(crate) fn paint(&self, frame: &mut Frame, voices: &Voices, t: f32) {
        self.lap(frame, voices, t, &mut |_| ());
    }

    /// Paints from far to near; tells `lap` after each group.
    pub(crate) fn lap(
        &self,
        frame: &mut Frame,
        voices: &Voices,
        t: f32,
        lap: &mut impl FnMut(&str),
    ) {
        let look = self.look(t);
        for sheet in &self.back {
            sheet.paint(frame, look, t);
        }
        self.kindle(frame, look, t);
        lap("back");
        self.hang(frame, look, t);
        lap("hung");
        self.shine(frame, look, t);
        lap("lamps");
        let camera = shifted(look, 1.0);
        for ready in &self.cast {
            match ready {
                Ready::Player(player) => player.paint(frame, camera, voices, t),
                Ready::Thing(object) => object.paint(frame, camera, t),
                Ready::Light(light) => light.paint(frame, camera, t),
            }
        }
        lap("cast");
        for sheet in &self.front {
            sheet.paint(frame, look, t);
        }
        lap("front");
        self.weather.paint(frame, t);
        lap("weather");
    }

    fn hang(&self, frame: &mut Frame, look: Look, t: f32) {
        for (i, swing) in self.hung.iter().enumerate() {
            let phase = hash(self.seed, i as i64);
            let degrees = swing.degrees * (TAU * (t / 3.4 + phase)).sin();
            let turn = Map::turn_about(degrees, swing.pivot.0, swing.pivot.1);
            frame.turn(&swing.sprite, shifted(look, swing.depth).then(turn));
        }
    }

    fn shine(&self, frame: &mut Frame, look: Look, t: f32) {
        for (i, lamp) in self.lamps.iter().enumerate() {
            let gain = lamp.strength * flicker(self.seed ^ i as u64, t);
            let (x, y) = shifted(look, lamp.depth).at(lamp.x, lamp.y);
            frame.add(&lamp.sprite, x, y, gain);
        }
    }

    fn kindle(&self, frame: &mut Frame, look: Look, t: f32) {
        let Some((from, to)) = self.kindling else { return };
        let share = (t - from) / (to - from).max(0.05);
        let lit = (share * self.kindled.len() as f32).ceil().max(0.0) as usize;
        for sheet in self.kindled.iter().take(lit) {
            sheet.paint(frame, look, t);
        }
    }

    /// Zoom and crookedness, into `out`; says whether there was anything to do.
    pub(crate) fn finish(&self, frame: &mut Frame, out: &mut Frame, t: f32) {
        let look = self.look(t);
        // Turned and drifting pictures need a little more than their own size.
        let zoom = look.zoom.max(1.0) * (1.006 + look.degrees.abs() * 0.035);
        let (x, y) = self.focus;
        // A hand holds the camera, gently.
        let drift = |salt: u64, pace: f32| 2.4 * smooth(self.seed ^ salt, t * pace);
        let map = Map::shift(drift(91, 0.5), drift(92, 0.43))
            .then(Map::scale_about(zoom, x, y))
            .then(Map::turn_about(look.degrees, 540.0, 900.0));
        frame.zoom_into(out, map.inverse());
    }

    /// Pixels of smear at the start of a shot that begins with a whip pan.
    pub(crate) fn smear(&self, t: f32) -> usize {
        let share = (t - self.span.0) / 0.2;
        if self.whip && (0.0..1.0).contains(&share) { (110.0 * (1.0 - share)) as usize } else { 0 }
    }

    fn look(&self, t: f32) -> Look {
        let share = ease((t - self.span.0) / (self.span.1 - self.span.0).max(0.1));
        let (a, b) = self.camera;
        let mut look = Look {
            x: lerp(a.x, b.x, share),
            y: lerp(a.y, b.y, share),
            zoom: lerp(a.zoom, b.zoom, share),
            degrees: 0.0,
        };
        for (i, &shake) in self.shakes.iter().enumerate() {
            let age = t - shake;
            if (0.0..0.7).contains(&age) {
                let force = (1.0 - age / 0.7).powi(2);
                let seed = self.seed ^ (i as u64 + 50);
                look.x += 13.0 * force * smooth(seed, age * 21.0);
                look.y += 13.0 * force * smooth(seed ^ 5, age * 19.0 + 3.0);
                look.degrees += 0.45 * force * smooth(seed ^ 9, age * 13.0);
            }
        }
        look
    }
}

/// Without a pan, what does not sway by itself is one plate, which is copied.
fn united(sheets: Vec<Sheet>) -> Vec<Sheet> {
    let mut out: Vec<Sheet> = Vec::new();
    let mut still: Vec<Rc<Sprite>> = Vec::new();
    let settle = |still: &mut Vec<Rc<Sprite>>, out: &mut Vec<Sheet>| {
        if let [only] = still.as_slice() {
            let sprite = Rc::clone(only);
            out.push(Sheet { sprite, depth: 0.3, sway: (0.0, 0.0, 0.0) });
        } else if !still.is_empty() {
            let sprite = Rc::new(flatten(still, Window::plane(60)));
            out.push(Sheet { sprite, depth: 0.3, sway: (0.0, 0.0, 0.0) });
        }
        still.clear();
    };
    for sheet in sheets {
        if (sheet.sway.0, sheet.sway.1) == (0.0, 0.0) {
            still.push(sheet.sprite);
        } else {
            settle(&mut still, &mut out);
            out.push(sheet);
        }
    }
    settle(&mut still, &mut out);
    out
}

fn shifted(look: Look, depth: f32) -> Map {
    Map::shift(-look.x * depth, -look.y * depth)
}

impl Swing {
    fn new(hanging: Hanging, room: &mut Darkroom) -> Self {
        Self {
            sprite: room.develop(&hanging.pen, Window::PART, hanging.blur),
            pivot: hanging.pivot,
            depth: hanging.depth,
            degrees: hanging.degrees,
        }
    }
}

impl Shining {
    fn new(lamp: Lamp, glows: &mut Glows) -> Self {
        Self {
            sprite: glows.get(lamp.colour, lamp.radius),
            x: lamp.x,
            y: lamp.y,
            strength: lamp.strength,
            depth: lamp.depth,
        }
    }
}

impl Ready {
    fn new(
        item: &Item,
        shot: &Shot,
        clock: &Clock<'_>,
        room: &mut Darkroom,
        glows: &mut Glows,
        seed: u64,
    ) -> Self {
        match item {
            Item::Actor(actor) => {
                Self::Player(Box::new(Player::new(actor, shot, clock, room, glows, seed)))
            }
            Item::Prop(prop) => Self::Thing(Object::new(prop, clock, room, glows, seed)),
            Item::Glow(glow) => Self::Light(Light::new(glow, clock, glows, seed)),
        }
    }
}

impl Sheet {
    fn new(plane: Plane, pan: f32, room: &mut Darkroom) -> Self {
        let margin = 60 + (pan * plane.depth).ceil() as i32;
        let sprite = room.develop_layers(&plane.layers, Window::plane(margin));
        Self { sprite, depth: plane.depth, sway: plane.sway }
    }

    fn paint(&self, frame: &mut Frame, look: Look, t: f32) {
        let (x, y, pace) = self.sway;
        let (sin, cos) = (TAU * pace * t).sin_cos();
        frame.lay(&self.sprite, x * sin - look.x * self.depth, y * cos - look.y * self.depth);
    }
}

impl Player {
    fn new(
        actor: &Actor,
        shot: &Shot,
        clock: &Clock<'_>,
        room: &mut Darkroom,
        glows: &mut Glows,
        seed: u64,
    ) -> Self {
        let light = actor.light.unwrap_or(shot.light);
        let wrists = actor.arms.iter().map(|arm| Wrist::new(arm, actor, clock, glows)).collect();
        Self {
            who: actor.who,
            puppet: Puppet::new(actor, &light, room),
            moods: actor.feelings.iter().map(|&(cue, _)| clock.at(cue)).collect(),
            wrists,
            moves: keys(&actor.moves, clock),
            since: clock.shown(actor.since, None).0,
            actor: actor.clone(),
            seed,
        }
    }

    fn mood(&self, t: f32) -> usize {
        self.moods.iter().rposition(|&at| at <= t).unwrap_or(0)
    }

    /// Degrees: the feeling's own lean, nods on loud words, a little life.
    fn tilt(&self, voices: &Voices, t: f32) -> f32 {
        let mood = self.mood(t);
        let lean = |i: usize| self.actor.feelings.get(i).map_or(0.0, |f| puppet::lean(f.1));
        let since = t - self.moods.get(mood).copied().unwrap_or(0.0);
        let eased = lerp(lean(mood.saturating_sub(1)), lean(mood), ease(since / 0.45));
        let said: f32 = (0..5).map(|i| self.loud(voices, t - i as f32 * 0.04)).sum::<f32>() / 5.0;
        self.actor.tilt + eased + 3.0 * said + 1.1 * smooth(self.seed, t * 0.55)
    }

    fn loud(&self, voices: &Voices, t: f32) -> f32 {
        voices.level(self.who, t)
    }

    /// Blinks every two to five seconds, and where a feeling changes.
    fn lid(&self, t: f32) -> usize {
        if self.moods.iter().skip(1).any(|&at| (t - at).abs() < 0.07) {
            return 2;
        }
        let turn = (t / 3.1).floor();
        let start = turn * 3.1 + 0.3 + 2.4 * hash(self.seed, turn as i64);
        match ((t - start) / 0.04).floor() as i32 {
            0 | 2 => 1,
            1 => 2,
            _ => 0,
        }
    }

    fn stance(&self, camera: Map, voices: &Voices, t: f32) -> Stance {
        let level = self.loud(voices, t);
        let opened = ((level - 0.16) / 0.6).clamp(0.0, 1.0);
        let phase = hash(self.seed, 3);
        let gesture: f32 =
            (0..4).map(|i| self.loud(voices, t - 0.05 * i as f32)).sum::<f32>() / 4.0;
        let wrists = self
            .wrists
            .iter()
            .enumerate()
            .map(|(i, wrist)| {
                let [x, y] = wrist.track.at(t).unwrap_or([70.0, 210.0]);
                let idle = smooth(self.seed ^ (i as u64 + 20), t * 0.7);
                let held = wrist.since <= t && t < wrist.until;
                (x + 1.6 * gesture + 0.6 * idle, y - 4.0 * gesture + 1.2 * idle, held)
            })
            .collect();
        let breath = if self.actor.adrift { 0.0 } else { 0.6 * (TAU * (t / 3.8 + phase)).sin() };
        let (x, y) = (self.actor.x, self.actor.y);
        let own = self.moves.at(t).map_or(Map::SAME, |[dx, dy, size, turn]| {
            Map::shift(dx, dy).then(Map::turn_about(turn, x, y)).then(Map::scale_about(size, x, y))
        });
        Stance {
            tilt: self.tilt(voices, t),
            tilt_before: self.tilt(voices, t - 0.14),
            jaw: 11.0 * opened,
            mood: self.mood(t),
            lid: self.lid(t),
            breath: self.actor.size * (breath + 0.5 * gesture),
            wrists,
            time: t,
            whole: Some(camera.then(own)),
        }
    }

    fn paint(&self, frame: &mut Frame, camera: Map, voices: &Voices, t: f32) {
        if t < self.since {
            return;
        }
        let stance = self.stance(camera, voices, t);
        self.puppet.paint(frame, &stance);
        for (i, wrist) in self.wrists.iter().enumerate() {
            if let (Some((glow, level)), Some((x, y))) =
                (&wrist.shine, self.puppet.held(i, &stance))
            {
                frame.add(glow, x, y, level * flicker(self.seed ^ 31, t));
            }
        }
    }
}

impl Wrist {
    fn new(arm: &Arm, actor: &Actor, clock: &Clock<'_>, glows: &mut Glows) -> Self {
        let keys = arm.keys.iter().map(|&(cue, x, y)| (clock.at(cue), [x, y])).collect();
        let shine =
            arm.holds.and_then(|thing| glows.shine(thing.shine(), actor.size * thing.held_size()));
        let (since, until) = clock.shown(arm.since, arm.until);
        Self { track: Track::stepping(keys, 0.55), since, until, shine }
    }
}

fn keys(list: &[super::story::Key], clock: &Clock<'_>) -> Track<4> {
    Track::gliding(list.iter().map(|&(cue, x, y, s, r)| (clock.at(cue), [x, y, s, r])).collect())
}

impl Object {
    fn new(
        prop: &Prop,
        clock: &Clock<'_>,
        room: &mut Darkroom,
        glows: &mut Glows,
        seed: u64,
    ) -> Self {
        let size = prop.keys.iter().map(|key| key.3).fold(0.05f32, f32::max);
        // Drawn in the middle, where nothing is cut off, at the largest size it will have.
        let rest = Map::shift(540.0, 960.0).then(Map::scale(size, size));
        let mut pen = Pen::on(rest);
        prop::draw(&mut pen, prop.thing);
        let shine = glows.shine(prop.thing.shine(), size).filter(|_| prop.glow > 0.0);
        Self {
            sprite: room.develop(&pen, Window::PART, prop.blur),
            rest: rest.inverse(),
            track: keys(&prop.keys, clock),
            swing: prop.swing,
            shown: clock.shown(prop.since, prop.until),
            spin: prop.spin.map(|cue| clock.at(cue)),
            shine: shine.map(|(sprite, level)| (sprite, level * prop.glow)),
            seed,
        }
    }

    fn paint(&self, frame: &mut Frame, camera: Map, t: f32) {
        let Some([x, y, size, turn]) = self.track.at(t) else { return };
        if t < self.shown.0 || t >= self.shown.1 || size < 0.01 {
            return;
        }
        let turned = self.spin.map_or(0.0, |at| ease((t - at) / 0.6));
        if turned >= 1.0 {
            return;
        }
        let swing = self.swing * (TAU * (t / 2.3 + hash(self.seed, 8))).sin();
        let now = Map::shift(x, y)
            .then(Map::turn(turn))
            .then(Map::turn_about(swing, 0.0, -100.0))
            .then(Map::scale(size * (turned * TAU / 4.0).cos(), size));
        frame.turn(&self.sprite, camera.then(now).then(self.rest));
        if let Some((glow, level)) = &self.shine {
            let (x, y) = camera.at(x, y);
            frame.add(glow, x, y, level * flicker(self.seed, t));
        }
    }
}

impl Light {
    fn new(glow: &Glow, clock: &Clock<'_>, glows: &mut Glows, seed: u64) -> Self {
        let level = glow.keys.iter().map(|&(cue, level)| (clock.at(cue), [level])).collect();
        let mut place = vec![(f32::MIN, [glow.x, glow.y])];
        place.extend(glow.moves.iter().map(|&(cue, x, y)| (clock.at(cue), [x, y])));
        Self {
            sprite: glows.get(glow.colour, glow.radius),
            level: Track::stepping(level, 0.3),
            place: Track::stepping(place, 0.8),
            seed,
        }
    }

    fn paint(&self, frame: &mut Frame, camera: Map, t: f32) {
        if let (Some([level]), Some([x, y])) = (self.level.at(t), self.place.at(t)) {
            let (x, y) = camera.at(x, y);
            frame.add(&self.sprite, x, y, level * flicker(self.seed, t));
        }
    }
}
