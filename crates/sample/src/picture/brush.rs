//! The tapered stroke: locks of hair, brows, fingers, cords and ink lines are all this.

use super::geometry::{Point, lerp};
use super::spline;
use std::f32::consts::PI;

/// The outline of a stroke along `line` (picture pixels), `widths` spread evenly along it.
pub(crate) fn outline(line: &[Point], widths: &[f32], detail: usize) -> Vec<Point> {
    let path = spline::sample(line, detail);
    let last = path.len() - 1;
    let mut right = Vec::with_capacity(path.len() * 2 + 16);
    let mut left = Vec::with_capacity(path.len());
    for (i, p) in path.iter().enumerate() {
        let (a, b) = (path[i.saturating_sub(1)], path[(i + 1).min(last)]);
        let length = a.distance(b).max(1e-6);
        let half = width_at(widths, i as f32 / last as f32) / 2.0;
        let (nx, ny) = ((b.y - a.y) / length * half, (b.x - a.x) / length * half);
        right.push(Point::new(p.x - nx, p.y + ny));
        left.push(Point::new(p.x + nx, p.y - ny));
    }
    cap(&mut right, path[last], path[last - 1], widths[widths.len() - 1]);
    right.extend(left.into_iter().rev());
    cap(&mut right, path[0], path[1], widths[0]);
    right
}

fn width_at(widths: &[f32], share: f32) -> f32 {
    let place = share * (widths.len() - 1) as f32;
    let i = (place as usize).min(widths.len().saturating_sub(2));
    let t = place - i as f32;
    lerp(widths[i], widths[(i + 1).min(widths.len() - 1)], t * t * (3.0 - 2.0 * t))
}

/// A round end, but not for strokes that end in a hair's width.
fn cap(out: &mut Vec<Point>, end: Point, before: Point, width: f32) {
    if width <= 1.6 {
        return;
    }
    let length = end.distance(before).max(1e-6);
    let (dx, dy) = ((end.x - before.x) / length, (end.y - before.y) / length);
    let half = width / 2.0;
    for step in 1..8 {
        let (sin, cos) = (PI * step as f32 / 8.0).sin_cos();
        out.push(Point::new(
            end.x + dx * half * sin - dy * half * cos,
            end.y + dy * half * sin + dx * half * cos,
        ));
    }
}
