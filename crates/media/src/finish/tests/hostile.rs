//! Whatever bytes the encoder leaves behind, finishing answers, soon and without a panic.

use std::ops::Range;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::sample::Index as Any;

use super::*;
use crate::index::Index;

/// What ffmpeg really writes.
struct Real {
    video: Vec<u8>,
    audio: Vec<u8>,
    picture: Index,
}

fn real() -> &'static Real {
    static REAL: OnceLock<Real> = OnceLock::new();
    REAL.get_or_init(|| {
        // Whoever asks for more fails here, and not the machine.
        #[cfg(target_os = "linux")]
        {
            use nix::sys::resource::{Resource, getrlimit, setrlimit};
            let (_, hard) = getrlimit(Resource::RLIMIT_DATA).unwrap();
            setrlimit(Resource::RLIMIT_DATA, 4 << 30, hard).unwrap();
        }
        let folder = tempfile::tempdir().unwrap();
        let (_, finished) = video(folder.path(), "10", "3");
        let sound = folder.path().join("a.mp4");
        ffmpeg("-f lavfi -i sine=d=3.2 -ac 2 -ar 48000 -c:a aac -b:a 32k", &sound);
        Real {
            video: std::fs::read(folder.path().join("v.mp4")).unwrap(),
            audio: std::fs::read(&sound).unwrap(),
            picture: finished.index,
        }
    })
}

/// Finishes the bytes as picture and as sound. Gives what was said of each.
#[expect(clippy::disallowed_methods, reason = "an endless loop is seen by a stopwatch")]
fn finish(bytes: &[u8]) -> [Result<Finished, FinishError>; 2] {
    let folder = tempfile::tempdir().unwrap();
    let (encoded, out) = (folder.path().join("in.mp4"), folder.path().join("out.cmf"));
    std::fs::write(&encoded, bytes).unwrap();
    let begun = Instant::now();
    let found = [finish_video(&encoded, &out), finish_audio(&encoded, &real().picture, &out)];
    assert!(begun.elapsed() < Duration::from_secs(5), "took {:?}", begun.elapsed());
    for finished in found.iter().flatten() {
        // A head of a sample is 16 bytes; 100 and 300 are for the boxes around.
        let most = bytes.len() as u64 * 17 + 300 * (finished.index.fragments.len() as u64 + 10);
        assert!(finished.bytes < most, "{} bytes of {}", finished.bytes, bytes.len());
    }
    found
}

