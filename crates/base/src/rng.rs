use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use rand_chacha::ChaCha12Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng};

/// A source of chance that may be shared. The program seeds it from the machine, a test from a
/// number: then everything that follows from chance is the same every time.
#[derive(Clone)]
pub struct Rng(Arc<Mutex<ChaCha12Rng>>);

impl Rng {
    /// Chance that nobody can guess, if the seed is one.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(Arc::new(Mutex::new(ChaCha12Rng::from_seed(seed))))
    }

    /// The same numbers every time.
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(ChaCha12Rng::seed_from_u64(seed))))
    }

    /// Fills the bytes with chance.
    pub fn fill(&self, bytes: &mut [u8]) {
        // The generator is valid after every call, so a panic elsewhere does not spoil it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes);
    }

    /// 128 bits of chance.
    pub fn u128(&self) -> u128 {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        u128::from_be_bytes(bytes)
    }
}

impl fmt::Debug for Rng {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The state predicts every secret to come: it is never shown.
        f.write_str("Rng")
    }
}
