use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use tempfile::TempDir;

use super::*;
use crate::delivery::{self, Whose};
use crate::ffmpeg::Tools;

/// A moving picture of the smallest size that is wanted.
const PICTURE: &str = "testsrc2=s=720x1280:r=25";
/// A tone as loud as a quiet mix.
const TONE: &str = "sine=f=440:r=48000";

/// A folder that is filled, checked, and looked at.
struct Scene {
    folder: TempDir,
    profile: Profile,
    tools: Tools,
    limits: Limits,
}

impl Scene {
    /// With its pictures, and stretches that are found in short files.
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        for name in ["poster.png", "hero.png", "cover.png"] {
            image::RgbImage::new(2, 3).save(folder.path().join(name)).unwrap();
        }
        let profile = Profile {
            silence_seconds_max: 1.0,
            black_seconds_max: 1.0,
            black_start_seconds_max: 0.5,
            frozen_seconds_max: 1.0,
            ..Profile::default()
        };
        Self { folder, profile, tools: Tools::default(), limits: Limits::default() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Has ffmpeg write a file.
    fn ffmpeg(&self, args: &[&str], name: &str) -> &Self {
        let status = std::process::Command::new("ffmpeg")
            .args(["-v", "error", "-nostdin", "-y"])
            .args(args)
            .arg(format!("file:{}", self.path(name).display()))
            .status()
            .unwrap();
        assert!(status.success(), "{args:?}");
        self
    }

    /// A master of so many seconds.
    fn master(&self, name: &str, seconds: &str, picture: &str, sound: &str) -> &Self {
        self.encoded(name, seconds, picture, sound, &[])
    }

    fn encoded(
        &self,
        name: &str,
        seconds: &str,
        picture: &str,
        sound: &str,
        more: &[&str],
    ) -> &Self {
        let inputs = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound, "-t", seconds];
        let coded = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-ac", "2"];
        self.ffmpeg(&[&inputs[..], &coded, more].concat(), name)
    }

    fn good(&self, name: &str) -> &Self {
        self.master(name, "2", PICTURE, TONE)
    }

    fn sound(&self, name: &str, seconds: &str) -> &Self {
        self.ffmpeg(&["-f", "lavfi", "-i", TONE, "-ac", "2", "-t", seconds], name)
    }

    fn text(&self, name: &str, text: &str) -> &Self {
        fs::write(self.path(name), text).unwrap();
        self
    }

    async fn report(&self) -> Report {
        let delivery = delivery::read(self.folder.path()).unwrap();
        check(&delivery, &self.profile, &self.tools, &self.limits, &|_| {}).await.unwrap()
    }

    /// Each finding as `rule file`.
    async fn rules(&self) -> Vec<String> {
        let name = |it: &Finding| match &it.file {
            Some(file) => format!("{} {}", it.rule.name(), file.display()),
            None => it.rule.name().to_owned(),
        };
        self.report().await.findings.iter().map(name).collect()
    }

    async fn only(&self) -> Finding {
        let mut findings = self.report().await.findings;
        assert_eq!(findings.len(), 1, "{findings:#?}");
        findings.remove(0)
    }

    /// The one finding about a master that was made like this.
    async fn only_of(&self, picture: &str, sound: &str, seconds: &str, more: &[&str]) -> Finding {
        self.encoded("01.mp4", seconds, picture, sound, more).only().await
    }
}

