use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use media::check::{Limits, Profile, check};
use media::delivery::{self, Delivery};
use tempfile::TempDir;

use super::*;
use crate::text::LANGUAGES;

const SHORT: Sample = Sample { episodes: 1, seconds: 4, seed: 1 };

async fn write(sample: Sample, folder: &Path) -> Vec<Progress> {
    let told = Mutex::new(Vec::new());
    let written = sample.write(folder, &Tools::default(), |it| told.lock().unwrap().push(it)).await;
    written.unwrap();
    told.into_inner().unwrap()
}

/// When each file of the folder was written.
fn times(folder: &Path) -> Vec<(PathBuf, SystemTime)> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    let files = entries.filter(|it| it.file_type().unwrap().is_file());
    let mut times: Vec<_> =
        files.map(|it| (it.path(), it.metadata().unwrap().modified().unwrap())).collect();
    times.sort();
    times
}

async fn assert_clean(delivery: &Delivery) {
    let (profile, limits) = (Profile::default(), Limits::default());
    let report = check(delivery, &profile, &Tools::default(), &limits, &|_| {}).await.unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    let episode = &report.episodes[0];
    assert_eq!(episode.seconds, Some(4.0));
    let trailer = report.trailer.as_ref().unwrap();
    assert!((3.0..20.0).contains(&trailer.seconds.unwrap()), "{:?}", trailer.seconds);
    assert_eq!(trailer.sounds.len(), 2, "the mix and its dub");
    for sound in &episode.sounds {
        let loudness = sound.loudness.unwrap();
        assert!((sound.seconds - 4.0).abs() < 0.05, "{sound:?}");
        assert!(loudness.true_peak_dbtp <= -1.5, "{sound:?}");
        if sound.part == media::check::Part::Master {
            assert!((loudness.integrated_lufs + 16.0).abs() < 1.0, "{sound:?}");
        }
    }
    let video = episode.video.as_ref().unwrap();
    assert_eq!((video.shown(), video.codec.as_str()), ((1080, 1920), "h264"));
}

/// Stops as soon as frames are being encoded.
async fn stop_halfway(sample: Sample, folder: &Path) {
    let (begun, tools) = (tokio::sync::Notify::new(), Tools::default());
    let writing = sample.write(folder, &tools, |it| {
        if it.fraction > 0.12 {
            begun.notify_one();
        }
    });
    tokio::select! {
        ended = writing => panic!("{ended:?}"),
        () = begun.notified() => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_stopped_goes_on_and_becomes_a_clean_delivery() {
    let temporary = TempDir::new().unwrap();
    let folder = temporary.path();
    stop_halfway(SHORT, folder).await;
    assert!(times(folder).is_empty(), "a half file is in its place");

    let told = write(SHORT, folder).await;
    assert!(told.windows(2).all(|it| it[0].total <= it[1].total));
    assert_eq!(told.last().map(|it| (it.fraction, it.total)), Some((1.0, 1.0)));
    let delivery = delivery::read(folder).unwrap();
    assert!(delivery.described && delivery.oddities.is_empty());
    assert_eq!(delivery.series.slug, "the-lantern-debt");
    let footage = &delivery.episodes[0].footage;
    assert_eq!(footage.subtitles.len(), LANGUAGES.len());
    assert_eq!((footage.dubs.len(), footage.stems.len()), (1, 2));
    assert_eq!(delivery.trailer.as_ref().unwrap().subtitles.len(), LANGUAGES.len());
    assert_clean(&delivery).await;

    let before = times(folder);
    let told = write(SHORT, folder).await;
    assert_eq!(told.iter().map(|it| it.total).collect::<Vec<_>>(), [1.0]);
    assert_eq!(times(folder), before, "what is whole is written again");
}

/// Script, times, subtitles and sound, of the episode and of the trailer. Not the encoded pictures: in two threads x264
/// weighs a fade a little differently each time.
#[tokio::test(flavor = "multi_thread")]
async fn a_seed_gives_the_same_files_again() {
    let (once, again) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    for folder in [&once, &again] {
        write(SHORT, folder.path()).await;
    }
    let names = |folder: &TempDir| -> Vec<_> {
        let files = times(folder.path()).into_iter();
        files.map(|(path, _)| path.file_name().unwrap().to_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&once), names(&again));
    for name in names(&once).iter().filter(|it| !it.ends_with(".mp4")) {
        let [one, other] = [&once, &again].map(|it| fs::read(it.path().join(name)).unwrap());
        assert!(one == other, "{name:?} came out in another way");
    }
}

#[tokio::test]
async fn values_out_of_range_are_refused_before_anything_is_made() {
    let temporary = TempDir::new().unwrap();
    let folder = temporary.path().join("new");
    for (sample, said) in [
        (Sample { episodes: 0, ..SHORT }, "0 episodes: wanted from 1 to 100"),
        (Sample { episodes: 101, ..SHORT }, "101 episodes: wanted from 1 to 100"),
        (Sample { seconds: 3, ..SHORT }, "3 seconds: an episode lasts from 4 to 180"),
        (Sample { seconds: 181, ..SHORT }, "181 seconds: an episode lasts from 4 to 180"),
    ] {
        let refused = sample.write(&folder, &Tools::default(), |_| {}).await.unwrap_err();
        assert_eq!(refused.to_string(), said);
    }
    assert!(!folder.exists());
}
