//! Catmull-Rom curves as cubics: ten to twenty points make a silhouette.

use super::geometry::Point;

/// One cubic piece: from, two handles, to.
pub(crate) type Piece = [Point; 4];

/// The tangent at `b`, between its neighbours; none at a corner or an end.
fn tangent(a: Point, b: Point, c: Point) -> (f32, f32) {
    let reach = a.distance(b).max(1e-6) + b.distance(c).max(1e-6);
    ((c.x - a.x) / reach, (c.y - a.y) / reach)
}

pub(crate) fn pieces(points: &[Point], closed: bool) -> Vec<Piece> {
    let n = points.len();
    let count = if closed { n } else { n.saturating_sub(1) };
    (0..count).map(|i| piece(points, i, closed)).collect()
}

fn piece(points: &[Point], i: usize, closed: bool) -> Piece {
    let n = points.len();
    let (from, to) = (points[i], points[(i + 1) % n]);
    let start_free = (i > 0 || closed) && !from.corner;
    let end_free = (i + 2 < n || closed) && !to.corner;
    let stretch = from.distance(to).max(1e-6) / 3.0 * 1.05;
    let leave = if start_free { tangent(points[(i + n - 1) % n], from, to) } else { (0.0, 0.0) };
    let arrive = if end_free { tangent(from, to, points[(i + 2) % n]) } else { (0.0, 0.0) };
    let mut first = Point::new(from.x + leave.0 * stretch, from.y + leave.1 * stretch);
    let mut second = Point::new(to.x - arrive.0 * stretch, to.y - arrive.1 * stretch);
    if !start_free {
        first = from.to(second, 0.4);
    }
    if !end_free {
        second = to.to(first, 0.4);
    }
    [from, first, second, to]
}

/// About `count` points along the curve, ends included.
pub(crate) fn sample(points: &[Point], count: usize) -> Vec<Point> {
    let pieces = pieces(points, false);
    let per = (count / pieces.len().max(1)).max(3);
    let mut out = Vec::with_capacity(per * pieces.len() + 1);
    for [a, b, c, d] in &pieces {
        for step in 0..per {
            let t = step as f32 / per as f32;
            let u = 1.0 - t;
            let w = [u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t];
            out.push(Point::new(
                w[0] * a.x + w[1] * b.x + w[2] * c.x + w[3] * d.x,
                w[0] * a.y + w[1] * b.y + w[2] * c.y + w[3] * d.y,
            ));
        }
    }
    out.extend(points.last().map(|p| Point::new(p.x, p.y)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::geometry::points;

    #[test]
    fn a_curve_goes_through_its_points() {
        let line = points("0,0 10,4 20,0c 30,9");
        let curve = pieces(&line, false);
        assert_eq!(curve.len(), 3);
        for (i, piece) in curve.iter().enumerate() {
            assert_eq!((piece[0].x, piece[3].x), (line[i].x, line[i + 1].x));
        }
    }

    #[test]
    fn samples_end_where_the_curve_ends() {
        let line = points("0,0 10,4 20,0");
        let found = sample(&line, 24);
        assert_eq!((found[0].x, found[found.len() - 1].x), (0.0, 20.0));
        assert!(found.windows(2).all(|pair| pair[1].x > pair[0].x));
    }
}
