//! Pixel loops: rows of a bitmap over the frame, parts turned about pivots, light added.
//!
//! Two channels travel in one word, sixteen bits each; the compiler makes vectors of it.

use super::darkroom::Sprite;
use super::geometry::Map;

pub(crate) const WIDTH: usize = 1080;
pub(crate) const HEIGHT: usize = 1920;
pub(crate) const LANES: u32 = 0x00ff_00ff;

/// One frame in the making: opaque, red first.
pub(crate) struct Frame {
    pub(crate) pixels: Vec<u32>,
    line: Vec<u32>,
    /// Columns of the source and their shares, for the zoom.
    columns: Vec<(u32, u32)>,
}

/// Declares a function that runs a loop over pixels. The loop is compiled twice, the second time
/// for wide vectors; that one runs where the processor has them.
macro_rules! wide {
    (fn $name:ident($($arg:ident: $type:ty),* $(,)?) = $plain:path) => {
        fn $name($($arg: $type),*) {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx2")]
                fn with_avx2($($arg: $type),*) {
                    $plain($($arg),*);
                }
                if std::arch::is_x86_feature_detected!("avx2") {
                    #[expect(unsafe_code, reason = "the processor was asked on the line above")]
                    // SAFETY: all that `with_avx2` requires is a processor with AVX2.
                    return unsafe { with_avx2($($arg),*) };
                }
            }
            $plain($($arg),*);
        }
    };
}
pub(crate) use wide;

wide!(fn lay_whole(f: &mut Frame, s: &Sprite, left: i32, top: i32) = Frame::lay_whole);
wide!(fn lay_between(f: &mut Frame, s: &Sprite, at: (i32, i32), w: (u32, u32)) = Frame::lay_between);
wide!(fn turn_rows(f: &mut Frame, s: &Sprite, back: Map, area: [i32; 4]) = Frame::turn_rows);
wide!(fn add_rows(f: &mut Frame, glow: &Sprite, at: (i32, i32), gain: u32) = Frame::add_rows);
wide!(fn zoom_straight(
    f: &mut Frame, out: &mut Frame, back: Map, columns: &[(u32, u32)]
) = Frame::zoom_straight);
wide!(fn zoom_turned(f: &Frame, out: &mut Frame, back: Map) = Frame::zoom_turned);

// Lanes never overflow, but a build that checks for it cannot make vectors: hence `wrapping_`.

/// `over + under`, each lane stopping at 255.
#[inline(always)]
pub(crate) fn add_lanes(a: u32, b: u32) -> u32 {
    let sum = a.wrapping_add(b);
    let full = (sum >> 8) & 0x0001_0001;
    (sum | (full << 8).wrapping_sub(full)) & LANES
}

/// Every lane times `share` of 256.
#[inline(always)]
fn part(lanes: u32, share: u32) -> u32 {
    (lanes.wrapping_mul(share) >> 8) & LANES
}

#[inline(always)]
pub(crate) fn over(under: u32, top: u32) -> u32 {
    let alpha = top >> 24;
    let keep = 256u32.wrapping_sub(alpha).wrapping_sub(alpha >> 7);
    let (even, odd) = (part(under & LANES, keep), part(under >> 8 & LANES, keep));
    add_lanes(even, top & LANES) | add_lanes(odd, top >> 8 & LANES) << 8
}

/// Between two pixels; `share` is 0..=256.
#[inline(always)]
pub(crate) fn mix(a: u32, b: u32, share: u32) -> u32 {
    let rest = 256u32.wrapping_sub(share);
    let between = |a: u32, b: u32| a.wrapping_mul(rest).wrapping_add(b.wrapping_mul(share));
    let even = between(a & LANES, b & LANES) >> 8 & LANES;
    even | between(a >> 8 & LANES, b >> 8 & LANES) & !LANES
}

#[inline(always)]
fn blend(under: &mut [u32], top: &[u32]) {
    for (under, top) in under.iter_mut().zip(top) {
        *under = over(*under, *top);
    }
}