#[tokio::test]
async fn a_blameless_delivery_is_clean() {
    let scene = Scene::new();
    scene.good("EP01.mp4").good("EP02.mov").good("EP03.mkv");
    scene.sound("EP01.id.m4a", "2").sound("EP01.me.wav", "2").sound("EP01.dialogue.wav", "2");
    scene.text("EP01.en.srt", "1\n00:00:00,500 --> 00:00:02,000\nHello\n");
    scene.text("EP02.th.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nสวัสดี\n");
    let report = scene.report().await;
    assert_eq!(report.findings, []);
    assert!(report.episodes.iter().all(EpisodeReport::is_clean));

    let first = &report.episodes[0];
    assert_eq!(first.seconds, Some(2.0));
    let parts: Vec<_> = first.sounds.iter().map(|it| &it.part).collect();
    let dub = Part::Dub("id".parse().unwrap());
    let (voices, rest) = (delivery::Stem::Dialogue, delivery::Stem::MusicAndEffects);
    assert_eq!(parts, [&Part::Master, &dub, &Part::Stem(voices), &Part::Stem(rest)]);
    let loudness = first.sound(&dub).unwrap().loudness.unwrap();
    assert!((-23.0..-20.0).contains(&loudness.integrated_lufs), "{loudness:?}");
    assert!((-23.0..-18.0).contains(&loudness.true_peak_dbtp), "{loudness:?}");
    assert!(loudness.threshold_lufs < loudness.integrated_lufs - 9.0, "{loudness:?}");
}

#[tokio::test]
async fn a_night_scene_that_fades_out_is_clean_as_it_is_usually_asked() {
    let scene = Scene { profile: Profile::default(), ..Scene::new() };
    // Dark, still but for its grain, a pause in the talk, and black for the last half second.
    let night = "color=c=0x141418:s=720x1280:r=25,noise=alls=6:allf=t,fade=out:st=6.5:d=0.5";
    let pause = "sine=f=300:r=48000,volume=-20dB:enable='between(t,1,6)'";
    scene.master("01.mp4", "7.5", night, pause);
    // A title card stands for four seconds.
    let card = "color=c=red:s=720x1280:r=25:d=4[a];testsrc2=s=720x1280:r=25:d=2[b];[a][b]concat";
    scene.master("02.mp4", "6", card, TONE);
    assert_eq!(scene.report().await.findings, []);
}

#[tokio::test]
async fn shapes() {
    let scene = Scene::new();
    let found = scene.only_of("testsrc2=s=1280x720:r=25", TONE, "1", &[]).await;
    assert_eq!((found.rule, found.severity), (Rule::Vertical, Severity::Error), "{found:?}");
    assert_eq!((&*found.found, &*found.wanted), ("1280×720", "9:16, upright"));

    let found = scene.only_of("testsrc2=s=540x960:r=25", TONE, "1", &[]).await;
    assert_eq!(found.rule, Rule::PictureSize, "{found:?}");

    scene.encoded("01.mp4", "1", "testsrc2=s=540x1280:r=25,setsar=4/3", TONE, &[]);
    assert_eq!(scene.rules().await, ["square-pixels 01.mp4"]);
}

#[tokio::test]
async fn a_turned_picture() {
    let scene = Scene::new();
    scene.master("wide.mkv", "1", "testsrc2=s=1280x720:r=25", TONE);
    let wide = scene.path("wide.mkv");
    scene.ffmpeg(
        &["-i", wide.to_str().unwrap(), "-c", "copy", "-metadata:s:v", "rotate=90"],
        "01.mp4",
    );
    fs::remove_file(wide).unwrap();
    let found = scene.only().await;
    assert_eq!(found.rule, Rule::Upright, "{found:?}");
}

#[tokio::test]
async fn lengths() {
    let mut scene = Scene::new();
    scene.profile = Profile::default();
    let slow = "testsrc2=s=720x1280:r=1";
    scene.encoded("01.mp4", "181", slow, TONE, &[]);
    let found = scene.only().await;
    assert_eq!((found.rule, found.at_s), (Rule::Length, Some(180.0)), "{found:?}");
    scene.encoded("01.mp4", "180", slow, TONE, &[]);
    assert_eq!(scene.report().await.findings, []);
    let found = scene.only_of(PICTURE, TONE, "0.5", &[]).await;
    assert_eq!(found.rule, Rule::Length, "{found:?}");
}

#[tokio::test]
async fn what_is_far_too_long_is_not_decoded() {
    let scene = Scene::new();
    scene.encoded("01.mp4", "3600", "color=s=720x1280:r=1/60", "anullsrc=r=8000", &["-b:a", "8k"]);
    let found = scene.only().await;
    assert_eq!((found.rule, &*found.found), (Rule::Length, "3600.0 s"), "{found:?}");
}

