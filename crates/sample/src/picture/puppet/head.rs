//! The head in profile: jaw behind, upper face, one large eye, ear. Hair comes from the character.

use super::super::garment::Light;
use super::super::geometry::{Map, Point, points, through};
use super::super::pen::{Paint, Pen};
use super::character::Character;
use super::swimmer;

/// The hinge of the jaw and the pivot of the head, in puppet units.
const JAW: (f32, f32) = (48.0, 66.0);
pub(crate) const NECK: (f32, f32) = (44.0, 88.0);

/// What a face does. Lids: 0 open, 2 shut; `low` lifts the lower lid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Face {
    pub(crate) lid: f32,
    pub(crate) low: f32,
    /// Inner and outer end of the brow, raised.
    pub(crate) brow: (f32, f32),
    pub(crate) gaze: (f32, f32),
    pub(crate) smile: f32,
    pub(crate) tear: bool,
}

/// Everything the parts of one head share.
pub(crate) struct Head<'a> {
    pub(crate) character: &'a Character,
    pub(crate) light: &'a Light,
    pub(crate) map: Map,
    /// How much larger the eye is drawn.
    pub(crate) eye: f32,
    /// Weight of the contour, in puppet units.
    pub(crate) line: f32,
    /// Under water: Mei's hair streams up.
    pub(crate) adrift: bool,
}

