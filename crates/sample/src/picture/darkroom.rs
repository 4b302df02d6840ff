//! Turns drawings into bitmaps, once: resvg draws, a box blur softens, empty rows are marked.

use super::pen::Pen;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

/// A cropped bitmap, premultiplied, four bytes a pixel in the order red, green, blue, alpha.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sprite {
    /// Where its left top pixel lies in the picture at rest.
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) pixels: Vec<u32>,
    pub(crate) spans: Vec<Span>,
}

/// The used columns of a row, and its longest run of opaque ones.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Span {
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) solid_from: u32,
    pub(crate) solid_to: u32,
}

impl Span {
    fn of(row: &[u32]) -> Self {
        let used = |p: &u32| *p != 0;
        let Some(from) = row.iter().position(used) else { return Self::default() };
        let to = row.iter().rposition(used).unwrap_or(from) + 1;
        let (mut best, mut start) = ((0, 0), from);
        let ends = row[from..to].iter().map(|p| p >> 24 != 255).chain([true]);
        for (x, ends) in (from..).zip(ends) {
            if ends {
                if x - start > best.1 - best.0 {
                    best = (start, x);
                }
                start = x + 1;
            }
        }
        Self {
            from: from as u32,
            to: to as u32,
            solid_from: best.0 as u32,
            solid_to: best.1 as u32,
        }
    }

    /// What two rows use together, and what is opaque in both.
    pub(crate) fn join(self, other: Self) -> Self {
        if self.to == 0 || other.to == 0 {
            let used = if self.to == 0 { other } else { self };
            return Self { solid_from: 0, solid_to: 0, ..used };
        }
        Self {
            from: self.from.min(other.from),
            to: self.to.max(other.to),
            solid_from: self.solid_from.max(other.solid_from),
            solid_to: self.solid_to.min(other.solid_to),
        }
    }
}

impl Sprite {
    pub(crate) fn is_blank(&self) -> bool {
        self.pixels.is_empty()
    }

    pub(crate) fn measure(mut self) -> Self {
        self.spans = self.pixels.chunks_exact(self.width.max(1)).map(Span::of).collect();
        self
    }
}

/// The part of the plane that is kept: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Window(pub(crate) [i32; 4]);

impl Window {
    /// The picture with a margin on every side, for planes that move.
    pub(crate) const fn plane(margin: i32) -> Self {
        Self([-margin, -margin, 1080 + margin, 1920 + margin])
    }

    /// Room for parts that come in from outside.
    pub(crate) const PART: Self = Self([-560, -560, 1640, 2400]);
}

/// Develops drawings; the same drawing is developed once.
#[derive(Default)]
pub(crate) struct Darkroom {
    known: HashMap<u64, (Rc<Sprite>, u32)>,
    age: u32,
}

impl Darkroom {
    /// Forgets what the last shot did not use.
    pub(crate) fn new_shot(&mut self) {
        self.age += 1;
        let age = self.age;
        self.known.retain(|_, (_, used)| *used + 2 > age);
    }

    pub(crate) fn develop(&mut self, pen: &Pen, window: Window, blur: f32) -> Rc<Sprite> {
        if pen.is_blank() {
            return Rc::new(Sprite::default());
        }
        let svg = pen.svg();
        let mut hasher = DefaultHasher::new();
        (&svg, window, blur.to_bits()).hash(&mut hasher);
        let age = self.age;
        let (sprite, used) = self
            .known
            .entry(hasher.finish())
            .or_insert_with(|| (Rc::new(develop(&svg, window, blur)), age));
        *used = age;
        Rc::clone(sprite)
    }
}

impl Darkroom {
    /// Layers with a softness each, from far to near, as one bitmap.
    pub(crate) fn develop_layers(&mut self, layers: &[(Pen, f32)], window: Window) -> Rc<Sprite> {
        if let [(pen, blur)] = layers {
            return self.develop(pen, window, *blur);
        }
        let mut hasher = DefaultHasher::new();
        for (pen, blur) in layers {
            (pen.svg(), window, blur.to_bits()).hash(&mut hasher);
        }
        let age = self.age;
        let (sprite, used) = self
            .known
            .entry(hasher.finish())
            .or_insert_with(|| (Rc::new(merge(layers, window)), age));
        *used = age;
        Rc::clone(sprite)
    }
}

/// Bitmaps laid over one another, as one.
pub(crate) fn flatten(sprites: &[Rc<Sprite>], window: Window) -> Sprite {
    let mut out = blank(window);
    for sprite in sprites {
        lay_on(&mut out, sprite);
    }
    out.measure()
}

fn blank(Window([left, top, right, bottom]): Window) -> Sprite {
    let (width, height) = ((right - left) as usize, (bottom - top) as usize);
    let pixels = vec![0; width * height];
    Sprite { x: left, y: top, width, height, pixels, spans: Vec::new() }
}

