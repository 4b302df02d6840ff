//! Real tracks behind the real service, asked for as a player asks: do the playlists and the
//! segments keep Apple's rules, do parsers and a player that we did not write understand them?

use std::path::Path;
use std::process::Command;

use base::{CutId, Language, Rng};
use bytes::Bytes;
use catalogue::delivery::{self, Manifest, ManifestEpisode, Wanted};
use catalogue::track::{Fragment, Keyframe, Kind, NewTrack};
use catalogue::{cut, episode, series, track};
use media::encode::{Encoder, Picture, Sound, Track};
use media::hls::lint::{Answer, DEVIATIONS, Presentation, Violation};
use media::ladder::{Ladder, Rung};
use serde_json::json;

use crate::testing::{NOON, TestApp, description};

const SECONDS: f64 = 13.0;
const ARABIC: &str = "WEBVTT\n\n00:00:01.500 --> 00:00:04.500\nالموتى لا يتصلون.\n";
const THAI: &str = "1\n00:00:00,200 --> 00:00:03,000\nคนตายไม่โทรหาใคร\n";

/// The tracks of one cut: two renditions, two dubs, subtitles in two languages.
async fn real_tracks(folder: &Path) -> Vec<(Track, Kind, Option<&'static str>)> {
    let (master, dub) = (folder.join("master.mp4"), folder.join("dub.wav"));
    let picture = "testsrc2=s=144x256:r=30000/1001:d=13,noise=alls=6:allf=t";
    let made = Command::new("ffmpeg")
        .args(["-v", "error", "-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", "sine=d=13"])
        .args(["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"])
        .arg(&master)
        .args(["-map", "1:a", "-af", "asetrate=30000"])
        .arg(&dub)
        .status()
        .unwrap();
    assert!(made.success());
    let rung = |width, cap_kbps| Rung { width, crf: 28, cap_kbps };
    let encoder = Encoder {
        ladder: Ladder {
            rungs: vec![rung(72, 300), rung(144, 600)],
            first_width: 72,
            final_preset: "veryfast".into(),
            ..Ladder::default()
        },
        ..Encoder::default()
    };
    let picture = Picture {
        stream: 0,
        width: 144,
        height: 256,
        frame_rate: (30_000, 1001),
        seconds: SECONDS,
        high_dynamic_range: false,
    };
    let sound = Sound { stream: 1, loudness: None };
    let first = encoder.first(&master, &picture, Some(&sound), folder, |_| {}).await.unwrap();
    let ladder = encoder.ladder(&master, &picture, folder, |_| {}).await.unwrap();
    let beside = first.video.finished.index.clone();
    let sound = Sound { stream: 0, loudness: None };
    let dub = encoder.sound(&dub, &sound, beside, folder, |_| {}).await.unwrap();
    let videos = ladder.into_iter().map(|(_, track)| (track, Kind::Video, None));
    let sounds =
        [(first.audio.unwrap(), Kind::Audio, Some("en")), (dub, Kind::Audio, Some("pt-BR"))];
    videos.chain(sounds).collect()
}

