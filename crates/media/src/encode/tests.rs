use std::path::Path;

use super::*;
use crate::ladder::{Ladder, Rung};
use crate::loudness::Loudness;

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

#[tokio::test]
async fn every_kind_of_master_is_brought_into_the_same_form() {
    // Rotated, of variable rate, of odd size, of ten bits, bright, mono and in six channels.
    for (input, options, picture) in [
        (
            "testsrc2=s=256x144:r=30:d=3",
            "-metadata:s:v rotate=90 -ac 1",
            picture(144, 256, (30, 1), 3.0),
        ),
        (
            "testsrc2=s=145x257:r=24000/1001:d=3",
            "-pix_fmt yuv444p",
            picture(145, 257, (24_000, 1001), 3.0),
        ),
        (
            "testsrc2=s=144x256:r=60:d=3",
            "-pix_fmt yuv420p10le -ac 6",
            picture(144, 256, (60, 1), 3.0),
        ),
        (
            "testsrc2=s=144x256:r=25:d=3,select=not(mod(n\\,3))+lt(n\\,20)",
            "-fps_mode vfr",
            picture(144, 256, (25, 1), 3.0),
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let master = folder.path().join("master.mp4");
        ffmpeg(
            &format!(
                "-f lavfi -i {input} -f lavfi -i sine=d=3 -c:v libx264 -preset ultrafast \
                 -c:a aac {options}"
            ),
            &master,
        );
        let sound = Sound { stream: 1, loudness: None };
        let first =
            encoder().first(&master, &picture, Some(&sound), folder.path(), |_| {}).await.unwrap();
        let index = &first.video.finished.index;
        assert_eq!(index.fragments.len(), 3, "{input}");
        assert!((index.duration_ms() - 3000).abs() < 100, "{input}: {}", index.duration_ms());
    }
}

#[tokio::test]
async fn bright_pictures_are_mapped_and_loud_sound_is_tamed() {
    let folder = tempfile::tempdir().unwrap();
    let master = folder.path().join("master.mp4");
    ffmpeg(
        "-f lavfi -i testsrc2=s=144x256:r=25:d=4 -f lavfi -i sine=d=4:frequency=1000,volume=12dB \
         -c:v libx264 -preset ultrafast -pix_fmt yuv420p10le -color_primaries bt2020 \
         -color_trc smpte2084 -colorspace bt2020nc -c:a aac",
        &master,
    );
    let picture = Picture { high_dynamic_range: true, ..picture(144, 256, (25, 1), 4.0) };
    let loudness = Loudness {
        integrated_lufs: -9.3,
        range_lu: 0.0,
        true_peak_dbtp: -5.9,
        threshold_lufs: -19.3,
    };
    let sound = Sound { stream: 1, loudness: Some(loudness) };
    let first =
        encoder().first(&master, &picture, Some(&sound), folder.path(), |_| {}).await.unwrap();
    let audio = first.audio.unwrap();
    let done = std::process::Command::new("ffmpeg")
        .args(["-hide_banner", "-nostats", "-i"])
        .arg(&audio.path)
        .args(["-af", "ebur128=peak=true", "-f", "null", "-"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    let summary = said.rsplit("Summary:").next().unwrap();
    let integrated = summary.split("I:").nth(1).unwrap().split_whitespace().next().unwrap();
    let integrated: f64 = integrated.parse().unwrap();
    assert!((integrated - LOUDNESS_LUFS).abs() < 1.0, "{integrated} LUFS");
}
