use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use mp4_atom::{
    Codec, Encode, FourCC, Ftyp, Mfhd, Moof, Moov, Mvex, Mvhd, SegmentReference, Sidx, Stbl, Stco,
    Stsd, Stsz, StszSamples, Tfdt, Tfhd, Traf, Trak, Trex, Trun, TrunEntry, TrunSamples,
};
use sha2::{Digest, Sha256};

use super::source::{Sample, Source, SourceError};
use crate::index::{Fragment, Index, Keyframe, Stream};

/// How far sound may be cut from where the picture is, in seconds: half an AAC frame and a little.
const CUT_DRIFT_MAX: f64 = 0.011;
/// How far sound may be heard from where the picture says, in seconds.
const DRIFT_MAX: f64 = 0.010;
/// The head of a fragment that holds one picture: `moof`, then that of `mdat`. In bytes.
pub(crate) const KEYFRAME_HEAD_BYTES: u32 = 112;
/// ISO/IEC 14496-12, 8.8.3.1: depends on no other; depends on others and is no sync sample.
const KEYFRAME: u32 = 0x0200_0000;
const DEPENDENT: u32 = 0x0101_0000;
/// The track's number within its own file.
const TRACK: u32 = 1;

/// The encoder's output could not be made into a track file.
#[derive(Debug, thiserror::Error)]
pub enum FinishError {
    /// What the encoder wrote is not what it was asked for.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The track file could not be written.
    #[error("could not write the track file")]
    Write(#[source] std::io::Error),
    /// A box could not be written.
    #[error("could not write a box of the track file")]
    Encode(#[from] mp4_atom::Error),
    /// The keyframes are not where every rendition has them.
    #[error("a keyframe is at {found:.3} s where {wanted:.3} s was asked for")]
    Misaligned {
        /// Where it is, in seconds.
        found: f64,
        /// Where it was asked for, in seconds.
        wanted: f64,
    },
    /// The first picture is not shown at 0, or another is shown before the first of its fragment.
    #[error("a picture is shown at {found:.3} s where {wanted:.3} s was asked for")]
    OutOfPlace {
        /// When it is shown, in seconds.
        found: f64,
        /// When it should be, in seconds.
        wanted: f64,
    },
    /// The pictures do not follow each other evenly.
    #[error("a picture lasts {found} ticks where the first lasts {wanted}")]
    Uneven {
        /// In ticks.
        found: u64,
        /// In ticks.
        wanted: u64,
    },
    /// Sound would be heard at another time than the picture says.
    #[error("the sound begins at {found:.3} s instead of 0")]
    SoundOutOfPlace {
        /// In seconds.
        found: f64,
    },
    /// Sound ends before the picture does.
    #[error("the sound lasts {sound:.3} s, the picture {picture:.3} s")]
    SoundTooShort {
        /// In seconds.
        sound: f64,
        /// In seconds.
        picture: f64,
    },
    /// A codec that we did not ask for.
    #[error("the encoder wrote a codec that was not asked for")]
    Codec,
}

/// A track file that was written.
#[derive(Clone, Debug)]
pub struct Finished {
    /// Where everything lies.
    pub index: Index,
    /// What it is.
    pub stream: Stream,
    /// The SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// Its length, in bytes.
    pub bytes: u64,
}

/// When fragments begin, in seconds, for something that lasts so long: 0, 1, 2, 4, 6 …
pub fn fragment_starts(seconds: f64) -> Vec<f64> {
    let all = [0.0, 1.0].into_iter().chain((1u32..).map(|it| f64::from(it) * 2.0));
    all.take_while(|&it| it == 0.0 || it < seconds).take(FRAGMENTS_MAX).collect()
}

/// Nothing that is longer is ever asked for: 600 s.
const FRAGMENTS_MAX: usize = 302;

/// Makes a track file of pictures. Its fragments begin at the keyframes, which must be the first
/// frames at or after 0, 1, 2, 4, 6 … s.
pub fn finish_video(encoded: &Path, track: &Path) -> Result<Finished, FinishError> {
    let file = open(encoded)?;
    let source = Source::read(&file)?;
    let stream = video_stream(&source)?;
    let groups = split(&source.samples, |it| it.keyframe);
    check_keyframes(&source, &groups)?;
    let first = check_times(&source, &groups)?;
    write(&file, &source, &groups, first, stream, track)
}

fn check_keyframes(source: &Source, groups: &[&[Sample]]) -> Result<(), FinishError> {
    let timescale = f64::from(source.timescale());
    let frame = f64::from(source.samples[0].duration) / timescale;
    let wanted = fragment_starts(source.samples.len() as f64 * frame - frame / 2.0);
    for (group, wanted) in groups.iter().zip(&wanted) {
        let found = group[0].decode_time as f64 / timescale;
        if !group[0].keyframe || !(-0.001..frame).contains(&(found - wanted)) {
            return Err(FinishError::Misaligned { found, wanted: *wanted });
        }
    }
    if groups.len() != wanted.len() {
        let found = groups.get(wanted.len()).map_or(0.0, |it| it[0].decode_time as f64 / timescale);
        let wanted = wanted.get(groups.len()).copied().unwrap_or(found);
        return Err(FinishError::Misaligned { found, wanted });
    }
    Ok(())
}

/// The pictures follow each other evenly, and each fragment is a whole: what it shows begins when
/// its decoding does and nothing of it is shown later than the next begins. Gives the tick that
/// becomes 0: pictures that a decoder reorders are all shown later by the same delay.
fn check_times(source: &Source, groups: &[&[Sample]]) -> Result<i64, FinishError> {
    let frame = source.samples[0].duration;
    if let Some(other) = source.samples.iter().find(|it| it.duration != frame) {
        let (found, wanted) = (other.duration.into(), frame.into());
        return Err(FinishError::Uneven { found, wanted });
    }
    let delay = source.samples[0].shown;
    let seconds = |ticks: i64| ticks as f64 / f64::from(source.timescale());
    let out_of_place = |found: i64, wanted: i64| {
        let (found, wanted) = (seconds(found), seconds(wanted));
        Err(FinishError::OutOfPlace { found, wanted })
    };
    for group in groups {
        let begin = ticks(group[0].decode_time);
        if group[0].shown - delay != begin {
            return out_of_place(group[0].shown - delay, begin);
        }
        let mut shown: Vec<i64> = group.iter().map(|it| it.shown - delay).collect();
        shown.sort_unstable();
        for (found, sample) in shown.into_iter().zip(*group) {
            if found != ticks(sample.decode_time) {
                return out_of_place(found, ticks(sample.decode_time));
            }
        }
    }
    // What the file itself says is shown at 0 must be that picture.
    let said = ticks(source.skipped);
    if said.abs_diff(delay) > u64::from(frame / 2) {
        return out_of_place(delay.saturating_sub(said), 0);
    }
    Ok(delay)
}

/// Ticks that may be counted from another beginning. What was read is far from the limit.
fn ticks(time: u64) -> i64 {
    i64::try_from(time).unwrap_or(i64::MAX)
}

/// Makes a track file of sound, cut where the picture `beside` is cut, to the nearest frame.
pub fn finish_audio(encoded: &Path, beside: &Index, track: &Path) -> Result<Finished, FinishError> {
    let file = open(encoded)?;
    let mut source = Source::read(&file)?;
    let stream = audio_stream(&source)?;
    drop_priming(&mut source)?;
    let timescale = f64::from(source.timescale());
    let picture = beside.duration_ms() as f64 / 1000.0;
    let starts: Vec<f64> = beside
        .fragments
        .iter()
        .map(|it| it.decode_time as f64 / f64::from(beside.timescale))
        .collect();

    let mut cuts = Vec::with_capacity(starts.len());
    for start in &starts {
        let nearest = nearest_frame(&source.samples, start * timescale);
        let found = source.samples[nearest].decode_time as f64 / timescale;
        if (found - start).abs() > CUT_DRIFT_MAX || cuts.last().is_some_and(|&it| it >= nearest) {
            return Err(FinishError::SoundTooShort { sound: found, picture });
        }
        cuts.push(nearest);
    }
    let end = 1 + nearest_frame(&source.samples, picture * timescale - 1.0);
    let sound = source.samples[end - 1].decode_time as f64 / timescale;
    if sound + 0.1 < picture || cuts.last().is_some_and(|&it| it >= end) {
        return Err(FinishError::SoundTooShort { sound, picture });
    }
    let ends = cuts.iter().skip(1).copied().chain([end]);
    let groups: Vec<&[Sample]> =
        cuts.iter().zip(ends).map(|(&from, to)| &source.samples[from..to]).collect();
    write(&file, &source, &groups, 0, stream, track)
}

fn open(path: &Path) -> Result<File, FinishError> {
    File::open(path).map_err(|source| FinishError::Source(SourceError::Io(source)))
}

/// An AAC encoder begins with frames that only prime the decoder; the edit list says how much.
/// Without them the first frame is the first sound, at exactly 0.
fn drop_priming(source: &mut Source) -> Result<(), FinishError> {
    let primed = source
        .samples
        .iter()
        .take_while(|it| it.decode_time + u64::from(it.duration) <= source.skipped);
    let primed = primed.count().min(source.samples.len() - 1);
    source.samples.drain(..primed);
    let first = source.samples[0].decode_time;
    // What is left of the priming is heard: the sound is late by so much.
    let late = (source.skipped as f64 - first as f64) / f64::from(source.timescale());
    if late.abs() > DRIFT_MAX {
        return Err(FinishError::SoundOutOfPlace { found: late });
    }
    for sample in &mut source.samples {
        sample.decode_time -= first;
        sample.shown = ticks(sample.decode_time);
    }
    Ok(())
}

fn nearest_frame(samples: &[Sample], ticks: f64) -> usize {
    let after = samples.partition_point(|it| (it.decode_time as f64) < ticks);
    let distance = |index: usize| {
        samples.get(index).map_or(f64::MAX, |it| (it.decode_time as f64 - ticks).abs())
    };
    let before = after.saturating_sub(1);
    if distance(before) <= distance(after) { before } else { after }
}

fn split(samples: &[Sample], begins: impl Fn(&Sample) -> bool) -> Vec<&[Sample]> {
    let mut groups = Vec::new();
    let mut start = 0;
    for index in 1..samples.len() {
        if begins(&samples[index]) {
            groups.push(&samples[start..index]);
            start = index;
        }
    }
    groups.push(&samples[start..]);
    groups
}

fn video_stream(source: &Source) -> Result<Stream, FinishError> {
    let Codec::Avc1(avc1) = source.codec()? else { return Err(FinishError::Codec) };
    let avcc = &avc1.avcc;
    let codecs = format!(
        "avc1.{:02x}{:02x}{:02x}",
        avcc.avc_profile_indication, avcc.profile_compatibility, avcc.avc_level_indication
    );
    Ok(Stream::Video {
        codecs,
        width: avc1.visual.width.into(),
        height: avc1.visual.height.into(),
        frame_rate: (source.timescale(), source.samples[0].duration),
    })
}

fn audio_stream(source: &Source) -> Result<Stream, FinishError> {
    let Codec::Mp4a(mp4a) = source.codec()? else { return Err(FinishError::Codec) };
    Ok(Stream::Audio {
        codecs: "mp4a.40.2".to_owned(),
        sample_rate: source.timescale(),
        channels: mp4a.audio.channel_count,
    })
}

/// Writes the file and tells what is in it. `first`: the tick that becomes 0.
fn write(
    encoded: &File,
    source: &Source,
    groups: &[&[Sample]],
    first: i64,
    stream: Stream,
    track: &Path,
) -> Result<Finished, FinishError> {
    let init = init(source)?;
    let heads = groups
        .iter()
        .zip(1..)
        .map(|(group, number)| head(group, number, first))
        .collect::<Result<Vec<_>, _>>()?;
    let pictures = matches!(stream, Stream::Video { .. });
    let fragments = lay_out(groups, &heads, &init, source.timescale(), pictures)?;
    let sidx = sidx(&fragments, source.timescale())?;

    let mut out = Hashed::create(track).map_err(FinishError::Write)?;
    out.write_all(&init).map_err(FinishError::Write)?;
    out.write_all(&sidx).map_err(FinishError::Write)?;
    for (group, head) in groups.iter().zip(&heads) {
        out.write_all(head).map_err(FinishError::Write)?;
        copy(encoded, group, &mut out)?;
    }
    let (sha256, bytes) = out.finish().map_err(FinishError::Write)?;
    let index = Index { timescale: source.timescale(), init, fragments };
    Ok(Finished { index, stream, sha256, bytes })
}

fn init(source: &Source) -> Result<Vec<u8>, FinishError> {
    let brands: &[&[u8; 4]] = &[b"cmf2", b"cmfc", b"iso6", b"mp41"];
    let ftyp = Ftyp {
        major_brand: FourCC::new(b"cmf2"),
        minor_version: 0,
        compatible_brands: brands.iter().map(|it| FourCC::new(it)).collect(),
    };
    let mut trak = Trak { edts: None, udta: None, ..source.trak.clone() };
    trak.tkhd.track_id = TRACK;
    trak.tkhd.duration = 0;
    trak.mdia.mdhd.duration = 0;
    let stsd = Stsd { codecs: vec![source.codec()?.clone()] };
    let stsz = Stsz { samples: StszSamples::Different { sizes: Vec::new() } };
    // The samples are in the fragments: the tables of the head are empty.
    trak.mdia.minf.stbl = Stbl { stsd, stsz, stco: Some(Stco::default()), ..Stbl::default() };
    let trex = Trex { track_id: TRACK, default_sample_description_index: 1, ..Trex::default() };
    let moov = Moov {
        mvhd: Mvhd { timescale: source.timescale(), next_track_id: TRACK + 1, ..Mvhd::default() },
        mvex: Some(Mvex { mehd: None, trex: vec![trex] }),
        trak: vec![trak],
        ..Moov::default()
    };
    let mut bytes = Vec::new();
    ftyp.encode(&mut bytes)?;
    moov.encode(&mut bytes)?;
    Ok(bytes)
}

/// The `moof` of a fragment and the head of its `mdat`.
fn head(group: &[Sample], number: u32, first: i64) -> Result<Vec<u8>, FinishError> {
    let entries = group
        .iter()
        .map(|it| TrunEntry {
            duration: Some(it.duration),
            size: Some(it.bytes),
            flags: Some(if it.keyframe { KEYFRAME } else { DEPENDENT }),
            cts: Some(it.shown - first - ticks(it.decode_time)),
        })
        .collect();
    let mut trun = Trun { data_offset: Some(0), samples: TrunSamples::Explicit(entries) };
    let tfhd = Tfhd { track_id: TRACK, default_base_is_moof: true, ..Tfhd::default() };
    let tfdt = Tfdt { base_media_decode_time: group[0].decode_time };
    let moof = |trun: Trun| Moof {
        mfhd: Mfhd { sequence_number: number },
        traf: vec![Traf {
            tfhd: tfhd.clone(),
            tfdt: Some(tfdt.clone()),
            trun: vec![trun],
            ..Traf::default()
        }],
    };
    let mut bytes = Vec::new();
    moof(trun.clone()).encode(&mut bytes)?;
    // Now the length is known, and with it where the samples begin: after the head of the mdat.
    trun.data_offset = i32::try_from(bytes.len() + 8).ok();
    bytes.clear();
    moof(trun).encode(&mut bytes)?;
    let payload = u32::try_from(payload(group) + 8)
        .map_err(|_| SourceError::Unexpected("has a fragment of over 4 GiB"))?;
    bytes.extend_from_slice(&payload.to_be_bytes());
    bytes.extend_from_slice(b"mdat");
    Ok(bytes)
}

/// What stands before the first picture of a fragment where nothing else of it is sent. It lasts
/// as long as the fragment.
pub(crate) fn keyframe_head(fragment: &Fragment, number: usize) -> Result<Vec<u8>, FinishError> {
    let number = u32::try_from(number).unwrap_or(u32::MAX).saturating_add(1);
    let bytes = fragment.keyframe.map_or(0, |it| it.bytes);
    let alone = Sample {
        offset: 0,
        bytes,
        decode_time: fragment.decode_time,
        duration: fragment.duration,
        shown: ticks(fragment.decode_time),
        keyframe: true,
    };
    head(&[alone], number, 0)
}

fn payload(group: &[Sample]) -> u64 {
    group.iter().map(|it| u64::from(it.bytes)).sum()
}

fn lay_out(
    groups: &[&[Sample]],
    heads: &[Vec<u8>],
    init: &[u8],
    timescale: u32,
    pictures: bool,
) -> Result<Vec<Fragment>, FinishError> {
    let absurd = |_| SourceError::Unexpected("has an absurdly long fragment");
    let mut fragments = Vec::with_capacity(groups.len());
    for (group, head) in groups.iter().zip(heads) {
        let ticks: u64 = group.iter().map(|it| u64::from(it.duration)).sum();
        fragments.push(Fragment {
            offset: 0,
            bytes: u32::try_from(head.len() as u64 + payload(group)).map_err(absurd)?,
            decode_time: group[0].decode_time,
            duration: u32::try_from(ticks).map_err(absurd)?,
            keyframe: pictures.then_some(Keyframe {
                offset: u32::try_from(head.len()).map_err(|_| FinishError::Codec)?,
                bytes: group[0].bytes,
            }),
        });
    }
    // The table has the same length whatever is in it.
    let mut at = init.len() as u64 + sidx(&fragments, timescale)?.len() as u64;
    for fragment in &mut fragments {
        fragment.offset = at;
        at += u64::from(fragment.bytes);
    }
    Ok(fragments)
}

fn sidx(fragments: &[Fragment], timescale: u32) -> Result<Vec<u8>, FinishError> {
    let references = fragments
        .iter()
        .map(|it| SegmentReference {
            reference_type: false,
            referenced_size: it.bytes,
            subsegment_duration: it.duration,
            starts_with_sap: true,
            sap_type: 1,
            sap_delta_time: 0,
        })
        .collect();
    let sidx = Sidx {
        reference_id: TRACK,
        timescale,
        earliest_presentation_time: 0,
        first_offset: 0,
        references,
    };
    let mut bytes = Vec::new();
    sidx.encode(&mut bytes)?;
    Ok(bytes)
}

/// Copies samples, run by run of those that lie together.
fn copy(mut encoded: &File, group: &[Sample], out: &mut impl Write) -> Result<(), FinishError> {
    let mut rest = group;
    while let Some(first) = rest.first() {
        let mut end = first.offset;
        let together = rest.iter().take_while(|it| {
            let follows = it.offset == end;
            end = it.offset.saturating_add(it.bytes.into());
            follows
        });
        let (run, after) = rest.split_at(together.count());
        let bytes = payload(run);
        encoded.seek(SeekFrom::Start(first.offset)).map_err(SourceError::Io)?;
        let copied = std::io::copy(&mut encoded.take(bytes), out).map_err(FinishError::Write)?;
        if copied != bytes {
            return Err(SourceError::Unexpected("ends within a sample").into());
        }
        rest = after;
    }
    Ok(())
}

/// A new file, hashed while it is written, on disk when [`Hashed::finish`] returns.
struct Hashed {
    file: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
}

impl Hashed {
    fn create(path: &Path) -> std::io::Result<Self> {
        let file = BufWriter::with_capacity(256 << 10, File::create(path)?);
        Ok(Self { file, hash: Sha256::new(), bytes: 0 })
    }

    fn finish(self) -> std::io::Result<(String, u64)> {
        let file = self.file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
        file.sync_all()?;
        Ok((hex::encode(self.hash.finalize()), self.bytes))
    }
}

impl Write for Hashed {
    fn write(&mut self, buf: &[u8]) -> std::io::Result<usize> {
        let written = self.file.write(buf)?;
        self.hash.update(&buf[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}
