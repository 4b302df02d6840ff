//! The sample tables of a plain MP4 with one track.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use mp4_atom::{Atom, Codec, FourCC, Header, Moov, ReadFrom, Stbl, StszSamples, Trak};

use super::boxes;

/// A `moov` box of 180 s stays far below this, in bytes.
const MOOV_MAX: u64 = 16 << 20;
/// 180 s of sound at 96 kHz in the shortest frames, or of pictures at 240 a second.
const SAMPLES_MAX: usize = 200_000;
/// An episode lasts 180 s, and nothing longer than this is decoded.
const SECONDS_MAX: u64 = 600;
/// ffmpeg writes four or five boxes beside each other.
const BOXES_MAX: usize = 1000;

/// The file is not the plain MP4 with one track that the encoder was asked for.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// It could not be read.
    #[error("could not read the encoded file")]
    Io(#[from] std::io::Error),
    /// A box is broken.
    #[error("the encoded file is broken")]
    Mp4(#[from] mp4_atom::Error),
    /// Something that must be there is not, or is absurd.
    #[error("the encoded file {0}")]
    Unexpected(&'static str),
}

/// One encoded frame of pictures or sound.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    pub(crate) offset: u64,
    pub(crate) bytes: u32,
    pub(crate) decode_time: u64,
    pub(crate) duration: u32,
    /// When it is shown, in ticks, as the sample tables say, before any shift.
    pub(crate) shown: i64,
    pub(crate) keyframe: bool,
}

/// A plain MP4.
pub(crate) struct Source {
    pub(crate) trak: Trak,
    pub(crate) samples: Vec<Sample>,
    /// How much of the beginning the edit list leaves out, in ticks.
    pub(crate) skipped: u64,
}

impl Source {
    pub(crate) fn read(file: &File) -> Result<Self, SourceError> {
        let moov = read_moov(file)?;
        let [trak] = <[Trak; 1]>::try_from(moov.trak)
            .map_err(|_| SourceError::Unexpected("does not hold exactly one track"))?;
        let samples = samples(&trak.mdia.minf.stbl)?;
        check(&samples, trak.mdia.mdhd.timescale, file.metadata()?.len())?;
        Ok(Self { samples, skipped: skipped(&trak)?, trak })
    }

    pub(crate) fn timescale(&self) -> u32 {
        self.trak.mdia.mdhd.timescale
    }

    pub(crate) fn codec(&self) -> Result<&Codec, SourceError> {
        let codecs = &self.trak.mdia.minf.stbl.stsd.codecs;
        codecs.first().ok_or(SourceError::Unexpected("does not name its codec"))
    }
}

fn read_moov(file: &File) -> Result<Moov, SourceError> {
    let mut reader = BufReader::new(file);
    reader.seek(SeekFrom::Start(0))?;
    let end = file.metadata()?.len();
    let mut at = 0;
    for _ in 0..BOXES_MAX {
        if at >= end {
            break;
        }
        reader.seek(SeekFrom::Start(at))?;
        let header = Header::read_from(&mut reader)?;
        let body = reader.stream_position()?;
        let size = header.size.map_or(end - body, |it| it as u64);
        if header.kind == Moov::KIND {
            if size > MOOV_MAX {
                return Err(SourceError::Unexpected("has absurd sample tables"));
            }
            let moov = boxes::needed(&bytes_of(&mut reader, size)?)?;
            return Ok(Moov::decode_body(&mut moov.as_slice())?);
        }
        if header.kind == FourCC::new(b"moof") {
            return Err(SourceError::Unexpected("is fragmented already"));
        }
        at = body.checked_add(size).ok_or(SourceError::Unexpected("has a box without end"))?;
    }
    Err(SourceError::Unexpected("has no sample tables: it was not written to its end"))
}

/// One edit that leaves out the beginning is what encoders need to say. An empty one would mean
/// that the track begins late, several that it is put together of pieces.
fn skipped(trak: &Trak) -> Result<u64, SourceError> {
    let Some(edits) = trak.edts.as_ref().and_then(|it| it.elst.as_ref()) else { return Ok(0) };
    match edits.entries[..] {
        [] => Ok(0),
        [ref edit] => edit.media_time.ok_or(SourceError::Unexpected("begins with nothing")),
        _ => Err(SourceError::Unexpected("is put together of pieces")),
    }
}

/// What the tables say must fit into the file, and into the time that anything may last.
fn check(samples: &[Sample], timescale: u32, file_bytes: u64) -> Result<(), SourceError> {
    if timescale == 0 {
        return Err(SourceError::Unexpected("does not say how long a second is"));
    }
    if samples.iter().any(|it| it.bytes == 0) {
        return Err(SourceError::Unexpected("has an empty sample"));
    }
    let end = |it: &Sample| it.offset.checked_add(it.bytes.into());
    if samples.iter().any(|it| end(it).is_none_or(|it| it > file_bytes)) {
        return Err(SourceError::Unexpected("ends within a sample"));
    }
    // Samples that share their bytes would make a large file of a small one.
    if samples.iter().map(|it| u64::from(it.bytes)).sum::<u64>() > file_bytes {
        return Err(SourceError::Unexpected("has samples that overlap"));
    }
    let ticks_max = SECONDS_MAX * u64::from(timescale);
    let last = samples.last().map_or(0, |it| it.decode_time.saturating_add(it.duration.into()));
    let shifted = |it: &Sample| it.shown.unsigned_abs() > 2 * ticks_max;
    if last > ticks_max || samples.iter().any(shifted) {
        return Err(SourceError::Unexpected("lasts absurdly long"));
    }
    Ok(())
}

fn bytes_of(reader: &mut impl Read, size: u64) -> Result<Vec<u8>, SourceError> {
    let mut bytes = Vec::new();
    reader.take(size).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != size {
        return Err(SourceError::Unexpected("ends within its sample tables"));
    }
    Ok(bytes)
}

fn samples(stbl: &Stbl) -> Result<Vec<Sample>, SourceError> {
    let sizes = sizes(stbl)?;
    let offsets = offsets(stbl, &sizes)?;
    let mut durations =
        stbl.stts.entries.iter().flat_map(|it| repeat(it.sample_delta, it.sample_count));
    let mut shifts = stbl
        .ctts
        .iter()
        .flat_map(|it| &it.entries)
        .flat_map(|it| repeat(it.sample_offset, it.sample_count));
    let mut samples = Vec::with_capacity(sizes.len());
    let mut decode_time = 0u64;
    for (&bytes, offset) in sizes.iter().zip(offsets) {
        let duration =
            durations.next().ok_or(SourceError::Unexpected("has samples without a duration"))?;
        let shift = shifts.next().unwrap_or(0);
        let shown = i64::try_from(decode_time).unwrap_or(i64::MAX).saturating_add(shift);
        samples.push(Sample { offset, bytes, decode_time, duration, shown, keyframe: false });
        decode_time = decode_time.saturating_add(u64::from(duration));
    }
    mark_keyframes(stbl, &mut samples)?;
    Ok(samples)
}

fn repeat<T: Clone>(value: T, count: u32) -> impl Iterator<Item = T> {
    std::iter::repeat_n(value, count as usize)
}

fn sizes(stbl: &Stbl) -> Result<Vec<u32>, SourceError> {
    let count = match &stbl.stsz.samples {
        StszSamples::Identical { count, .. } => *count as usize,
        StszSamples::Different { sizes } => sizes.len(),
    };
    match &stbl.stsz.samples {
        _ if count == 0 => Err(SourceError::Unexpected("is empty")),
        _ if count > SAMPLES_MAX => Err(SourceError::Unexpected("has absurdly many samples")),
        StszSamples::Identical { size, .. } => Ok(vec![*size; count]),
        StszSamples::Different { sizes } => Ok(sizes.clone()),
    }
}

/// Where each sample lies: chunks say where they begin, and how many samples each holds.
fn offsets(stbl: &Stbl, sizes: &[u32]) -> Result<Vec<u64>, SourceError> {
    let chunks: Vec<u64> = match (&stbl.stco, &stbl.co64) {
        (Some(stco), _) => stco.entries.iter().map(|&it| it.into()).collect(),
        (None, Some(co64)) => co64.entries.clone(),
        (None, None) => return Err(SourceError::Unexpected("does not say where its samples are")),
    };
    let mut runs = stbl.stsc.entries.iter().peekable();
    let mut per_chunk = 0;
    let mut offsets = Vec::with_capacity(sizes.len());
    for (number, &chunk) in (1u32..).zip(chunks.iter().take(sizes.len())) {
        while let Some(run) = runs.next_if(|it| it.first_chunk <= number) {
            per_chunk = run.samples_per_chunk as usize;
        }
        let mut at = chunk;
        for &bytes in sizes.iter().skip(offsets.len()).take(per_chunk) {
            offsets.push(at);
            at = at.saturating_add(bytes.into());
        }
    }
    if offsets.len() == sizes.len() {
        Ok(offsets)
    } else {
        Err(SourceError::Unexpected("does not say where all its samples are"))
    }
}

/// Without the table every sample is one to begin at, as in sound.
fn mark_keyframes(stbl: &Stbl, samples: &mut [Sample]) -> Result<(), SourceError> {
    let Some(stss) = &stbl.stss else {
        samples.iter_mut().for_each(|it| it.keyframe = true);
        return Ok(());
    };
    for &number in &stss.entries {
        let index = (number as usize).checked_sub(1);
        let sample = index.and_then(|it| samples.get_mut(it));
        sample.ok_or(SourceError::Unexpected("names a keyframe that is not there"))?.keyframe =
            true;
    }
    Ok(())
}
