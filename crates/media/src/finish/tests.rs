use std::path::{Path, PathBuf};
use std::process::Command;

use mp4_atom::{Decode, Moof};

use super::*;
use crate::index::{Plan, Stream};

mod hostile;
mod strangers;

/// Runs the real ffmpeg; its words are shown when it fails.
fn ffmpeg(arguments: &str, out: &Path) {
    let done = Command::new("ffmpeg")
        .args(["-hide_banner", "-loglevel", "error", "-nostdin", "-y"])
        .args(arguments.split_whitespace())
        .arg(out)
        .output()
        .expect("ffmpeg is installed");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// Decodes a file to its end and gives every warning.
fn warnings(path: &Path) -> String {
    let done = Command::new("ffmpeg")
        .args(["-hide_banner", "-loglevel", "warning", "-nostdin", "-i"])
        .arg(path)
        .args(["-f", "null", "-"])
        .output()
        .expect("ffmpeg is installed");
    String::from_utf8_lossy(&done.stderr).into_owned()
}

/// When each picture is shown, in ticks and in order, read from the file's own boxes. ffprobe will
/// not do: where offsets are negative it tells times that are later by the largest of them.
fn shown_at(track: &Path, finished: &Finished) -> Vec<i64> {
    let file = std::fs::read(track).unwrap();
    let mut times = Vec::new();
    for fragment in &finished.index.fragments {
        let moof = Moof::decode(&mut &file[fragment.offset as usize..]).unwrap();
        let mut decode_time = moof.traf[0].tfdt.as_ref().unwrap().base_media_decode_time as i64;
        for sample in moof.traf[0].trun[0].samples.iter() {
            times.push(decode_time + sample.cts.unwrap());
            decode_time += i64::from(sample.duration.unwrap());
        }
    }
    times.sort_unstable();
    times
}

fn count_frames(path: &Path) -> u32 {
    let done = Command::new("ffprobe")
        .args(["-v", "error", "-count_frames", "-show_entries", "stream=nb_read_frames"])
        .args(["-of", "csv=p=0"])
        .arg(path)
        .output()
        .expect("ffprobe is installed");
    String::from_utf8_lossy(&done.stdout).trim().parse().unwrap()
}

const KEYFRAMES: &str = "-force_key_frames 0,1,2,4,6,8 -sc_threshold 0 -g 9999";

fn video(folder: &Path, rate: &str, seconds: &str) -> (PathBuf, Finished) {
    let (encoded, track) = (folder.join("v.mp4"), folder.join("v.cmf"));
    let arguments = format!(
        "-f lavfi -i testsrc2=s=108x192:r={rate}:d={seconds} -c:v libx264 -preset veryfast \
         -bf 2 -pix_fmt yuv420p {KEYFRAMES}"
    );
    ffmpeg(&arguments, &encoded);
    let finished = finish_video(&encoded, &track).unwrap();
    (track, finished)
}

#[test]
fn pictures_begin_at_zero_and_fragments_at_the_keyframes() {
    for (rate, starts) in [
        ("25", [0.0, 1.0, 2.0, 4.0, 6.0]),
        ("24000/1001", [0.0, 1.001, 2.002, 4.004, 6.006]),
        ("60", [0.0, 1.0, 2.0, 4.0, 6.0]),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let (track, finished) = video(folder.path(), rate, "7");
        let found: Vec<f64> = finished
            .index
            .fragments
            .iter()
            .map(|it| it.decode_time as f64 / f64::from(finished.index.timescale))
            .collect();
        for (found, wanted) in found.iter().zip(starts) {
            assert!((found - wanted).abs() < 0.0005, "{rate}: {found} {wanted}");
        }
        assert_eq!(found.len(), starts.len());
        assert_eq!(warnings(&track), "", "{rate}");
        let times = shown_at(&track, &finished);
        assert_eq!(times[0], 0, "{rate}: the first picture is shown at 0");
        let even = times.windows(2).all(|it| it[1] - it[0] == times[1]);
        assert!(even, "{rate}: pictures follow each other evenly");
        assert_eq!(std::fs::metadata(&track).unwrap().len(), finished.bytes);
    }
}

#[test]
fn every_fragment_can_be_played_behind_the_head() {
    let folder = tempfile::tempdir().unwrap();
    let (track, finished) = video(folder.path(), "25", "5");
    let file = std::fs::read(&track).unwrap();
    for fragment in &finished.index.fragments {
        let range =
            fragment.offset as usize..(fragment.offset + u64::from(fragment.bytes)) as usize;
        let alone = folder.path().join("alone.mp4");
        std::fs::write(&alone, [&finished.index.init[..], &file[range]].concat()).unwrap();
        assert_eq!(warnings(&alone), "");
        let frames = fragment.duration / (finished.index.timescale / 25);
        assert_eq!(count_frames(&alone), frames);
    }
}

#[test]
fn every_boundary_can_be_sought() {
    let folder = tempfile::tempdir().unwrap();
    let (track, finished) = video(folder.path(), "25", "5");
    let index = &finished.index;
    // ffmpeg tells times that are later by the delay of its decoder: half a frame is little.
    for fragment in &index.fragments {
        let start = fragment.decode_time as f64 / f64::from(index.timescale);
        let done = Command::new("ffmpeg")
            .args(["-v", "warning", "-nostdin", "-ss", &format!("{:.3}", start + 0.001), "-i"])
            .arg(&track)
            .args(["-f", "framecrc", "-"])
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&done.stderr), "");
        let text = String::from_utf8_lossy(&done.stdout).into_owned();
        let frames = text.lines().filter(|it| !it.starts_with('#')).count();
        let left = 125 - (start * 25.0).round() as usize;
        // It shows what it decodes from the keyframe before on.
        assert!(frames.abs_diff(left) <= 2, "{frames} frames from {start} s on, {left} wanted");
    }
    let done = Command::new("ffprobe").args(["-v", "warning"]).arg(&track).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
}

