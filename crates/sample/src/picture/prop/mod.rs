//! Things: what the story turns on, and what people hold.

mod household;
mod jade;
pub(crate) mod vehicle;

use super::geometry::Map;
use super::pen::Pen;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Thing {
    /// A phone that rings: Mother's picture on it.
    Phone,
    /// The same phone, its screen dark.
    PhoneDark,
    /// Half of the jade lantern; its broken edge looks to the right.
    Half,
    /// Both halves joined.
    Whole,
    /// Both halves, with a flame inside.
    Lit,
    /// A paper of sale: a child, a seal, a thumb.
    Receipt,
    Ticket,
    Key,
    Knife,
    Fan,
    /// The Lamplighter's pole with its flame.
    Pole,
    /// A lit paper lantern.
    Lantern,
    /// A rope, from a hand down into the water.
    Rope,
    /// A coil of rope about two wrists.
    Bonds,
    /// A rope's end, cut.
    Cut,
    Motorbike,
    /// The red ferry, whole, from the side.
    Ferry,
    /// A black car with its lamps on.
    Car,
    /// Two lamps in the dark.
    Headlights,
    /// A man of ink who watches.
    Watcher,
    /// Lattice doors, the left leaf and the right one.
    Door,
    DoorRight,
    Bell,
    /// A bowl of supper.
    Bowl,
    /// A brazier with a fire.
    Fire,
    /// Steam.
    Puff,
    /// A high-backed chair.
    Chair,
    /// Water thrown up.
    Splash,
    /// Mother with a child in her arms, as a shadow.
    Flight,
    /// A ring of light in which a story is told.
    Moon,
    /// Railing with a gap where it broke.
    BrokenRail,
    Rail,
    /// The roof and post of the ticket window.
    Booth,
    /// Its counter, before whoever sells.
    Counter,
    /// A hand of ink with coins: a passenger.
    Passenger,
    /// Rings of sound that spread.
    Sound,
    /// One note of the song.
    Note,
}

/// How a thing is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grip {
    /// Between palm and fingers, upright.
    Card,
    /// On the palm, upright whatever the hand does.
    Palm,
    /// Through the fist, turned with the hand.
    Fist,
}

/// Light that a thing gives off: colour, radius in its own units, strength.
pub(crate) type Shine = (&'static str, f32, f32);

impl Thing {
    pub(crate) fn grip(self) -> Grip {
        match self {
            Self::Phone | Self::PhoneDark | Self::Receipt | Self::Ticket => Grip::Card,
            Self::Half | Self::Whole | Self::Lit | Self::Bowl => Grip::Palm,
            _ => Grip::Fist,
        }
    }

    /// Its middle, in hand units from the wrist.
    pub(crate) fn in_hand(self) -> (f32, f32) {
        match self {
            Self::Half => (44.0, -38.0),
            Self::Whole | Self::Lit => (44.0, -46.0),
            Self::Bowl => (40.0, -30.0),
            _ => (34.0, 0.0),
        }
    }

    /// Puppet units a unit of the thing, when held.
    pub(crate) fn held_size(self) -> f32 {
        match self {
            Self::Phone | Self::PhoneDark => 0.24,
            Self::Receipt => 0.42,
            Self::Ticket => 0.24,
            Self::Half => 0.9,
            Self::Whole | Self::Lit => 0.86,
            Self::Pole => 0.62,
            Self::Lantern => 0.55,
            Self::Key => 0.42,
            Self::Knife => 0.5,
            Self::Fan => 0.86,
            Self::Bowl => 0.44,
            _ => 0.5,
        }
    }

    /// Degrees from the forearm, for things held in a fist.
    pub(crate) fn held_turn(self) -> f32 {
        match self {
            Self::Pole => -72.0,
            Self::Key => -62.0,
            Self::Knife => -12.0,
            Self::Fan => 28.0,
            Self::Lantern => 60.0,
            _ => 0.0,
        }
    }

    pub(crate) fn shine(self) -> Option<Shine> {
        match self {
            Self::Phone => Some(("#3a9c90", 300.0, 0.34)),
            Self::Half => Some(("#24a468", 120.0, 0.45)),
            Self::Whole => Some(("#24a468", 170.0, 0.45)),
            Self::Lit => Some(("#8a6430", 230.0, 0.5)),
            Self::Lantern => Some(("#ff9a3c", 240.0, 0.7)),
            Self::Fire => Some(("#ff9a3c", 330.0, 0.8)),
            Self::Car => Some(("#b89a68", 360.0, 0.6)),
            _ => None,
        }
    }
}

/// Draws a thing about its middle, in its own units.
pub(crate) fn draw(pen: &mut Pen, thing: Thing) {
    match thing {
        Thing::Phone => jade::phone(pen, true),
        Thing::PhoneDark => jade::phone(pen, false),
        Thing::Half => jade::half(pen),
        Thing::Whole => jade::whole(pen),
        Thing::Lit => jade::lit(pen),
        Thing::Receipt => jade::receipt(pen),
        Thing::Ticket => household::ticket(pen),
        Thing::Key => household::key(pen),
        Thing::Knife => household::knife(pen),
        Thing::Fan => household::fan(pen),
        Thing::Pole => household::pole(pen),
        Thing::Lantern => household::lamp(pen),
        Thing::Rope => household::rope(pen),
        Thing::Bonds => household::bonds(pen),
        Thing::Cut => household::cut(pen),
        Thing::Motorbike => vehicle::motorbike(pen),
        Thing::Ferry => vehicle::ferry(pen),
        Thing::Car => vehicle::car(pen),
        Thing::Headlights => vehicle::headlights(pen),
        Thing::Watcher => household::watcher(pen),
        Thing::Door => household::door(pen),
        Thing::DoorRight => pen.under(Map::scale(-1.0, 1.0), household::door),
        Thing::Note => household::note(pen),
        Thing::Bell => household::bell(pen),
        Thing::Bowl => household::bowl(pen),
        Thing::Fire => household::fire(pen),
        Thing::Puff => household::puff(pen),
        Thing::Chair => household::chair(pen),
        Thing::Splash => household::splash(pen),
        Thing::Flight => household::flight(pen),
        Thing::Moon => household::moon(pen),
        Thing::BrokenRail => household::rail(pen, true),
        Thing::Rail => household::rail(pen, false),
        Thing::Booth => household::booth(pen),
        Thing::Counter => household::counter(pen),
        Thing::Passenger => household::passenger(pen),
        Thing::Sound => household::sound(pen),
    }
}
