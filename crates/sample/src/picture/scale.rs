//! Cuts a finished picture to another format and brings it to size.

use super::Rgb;
use super::compose::{HEIGHT, WIDTH};
use super::geometry::lerp;

/// The largest part of the right shape, its middle as near to row `heart` as it can be.
pub(crate) fn cut(rgba: &[u8], width: u32, height: u32, heart: f32) -> Rgb {
    let (width, height) = (width.max(1), height.max(1));
    let shape = width as f32 / height as f32;
    let (whole_w, whole_h) = (WIDTH as f32, HEIGHT as f32);
    let (w, h) = if shape * whole_h > whole_w {
        (whole_w, whole_w / shape)
    } else {
        (whole_h * shape, whole_h)
    };
    let (left, top) = ((whole_w - w) / 2.0, (heart - h / 2.0).clamp(0.0, whole_h - h));
    let (step_x, step_y) = (w / width as f32, h / height as f32);
    let mut pixels = Vec::with_capacity(width as usize * height as usize * 3);
    for y in 0..height {
        for x in 0..width {
            let at = (left + (x as f32 + 0.5) * step_x, top + (y as f32 + 0.5) * step_y);
            pixels.extend(sample(rgba, at.0 - 0.5, at.1 - 0.5));
        }
    }
    Rgb { width, height, pixels }
}

/// Between four neighbours.
fn sample(rgba: &[u8], x: f32, y: f32) -> [u8; 3] {
    let (x, y) = (x.clamp(0.0, WIDTH as f32 - 1.01), y.clamp(0.0, HEIGHT as f32 - 1.01));
    let (column, row) = (x as usize, y as usize);
    std::array::from_fn(|channel| {
        let get = |dx: usize, dy: usize| {
            f32::from(rgba[((row + dy) * WIDTH + column + dx) * 4 + channel])
        };
        let top = lerp(get(0, 0), get(1, 0), x.fract());
        let low = lerp(get(0, 1), get(1, 1), x.fract());
        (lerp(top, low, y.fract()) + 0.5) as u8
    })
}