#[tokio::test]
async fn masters_come_in_many_codings() {
    let scene = Scene::new();
    for (name, video, audio) in [
        ("1.mov", "prores_ks", "pcm_s24le"),
        ("2.webm", "libvpx", "libopus"),
        ("3.mxf", "mpeg2video", "pcm_s16le"),
        ("4.mkv", "ffv1", "flac"),
        ("5.mp4", "mpeg4", "ac3"),
    ] {
        let coded = ["-c:v", video, "-c:a", audio, "-pix_fmt:v:0"];
        let format = if video == "prores_ks" { "yuv422p10le" } else { "yuv420p" };
        let rate = ["-b:v", "8M", "-ar", "48000"];
        scene.encoded(name, "1", PICTURE, TONE, &[&coded[..], &[format], &rate].concat());
    }
    let ten_bits = ["-c:v", "libx265", "-x265-params", "log-level=none", "-pix_fmt", "yuv420p10le"];
    scene.encoded("6.mp4", "1", PICTURE, TONE, &ten_bits);
    scene.sound("1.id.mp3", "1").sound("1.en.flac", "1").sound("1.me.ogg", "1");
    assert_eq!(scene.report().await.findings, []);
}

#[tokio::test]
async fn frame_rates() {
    let scene = Scene::new();
    let uneven = format!("{PICTURE},select='not(eq(mod(n,5),3))'");
    let found = scene.only_of(&uneven, TONE, "3", &["-fps_mode", "vfr"]).await;
    assert_eq!(found.rule, Rule::ConstantFrameRate, "{found:?}");
    // Matroska's milliseconds do not make 29.97 variable, nor does one lost frame.
    fs::remove_file(scene.path("01.mp4")).unwrap();
    let lost = "testsrc2=s=720x1280:r=30000/1001,select='not(eq(n,20))'";
    scene.encoded("01.mkv", "3", lost, TONE, &["-fps_mode", "vfr"]);
    assert_eq!(scene.report().await.findings, []);
}

#[tokio::test]
async fn a_recording_that_begins_late_is_whole() {
    let scene = Scene::new();
    scene.encoded("01.mkv", "2", PICTURE, TONE, &["-output_ts_offset", "5"]);
    assert_eq!(scene.report().await.findings, []);
}

#[tokio::test]
async fn sounds() {
    let scene = Scene::new();
    let found = scene.only_of(PICTURE, TONE, "1", &["-an"]).await;
    assert_eq!((found.rule, &*found.found), (Rule::SoundPresent, "there is no sound"));
    let found = scene.only_of(PICTURE, "anullsrc=r=48000", "2", &[]).await;
    assert_eq!(found.rule, Rule::SoundPresent, "{found:?}");
    let found = scene.only_of(PICTURE, TONE, "1", &["-ac", "1"]).await;
    assert_eq!((found.rule, &*found.found), (Rule::Channels, "mono"));
    let found = scene.only_of(PICTURE, &format!("{TONE},volume=-20dB"), "1", &[]).await;
    assert_eq!(found.rule, Rule::Loudness, "{found:?}");
    let loud = "sine=f=997:r=48000,volume=24dB";
    scene.encoded("01.mp4", "1", PICTURE, loud, &[]);
    assert_eq!(scene.rules().await, ["loudness 01.mp4", "true-peak 01.mp4"]);
    let found = scene.only_of(PICTURE, &format!("{TONE},atrim=end=1"), "2", &[]).await;
    assert_eq!((found.rule, found.severity), (Rule::SoundLength, Severity::Warning));
}