/// Lays one bitmap on another that is at least as large.
fn lay_on(under: &mut Sprite, layer: &Sprite) {
    for (row, span) in layer.spans.iter().enumerate() {
        let (from, to) = (span.from as usize, span.to as usize);
        let y = (layer.y - under.y) as usize + row;
        let at = y * under.width + (layer.x - under.x) as usize;
        let source = &layer.pixels[row * layer.width..(row + 1) * layer.width];
        for (under, over) in under.pixels[at + from..at + to].iter_mut().zip(&source[from..to]) {
            *under = super::compose::over(*under, *over);
        }
    }
}

fn merge(layers: &[(Pen, f32)], window: Window) -> Sprite {
    let mut out = blank(window);
    for (pen, blur) in layers.iter().filter(|(pen, _)| !pen.is_blank()) {
        lay_on(&mut out, &develop(&pen.svg(), window, *blur));
    }
    out.measure()
}

/// Draws an SVG into the smallest bitmap that holds it, within the window.
pub(crate) fn develop(svg: &str, window: Window, blur: f32) -> Sprite {
    let tree = Tree::from_str(svg, &Options::default()).expect("the pen writes valid SVG");
    let bounds = tree.root().abs_layer_bounding_box();
    let Window([left, top, right, bottom]) = window;
    let soft = (blur * 2.5).ceil() as i32 + 2;
    let x = (bounds.left().floor() as i32 - soft).max(left);
    let y = (bounds.top().floor() as i32 - soft).max(top);
    let width = (bounds.right().ceil() as i32 + soft).min(right) - x;
    let height = (bounds.bottom().ceil() as i32 + soft).min(bottom) - y;
    if width <= 0 || height <= 0 {
        return Sprite::default();
    }
    let mut map = Pixmap::new(width as u32, height as u32).expect("the size is positive");
    resvg::render(&tree, Transform::from_translate(-x as f32, -y as f32), &mut map.as_mut());
    let mut pixels: Vec<u32> =
        map.data().chunks_exact(4).map(|p| u32::from_le_bytes([p[0], p[1], p[2], p[3]])).collect();
    if blur > 0.0 {
        soften(&mut pixels, width as usize, blur);
    }
    Sprite { x, y, width: width as usize, height: height as usize, pixels, spans: Vec::new() }
        .measure()
}

/// Three box blurs make a bell curve of about `sigma` pixels.
pub(crate) fn soften(pixels: &mut [u32], width: usize, sigma: f32) {
    let height = pixels.len() / width;
    let reach = ((sigma * sigma * 4.0 + 1.0).sqrt() / 2.0).round().max(1.0) as usize;
    let mut other = vec![0u32; pixels.len()];
    for _ in 0..3 {
        for (from, to) in pixels.chunks_exact(width).zip(other.chunks_exact_mut(width)) {
            smear_row(from, to, reach);
        }
        smear_columns(&other, pixels, width, height, reach);
    }
}

fn split(p: u32) -> [u32; 4] {
    [p & 255, p >> 8 & 255, p >> 16 & 255, p >> 24]
}

fn smear_row(from: &[u32], to: &mut [u32], reach: usize) {
    let n = from.len();
    let count = (2 * reach + 1) as u32;
    let mut sum = [0u32; 4];
    let at = |i: isize| split(from[i.clamp(0, n as isize - 1) as usize]);
    for i in -(reach as isize)..=reach as isize {
        let p = at(i);
        (0..4).for_each(|k| sum[k] += p[k]);
    }
    for i in 0..n as isize {
        to[i as usize] = join(sum, count);
        let (enter, leave) = (at(i + reach as isize + 1), at(i - reach as isize));
        (0..4).for_each(|k| sum[k] = sum[k] + enter[k] - leave[k]);
    }
}

fn smear_columns(from: &[u32], to: &mut [u32], width: usize, height: usize, reach: usize) {
    let count = (2 * reach + 1) as u32;
    let mut sums = vec![[0u32; 4]; width];
    let row = |i: isize| {
        let y = i.clamp(0, height as isize - 1) as usize;
        &from[y * width..(y + 1) * width]
    };
    for i in -(reach as isize)..=reach as isize {
        for (sum, p) in sums.iter_mut().zip(row(i)) {
            let p = split(*p);
            (0..4).for_each(|k| sum[k] += p[k]);
        }
    }
    for y in 0..height as isize {
        let (enter, leave) = (row(y + reach as isize + 1), row(y - reach as isize));
        let out = &mut to[y as usize * width..(y as usize + 1) * width];
        for x in 0..width {
            out[x] = join(sums[x], count);
            let (e, l) = (split(enter[x]), split(leave[x]));
            (0..4).for_each(|k| sums[x][k] = sums[x][k] + e[k] - l[k]);
        }
    }
}

fn join(sum: [u32; 4], count: u32) -> u32 {
    let half = count / 2;
    let [r, g, b, a] = sum.map(|v| (v + half) / count);
    r | g << 8 | b << 16 | a << 24
}
