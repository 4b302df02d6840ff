//! The pen writes one drawing as SVG, in picture pixels: the matrix is applied here, so that
//! every gradient stays in the picture around the lamp and one light falls on everything.

use super::brush;
use super::geometry::{Map, Point};
use super::spline;
use std::collections::HashMap;
use std::fmt::Write;

/// A colour written `#rrggbb` or `#rrggbbaa`, or a gradient the pen made.
pub(crate) type Paint = String;

#[derive(Default)]
pub(crate) struct Pen {
    defs: String,
    body: String,
    map: Option<Map>,
    ids: usize,
    known: HashMap<String, Paint>,
}

fn opacity(colour: &str) -> (&str, f32) {
    if colour.len() == 9 && colour.starts_with('#') {
        let alpha = u8::from_str_radix(&colour[7..], 16).unwrap_or(255);
        return (&colour[..7], f32::from(alpha) / 255.0);
    }
    (colour, 1.0)
}

fn stops(list: &[(f32, &str)]) -> String {
    list.iter().fold(String::new(), |mut out, (at, colour)| {
        let (colour, alpha) = opacity(colour);
        _ = write!(out, "<stop offset='{at:.3}' stop-color='{colour}' stop-opacity='{alpha:.3}'/>");
        out
    })
}

impl Pen {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn on(map: Map) -> Self {
        Self { map: Some(map), ..Self::default() }
    }

    pub(crate) fn map(&self) -> Map {
        self.map.unwrap_or(Map::SAME)
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.body.is_empty()
    }

    /// Draws with `inner` applied before the matrix in force.
    pub(crate) fn under(&mut self, inner: Map, draw: impl FnOnce(&mut Self)) {
        let before = self.map();
        self.map = Some(before.then(inner));
        draw(self);
        self.map = Some(before);
    }

    /// Draws in picture pixels, whatever matrix is in force.
    pub(crate) fn flat(&mut self, map: Map, draw: impl FnOnce(&mut Self)) {
        let before = self.map();
        self.map = Some(map);
        draw(self);
        self.map = Some(before);
    }