#[tokio::test]
async fn stretches_say_where_they_are() {
    let scene = Scene::new();
    // The first pictures of a still one differ, while its coding is refined.
    let near = |found: &Finding, second: f64| (found.at_s.unwrap() - second).abs() < 0.4;
    let silent = format!("{TONE},volume=0:enable='between(t,0.5,2)'");
    let found = scene.only_of(PICTURE, &silent, "3", &[]).await;
    assert!(found.rule == Rule::Silence && near(&found, 0.5), "{found:?}");
    // To the end, where nothing says that it ends.
    let silent = format!("{TONE},volume=0:enable='gt(t,1)'");
    let found = scene.only_of(PICTURE, &silent, "3", &[]).await;
    assert!(found.rule == Rule::Silence && near(&found, 1.0), "{found:?}");

    let black = format!("{PICTURE},drawbox=c=black:t=fill:enable='between(t,1,2.2)'");
    let found = scene.only_of(&black, TONE, "3", &[]).await;
    assert!(found.rule == Rule::Black && near(&found, 1.0), "{found:?}");
    let black = format!("{PICTURE},drawbox=c=black:t=fill:enable='lt(t,0.7)'");
    let found = scene.only_of(&black, TONE, "2", &[]).await;
    assert!(found.rule == Rule::Black && near(&found, 0.0), "{found:?}");

    let still = format!(
        "{PICTURE}:d=1,tpad=stop_mode=clone:stop_duration=1.5[a];{PICTURE}[b];[a][b]concat"
    );
    let found = scene.only_of(&still, TONE, "4", &[]).await;
    assert!(found.rule == Rule::Frozen && near(&found, 1.0), "{found:?}");
    let still = format!("{PICTURE}:d=1,tpad=stop_mode=clone:stop=-1");
    let found = scene.only_of(&still, TONE, "3", &[]).await;
    assert!(found.rule == Rule::Frozen && near(&found, 1.0), "{found:?}");
}

#[tokio::test]
async fn what_cannot_be_read_does_not_keep_others_from_being_clean() {
    let scene = Scene::new();
    scene.good("01.mp4").encoded("02.mp4", "2", PICTURE, TONE, &["-movflags", "faststart"]);
    let whole = fs::read(scene.path("02.mp4")).unwrap();
    fs::write(scene.path("02.mp4"), &whole[..whole.len() * 2 / 3]).unwrap();
    let mut corrupt = whole.clone();
    let middle = corrupt.len() / 2;
    corrupt[middle..middle + 4000].fill(0);
    fs::write(scene.path("03.mp4"), corrupt).unwrap();
    fs::write(scene.path("04.mp4"), "").unwrap();
    scene.text("05.mp4", &"This is a letter and no video. ".repeat(50));
    fs::write(scene.path("06.mp4"), &whole[..2000]).unwrap();
    fs::create_dir(scene.path("07.mp4")).unwrap();
    scene.sound("08.mp4", "1").good("09.mp4");
    nix::unistd::mkfifo(&scene.path("10.mp4"), nix::sys::stat::Mode::S_IRUSR).unwrap();

    let report = scene.report().await;
    let mut unreadable = Vec::new();
    for it in &report.findings {
        if it.rule == Rule::NumberGap {
            continue;
        }
        assert_eq!(it.rule, Rule::Readable, "{it:?}");
        unreadable.push((it.whose.unwrap(), it.found.clone()));
    }
    let episodes: Vec<_> = unreadable.iter().map(|it| it.0).collect();
    let wanted = [2, 3, 4, 5, 6, 8, 10].map(Whose::Episode);
    assert_eq!(episodes, wanted, "{unreadable:#?}");
    let clean = report.episodes.iter().filter(|it| it.is_clean());
    assert_eq!(clean.map(|it| it.whose).collect::<Vec<_>>(), [1, 9].map(Whose::Episode));
}

#[tokio::test]
async fn a_list_of_files_is_no_video_and_opens_none() {
    let scene = Scene::new();
    scene.good("01.mp4");
    let secret = scene.path("01.mp4");
    let secret = secret.display();
    scene.text("02.mp4", &format!("#EXTM3U\n#EXTINF:2,\nfile:{secret}\n#EXT-X-ENDLIST\n"));
    scene.text("03.mp4", &format!("ffconcat version 1.0\nfile '{secret}'\n"));
    scene.text("04.mp4", &format!("<MPD><BaseURL>file:{secret}</BaseURL></MPD>"));
    scene.text("05.mp4", "v=0\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n");
    scene.text("01.en.m4a", &format!("#EXTM3U\n#EXTINF:2,\nfile:{secret}\n#EXT-X-ENDLIST\n"));
    let wanted = ["01.en.m4a", "02.mp4", "03.mp4", "04.mp4", "05.mp4"];
    assert_eq!(scene.rules().await, wanted.map(|it| format!("readable {it}")));
}