/// Blends a row whose columns `solid` are opaque: those are copied.
#[inline(always)]
fn blend_around(under: &mut [u32], top: &[u32], solid: (usize, usize)) {
    let (from, to) = (solid.0.min(top.len()), solid.1.min(top.len()));
    if from >= to {
        return blend(under, top);
    }
    blend(&mut under[..from], &top[..from]);
    under[from..to].copy_from_slice(&top[from..to]);
    blend(&mut under[to..], &top[to..]);
}

/// A row of a bitmap on its way into the frame.
#[derive(Clone, Copy)]
struct Strip {
    /// Row of the bitmap, its first and last column.
    row: i32,
    from: i32,
    to: i32,
    /// Share of the next pixel, across and down, of 256.
    wx: u32,
    wy: u32,
}

impl Frame {
    pub(crate) fn new() -> Self {
        Self {
            pixels: vec![0xff00_0000; WIDTH * HEIGHT],
            line: vec![0; WIDTH],
            columns: Vec::new(),
        }
    }

    /// Lays a bitmap at rest, moved by whole and part pixels.
    pub(crate) fn lay(&mut self, sprite: &Sprite, dx: f32, dy: f32) {
        if sprite.is_blank() {
            return;
        }
        // A thirty-second of a pixel is not seen, and whole pixels are cheap.
        let (fx, fy) = (sprite.x as f32 + dx + 1.0 / 64.0, sprite.y as f32 + dy + 1.0 / 64.0);
        let (left, top) = (fx.floor(), fy.floor());
        let (wx, wy) = (((fx - left) * 32.0) as u32 * 8, ((fy - top) * 32.0) as u32 * 8);
        if (wx, wy) == (0, 0) {
            lay_whole(self, sprite, left as i32, top as i32);
        } else {
            lay_between(self, sprite, (left as i32, top as i32), (wx, wy));
        }
    }

    #[inline(always)]
    fn lay_whole(&mut self, sprite: &Sprite, left: i32, top: i32) {
        for y in top.max(0)..(top + sprite.height as i32).min(HEIGHT as i32) {
            let row = (y - top) as usize;
            let span = sprite.spans[row];
            let x0 = (left + span.from as i32).max(0);
            let x1 = (left + span.to as i32).min(WIDTH as i32);
            if x0 >= x1 {
                continue;
            }
            let first = row * sprite.width;
            let source = &sprite.pixels[first + (x0 - left) as usize..first + (x1 - left) as usize];
            let solid = |column: u32| (left + column as i32 - x0).max(0) as usize;
            let at = y as usize * WIDTH;
            let under = &mut self.pixels[at + x0 as usize..at + x1 as usize];
            blend_around(under, source, (solid(span.solid_from), solid(span.solid_to)));
        }
    }

    #[inline(always)]
    fn lay_between(&mut self, sprite: &Sprite, (left, top): (i32, i32), (wx, wy): (u32, u32)) {
        let height = sprite.height as i32;
        let last = if wy == 0 { height } else { height + 1 };
        for y in top.max(0)..(top + last).min(HEIGHT as i32) {
            let row = y - top;
            let span = |i: i32| {
                usize::try_from(i)
                    .ok()
                    .and_then(|i| sprite.spans.get(i))
                    .copied()
                    .unwrap_or_default()
            };
            let (here, above) = (span(row), span(if wy == 0 { row } else { row - 1 }));
            let both = here.join(above);
            let x0 = (left + both.from as i32).max(0);
            let x1 = (left + both.to as i32 + 1).min(WIDTH as i32);
            if both.from >= both.to || x0 >= x1 {
                continue;
            }
            let (from, to) = (x0 - left, x1 - left);
            let at = y as usize * WIDTH + x0 as usize;
            self.fill_line(sprite, Strip { row, from, to, wx, wy });
            let count = (to - from) as usize;
            let solid = |column: i32| (column - from).max(0) as usize;
            let (a, b) = (both.solid_from as i32 + 1, both.solid_to as i32);
            let solid = if a < b { (solid(a), solid(b)) } else { (0, 0) };
            blend_around(&mut self.pixels[at..at + count], &self.line[..count], solid);
        }
    }