/// Publishes an episode with these tracks.
async fn publish(app: &TestApp, tracks: &[(Track, Kind, Option<&'static str>)]) -> String {
    let rng = Rng::seeded(77);
    let mut tx = app.db.begin_write().await.unwrap();
    let series_id =
        series::ensure(&mut tx, "real", &description("real"), NOON, &rng).await.unwrap();
    let episode_id = episode::ensure(&mut tx, series_id, 1, NOON, &rng).await.unwrap();
    cut::ensure_master(&mut tx, "m", 7, NOON).await.unwrap();
    let cut_id = cut::ensure(&mut tx, episode_id, "m", 13_000, NOON, &rng).await.unwrap();
    for (number, (made, kind, language)) in tracks.iter().enumerate() {
        let object_key = format!("tracks/{}", made.finished.sha256);
        app.store.put_file(&object_key, &made.path).await.unwrap();
        let new = media_track(cut_id, made, *kind, *language, object_key, number);
        track::add(&mut tx, &new, NOON, &rng).await.unwrap();
    }
    for (language, text) in [("ar", ARABIC), ("th", THAI)] {
        let object_key = format!("tracks/{language}");
        app.store.put(&object_key, Bytes::from_static(text.as_bytes())).await.unwrap();
        let new = text_track(cut_id, language, object_key, text.len());
        track::add(&mut tx, &new, NOON, &rng).await.unwrap();
    }
    let manifest = Manifest {
        description: description("real"),
        episodes: vec![ManifestEpisode {
            number: 1,
            title: Default::default(),
            synopsis: Default::default(),
            cut_id,
            audio: vec![wanted("en", "2"), wanted("pt-BR", "3")],
            subtitles: vec![wanted("ar", "ar"), wanted("th", "th")],
        }],
        trailer: None,
    };
    let id = delivery::ensure(&mut tx, series_id, "d", &manifest, NOON, &rng).await.unwrap();
    let published = delivery::publish_if_whole(&mut tx, id, NOON).await.unwrap();
    assert_eq!(published, delivery::Publication::Published);
    tx.commit().await.unwrap();
    episode_id.to_string()
}

fn wanted(language: &str, recipe: &str) -> Wanted {
    Wanted { language: language.parse().unwrap(), recipe: recipe.to_owned() }
}

fn media_track(
    cut_id: CutId,
    made: &Track,
    kind: Kind,
    language: Option<&str>,
    object_key: String,
    number: usize,
) -> NewTrack {
    let index = &made.finished.index;
    let fragments = index.fragments.iter().map(|it| Fragment {
        offset: it.offset,
        bytes: it.bytes,
        decode_time: it.decode_time,
        duration: it.duration,
        keyframe: it.keyframe.map(|it| Keyframe { offset: it.offset, bytes: it.bytes }),
    });
    NewTrack {
        cut_id,
        kind,
        language: language.map(|it| it.parse::<Language>().unwrap()),
        original: language.is_none_or(|it| it == "en"),
        recipe: number.to_string(),
        active: kind == Kind::Video,
        object_key,
        bytes: made.finished.bytes,
        duration_ms: index.duration_ms(),
        stream: serde_json::to_string(&made.finished.stream).unwrap(),
        timescale: index.timescale,
        init: index.init.clone(),
        fragments: fragments.collect(),
    }
}

fn text_track(cut_id: CutId, language: &str, object_key: String, length: usize) -> NewTrack {
    NewTrack {
        cut_id,
        kind: Kind::Subtitles,
        language: Some(language.parse().unwrap()),
        original: false,
        recipe: language.to_owned(),
        active: false,
        object_key,
        bytes: length as u64,
        duration_ms: 4_500,
        stream: "{}".to_owned(),
        timescale: 1,
        init: vec![],
        fragments: vec![],
    }
}

/// Asks for everything that a player can ask for.
async fn crawl(app: &TestApp, master: &str) -> Presentation {
    let mut all = Presentation::of(master, decrypt);
    loop {
        let missing = all.missing();
        if missing.is_empty() {
            return all;
        }
        for address in missing {
            let answer = app.get(&address).await;
            let kind = answer.header("content-type").unwrap_or_default().to_owned();
            let compressed = kind.contains("mpegurl") && {
                let again = app.get_with(&address, &[("accept-encoding", "gzip")]).await;
                again.header("content-encoding") == Some("gzip")
            };
            let (status, body) = (answer.status, answer.body.to_vec());
            all.insert(address, Answer { status, content_type: kind, compressed, body });
        }
    }
}

fn decrypt(key: &[u8], iv: &[u8; 16], bytes: &[u8]) -> Vec<u8> {
    use aes::cipher::{BlockModeDecrypt as _, KeyIvInit as _, block_padding::Pkcs7};
    let key: [u8; 16] = key.try_into().unwrap();
    let decryptor = cbc::Decryptor::<aes::Aes128>::new(&key.into(), iv.into());
    decryptor.decrypt_padded_vec::<Pkcs7>(bytes).unwrap()
}

fn strangers_parse(text: &str) {
    m3u8_rs::parse_playlist_res(text.as_bytes()).unwrap_or_else(|_| panic!("{text}"));
    let mut reader = quick_m3u8::Reader::from_str(text, Default::default());
    while let Some(line) = reader.read_line().unwrap() {
        assert!(!matches!(line, quick_m3u8::HlsLine::UnknownTag(_)), "{line:?}");
    }
}

/// What ffmpeg's own player decodes of the presentation, as hashes of frames. It must not complain.
fn played(app: &TestApp, master: &str) -> String {
    let done = Command::new("ffmpeg")
        .args(["-v", "warning", "-nostdin", "-i", &format!("http://{}{master}", app.address)])
        .args(["-map", "0:v:0", "-map", "0:a:0", "-f", "framemd5", "-"])
        .output()
        .unwrap();
    // Subtitles in HLS are beyond this player.
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    let complaints = said.lines().filter(|it| !it.contains("Can't support the subtitle"));
    assert_eq!(complaints.collect::<Vec<_>>(), [""; 0]);
    String::from_utf8(done.stdout).unwrap()
}

/// What we chose to do otherwise is no fault.
fn faults(violations: Vec<Violation>, plan: &str) -> Vec<String> {
    let chosen = |it: &Violation| {
        let listed = DEVIATIONS.iter().any(|(rule, _)| *rule == it.rule);
        listed && (it.rule != "7.5" || plan == "feed")
    };
    violations.iter().filter(|it| !chosen(it)).map(ToString::to_string).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_is_served_keeps_the_rules() {
    let folder = tempfile::tempdir().unwrap();
    let tracks = real_tracks(folder.path()).await;
    let mut heard = Vec::new();
    for encrypt in [false, true] {
        let app = TestApp::encrypting(encrypt).await;
        let episode = publish(&app, &tracks).await;
        let play = app.post(&format!("/api/v1/episodes/{episode}/play"), &json!({})).await.json();
        let master = play["master"].as_str().unwrap();
        for plan in ["feed", "steady"] {
            let master = format!("{master}?plan={plan}");
            let mut all = crawl(&app, &master).await;
            assert_eq!(faults(all.lint(), plan), [""; 0], "{plan}, encrypted: {encrypt}");
            let playlists = all.playlists();
            assert_eq!(playlists.len(), 8, "{playlists:?}");
            for (address, _) in playlists.into_iter().chain([(master.clone(), "master")]) {
                let body = all.answer(&address).unwrap().body.clone();
                strangers_parse(&String::from_utf8(body).unwrap());
            }
            if plan == "steady" {
                heard.push(played(&app, &master));
                if !encrypt {
                    what_is_spoilt_is_found(&all, &master);
                }
            }
        }
    }
    assert!(heard[0].lines().filter(|it| it.starts_with("0,")).count() > 380, "{}", heard[0]);
    assert_eq!(heard[0], heard[1], "a stranger decrypts the same as was never encrypted");
}

/// A lint that finds nothing may be blind: each of these must be seen.
fn what_is_spoilt_is_found(all: &Presentation, master: &str) {
    let playlist = |kind: &str| {
        let found = all.playlists().into_iter().find(|it| it.1 == kind);
        found.unwrap().0
    };
    let spoil = |address: &str, from: &str, to: &str, rule: &str| {
        let mut spoilt = all.clone();
        let answer = spoilt.answer(address).unwrap();
        let text = String::from_utf8(answer.body.clone()).unwrap();
        assert!(text.contains(from), "{from} is not in {text}");
        answer.body = text.replacen(from, to, 1).into_bytes();
        let rules: Vec<_> = spoilt.lint().iter().map(|it| it.rule).collect();
        assert!(rules.contains(&rule), "{from} → {to}: {rules:?} instead of {rule}");
    };
    for (from, to, rule) in [
        ("#EXT-X-INDEPENDENT-SEGMENTS\n", "", "9.11"),
        ("LANGUAGE=\"en\",", "", "4.7"),
        ("FRAME-RATE=29.970", "FRAME-RATE=25.000", "9.15"),
        ("RESOLUTION=144x256", "RESOLUTION=256x144", "9.2"),
        (",AVERAGE-BANDWIDTH=", ",AVERAGE-BANDWIDTH=9", "1.26"),
        (":BANDWIDTH=", ":BANDWIDTH=9", "1.27"),
        ("CODECS=\"avc1.64", "CODECS=\"avc1.7a", "1.3"),
        ("AUTOSELECT=YES", "AUTOSELECT=NO", "4.6"),
        ("SUBTITLES=\"subtitles\"", "SUBTITLES=\"others\"", "RFC 8216, 4.3.4.2"),
    ] {
        spoil(master, from, to, rule);
    }
    for (kind, from, to, rule) in [
        ("video", "#EXT-X-PLAYLIST-TYPE:VOD\n", "", "8.6"),
        ("video", "#EXT-X-MAP", "#EXT-X-NO", "8.20"),
        ("video", "#EXTINF:6.", "#EXTINF:5.", "8.1"),
        ("video", "#EXT-X-BITRATE:", "#EXT-X-BITRATE:9", "RFC 8216bis, 4.4.4.8"),
        ("audio", "#EXT-X-TARGETDURATION:6", "#EXT-X-TARGETDURATION:9", "8.2"),
        ("audio", "#EXTINF:6.", "#EXTINF:5.", "2.15"),
        ("subtitles", "#EXTINF:6.", "#EXTINF:5.", "5.5"),
        ("keyframes", "#EXT-X-I-FRAMES-ONLY\n", "", "6.8"),
    ] {
        spoil(&playlist(kind), from, to, rule);
    }
    let segment = |kind: &str| {
        let text = all.clone().answer(&playlist(kind)).unwrap().body.clone();
        let text = String::from_utf8(text).unwrap();
        text.lines().find(|it| !it.starts_with('#')).unwrap().to_owned()
    };
    spoil(&segment("subtitles"), "X-TIMESTAMP-MAP", "NOTE", "5.3");
    let broken = |address: &str, spoiler: &dyn Fn(&mut Answer), rule: &str| {
        let mut spoilt = all.clone();
        spoiler(spoilt.answer(address).unwrap());
        let rules: Vec<_> = spoilt.lint().iter().map(|it| it.rule).collect();
        assert!(rules.contains(&rule), "{rules:?} instead of {rule}");
    };
    let tfdt = |it: &mut Answer| {
        let at = it.body.windows(4).position(|it| it == b"tfdt").unwrap();
        it.body[at + 11] ^= 1;
    };
    broken(&segment("video"), &tfdt, "7.3");
    broken(&segment("keyframes"), &|it| drop(it.body.drain(..8)), "6.10");
    broken(&segment("audio"), &|it| it.status = 302, "8.18");
    broken(&segment("audio"), &|it| it.content_type = "text/plain".to_owned(), "10.4");
    broken(master, &|it| it.compressed = false, "10.1");
}
