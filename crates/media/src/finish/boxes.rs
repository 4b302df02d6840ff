//! Only the boxes that finishing needs are given to the parser. The others, which nobody asked
//! for, can say in a few bytes that they have four billion entries of no length.

use super::source::SourceError;

/// What stands between the head of a box and the boxes in it, in bytes, and which of those are kept.
/// `None`: the box is kept as it is.
type Inside = (usize, &'static [&'static [u8; 4]]);

fn inside(kind: &[u8]) -> Option<Inside> {
    Some(match kind {
        b"moov" => (0, &[b"mvhd", b"trak"]),
        b"trak" => (0, &[b"tkhd", b"edts", b"mdia"]),
        b"edts" => (0, &[b"elst"]),
        b"mdia" => (0, &[b"mdhd", b"hdlr", b"minf"]),
        b"minf" => (0, &[b"vmhd", b"smhd", b"dinf", b"stbl"]),
        b"stbl" => (0, &[b"stsd", b"stts", b"ctts", b"stss", b"stsc", b"stsz", b"stco", b"co64"]),
        b"stsd" => (8, &[b"avc1", b"mp4a"]),
        // ISO/IEC 14496-12, 12.1.3 and 12.2.3: the entries of pictures and sound.
        b"avc1" => (78, &[b"avcC", b"pasp", b"colr"]),
        b"mp4a" => (28, &[b"esds"]),
        _ => return None,
    })
}

/// The body of `moov` with nothing in it but what is needed.
pub(super) fn needed(moov: &[u8]) -> Result<Vec<u8>, SourceError> {
    let mut out = Vec::with_capacity(moov.len());
    copy(b"moov", moov, &mut out)?;
    Ok(out)
}

/// Goes no deeper than the table above, which has no circle.
fn copy(kind: &[u8], body: &[u8], out: &mut Vec<u8>) -> Result<(), SourceError> {
    let broken = SourceError::Unexpected("has a box that does not fit into its own");
    let Some((before, kept)) = inside(kind) else {
        out.extend_from_slice(body);
        return Ok(());
    };
    let Some((before, mut rest)) = body.split_at_checked(before) else { return Err(broken) };
    out.extend_from_slice(before);
    while !rest.is_empty() {
        let Some((size, after)) = rest.split_first_chunk::<4>() else { return Err(broken) };
        let size = u32::from_be_bytes(*size) as usize;
        let Some((kind, _)) = after.split_first_chunk::<4>() else { return Err(broken) };
        let Some(body) = rest.get(8..size) else { return Err(broken) };
        if kept.contains(&kind) {
            let begin = out.len();
            out.extend_from_slice(&[0; 4]);
            out.extend_from_slice(kind);
            copy(kind, body, out)?;
            // Never longer than it was, which fitted.
            let size = u32::try_from(out.len() - begin).unwrap_or(u32::MAX);
            out[begin..begin + 4].copy_from_slice(&size.to_be_bytes());
        }
        rest = &rest[size..];
    }
    Ok(())
}
