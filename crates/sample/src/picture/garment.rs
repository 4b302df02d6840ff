//! Cut hide: cloth in the lamp's gradient, holes clipped to it, a bright inner edge, a dark one.

use super::geometry::{Point, lerp, through};
use super::ornament::flower;
use super::pen::{Paint, Pen};

/// How light falls in one shot: a warm key, a cool fill, the colour of rims. Picture pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Light {
    pub(crate) key: (f32, f32),
    pub(crate) reach: f32,
    pub(crate) fill: (f32, f32),
    pub(crate) fill_reach: f32,
    pub(crate) cool: &'static str,
    pub(crate) rim: &'static str,
    pub(crate) rim_width: f32,
}

impl Light {
    pub(crate) const fn lamp(x: f32, y: f32, reach: f32) -> Self {
        Self {
            key: (x, y),
            reach,
            fill: (x, y + 300.0),
            fill_reach: 10.0,
            cool: "#bff5e6",
            rim: "#fff6dc",
            rim_width: 1.2,
        }
    }

    /// A gradient around the lamp, at a multiple of its reach.
    pub(crate) fn paint(&self, pen: &mut Pen, stretch: f32, list: &[(f32, &str)]) -> Paint {
        pen.radial(self.key.0, self.key.1, self.reach * stretch, list)
    }

    /// Cloth: four colours from the lamp outwards.
    pub(crate) fn cloth(&self, pen: &mut Pen, c: [&str; 4]) -> Paint {
        self.paint(
            pen,
            1.45,
            &[(0.0, c[0]), (0.16, c[0]), (0.34, c[1]), (0.56, c[2]), (0.82, c[3]), (1.0, c[3])],
        )
    }

    /// The light that comes through holes.
    pub(crate) fn holes(&self, pen: &mut Pen, c: [&str; 4]) -> Paint {
        let last = format!("{}60", c[3]);
        self.paint(
            pen,
            1.45,
            &[(0.0, c[0]), (0.24, c[1]), (0.46, c[2]), (0.72, c[3]), (1.0, &last)],
        )
    }

    /// Skin: bright towards the lamp, dark away from it.
    pub(crate) fn skin(&self, pen: &mut Pen, c: [&str; 4]) -> Paint {
        self.paint(pen, 1.0, &[(0.0, c[0]), (0.3, c[0]), (0.52, c[1]), (0.78, c[2]), (1.0, c[3])])
    }

    pub(crate) fn hair(&self, pen: &mut Pen, c: [&str; 3]) -> Paint {
        self.paint(pen, 1.15, &[(0.0, c[0]), (0.45, c[1]), (1.0, c[2])])
    }

    /// The cold light on the fronts of faces.
    pub(crate) fn cold(&self, pen: &mut Pen) -> Paint {
        let at = |alpha: &str| format!("{}{alpha}", self.cool);
        let (a, b, c, d) = (at("50"), at("34"), at("10"), at("00"));
        pen.radial(
            self.fill.0,
            self.fill.1,
            self.fill_reach,
            &[(0.0, &a), (0.3, &b), (0.65, &c), (1.0, &d)],
        )
    }
}

/// What a garment is cut from.
#[derive(Clone)]
pub(crate) struct Hide {
    pub(crate) cloth: Paint,
    pub(crate) holes: Paint,
    pub(crate) ink: &'static str,
    /// Width of the cut edge, picture pixels.
    pub(crate) edge: f32,
    /// Strength of the bright inner edge, 0..1.
    pub(crate) glow: f32,
}

impl Hide {
    pub(crate) fn with(&self, cloth: &str) -> Self {
        Self { cloth: cloth.to_owned(), ..self.clone() }
    }

    pub(crate) fn glowing(&self, glow: f32) -> Self {
        Self { glow, ..self.clone() }
    }
}

/// Cuts one garment and draws its pattern clipped to it.
pub(crate) fn garment(
    pen: &mut Pen,
    points: &[Point],
    hide: &Hide,
    pattern: impl FnOnce(&mut Pen, &str),
) {
    let outline = pen.path(points, true);
    pen.fill(&outline, &hide.cloth, 1.0);
    pen.clip(&outline, |pen| {
        pattern(pen, &hide.holes);
        if hide.glow > 0.0 {
            pen.stroke(&outline, &hide.holes, hide.edge * 5.0, hide.glow * 0.22);
            pen.stroke(&outline, &hide.holes, hide.edge * 2.0, hide.glow);
        }
    });
    pen.stroke(&outline, hide.ink, hide.edge, 1.0);
}

pub(crate) fn plain(_: &mut Pen, _: &str) {}

/// The disc that says "puppet" and hides a seam.
pub(crate) fn joint(pen: &mut Pen, x: f32, y: f32, r: f32, hide: &Hide) {
    pen.dot(x, y, r, hide.ink, 1.0);
    pen.dot(x, y, r * 0.86, &hide.cloth, 0.35);
    flower(pen, x, y, r * 0.7, &hide.holes, 6, 0.95);
}

/// A control rod, from the wrist out of the picture.
pub(crate) fn rod(pen: &mut Pen, from: (f32, f32), to: (f32, f32), width: f32) {
    let bend = (lerp(from.0, to.0, 0.5) + 4.0, lerp(from.1, to.1, 0.5));
    pen.brush(&through(&[from, bend, to]), &[width * 0.7, width, width * 1.2], "#0a0506", 1.0);
    let shine = through(&[(from.0 - width * 0.2, from.1), (to.0 - width * 0.2, to.1)]);
    pen.brush(&shine, &[0.5, width * 0.3, 0.5], "#d99a56", 0.5);
}