#[tokio::test]
async fn odd_names_are_only_names() {
    let scene = Scene::new();
    for name in ["-1 -i x.mp4", "it's \"2\".mp4", "第3集 灯债.mp4", "4 %03d *.mp4", "5:a|b.mp4"]
    {
        scene.good(name);
    }
    assert_eq!(scene.report().await.findings, []);
}

#[tokio::test]
async fn numbers_and_sizes() {
    let scene = Scene::new();
    for name in ["02.mp4", "03.mp4", "03 b.mp4", "07.mp4"] {
        scene.good(name);
    }
    scene.master("08.mp4", "1", "testsrc2=s=1080x1920:r=25", TONE);
    scene.text("09.en.srt", "").text("02.ass", "");
    let report = scene.report().await;
    let said: Vec<_> = report.findings.iter().map(|it| (it.rule.name(), &*it.found)).collect();
    assert_eq!(
        said,
        [
            ("number-gap", "episode 1 is missing"),
            ("number-twice", "03 b.mp4, 03.mp4"),
            ("number-gap", "episodes 4 to 6 are missing"),
            ("file-used", "a format that is not read"),
            ("file-used", "it belongs to no episode"),
            ("same-picture-size", "1080×1920"),
        ]
    );
    let clean = report.episodes.iter().filter(|it| it.is_clean());
    let clean: Vec<_> = clean.map(|it| it.whose).collect();
    assert_eq!(clean, [2, 7].map(Whose::Episode), "only the odd one is blamed");
}

/// Its size is its own, titles stand on black and stand still; what keeps an episode from being shown keeps it, too.
#[tokio::test]
async fn a_trailer_is_asked_what_an_episode_is_asked_but_for_its_place_among_them() {
    let scene = Scene::new();
    scene.good("01.mp4").good("02.mp4");
    scene.master("trailer.mp4", "3", "color=black:s=1080x1920:r=25", TONE);
    scene
        .sound("trailer.id.m4a", "1")
        .text("trailer.en.srt", "1\n00:00:01,000 --> 00:00:09,000\nSoon\n");
    let report = scene.report().await;
    let said: Vec<_> = report.findings.iter().map(|it| (it.whose, it.rule.name())).collect();
    let of_trailer = |rule| (Some(Whose::Trailer), rule);
    assert_eq!(said, [of_trailer("dub-length"), of_trailer("subtitles-fit")]);
    let trailer = report.trailer.as_ref().unwrap();
    assert_eq!((trailer.errors, trailer.warnings, report.episodes.len()), (1, 1, 2));
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["findings"][0]["episode"], "trailer");
    assert_eq!(
        (&json["trailer"]["number"], &json["episodes"][0]["number"]),
        (&"trailer".into(), &1.into())
    );

    scene.master("trailer.mp4", "3", "testsrc2=s=1280x720:r=25", "anullsrc=r=48000");
    let rules: Vec<_> = scene.report().await.findings.iter().map(|it| it.rule).collect();
    assert_eq!(rules, [Rule::Vertical, Rule::SoundPresent, Rule::DubLength, Rule::SubtitlesFit]);
}