    pub(crate) fn svg(&self) -> String {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='1080' height='1920'><defs>{}</defs>{}</svg>",
            self.defs, self.body
        )
    }

    // ---- outlines ----

    pub(crate) fn path(&self, points: &[Point], closed: bool) -> String {
        let map = self.map();
        let placed: Vec<Point> = points.iter().map(|&p| map.point(p)).collect();
        let pieces = spline::pieces(&placed, closed);
        let mut out = String::with_capacity(pieces.len() * 40);
        if let Some(first) = pieces.first() {
            _ = write!(out, "M{:.1} {:.1}", first[0].x, first[0].y);
        }
        for [_, b, c, d] in &pieces {
            _ = write!(out, "C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}", b.x, b.y, c.x, c.y, d.x, d.y);
        }
        if closed {
            out.push('Z');
        }
        out
    }

    pub(crate) fn polygon(&self, points: &[Point]) -> String {
        let map = self.map();
        straight(&points.iter().map(|&p| map.point(p)).collect::<Vec<_>>())
    }

    pub(crate) fn oval(&self, x: f32, y: f32, rx: f32, ry: f32) -> String {
        const K: f32 = 0.5523;
        let map = self.map();
        let at = |dx: f32, dy: f32| {
            let (x, y) = map.at(x + dx * rx, y + dy * ry);
            format!("{x:.2} {y:.2} ")
        };
        let arc = |a: (f32, f32), b: (f32, f32), c: (f32, f32)| {
            format!("C{}{}{}", at(a.0, a.1), at(b.0, b.1), at(c.0, c.1))
        };
        format!(
            "M{}{}{}{}{}Z",
            at(1.0, 0.0),
            arc((1.0, K), (K, 1.0), (0.0, 1.0)),
            arc((-K, 1.0), (-1.0, K), (-1.0, 0.0)),
            arc((-1.0, -K), (-K, -1.0), (0.0, -1.0)),
            arc((K, -1.0), (1.0, -K), (1.0, 0.0))
        )
    }

    pub(crate) fn circle(&self, x: f32, y: f32, r: f32) -> String {
        self.oval(x, y, r, r)
    }

    /// The outline of a tapered stroke; widths are in the units of the matrix in force.
    pub(crate) fn stroke_outline(&self, line: &[Point], widths: &[f32], detail: usize) -> String {
        let map = self.map();
        let size = map.size();
        let placed: Vec<Point> = line.iter().map(|&p| map.point(p)).collect();
        let widths: Vec<f32> = widths.iter().map(|w| w * size).collect();
        straight(&brush::outline(&placed, &widths, detail))
    }

    // ---- paint ----

    fn gradient(&mut self, key: String, element: impl FnOnce(&str) -> String) -> Paint {
        if let Some(paint) = self.known.get(&key) {
            return paint.clone();
        }
        self.ids += 1;
        let id = format!("g{}", self.ids);
        self.defs.push_str(&element(&id));
        let paint = format!("url(#{id})");
        self.known.insert(key, paint.clone());
        paint
    }

    /// A radial gradient; centre and radius in picture pixels.
    pub(crate) fn radial(&mut self, x: f32, y: f32, r: f32, list: &[(f32, &str)]) -> Paint {
        let stops = stops(list);
        self.gradient(format!("r{x:.1},{y:.1},{r:.1}{stops}"), |id| {
            format!(
                "<radialGradient id='{id}' gradientUnits='userSpaceOnUse' cx='{x:.1}' cy='{y:.1}' r='{r:.1}'>{stops}</radialGradient>"
            )
        })
    }

    /// A linear gradient between two points in picture pixels.
    pub(crate) fn linear(
        &mut self,
        from: (f32, f32),
        to: (f32, f32),
        list: &[(f32, &str)],
    ) -> Paint {
        let stops = stops(list);
        self.gradient(format!("l{from:?}{to:?}{stops}"), |id| {
            format!(
                "<linearGradient id='{id}' gradientUnits='userSpaceOnUse' x1='{:.1}' y1='{:.1}' x2='{:.1}' y2='{:.1}'>{stops}</linearGradient>",
                from.0, from.1, to.0, to.1
            )
        })
    }

    /// A radial gradient in the units of the matrix in force.
    pub(crate) fn radial_here(&mut self, x: f32, y: f32, r: f32, list: &[(f32, &str)]) -> Paint {
        let ((x, y), size) = (self.map().at(x, y), self.map().size());
        self.radial(x, y, r * size, list)
    }

    /// A linear gradient in the units of the matrix in force.
    pub(crate) fn linear_here(
        &mut self,
        from: (f32, f32),
        to: (f32, f32),
        list: &[(f32, &str)],
    ) -> Paint {
        let (from, to) = (self.map().at(from.0, from.1), self.map().at(to.0, to.1));
        self.linear(from, to, list)
    }

    pub(crate) fn fill(&mut self, outline: &str, paint: &str, alpha: f32) {
        let (paint, own) = opacity(paint);
        _ = write!(self.body, "<path d='{outline}' fill='{paint}'");
        self.close(alpha * own, "fill-opacity");
    }

    /// Strokes an outline; the width is in picture pixels.
    pub(crate) fn stroke(&mut self, outline: &str, paint: &str, width: f32, alpha: f32) {
        let (paint, own) = opacity(paint);
        _ = write!(
            self.body,
            "<path d='{outline}' fill='none' stroke='{paint}' stroke-width='{width:.1}' stroke-linejoin='round' stroke-linecap='round'"
        );
        self.close(alpha * own, "stroke-opacity");
    }

    fn close(&mut self, alpha: f32, name: &str) {
        if alpha < 0.999 {
            _ = write!(self.body, " {name}='{alpha:.3}'");
        }
        self.body.push_str("/>");
    }

    pub(crate) fn clip(&mut self, outline: &str, draw: impl FnOnce(&mut Self)) {
        self.ids += 1;
        let id = self.ids;
        _ = write!(self.defs, "<clipPath id='c{id}'><path d='{outline}'/></clipPath>");
        _ = write!(self.body, "<g clip-path='url(#c{id})'>");
        draw(self);
        self.body.push_str("</g>");
    }

    // ---- shorthands ----

    pub(crate) fn brush(&mut self, line: &[Point], widths: &[f32], paint: &str, alpha: f32) {
        let detail = (line.len() * 9).max(16);
        let outline = self.stroke_outline(line, widths, detail);
        self.fill(&outline, paint, alpha);
    }

    pub(crate) fn shape(&mut self, points: &[Point], paint: &str, alpha: f32) {
        let outline = self.path(points, true);
        self.fill(&outline, paint, alpha);
    }

    pub(crate) fn facet(&mut self, points: &[Point], paint: &str, alpha: f32) {
        let outline = self.polygon(points);
        self.fill(&outline, paint, alpha);
    }

    pub(crate) fn dot(&mut self, x: f32, y: f32, r: f32, paint: &str, alpha: f32) {
        let outline = self.circle(x, y, r);
        self.fill(&outline, paint, alpha);
    }

    /// A rectangle in the units of the matrix in force.
    pub(crate) fn block(&mut self, x: f32, y: f32, w: f32, h: f32, paint: &str, alpha: f32) {
        let corners = [
            Point::new(x, y),
            Point::new(x + w, y),
            Point::new(x + w, y + h),
            Point::new(x, y + h),
        ];
        self.facet(&corners, paint, alpha);
    }

    /// Soft light as plain paint, for what is baked into a plane.
    pub(crate) fn halo(&mut self, x: f32, y: f32, r: f32, colour: &str, alpha: f32) {
        let steps = [(0.0, 1.0), (0.12, 0.72), (0.3, 0.42), (0.52, 0.2), (0.78, 0.07), (1.0, 0.0)];
        let colours: Vec<(f32, String)> = steps
            .iter()
            .map(|&(at, a)| (at, format!("{colour}{:02x}", (255.0 * alpha * a) as u8)))
            .collect();
        let list: Vec<(f32, &str)> = colours.iter().map(|(at, c)| (*at, c.as_str())).collect();
        let (px, py) = self.map().at(x, y);
        let paint = self.radial(px, py, r * self.map().size(), &list);
        self.dot(x, y, r, &paint, 1.0);
    }
}

fn straight(points: &[Point]) -> String {
    let mut out = String::with_capacity(points.len() * 12);
    for (i, p) in points.iter().enumerate() {
        _ = write!(out, "{}{:.1} {:.1}", if i == 0 { 'M' } else { 'L' }, p.x, p.y);
    }
    out.push('Z');
    out
}
