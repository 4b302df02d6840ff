//! Places: four to six planes of cut paper each, with lamps, things that hang, and weather.

mod deck;
mod house;
mod lamp_room;
mod pier;
mod scenery;
mod under;

use super::geometry::Map;
use super::noise::Dice;
use super::pen::Pen;
use super::story::Ground;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// The pier at night, the ferry lit behind.
    Pier,
    /// The same water without the ferry: something else is coming.
    Quay,
    /// Open water.
    Sea,
    /// The pier in the morning.
    Dawn,
    House,
    /// The House before its lanterns are lit.
    HouseDark,
    /// Dark at first; its lanterns are lit in the shot.
    HouseKindling,
    LampRoom,
    /// The red ferry's upper deck, at night.
    Deck,
    Under,
    /// The sea before any light comes down.
    UnderDark,
}

/// Layers that move as one: drawings with their blur, from far to near.
pub(crate) struct Plane {
    pub(crate) layers: Vec<(Pen, f32)>,
    /// Pixels it moves for one pixel of the camera.
    pub(crate) depth: f32,
    /// How far it sways by itself, pixels, and how fast.
    pub(crate) sway: (f32, f32, f32),
}

impl Plane {
    fn new(depth: f32) -> Self {
        Self { layers: Vec::new(), depth, sway: (0.0, 0.0, 0.0) }
    }

    fn layer(mut self, pen: Pen, blur: f32) -> Self {
        self.layers.push((pen, blur));
        self
    }

    /// Sways by `x`, `y` pixels, `pace` times a second.
    fn swaying(mut self, x: f32, y: f32, pace: f32) -> Self {
        self.sway = (x, y, pace);
        self
    }
}

/// Something small that swings from a point.
pub(crate) struct Hanging {
    pub(crate) pen: Pen,
    pub(crate) blur: f32,
    pub(crate) pivot: (f32, f32),
    pub(crate) depth: f32,
    pub(crate) degrees: f32,
}

/// A light with a flicker of its own.
pub(crate) struct Lamp {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) radius: f32,
    pub(crate) colour: &'static str,
    pub(crate) strength: f32,
    pub(crate) depth: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weather {
    Rain,
    /// Dust in lamplight.
    Motes,
    /// Sparks that rise.
    Embers,
    Bubbles,
}

pub(crate) struct Scene {
    pub(crate) back: Vec<Plane>,
    /// Shown one after another while the house's lanterns are lit.
    pub(crate) kindled: Vec<Plane>,
    pub(crate) hung: Vec<Hanging>,
    pub(crate) lamps: Vec<Lamp>,
    pub(crate) front: Vec<Plane>,
    pub(crate) weather: Weather,
}

impl Scene {
    fn new(weather: Weather) -> Self {
        Self {
            back: Vec::new(),
            kindled: Vec::new(),
            hung: Vec::new(),
            lamps: Vec::new(),
            front: Vec::new(),
            weather,
        }
    }
}

/// How a place is looked at, and the dice for its small differences.
pub(crate) struct Easel {
    map: Map,
    blur: f32,
    seed: u64,
}

impl Easel {
    fn pen(&self) -> Pen {
        Pen::on(self.map)
    }

    fn dice(&self, salt: u64) -> Dice {
        Dice::new(self.seed ^ salt.wrapping_mul(0x9e37_79b9))
    }

    /// A layer's own softness plus that of the framing.
    fn soft(&self, own: f32) -> f32 {
        let own = own * self.map.size();
        own.hypot(self.blur)
    }

    fn lamp(&self, at: (f32, f32), radius: f32, colour: &'static str, strength: f32) -> Lamp {
        let (x, y) = self.map.at(at.0, at.1);
        // Seen from nearer a glow hardly grows: most of it would lie outside the picture.
        let radius = radius * self.map.size().min(1.25);
        Lamp { x, y, radius, colour, strength, depth: 0.4 }
    }
}

pub(crate) fn build(place: Place, ground: Ground, seed: u64) -> Scene {
    let map = Map::shift(540.0, 960.0)
        .then(Map::scale(ground.zoom, ground.zoom))
        .then(Map::shift(-ground.x, -ground.y));
    let easel = Easel { map, blur: ground.blur, seed };
    match place {
        Place::Pier => pier::pier(&easel, &pier::NIGHT, pier::With::Ferry),
        Place::Quay => pier::pier(&easel, &pier::NIGHT, pier::With::Quay),
        Place::Sea => pier::pier(&easel, &pier::NIGHT, pier::With::Nothing),
        Place::Dawn => pier::pier(&easel, &pier::DAWN, pier::With::Nothing),
        Place::House => house::house(&easel, true),
        Place::HouseDark => house::house(&easel, false),
        Place::HouseKindling => house::kindling(&easel),
        Place::LampRoom => lamp_room::lamp_room(&easel),
        Place::Deck => deck::deck(&easel),
        Place::Under => under::under(&easel, true),
        Place::UnderDark => under::under(&easel, false),
    }
}