#[test]
fn a_keyframe_can_be_shown_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (track, finished) = video(folder.path(), "25", "5");
    let (file, index) = (std::fs::read(&track).unwrap(), &finished.index);
    let segments = index.segments(Plan::Keyframes);
    assert_eq!(segments.len(), index.fragments.len());
    for (number, segment) in segments.iter().enumerate() {
        let head = index.head(Plan::Keyframes, number).unwrap();
        let range = segment.bytes.start as usize..segment.bytes.end as usize;
        assert_eq!((head.len() + range.len()) as u64, segment.length());
        let moof = Moof::decode(&mut &head[..]).unwrap();
        assert_eq!(moof.mfhd.sequence_number as usize, number + 1);
        let alone = folder.path().join("alone.mp4");
        std::fs::write(&alone, [&index.init, &head, &file[range]].concat()).unwrap();
        assert_eq!(warnings(&alone), "");
        assert_eq!(count_frames(&alone), 1);
    }
    assert_eq!(index.head(Plan::Feed, 0).unwrap(), [0; 0]);
}

#[test]
fn sound_begins_with_the_picture_and_is_cut_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let (_, picture) = video(folder.path(), "25", "7");
    let (encoded, track) = (folder.path().join("a.mp4"), folder.path().join("a.cmf"));
    // A click at 3 s: where it is heard tells whether the sound was moved.
    ffmpeg(
        "-f lavfi -i aevalsrc=if(between(t\\,3\\,3.01)\\,sin(6283*t)\\,0):s=48000:d=7.2 \
         -ac 2 -c:a aac -b:a 96k",
        &encoded,
    );
    let finished = finish_audio(&encoded, &picture.index, &track).unwrap();
    assert_eq!(finished.index.fragments.len(), picture.index.fragments.len());
    for (sound, picture_) in finished.index.fragments.iter().zip(&picture.index.fragments) {
        let sound = sound.decode_time as f64 / f64::from(finished.index.timescale);
        let picture = picture_.decode_time as f64 / f64::from(picture.index.timescale);
        assert!((sound - picture).abs() < 0.011, "{sound} {picture}");
    }
    assert_eq!(warnings(&track), "");
    assert!((7_000 - finished.index.duration_ms()).abs() < 25);
    assert!(matches!(finished.stream, Stream::Audio { channels: 2, sample_rate: 48_000, .. }));

    let pcm = folder.path().join("a.pcm");
    ffmpeg(&format!("-i {} -ac 1 -f f32le", track.display()), &pcm);
    let bytes = std::fs::read(&pcm).unwrap();
    let samples = bytes.chunks_exact(4).map(|it| f32::from_le_bytes(it.try_into().unwrap()));
    let onset = samples.into_iter().position(|it| it.abs() > 0.1).unwrap() as f64 / 48_000.0;
    assert!((onset - 3.0).abs() < 0.01, "the click is heard at {onset} s");
}