    /// The pixels of a strip between four neighbours, into the line buffer.
    #[inline(always)]
    fn fill_line(&mut self, s: &Sprite, strip: Strip) {
        let line = |row: i32| -> &[u32] {
            match usize::try_from(row) {
                Ok(row) if row < s.height => &s.pixels[row * s.width..(row + 1) * s.width],
                _ => &[],
            }
        };
        let (here, above) = (line(strip.row), line(strip.row - 1));
        let (wx, wy) = (strip.wx, strip.wy);
        let buffer = &mut self.line[..(strip.to - strip.from) as usize];
        let inner = strip.from >= 1 && strip.to <= s.width as i32;
        let (from, to) = (strip.from.max(0) as usize, strip.to.max(0) as usize);
        if inner && wy == 0 && !here.is_empty() {
            for ((out, a), b) in buffer.iter_mut().zip(&here[from..to]).zip(&here[from - 1..]) {
                *out = mix(*a, *b, wx);
            }
        } else if inner && wx == 0 && !here.is_empty() && !above.is_empty() {
            for ((out, a), b) in buffer.iter_mut().zip(&here[from..to]).zip(&above[from..]) {
                *out = mix(*a, *b, wy);
            }
        } else if inner && !here.is_empty() && !above.is_empty() {
            let low = here[from..to].iter().zip(&here[from - 1..]);
            let high = above[from..to].iter().zip(&above[from - 1..]);
            for ((out, (a, b)), (c, d)) in buffer.iter_mut().zip(low).zip(high) {
                *out = mix(mix(*a, *b, wx), mix(*c, *d, wx), wy);
            }
        } else {
            let get = |row: &[u32], x: i32| {
                usize::try_from(x).ok().and_then(|x| row.get(x)).copied().unwrap_or(0)
            };
            for (out, x) in buffer.iter_mut().zip(strip.from..) {
                let low = mix(get(here, x), get(here, x - 1), wx);
                *out = mix(low, mix(get(above, x), get(above, x - 1), wx), wy);
            }
        }
    }

    /// Lays a bitmap through a map of the picture: turned, scaled, moved.
    pub(crate) fn turn(&mut self, sprite: &Sprite, map: Map) {
        let crooked = (map.a - 1.0).abs() + map.b.abs() + map.c.abs() + (map.d - 1.0).abs();
        if crooked < 2e-4 {
            return self.lay(sprite, map.e, map.f);
        }
        if sprite.is_blank() {
            return;
        }
        let (sx, sy) = (sprite.x as f32, sprite.y as f32);
        let (w, h) = (sprite.width as f32, sprite.height as f32);
        let corners = [(0.0, 0.0), (w, 0.0), (0.0, h), (w, h)].map(|(x, y)| map.at(sx + x, sy + y));
        let low = |f: fn(&(f32, f32)) -> f32| corners.iter().map(f).fold(f32::MAX, f32::min);
        let high = |f: fn(&(f32, f32)) -> f32| corners.iter().map(f).fold(f32::MIN, f32::max);
        let x0 = low(|c| c.0).floor().max(0.0) as i32;
        let x1 = (high(|c| c.0).ceil() as i32 + 1).min(WIDTH as i32);
        let y0 = low(|c| c.1).floor().max(0.0) as i32;
        let y1 = (high(|c| c.1).ceil() as i32 + 1).min(HEIGHT as i32);
        turn_rows(self, sprite, map.inverse(), [x0, x1, y0, y1]);
    }

    #[inline(always)]
    fn turn_rows(&mut self, sprite: &Sprite, back: Map, [x0, x1, y0, y1]: [i32; 4]) {
        let (sx, sy) = (sprite.x as f32, sprite.y as f32);
        for y in y0..y1 {
            let (u, v) = back.at(x0 as f32, y as f32);
            self.turn_row(sprite, (u - sx, v - sy), (back.a, back.b), (x0, x1), y);
        }
    }

