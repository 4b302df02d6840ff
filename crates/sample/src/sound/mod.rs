//! All that is heard: voices, music, weather, and what happens. Made of numbers alone, the same
//! for the same seed.

mod bed;
mod buffer;
mod dialogue;
mod effect;
#[cfg(test)]
mod envelope;
mod filter;
mod instrument;
mod loudness;
mod mix;
mod noise;
mod reverb;
mod scene;
mod score;
mod surroundings;
mod wav;

pub(crate) use buffer::{RATE, samples};
#[cfg(test)]
pub(crate) use envelope::envelope;
pub(crate) use mix::mix;
pub(crate) use wav::write_wav;

#[cfg(test)]
mod tests;