const CONTAINERS: [&[u8]; 7] = [b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf"];

/// Where boxes lie, those within others too.
fn boxes(bytes: &[u8], within: Range<usize>, all: &mut Vec<Range<usize>>) {
    let mut at = within.start;
    while at + 8 <= within.end {
        let size = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        let end = at + size.max(8);
        all.push(at..end);
        if CONTAINERS.contains(&&bytes[at + 4..at + 8]) {
            boxes(bytes, at + 8..end, all);
        }
        at = end;
    }
}

/// Something that is done to a file.
#[derive(Clone, Debug)]
enum Harm {
    Flip(Any, u8),
    Truncate(Any),
    Number(Any, u32),
    Size(Any, u32),
    Remove(Any),
    Double(Any),
    Rename(Any, Any),
}

fn number() -> impl Strategy<Value = u32> {
    let known = [0, 1, 2, 7, 8, 9, 255, 65_536, 0x7fff_ffff, 0x8000_0000, u32::MAX - 1, u32::MAX];
    prop_oneof![prop::sample::select(known.to_vec()), any::<u32>(), 0..5000_u32]
}

fn harm() -> impl Strategy<Value = Harm> {
    let at = any::<Any>;
    prop_oneof![
        4 => (at(), 0..8_u8).prop_map(|(at, bit)| Harm::Flip(at, bit)),
        1 => at().prop_map(Harm::Truncate),
        6 => (at(), number()).prop_map(|(at, it)| Harm::Number(at, it)),
        3 => (at(), number()).prop_map(|(at, it)| Harm::Size(at, it)),
        2 => at().prop_map(Harm::Remove),
        2 => at().prop_map(Harm::Double),
        1 => (at(), at()).prop_map(|(at, by)| Harm::Rename(at, by)),
    ]
}

/// The samples are most of a file and tell nothing: harm is done to the tables.
fn harmed(bytes: &[u8], harms: &[Harm]) -> Vec<u8> {
    let mut all = Vec::new();
    boxes(bytes, 0..bytes.len(), &mut all);
    let tables = all.iter().find(|it| bytes[it.start + 4..].starts_with(b"moov")).unwrap().clone();
    let mut out = bytes.to_vec();
    let put = |out: &mut Vec<u8>, at: usize, number: u32| {
        if let Some(place) = out.get_mut(at..at + 4) {
            place.copy_from_slice(&number.to_be_bytes());
        }
    };
    for harm in harms {
        let some_box = |at: &Any| all[at.index(all.len())].clone();
        let in_tables = |at: &Any| tables.start + at.index(tables.len());
        match harm {
            Harm::Flip(at, bit) => {
                if let Some(byte) = out.get_mut(in_tables(at)) {
                    *byte ^= 1 << bit;
                }
            }
            Harm::Truncate(at) => out.truncate(at.index(bytes.len())),
            Harm::Number(at, number) => put(&mut out, in_tables(at) / 4 * 4, *number),
            Harm::Size(at, number) => put(&mut out, some_box(at).start, *number),
            Harm::Rename(at, by) => {
                let (at, by) = (some_box(at).start + 4, some_box(by).start + 4);
                let name = u32::from_be_bytes(bytes[by..by + 4].try_into().unwrap());
                put(&mut out, at, name);
            }
            Harm::Remove(at) => {
                let range = some_box(at);
                if range.end <= out.len() {
                    out.drain(range);
                }
            }
            Harm::Double(at) => {
                let range = some_box(at);
                if let Some(copy) = out.get(range.clone()).map(<[u8]>::to_vec) {
                    out.splice(range.end..range.end, copy);
                }
            }
        }
    }
    out
}

/// Boxes with the names that matter, of any content, in each other.
fn tree() -> impl Strategy<Value = Vec<u8>> {
    let names: Vec<&[u8]> = vec![
        b"ftyp", b"moov", b"mvhd", b"trak", b"tkhd", b"edts", b"elst", b"mdia", b"mdhd", b"hdlr",
        b"minf", b"stbl", b"stsd", b"avc1", b"avcC", b"mp4a", b"esds", b"stts", b"ctts", b"stss",
        b"stsc", b"stsz", b"stco", b"co64", b"mdat", b"moof", b"free", b"udta", b"meta", b"uuid",
    ];
    let wrap = |(name, body): (&[u8], Vec<u8>)| {
        let size = (body.len() as u32 + 8).to_be_bytes();
        [&size[..], name, &body].concat()
    };
    let name = prop::sample::select(names);
    let leaf = (name.clone(), prop::collection::vec(any::<u8>(), 0..60)).prop_map(wrap);
    leaf.prop_recursive(6, 40, 6, move |inner| {
        let body = prop::collection::vec(inner, 0..6).prop_map(|it| it.concat());
        (name.clone(), body).prop_map(wrap)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn real_files_that_were_harmed(harms in prop::collection::vec(harm(), 1..5), sound in any::<bool>()) {
        let whole = if sound { &real().audio } else { &real().video };
        let _ = finish(&harmed(whole, &harms));
    }

    #[test]
    fn boxes_of_any_content(trees in prop::collection::vec(tree(), 1..4)) {
        for found in finish(&trees.concat()) {
            prop_assert!(found.is_err());
        }
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for found in finish(&bytes) {
            prop_assert!(found.is_err());
        }
    }
}

/// Overwrites what stands so far behind the name of a box.
fn with(bytes: &[u8], name: &[u8; 4], behind: isize, numbers: &[u32]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let name = bytes.windows(4).position(|it| it == name).unwrap() + 4;
    let at = name.wrapping_add_signed(behind);
    for (index, number) in numbers.iter().enumerate() {
        bytes[at + 4 * index..][..4].copy_from_slice(&number.to_be_bytes());
    }
    bytes
}

/// Says of all samples in a few bytes how large they are, and fills up what is left of the table.
fn all_of_one_size(bytes: &[u8], size: u32, count: u32) -> Vec<u8> {
    let at = bytes.windows(4).position(|it| it == b"stsz").unwrap() - 4;
    let left = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) - 20;
    let free = u32::from_be_bytes(*b"free");
    let mut bytes = with(bytes, b"stsz", 4, &[size, count, left, free]);
    bytes[at..at + 4].copy_from_slice(&20_u32.to_be_bytes());
    bytes
}

/// Each of these once led to an endless loop, to gigabytes, or to a wrong file.
#[test]
fn absurd_tables() {
    let Real { video, audio, .. } = real();
    assert!(finish(video)[0].is_ok() && finish(audio)[1].is_ok());
    let check = |bytes: &[u8], expected: &str| {
        let found = finish(bytes).map(|it| it.map_or_else(|it| it.to_string(), |_| "ok".into()));
        assert!(found.contains(&format!("the encoded file {expected}")), "{found:?}, {expected}");
    };
    // `mdhd`: version, two times, then ticks a second.
    check(&with(video, b"mdhd", 12, &[0]), "does not say how long a second is");
    check(&with(video, b"mdhd", 12, &[1]), "lasts absurdly long");
    check(&with(video, b"stts", 12, &[u32::MAX]), "lasts absurdly long");
    check(&with(video, b"ctts", 12, &[i32::MAX as u32]), "lasts absurdly long");
    check(&all_of_one_size(video, u32::MAX, 30), "ends within a sample");
    check(&all_of_one_size(video, 1, u32::MAX), "has absurdly many samples");
    check(&all_of_one_size(video, 1, 0), "is empty");
    check(&with(video, b"stsz", 12, &[0]), "has an empty sample");
    check(&with(video, b"stco", 8, &[u32::MAX]), "ends within a sample");
    check(&with(video, b"stsc", 12, &[0]), "does not say where all its samples are");
    check(&with(video, b"stts", 8, &[1]), "has samples without a duration");
    check(&with(video, b"stss", 8, &[9999]), "names a keyframe that is not there");
    check(&with(video, b"stss", 8, &[0]), "names a keyframe that is not there");
    check(&with(video, b"elst", 12, &[u32::MAX]), "begins with nothing");
    check(&with(video, b"stts", -8, &[4]), "has a box that does not fit into its own");
}

/// Four billion groups of samples in no bytes at all: they are not even looked at.
#[test]
fn boxes_that_nobody_needs_are_not_read() {
    let Real { audio, .. } = real();
    let kind = u32::from_be_bytes(*b"none");
    assert!(finish(&with(audio, b"sgpd", 0, &[0, kind, u32::MAX]))[1].is_ok());
}
