//! The last passes: bloom, the map of cloth and vignette that is fixed to the screen, I420.

use super::compose::{Frame, HEIGHT, LANES, WIDTH, add_lanes, mix, wide};
use super::darkroom::soften;
use super::geometry::{ease, lerp};
use super::noise::hash;

const SMALL_W: usize = WIDTH / 8;
const SMALL_H: usize = HEIGHT / 8;

pub(crate) struct Grade {
    /// Vignette times cloth; 128 leaves a pixel as it is.
    map: Vec<u8>,
    bloom: Vec<u32>,
    wide: Vec<u32>,
}

wide!(fn spill(grade: &mut Grade, frame: &mut Frame) = Grade::spill);
wide!(fn convert(grade: &Grade, frame: &Frame, exposure: f32, i420: &mut [u8]) = Grade::convert);

impl Grade {
    pub(crate) fn new(seed: u64) -> Self {
        Self { map: cloth(seed), bloom: vec![0; SMALL_W * SMALL_H], wide: Vec::new() }
    }

    /// Light spills over from what is brighter than half.
    pub(crate) fn bloom(&mut self, frame: &mut Frame) {
        spill(self, frame);
    }

    #[inline(always)]
    fn spill(&mut self, frame: &mut Frame) {
        for (y, row) in self.bloom.chunks_exact_mut(SMALL_W).enumerate() {
            for (x, out) in row.iter_mut().enumerate() {
                *out = bright_part(&frame.pixels, x * 8, y * 8);
            }
        }
        self.wide.clear();
        self.wide.extend_from_slice(&self.bloom);
        soften(&mut self.bloom, SMALL_W, 2.5);
        soften(&mut self.wide, SMALL_W, 8.0);
        for (near, far) in self.bloom.iter_mut().zip(&self.wide) {
            *near = weighted(*near, *far);
        }
        let mut line = [0u32; SMALL_W + 1];
        for (y, row) in frame.pixels.chunks_exact_mut(WIDTH).enumerate() {
            let place = (y as f32 - 3.5) / 8.0;
            let top = place.floor().max(0.0) as usize;
            let share = ((place - top as f32).max(0.0) * 256.0) as u32;
            let low = (top + 1).min(SMALL_H - 1);
            let (high, low) = (&self.bloom[top * SMALL_W..], &self.bloom[low * SMALL_W..]);
            for ((out, a), b) in line.iter_mut().zip(&high[..SMALL_W]).zip(low) {
                *out = mix(*a, *b, share);
            }
            line[SMALL_W] = line[SMALL_W - 1];
            add_line(row, &line);
        }
    }

    /// Grades the frame and writes it as I420, BT.709, limited range.
    pub(crate) fn write(&self, frame: &Frame, exposure: f32, i420: &mut [u8]) {
        convert(self, frame, exposure, i420);
    }

    #[inline(always)]
    fn convert(&self, frame: &Frame, exposure: f32, i420: &mut [u8]) {
        let light = (exposure.clamp(0.0, 1.0) * 256.0) as u32;
        let (luma, chroma) = i420.split_at_mut(WIDTH * HEIGHT);
        let (blue, red) = chroma.split_at_mut(WIDTH * HEIGHT / 4);
        let mut pair = [[0u32; WIDTH]; 2];
        for half in 0..HEIGHT / 2 {
            for (k, out) in pair.iter_mut().enumerate() {
                let at = (half * 2 + k) * WIDTH;
                let (pixels, map) = (&frame.pixels[at..at + WIDTH], &self.map[at..at + WIDTH]);
                grade_row(out, pixels, map, light);
                write_luma(&mut luma[at..at + WIDTH], out);
            }
            let at = half * WIDTH / 2;
            let to = at + WIDTH / 2;
            write_chroma(&mut blue[at..to], &mut red[at..to], &pair);
        }
    }

    /// The graded picture as red, green, blue, alpha bytes.
    pub(crate) fn rgba(&self, frame: &Frame) -> Vec<u8> {
        let mut row = [0u32; WIDTH];
        let mut out = Vec::with_capacity(WIDTH * HEIGHT * 4);
        for y in 0..HEIGHT {
            let at = y * WIDTH;
            grade_row(&mut row, &frame.pixels[at..at + WIDTH], &self.map[at..at + WIDTH], 256);
            out.extend(row.iter().flat_map(|p| (p | 0xff00_0000).to_le_bytes()));
        }
        out
    }
}

/// A black picture.
pub(crate) fn black(i420: &mut [u8]) {
    let (luma, chroma) = i420.split_at_mut(WIDTH * HEIGHT);
    luma.fill(16);
    chroma.fill(128);
}

/// The mean of an eight by eight block (every other pixel), less what is dark.
#[inline(always)]
fn bright_part(pixels: &[u32], x: usize, y: usize) -> u32 {
    let mut sum = [0u32; 3];
    for row in (y..y + 8).step_by(2) {
        for p in pixels[row * WIDTH + x..row * WIDTH + x + 8].iter().step_by(2) {
            sum[0] += p & 255;
            sum[1] += p >> 8 & 255;
            sum[2] += p >> 16 & 255;
        }
    }
    let [r, g, b] = sum.map(|v| v / 16);
    let over = r.max(g).max(b).saturating_sub(128) * 2;
    let part = |v: u32| v * over / 255;
    part(r) | part(g) << 8 | part(b) << 16
}