#[test]
fn what_is_not_as_asked_for_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.cmf");
    let encoded = folder.path().join("v.mp4");
    ffmpeg(
        "-f lavfi -i testsrc2=s=108x192:r=25:d=5 -c:v libx264 -preset ultrafast -g 30",
        &encoded,
    );
    let error = finish_video(&encoded, &out).unwrap_err();
    assert!(matches!(error, FinishError::Misaligned { .. }), "{error}");

    let bytes = std::fs::read(&encoded).unwrap();
    for length in [0, 4, 8, 100, bytes.len() / 2, bytes.len() - 100] {
        std::fs::write(&encoded, &bytes[..length]).unwrap();
        assert!(finish_video(&encoded, &out).is_err(), "{length} bytes of it");
    }

    let (_, picture) = video(folder.path(), "25", "7");
    let short = folder.path().join("a.mp4");
    ffmpeg("-f lavfi -i sine=d=3 -ac 2 -ar 48000 -c:a aac", &short);
    let error = finish_audio(&short, &picture.index, &out).unwrap_err();
    assert!(matches!(error, FinishError::SoundTooShort { .. }), "{error}");
}

/// What each of the promises about time is worth: an encoder that breaks it is told so.
#[test]
fn what_is_out_of_place_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (encoded, out) = (folder.path().join("v.mp4"), folder.path().join("out.cmf"));
    let refused = |filters: &str, options: &str| {
        let x264 = format!("-c:v libx264 -preset ultrafast {KEYFRAMES} -fps_mode passthrough");
        let input = format!("-f lavfi -i testsrc2=s=64x64:r=25:d=3{filters}");
        ffmpeg(&format!("{input} {x264} {options}"), &encoded);
        finish_video(&encoded, &out).unwrap_err()
    };
    let check = |found: FinishError, expected: &str| assert_eq!(found.to_string(), expected);
    let nothing_first = refused("", "-output_ts_offset 0.5 -avoid_negative_ts disabled");
    check(nothing_first, "the encoded file is put together of pieces");
    check(
        refused(",select=not(eq(n\\,30))", ""),
        "a picture lasts 1024 ticks where the first lasts 512",
    );
    check(
        refused("", "-force_key_frames 0,1.5"),
        "a keyframe is at 1.520 s where 1.000 s was asked for",
    );
    // Pictures of one fragment that are shown among those of the next.
    let open = refused("", "-x264-params open-gop=1:bframes=6:b-adapt=0 -force_key_frames 0 -g 25");
    check(open, "a keyframe is at 0.880 s where 1.000 s was asked for");

    // Said to begin in the middle of itself.
    ffmpeg("-f lavfi -i testsrc2=s=64x64:r=25:d=3 -c:v libx264 -force_key_frames 0,1,2", &encoded);
    let mut bytes = std::fs::read(&encoded).unwrap();
    let elst = bytes.windows(4).position(|it| it == b"elst").unwrap();
    bytes[elst + 16..elst + 20].copy_from_slice(&4096_u32.to_be_bytes());
    std::fs::write(&encoded, &bytes).unwrap();
    let error = finish_video(&encoded, &out).unwrap_err();
    assert!(matches!(error, FinishError::OutOfPlace { .. }), "{error}");

    let (_, picture) = video(folder.path(), "25", "3");
    ffmpeg("-f lavfi -i sine=d=4 -ac 2 -ar 48000 -c:a aac", &encoded);
    let mut bytes = std::fs::read(&encoded).unwrap();
    let elst = bytes.windows(4).position(|it| it == b"elst").unwrap();
    bytes[elst + 16..elst + 20].copy_from_slice(&1600_u32.to_be_bytes());
    std::fs::write(&encoded, &bytes).unwrap();
    let error = finish_audio(&encoded, &picture.index, &out).unwrap_err();
    check(error, "the sound begins at 0.012 s instead of 0");
}