    #[inline(always)]
    fn turn_row(
        &mut self,
        s: &Sprite,
        start: (f32, f32),
        step: (f32, f32),
        cols: (i32, i32),
        y: i32,
    ) {
        // Only the columns that land inside the bitmap.
        let (mut from, mut to) = (cols.0 as f32, cols.1 as f32);
        for (at, step, end) in
            [(start.0, step.0, s.width as f32 - 1.01), (start.1, step.1, s.height as f32 - 1.01)]
        {
            if step.abs() < 1e-7 {
                if at < 0.0 || at > end {
                    return;
                }
                continue;
            }
            let (a, b) = ((0.0 - at) / step, (end - at) / step);
            from = from.max(cols.0 as f32 + a.min(b));
            to = to.min(cols.0 as f32 + a.max(b));
        }
        let (first, last) = (from.ceil() as i32, (to.floor() as i32).min(cols.1 - 1));
        if first > last || first >= cols.1 {
            return;
        }
        let skip = (first - cols.0) as f32;
        let fixed = |v: f32| (v * 65536.0) as i32;
        let (mut u, mut v) = (fixed(start.0 + step.0 * skip), fixed(start.1 + step.1 * skip));
        let (du, dv) = (fixed(step.0), fixed(step.1));
        let at = y as usize * WIDTH;
        let (end_u, end_v) = ((s.width as i32 - 1) << 16, (s.height as i32 - 1) << 16);
        for under in &mut self.pixels[at + first as usize..=at + last as usize] {
            if (0..end_u).contains(&u) && (0..end_v).contains(&v) {
                let i = (v >> 16) as usize * s.width + (u >> 16) as usize;
                let (top, low) = (&s.pixels[i..i + 2], &s.pixels[i + s.width..i + s.width + 2]);
                if top[0] | top[1] | low[0] | low[1] != 0 {
                    let (fx, fy) = ((u >> 8 & 255) as u32, (v >> 8 & 255) as u32);
                    let p = mix(mix(top[0], top[1], fx), mix(low[0], low[1], fx), fy);
                    *under = if p >> 24 == 255 { p } else { over(*under, p) };
                }
            }
            u = u.wrapping_add(du);
            v = v.wrapping_add(dv);
        }
    }

    /// Smears every row, as a whip pan does.
    pub(crate) fn smear(&mut self, reach: usize) {
        let count = (2 * reach + 1) as u32;
        let part = |p: u32| [p & 255, p >> 8 & 255, p >> 16 & 255];
        for row in self.pixels.chunks_exact_mut(WIDTH) {
            self.line.copy_from_slice(row);
            let at = |i: isize| part(self.line[i.clamp(0, WIDTH as isize - 1) as usize]);
            let mut sum = [0u32; 3];
            for i in -(reach as isize)..=reach as isize {
                let p = at(i);
                (0..3).for_each(|k| sum[k] += p[k]);
            }
            for (i, out) in row.iter_mut().enumerate() {
                let [r, g, b] = sum.map(|v| v / count);
                *out = 0xff00_0000 | r | g << 8 | b << 16;
                let i = i as isize;
                let (enter, leave) = (at(i + reach as isize + 1), at(i - reach as isize));
                (0..3).for_each(|k| sum[k] = sum[k] + enter[k] - leave[k]);
            }
        }
    }

    /// Adds light: every channel of the sprite times `gain` (0..1), centred at x, y.
    pub(crate) fn add(&mut self, glow: &Sprite, x: f32, y: f32, gain: f32) {
        let gain = (gain * 256.0).clamp(0.0, 256.0) as u32;
        let left = x as i32 - glow.width as i32 / 2;
        let top = y as i32 - glow.height as i32 / 2;
        if gain > 0 {
            add_rows(self, glow, (left, top), gain);
        }
    }

    #[inline(always)]
    fn add_rows(&mut self, glow: &Sprite, (left, top): (i32, i32), gain: u32) {
        for row in top.max(0)..(top + glow.height as i32).min(HEIGHT as i32) {
            let line = (row - top) as usize;
            let span = glow.spans[line];
            let x0 = (left + span.from as i32).max(0);
            let x1 = (left + span.to as i32).min(WIDTH as i32);
            if x0 >= x1 {
                continue;
            }
            let source = line * glow.width;
            let source = &glow.pixels[source + (x0 - left) as usize..source + (x1 - left) as usize];
            let at = row as usize * WIDTH;
            let target = &mut self.pixels[at + x0 as usize..at + x1 as usize];
            for (under, light) in target.iter_mut().zip(source) {
                let (even, odd) = (part(light & LANES, gain), part(light >> 8 & LANES, gain));
                *under = add_lanes(even, *under & LANES) | add_lanes(odd, *under >> 8 & LANES) << 8;
            }
        }
    }