#[inline(always)]
fn weighted(near: u32, far: u32) -> u32 {
    let part = |shift: u32| ((near >> shift & 255) * 54 + (far >> shift & 255) * 66) >> 8;
    part(0) | part(8) << 8 | part(16) << 16
}

#[inline(always)]
fn add_line(row: &mut [u32], line: &[u32; SMALL_W + 1]) {
    for (block, pair) in row.chunks_exact_mut(8).zip(line.windows(2)) {
        if pair[0] | pair[1] == 0 {
            continue;
        }
        for (p, share) in block.iter_mut().zip([0, 32, 64, 96, 128, 160, 192, 224]) {
            let light = mix(pair[0], pair[1], share);
            *p = add_lanes(*p & LANES, light & LANES)
                | add_lanes(*p >> 8 & LANES, light >> 8 & LANES) << 8;
        }
    }
}

#[inline(always)]
fn grade_row(out: &mut [u32; WIDTH], pixels: &[u32], map: &[u8], light: u32) {
    for ((out, p), level) in out.iter_mut().zip(pixels).zip(map) {
        let k = u32::from(*level).wrapping_mul(light) >> 8;
        let part = |v: u32| ((v & 255).wrapping_mul(k) >> 7).min(255);
        *out = part(*p) | part(p >> 8) << 8 | part(p >> 16) << 16;
    }
}

/// A weighted sum of red, green and blue, of 256.
#[inline(always)]
fn weigh([r, g, b]: [i32; 3], weights: [i32; 3], base: i32) -> u8 {
    let sum = r
        .wrapping_mul(weights[0])
        .wrapping_add(g.wrapping_mul(weights[1]))
        .wrapping_add(b.wrapping_mul(weights[2]));
    (sum.wrapping_add(base) >> 8) as u8
}

#[inline(always)]
fn write_luma(out: &mut [u8], row: &[u32; WIDTH]) {
    for (y, p) in out.iter_mut().zip(row) {
        let rgb = [p & 255, p >> 8 & 255, p >> 16 & 255].map(|v| v as i32);
        *y = weigh(rgb, [47, 157, 16], 4224);
    }
}

#[inline(always)]
fn write_chroma(blue: &mut [u8], red: &mut [u8], pair: &[[u32; WIDTH]; 2]) {
    let tops = pair[0].chunks_exact(2).zip(pair[1].chunks_exact(2));
    for ((u, v), (top, low)) in blue.iter_mut().zip(red).zip(tops) {
        let four = [top[0], top[1], low[0], low[1]];
        let mean = |shift: u32| {
            let sum = four.iter().fold(0u32, |sum, p| sum.wrapping_add(p >> shift & 255));
            (sum >> 2) as i32
        };
        let rgb = [mean(0), mean(8), mean(16)];
        *u = weigh(rgb, [-26, -87, 112], 32896);
        *v = weigh(rgb, [112, -102, -10], 32896);
    }
}

/// Noise in five sizes, the weave of a cloth, a vignette around the faces.
fn cloth(seed: u64) -> Vec<u8> {
    let layers = [(1, 0.35f32), (2, 0.3), (5, 0.25), (14, 0.35), (60, 0.5)];
    let mut map = Vec::with_capacity(WIDTH * HEIGHT);
    let mut line = vec![0f32; WIDTH];
    let weave = |i: usize| 0.22 * (i as f32 * std::f32::consts::TAU / 5.0).sin();
    for y in 0..HEIGHT {
        line.fill(weave(y));
        for (n, &(size, strength)) in layers.iter().enumerate() {
            add_noise(&mut line, seed ^ n as u64, y, size, strength);
        }
        let dy = ((y as f32 / HEIGHT as f32 - 0.42) / 0.78).powi(2);
        for (x, noise) in line.iter().enumerate() {
            let far = ((x as f32 / WIDTH as f32 - 0.5) / 0.78).powi(2) + dy;
            let vignette = (1.0 - 0.62 * (far - 0.12).max(0.0)).clamp(0.25, 1.0);
            let level = vignette * (1.0 + 0.022 * (noise + weave(x)));
            map.push((level * 128.0 + 0.5).clamp(0.0, 255.0) as u8);
        }
    }
    map
}

fn add_noise(line: &mut [f32], seed: u64, y: usize, size: usize, strength: f32) {
    let row = (y / size) as i64;
    let share = ease((y % size) as f32 / size as f32);
    let knots: Vec<f32> = (0..=WIDTH / size + 1)
        .map(|i| {
            let at = |r: i64| hash(seed, r * 4099 + i as i64) * 3.4 - 1.7;
            lerp(at(row), at(row + 1), share)
        })
        .collect();
    for (x, out) in line.iter_mut().enumerate() {
        let part = ease((x % size) as f32 / size as f32);
        *out += strength * lerp(knots[x / size], knots[x / size + 1], part);
    }
}
