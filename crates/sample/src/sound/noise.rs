//! Noise, and the small irregularities that make a sound alive.

/// Endless numbers that look random: the same for the same seed. They are material, like the
/// grain of wood, and no secret.
#[derive(Clone, Debug)]
pub(crate) struct Noise(u64);

impl Noise {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed ^ 0x9e37_79b9_7f4a_7c15)
    }

    /// Another one that has nothing to do with this one.
    pub(crate) fn fork(&self, name: u64) -> Self {
        let mut other = Self(self.0 ^ name.wrapping_mul(0xd134_2543_de82_ef95));
        other.bits();
        Self(other.bits())
    }

    /// From -1 to 1, all equally likely: white noise.
    pub(crate) fn white(&mut self) -> f32 {
        // 24 bits are what a float holds exactly.
        (self.bits() >> 40) as f32 / 8_388_608.0 - 1.0
    }

    /// From `low` to `high`.
    pub(crate) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * (self.white() * 0.5 + 0.5)
    }

    /// So many samples of white noise.
    pub(crate) fn samples(&mut self, count: usize) -> Vec<f32> {
        (0..count).map(|_| self.white()).collect()
    }

    fn bits(&mut self) -> u64 {
        // SplitMix64, by Sebastiano Vigna, in the public domain.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        it ^ (it >> 31)
    }
}
