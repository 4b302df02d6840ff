//! Wave files.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::buffer::{RATE, Stereo};

const CHANNELS: u16 = 2;
const BYTES_A_SAMPLE: u16 = 2;

/// Writes 16 bits a sample.
pub(crate) fn write_wav(path: &Path, sound: &Stereo) -> io::Result<()> {
    let frame = CHANNELS * BYTES_A_SAMPLE;
    let bytes = u32::try_from(sound.len() * usize::from(frame)).map_err(io::Error::other)?;
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(b"RIFF")?;
    out.write_all(&(36 + bytes).to_le_bytes())?;
    out.write_all(b"WAVEfmt \x10\0\0\0\x01\0")?;
    out.write_all(&CHANNELS.to_le_bytes())?;
    out.write_all(&RATE.to_le_bytes())?;
    out.write_all(&(RATE * u32::from(frame)).to_le_bytes())?;
    out.write_all(&frame.to_le_bytes())?;
    out.write_all(&(8 * BYTES_A_SAMPLE).to_le_bytes())?;
    out.write_all(b"data")?;
    out.write_all(&bytes.to_le_bytes())?;
    for (left, right) in sound.left.iter().zip(&sound.right) {
        out.write_all(&whole(*left).to_le_bytes())?;
        out.write_all(&whole(*right).to_le_bytes())?;
    }
    out.into_inner()?.sync_all()
}

fn whole(sample: f32) -> i16 {
    // A cast of a float stays within the range.
    (sample * f32::from(i16::MAX)).round() as i16
}