#[tokio::test]
async fn what_belongs_to_an_episode_is_as_long_as_it() {
    let scene = Scene::new();
    scene.good("1.mp4").sound("1.id.m4a", "3").sound("1.me.wav", "1");
    scene.text("1.en.srt", "1\n00:00:02,000 --> 00:00:03,000\nHello\n");
    scene.text("1.es.srt", "1\n00:00:01,000 --> \nHola\n");
    fs::write(scene.path("1.th.srt"), b"1\n00:00:01,000 --> 00:00:02,000\n\xca\xc7\xd1\n").unwrap();
    let wanted = [
        "dub-length 1.id.m4a",
        "stem-length 1.me.wav",
        "subtitles-fit 1.en.srt",
        "subtitles-readable 1.es.srt",
        "subtitles-readable 1.th.srt",
    ];
    assert_eq!(scene.rules().await, wanted);
}

#[tokio::test]
async fn art() {
    let scene = Scene::new();
    scene.good("01.mp4").text("poster.png", "no picture");
    fs::remove_file(scene.path("hero.png")).unwrap();
    assert_eq!(scene.rules().await, ["art-present", "art-present poster.png"]);
}

#[tokio::test]
async fn art_is_read_to_its_end() {
    let scene = Scene::new();
    scene.good("01.mp4");
    let whole = fs::read(scene.path("hero.png")).unwrap();
    fs::write(scene.path("hero.png"), &whole[..whole.len() - 20]).unwrap();
    fs::write(scene.path("cover.png"), vec![0; 21 << 20]).unwrap();
    assert_eq!(scene.rules().await, ["art-present hero.png", "art-present cover.png"]);
}

#[tokio::test]
async fn files_that_series_toml_names_and_are_not_there() {
    let scene = Scene::new();
    scene.good("EP01.mp4").text(
        "series.toml",
        "format = 1\nslug = \"x\"\noriginal_language = \"en\"\n[title]\nen = \"X\"\n\
         [art]\nposter = \"poster.png\"\nhero = \"hero.png\"\ncover = \"covver.png\"\n\
         [[episode]]\nnumber = 1\nmaster = \"EP01.mp4\"\nsubtitles = { en = \"EP01.en.srt\" }\n\
         dubs = { id = \"EP01.id.m4a\" }\n[[episode]]\nnumber = 2\nmaster = \"EP02.mp4\"\n",
    );
    let wanted = [
        "art-present covver.png",
        "file-present EP01.id.m4a",
        "file-present EP01.en.srt",
        "file-present EP02.mp4",
    ];
    assert_eq!(scene.rules().await, wanted);
}

