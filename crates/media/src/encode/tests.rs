use std::path::Path;

use super::*;
use crate::ffmpeg::Limits;
use crate::ladder::{Ladder, Rung};

mod masters;

fn ffmpeg(arguments: &str, out: &Path) {
    let done = std::process::Command::new("ffmpeg")
        .args(["-hide_banner", "-nostdin", "-y"])
        .args(arguments.split_whitespace())
        .arg(out)
        .output()
        .expect("ffmpeg is installed");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn encoder() -> Encoder {
    let rung = |width| Rung { width, crf: 28, cap_kbps: 400 };
    let ladder = Ladder {
        first_preset: "ultrafast".into(),
        final_preset: "ultrafast".into(),
        first_width: 108,
        rungs: vec![rung(72), rung(108), rung(144)],
        audio_kbps: 96,
    };
    Encoder { ladder, ..Encoder::default() }
}

fn picture(width: u32, height: u32, frame_rate: (u32, u32), seconds: f64) -> Picture {
    Picture { stream: 0, width, height, frame_rate, seconds, high_dynamic_range: false }
}

#[test]
fn renditions_that_are_cut_apart_are_refused() {
    use crate::finish::Finished;
    use crate::index::{Fragment, Index, Stream};
    let track = |duration| {
        let fragment = Fragment { offset: 0, bytes: 1, decode_time: 0, duration, keyframe: None };
        let index = Index { timescale: 25, init: vec![], fragments: vec![fragment] };
        let stream = Stream::Audio { codecs: String::new(), sample_rate: 25, channels: 1 };
        let finished = Finished { index, stream, sha256: String::new(), bytes: 1 };
        Track { path: "track".into(), finished }
    };
    let renditions = Ladder::default().renditions(540, 960);
    let tracks = |one, other| vec![(renditions[0], track(one)), (renditions[1], track(other))];
    assert!(run::cut_alike(&tracks(25, 25)).is_ok());
    let error = run::cut_alike(&tracks(25, 24)).unwrap_err().to_string();
    assert_eq!(error, "the rendition 540 pixels wide is not cut where the one of 360 pixels is");
}

/// Threads that are started for each core keep frames, and a stack.
#[tokio::test]
async fn a_machine_of_many_cores_needs_no_more_memory_than_a_run_may_use() {
    let folder = tempfile::tempdir().unwrap();
    let master = folder.path().join("master.mp4");
    ffmpeg("-f lavfi -i testsrc2=s=1080x1920:r=30:d=3 -c:v libx264 -preset ultrafast", &master);
    let ladder = Ladder { final_preset: "veryfast".into(), ..Ladder::default() };
    let limits = Limits { cores: 64, ..Limits::default() };
    let encoder = Encoder { ladder, limits, ..Encoder::default() };
    let picture = picture(1080, 1920, (30, 1), 3.0);
    encoder.first(&master, &picture, None, folder.path(), |_| {}).await.unwrap();
    let renditions = encoder.ladder(&master, &picture, folder.path(), |_| {}).await.unwrap();
    assert_eq!(renditions.last().unwrap().0.width, 1080);
}

#[tokio::test]
async fn a_master_becomes_tracks_that_fit_together() {
    let folder = tempfile::tempdir().unwrap();
    let master = folder.path().join("a master's “name”.mp4");
    ffmpeg(
        "-f lavfi -i testsrc2=s=144x256:r=25:d=7 -f lavfi -i sine=d=7 -c:v libx264 \
         -preset ultrafast -c:a aac",
        &master,
    );
    let picture = picture(144, 256, (25, 1), 7.0);
    let sound = Sound { stream: 1, loudness: None };
    let mut last = 0.0;
    let first = encoder()
        .first(&master, &picture, Some(&sound), folder.path(), |it| last = it)
        .await
        .unwrap();
    assert!(last > 0.9, "told the progress up to {last}");
    let renditions = encoder().ladder(&master, &picture, folder.path(), |_| {}).await.unwrap();
    assert_eq!(renditions.len(), 3);

    let starts = |track: &Track| {
        let index = &track.finished.index;
        let start = |ticks: u64| ticks * 1000 / u64::from(index.timescale);
        index.fragments.iter().map(|it| start(it.decode_time)).collect::<Vec<_>>()
    };
    assert_eq!(starts(&first.video), [0, 1000, 2000, 4000, 6000]);
    for (_, track) in &renditions {
        assert_eq!(starts(track), starts(&first.video));
    }
    let audio = first.audio.unwrap();
    assert_eq!(audio.finished.index.fragments.len(), 5);
    assert!((audio.finished.index.duration_ms() - 7000).abs() <= 22);
    for (path, size) in [(&first.poster, first.poster_size), (&first.storyboard, (900, 160))] {
        assert_eq!(image::image_dimensions(path).unwrap(), size, "{}", path.display());
    }
    assert_eq!((first.sheet.count, first.sheet.rows, first.sheet.interval_ms), (4, 1, 2000));
}