    /// Scales, moves and turns the finished frame into `out`; `back` leads from out to here.
    pub(crate) fn zoom_into(&mut self, out: &mut Self, back: Map) {
        if back.b.abs() < 1e-6 {
            let mut columns = std::mem::take(&mut self.columns);
            columns.clear();
            columns.extend((0..WIDTH).map(|x| {
                let u = (back.a * x as f32 + back.e).clamp(0.0, WIDTH as f32 - 1.01);
                (u as u32, (u.fract() * 256.0) as u32)
            }));
            zoom_straight(self, out, back, &columns);
            self.columns = columns;
        } else {
            zoom_turned(self, out, back);
        }
    }

    /// Without a turn, two rows are mixed at once and then read at the same columns.
    #[inline(always)]
    fn zoom_straight(&mut self, out: &mut Self, back: Map, columns: &[(u32, u32)]) {
        for (y, row) in out.pixels.chunks_exact_mut(WIDTH).enumerate() {
            let v = (back.d * y as f32 + back.f).clamp(0.0, HEIGHT as f32 - 1.01);
            let (top, share) = (v as usize * WIDTH, (v.fract() * 256.0) as u32);
            let rows = self.pixels[top..top + WIDTH].iter().zip(&self.pixels[top + WIDTH..]);
            for (mixed, (a, b)) in self.line.iter_mut().zip(rows) {
                *mixed = mix(*a, *b, share);
            }
            for (out, &(column, share)) in row.iter_mut().zip(columns) {
                let pair = &self.line[column as usize..column as usize + 2];
                *out = mix(pair[0], pair[1], share);
            }
        }
    }

    #[inline(always)]
    fn zoom_turned(&self, out: &mut Self, back: Map) {
        let fixed = |v: f32| (v * 65536.0) as i32;
        let (du, dv) = (fixed(back.a), fixed(back.b));
        let (max_u, max_v) = (((WIDTH as i32 - 1) << 16) - 1, ((HEIGHT as i32 - 1) << 16) - 1);
        for (y, row) in out.pixels.chunks_exact_mut(WIDTH).enumerate() {
            let (u, v) = back.at(0.0, y as f32);
            let (mut u, mut v) = (fixed(u), fixed(v));
            for out in row {
                let (cu, cv) = (u.clamp(0, max_u), v.clamp(0, max_v));
                let i = (cv >> 16) as usize * WIDTH + (cu >> 16) as usize;
                let (top, low) = (&self.pixels[i..i + 2], &self.pixels[i + WIDTH..i + WIDTH + 2]);
                let (fx, fy) = ((cu >> 8 & 255) as u32, (cv >> 8 & 255) as u32);
                *out = mix(mix(top[0], top[1], fx), mix(low[0], low[1], fx), fy);
                u = u.wrapping_add(du);
                v = v.wrapping_add(dv);
            }
        }
    }
}

/// A disc of light that fades to nothing, in a colour `#rrggbb`.
pub(crate) fn glow_sprite(colour: &str, radius: f32) -> Sprite {
    const STEPS: [(f32, f32); 6] =
        [(0.0, 1.0), (0.12, 0.72), (0.3, 0.42), (0.52, 0.2), (0.78, 0.07), (1.0, 0.0)];
    let channel = |i: usize| u32::from_str_radix(&colour[i..i + 2], 16).unwrap_or(255) as f32;
    let rgb = [channel(1), channel(3), channel(5)];
    let size = (radius * 2.0).ceil() as usize;
    let mut pixels = Vec::with_capacity(size * size);
    for y in 0..size {
        for x in 0..size {
            let r = (x as f32 + 0.5 - radius).hypot(y as f32 + 0.5 - radius) / radius;
            let next = STEPS.iter().position(|s| s.0 >= r);
            let level = match next {
                None => 0.0,
                Some(0) => 1.0,
                Some(i) => {
                    let (a, b) = (STEPS[i - 1], STEPS[i]);
                    super::geometry::lerp(a.1, b.1, (r - a.0) / (b.0 - a.0))
                }
            };
            let part = |c: f32| (c * level + 0.5) as u32;
            pixels.push(part(rgb[0]) | part(rgb[1]) << 8 | part(rgb[2]) << 16);
        }
    }
    Sprite { width: size, height: size, pixels, ..Sprite::default() }.measure()
}