fn script(scene: &Scene, text: &str) -> PathBuf {
    let path = scene.path("program");
    fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[tokio::test]
async fn a_program_that_fails_is_told_from_a_bad_file() {
    let mut scene = Scene::new();
    scene.good("01.mp4");
    let delivery = delivery::read(scene.folder.path()).unwrap();
    scene.tools.ffmpeg = "no-such-ffmpeg".into();
    let error = check(&delivery, &scene.profile, &scene.tools, &scene.limits, &|_| {}).await;
    assert!(error.unwrap_err().to_string().starts_with("no-such-ffmpeg is not installed"));

    scene.tools.ffmpeg = script(&scene, "kill -9 $$");
    let found = scene.only().await;
    assert!(found.found.ends_with("was killed by signal 9"), "{found:?}");

    scene.tools.ffmpeg = script(&scene, "sleep 1000");
    scene.limits.stall = std::time::Duration::from_millis(300);
    let found = scene.only().await;
    assert!(found.found.ends_with("made no progress for 0.3 s and was stopped"), "{found:?}");
}

#[tokio::test]
async fn memory_bounds_what_is_decoded() {
    let mut scene = Scene::new();
    scene.master("01.mp4", "0.5", "testsrc2=s=4320x7680:r=10", TONE);
    scene.limits.memory_bytes = 120 << 20;
    scene.profile.seconds_min = 0.0;
    let found = scene.only().await;
    assert!(found.found.contains("needs more than 120 MiB of memory"), "{found:?}");
    scene.limits.memory_bytes = 1 << 30;
    assert_eq!(scene.report().await.findings, []);
}

/// What all processes take that this one started, in bytes.
fn children_bytes() -> u64 {
    let of = |entry: fs::DirEntry| {
        let status = fs::read_to_string(entry.path().join("status")).ok()?;
        let value = |key: &str| {
            let line = status.lines().find(|it| it.starts_with(key))?;
            line.split_whitespace().nth(1)?.parse::<u64>().ok()
        };
        let own = value("PPid:")? == u64::from(std::process::id());
        own.then(|| value("VmRSS:").map(|it| it << 10))?
    };
    fs::read_dir("/proc").unwrap().filter_map(|it| of(it.unwrap())).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn many_large_pictures_at_once_stay_within_the_memory() {
    let mut scene = Scene::new();
    scene.master("01.mp4", "1", "testsrc2=s=4320x7680:r=5", TONE).good("02.mp4");
    for number in 3..=8 {
        let like = if number % 2 == 0 { "02.mp4" } else { "01.mp4" };
        fs::hard_link(scene.path(like), scene.path(&format!("{number:02}.mp4"))).unwrap();
    }
    scene.limits.parallel = std::num::NonZero::new(16);
    let most = AtomicU64::new(0);
    let watch = async {
        loop {
            most.fetch_max(children_bytes(), Ordering::Relaxed);
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    let report = tokio::select! {
        () = watch => unreachable!("it watches for ever"),
        report = scene.report() => report,
    };
    let rules: Vec<_> = report.findings.iter().map(|it| it.rule).collect();
    assert_eq!(rules, [Rule::SamePictureSize], "nothing else is wrong with them");
    let most = most.into_inner();
    assert!(most > 200 << 20, "{most} bytes: the watch sees nothing");
    assert!(most < 1400 << 20, "{} MiB", most >> 20);
}

#[tokio::test]
async fn progress_ends_at_the_end() {
    let scene = Scene::new();
    scene.good("01.mp4").good("02.mp4");
    let delivery = delivery::read(scene.folder.path()).unwrap();
    let seen = Mutex::new(Vec::new());
    let tell = |it| seen.lock().unwrap().push(it);
    check(&delivery, &scene.profile, &scene.tools, &scene.limits, &tell).await.unwrap();
    let seen = seen.into_inner().unwrap();
    let last = Progress { episodes_done: 2, episodes: 2, fraction: 1.0 };
    assert_eq!(seen.last(), Some(&last));
    assert!(seen.is_sorted_by_key(|it| it.fraction), "{seen:?}");
    assert!(seen.iter().any(|it| it.fraction > 0.0 && it.fraction < 1.0), "{seen:?}");
}

#[tokio::test]
async fn a_profile_decides() {
    let mut scene = Scene::new();
    scene.master("01.mp4", "1", "testsrc2=s=540x960:r=25", &format!("{TONE},volume=-20dB"));
    let text = "width-min = 540\nheight-min = 960\n[severity]\nloudness = \"error\"\n";
    scene.profile = toml::from_str(text).unwrap();
    let found = scene.only().await;
    assert_eq!((found.rule, found.severity), (Rule::Loudness, Severity::Error));
    scene.profile = toml::from_str(&text.replace("error", "off")).unwrap();
    assert_eq!(scene.report().await.findings, []);
    for wrong in ["width_min = 3", "[severity]\nloud = \"off\"", "[severity]\nloudness = \"no\""] {
        assert!(toml::from_str::<Profile>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn names_of_rules_are_those_of_serde() {
    for rule in Rule::ALL {
        assert_eq!(serde_json::to_string(&rule).unwrap(), format!("\"{}\"", rule.name()));
    }
}

#[tokio::test]
async fn a_report_is_json_whatever_files_are_called() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let scene = Scene::new();
    fs::write(scene.path("x").with_file_name(OsStr::from_bytes(b"01 \xff.mp4")), "x").unwrap();
    let json = serde_json::to_value(scene.report().await).unwrap();
    assert_eq!(json["findings"][0]["file"], "01 \u{fffd}.mp4");
    let finding = json["findings"][0].as_object().unwrap();
    let keys: Vec<_> = finding.keys().map(String::as_str).collect();
    assert_eq!(keys, ["at-s", "episode", "file", "found", "rule", "severity", "wanted"]);
}
