//! Points and plane transforms: everything is drawn in picture pixels, through one matrix.

/// One point of an outline. A corner stays sharp when a curve runs through it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) corner: bool,
}

impl Point {
    pub(crate) const fn new(x: f32, y: f32) -> Self {
        Self { x, y, corner: false }
    }

    pub(crate) const fn corner(x: f32, y: f32) -> Self {
        Self { x, y, corner: true }
    }

    pub(crate) fn to(self, other: Self, share: f32) -> Self {
        Self::new(lerp(self.x, other.x, share), lerp(self.y, other.y, share))
    }

    pub(crate) fn distance(self, other: Self) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// Reads `"60,10 73,18 84.6,72.2c"`; a `c` marks a corner.
///
/// Shapes are written as text because they are data: the tests read every one of them.
pub(crate) fn points(text: &str) -> Vec<Point> {
    text.split_ascii_whitespace()
        .map(|item| {
            let (body, corner) = match item.strip_suffix('c') {
                Some(body) => (body, true),
                None => (item, false),
            };
            let (x, y) = body.split_once(',').expect("a point is written x,y");
            let number = |part: &str| part.parse().expect("a point is made of two numbers");
            Point { x: number(x), y: number(y), corner }
        })
        .collect()
}

/// A list of points from pairs, for shapes that are computed.
pub(crate) fn through(pairs: &[(f32, f32)]) -> Vec<Point> {
    pairs.iter().map(|&(x, y)| Point::new(x, y)).collect()
}

pub(crate) fn lerp(a: f32, b: f32, share: f32) -> f32 {
    a + (b - a) * share
}

/// Eases in and out between 0 and 1.
pub(crate) fn ease(share: f32) -> f32 {
    let t = share.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// An affine map: x' = a·x + c·y + e, y' = b·x + d·y + f.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Map {
    pub(crate) a: f32,
    pub(crate) b: f32,
    pub(crate) c: f32,
    pub(crate) d: f32,
    pub(crate) e: f32,
    pub(crate) f: f32,
}

impl Map {
    pub(crate) const SAME: Self = Self { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: 0.0, f: 0.0 };

    pub(crate) const fn shift(x: f32, y: f32) -> Self {
        Self { e: x, f: y, ..Self::SAME }
    }

    pub(crate) const fn scale(x: f32, y: f32) -> Self {
        Self { a: x, d: y, ..Self::SAME }
    }

    /// Degrees, clockwise on the screen.
    pub(crate) fn turn(degrees: f32) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self { a: cos, b: sin, c: -sin, d: cos, e: 0.0, f: 0.0 }
    }

    pub(crate) fn turn_about(degrees: f32, x: f32, y: f32) -> Self {
        Self::shift(x, y).then(Self::turn(degrees)).then(Self::shift(-x, -y))
    }

    pub(crate) fn scale_about(factor: f32, x: f32, y: f32) -> Self {
        Self::shift(x, y).then(Self::scale(factor, factor)).then(Self::shift(-x, -y))
    }

    /// The product `self · inner`: `inner` is applied first.
    pub(crate) fn then(self, o: Self) -> Self {
        Self {
            a: self.a * o.a + self.c * o.b,
            b: self.b * o.a + self.d * o.b,
            c: self.a * o.c + self.c * o.d,
            d: self.b * o.c + self.d * o.d,
            e: self.a * o.e + self.c * o.f + self.e,
            f: self.b * o.e + self.d * o.f + self.f,
        }
    }

    pub(crate) fn at(self, x: f32, y: f32) -> (f32, f32) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }

    pub(crate) fn point(self, p: Point) -> Point {
        let (x, y) = self.at(p.x, p.y);
        Point { x, y, corner: p.corner }
    }

    /// How much longer a line gets.
    pub(crate) fn size(self) -> f32 {
        (self.a * self.d - self.b * self.c).abs().sqrt()
    }

    pub(crate) fn inverse(self) -> Self {
        let q = self.a * self.d - self.b * self.c;
        let (a, b, c, d) = (self.d / q, -self.b / q, -self.c / q, self.a / q);
        Self { a, b, c, d, e: -(a * self.e + c * self.f), f: -(b * self.e + d * self.f) }
    }
}
