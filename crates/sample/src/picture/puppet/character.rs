//! What tells one figure from another: points, colours, hair and dress.

use super::super::garment::{Hide, Light};
use super::super::pen::Pen;

/// Hair, beard or dress, drawn in puppet units (crown y=0, chin y≈98, facing +x).
pub(crate) type Draw = fn(&mut Pen, &Light);

/// A body in its hide.
pub(crate) type Dress = fn(&mut Pen, &Light, &Hide);

/// Ornament of a sleeve: pen, hole paint, length, width, whether it is the forearm.
pub(crate) type SleevePattern = fn(&mut Pen, &str, f32, f32, bool);

pub(crate) struct Character {
    /// Forehead to the corner of the mouth.
    pub(crate) upper: &'static str,
    /// Corner of the mouth to the hinge of the jaw.
    pub(crate) lower: &'static str,
    pub(crate) skin: [&'static str; 4],
    pub(crate) skin_ink: &'static str,
    /// Upper and lower lip.
    pub(crate) lips: (&'static str, &'static str),
    pub(crate) iris: &'static str,
    pub(crate) nails: &'static str,
    pub(crate) brow: &'static str,
    pub(crate) male: bool,
    pub(crate) old: bool,
    pub(crate) cloth: [&'static str; 4],
    pub(crate) holes: [&'static str; 4],
    pub(crate) ink: &'static str,
    /// How far a sleeve hangs from the wrist, in puppet units.
    pub(crate) drape: f32,
    pub(crate) hair_back: Draw,
    pub(crate) hair_front: Draw,
    /// What hangs from the jaw.
    pub(crate) beard: Draw,
    /// The body of a close shot, down to y=420.
    pub(crate) bust: Dress,
    /// The whole figure, down to y≈575.
    pub(crate) full: Dress,
    pub(crate) sleeve: SleevePattern,
}

impl Character {
    pub(crate) fn hide(&self, pen: &mut Pen, light: &Light, edge: f32) -> Hide {
        Hide {
            cloth: light.cloth(pen, self.cloth),
            holes: light.holes(pen, self.holes),
            ink: self.ink,
            edge,
            glow: 0.5,
        }
    }
}
