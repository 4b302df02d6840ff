//! Chance that is the same every time: dice for drawing, smooth noise for flicker and breath.

/// A small generator (splitmix64). Pictures need evenness, not secrecy.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// 0 ≤ value < 1.
    pub(crate) fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    pub(crate) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.share()
    }
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A fixed value in 0..1 for two numbers.
pub(crate) fn hash(seed: u64, n: i64) -> f32 {
    (mix(seed ^ mix(n as u64)) >> 40) as f32 / (1u64 << 24) as f32
}

/// Smooth noise in −1..1; one bump a unit of `t`.
pub(crate) fn smooth(seed: u64, t: f32) -> f32 {
    let whole = t.floor();
    let share = super::geometry::ease(t - whole);
    let (a, b) = (hash(seed, whole as i64), hash(seed, whole as i64 + 1));
    super::geometry::lerp(a, b, share) * 2.0 - 1.0
}

/// The gain of a lamp's glow: never more than fifteen per cent off.
pub(crate) fn flicker(seed: u64, seconds: f32) -> f32 {
    1.0 + 0.09 * smooth(seed, 1.7 * seconds) + 0.04 * smooth(seed ^ 77, 6.1 * seconds)
}
