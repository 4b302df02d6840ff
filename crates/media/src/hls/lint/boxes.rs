//! The boxes of heads and segments, as far as the rules ask about them.

use mp4_atom::{Atom as _, Codec, Decode as _, FourCC, Header, Moof, Moov};

/// What stands before the first segment.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) tracks: usize,
    pub(super) timescale: u32,
    /// As RFC 6381 writes it, and the size of the picture.
    pub(super) avc: Option<(String, (u32, u32))>,
    pub(super) edits: bool,
}

/// One `moof` and its `mdat`.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) decode_time: u64,
    pub(super) samples: Vec<Sample>,
}

#[derive(Debug)]
pub(super) struct Sample {
    pub(super) duration: u32,
    pub(super) shown: i64,
    pub(super) sync: bool,
    pub(super) bytes: Vec<u8>,
}

impl Part {
    pub(super) fn ticks(&self) -> u64 {
        self.samples.iter().map(|it| u64::from(it.duration)).sum()
    }
}

impl Sample {
    /// Whether the picture begins with an IDR slice (ISO/IEC 14496-10, 7.4.1): nothing before it
    /// is needed. Lengths of NAL units are in four bytes, as x264 writes them.
    pub(super) fn is_idr(&self) -> bool {
        let mut rest = &self.bytes[..];
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            let length = u32::from_be_bytes(*length) as usize;
            match after.first().map(|it| it & 0x1f) {
                Some(5) => return true,
                Some(1..=4) | None => return false,
                _ => rest = after.get(length..).unwrap_or_default(),
            }
        }
        false
    }
}

pub(super) fn head(bytes: &[u8]) -> Option<Head> {
    let (_, body) = boxes(bytes)?.into_iter().find(|(kind, _)| *kind == Moov::KIND)?;
    let moov = Moov::decode_body(&mut &bytes[body]).ok()?;
    let trak = moov.trak.first()?;
    let avc = match trak.mdia.minf.stbl.stsd.codecs.first()? {
        Codec::Avc1(it) => {
            let avcc = &it.avcc;
            let codec = format!(
                "avc1.{:02x}{:02x}{:02x}",
                avcc.avc_profile_indication, avcc.profile_compatibility, avcc.avc_level_indication
            );
            Some((codec, (it.visual.width.into(), it.visual.height.into())))
        }
        _ => None,
    };
    let (tracks, timescale) = (moov.trak.len(), trak.mdia.mdhd.timescale);
    Some(Head { tracks, timescale, avc, edits: trak.edts.is_some() })
}

/// `None`: it is not `moof`, `mdat`, `moof`, `mdat` … and nothing else.
pub(super) fn parts(bytes: &[u8]) -> Option<Vec<Part>> {
    let all = boxes(bytes)?;
    let (pairs, rest) = all.as_chunks::<2>();
    if !rest.is_empty() || pairs.is_empty() {
        return None;
    }
    pairs.iter().map(|[moof, mdat]| part(bytes, moof, mdat)).collect()
}

type Found = (FourCC, std::ops::Range<usize>);

fn part(bytes: &[u8], (kind, body): &Found, (data, payload): &Found) -> Option<Part> {
    if *kind != Moof::KIND || *data != FourCC::new(b"mdat") {
        return None;
    }
    let moof = Moof::decode_body(&mut &bytes[body.clone()]).ok()?;
    let [traf] = &moof.traf[..] else { return None };
    let decode_time = traf.tfdt.as_ref()?.base_media_decode_time;
    let [trun] = &traf.trun[..] else { return None };
    let mut at = body.start - 8 + usize::try_from(trun.data_offset?).ok()?;
    if at != payload.start {
        return None;
    }
    let mut time = i64::try_from(decode_time).ok()?;
    let mut samples = Vec::new();
    for entry in trun.samples.iter() {
        let (duration, size) = (entry.duration?, entry.size? as usize);
        samples.push(Sample {
            duration,
            shown: time + entry.cts.unwrap_or(0),
            sync: entry.flags? & 0x1_0000 == 0,
            bytes: bytes.get(at..at + size)?.to_vec(),
        });
        at += size;
        time += i64::from(duration);
    }
    (at == payload.end).then_some(Part { decode_time, samples })
}

/// The kinds of the outer boxes and where their bodies are.
fn boxes(bytes: &[u8]) -> Option<Vec<Found>> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let mut rest = &bytes[at..];
        let header = Header::decode(&mut rest).ok()?;
        let begin = bytes.len() - rest.len();
        let end = begin.checked_add(header.size?)?;
        bytes.get(begin..end)?;
        all.push((header.kind, begin..end));
        at = end;
    }
    Some(all)
}
