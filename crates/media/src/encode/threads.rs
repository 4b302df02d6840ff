/// In how many threads each part of one encoding runs. Left to themselves, the decoder, every filter
/// and every encoder start some for each core, and each thread keeps frames: on a machine of many
/// cores that outgrows the memory that a run may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Threads {
    /// Of the decoder.
    pub(super) decoder: usize,
    /// Of each filter.
    pub(super) filter: usize,
    /// Of each encoder.
    pub(super) encoder: usize,
}

const DECODER_MAX: usize = 6;
const FILTER_MAX: usize = 4;
/// A ladder has several encoders, which run beside each other.
const ENCODER_MAX: usize = 12;

impl Threads {
    /// What the programs choose themselves on a small machine: one more than cores to decode in, half
    /// as many again to encode in.
    pub(super) fn on(cores: usize) -> Self {
        Self {
            decoder: (cores + 1).min(DECODER_MAX),
            filter: cores.min(FILTER_MAX),
            encoder: (cores * 3 / 2).clamp(1, ENCODER_MAX),
        }
    }
}
