//! Parsers that we did not write must find in a track file what our index says.

use re_mp4::{Mp4, Sample};

use super::*;

fn samples(file: &[u8]) -> (u64, Vec<Sample>) {
    let mp4 = Mp4::read_bytes(file).unwrap();
    let track = mp4.tracks().values().next().unwrap();
    (track.timescale, track.samples.clone())
}

/// Where and when the stranger finds samples is where and when the index says, and nothing of
/// what was encoded is lost but `dropped` samples at the beginning.
#[track_caller]
fn check(encoded: &Path, track: &Path, finished: &Finished, dropped: usize) {
    let (file, index) = (std::fs::read(track).unwrap(), &finished.index);
    let (timescale, found) = samples(&file);
    assert_eq!(timescale, u64::from(index.timescale));
    let mut found_in = found.iter().peekable();
    let mut end = 0;
    for fragment in &index.fragments {
        let range = fragment.offset..fragment.offset + u64::from(fragment.bytes);
        let mut decode_time = fragment.decode_time;
        assert!(found_in.peek().unwrap().is_sync);
        if let Some(keyframe) = fragment.keyframe {
            let first = found_in.peek().unwrap();
            assert_eq!(first.offset, fragment.offset + u64::from(keyframe.offset));
            assert_eq!(first.size, u64::from(keyframe.bytes));
            assert_eq!(first.composition_timestamp, first.decode_timestamp);
        }
        while let Some(sample) = found_in.next_if(|it| range.contains(&it.offset)) {
            assert_eq!(sample.decode_timestamp as u64, decode_time);
            decode_time += sample.duration;
            end = sample.offset + sample.size;
        }
        assert_eq!(decode_time, fragment.decode_time + u64::from(fragment.duration));
        assert_eq!(end, range.end, "a fragment ends with its last sample");
    }
    assert!(found_in.next().is_none());
    assert_eq!(end, finished.bytes);
    let shown = found.iter().map(|it| it.composition_timestamp).min();
    assert_eq!(shown, Some(0));

    let source = std::fs::read(encoded).unwrap();
    let (_, encoded) = samples(&source);
    for (found, wanted) in found.iter().zip(&encoded[dropped..]) {
        assert!(file[found.byte_range()] == source[wanted.byte_range()]);
    }
}

#[test]
fn a_second_parser_finds_the_same_samples() {
    for (rate, seconds) in [("25", "7"), ("30000/1001", "4.5"), ("60", "2.01")] {
        let folder = tempfile::tempdir().unwrap();
        let (track, finished) = video(folder.path(), rate, seconds);
        check(&folder.path().join("v.mp4"), &track, &finished, 0);
        assert_eq!(
            &std::fs::read(&track).unwrap()[..finished.index.init.len()],
            finished.index.init
        );

        let (encoded, sound) = (folder.path().join("a.mp4"), folder.path().join("a.cmf"));
        ffmpeg("-f lavfi -i sine=d=8 -ac 2 -ar 48000 -c:a aac", &encoded);
        let heard = finish_audio(&encoded, &finished.index, &sound).unwrap();
        // The frame that primes the decoder.
        check(&encoded, &sound, &heard, 1);
    }
}