impl Head<'_> {
    fn skin(&self, pen: &mut Pen) -> [Paint; 3] {
        let shade = pen.linear(
            self.map.at(84.0, 60.0),
            self.map.at(34.0, 50.0),
            &[(0.0, "#4a0f1c00"), (0.4, "#4a0f1c10"), (0.75, "#3a0c1a66"), (1.0, "#2a0814b0")],
        );
        [self.light.skin(pen, self.character.skin), self.light.cold(pen), shade]
    }

    /// A whole head at once, for pictures of people inside the picture.
    pub(crate) fn portrait(&self, pen: &mut Pen, face: &Face) {
        pen.flat(self.map, |pen| {
            self.draw_back(pen);
            self.draw_jaw(pen, 0.0);
            self.draw_upper(pen, face);
        });
    }

    pub(crate) fn hair_back(&self) -> Pen {
        let mut pen = Pen::on(self.map);
        self.draw_back(&mut pen);
        pen
    }

    fn draw_back(&self, pen: &mut Pen) {
        if self.adrift {
            swimmer::hair_back(pen, self.light);
        } else {
            (self.character.hair_back)(pen, self.light);
        }
    }

    /// The jaw turned by `degrees`, with the mouth it opens.
    pub(crate) fn jaw(&self, degrees: f32) -> Pen {
        let mut pen = Pen::on(self.map);
        self.draw_jaw(&mut pen, degrees);
        pen
    }

    /// Upper face, eye, ear, front hair and brow.
    pub(crate) fn upper(&self, face: &Face) -> Pen {
        let mut pen = Pen::on(self.map);
        self.draw_upper(&mut pen, face);
        pen
    }

    fn draw_jaw(&self, pen: &mut Pen, degrees: f32) {
        let skin = self.skin(pen);
        let lower = points(self.character.lower);
        let hinge = Map::turn_about(degrees, JAW.0, JAW.1);
        pen.under(hinge, |pen| self.jaw_bone(pen, &lower, &skin));
        if degrees > 1.5 {
            let lip = hinge.at(85.3, 81.0);
            let back = hinge.at(79.0, 81.6);
            pen.facet(&through(&[(78.2, 80.2), (85.6, 79.4), lip, back]), "#2a060c", 1.0);
            pen.brush(&points("80.4,80.6 85,80.8"), &[0.8, 1.5], "#fff3dc", 0.9);
        }
        pen.under(hinge, |pen| (self.character.beard)(pen, self.light));
    }

    fn jaw_bone(&self, pen: &mut Pen, lower: &[Point], skin: &[Paint; 3]) {
        let mut bone = lower.to_vec();
        bone.extend(points("50,58 70,66c"));
        let outline = pen.path(&bone, true);
        for paint in skin {
            pen.fill(&outline, paint, 1.0);
        }
        let w = self.line;
        let ink = self.character.skin_ink;
        pen.brush(&lower[1..], &[w * 0.7, w * 1.5, w * 1.3, w * 1.6, w * 1.4, w * 0.5], ink, 1.0);
        let chin: Vec<Point> =
            lower[4..8].iter().map(|p| Point::new(p.x - 1.8, p.y - 0.6)).collect();
        let r = self.light.rim_width;
        pen.brush(&chin, &[0.1, 0.7 * r, 0.6 * r, 0.1], self.light.rim, 0.75);
        let (corner, a, b, c) = (lower[0], lower[1], lower[2], lower[3]);
        let lip = [
            Point::corner(corner.x + 1.2, corner.y + 0.3),
            Point::new(a.x, a.y + 0.2),
            Point::new(b.x - 0.5, b.y - 0.2),
            Point::new(c.x + 0.2, c.y - 1.2),
            Point::new(corner.x + 3.5, corner.y + 2.6),
        ];
        let strength = if self.character.male { 0.5 } else { 0.95 };
        pen.shape(&lip, self.character.lips.1, strength);
    }

    fn draw_upper(&self, pen: &mut Pen, face: &Face) {
        let skin = self.skin(pen);
        let profile = points(self.character.upper);
        self.cheek(pen, &profile, &skin);
        self.lip_and_nose(pen, &profile, face);
        let grown = Map::scale_about(self.eye, 70.0, 53.0);
        pen.under(grown, |pen| self.eye(pen, face));
        if self.character.old {
            self.years(pen);
        }
        if face.tear {
            let drop = points("73.6,60.4c 75.2,65 73.6,67.2 72,65");
            pen.shape(&drop, "#eafff8", 0.95);
        }
        self.ear(pen, &skin[0]);
        if self.adrift {
            swimmer::hair_front(pen, self.light);
        } else {
            (self.character.hair_front)(pen, self.light);
        }
        self.brow(pen, face);
    }

    fn cheek(&self, pen: &mut Pen, profile: &[Point], skin: &[Paint; 3]) {
        let mut whole = profile.to_vec();
        whole.extend(points("70,82.6 60,80 50,74 44,64 38,40 46,16"));
        let outline = pen.path(&whole, true);
        for paint in skin {
            pen.fill(&outline, paint, 1.0);
        }
        let (x, y) = self.map.at(66.0, 70.0);
        let warm = if self.character.male { "#c0452e40" } else { "#e0352e66" };
        let blush = pen.radial(
            x,
            y,
            17.0 * self.map.size(),
            &[(0.0, warm), (0.5, "#d8433a28"), (1.0, "#d8433a00")],
        );
        pen.fill(&outline, &blush, 1.0);
        let w = self.line;
        let edge = &profile[..profile.len() - 1];
        let widths = [w * 0.4, w * 1.3, w * 1.5, w * 1.2, w * 1.7, w * 1.2, w * 1.1];
        pen.brush(edge, &widths, self.character.skin_ink, 1.0);
        let rim: Vec<Point> =
            profile[2..10].iter().map(|p| Point::new(p.x - 1.7, p.y + 0.1)).collect();
        let r = self.light.rim_width;
        pen.brush(&rim, &[0.1, 1.2 * r, 0.7 * r, 1.7 * r, 0.2], self.light.rim, 0.9);
    }

    fn lip_and_nose(&self, pen: &mut Pen, profile: &[Point], face: &Face) {
        let under_nose = profile.len() - 5;
        let mouth = profile[profile.len() - 1];
        let [base, a, b, c] = [0, 1, 2, 3].map(|i| profile[under_nose + i]);
        let lip = [
            mouth,
            Point::new(a.x - 1.2, a.y + 0.6),
            Point::new(b.x - 0.4, b.y - 0.2),
            Point::corner(c.x - 0.3, c.y + 0.2),
            Point::new(mouth.x + 3.0, mouth.y - 0.6),
        ];
        let strength = if self.character.male { 0.6 } else { 0.97 };
        pen.shape(&lip, self.character.lips.0, strength);
        let ink = self.character.skin_ink;
        let slit = through(&[
            (mouth.x - 1.6, mouth.y - 0.4 - face.smile * 1.4),
            (mouth.x + 2.0, mouth.y - 0.1),
            (c.x - 0.3, c.y + 0.4),
        ]);
        pen.brush(&slit, &[0.2, 1.0, 0.7], ink, 1.0);
        let (x, y) = (base.x, base.y);
        let wing = through(&[
            (x - 3.6, y - 4.6),
            (x - 4.6, y - 2.0),
            (x - 2.2, y - 0.5),
            (x + 0.4, y - 1.4),
        ]);
        pen.brush(&wing, &[0.2, 1.0, 0.9, 0.3], ink, 0.9);
    }

    fn eye(&self, pen: &mut Pen, face: &Face) {
        let (l, low) = (face.lid, face.low);
        let white = [
            Point::corner(58.0, 53.2 + l * 0.6),
            Point::new(65.0, 48.4 + l * 4.2),
            Point::new(72.0, 47.6 + l * 5.0),
            Point::corner(76.6, 50.6 + l * 3.0),
            Point::new(76.8, 54.5),
            Point::new(74.4, 58.6 - low * 2.2),
            Point::new(67.5, 58.9 - low * 3.0),
            Point::new(61.0, 56.6 - low),
        ];
        if l > 1.8 {
            self.shut_eye(pen, l, low);
        } else {
            let outline = pen.path(&white, true);
            pen.fill(&outline, "#fff8e6", 1.0);
            pen.clip(&outline, |pen| self.iris(pen, face));
        }
        let end = if self.character.male { (56.6, 53.4) } else { (51.6, 52.4) };
        let lid = through(&[
            (77.6, 52.4 + l * 3.0),
            (75.4, 48.6 + l * 3.6),
            (71.0, 46.9 + l * 4.9),
            (64.5, 47.6 + l * 4.2),
            (57.6, 52.6 + l * 0.7),
            end,
        ]);
        let widths: &[f32] = if self.character.male {
            &[0.6, 1.9, 2.3, 2.4, 1.8, 0.2]
        } else {
            &[0.6, 2.0, 2.8, 3.1, 2.5, 0.2]
        };
        pen.brush(&lid, widths, "#160609", 1.0);
        let ink = self.character.skin_ink;
        let below = through(&[
            (76.6, 54.6),
            (74.4, 58.8 - low * 2.2),
            (67.5, 59.2 - low * 3.0),
            (60.5, 57.0 - low),
        ]);
        pen.brush(&below, &[0.7, 0.9, 0.8, 0.2], ink, 0.85);
        let l = l.min(1.0);
        let fold = through(&[
            (76.0, 45.6 + l * 3.2),
            (70.0, 43.4 + l * 3.6),
            (63.0, 44.4 + l * 3.2),
            (57.0, 48.2 + l),
        ]);
        pen.brush(&fold, &[0.1, 0.8, 0.8, 0.1], "#4a1e20", 0.75);
    }

    fn shut_eye(&self, pen: &mut Pen, l: f32, low: f32) {
        let lid = [
            Point::corner(57.0, 53.0),
            Point::new(65.0, 47.6),
            Point::new(72.0, 47.0),
            Point::corner(77.2, 52.6),
            Point::new(74.4, 47.8 + l * 5.0),
            Point::new(66.0, 57.6 - low),
        ];
        let skin = self.light.skin(pen, self.character.skin);
        pen.shape(&lid, &skin, 1.0);
        pen.shape(&lid, "#8a3a3a", 0.16);
    }

    fn iris(&self, pen: &mut Pen, face: &Face) {
        let (x, y) = (71.4 + face.gaze.0, 53.4 + face.gaze.1);
        let oval = |pen: &mut Pen, x, y, rx, ry, paint: &str, alpha| {
            let outline = pen.oval(x, y, rx, ry);
            pen.fill(&outline, paint, alpha);
        };
        oval(pen, x, y, 4.5, 6.0, "#1c0f12", 1.0);
        oval(pen, x + 0.2, y + 1.2, 3.5, 4.4, self.character.iris, 0.75);
        oval(pen, x + 0.3, y + 0.2, 2.1, 3.1, "#0c0608", 1.0);
        let l = face.lid;
        let shadow = through(&[
            (57.0, 52.6 + l * 0.6),
            (65.0, 50.2 + l * 4.4),
            (72.0, 49.2 + l * 5.2),
            (78.0, 52.0 + l * 3.0),
        ]);
        pen.brush(&shadow, &[1.0, 3.2, 3.2, 1.5], "#3a1a1e", 0.45);
        oval(pen, x + 1.7, y - 2.2, 1.25, 1.6, "#ffffff", 1.0);
        oval(pen, x - 1.4, y + 2.8, 0.7, 0.7, "#ffffff", 0.8);
    }

    fn years(&self, pen: &mut Pen) {
        let ink = self.character.skin_ink;
        for dy in [0.0, 2.8, 5.4] {
            let line =
                through(&[(55.0, 54.0 + dy * 0.6), (50.0, 54.0 + dy), (46.5, 53.0 + dy * 1.5)]);
            pen.brush(&line, &[0.5, 0.6, 0.1], ink, 0.6);
        }
        pen.brush(&points("83,70 79,75 76.6,81"), &[0.2, 1.0, 0.1], ink, 0.7);
        pen.brush(&points("75,60 69,63 63,62"), &[0.1, 0.8, 0.1], ink, 0.55);
    }

    fn ear(&self, pen: &mut Pen, skin: &str) {
        let ink = self.character.skin_ink;
        pen.shape(&points("47,56 42.6,53.4 39,57 40,64 43,70 46.5,70 47.6,64"), skin, 1.0);
        let rim = points("47,56 42.6,53.4 39,57 40,64 43,70 46.5,70");
        pen.brush(&rim, &[0.5, 1.1, 1.1, 0.6], ink, 1.0);
        pen.brush(&points("45,58 42.4,57.6 42.4,62 44.6,65.4"), &[0.2, 0.9, 0.2], ink, 0.8);
    }

    fn brow(&self, pen: &mut Pen, face: &Face) {
        let (inner, outer) = face.brow;
        let w = if self.character.male { 3.3 } else { 1.9 };
        let line = through(&[
            (79.2, 43.2 - inner),
            (74.0, 40.6 - inner * 0.8),
            (66.0, 38.6 - (inner + outer) / 2.0),
            (57.5, 41.8 - outer),
        ]);
        pen.brush(&line, &[0.8, w, w * 1.05, 0.2], self.character.brow, 1.0);
    }
}
